"""A plan followed to its day, within the limits as they are or as they would have to be."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from quizapp.day import Day
from quizapp.insight.allowance import ALL, Allowance, Shortage, shortages
from quizapp.insight.course import Course
from quizapp.insight.spread import spread
from quizapp.insight.standing import Standing
from quizapp.memory import Model
from quizapp.settings import Settings
from quizapp.study.catch_up import CatchUp

TOLERATED = 0.005
"""Reviews that may be late on the day, as a share of the cards, before limits are called low."""


@dataclass(frozen=True, slots=True)
class Followed:
    course: Course
    portions: list[list[str]]
    """The new cards of each day."""
    left_out: int
    """New cards that the limits did not let in."""
    entry: Allowance
    """Of new cards."""
    asked: Allowance
    """Of reviews."""

    def keeps_up(self, cards: int) -> bool:
        return self.course.put_off < max(0.5, TOLERATED * cards)

    def shortages(self, enough: "Followed") -> list[Shortage]:
        """The limits that were too low, by what was asked when there was enough."""
        days = range(self.course.today, self.course.day)
        entry = shortages("new", self.entry, enough.entry, days) if self.left_out else []
        return entry + shortages("reviews", self.asked, enough.asked, days)


@dataclass(frozen=True, slots=True)
class Follower:
    """What stays the same, whatever the limits."""

    standing: Standing
    settings: Settings
    model: Model
    today: Day
    day: Day
    catch_up: CatchUp | None

    def follow(self, entry: Allowance, asked: Allowance) -> Followed:
        standing = self.standing
        course = Course(self.settings, self.model, self.today, self.day, asked, self.catch_up)
        for part, due in standing.seen:
            course.put(part, due)
        portions = spread(standing, self.today, self.day, entry)
        course.run(portions)
        left_out = len(standing.new) - sum(map(len, portions))
        return Followed(course, portions, left_out, entry, asked)

    def enough(self, found: Followed) -> Followed:
        """The same with limits that leave nothing out: the least for reviews, within a 20th."""
        entry: Mapping[str, int] | None = {} if found.left_out else None

        def attempt(limits: Mapping[str, int] | None) -> Followed:
            return self.follow(found.entry.fresh(entry), found.asked.fresh(limits))

        best = attempt(None)
        if best.keeps_up(self.standing.cards):
            return best
        best = attempt({})
        days = range(self.today, self.day)
        low, high = found.asked.limits[ALL], ceil(max(best.asked.taken(ALL, day) for day in days))
        while high - low > max(1, high // 20):
            middle = (low + high) // 2
            tried = attempt({ALL: middle})
            if tried.keeps_up(self.standing.cards):
                best, high = tried, middle
            else:
                low = middle
        return best
