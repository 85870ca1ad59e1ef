"""What has changed from one version of a deck to another, card by card, and how much it matters.

Progress hangs on a card's key, so what has the same key is compared. Questions are given as JSON,
as the cache keeps them, and only those are parsed that are not the same to the letter.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from random import Random
from typing import Any, NamedTuple, assert_never
from unicodedata import normalize
from zlib import crc32

from pydantic import ValidationError

from quizapp.core import markdown
from quizapp.core.card_keys import card_key
from quizapp.core.numbers import read_amount
from quizapp.questions.interactions import (
    Arrange,
    FillGaps,
    Pair,
    PickMany,
    PickOne,
    SelfGraded,
    TypeText,
)
from quizapp.questions.union import AnyQuestion, parse_question

QuestionLines = Mapping[str, bytes]
"""The questions of a deck as JSON, by their ids, in the author's order."""


class ChangeKind(StrEnum):
    ANSWER = "answer changed"
    """Something that was right is not any more."""
    TYPE = "type changed"
    CLARIFIED = "clarified"
    """Asked or judged otherwise; what was right is right still."""
    COSMETIC = "cosmetic"
    """Typography, and what is said besides."""
    ADDED = "added"
    APPROVED = "approved"
    """It was a draft, or retired."""
    RENAMED = "renamed"
    LOOKS_RENAMED = "looks renamed"
    """Gone, and there again under another id that does not say so."""
    RETIRED = "retired"
    WITHDRAWN = "a draft again"
    REMOVED = "removed"


class CardVersion(NamedTuple):
    """A card in one of the two versions."""

    question: AnyQuestion
    variant: str


