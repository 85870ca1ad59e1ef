"""Over which days figures are taken."""

from dataclasses import dataclass
from enum import Enum

from quizapp.core.day import Day


class Span(Enum):
    MONTH = "month"
    YEAR = "year"
    ALWAYS = "all"

    def days(self, first_answer: Day | None, today: Day) -> "SpanDays":
        """Its days up to today; from the first answer on, if that is later or it is always."""
        first = today if first_answer is None else min(first_answer, today)
        if self is not Span.ALWAYS:
            first = Day(max(first, today - _LENGTHS[self] + 1))
        return SpanDays(Day(first), today)


_LENGTHS = {Span.MONTH: 30, Span.YEAR: 365}


@dataclass(frozen=True, slots=True)
class SpanDays:
    first: Day
    last: Day

    @property
    def number(self) -> int:
        return self.last - self.first + 1
