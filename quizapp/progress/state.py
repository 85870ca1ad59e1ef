"""What follows from answers: where each card stands, and what was done each day.

`replay` gives the one and adds to the other; the rest are their shapes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from quizapp.core.day import Day
from quizapp.memory.fsrs import Memory, MemoryModel
from quizapp.progress.events import PRACTICE
from quizapp.progress.scanner import FORGOTTEN, AnswerRow

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


NEW, REVIEWS, ANSWERS, PASSED, MS = range(5)
"""The members of a `DayTally`."""


@dataclass(frozen=True, slots=True)
class DeckTallies:
    """The tallies of one deck, by day; each is made when it is first wanted."""

    days: dict[int, dict[str, list[int]]]
    deck: str

    def of(self, day: int) -> list[int]:
        try:
            return self.days[day][self.deck]
        except KeyError:
            return self.days.setdefault(day, {}).setdefault(self.deck, [0, 0, 0, 0, 0])

    def subtract(self, answer: AnswerRow, before: CardState | None) -> None:
        """Undo what an answer to a card that stood at `before` has added."""
        decks = self.days[answer.day]
        tally = decks[self.deck]
        if answer.phase != PRACTICE:
            tally[NEW] -= before is None
            tally[REVIEWS] -= before is not None and before.phase == "review"
        tally[ANSWERS] -= 1
        tally[PASSED] -= answer.rating > 1
        tally[MS] -= answer.ms
        if not tally[ANSWERS]:
            del decks[self.deck]
            if not decks:
                del self.days[answer.day]


class DailyTallies(Mapping[Day, Mapping[str, DayTally]]):
    """Days with answers, each to its tallies by deck, which are made when they are asked for."""

    def __init__(self, days: Mapping[int, Mapping[str, list[int]]]) -> None:
        self._days = days

    def __getitem__(self, day: Day) -> Mapping[str, DayTally]:
        return {deck: DayTally(*tally) for deck, tally in self._days[day].items()}

    def __contains__(self, day: object) -> bool:
        return day in self._days

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


def deck_of(card: str) -> str:
    return card.partition("/")[0]


def replay(
    before: CardState | None, rows: Sequence[AnswerRow], tallies: DeckTallies, model: MemoryModel
) -> tuple[CardState | None, int]:
    """Where a card stands after sorted `rows`, and how many of them count.

    None: it is new, as it was only practised, or forgotten after all that was answered.
    """
    memory = Memory(before.stability, before.difficulty) if before else None
    first, last, reps, lapses, phase = (
        (before.first, before.last, before.reps, before.lapses, before.phase)
        if before
        else (0, 0, 0, 0, "")
    )
    answers: list[tuple[int, int]] = []
    others = moved = 0
    end: AnswerRow | None = None
    earlier_at, earlier_device, earlier_seq = "", "", 0
    for row in rows:
        at, device, seq, day, rating, becomes, _, due, ms = row
        if at == earlier_at and seq == earlier_seq and device == earlier_device:
            continue  # the same answer from another copy of the journal
        earlier_at, earlier_device, earlier_seq = at, device, seq
        if not rating:
            if becomes == FORGOTTEN:
                before = memory = end = None
                others += len(answers)
                answers, phase, reps, lapses, moved = [], "", 0, 0, 0
            else:
                moved = due
            continue
        tally = tallies.of(day)
        tally[ANSWERS] += 1
        tally[MS] += ms
        if rating > 1:
            tally[PASSED] += 1
        if becomes == PRACTICE:
            others += 1
            continue
        if phase == "review":
            tally[REVIEWS] += 1
            if rating == 1:
                lapses += 1
        elif not phase:
            tally[NEW] += 1
            first = last = day
        answers.append((day - last if day > last else 0, rating))
        phase, last, end, moved = becomes, day, row, 0
    counted = len(answers) + others
    is_moved = moved and phase == "review"
    if end is None:
        return before._replace(due=moved) if before and is_moved else before, counted
    memory, due = model.replay(memory, answers), moved if is_moved else end.due
    reps += len(answers)
    return CardState(*memory, phase, end.step, due, reps, lapses, first, last), counted
