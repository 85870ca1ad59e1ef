"""The last word of a learner against the grade: "I was right", "harder than it looked"."""

from datetime import timedelta

import pytest

from quizapp.core.errors import NotSaved
from quizapp.memory.fsrs import Rating
from quizapp.progress.progress import Progress
from quizapp.questions.base import Verdict
from quizapp.study.actions import ReviewAction
from quizapp.study.stages import Answered, Asking, Finished
from tests.study.conftest import World
from tests.study.decks import FLASHCARD, TYPED, choices


def test_i_was_right_replaces_the_rating_and_is_logged_as_such(world: World) -> None:
    world.add([TYPED.format(id="one")])
    review = world.review()
    review.answer("Kirgisien", world.now)
    assert isinstance(review.stage, Answered)
    assert review.stage.grade.verdict is Verdict.WRONG
    review.overrule(Rating.GOOD, world.now)
    assert isinstance(review.stage, Answered)
    assert review.stage.rating is Rating.GOOD
    assert review.stage.overruled
    assert world.progress.reviews == 1
    assert world.progress.cards["test-deck/one"].step == 1


def test_overruling_does_not_count_the_time_spent_on_the_verdict(world: World) -> None:
    world.add([TYPED.format(id="one")])
    review = world.review()
    world.wait(seconds=4)
    review.answer("Kirgisien", world.now)
    world.wait(seconds=60)
    review.overrule(Rating.GOOD, world.now)
    assert world.progress.tally(world.today).ms == 4000


def test_i_was_right_may_be_said_when_the_next_card_is_there_already(world: World) -> None:
    world.add([TYPED.format(id="one"), *choices(2)])
    review = world.review()
    world.wait(seconds=4)
    review.answer("Kirgisien", world.now)
    review.proceed(world.now)
    review.hint()
    on_screen = review.stage
    assert review.can(ReviewAction.OVERRULE)
    world.wait(seconds=9)
    review.overrule(Rating.GOOD, world.now)
    assert review.stage is on_screen
    assert not review.can(ReviewAction.OVERRULE)
    (only,) = world.progress.history()
    assert (only.answer.card, only.answer.rating, only.answer.ms) == ("test-deck/one", 3, 4000)
    assert (only.answer.overridden, only.answer.verdict) == (True, "wrong")
    assert only.answer.reply == "Kirgisien"
    assert world.progress.cards["test-deck/one"].step == 1
    assert review.left == 3
    review.undo(world.now)
    assert isinstance(review.stage, Asking)
    assert review.stage.presented.card.key == "test-deck/one"
    assert review.left == 3
    assert not world.progress.cards


def test_an_answer_cannot_be_overruled_while_its_card_is_asked_again(world: World) -> None:
    world.add([TYPED.format(id="one")])
    review = world.review()
    review.answer("Kirgisien", world.now)
    review.proceed(world.now)
    assert not review.can(ReviewAction.OVERRULE)
    review.overrule(Rating.GOOD, world.now)
    assert world.progress.cards["test-deck/one"].step == 0


def test_a_review_that_is_over_tells_the_step_that_follows_from_being_right(world: World) -> None:
    hours = tuple(timedelta(hours=one) for one in (1, 2))
    world.settings = type(world.settings)(learning_steps=hours)
    world.add([TYPED.format(id="one")])
    review = world.review()
    review.answer("Kirgisien", world.now)
    review.proceed(world.now)
    review.overrule(Rating.GOOD, world.now)
    assert review.stage == Finished(world.progress.in_steps["test-deck/one"])


@pytest.mark.parametrize("on", [False, True])
def test_overruling_that_is_only_half_saved_asks_the_card_again(
    world: World, monkeypatch: pytest.MonkeyPatch, on: bool
) -> None:
    world.add([TYPED.format(id="one"), *choices(1)])
    review = world.review()
    review.answer("Kirgisien", world.now)
    if on:
        review.proceed(world.now)

    def full(*_: object) -> None:
        raise NotSaved("the disk is full")

    monkeypatch.setattr(Progress, "record", full)
    with pytest.raises(NotSaved):
        review.overrule(Rating.GOOD, world.now)
    monkeypatch.undo()
    assert not review.log
    assert not world.progress.cards
    assert review.left == 2
    if on:
        review.answer("right", world.now)
        review.proceed(world.now)
    assert isinstance(review.stage, Asking)
    assert review.stage.presented.card.key == "test-deck/one"


def test_what_the_learner_judged_is_not_overruled(world: World) -> None:
    world.add([FLASHCARD.format(id="one"), *choices(1)])
    review = world.review()
    review.reveal(world.now)
    review.rate(Rating.AGAIN, world.now)
    assert not review.can(ReviewAction.OVERRULE)
    review.overrule(Rating.GOOD, world.now)
    assert world.progress.cards["test-deck/one"].step == 0
