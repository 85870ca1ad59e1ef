"""After a break: the backlog is spread over some days instead of falling on the first one."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil

from quizapp.core.day import Day

BREAK = 3
"""Days without an answer that make a break."""

SMALL = 20
"""So few overdue cards are no backlog: they are asked at once."""


@dataclass(frozen=True, slots=True)
class CatchUp:
    """`backlog` counts the cards that were due before today and are so still."""

    away: int
    """Days without an answer, before the learner came back."""
    days_left: int
    """Over which the rest is spread, today included."""
    backlog: int = 0
    due_today: int = 0
    """Cards that fall due this very day."""
    done: int = 0
    """Reviews done today."""
    granted: int = 0
    """By how much the learner wants the part of today to be larger."""

    def with_cards(
        self, backlog: int, due_today: int, done: int, granted: int = 0
    ) -> "CatchUp | None":
        """With a backlog that is counted; None when it is not worth spreading."""
        if backlog + done <= SMALL:
            return None
        return replace(self, backlog=backlog, due_today=due_today, done=done, granted=granted)

    @property
    def share(self) -> int:
        """Overdue cards that are still for today: an equal part of each day, but not just a few.

        Reviews done today were of overdue cards until their part was done, as those come first.
        """
        return min(self.backlog, max(0, self.room))

    @property
    def room(self) -> int:
        """As `share`, but less than nothing when more than the part of today was done."""
        return _part(self.backlog + self.done, self.days_left) + self.granted - self.done

    @property
    def parts(self) -> list[int]:
        """What is still for today, and for each of the days left after it."""
        parts, left = [self.share], self.backlog - self.share
        for days in range(self.days_left - 1, 0, -1):
            parts.append(_part(left, days))
            left -= parts[-1]
        return parts

    @property
    def left(self) -> int:
        """Reviews that are still for today."""
        return self.share + self.due_today


def _part(cards: int, days: int) -> int:
    """The first of so many days' equal parts, but not just a few cards."""
    return min(cards, max(SMALL, ceil(cards / days)))


def returned(days: Collection[Day], today: Day, spread: int) -> CatchUp | None:
    """Whether a learner came back from a break less than `spread` days ago, or does today.

    `days` are those with answers. With a spread of one day, nothing is ever spread.
    """
    known = sorted({*days, today}) if spread > 1 else []
    for before, day in reversed(list(pairwise(known))):
        if day <= today - spread:
            return None
        if day <= today and day - before > BREAK:
            return CatchUp(away=day - before - 1, days_left=spread - (today - day))
    return None
