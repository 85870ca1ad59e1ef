"""`We have frozen our part` as `Armenia has frozen its part`: a speaker's words in third person."""

import re
from dataclasses import replace as changed
from typing import TYPE_CHECKING

from quizapp.generate.english.context import Context
from quizapp.generate.english.phrase import neighbour
from quizapp.generate.english.sides import side_of
from quizapp.generate.english.units import Unit
from quizapp.generate.facts import Speaker
from quizapp.generate.states import states

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_I = frozenset("i me my mine myself".split())
_WE = frozenset("we us our ours ourselves".split())
_WITH_OTHERS = re.compile(
    r"\b(?:(?:all|both|each|none|some|many|most|two|three) of us|us all"
    r"|we (?:all|both|each|two|three)"
    r"|let us|let's|each other|one another|together|both (?:of|our|sides|countries|states|nations)"
    r"|as we (?:all )?(?:know|see|saw|can)|our (?:two|three|countries|nations|peoples|states)"
    r"|our (?:children|families|lives|hearts|world|planet|continent|region|neighbou?rs?|friends)"
    r"|mutual(?:ly)?|joint(?:ly)?|(?:between|among) us)\b",
    re.I,
)
"""A `we` that may be more than the speaker's own side."""
_OF_PEOPLE = frozenset(
    "meet talk sit live walk eat drink sleep laugh cry die shake hug grow chat cook sing"
    " conversation meeting discussion dinner lunch chat call dialogue".split()
)
"""What people do, and hardly the state or the body that they speak for."""
_FINITE = {
    "am": "is",
    "'m": "is",
    "are": "is",
    "'re": "is",
    "were": "was",
    "have": "has",
    "'ve": "has",
    "do": "does",
}
_LONG = {"'d": "would", "'ll": "will"}
_SAME_IN_PAST = frozenset("read put cut set let hit cost shut quit spread split bet hurt".split())
_OBJECTS = {"it": "it", "he": "him", "she": "her"}
_OTHERS = frozenset("he she him her his hers".split())
_HE = {"he": ("he", "his", "himself"), "she": ("she", "her", "herself")}


def in_third_person(unit: Unit, doc: "Doc", speaker: Speaker, context: Context) -> Unit:
    """The unit with the speaker or their side for `I` and `we`, and the verbs that go with it.

    A `we` stays where whom it means is not certain; where all stays, it is the same unit.
    """
    shown: dict[int, str] = {}
    spoken_for = side_of(speaker, context)
    side = "" if _WITH_OTHERS.search(unit.text) else spoken_for
    for sentence in doc.sents:
        if side and not _is_of_people(sentence):
            shown |= _replaced(sentence, _WE, side, ("it", "its", "itself"), again=side)
        if speaker.noun == "person":
            he = _HE.get(context.sexes.get(speaker.name, ""))
            alone = not any(
                one.lower_ in _OTHERS
                or (one.text in context.names.surnames and one.text not in speaker.name)
                for one in sentence
            )
            again = he[0] if he is not None and alone else ""
            shown |= _replaced(sentence, _I, speaker.name, he, again)
        if spoken_for in states().values():
            shown |= _own_country(sentence, spoken_for)
    return _rewritten(unit, doc, shown) if shown else unit


def _is_of_people(sentence: "Span") -> bool:
    """`we met in Paris`, `we Europeans`: not said of a state or a body."""
    for one in sentence:
        if one.lower_ != "we":
            continue
        objects = {c.lemma_ for c in one.head.rights if c.dep_ == "dobj"}
        if one.head.lemma_ in _OF_PEOPLE or objects & _OF_PEOPLE:
            return True
        if any(c.dep_ == "appos" for c in one.children):
            return True
    return sentence.text.rstrip().endswith("?")


def _replaced(
    sentence: "Span",
    words: frozenset[str],
    name: str,
    pronouns: tuple[str, str, str] | None,
    again: str,
) -> dict[int, str]:
    """What is shown for the first person, and for each verb that must agree with it.

    Nothing where the sentence would need a pronoun that is not known.

    Args:
        pronouns: `it`, `its` and `itself`, of the one who is named; None where that is not known.
        again: what stands for a second `I` or `we`; empty where nothing can.
    """
    shown: dict[int, str] = {}
    named = False
    for token in sentence:
        word = token.lower_
        if word not in words or token.tag_ not in ("PRP", "PRP$", "JJ", "UH"):
            continue
        if word in ("mine", "ours"):
            return {}
        if word.endswith(("self", "selves")) or (word in ("my", "our") and _has_own(token, words)):
            if pronouns is None:
                return {}
            shown[token.i] = pronouns[2] if word[-1] in "fs" else pronouns[1]
            continue
        if word in ("me", "us") and any(at in shown for at in _subject_of(token)):
            if pronouns is None:
                return {}
            shown[token.i] = _OBJECTS[pronouns[0]]
            continue
        apart = token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ in ("ROOT", "conj")
        if named and not (again or apart):
            return {}
        put = again if named and not apart else name
        if word in ("my", "our"):
            owner = pronouns[1] if pronouns is not None and named and again != name else ""
            put = owner or name + ("'" if name.endswith("s") else "'s")
        elif word in ("me", "us"):
            put = _OBJECTS.get(put, put)
        elif not _agree(token, shown):
            return {}
        shown[token.i] = put
        named = True
        if token.is_sent_start or token.i == 0:
            shown[token.i] = put[:1].upper() + put[1:]
        _set_off(token, shown)
    return shown


