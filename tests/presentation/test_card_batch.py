"""What is said of an action on many cards, and how its values are read."""

from dataclasses import replace
from datetime import UTC

import pytest

from quizapp.core.day import Calendar, Day
from quizapp.presentation.card_batch import (
    day_of,
    done,
    nothing_done,
    spread_of,
    tag_of,
    taken_back,
)
from quizapp.progress.events import Forgotten
from quizapp.study.card_batch import BatchAction, CardBatch
from tests.progress.samples import TODAY

CALENDAR = Calendar(4, UTC)


def batch(action: BatchAction, cards: int, left_out: int = 0, value: int | str = 0) -> CardBatch:
    keys = tuple(f"csto/{number}" for number in range(cards))
    return CardBatch(action, keys, left_out, value, Forgotten(keys))


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (batch(BatchAction.SUSPEND, 12), "12 cards suspended. u takes it back."),
        (
            batch(BatchAction.SUSPEND, 1, 2),
            "1 card suspended. The other 2 are suspended already. u takes it back.",
        ),
        (batch(BatchAction.FLAG, 3, value=2), "3 cards flagged 2. u takes it back."),
        (
            batch(BatchAction.SET_DUE, 2, 1, TODAY + 3),
            "2 cards due on Friday 27 November. The other 1 is due then already, or new or in "
            "learning steps. u takes it back.",
        ),
        (
            batch(BatchAction.RESCHEDULE, 2_000, value=7),
            "2,000 cards rescheduled from their memory, spread over 7 days. u takes it back.",
        ),
        (batch(BatchAction.TAG, 1, value="hard"), '1 card tagged "hard". u takes it back.'),
    ],
)
def test_one_line_says_what_was_done_and_how_to_take_it_back(one: CardBatch, said: str) -> None:
    assert done(one, CALENDAR, TODAY) == said


def test_it_is_said_why_nothing_was_done() -> None:
    assert nothing_done(batch(BatchAction.FORGET, 0, 1)) == "This card is new."
    assert nothing_done(batch(BatchAction.RESUME, 0, 1200)) == "All 1,200 cards are not suspended."
    of_author = replace(batch(BatchAction.UNTAG, 0, 2140, "news"), authors=2000)
    assert nothing_done(of_author) == (
        'Nothing was changed: 2,000 cards have the tag "news" from their author, and keep it.'
    )
    assert nothing_done(batch(BatchAction.RESUME, 0)) == "There is no card here."
    assert taken_back(batch(BatchAction.BURY, 2)) == "Taken back: 2 cards as before."


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("today", 0), ("Tomorrow", 1), ("+3d", 3), ("3d", 3), ("+3", 3), ("12", 12),
        ("2026-12-10", 16),
    ],
)  # fmt: skip
def test_a_due_day_is_a_date_or_so_many_days_from_today(text: str, days: int) -> None:
    assert day_of(text, TODAY) == TODAY + days


@pytest.mark.parametrize("text", ["", "soon", "-3d", "2026-13-01", "2020-01-01", "999999", "٣d"])
def test_what_is_no_due_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a day|from today on"):
        day_of(text, Day(TODAY))


def test_a_tag_is_a_name_and_a_minus_takes_it_away() -> None:
    assert tag_of("hard") == (BatchAction.TAG, "hard")
    assert tag_of("-сложно") == (BatchAction.UNTAG, "сложно")
    assert tag_of(" two  words ") == (BatchAction.TAG, "two words")
    for text in ("", "-", 'qu"ote', "x" * 61, "\x1b[31m"):
        with pytest.raises(ValueError, match="without quotes"):
            tag_of(text)


def test_a_backlog_is_spread_over_a_year_at_most() -> None:
    assert spread_of("14") == 14
    for text in ("0", "366", "-1", "1.5", "many"):
        with pytest.raises(ValueError, match="1 to 365"):
            spread_of(text)
