"""What Home says above the decks."""

from textual.content import Content

from quizapp import words
from quizapp.insight.forecast import next_due
from quizapp.insight.habits import seconds_for
from quizapp.insight.more_words import backlog, by_limits
from quizapp.settings import Settings
from quizapp.study.catch_up import CatchUp
from quizapp.study.learner import Learner
from quizapp.study.today import Work

ROOM_FOR_NEXT = 72
"""Columns from which there is room for what comes after today."""


def today_in_words(learner: Learner, work: Work, width: int) -> Content:
    """What is due today and about how long it takes; what comes after, if `width` has room."""
    today, total = learner.today, work.total
    if not learner.library.decks:
        folder = learner.decks_folder
        return Content.assemble(
            ("No decks yet.", "bold"), f" Put a deck (a .yaml file) into {folder}"
        )
    coming = next_due(learner.library.decks, learner.progress, learner.settings, today)
    if total.total:
        seconds = max(60, seconds_for(total, learner.progress, today))
        what = Content.assemble(
            (f"{total.total:,}", "bold $primary"),
            (" due today", "bold"),
            (f", about {words.span(seconds)}", "$faint"),
        )
        if coming and width >= ROOM_FOR_NEXT:
            when = words.next_day(coming[0], today, learner.calendar)
            what += Content.styled(f"; then {coming[1]:,} {when}", "$faint")
        return what
    if work.held:
        after = ""
        if coming:
            when = words.next_day(coming[0], today, learner.calendar)
            after = f"; then {coming[1]:,} {when}"
        return Content.assemble(
            ("✓ ", "bold $success"), ("Nothing more for today", "bold"), (after, "$faint")
        )
    if coming is None:
        return Content("Nothing due. No card will come up again as the settings are.")
    when = words.next_day(coming[0], today, learner.calendar)
    return Content.assemble(
        ("✓ ", "bold $success"),
        (f"Nothing due until {when}: ", "bold"),
        words.count(coming[1], "card"),
    )


def held_back_in_words(catch_up: CatchUp | None, work: Work, settings: Settings) -> Content:
    """What the day does not ask, and how to have it asked; empty when there is nothing to say."""
    lines: list[Content] = []
    if catch_up and catch_up.backlog:
        lines.append(Content.styled(backlog(catch_up), "$warning"))
    if limited := by_limits(work.held, work.total, settings):
        lines.append(Content(limited))
    if lines:
        lines[-1] += Content.styled(" + lets more in.", "$faint")
    return Content("\n").join(lines)
