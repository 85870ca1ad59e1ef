"""The learner's day: local time with a rollover hour, so that a late evening is one day.

A `Day` is the ordinal of a calendar date (`date.toordinal`); differences are whole days. The
clock is an argument everywhere below `commands` and `ui`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NewType

Day = NewType("Day", int)
Clock = Callable[[], datetime]
"""Gives the present as an aware datetime."""


def system_clock() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Where a learner's days begin. `zone` None is the system's own, daylight saving included."""

    rollover_hour: int = 4
    zone: tzinfo | None = None

    def day(self, at: datetime) -> Day:
        """The learner's day that `at` (aware) falls into."""
        wall = at.astimezone(self.zone).replace(tzinfo=None)
        return Day((wall - timedelta(hours=self.rollover_hour)).toordinal())

    def start(self, day: Day) -> datetime:
        """The instant (aware) at which `day` begins."""
        wall = datetime.combine(date.fromordinal(day), time(self.rollover_hour))
        return wall.replace(tzinfo=self.zone) if self.zone else wall.astimezone()
