"""What somebody says of something: the question names the speaker and what is spoken of."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quizapp.generate import wording
from quizapp.generate.draft import Draft
from quizapp.generate.facts import Clause, Fact, Found, Mention, Noun, joined
from quizapp.generate.states import state_of
from quizapp.generate.words import content

LONGEST_SAID = 28
"""Words of a statement that a learner can still give as one answer."""
LONGEST_OF = 16
"""Words of what a statement is about."""
FEWEST_SAID = 4
"""Words of content of an answer that is worth asking for."""
FEWEST_OF_EXACT = 3
"""The same, where what the statement is about is told in two words or more."""
MOST_ACTING = 4
"""Words of a thing of which it is asked what it would do."""
_MODALS = frozenset("will would can could may might must should shall".split())
_PERFECT = frozenset("had has have".split())
_PROGRESSIVE = frozenset("was were is are".split())
_STATES = frozenset(
    "be have cost lose need contain remain seem mean depend come fall rise grow shrink double run"
    " lie stand become take account reach belong exist want know see receive suffer"
    " hope hop think feel hear learn notice expect fear understand believe".split()
)
"""Verbs of which nobody asks what somebody has *done*."""
_SAID_SO = frozenset("warn promise predict claim insist announce confirm find argue".split())
"""Verbs that a question of a deed keeps; with all others it asks what somebody said."""
_SAID_OF = frozenset(
    "warn claim find argue propose recommend suggest demand believe think suspect estimate"
    " expect".split()
)
"""Those that a question of a thing keeps."""
_ACTING: tuple[Noun, ...] = ("person", "people", "body", "state", "team", "place")
_BODIES: tuple[Noun, ...] = ("body", "state", "team", "thing")
_OWNERS: dict[str, tuple[Noun, ...]] = {
    "he": ("person",),
    "she": ("person",),
    "it": _BODIES,
    "they": ("people",),
    "their": ("people",),
    "his": ("person",),
    "her": ("person",),
    "its": _BODIES,
}
"""What a speaker must be for a pronoun at the head of a statement to mean them."""
_SIDES = frozenset(
    "government country parliament ministry party group team side club company firm board members"
    " officers department office staff union council committee army navy lawyers".split()
)
"""Whose deeds are those of the one whose they are."""
_AGENTS = _SIDES | frozenset(
    "town city village police league hospital school university bank agency court state".split()
)
"""What `the` alone may stand before: of each, a story of its kind has one."""
_NAMING_NOTHING = re.compile(
    r"(?:no|nobody|nothing|none|neither|any\w*|every\w*|some\w*|many|most|few|fewer|several|all|both|half"
    r"|there|this|that|these|those|what|who|it|they|he|she|we|i|you|not|only|one|two|three|four"
    r"|five|six|seven|eight|nine|ten|another|other|others|more|less|about|around|nearly|over|just"
    r"|his|her|its|their|our|my|if|by|after|before|when|people|officials|executives)\b|\W|\d",
    re.I,
)
_STUDY = re.compile(r"\b(?:study|trial|report|survey|paper|analysis|poll|review|inquiry)\b")
_WEIGHING = re.compile(
    r"\b(?:because|unless|if|until|whether|not|never|no longer|cannot|could|would|must|should"
    r"|despite|although|instead|rather than|more than|less than|so that|failed|refused|no"
    r"|nothing)\b"
)


def head(speaker: str) -> str:
    """`a person [with knowledge of the inquiry]`: who it is, without what only describes them."""
    return re.split(r" (?:with|of|by|in|on|from|to|for|close|familiar|into|behind) ", speaker)[0]


@dataclass(frozen=True)
class Statement:
    """A claim with its first clause, and what it is asked with."""

    claim: Fact
    clause: Clause | None
    of: str
    """What the claim begins with, as the question calls it; empty where it can call it nothing."""
    is_own: bool = False
    """Whether it is the speaker, or something of theirs."""
    second: str = ""
    """What a second half is about, where it is something else."""
    is_whole: bool = True
    """Whether there is no second half."""

    @property
    def words(self) -> str:
        return self.claim.slots["words"].text


def drafts(found: Found, claims: Sequence[Fact]) -> Iterator[Draft]:
    asked: dict[str, list[Draft]] = defaultdict(list)
    for claim in claims:
        if claim.modality == "attributed" and (draft := _draft(read(claim, found), found)):
            asked[draft.question].append(draft)
    for alike in asked.values():
        said = {re.sub(r"^that,? ", "", " ".join(one.answers).casefold()) for one in alike}
        if len(said) == 1:  # else the question has two answers
            yield alike[0]


def read(claim: Fact, found: Found) -> Statement:
    """The claim with the clauses that the reader found within it."""
    words = claim.slots["words"]
    known = frozenset(one.split()[-1] for one in (*found.topics, *found.things))
    within = sorted(
        (
            (fact.clause.subject, fact)
            for fact in found.facts
            if fact.clause is not None
            and fact.speaker == claim.speaker
            and words.span.holds(fact.clause.subject.span)
        ),
        key=lambda one: one[0].span,
    )
    first = next((fact for _, fact in within if _begins(fact, words.text)), None)
    if first is None or first.clause is None:
        topic = claim.slots.get("topic")
        said = claim.verbatim or words.text
        begins = topic is not None and said.casefold().startswith(topic.text.casefold())
        told = Statement(claim, None, _nameable(topic.text, known) if topic and begins else "")
    else:
        told = Statement(claim, first.clause, *_called(first, claim, known))
    return _halved(told, [subject for subject, fact in within if fact is not first], known)


def _begins(fact: Fact, words: str) -> bool:
    """Whether a statement begins with the subject of this clause."""
    clause = fact.clause
    assert clause is not None
    opening = (f"{fact.pronoun or clause.subject.text} ", clause.subject.text.casefold())
    return not clause.lead and words.casefold().startswith(opening)


def _called(fact: Fact, claim: Fact, known: frozenset[str]) -> tuple[str, bool]:
    """What a question calls the subject, and whether that is the speaker or theirs."""
    clause, speaker = fact.clause, claim.speaker
    assert clause is not None
    assert speaker is not None
    subject = clause.subject.text
    first = claim.slots["words"].text.split()[0].lower()
    if first not in _OWNERS or claim.uttered:
        return _nameable(subject, known), False
    own = speaker.noun in _OWNERS[first]
    if first in ("its", "their"):
        own = own and subject.split()[-1] in _SIDES
    if first in ("he", "she", "it", "they"):
        own = own and subject in (speaker.name, "it")
        return (first, True) if own else ("", False)
    return (subject, True) if own else ("", False)


def _nameable(subject: str, known: frozenset[str]) -> str:
    """The subject, where a question can name it.

    Args:
        known: nouns of what the story is about.
    """
    words = subject.split()
    if not words or len(words) > LONGEST_OF or _NAMING_NOTHING.match(subject) or "," in subject:
        return ""
    if words[0].lower() in ("a", "an") and len(words) < 5:
        return ""
    if words[0].lower() == "the" and len(words) == 2 and words[1].islower():
        return subject.lower() if words[1] in _AGENTS | known else ""
    return re.sub(r"^The ", "the ", subject)


def _halved(told: Statement, subjects: Sequence[Mention], known: frozenset[str]) -> Statement:
    """The statement with the subject of its second half, or without a half that names none."""
    others = "|".join(re.escape(one.text) for one in subjects)
    halves = (
        rf",? (?P<joint>and|but) (?:that |(?=(?:{others})\b))"
        if others
        else ",? (?P<joint>and|but) that "
    )
    match = re.search(halves, told.words)
    if match is None:
        return told
    told = replace(told, is_whole=False)
    rest = told.words[match.end() :]
    if re.match(r"(?:it|its|he|she|they|their|his|her)\b", rest, re.I):
        return told
    second = next((one.text for one in subjects if rest.startswith(one.text)), "")
    if name := _nameable(second, known):
        return replace(told, second=name)
    if match["joint"] == "but":
        return told
    words = replace(told.claim.slots["words"], text=told.words[: match.start()])
    claim = replace(told.claim, slots={**told.claim.slots, "words": words}, verbatim="")
    return replace(told, claim=claim, is_whole=not told.claim.uttered)


def _draft(told: Statement, found: Found) -> Draft | None:
    claim, speaker = told.claim, told.claim.speaker
    assert speaker is not None
    if not told.of or len(told.words.split()) > LONGEST_SAID:
        return None
    who = wording.called(speaker.name)
    asked, answer, how = "", told.words, claim.how
    how = "find" if how == "say" and _STUDY.search(head(speaker.name)) else how
    if told.clause is not None and not told.second and not claim.uttered:
        asked, answer = _of_a_deed(told, told.clause)
    if asked:
        template = "said-that"
        prompt = f"What did {who} {how if how in _SAID_SO else 'say'} {asked}?"
    elif told.is_own or not _is_exact(told, how, found):
        return None
    else:
        template, answer = "said-about", told.words
        of = joined(told.of, told.second and f"and {told.second}")
        prompt = f"What did {who} {how if how in _SAID_OF else 'say'} about {of}?"
    if re.search(r"\bthe [\w-]+ ones?\b", answer):
        return None
    weighs = bool(_WEIGHING.search(answer))
    exact = len(content(told.of)) > 1 and not told.is_own
    least = FEWEST_OF_EXACT if exact else FEWEST_SAID
    enough = len(content(answer) - content(told.of)) >= least - weighs
    whole = f"That {told.words}."
    if claim.verbatim:
        whole = f"“{claim.verbatim[:1].upper()}{claim.verbatim[1:].rstrip('.')}.”"
    fields = {
        "prompt": prompt,
        "answer": whole if answer == told.words else wording.sentence(answer),
    }
    counts = told.clause is not None and any(gap.role == "amount" for gap in told.clause.gaps)
    worth = (
        0.64 + 0.06 * (exact or bool(asked)) + 0.06 * weighs + 0.04 * bool(asked) - 0.08 * counts
    )
    worth -= 0.1 * claim.uttered + 0.5 * (not enough)  # but still a second answer to its question
    key = f"{speaker.name} {told.of}"
    if told.clause is not None:  # whom a pronoun of the answer means
        noun = "people" if told.clause.plural else told.clause.subject.noun
        topic = Mention(told.of, claim.slots["words"].span, noun)
        claim = replace(claim, slots={**claim.slots, "topic": topic})
    tells = answer.removeprefix(told.of).strip()  # what it is about, the question says as well
    return Draft(template, "flashcard", fields, (claim,), (tells,), worth, key)


def _of_a_deed(told: Statement, clause: Clause) -> tuple[str, str]:
    """`she would do`, with what comes after it; or nothing where the clause tells no deed."""
    auxiliary, of = clause.auxiliary, told.of
    match = re.search(rf"\b{auxiliary}\b ?(?P<not>(?:not yet|not|never|no longer) )?", told.words)
    if match is None:
        return "", ""
    answer, denied = told.words[match.end() :], (match["not"] or "").strip()
    answer = answer.removeprefix("also ")
    acting = told.is_own or clause.subject.noun in _ACTING or of[:1].isupper()
    if not acting and len(of.split()) > MOST_ACTING:
        return "", ""
    if clause.form == "does" and clause.lemma not in _STATES:
        deed = "do" if auxiliary in _MODALS else ""
        if deed and (perfect := re.match(r"(?:\w+ )?have ", answer)):
            deed, answer = "have done", perfect[0][: -len("have ")] + answer[perfect.end() :]
        elif acting and auxiliary in _PERFECT:
            deed = "done"
        elif acting and auxiliary in _PROGRESSIVE and not denied:
            deed = "doing"
        return (joined(of, auxiliary, denied, deed), answer) if deed else ("", "")
    known = len(of.split()) > 1 and not (told.is_own and of in _OWNERS)
    if clause.form == "is done" and not denied and known:
        happened = "has happened" if auxiliary == "have" else f"{auxiliary} happened"
        happened = f"{auxiliary} happen" if auxiliary in _MODALS else happened
        if auxiliary in _MODALS | _PERFECT and not answer.startswith("have "):
            return f"{happened} to {of}", told.words
    return "", ""


def _is_exact(told: Statement, how: str, found: Found) -> bool:
    """Whether it is clear what of it is asked: `boats` and the main actor leave all open."""
    if told.second or how == "find":
        return not (_is_central(told.of, found) and _is_central(told.second, found))
    names = told.of.split(" and ")
    return len(told.of.split()) > 1 and not all(_is_central(one, found) for one in names)


def _is_central(of: str, found: Found) -> bool:
    """Whether the story as a whole is about it, so that nobody knows what of it is asked."""
    bare = of.removeprefix("the ").casefold()
    topics = [one.removeprefix("the ").casefold() for one in found.topics]
    named = bool(state_of(of)) or of in {one.name for one in found.people}
    return named or bare in topics or any(one.split()[-1] == bare for one in topics)
