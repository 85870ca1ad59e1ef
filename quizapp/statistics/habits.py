"""How a learner has been doing: days in a row, pace, shares."""

from typing import NamedTuple

from quizapp.core.day import Day
from quizapp.deck.deck import Deck
from quizapp.memory.fsrs import MemoryModel
from quizapp.progress.progress import Progress
from quizapp.progress.state import IN_STEPS
from quizapp.scheduling.today import Today


class Stats(NamedTuple):
    """Totals since the beginning, or of one deck. `passed` counts answers rated above Again."""

    reviews: int
    cards: int
    days: int
    passed: int
    streak: int
    minutes: float

    def as_json(self) -> dict[str, int | float]:
        return self._asdict()


def stats(progress: Progress, today: Day, deck: str | None = None) -> Stats:
    """Figures over all decks, or over the deck with the slug `deck`."""
    tallies = [progress.tally(day, deck) for day in progress.days]
    active = [tally for tally in tallies if tally.answers]
    prefix = f"{deck}/" if deck else ""
    return Stats(
        reviews=sum(tally.answers for tally in active),
        cards=sum(key.startswith(prefix) for key in progress.cards),
        days=len(active),
        passed=sum(tally.passed for tally in active),
        streak=streak(progress, today, deck),
        minutes=round(sum(tally.ms for tally in active) / 60_000, 1),
    )


def streak(progress: Progress, today: Day, deck: str | None = None) -> int:
    """Days in a row with an answer, up to today, or to yesterday while today is still open."""
    days = progress.days

    def has_answers(day: Day) -> bool:
        return day in days and (deck is None or days.tally(day, deck).answers > 0)

    day = today if has_answers(today) else Day(today - 1)
    length = 0
    while has_answers(day):
        length += 1
        day = Day(day - 1)
    return length


def known_by_deck(today: Today) -> dict[str, float]:
    """By slug, the share of each deck that the learner would recall today."""
    context = today.context
    return {
        deck.slug: known(deck, context.progress, context.model, today.day) for deck in today.library
    }


def known(deck: Deck, progress: Progress, model: MemoryModel, today: Day) -> float:
    """The share (0 to 1) of a deck that the learner would recall today.

    Cards that are new or still in their steps are not known yet.
    """
    days = progress.due_day
    learned = [key for key in deck.keys if days.get(key, IN_STEPS) != IN_STEPS]
    recalled = sum(model.recalls(progress.memories(learned), today))
    return recalled / len(deck.keys) if deck.keys else 0.0
