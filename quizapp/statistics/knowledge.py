"""How much is known, now and on days before: the sum of the probabilities of recall.

A card counts while it is in review; one that is new or in its steps is not known yet. On a day of
the past it has the memory that it had then.
"""

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import compress, repeat
from operator import add, mul, sub

from quizapp.core.day import Calendar, Day
from quizapp.memory.fsrs import MemoryModel
from quizapp.progress.review_log import IN_REVIEW, OUTCOMES, Reset, ReviewLog
from quizapp.statistics.span import SpanDays

MOST_POINTS = 40
WEEK = 7
_PRACTICE = OUTCOMES.index("practice")
_NO_PRACTICE = bytes(outcome != _PRACTICE for outcome in range(256))
_NEW = (len(OUTCOMES), 0.0, 0)
"""In place of what an answer made of a card: it was made new again."""


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
    factor, decay = model.curve
    rates: dict[int, float] = {}
    lasts: dict[int, int] = {}
    growth: list[KnownPoint] = []
    start = 0
    resets = [(calendar.day(datetime.fromtimestamp(one.at / 1000, UTC)), one) for one in log.resets]
    for day in range(days.last - (days.number - 1) // step * step, days.last + 1, step):
        end = log.end_of(day)
        forgotten = [one for on, one in resets if on <= day]
        resets = resets[len(forgotten) :]
        for card, (outcome, stability, last) in _latest(log, start, end, forgotten).items():
            if outcome == IN_REVIEW:
                rates[card], lasts[card] = factor / stability, last
            else:
                rates.pop(card, None)
                lasts.pop(card, None)
        start = end
        elapsed: Iterable[int] = map(sub, repeat(day), lasts.values())
        if not log.is_by_day:
            elapsed = map(max, elapsed, repeat(0))
        # the formula of `retrievability`, in functions that take all cards at once
        faded = map(add, repeat(1.0), map(mul, rates.values(), elapsed))
        known = sum(map(pow, faded, repeat(decay)))
        growth.append(KnownPoint(Day(day), known, len(rates)))
        yield
    return KnownCards(growth[-1].known, growth[-1].learned, cards, tuple(growth), step)


def _latest(
    log: ReviewLog, start: int, end: int, forgotten: Iterable[Reset]
) -> dict[int, tuple[int, float, int]]:
    """By card: what the last of some answers made of it, practice aside; stability; day. `_NEW` of
    those that were forgotten after it."""
    cards: Iterable[int] = log.card[start:end]
    places: Iterable[int] = range(start, end)
    if log.outcome.find(_PRACTICE, start, end) >= 0:
        counts = log.outcome[start:end].translate(_NO_PRACTICE)
        cards, places = compress(cards, counts), compress(places, counts)
    latest = dict(zip(cards, places, strict=True))
    found = {card: (log.outcome[at], log.stability[at], log.day[at]) for card, at in latest.items()}
    found |= {one.card: _NEW for one in forgotten if latest.get(one.card, -1) < one.place}
    return found


def _step(days: SpanDays) -> int:
    """A day where there are so few that each can have its point; else whole weeks."""
    if days.number <= MOST_POINTS:
        return 1
    return WEEK * -(-days.number // (WEEK * MOST_POINTS))
