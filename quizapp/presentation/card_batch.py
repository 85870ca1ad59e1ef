"""What is said of an action on many cards: what it does, what was done, and why nothing was."""

import re
from datetime import date

from quizapp.core import words
from quizapp.core.day import Calendar, Day
from quizapp.presentation.days import on
from quizapp.study.card_batch import MOST_SPREAD, BatchAction, CardBatch

FURTHEST = 36_500
"""Days from today, within which a due day can be set."""

_DONE = {
    BatchAction.SUSPEND: "suspended",
    BatchAction.RESUME: "asked again",
    BatchAction.BURY: "buried until tomorrow",
    BatchAction.UNBURY: "not buried any more",
    BatchAction.UNFLAG: "unflagged",
    BatchAction.FORGET: "forgotten: new again",
}
_NOTHING = {
    BatchAction.SUSPEND: "suspended already",
    BatchAction.RESUME: "not suspended",
    BatchAction.BURY: "buried already",
    BatchAction.UNBURY: "not buried",
    BatchAction.UNFLAG: "without a flag",
    BatchAction.FORGET: "new",
}
_NO_DUE_DAY = "new or in learning steps, without a due day yet"


def done(batch: CardBatch, calendar: Calendar, today: Day) -> str:
    """`12 cards suspended. u takes it back.`"""
    cards = words.count(len(batch.cards), "card")
    if batch.authors:
        what = f'without your tag "{batch.value}" now'
        return f"{cards} {what}. {_from_authors(batch)} u takes it back."
    rest = f" {_rest(batch)}" if batch.left_out else ""
    return f"{cards} {_what(batch, calendar, today)}.{rest} u takes it back."


def nothing_done(batch: CardBatch) -> str:
    """Why no card was changed, as a sentence."""
    if not batch.left_out:
        return "There is no card here."
    if batch.authors:
        return f"Nothing was changed: {_from_authors(batch)}"
    subject = "This card is" if batch.left_out == 1 else f"All {batch.left_out:,} cards are"
    return f"{subject} {_already(batch)}."


def taken_back(batch: CardBatch) -> str:
    return f"Taken back: {words.count(len(batch.cards), 'card')} as before."


def _what(batch: CardBatch, calendar: Calendar, today: Day) -> str:
    match batch.action:
        case BatchAction.FLAG:
            return f"flagged {batch.value}"
        case BatchAction.TAG:
            return f'tagged "{batch.value}"'
        case BatchAction.UNTAG:
            return f'without the tag "{batch.value}" now'
        case BatchAction.SET_DUE:
            return f"due {when(Day(int(batch.value)), today, calendar)}"
        case BatchAction.RESCHEDULE:
            spread = f", spread over {words.count(int(batch.value), 'day')}" if batch.value else ""
            return f"rescheduled from their memory{spread}"
        case _:
            return _DONE[batch.action]


def _rest(batch: CardBatch) -> str:
    number = f"{batch.left_out:,} {'is' if batch.left_out == 1 else 'are'}"
    return f"The other {number} {_already(batch)}."


def _from_authors(batch: CardBatch) -> str:
    cards = words.count(batch.authors, "card has", "cards have")
    keep = "its author, and keeps" if batch.authors == 1 else "their author, and keep"
    return f'{cards} the tag "{batch.value}" from {keep} it.'


def _already(batch: CardBatch) -> str:
    match batch.action:
        case BatchAction.FLAG:
            return "flagged so already"
        case BatchAction.TAG:
            return "tagged so already"
        case BatchAction.UNTAG:
            return "without this tag"
        case BatchAction.SET_DUE:
            return "due then already, or new or in learning steps"
        case BatchAction.RESCHEDULE:
            return _NO_DUE_DAY
        case _:
            return _NOTHING[batch.action]


def when(day: Day, today: Day, calendar: Calendar) -> str:
    """`today`, `tomorrow`, `on Thursday 10 December`."""
    near = {0: "today", 1: "tomorrow"}.get(day - today)
    return near or f"on {on(day, today, calendar)}"


DAY_QUESTION = "Due when? Such as today, +3d for in 3 days, or 2026-12-10."
SPREAD_QUESTION = "Over how many days should those that are due be spread?"
TAG_QUESTION = "Which tag? A name adds it; with a minus before it, it is taken away."


def day_of(text: str, today: Day) -> Day:
    """Raises: ValueError: it is no day; the message is for the user."""
    near = {"today": 0, "tomorrow": 1}.get(text.lower())
    if near is None and (found := re.fullmatch(r"\+?(\d{1,6})d?", text, re.ASCII)):
        near = int(found[1])
    if near is None:
        try:
            near = date.fromisoformat(text).toordinal() - today
        except ValueError:
            raise ValueError(
                f'"{text}" is not a day; write today, +3d for in 3 days, or 2026-12-10'
            ) from None
    if not 0 <= near <= FURTHEST:
        raise ValueError("choose a day from today on, within a hundred years")
    return Day(today + near)


def spread_of(text: str) -> int:
    """Raises: ValueError: it is no number of days; the message is for the user."""
    if not re.fullmatch(r"\d{1,4}", text, re.ASCII) or not 1 <= int(text) <= MOST_SPREAD:
        raise ValueError(f"write a number of days from 1 to {MOST_SPREAD}")
    return int(text)


def tag_of(text: str) -> tuple[BatchAction, str]:
    """What to do with which tag.

    Raises:
        ValueError: it is no name; the message is for the user.
    """
    action = BatchAction.UNTAG if text.startswith("-") else BatchAction.TAG
    name = " ".join(text.removeprefix("-").split())
    if not name or len(name) > 60 or '"' in name or not name.isprintable():
        raise ValueError("a tag is a word or a few, without quotes, of 60 letters at most")
    return action, name
