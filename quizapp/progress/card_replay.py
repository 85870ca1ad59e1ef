"""One card's answers, replayed: where it stands after them, and what each day's tally gains."""

from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.memory.fsrs import Memory, MemoryModel
from quizapp.progress.events import PRACTICE, Answer
from quizapp.progress.scanner import AnswerRow
from quizapp.progress.state import CardState

NEW, REVIEWS, ANSWERS, PASSED, MS = range(5)
"""The members of a `DayTally`."""


@dataclass(frozen=True, slots=True)
class DeckTally:
    """The tallies of one deck, by day; each is made when it is first wanted."""

    days: dict[int, dict[str, list[int]]]
    deck: str

    def of(self, day: int) -> list[int]:
        try:
            return self.days[day][self.deck]
        except KeyError:
            return self.days.setdefault(day, {}).setdefault(self.deck, [0, 0, 0, 0, 0])

    def take_back(self, answer: Answer, before: CardState | None) -> None:
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


def replay(
    before: CardState | None, rows: Sequence[AnswerRow], tallies: DeckTally, model: MemoryModel
) -> tuple[CardState | None, int]:
    """Where a card stands after sorted `rows`, and how many of them count.

    None: it was only practised, which leaves it as new as it was.
    """
    memory = Memory(before.stability, before.difficulty) if before else None
    first, last, reps, lapses, phase = (
        (before.first, before.last, before.reps, before.lapses, before.phase)
        if before
        else (0, 0, 0, 0, "")
    )
    answers: list[tuple[int, int]] = []
    practised = 0
    end: AnswerRow | None = None
    earlier_at, earlier_device, earlier_seq = "", "", 0
    for row in rows:
        at, device, seq, day, rating, becomes, _, _, ms = row
        if at == earlier_at and seq == earlier_seq and device == earlier_device:
            continue  # the same answer from another copy of the journal
        earlier_at, earlier_device, earlier_seq = at, device, seq
        tally = tallies.of(day)
        tally[ANSWERS] += 1
        tally[MS] += ms
        if rating > 1:
            tally[PASSED] += 1
        if becomes == PRACTICE:
            practised += 1
            continue
        if phase == "review":
            tally[REVIEWS] += 1
            if rating == 1:
                lapses += 1
        elif not phase:
            tally[NEW] += 1
            first = last = day
        answers.append((day - last if day > last else 0, rating))
        phase, last, end = becomes, day, row
    counted = len(answers) + practised
    if end is None:
        return before, counted
    memory = model.replay(memory, answers)
    reps += len(answers)
    return CardState(*memory, phase, end.step, end.due, reps, lapses, first, last), counted
