"""Who utters what stands in quotation marks: by the narration around it, or before it."""

from datetime import date
from typing import TYPE_CHECKING

from quizapp.generate.english.context import Context
from quizapp.generate.english.lexicon import SAY
from quizapp.generate.english.phrase import neighbour
from quizapp.generate.english.reports import quoted_one
from quizapp.generate.english.speakers import who
from quizapp.generate.english.timing import day_of
from quizapp.generate.english.units import Unit
from quizapp.generate.facts import Speaker

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_UTTERING = SAY | frozenset(
    "agree shout laugh ask continue testify recount tweet post plead assert contend quip sigh"
    " read stress go cry whisper boast lament muse recount reveal".split()
)
_CLOSING = frozenset(
    ", . ; : on after in at who during before while when as to of following about adding".split()
)
"""Where the name after `said` ends."""
_SUBJECTS = ("nsubj", "nsubjpass")
_LEADS_ON = (",", ":")
_ASKS_ON = (",", "?", "!", "-", "–", "—", "…")
"""Signs at the end of an utterance that a tag such as `she said` may follow."""


def speaker_of(
    place: int, passage: "list[tuple[Unit, Doc]]", context: Context, current: Speaker | None
) -> Speaker | None:
    """Who utters the unit at `place`; what stands before it has been read into `context`.

    Args:
        current: who uttered what came last in this passage.
    """
    unit = passage[place][0]
    previous = passage[place - 1] if place and not passage[place - 1][0].quoted else None
    following = passage[place + 1] if place + 1 < len(passage) else None
    if previous is not None and previous[0].ends in _LEADS_ON:
        lead_in = current is None or not _only_tags(previous[1])
        if lead_in and (found := before(previous[1], context)) is not None:
            return found
        if previous[0].ends == ":":
            return None  # "the sign read:" is nobody's voice
    if following is not None and not following[0].quoted and _tags(unit, following[1]):
        return after(following[1], context)
    if unit.continues:
        return context.before
    if previous is None:
        return current or context.voice or context.before
    return current if current is not None and _only_tags(previous[1]) else context.voice


def said_on(
    place: int, passage: "list[tuple[Unit, Doc]]", days: tuple[date, ...]
) -> tuple[date, ...]:
    """On which days the unit at `place` may have been said.

    None where its tag gives a time that is no day: `she said in an interview in 2021`.

    Args:
        days: those of the article, on which it was said where its tag gives no time.
    """
    beside = [
        list(doc.sents)[-1 if at < place else 0]
        for at, (unit, doc) in enumerate(passage)
        if abs(at - place) == 1 and not unit.quoted and (at > place or unit.ends in _LEADS_ON)
    ]
    told = [
        entity
        for sentence in beside
        if saying(sentence) is not None
        for entity in sentence.ents
        if entity.label_ == "DATE"
    ]
    return day_of(told[0], days) if told else days


def _tags(unit: Unit, doc: "Doc") -> bool:
    """Whether the narration after an utterance begins with who said it."""
    first = next(iter(doc.sents))
    if doc[0].text in ("-", "–", "—"):
        return True
    said = saying(first)
    if unit.ends in _ASKS_ON:
        return unit.ends == "," or said is not None
    if said is None:
        return False
    told = any(one.dep_ in ("ccomp", "dobj") and one.i > said.i for one in said.children)
    return doc[0].text[0].islower() or (said.dep_ == "ROOT" and said.i < 5 and not told)


def _only_tags(doc: "Doc") -> bool:
    """Whether narration between two utterances says no more than who said the first."""
    return len(list(doc.sents)) == 1


def saying(tokens: "Span | Doc") -> "Token | None":
    """The first verb of saying in a piece of narration that stands beside an utterance."""
    return next(
        (
            one
            for one in tokens
            if one.lemma_ in _UTTERING and one.pos_ in ("VERB", "AUX") and one.tag_ != "VBG"
        ),
        None,
    )


def after(doc: "Doc", context: Context) -> Speaker | None:
    """The speaker of the utterance before this narration: `said X`, `X said`, `– X`."""
    first = next(iter(doc.sents))
    if doc[0].text in ("-", "–", "—"):
        return who(_name(doc[1:]), context)
    if quoted := _quoted(first):
        return who(quoted, context)
    said = saying(first)
    if said is None or said.i > 24:
        return None
    lead = [one for one in doc[: said.i] if one.dep_ not in ("aux", "auxpass", "neg", "advmod")]
    if lead and lead[0].lower_ in ("but", "and"):
        lead = lead[1:]
    return who(lead or _name(doc[said.i + 1 :]), context)


def _quoted(sentence: "Span") -> "list[Token]":
    """The one whom `TASS quoted Olsen as saying` quotes; nothing where nobody is quoted so."""
    quoting = next((one for one in sentence if one.lemma_ in ("quote", "cite")), None)
    as_saying = any(
        one.lower_ == "as" and neighbour(one) in ("saying", "telling") for one in sentence
    )
    return quoted_one(quoting) if quoting is not None and as_saying else []


def _name(tokens: "Span") -> "list[Token]":
    """What follows `said`, up to where the name ends."""
    found: list[Token] = []
    for one in tokens:
        of_role = one.lower_ in ("of", "at", "for") and found and found[-1].pos_ == "NOUN"
        if one.lower_ in _CLOSING and not of_role:
            break
        found.append(one)
    return found


def before(doc: "Doc", context: Context) -> Speaker | None:
    """The speaker of the utterance after this narration: `X said:`, `who told reporters,`."""
    sentence = list(doc.sents)[-1]
    if quoted := _quoted(sentence):
        return who(quoted, context)
    said = [one for one in sentence if one.lemma_ in _UTTERING and one.pos_ == "VERB"]
    verb = said[-1] if said else sentence.root
    subject = next((one for one in verb.subtree if one.dep_ in _SUBJECTS and one.i < verb.i), None)
    holders = [verb, *verb.ancestors]
    subject = next(
        (one for holder in holders for one in holder.lefts if one.dep_ in _SUBJECTS), subject
    )
    if subject is None or subject.lower_ in ("who", "which"):
        named = [context.names.person(one.text) for one in sentence if one.i < verb.i]
        names = [name for name in named if name]
        return context.names.speaker(names[-1]) if names else None
    found = who([one for one in subject.subtree if one.i < verb.i], context)
    return found if said or (found is not None and found.noun == "person") else None