def _own_country(sentence: "Span", state: str) -> dict[int, str]:
    """`my country` and `our government`, of somebody who speaks for a state."""
    shown: dict[int, str] = {}
    for one in sentence:
        if one.lower_ not in ("my", "our") or one.i + 1 == sentence.end:
            continue
        owned = one.nbor(1)
        if owned.lower_ in ("country", "nation"):
            shown |= {one.i: "", owned.i: state}
        elif owned.lower_ == "government":
            shown[one.i] = state + ("'" if state.endswith("s") else "'s")
    return shown


def _set_off(subject: "Token", shown: dict[int, str]) -> None:
    """A comma after what stands before the subject, without which a name would run into it."""
    before = subject.nbor(-1) if subject.i > subject.sent.start else None
    fronted = before is not None and any(
        one.right_edge == before and one.dep_ in ("prep", "npadvmod", "advcl")
        for one in subject.head.lefts
    )
    if fronted and before is not None and before.text.isalnum():
        shown[before.i] = f"{before.text},"


def _has_own(token: "Token", words: frozenset[str]) -> bool:
    """Whether the subject of the clause is the same first person: `we froze our part`."""
    for verb in token.ancestors:
        subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is not None:
            return subject.lower_ in words and subject.i < token.i
    return False


def _subject_of(token: "Token") -> list[int]:
    """Indexes of the subject of the clause that an object is in."""
    subject = next((c for c in token.head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    apart = subject is not None and subject != token
    return [one.i for one in subject.subtree] if subject is not None and apart else []


def _agree(subject: "Token", shown: dict[int, str]) -> bool:
    """Mend the finite verbs of a subject that was `I` or `we`, and is one now.

    False where a form may be past or present, such as `read`.
    """
    verbs = [subject.head]
    for verb in verbs:
        verbs += [
            one
            for one in verb.rights
            if one.dep_ == "conj" and not any(c.dep_ in ("nsubj", "nsubjpass") for c in one.lefts)
        ]
    for verb in verbs:
        helpers = [one for one in verb.lefts if one.dep_ in ("aux", "auxpass")]
        finite = helpers[0] if helpers else verb
        if finite.lower_ in _LONG:
            past = finite.head.tag_ == "VBN" or neighbour(finite) == "better"
            shown[finite.i] = "had" if finite.lower_ == "'d" and past else _LONG[finite.lower_]
        if verb != subject.head and not helpers and finite.tag_ not in ("VBP", "VBZ"):
            continue  # "will freeze … and leave", "wants to stay and build"
        if finite.tag_ in ("MD", "TO"):
            continue
        if finite.lower_ in _SAME_IN_PAST and finite.tag_ in ("VB", "VBP"):
            return False
        if mended := _third_person(finite):
            shown[finite.i] = mended
    return True


def _third_person(verb: "Token") -> str:
    if verb.lower_ in _FINITE:
        return _FINITE[verb.lower_]
    text = verb.text
    if verb.tag_ not in ("VBP", "VB") or text.lower() != verb.lemma_ or not text.isalpha():
        return ""
    if text.endswith(("s", "x", "z", "ch", "sh", "o")):
        return f"{text}es"
    return f"{text[:-1]}ies" if re.search(r"[^aeiou]y$", text) else f"{text}s"


def _rewritten(unit: Unit, doc: "Doc", shown: dict[int, str]) -> Unit:
    """The unit with other words for some tokens; each of their letters stands where they stood."""
    text = ""
    offsets: list[int] = []
    left_out: int | None = None
    for token in doc:
        start, end = token.idx if left_out is None else left_out, token.idx + len(token)
        word = shown.get(token.i, token.text)
        if token.i in shown and token.text.startswith("'"):
            word = " " + word
        if not word:
            left_out = start
            continue
        left_out = None
        own = unit.offsets[start:end]
        text += word + token.whitespace_
        if word == token.text:
            offsets += own
        else:
            offsets += [own[min(at, len(own) - 1)] for at in range(len(word) - 1)] + [own[-1]]
        offsets += unit.offsets[end : end + len(token.whitespace_)]
    return changed(unit, text=text, offsets=tuple(offsets))
