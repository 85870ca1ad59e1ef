"""What follows from the journal: where each card stands, and what was done each day."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from quizapp.core.day import Day

IN_STEPS = -1
"""In place of a due day: the card is in its learning steps, due at an instant."""


class CardState(NamedTuple):
    stability: float
    difficulty: float
    phase: str
    """learning, relearning or review."""
    step: int
    due: int
    """A `Day` in phase review, else milliseconds since the epoch."""
    reps: int
    lapses: int
    first: int
    """The `Day` of the first answer; `last`, of the last."""
    last: int

    @property
    def due_day(self) -> int:
        return self.due if self.phase == "review" else IN_STEPS


class DayTally(NamedTuple):
    """The answers of one day. `new` counts first answers, `reviews` those to cards in review."""

    new: int = 0
    reviews: int = 0
    answers: int = 0
    passed: int = 0
    """Answers rated above Again."""
    ms: int = 0


class DailyTallies(Mapping[Day, Mapping[str, DayTally]]):
    """Days with answers, each to its tallies by deck, which are made when they are asked for."""

    def __init__(self, days: Mapping[int, Mapping[str, list[int]]]) -> None:
        self._days = days

    def __getitem__(self, day: Day) -> Mapping[str, DayTally]:
        return {deck: DayTally(*tally) for deck, tally in self._days[day].items()}

    def __iter__(self) -> Iterator[Day]:
        return map(Day, self._days)

    def __len__(self) -> int:
        return len(self._days)

    def tally(self, day: Day, deck: str | None = None) -> DayTally:
        """What was done on a day, in one deck or in all."""
        decks = self._days.get(day, {})
        if deck is not None:
            return DayTally(*decks.get(deck, ()))
        return DayTally(*map(sum, zip(*decks.values(), strict=True)))


class Totals(NamedTuple):
    reviews: int
    """All answers that count."""


def deck_of(card: str) -> str:
    return card.partition("/")[0]
