"""More than the limits of a day let in, and cards ahead of their day, line by line."""

from collections.abc import Sequence
from typing import Any

import pytest

from quizapp.core.day import Day
from quizapp.progress.events import Answer
from quizapp.study.profile import Profile
from quizapp.study.selection import DUE_TODAY, Ahead, Minutes, More, Practice, Selection
from tests.plain.talks import profile
from tests.plain.test_review_commands import STEPLESS, talk
from tests.study.decks import TYPED

pytestmark = pytest.mark.day

RIGHT = "Kyrgyzstan"


def typed(number: int) -> list[str]:
    return [TYPED.format(id=f"card-{one}") for one in range(1, number + 1)]


def after(
    lines: Sequence[str], cards: int = 6, selection: Selection = DUE_TODAY, **settings: Any
) -> list[str]:
    with profile(typed(cards), **STEPLESS, **settings) as one:
        return talk(one, lines, selection)


def test_the_end_says_what_is_held_back_and_more_lets_it_in() -> None:
    said = after([RIGHT, "/more 2", RIGHT, RIGHT, ""], new_per_day=1)
    told = [line for line in said if "held back" in line]
    assert told == [
        "5 new cards are held back by today's limits. /more 10 lets more in.",
        "3 new cards are held back by today's limits. /more 10 lets more in.",
    ]
    assert "2 more cards for today." in said
    assert said.count("saved") == 3
    assert said[-2] == "3 answers, 3 right."


def test_a_limit_of_nothing_is_told_and_can_be_gone_beyond() -> None:
    said = after(["/more 9", RIGHT], new_per_day=0)
    assert said[:2] == [
        "Nothing more for today.",
        "6 new cards are held back by today's limits (new_per_day = 0). /more 10 lets more in.",
    ]
    assert "6 more cards for today." in said
    assert said[-1] == "1 answer, 1 right. 5 left today."


def test_undo_takes_back_what_was_granted() -> None:
    with profile(typed(6), **STEPLESS, new_per_day=1) as one:
        said = talk(one, ["/more 3", RIGHT, "/undo", "/undo", "/left", "/undo"])
        assert said.count("Taken back.") == 1
        assert "Taken back: today's limits are as they were." in said
        assert "1 card left." in said
        assert any(line.startswith("/undo does nothing now") for line in said)
        assert one.progress.granted(one.day) == {}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("/more", "write /more N."),
        ("/more x", '"x" is no number of cards; write one from 1 to 9999.'),
        ("/more 0", '"0" is no number of cards; write one from 1 to 9999.'),
        ("/more ²", '"²" is no number of cards; write one from 1 to 9999.'),
        ("/ahead", "write /ahead DAYS."),
        ("/ahead soon", '"soon" is no number of days; write one such as 3.'),
        ("/ahead 3", "3 left"),
    ],
)
def test_what_is_no_number_is_refused(line: str, says: str) -> None:
    assert any(says in one for one in after([line], new_per_day=3))


def test_where_nothing_is_held_back_there_is_no_more() -> None:
    said = after(["/more 3"], new_per_day=20)
    assert any(line.startswith("/more does nothing now") for line in said)
    assert after([], selection=More())[0] == "Today's limits hold nothing back."


def in_review(one: Profile, due: Sequence[int]) -> None:
    for key, day in zip(one.library.decks[0].keys, due, strict=True):
        given = Answer(key, Day(one.day - 4), 3, "review", 0, one.day + day)
        one.progress.record(given, one.clock())


def test_cards_of_the_days_to_come_are_asked_when_they_are_wished_for() -> None:
    with profile(typed(3), **STEPLESS) as one:
        in_review(one, [2, 3, 9])
        said = talk(one, ["/ahead 3d", RIGHT, RIGHT, "/ahead 3", ""])
        assert said[:2] == [
            "Nothing is due now.",
            "The next card falls due in 2 days. /ahead 2 asks it today.",
        ]
        assert said.count("saved") == 2
        assert said[-1] == "2 answers, 2 right."
        assert talk(one, [RIGHT], Ahead(20)).count("saved") == 1


def test_a_review_of_some_minutes_goes_on_with_all_that_is_due() -> None:
    with profile(typed(3), **STEPLESS) as one:
        said = talk(one, [RIGHT, "/continue", RIGHT, RIGHT], Minutes(0.1))
        assert "2 cards are still due today. /continue goes on." in said
        assert said.count("saved") == 3


def test_practice_ends_without_a_word_about_limits() -> None:
    with profile(typed(3), **STEPLESS, new_per_day=0) as one:
        chosen = Practice(one.library.decks[0].keys[:1])
        said = talk(one, ["/more 3", RIGHT], chosen)
        assert any(line.startswith("/more does nothing now") for line in said)
        assert said[-1] == "1 answer, 1 right."
