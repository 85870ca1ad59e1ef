"""The days to come, each with its cards, a bar, and its minutes."""

from collections.abc import Sequence

from textual.content import Content

from quizapp.core.day import Calendar
from quizapp.scheduling.day_load import WEEK, DayLoad

HEADING = Content.styled("The week to come", "bold")
BESIDE = 25
"""Cells of a line besides its bar."""


def week(coming: Sequence[DayLoad], calendar: Calendar, bar: int) -> Content:
    """A line for each day, with a bar that is full (so many cells) on the day with most cards.

    `coming` begins with today, which is left out.
    """
    days = coming[1 : WEEK + 1]
    most = max(one.cards for one in days)
    lines = [HEADING]
    for ahead, one in enumerate(days, 1):
        name = "Tomorrow" if ahead == 1 else f"{calendar.start(one.day):%A}"
        length = -(-one.cards * bar // most) if most else 0
        minutes = f"{one.whole_minutes:>4} min" if one.cards else ""
        lines.append(
            Content.assemble(
                (name.ljust(10), "$faint"),
                f"{one.cards:>5,}  ",
                ("━" * length, "$primary"),
                " " * (bar - length),
                (minutes, "$faint"),
            )
        )
    return Content("\n").join(lines)
