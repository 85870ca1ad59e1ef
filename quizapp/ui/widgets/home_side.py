"""What Home shows beside its decks where there is room: the week to come, the months gone by."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from quizapp.core import words
from quizapp.core.day import Calendar, Day
from quizapp.progress.progress import Progress
from quizapp.scheduling.day_load import DayLoad
from quizapp.ui.widgets.week import BESIDE, week

BAR = 14
"""Cells, of a day to come, where there is room."""
MONTH = 30
"""Days of which it is said how much was right."""


class HomeSide(Static):
    """One text; what does not fit below the rest is left out."""

    def show(
        self, coming: Sequence[DayLoad], progress: Progress, today: Day, calendar: Calendar
    ) -> None:
        """`coming` begins with today."""
        width, height = self.content_size
        if width <= BESIDE or len(coming) < 2:
            return
        parts = [week(coming, calendar, min(BAR, width - BESIDE))]
        if progress.reviews:
            parts += _gone_by(progress, today, width, colour=not self.app.no_color)
        while sum(one.plain.count("\n") + 3 for one in parts) - 2 > height and len(parts) > 1:
            parts.pop()
        self.update(Content("\n\n\n").join(parts))


def _gone_by(progress: Progress, today: Day, width: int, colour: bool) -> list[Content]:
    """What was done each day of as many weeks as there is room for, and how well in a month."""
    from quizapp.presentation.charts import Heatmap, percent  # only where there is room
    from quizapp.ui.widgets.plots import GUTTER, heatmap

    weeks = width - GUTTER
    first = today - 7 * (weeks - 1) - (today - 1) % 7  # a Monday
    days = [progress.tally(Day(day)) for day in range(first, today + 1)]
    calendar = heatmap(Heatmap(first, tuple(one.answers for one in days)), width, colour)
    parts = [Content.assemble(("Answers a day", "bold"), "\n", calendar)]
    month = days[-MONTH:]
    if answers := sum(one.answers for one in month):
        share = sum(one.passed for one in month) / answers
        parts.append(
            Content.assemble(
                (f"The last {MONTH} days", "bold"),
                "\n",
                (percent(share), "bold $success"),
                (f" of {words.count(answers, 'answer')} right", "$faint"),
            )
        )
    return parts