@dataclass(frozen=True, slots=True)
class CardRevision:
    kind: ChangeKind
    card: str
    """Its key in the new version; in the old one where it is gone."""
    before: CardVersion | None
    after: CardVersion | None
    was: str = ""
    """Its key in the old version, where that is another."""

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that differ, where it is there in both."""
        if self.before is None or self.after is None:
            return ()
        return _differing(self.before.question, self.after.question)


def compare(slug: str, old: QuestionLines, new: QuestionLines) -> list[CardRevision]:
    """All changes, in the order of the new version, and then what is gone. A card that was renamed
    and has changed as well is there twice."""
    before = _parsed(old, {name for name, line in old.items() if new.get(name) != line})
    after = _parsed(new, {name for name, line in new.items() if old.get(name) != line})
    gone = {name: question for name, question in before.items() if name not in new}
    fresh = {name: question for name, question in after.items() if name not in old}
    renamed = _renamed(gone, fresh)
    guessed = _guessed(
        {name: one for name, one in gone.items() if name not in renamed.values()},
        {name: one for name, one in fresh.items() if name not in renamed},
    )
    found: list[CardRevision] = []
    for name, question in after.items():
        if name in renamed:
            earlier = gone[renamed[name]]
            found += _named(slug, ChangeKind.RENAMED, earlier, question)
            found += _changed(slug, earlier, question)
        elif name in guessed:
            found += _named(slug, ChangeKind.LOOKS_RENAMED, gone[guessed[name]], question)
        elif name in fresh:
            found += [_added(slug, CardVersion(question, variant)) for variant in question.variants]
        elif name in before:
            found += _changed(slug, before[name], question)
    lost = gone.keys() - {*renamed.values(), *guessed.values()}
    found += [
        _removed(slug, CardVersion(gone[name], variant))
        for name in gone
        if name in lost
        for variant in gone[name].variants
    ]
    return found


def _parsed(lines: QuestionLines, wanted: set[str]) -> dict[str, AnyQuestion]:
    """Without those that only another version of quizapp can read."""
    found = {}
    for name, line in lines.items():
        if name in wanted:
            try:
                found[name] = parse_question(line)
            except ValidationError:
                continue
    return found


def _renamed(gone: Mapping[str, AnyQuestion], fresh: Mapping[str, AnyQuestion]) -> dict[str, str]:
    """New ids, each with the old one that its author names."""
    left, found = set(gone), {}
    for name, question in fresh.items():
        if earlier := next((one for one in question.was if one in left), None):
            left.discard(earlier)
            found[name] = earlier
    return found


def _guessed(gone: Mapping[str, AnyQuestion], fresh: Mapping[str, AnyQuestion]) -> dict[str, str]:
    """New ids, each with the old one of what was asked and answered in the same way."""
    if not (gone and fresh):
        return {}
    known = {_whole_form(question): name for name, question in gone.items()}
    found = {}
    for name, question in fresh.items():
        if earlier := known.pop(_whole_form(question), None):
            found[name] = earlier
    return found


def _whole_form(question: AnyQuestion) -> tuple[object, ...]:
    return (question.type, *(form_of(question, variant) for variant in question.variants))


def _named(
    slug: str, kind: ChangeKind, before: AnyQuestion, after: AnyQuestion
) -> Iterator[CardRevision]:
    for variant in after.variants:
        if variant in before.variants:
            yield CardRevision(
                kind,
                card_key(slug, after.id, variant),
                CardVersion(before, variant),
                CardVersion(after, variant),
                card_key(slug, before.id, variant),
            )


def _added(slug: str, card: CardVersion) -> CardRevision:
    return CardRevision(
        ChangeKind.ADDED, card_key(slug, card.question.id, card.variant), None, card
    )


def _removed(slug: str, card: CardVersion) -> CardRevision:
    return CardRevision(
        ChangeKind.REMOVED, card_key(slug, card.question.id, card.variant), card, None
    )


def _changed(slug: str, before: AnyQuestion, after: AnyQuestion) -> Iterator[CardRevision]:
    """What has become of the cards of a question that is there in both versions."""
    for variant in after.variants:
        if variant not in before.variants:
            yield _added(slug, CardVersion(after, variant))
            continue
        card = card_key(slug, after.id, variant)
        was = card_key(slug, before.id, variant) if before.id != after.id else ""
        for kind in _kinds(before, after, variant):
            yield CardRevision(
                kind, card, CardVersion(before, variant), CardVersion(after, variant), was
            )
    for variant in before.variants:
        if variant not in after.variants:
            yield _removed(slug, CardVersion(before, variant))


def _kinds(before: AnyQuestion, after: AnyQuestion, variant: str) -> Iterator[ChangeKind]:
    if before.status != after.status:
        match after.status:
            case "approved":
                yield ChangeKind.APPROVED
            case "retired":
                yield ChangeKind.RETIRED
            case "draft":
                yield ChangeKind.WITHDRAWN
        if (before.status, after.status) != ("retired", "approved"):
            return  # who was not asked before, or is not from now on, need not hear more of it
    earlier, now = form_of(before, variant), form_of(after, variant)
    if not earlier.right <= now.right:
        yield ChangeKind.ANSWER
    elif before.type != after.type:
        yield ChangeKind.TYPE
    elif earlier != now:
        yield ChangeKind.CLARIFIED
    elif _differing(before, after):
        yield ChangeKind.COSMETIC


_NOT_CONTENT = {"id", "was", "status", "language"}


def _differing(before: AnyQuestion, after: AnyQuestion) -> tuple[str, ...]:
    names = dict.fromkeys(chain(type(before).model_fields, type(after).model_fields))
    return tuple(
        name
        for name in names
        if name not in _NOT_CONTENT and getattr(before, name, None) != getattr(after, name, None)
    )


class CardForm(NamedTuple):
    """A card without what is only typography; two cards with the same form are the same card."""

    asked: tuple[str, ...]
    """What is shown, and by what rules a reply is judged."""
    right: frozenset[str]
    """The right answers, each of which is right by itself."""

    @property
    def checksum(self) -> int:
        """Of the right answers."""
        return crc32("\n".join(sorted(self.right)).encode())


_JUDGING = ("tolerance", "units", "case_sensitive", "accents", "slips", "exact")


def form_of(question: AnyQuestion, variant: str) -> CardForm:
    shown, right = question.interaction(variant, Random(0)), question.solution(variant)
    several = (right,) if isinstance(right, str) else right
    options: Iterable[str] = ()
    match shown:
        case SelfGraded():
            answers = {_folded(text) for text in several}
        case PickOne() | PickMany():
            answers = {"\n".join(sorted(map(_folded, several)))}
            options = set(shown.options).difference(several)
        case TypeText(kind="number"):
            found = read_amount(several[0], shown.unit, shown.units, shown.language)
            number = f"{found.number.normalize():f} {shown.unit}" if found else several[0]
            answers = {_folded(number)}
        case TypeText() | FillGaps():
            also: Any = getattr(question, "accept", ())
            also = also.get(variant, ()) if isinstance(also, Mapping) else also
            exactly = any(getattr(question, name, False) for name in ("case_sensitive", "exact"))
            answers = {_literal(text, exactly) for text in ("\n".join(several), *also)}
        case Arrange():
            answers = {"\n".join(map(_folded, several))}
        case Pair(_, lefts, rights):
            pairs = zip(map(_folded, lefts), map(_folded, several), strict=True)
            answers = {"\n".join(sorted(f"{left} → {right}" for left, right in pairs))}
            options = set(rights).difference(several)
        case _:
            assert_never(shown)
    rules = (repr(getattr(question, name, None)) for name in _JUDGING)
    asked = (_folded(shown.prompt), *sorted(map(_folded, options)), *rules)
    return CardForm(asked, frozenset(answers))


_TYPOGRAPHY = str.maketrans(
    dict.fromkeys("“”„‟«»", '"')
    | dict.fromkeys("‘’‚‛ʼ‹›`´", "'")
    | dict.fromkeys("‐‑‒–—―−", "-")
    | {"…": "..."}
)


def _folded(text: str) -> str:
    """Prose as it is compared: without Markdown's signs, and all that `_literal` leaves out."""
    return _literal(markdown.plain(text)).rstrip(".?")


def _literal(text: str, exactly: bool = False) -> str:
    """Without what is spacing, case and typography; `exactly`: without spacing alone."""
    text = " ".join(normalize("NFC", text).split())
    return text if exactly else text.translate(_TYPOGRAPHY).casefold()
