"""Whom a noun phrase names as a speaker: a person, a body, or people without a name."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizapp.generate.english.context import Context
from quizapp.generate.english.lexicon import ORGANISATIONS
from quizapp.generate.english.names import sex
from quizapp.generate.english.phrase import Replace, asides, show
from quizapp.generate.english.reports import is_outlet
from quizapp.generate.facts import Noun, Speaker
from quizapp.generate.states import peoples

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_HE = ("he", "she", "him", "her")
_VAGUE = frozenset(
    "they it who that which one some many others this there we i you his her its their our my"
    " no what everyone everybody nobody somebody someone anyone both all".split()
)
_UNNAMED = frozenset("official source diplomat aide insider executive".split())
"""People whose name is withheld where only their kind is given."""
_TEXTS = frozenset("statement report study paper letter document text survey article".split())
_OF_ANOTHER = re.compile(r"['’]s?\b|['’](?= )|\b(?:of|for|to|from|with|by|in|at|who|whose)\b")
_SPEECHLESS = frozenset("fact fire flood storm accident crash event war".split())
"""What tells nothing, whatever the parser makes of `the fire said`."""
_LONGEST = 8
"""Words of a speaker without a name."""


def who(tokens: "Sequence[Token]", context: Context, swap: Replace | None = None) -> Speaker | None:
    """The speaker that a noun phrase names; None when it names nobody in particular.

    Args:
        swap: what is shown for the tokens, where that is known.
    """
    tokens = [one for one in tokens if not one.is_space]
    while tokens and tokens[0].is_punct:
        tokens.pop(0)
    shown = {one.i: one.text for one in tokens} | (swap or {})
    text = show(tokens, shown)
    if not text:
        return None
    head = tokens[0].doc[tokens[0].i : tokens[-1].i + 1].root
    if text.lower() in _HE:
        return _he(tokens[0], context)
    if text.lower() == "it":
        return _it(head, context)
    if len(tokens) == 1 and tokens[0].lower_ == "they":
        group = context.group
        return group if group and text.lower() in ("they", group.name.lower()) else None
    first = text.split()[0].lower()
    if first in _OWNING:
        return _apposed(head, context) or _owned(tokens, text, context)
    if first in _VAGUE:
        return None
    if any(one.dep_ == "conj" and one in tokens for one in head.children):
        return _several(tokens, head, context)
    apart = _around(head) if _OF_ANOTHER.search(text) else set()
    core = [one for one in tokens if one not in apart]
    named = show(core, shown)
    if name := context.names.named_in(named) or context.names.person(named.split(",")[0]):
        return context.names.speaker(name)
    if name := _by_role(text, context) or _national(head, text, context):
        return context.names.speaker(name)
    return _body(text, context) or _unnamed(tokens, head, shown, context)


def _around(head: "Token") -> "set[Token]":
    """What a phrase says of its head with the help of somebody else: `[Olsen's] lawyer`."""
    loose = ("poss", "prep", "relcl", "acl", "advcl")
    return {below for one in head.subtree if one.dep_ in loose for below in one.subtree} - {head}


def _owned(tokens: "Sequence[Token]", text: str, context: Context) -> Speaker | None:
    """`Norway will leave, its government said` and `Norway refused. Its ministry said`."""
    head, first, sentence = tokens[0].head, tokens[0].i, tokens[0].sent
    office = head.lemma_.lower()
    if office not in ORGANISATIONS | _ENVOYS or tokens[0].lower_ != "its":
        return None
    kinds = _ANYTHING if office in _OF_STATES else _ACTING
    named = _acting(sentence, context, kinds, first)
    if first == sentence.start:
        named = _acting(_sentence_before(sentence), context, kinds)
    if len(named) != 1:
        return None
    owner = named.pop()
    owner += "'" if owner.endswith("s") else "'s"
    noun: Noun = "people" if office in _ENVOYS else "body"
    return Speaker(f"{owner} {text.split(' ', 1)[1]}", noun=noun)


def _sentence_before(sentence: "Span") -> "Span | None":
    return sentence.doc[sentence.start - 1].sent if sentence.start else None


def _acting(
    sentence: "Span | None", context: Context, kinds: tuple[Noun, ...], end: int = 0
) -> set[str]:
    """The names of these kinds that are subjects of a sentence, up to a token.

    None where anybody or anything else is a subject too, which may be meant as well.
    """
    found: set[str] = set()
    for one in sentence if sentence is not None else ():
        if one.dep_ not in ("nsubj", "nsubjpass") or (end and one.i >= end):
            continue
        phrase = [below for below in one.subtree if below.dep_ in ("compound", "amod", "nmod")]
        name = " ".join(below.text for below in [*phrase, one] if below.i <= one.i)
        aside = next((below for below in one.children if below.dep_ == "appos"), None)
        for text in (name, *([_run(aside)] if aside is not None else [])):
            if text[:1].isupper() and context.names.noun(text) in kinds:
                found.add(text)
        if not found:
            found.add("")
    return found - {""} if "" not in found else set()


_ACTING: tuple[Noun, ...] = ("state", "place", "body", "team")
_ANYTHING: tuple[Noun, ...] = (*_ACTING, "thing")
_OF_STATES = ("government", "ministry", "parliament")
"""What only a state has, so that a name that owns it need not be known for one."""
_ENVOYS = frozenset("ambassador envoy spokesman spokeswoman spokesperson lawyer".split())
_OWNING = ("its", "their", "his", "her")


def _apposed(head: "Token", context: Context) -> Speaker | None:
    """`its chairman, Peter Olsen`: the person who is named behind what they are."""
    for one in head.children:
        if one.dep_ == "appos" and (name := context.names.person(_run(one))):
            return context.names.speaker(name)
    return None


def _run(head: "Token") -> str:
    """A name that ends in this token."""
    parts = [one for one in head.lefts if one.dep_ in ("compound", "nmod", "amod")]
    return " ".join(one.text for one in [*parts, head])


def _it(subject: "Token", context: Context) -> Speaker | None:
    """The body that spoke last, where `it` opens its sentence or stands in a tag behind it."""
    voice = context.voice or context.before
    earlier = subject.doc[subject.sent.start : subject.i]
    opens = not any(one.dep_ in ("nsubj", "nsubjpass") for one in earlier)
    if voice is None and opens:
        named = _acting(_sentence_before(subject.sent), context, _ACTING)
        return Speaker(named.pop(), noun="body") if len(named) == 1 else None
    if voice is None or voice.noun not in ("body", "state", "thing") or is_outlet(voice.name):
        return None
    rest = subject.doc[subject.head.i + 1 : subject.sent.end]
    tags = not any(one.dep_ in ("nsubj", "nsubjpass", "ccomp") for one in rest)
    return voice if opens or tags else None


def _he(pronoun: "Token", context: Context) -> Speaker | None:
    """The person who is meant; nobody where the unit names them only later."""
    wanted = sex(pronoun.text)
    before = _sentence_before(pronoun.sent)
    opens = pronoun.i <= pronoun.sent.start + 1
    if before is not None and opens and (name := _only_person(before, context)):
        # "Aurel Berg called it unfair. He said": whoever else is known to be a man
        fits = context.sexes.get(name, wanted) == wanted
        return context.names.speaker(name) if fits else None
    found = _he_of_before(wanted, context)
    return None if found is not None and _is_named_later(found.name, pronoun) else found


def _only_person(sentence: "Span", context: Context) -> str:
    """The person whom a sentence is about, where it names no other."""
    told = [one for one in sentence if one.text in context.names.surnames]
    names = {context.names.surnames[one.text] for one in told}
    subject = next((one for one in sentence.root.lefts if one.dep_ in ("nsubj", "nsubjpass")), None)
    leads = subject is not None and any(one in subject.subtree for one in told)
    several = subject is not None and any(one.dep_ == "conj" for one in subject.children)
    owner = subject is not None and any(one.dep_ == "poss" and one in told for one in sentence)
    return names.pop() if leads and len(names) == 1 and not several and not owner else ""


def _is_named_later(name: str, pronoun: "Token") -> bool:
    last, doc = name.split()[-1], pronoun.doc
    earlier = any(one.text == last for one in doc[: pronoun.i])
    return not earlier and any(one.text == last for one in doc[pronoun.sent.end :])


def _he_of_before(wanted: str, context: Context) -> Speaker | None:
    voice = context.voice or context.before
    spoke = voice.name if voice is not None and voice.noun == "person" else ""
    if context.person:
        told = context.sexes.get(context.person)
        fits = told == wanted or (told is None and wanted not in context.sexes.values())
        return context.names.speaker(context.person) if fits else None
    if not context.recent and not spoke and voice is not None and voice == context.unnamed:
        return voice  # "a spokesman said …. The plant, he said, …"
    if not context.recent:
        return voice if spoke and context.sexes.get(spoke, wanted) == wanted else None
    left = [name for name in context.recent if context.sexes.get(name, wanted) == wanted]
    known = len(left) == 1 and context.sexes.get(left[0]) == wanted
    return context.names.speaker(left[0]) if known else None


def _several(tokens: "Sequence[Token]", head: "Token", context: Context) -> Speaker | None:
    """`Olsen and Lund`, each with the whole name."""
    parts: list[list[Token]] = [[]]
    for one in tokens:
        if one.lower_ in ("and", ",") and one.dep_ in ("cc", "punct"):
            parts.append([])
        else:
            parts[-1].append(one)
    shown = [" ".join(one.text for one in part) for part in parts if part]
    named = [context.names.person(text) or text for text in shown]
    if len(named) < 2 or len(" ".join(named).split()) > _LONGEST:
        return None
    text = ", ".join(named[:-1]) + " and " + named[-1]
    known = all(text in context.names.people for text in named)
    if not known and head.tag_ not in ("NNP", "NNPS", "NNS"):
        return None
    context.group = Speaker(text if known else _low(tokens[0], text), noun="people")
    return context.group


def _by_role(text: str, context: Context) -> str:
    """The one person whose role `the mayor` or `the foreign minister` is."""
    words = text.lower().split()
    if words[0] != "the" or not 2 <= len(words) <= 4:
        return ""
    if len(words) == 2:
        return context.names.by_role(text)
    roles = {
        name: re.sub(r"['’]s?\b", "", role).lower().split()
        for name, role in context.names.people.items()
    }
    fits = [name for name, role in roles.items() if set(words[1:]) <= set(role)]
    return fits[0] if len(fits) == 1 else ""


def _national(head: "Token", text: str, context: Context) -> str:
    """`the German`, of the person whom the article ties to that state."""
    match = re.fullmatch(r"[Tt]he ([A-Z]\w+)", text)
    single = match is not None and match[1] in peoples() and head.tag_ not in ("NNS", "NNPS")
    return context.national(head) if single else ""


def _body(text: str, context: Context) -> Speaker | None:
    if re.fullmatch(r"[Tt]he [\w-]+", text):
        body = context.names.classes.get(text.split()[-1].lower())
        if body:
            definite = re.search(rf"\b[Tt]he {re.escape(body)}", context.text)
            return Speaker("the " + body if definite else body, noun="body")
    bare = re.sub(r"^[Tt]he ", "", text)
    kind = context.names.noun(text)
    if bare[:1].isupper() and kind in ("body", "state", "place", "team"):
        return Speaker(re.sub(r"^The ", "the ", text), noun=kind)
    return None


def _unnamed(
    tokens: "Sequence[Token]", head: "Token", shown: Replace, context: Context
) -> Speaker | None:
    left = asides(head)
    text = show([one for one in tokens if one.i not in left], shown)
    if len(text.split()) > _LONGEST or set(text.lower().split()) & _VAGUE:
        return None
    if head.lemma_.lower() in _SPEECHLESS:
        return None
    named = tokens[0].tag_ in ("NNP", "NNPS") or tokens[0].ent_type_ in ("NORP", "GPE")
    if len(tokens) == 1 and tokens[0].tag_ == "NNP" and tokens[0].text.istitle():
        return Speaker(text, noun="thing")  # a state or a firm of which nothing tells the class
    if len(tokens) == 1 and (named or tokens[-1].tag_ != "NNS"):
        return None
    text = _low(tokens[0], text)
    unnamed, lemma = context.unnamed, head.lemma_.lower()
    again = text.startswith("the ") and unnamed is not None
    if again and unnamed is not None and re.search(rf"\b{re.escape(text[4:])}\b", unnamed.name):
        return unnamed  # "a senior official said …": who "the official" is after it
    proper = head.tag_ in ("NNP", "NNPS") or any(one.dep_ == "appos" for one in head.children)
    if lemma in _UNNAMED and not proper and (match := re.match(r"(?:an?|one) (?:unnamed )?", text)):
        text = f"an unnamed {text[match.end() :]}"
    noun: Noun = "people"
    if lemma in _TEXTS:
        noun = "thing"
    elif lemma in ORGANISATIONS:
        noun = "body"
    speaker = Speaker(text, noun=noun)
    if noun == "people" and head.tag_ in ("NNS", "NNPS"):
        context.group = speaker
    elif noun == "people" and re.match(r"an? ", text):
        context.unnamed = speaker
    return speaker


def _low(first: "Token", text: str) -> str:
    """The phrase without the capital of its sentence."""
    if not text.startswith(first.text):
        return text  # a name stands there now
    named = first.tag_ in ("NNP", "NNPS") or first.ent_type_ in ("NORP", "GPE", "ORG", "PERSON")
    article = first.lower_ in ("the", "a", "an", "one")
    return text if named and not article else text[0].lower() + text[1:]
