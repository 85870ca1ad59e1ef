"""What Home says above the decks."""

from collections.abc import Sequence

from textual.content import Content

from quizapp.core import words
from quizapp.core.settings import Settings
from quizapp.presentation import days
from quizapp.presentation.limits import backlog, by_limits
from quizapp.scheduling.catch_up import CatchUp
from quizapp.scheduling.day_load import DayLoad, next_coming
from quizapp.scheduling.today import Work
from quizapp.study.profile import Profile

ROOM_FOR_NEXT = 72
"""Columns from which there is room for what comes after today."""


def today_in_words(profile: Profile, work: Work, coming: Sequence[DayLoad], width: int) -> Content:
    """What is due today and about how long it takes; what comes after, if `width` has room.

    `coming` is the forecast from today on, or only a guess of today while it is still reckoned.
    """
    if not profile.library.decks:
        folder = profile.decks_folder
        return Content.assemble(
            ("No decks yet.", "bold"), f" Put a deck (a .yaml file) into {folder}"
        )
    today, total = profile.today, work.total
    later = next_coming(coming)
    then = f"; {days.then(later, today, profile.calendar)}" if later else ""
    if total.total:
        what = Content.assemble(
            (f"{total.total:,}", "bold $primary"),
            (" due today", "bold"),
            (f", {days.duration(coming[0])}", "$faint"),
        )
        return what + Content.styled(then if width >= ROOM_FOR_NEXT else "", "$faint")
    if work.held:
        return Content.assemble(
            ("✓ ", "bold $success"), ("Nothing more for today", "bold"), (then, "$faint")
        )
    if not later and len(coming) > 1:
        return Content("Nothing due. No card will come up again as the settings are.")
    what = Content.assemble(("✓ ", "bold $success"), ("Nothing due", "bold"))
    if later:
        when = words.next_day(later.day, today, profile.calendar)
        cards = words.count(later.cards, "card")
        what += Content.assemble((f" until {when}: ", "bold"), cards)
    return what


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


def first_start_in_words(width: int) -> Content:
    """What the columns are and what to press, for somebody who has never answered a card."""
    known = " Known: what you would recall now." if width >= ROOM_FOR_NEXT else ""
    lines = (
        "New: not asked yet. Learning: asked again in minutes.",
        f"Due: to be recalled today.{known}",
        "enter reviews a deck, a all of them; ? shows all keys.",
    )
    return Content.styled("\n".join(lines), "$faint")
