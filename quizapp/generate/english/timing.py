"""The day that `on Tuesday` or `next year` means at its place, seen from when it was said."""

import re
from datetime import date
from typing import TYPE_CHECKING

from quizapp.generate.dates import RELATIVE, in_words, resolve
from quizapp.generate.english.lexicon import SAY
from quizapp.generate.english.phrase import Replace, neighbour
from quizapp.generate.english.reports import reports_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_PLANNING = frozenset("plan hope want expect intend agree decide promise vow ask need".split())
_SCHEDULED = frozenset(
    "end begin start open close meet face visit host play hold resume vote".split()
)
"""Verbs that tell of what is still to come in the present."""
_TIMES_OF_DAY = ("night", "morning", "afternoon", "evening", "lunchtime", "noon")
_BEFORE_A_DATE = frozenset("in on since until till by before after from to of for during".split())
_SURE = re.compile(r"year|month|yesterday|today|tomorrow", re.I)
"""Times that are the same whether they are past or to come."""
_DAY = re.compile(r"yesterday|today|tomorrow", re.I)


def dates(doc: "Doc", quoted: bool, days: tuple[date, ...], replace: Replace) -> None:
    """Note in `replace` what relative times are, where that is certain.

    Args:
        days: on which the words may have been said or written; none where nobody knows.
    """
    for named in doc.ents:
        entity = _bare(named)
        if entity is None or not RELATIVE.fullmatch(entity.text):
            continue
        future = False if _is_of_saying(entity) else _is_ahead(entity)
        if quoted and _DAY.fullmatch(entity.text) and not _is_particular(entity):
            continue
        if future is None and not re.search(
            r"year|month|yesterday|today|tomorrow", entity.text, re.I
        ):
            continue  # the Friday before, or the one after
        iso = resolve(entity.text, seen_from(entity[0], days), bool(future))
        if iso:
            _show(entity, iso, replace)


def _bare(named: "Span") -> "Span | None":
    """A time without what is no part of it: `19 last year`, `Monday night`, `next year's`."""
    if named.label_ not in ("DATE", "TIME"):
        return None
    start, end = named.start, named.end
    if named.doc[start].like_num and end - start > 2:
        start += 1
    while end - start > 1 and named.doc[end - 1].lower_ in (*_TIMES_OF_DAY, "'s", "’s"):
        end -= 1
    return named.doc[start:end]


def seen_from(token: "Token", days: tuple[date, ...]) -> tuple[date, ...]:
    """The days from which a time is seen: that of a saying, where it has one of its own."""
    for report in reports_of(token.sent):
        if token.i not in report.scope:
            continue
        told = [
            one for one in token.sent.ents if one.label_ == "DATE" and one.start not in report.scope
        ]
        if told:
            return day_of(told[0], days)
    return days


def day_of(time: "Span", days: tuple[date, ...]) -> tuple[date, ...]:
    """The one day that a time is; nothing where it is longer, or not certain."""
    iso = resolve(time.text, days)
    return (date.fromisoformat(iso),) if len(iso) == 10 else ()


def _is_of_saying(day: "Span") -> bool:
    """`said on Wednesday it would …`: the day of what is over, wherever the parser hangs it."""
    at = day.start - 1
    if at > 0 and day.doc[at].lower_ in ("on", "in"):
        at -= 1
    return at >= 0 and day.doc[at].lemma_ in SAY and day.doc[at].tag_ == "VBD"


def _show(entity: "Span", iso: str, replace: Replace) -> None:
    doc = entity.doc
    after = doc[entity.end] if entity.end < len(doc) else doc[entity.start]
    of_day = after.lower_ in _TIMES_OF_DAY
    if after.lower_ in ("'s", "’s"):
        owned = entity.root.head
        if len(iso) == 4:
            replace[entity.start] = f"the {iso}"
        elif owned.pos_ == "NOUN" and owned.i > after.i and owned.i not in replace:
            replace[entity.start] = "the"
            replace[owned.i] = f"{owned.text} of {in_words(iso)}"
        else:
            return
        replace.update({one.i: "" for one in [*entity[1:], after]})
        return
    if entity.root.dep_ == "compound" and not of_day:
        return
    before = doc[entity.start - 1].lower_ if entity.start else ""
    fits = before in _BEFORE_A_DATE and (before != "in" or len(iso) < 10)  # "handed in"
    lead = "" if fits else "on " if len(iso) == 10 else "in "
    replace[entity.start] = lead + in_words(iso)
    replace.update({one.i: "" for one in entity[1:]})
    if of_day:
        replace[after.i] = ""


def _is_particular(day: "Span") -> bool:
    """Whether a speaker's `today` is a day of the calendar, and not `these times`."""
    if neighbour(day[0], -1) in ("of", "until", "to", "for", "than"):
        return False
    ahead = _is_ahead(day)
    return ahead is (day.text.lower() == "tomorrow") and ahead is not None


def _is_ahead(day: "Span") -> bool | None:
    """Whether a day is still to come: `will start on Sunday`; None where that is open."""
    first = day[0].lower_
    if first in ("next", "last"):
        return first == "next"
    verb = next((one for one in day.root.ancestors if one.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return None
    if neighbour(day[0], -1) in ("before", "until", "till", "by", "from"):
        return None
    helpers = [one.lower_ for one in verb.lefts if one.dep_ in ("aux", "auxpass")]
    if helpers and helpers[0] in ("will", "would", "shall", "'ll"):
        return True
    if "to" in helpers:
        told = verb.head.tag_ == "VBD" and verb.head.lemma_ not in _PLANNING
        return False if told else None
    if (helpers and helpers[0] in ("has", "have", "had", "was", "were", "did")) or (
        not helpers and (verb.tag_ == "VBD" or (verb.tag_ == "VBN" and verb.dep_ == "acl"))
    ):
        return False
    return True if verb.lemma_ in _SCHEDULED and verb.tag_ in ("VBZ", "VBP") else None
