"""What Home says of how a learner has been doing: days in a row, and what is known of each deck."""

from quizapp.core.day import Day
from quizapp.deck.deck import Deck
from quizapp.memory.fsrs import MemoryModel
from quizapp.progress.progress import Progress
from quizapp.progress.state import IN_STEPS
from quizapp.scheduling.today import Today


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
