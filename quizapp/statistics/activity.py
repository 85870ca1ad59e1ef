"""What was done, day by day, and how many days in a row."""

from dataclasses import dataclass

from quizapp.core.day import Day
from quizapp.progress.review_log import NEW, PHASE_OF, PHASES, ReviewLog


@dataclass(frozen=True, slots=True)
class DayActivity:
    """The answers of one day: `right` are those above Again, `new` the first ones to cards."""

    day: Day
    answers: int
    right: int
    new: int
    minutes: float


@dataclass(frozen=True, slots=True)
class KindCount:
    """`name`, one of `PHASES`, is what the cards were when they were asked."""

    name: str
    answers: int
    right: int


@dataclass(frozen=True, slots=True)
class TodayActivity:
    answers: int
    right: int
    new: int
    minutes: float
    kinds: tuple[KindCount, ...]
    """Those that there were."""


@dataclass(frozen=True, slots=True)
class Activity:
    days: tuple[DayActivity, ...]
    """Of the span, those with an answer, oldest first."""
    streak: int
    """Days in a row up to today, or to yesterday while today is open; whatever the span."""
    longest: int
    """The most days in a row that there ever were."""


def activity(all_time: ReviewLog, log: ReviewLog, today: Day) -> Activity:
    """`log` is the part of `all_time` that lies in the span."""
    days = {day for day, _, _ in all_time.days if day <= today}
    return Activity(daily(log), _streak(days, today), _longest(days))


def daily(log: ReviewLog) -> tuple[DayActivity, ...]:
    found: dict[Day, list[int]] = {}
    rating, phase, ms = log.rating, log.phase, log.ms
    for day, start, end in log.days:
        sums = found.setdefault(day, [0, 0, 0, 0])
        sums[0] += end - start
        sums[1] += end - start - rating.count(1, start, end)
        sums[2] += phase.count(NEW, start, end)
        sums[3] += sum(ms[start:end])
    return tuple(
        DayActivity(day, answers, right, new, time / 60_000)
        for day, (answers, right, new, time) in sorted(found.items())
    )


def today_activity(log: ReviewLog, today: Day) -> TodayActivity:
    log = log.between(today, today)
    (one,) = daily(log) or (DayActivity(today, 0, 0, 0, 0.0),)
    kinds = []
    for place, name in enumerate(PHASES):
        counts = [
            (found, number) for found, number in log.codes.items() if PHASE_OF[found] == place
        ]
        if counts:
            right = sum(number for found, number in counts if found & 3)
            kinds.append(KindCount(name, sum(number for _, number in counts), right))
    return TodayActivity(one.answers, one.right, one.new, one.minutes, tuple(kinds))


def _streak(days: set[Day], today: Day) -> int:
    day = today if today in days else Day(today - 1)
    length = 0
    while day in days:
        length += 1
        day = Day(day - 1)
    return length


def _longest(days: set[Day]) -> int:
    longest = length = 0
    before = Day(0)
    for day in sorted(days):
        length = length + 1 if day == before + 1 else 1
        longest, before = max(longest, length), day
    return longest
