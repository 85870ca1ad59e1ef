"""What Home says above the decks."""

from textual.content import Content

from quizapp import words
from quizapp.insight.forecast import next_due
from quizapp.insight.habits import seconds_for
from quizapp.study.catch_up import CatchUp
from quizapp.study.learner import Learner
from quizapp.study.today import Due

ROOM_FOR_NEXT = 72
"""Columns from which there is room for what comes after today."""


def today_in_words(learner: Learner, total: Due, width: int) -> Content:
    """What is due today and about how long it takes; what comes after, if `width` has room."""
    today = learner.today
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
    if coming is None:
        return Content("Nothing due. No card will come up again as the settings are.")
    when = words.next_day(coming[0], today, learner.calendar)
    return Content.assemble(
        ("✓ ", "bold $success"),
        (f"Nothing due until {when}: ", "bold"),
        words.count(coming[1], "card"),
    )


def first_start_in_words(width: int) -> Content:
    """What the columns are and what to press, for somebody who has never answered a card."""
    known = " Known: what you would recall now." if width >= ROOM_FOR_NEXT else ""
    lines = (
        "New: not asked yet. Learning: asked again in minutes.",
        f"Due: to be recalled today.{known}",
        "enter reviews a deck, a all of them; ? shows all keys.",
    )
    return Content.styled("\n".join(lines), "$faint")


def backlog_in_words(catch_up: CatchUp) -> Content:
    """How much has piled up in a break, and how it is spread."""
    cards = words.count(catch_up.backlog, "card is", "cards are")
    away = f"{cards} overdue after {words.count(catch_up.away, 'day')} away"
    days = words.count(catch_up.days_left, "day")
    over = (
        f"spread over {days}, {catch_up.share:,} today" if catch_up.days_left > 1 else "all today"
    )
    return Content.styled(f"{away}: {over}, the most endangered first.", "$warning")
