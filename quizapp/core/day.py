"""The learner's day: local time with a rollover hour, so that a late evening is one day.

A `Day` is the ordinal of a calendar date (`date.toordinal`); differences are whole days. The
clock is an argument everywhere below `commands` and `ui`.

Whoever wants to see the program on another day, such as a test, sets `QUIZAPP_NOW` to an instant
with its zone, such as `2024-02-29T23:59:00+04:00`: each process begins then and goes on from there.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from time import monotonic
from typing import NewType

from quizapp.core.errors import SettingsError

Day = NewType("Day", int)
Clock = Callable[[], datetime]
"""Gives the present as an aware datetime."""


def system_clock() -> datetime:
    """The present, or what `QUIZAPP_NOW` makes of it.

    Raises:
        SettingsError: `QUIZAPP_NOW` is no instant.
    """
    if chosen := os.environ.get("QUIZAPP_NOW"):
        begun, at = _begun(chosen)
        return begun + timedelta(seconds=monotonic() - at)
    return datetime.now(UTC)  # noqa: TID251  (the one place)


@cache
def _begun(chosen: str) -> tuple[datetime, float]:
    """The instant that was chosen, and when on the machine's own clock it was first asked for."""
    try:
        instant = datetime.fromisoformat(chosen)
        if instant.tzinfo is None:
            raise ValueError
        return instant.astimezone(UTC), monotonic()
    except (ValueError, OverflowError):
        raise SettingsError(
            f'QUIZAPP_NOW is "{chosen}"; write an instant with its zone, such as'
            " 2024-02-29T23:59:00+04:00, or unset it"
        ) from None


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
        """The instant (aware) at which `day` begins.

        Of a day that the zone leaves out, as some islands did, it is that of the next.
        """
        wall = datetime.combine(date.fromordinal(day), time(self.rollover_hour))
        start = wall.replace(tzinfo=self.zone) if self.zone else wall.astimezone()
        at = start.astimezone(UTC)
        if self.day(at - _MICROSECOND) < day:
            return start
        # the hour is one that is left out when clocks go forward; the day began when they did
        before = at - timedelta(days=1)
        while at - before > _MICROSECOND:
            middle = before + (at - before) / 2
            before, at = (middle, at) if self.day(middle) < day else (before, middle)
        return at.astimezone(self.zone)


_MICROSECOND = timedelta(microseconds=1)
