"""What comes in the next days, as things stand."""

from collections import Counter
from collections.abc import Sequence

from quizapp.day import Day
from quizapp.deck.deck import Deck
from quizapp.progress.progress import Progress
from quizapp.progress.state import IN_STEPS
from quizapp.settings import Settings
from quizapp.study.catch_up import returned


def forecast(
    decks: Sequence[Deck], progress: Progress, settings: Settings, today: Day, days: int = 7
) -> list[int]:
    """Cards to be asked on each of the next `days` days, tomorrow first.

    Reviews that fall due, the backlog after a break as it is spread, and new cards as the daily
    limit lets them in, as if today's cards were done. What they will add, and lapses, nobody knows
    yet.
    """
    found: Counter[int | None] = Counter()
    for deck in decks:
        found.update(map(progress.due_day.get, deck.keys))
    spread = _spread(found, progress, settings, today)
    new = max(0, found.pop(None, 0) - max(0, settings.new_per_day - progress.tally(today).new))
    coming = []
    for ahead in range(1, days + 1):
        fresh = min(new, settings.new_per_day)
        new -= fresh
        coming.append(found[today + ahead] + fresh + (spread[ahead] if ahead < len(spread) else 0))
    return coming


def _spread(
    found: Counter[int | None], progress: Progress, settings: Settings, today: Day
) -> list[int]:
    """The parts of a backlog after a break that fall on today and the days after it."""
    catch_up = returned(progress.days, today, settings.catch_up_days)
    overdue = sum(
        number for day, number in found.items() if day is not None and IN_STEPS < day < today
    )
    done = progress.tally(today).reviews
    catch_up = catch_up and catch_up.with_cards(overdue, found[today], done)
    return catch_up.parts if catch_up else []


def next_due(
    decks: Sequence[Deck], progress: Progress, settings: Settings, today: Day
) -> tuple[Day, int] | None:
    """The next day (after today) on which cards come up, and how many; None when none ever do."""
    if tomorrow := forecast(decks, progress, settings, today, 1)[0]:
        return Day(today + 1), tomorrow
    days = {day for deck in decks for day in map(progress.due_day.get, deck.keys)}
    later = [day for day in days if day is not None and day > today]
    if not later:
        return None
    soonest = Day(min(later))
    return soonest, forecast(decks, progress, settings, today, soonest - today)[-1]
