"""How much is known, now and on days before: the sum of the probabilities of recall.

A card counts while it is in review; one that is new or in its steps is not known yet. On a day of
the past it has the memory that it had then.
"""

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import compress, repeat
from operator import add, mul, sub, truediv
from typing import NamedTuple

from quizapp.core.day import Calendar, Day
from quizapp.memory.fsrs import MemoryModel
from quizapp.progress.review_log import IN_REVIEW, OUTCOMES, ReviewLog
from quizapp.statistics.span import SpanDays

MOST_POINTS = 40
WEEK = 7
_PRACTICE = OUTCOMES.index("practice")
_IS_REVIEW = bytes(outcome == IN_REVIEW for outcome in range(256))
_IS_NO_PRACTICE = bytes(outcome != _PRACTICE for outcome in range(256))
_IS_IN_STEPS = bytes(outcome != IN_REVIEW for outcome in range(256))


@dataclass(frozen=True, slots=True)
class KnownPoint:
    """At the end of a day: cards that would be recalled, and cards that are in review."""

    day: Day
    known: float
    learned: int


@dataclass(frozen=True, slots=True)
class KnownCards:
    known: float
    """Cards that would be recalled today, as expected."""
    learned: int
    """Cards in review, the known ones among them."""
    cards: int
    """All cards of the decks, those included that were never answered."""
    growth: tuple[KnownPoint, ...]
    """Oldest first; the last is today."""
    step: int
    """Days from one point to the next: 1, or a number of weeks."""


def knowing(
    log: ReviewLog, model: MemoryModel, calendar: Calendar, days: SpanDays, cards: int
) -> Generator[None, None, KnownCards]:
    """`log` has all answers ever given to the cards. Pauses after each point."""
    step = _step(days)
    walk = _Walk(log, model, calendar)
    growth: list[KnownPoint] = []
    for day in range(days.last - (days.number - 1) // step * step, days.last + 1, step):
        walk.go_to(day)
        growth.append(KnownPoint(Day(day), walk.known(day), walk.learned))
        yield
    return KnownCards(growth[-1].known, growth[-1].learned, cards, tuple(growth), step)


class _Answers(NamedTuple):
    """Those columns of a log that tell what is known."""

    cards: Sequence[int]
    outcomes: bytes
    stabilities: Sequence[float]
    days: Sequence[int]

    @classmethod
    def of(cls, log: ReviewLog, start: int, end: int) -> "_Answers":
        """Those from one place to before another, without practice."""
        one = slice(start, end)
        found = cls(log.card[one], log.outcome[one], log.stability[one], log.day[one])
        if _PRACTICE not in found.outcomes:
            return found
        counts = found.outcomes.translate(_IS_NO_PRACTICE)
        return cls(
            list(compress(found.cards, counts)),
            bytes(compress(found.outcomes, counts)),
            list(compress(found.stabilities, counts)),
            list(compress(found.days, counts)),
        )

    def latest(self) -> "_Answers":
        """The last of each card."""
        last = dict(zip(self.cards, range(len(self.cards)), strict=True))
        places = list(last.values())
        return _Answers(
            list(last),
            bytes(map(self.outcomes.__getitem__, places)),
            list(map(self.stabilities.__getitem__, places)),
            list(map(self.days.__getitem__, places)),
        )


class _Walk:
    """The cards in review at the end of one day after another.

    The probability of recall, (1 + factor * (day - last) / stability) ** decay, is that of `base +
    rate * day`, so that all cards are taken at once by functions that need no loop. Days are
    counted from that of the first answer.
    """

    def __init__(self, log: ReviewLog, model: MemoryModel, calendar: Calendar) -> None:
        self._log = log
        self._factor, self._decay = model.curve
        self._origin = float(log.day[0]) if len(log) else 0.0
        self._resets = [
            (calendar.day(datetime.fromtimestamp(one.at / 1000, UTC)), one) for one in log.resets
        ]
        self._end = 0
        self._rates: dict[int, float] = {}
        """By card; so are the bases, in the same order."""
        self._bases: dict[int, float] = {}

    @property
    def learned(self) -> int:
        return len(self._rates)

    def known(self, day: int) -> float:
        faded = map(mul, self._rates.values(), repeat(day - self._origin))
        left: Iterable[float] = map(add, self._bases.values(), faded)
        if not self._log.is_by_day:
            left = map(max, left, repeat(1.0))  # an answer may be of a later day
        return float(sum(map(pow, left, repeat(self._decay))))

    def go_to(self, day: int) -> None:
        """Take in the answers up to the end of a day, and what was forgotten by then."""
        log, start, end = self._log, self._end, self._log.end_of(day)
        self._end = end
        part = _Answers.of(log, start, end)
        if len(part.cards) > len(log.cards):
            part = part.latest()
        in_review = part.outcomes.translate(_IS_REVIEW)
        reviewed = list(compress(part.cards, in_review))
        stabilities = compress(part.stabilities, in_review)
        rates = list(map(truediv, repeat(self._factor), stabilities))
        since = map(sub, compress(part.days, in_review), repeat(self._origin))
        bases = map(sub, repeat(1.0), map(mul, rates, since))
        self._rates.update(zip(reviewed, rates, strict=True))
        self._bases.update(zip(reviewed, bases, strict=True))
        if in_steps := set(compress(part.cards, part.outcomes.translate(_IS_IN_STEPS))):
            last = dict(zip(part.cards, part.outcomes, strict=True))
            self._drop(card for card in in_steps if last[card] != IN_REVIEW)
        if forgotten := [one for on, one in self._resets if on <= day]:
            del self._resets[: len(forgotten)]
            answered = (at for at in range(start, end) if log.outcome[at] != _PRACTICE)
            places = {log.card[at]: at for at in answered}
            self._drop(one.card for one in forgotten if places.get(one.card, -1) < one.place)

    def _drop(self, cards: Iterable[int]) -> None:
        for card in cards:
            self._rates.pop(card, None)
            self._bases.pop(card, None)


def _step(days: SpanDays) -> int:
    """A day where there are so few that each can have its point; else whole weeks."""
    if days.number <= MOST_POINTS:
        return 1
    return WEEK * -(-days.number // (WEEK * MOST_POINTS))
