"""A computer's clock that is off, and is set right again."""

from datetime import timedelta

import pytest

from quizapp.memory.fsrs import Rating
from quizapp.study.profile import Profile
from quizapp.study.stages import Asking, Finished
from tests.conftest import PRESENT
from tests.study.conftest import World
from tests.study.decks import choices, deck
from tests.study.test_queue import answer_all

pytestmark = pytest.mark.day


def test_cards_that_went_into_a_step_under_a_clock_ahead_are_asked_when_it_is_set_right(
    world: World,
) -> None:
    world.add(choices(3))
    right = world.now
    world.wait(days=2000)
    review = world.review()
    asked = []
    while isinstance(review.stage, Asking) and review.stage.presented.card.key not in asked:
        asked.append(review.stage.presented.card.key)
        review.answer("no such answer", world.now)
        assert review.log[-1].rating is Rating.AGAIN
        review.proceed(world.now)
    assert world.work().total.learning == 3
    world.now = right + timedelta(minutes=5)
    assert world.work().total.learning == 3
    review = answer_all(world)
    assert isinstance(review.stage, Finished)
    assert {entry.presented.card.key for entry in review.log} == set(asked)
    assert all(state.due > world.today for state in world.progress.cards.values())
    assert all(state.due < world.today + 60 for state in world.progress.cards.values())


@pytest.mark.parametrize(
    ("days", "says"),
    [
        (0, ""),
        (-0.9, ""),
        (29, ""),
        (366, "1 year ahead of your last answer"),
        (45, "1.5 months ahead of your last answer"),
        (-3, "3 days behind your last answer"),
        (-800, "2.2 years behind your last answer"),
    ],
)
def test_a_clock_that_is_off_is_said_before_the_first_answer(days: float, says: str) -> None:
    first = Profile.open(clock=lambda: PRESENT)
    deck(first.decks_folder, choices(1), "zoo")
    first.progress.suspend("zoo/one", PRESENT)
    assert first.progress.notices == []
    notices = Profile.open(clock=lambda: PRESENT + timedelta(days=days)).progress.notices
    assert len(notices) == bool(says)
    assert says in "".join(notices)
    assert not says or "set it right before you answer" in notices[0].lower()


def test_a_clock_that_was_said_to_be_off_is_believed_after_an_answer() -> None:
    for number, days in enumerate((0, 800, 0)):
        now = PRESENT + timedelta(days=days)
        profile = Profile.open(clock=lambda now=now: now)  # type: ignore[misc]
        assert len(profile.progress.notices) == bool(profile.progress._journal.last_keys)
        profile.progress.flag(f"zoo/{number}", 1, now)
        again = Profile.open(clock=lambda now=now: now)  # type: ignore[misc]
        assert again.progress.notices == []
