"""What Home says above the decks."""

from collections.abc import Sequence

from quizapp.core import words
from quizapp.core.settings import Settings
from quizapp.presentation import days
from quizapp.presentation.limits import backlog, by_limits
from quizapp.presentation.styled import Line, Styled, Tone
from quizapp.scheduling.catch_up import CatchUp
from quizapp.scheduling.day_load import DayLoad, next_coming
from quizapp.scheduling.today import Work
from quizapp.study.profile import Profile

ROOM_FOR_NEXT = 72
"""Columns from which there is room for what comes after today."""

_DONE = Styled("✓ ", Tone.GOOD)


def today_in_words(profile: Profile, work: Work, coming: Sequence[DayLoad], width: int) -> Line:
    """What is due today and about how long it takes; what comes after, if `width` has room.

    `coming` is the forecast from today on, or only a guess of today while it is still reckoned.
    """
    if not profile.library.decks and profile.checking:
        return (Styled("One moment.", Tone.STRONG), Styled(" The decks come as they are checked."))
    if not profile.library.decks:
        put = f" n writes a first card; or put a deck (a .yaml file) into {profile.decks_folder}"
        return (Styled("No decks yet.", Tone.STRONG), Styled(put))
    today, total = profile.day, work.total
    later = next_coming(coming)
    then = f"; {days.then(later, today, profile.calendar)}" if later else ""
    if total.total:
        return (
            Styled(f"{total.total:,}", Tone.ACCENT),
            Styled(" due today", Tone.STRONG),
            Styled(f", {days.duration(coming[0])}", Tone.FAINT),
            Styled(then if width >= ROOM_FOR_NEXT else "", Tone.FAINT),
        )
    if work.held:
        return (_DONE, Styled("Nothing more for today", Tone.STRONG), Styled(then, Tone.FAINT))
    if later:
        when = words.next_day(later.day, today, profile.calendar)
        cards = words.count(later.cards, "card")
        return (_DONE, Styled(f"Nothing due until {when}: ", Tone.STRONG), Styled(cards))
    if len(coming) > 1:
        return (Styled("Nothing due. No card will come up again as the settings are."),)
    return (_DONE, Styled("Nothing due", Tone.STRONG))


def drafts_wait(number: int) -> str:
    """How many questions of a deck wait for their author's verdict."""
    return f"{words.count(number, 'draft')} {'waits' if number == 1 else 'wait'}"


def cards_changed(number: int) -> str:
    """How many cards of a deck its author has changed since it was studied."""
    return f"{words.count(number, 'card')} changed"


def checking_in_words(profile: Profile) -> str:
    """How many decks have been checked of those that are new or changed; empty when all are."""
    if (checking := profile.checking) is None:
        return ""
    return f"checking decks, {checking.done} of {checking.total}"


def held_back_in_words(catch_up: CatchUp | None, work: Work, settings: Settings) -> Line:
    """What the day does not ask, and how to have it asked; empty when there is nothing to say."""
    lines: list[Styled] = []
    if catch_up and catch_up.backlog:
        lines.append(Styled(backlog(catch_up), Tone.WARNING))
    if limited := by_limits(work.held, work.total, settings):
        lines += [Styled("\n"), Styled(limited)] if lines else [Styled(limited)]
    return (*lines, Styled(" + lets more in.", Tone.FAINT)) if lines else ()


def first_start_in_words(width: int) -> str:
    """What the columns are and what to press, for somebody who has never answered a card."""
    known = " Known: what you would recall now." if width >= ROOM_FOR_NEXT else ""
    return (
        "New: not asked yet. Learning: asked again in minutes.\n"
        f"Due: to be recalled today.{known}\n"
        "enter reviews a deck, a all of them; ? shows all keys."
    )
