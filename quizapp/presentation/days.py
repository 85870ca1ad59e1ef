"""The work of today and of the days to come, in words."""

from collections.abc import Iterator, Sequence
from datetime import date

from quizapp.core import words
from quizapp.core.day import Calendar, Day
from quizapp.scheduling.day_load import DayLoad


def duration(load: DayLoad) -> str:
    """`about 6 minutes`; at least one."""
    return f"about {words.span(max(60, 60 * load.minutes))}"


def then(coming: DayLoad, today: Day, calendar: Calendar) -> str:
    """`20 more from 04:00 tomorrow`, of the next day with cards."""
    return f"{coming.cards:,} more from {words.next_day(coming.day, today, calendar)}"


def on(day: Day, today: Day, calendar: Calendar) -> str:
    """`Thursday 10 December`; with the year when it is another one."""
    year = date.fromordinal(day).year
    suffix = f" {year}" if year != date.fromordinal(today).year else ""
    return words.date(calendar.start(day)) + suffix


def table(days: Sequence[DayLoad | None], today: Day, calendar: Calendar) -> Iterator[str]:
    """A line for each day, under a heading; None is a gap between days."""
    names = [
        "…" if one is None else "Today" if one.day == today else on(one.day, today, calendar)
        for one in days
    ]
    width = max(map(len, names)) + 2
    yield f"{'Day':<{width}}{'New':>6}{'Reviews':>10}{'Minutes':>10}"
    for name, one in zip(names, days, strict=True):
        if one is None:
            yield name
        else:
            minutes = one.whole_minutes
            yield f"{name:<{width}}{one.new:>6,}{one.reviews:>10,.0f}{minutes:>10,}"


def label(day: Day, with_year: bool = False) -> str:
    """`7 Dec`, `7 Dec 2026`: below a chart, or in a table."""
    at = date.fromordinal(day)
    return f"{at.day} {at:%b %Y}" if with_year else f"{at.day} {at:%b}"
