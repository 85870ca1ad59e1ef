"""A deck that has changed since it was studied, line by line."""

from dataclasses import replace

import pytest

from quizapp.deck.library import Library
from quizapp.progress.events import Answer
from quizapp.study.profile import Profile
from tests.plain.talks import profile
from tests.plain.test_review_commands import talk
from tests.study.decks import TYPED, deck

pytestmark = pytest.mark.day


def changed(one: Profile) -> Profile:
    """The same learner, when the author of the deck, which they have studied, has changed it."""
    [was] = one.library.decks
    one.progress.record(Answer(was.keys[0], one.day, 3, "review", 0, one.day + 30), one.clock())
    talk(one, [])
    cards = [TYPED.format(id="one").replace("Kyrgyzstan", "Belarus"), TYPED.format(id="two")]
    made = deck(was.path.parent, cards)
    return replace(one, library=Library.open([], [made.path]))


def test_it_is_told_in_one_line_and_shown_and_its_card_is_asked_again() -> None:
    with profile([TYPED.format(id="one")]) as one:
        learner = changed(one)
        said = talk(learner, ["/changes", "/end"])
        assert learner.progress.due_day["test-deck/one"] == learner.day
    assert said[0] == (
        "note: 2 cards changed since you last studied: 1 with another answer, asked again soon;"
        " 1 added. /changes shows them."
    )
    at = said.index("    one (answer)")
    assert said[at - 1].startswith("  1 answer changed: asked again soon")
    assert said[at + 1 : at + 3] == ["      - Kyrgyzstan", "      + Belarus"]


def test_undo_at_the_beginning_leaves_the_card_for_its_day() -> None:
    with profile([TYPED.format(id="one")]) as one:
        learner = changed(one)
        said = talk(learner, ["/undo", "/end"])
        assert "Cards with another answer come when they were due." in said
        assert learner.progress.due_day["test-deck/one"] == learner.day + 30


def test_without_changes_there_is_no_such_line_nor_command() -> None:
    with profile([TYPED.format(id="one")]) as one:
        said = talk(one, ["/changes", "/end"])
    assert not any("since you last studied" in line for line in said)
    assert any(line.startswith("/changes does nothing now") for line in said)
