"""What Home says above the decks."""

from collections.abc import Sequence

from textual.content import Content

from quizapp import words
from quizapp.insight import coming_words
from quizapp.insight.portion import Portion, next_coming
from quizapp.study.catch_up import CatchUp
from quizapp.study.learner import Learner
from quizapp.study.today import Due

ROOM_FOR_NEXT = 72
"""Columns from which there is room for what comes after today."""


def today_in_words(learner: Learner, total: Due, coming: Sequence[Portion], width: int) -> Content:
    """What is due today and about how long it takes; what comes after, if `width` has room.

    `coming` is the forecast from today on, or only a guess of today while it is still reckoned.
    """
    if not learner.library.decks:
        folder = learner.decks_folder
        return Content.assemble(
            ("No decks yet.", "bold"), f" Put a deck (a .yaml file) into {folder}"
        )
    today = learner.today
    later = next_coming(coming)
    if total.total:
        what = Content.assemble(
            (f"{total.total:,}", "bold $primary"),
            (" due today", "bold"),
            (f", {coming_words.duration(coming[0])}", "$faint"),
        )
        if later and width >= ROOM_FOR_NEXT:
            then = coming_words.then(later, today, learner.calendar)
            what += Content.styled(f"; {then}", "$faint")
        return what
    if not later and len(coming) > 1:
        return Content("Nothing due. No card will come up again as the settings are.")
    what = Content.assemble(("✓ ", "bold $success"), ("Nothing due", "bold"))
    if later:
        when = words.next_day(later.day, today, learner.calendar)
        cards = words.count(later.cards, "card")
        what += Content.assemble((f" until {when}: ", "bold"), cards)
    return what


def backlog_in_words(catch_up: CatchUp) -> Content:
    """How much has piled up in a break, and how it is spread."""
    cards = words.count(catch_up.backlog, "card is", "cards are")
    away = f"{cards} overdue after {words.count(catch_up.away, 'day')} away"
    days = words.count(catch_up.days_left, "day")
    over = (
        f"spread over {days}, {catch_up.share:,} today" if catch_up.days_left > 1 else "all today"
    )
    return Content.styled(f"{away}: {over}, the most endangered first.", "$warning")
