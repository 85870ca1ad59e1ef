"""What comes in the next days, as things stand."""

from collections import Counter
from collections.abc import Sequence

from quizapp.day import Day
from quizapp.deck.deck import Deck
from quizapp.progress.progress import Progress
from quizapp.settings import Settings


def forecast(
    decks: Sequence[Deck], progress: Progress, settings: Settings, today: Day, days: int = 7
) -> list[int]:
    """Cards to be asked on each of the next `days` days, tomorrow first.

    Reviews that fall due, and new cards as the daily limit lets them in, as if today's cards were
    done. What they will add, and lapses, nobody knows yet.
    """
    found: Counter[int | None] = Counter()
    for deck in decks:
        found.update(map(progress.due_day.get, deck.keys))
    new = max(0, found.pop(None, 0) - max(0, settings.new_per_day - progress.tally(today).new))
    coming = []
    for ahead in range(1, days + 1):
        fresh = min(new, settings.new_per_day)
        new -= fresh
        coming.append(found[today + ahead] + fresh)
    return coming


def next_due(
    decks: Sequence[Deck], progress: Progress, settings: Settings, today: Day
) -> tuple[Day, int] | None:
    """The next day (after today) on which cards come up, and how many; None when none ever do."""
    days = {day for deck in decks for day in map(progress.due_day.get, deck.keys)}
    later = [day for day in days if day is not None and day > today]
    if None in days and settings.new_per_day:
        later.append(today + 1)
    if not later:
        return None
    soonest = Day(min(later))
    return soonest, forecast(decks, progress, settings, today, soonest - today)[-1]
