"""At which hours the learner answers, and how well then."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from quizapp.core.day import Calendar
from quizapp.progress.review_log import ReviewLog
from quizapp.statistics.proportion import Proportion

HOURS = 24
_DAY, _HOUR, _MINUTE = 86_400_000, 3_600_000, 60_000
"""Milliseconds."""


@dataclass(frozen=True, slots=True)
class HourAnswers:
    """The answers between one hour of the learner's clock and the next, on any day."""

    hour: int
    """0 to 23."""
    answers: int
    right: int
    """Above Again."""
    retention: Proportion
    """Of answers to cards in review."""


def hour_answers(log: ReviewLog, calendar: Calendar) -> tuple[HourAnswers, ...]:
    """All 24, in the order of the learner's day, which begins at the rollover hour."""
    answers, right, asked, recalled = ([0] * HOURS for _ in range(4))
    at, rating, recall = log.at, log.rating, log.recall
    offsets = _Offsets(calendar)
    start, end = 0, len(log)
    while start < end:
        time = at[start]
        offset = offsets[time // _DAY]
        if offset is None:  # clocks go forward or back on that day
            offset, stop = offsets.at(time), bisect_left(at, time - time % _MINUTE + _MINUTE, start)
        else:
            day_ends = time - time % _DAY + _DAY
            hour_ends = time - (time + offset) % _HOUR + _HOUR
            stop = bisect_left(at, min(day_ends, hour_ends), start)
        hour = (time + offset) // _HOUR % HOURS
        answers[hour] += stop - start
        right[hour] += stop - start - rating.count(1, start, stop)
        passed = recall.count(2, start, stop)
        recalled[hour] += passed
        asked[hour] += passed + recall.count(1, start, stop)
        start = stop
    return tuple(
        HourAnswers(hour, answers[hour], right[hour], Proportion.of(recalled[hour], asked[hour]))
        for hour in ((calendar.rollover_hour + later) % HOURS for later in range(HOURS))
    )


class _Offsets(dict[int, int | None]):
    """By day of UTC: by how much the learner's clock is ahead; None where that changes in it."""

    def __init__(self, calendar: Calendar) -> None:
        self._zone = calendar.zone

    def __missing__(self, day: int) -> int | None:
        begin, end = self.at(day * _DAY), self.at((day + 1) * _DAY)
        self[day] = offset = begin if begin == end else None
        return offset

    def at(self, ms: int) -> int:
        """In milliseconds."""
        offset = datetime.fromtimestamp(ms / 1000, UTC).astimezone(self._zone).utcoffset()
        assert offset is not None
        return offset // _MILLISECOND


_MILLISECOND = timedelta(milliseconds=1)
