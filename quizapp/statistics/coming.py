"""What comes in the next days, as the forecast of Home has it, and what it adds up to."""

from collections.abc import Generator
from dataclasses import dataclass

from quizapp.scheduling.day_load import DayLoad
from quizapp.scheduling.forecast import forecasting
from quizapp.scheduling.today import Today

DAYS = 30
"""Days ahead; beyond them, the cards of today say little."""


@dataclass(frozen=True, slots=True)
class ComingWork:
    """`days` begins with what is left of today, and assumes that each day all of it is done."""

    days: tuple[DayLoad, ...]
    backlog: int
    """Cards that were due before today, whenever they will be asked."""
    new: int
    """New cards in all days together; so for `reviews` and `minutes`."""
    reviews: float
    minutes: float


def foreseeing(today: Today, days: int = DAYS) -> Generator[float, None, ComingWork]:
    """Pauses as `forecasting` does."""
    coming = yield from forecasting(today, days)
    return ComingWork(
        coming,
        sum(today.unlimited(deck).overdue for deck in today.library),
        sum(one.new for one in coming),
        sum(one.reviews for one in coming),
        sum(one.minutes for one in coming),
    )
