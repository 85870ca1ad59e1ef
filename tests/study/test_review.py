"""The review, event by event."""

from datetime import timedelta
from itertools import pairwise

import pytest

from quizapp.core.errors import NotSaved
from quizapp.memory.fsrs import Rating
from quizapp.progress.progress import Progress
from quizapp.questions.base import Verdict
from quizapp.study.stages import Answered, Asking, Finished, Revealed
from tests.study.conftest import World
from tests.study.decks import FLASHCARD, choices


def test_a_right_answer_is_good_and_saved_before_the_screen_moves(world: World) -> None:
    world.add(choices(1))
    review = world.review()
    review.answer("right", world.now)
    assert isinstance(review.stage, Answered)
    assert review.stage.rating is Rating.GOOD
    again = Progress.open(world.folder / "home", world.model)
    assert again.reviews == 1


def test_a_wrong_answer_is_again_and_comes_back_in_the_same_session(world: World) -> None:
    world.add(choices(3))
    review = world.review()
    review.answer("worse", world.now)
    assert isinstance(review.stage, Answered)
    assert review.stage.rating is Rating.AGAIN
    missed = review.stage.presented.card.key
    review.proceed(world.now)
    assert isinstance(review.stage, Asking)
    assert review.stage.presented.card.key != missed
    world.wait(minutes=2)
    review.answer("right", world.now)
    review.proceed(world.now)
    assert isinstance(review.stage, Asking)
    assert review.stage.presented.card.key == missed


def test_a_right_answer_after_a_hint_is_hard(world: World) -> None:
    world.add(choices(1))
    review = world.review()
    assert review.hint() == "It is not wrong"
    assert review.hint() == "It begins with r"
    assert review.hint() is None
    review.answer("right", world.now)
    assert isinstance(review.stage, Answered)
    assert review.stage.rating is Rating.HARD


def test_a_flashcard_is_revealed_and_then_rated(world: World) -> None:
    world.add([FLASHCARD.format(id="one")])
    review = world.review()
    review.rate(Rating.GOOD, world.now)  # nothing is rated unseen
    assert not review.log
    review.reveal(world.now)
    assert isinstance(review.stage, Revealed)
    promised = review.stage.outcomes[Rating.EASY]
    review.rate(Rating.EASY, world.now)
    assert isinstance(review.stage, Finished)
    assert world.progress.cards["test-deck/one"].due == promised.due


def test_the_interval_shown_is_the_interval_given(world: World) -> None:
    world.add([FLASHCARD.format(id="one")])
    for _ in range(6):
        review = world.review()
        review.reveal(world.now)
        assert isinstance(review.stage, Revealed)
        promised = review.stage.outcomes[Rating.GOOD]
        review.rate(Rating.GOOD, world.now)
        assert world.progress.cards["test-deck/one"].due == promised.due
        world.wait(seconds=promised.wait)


def test_undo_restores_the_card_and_its_due_day_again_and_again(world: World) -> None:
    world.add(choices(4))
    review = world.review()
    first = review.stage
    for reply in ("right", "wrong", "right"):
        review.answer(reply, world.now)
        review.proceed(world.now)
    for _ in range(3):
        assert review.undo(world.now)
    assert not review.undo(world.now)
    assert dict(world.progress.cards) == {}
    assert isinstance(review.stage, Asking)
    assert isinstance(first, Asking)
    assert review.stage.presented.card.key == first.presented.card.key
    assert review.left == 4


def test_an_answer_that_cannot_be_saved_changes_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.add(choices(2))
    review = world.review()
    before = review.stage

    def full(*_: object) -> None:
        raise NotSaved("the disk is full")

    monkeypatch.setattr(Progress, "record", full)
    with pytest.raises(NotSaved):
        review.answer("right", world.now)
    assert review.stage is before
    assert not review.log
    monkeypatch.undo()
    review.answer("right", world.now)
    assert isinstance(review.stage, Answered)


def test_what_another_window_answered_is_not_asked_again(world: World) -> None:
    world.add(choices(2))
    here, there = world.review(), None
    other = World(world.folder, now=world.now)
    other.decks = world.decks
    there = other.review()
    for _ in range(2):  # the other window graduates everything
        there = other.review()
        while not isinstance(there.stage, Finished):
            if isinstance(there.stage, Asking):
                there.answer("right", other.now)
            there.proceed(other.now)
        other.wait(minutes=11)
    here.answer("right", world.now)
    here.proceed(world.now)
    assert isinstance(here.stage, Asking | Finished)
    if isinstance(here.stage, Asking):
        assert here.stage.presented.card.key == "test-deck/card-1"


def test_the_progress_goes_on_with_every_right_answer_from_nothing_to_all(world: World) -> None:
    world.add(choices(3))
    review = world.review()
    assert (review.share, review.left) == (0, 3)
    shown = []
    while not isinstance(review.stage, Finished):
        review.answer("right", world.now)
        world.wait(minutes=11)
        review.proceed(world.now)
        shown.append(review.share)
    assert shown == pytest.approx([1 / 6, 2 / 6, 3 / 6, 4 / 6, 5 / 6, 1])
    assert review.left == 0


def test_undo_puts_every_card_back_where_it_was(world: World) -> None:
    world.add(choices(2))
    review = world.review()
    while not isinstance(review.stage, Finished):
        review.answer("right", world.now)
        review.proceed(world.now)
    answers = len(review.log)
    lefts = []
    while review.undo(world.now):
        lefts.append(review.left)
    assert lefts == [1, 2, 2, 2]
    while not isinstance(review.stage, Finished):
        review.answer("right", world.now)
        review.proceed(world.now)
    assert len(review.log) == answers
    assert world.counts()[1].total == 0


def test_undo_after_a_miss_does_not_ask_a_card_twice(world: World) -> None:
    world.add(choices(2))
    review = world.review()
    review.answer("wrong", world.now)
    review.proceed(world.now)
    review.answer("right", world.now)
    review.proceed(world.now)
    for _ in range(2):
        review.undo(world.now)
        assert review.left == 2


def test_a_missed_card_gives_way_to_another_that_is_waiting(world: World) -> None:
    world.add(choices(2))
    review = world.review()
    asked = []
    for _ in range(6):
        assert isinstance(review.stage, Asking)
        asked.append(review.stage.presented.card.key)
        review.answer("wrong", world.now)
        review.proceed(world.now)
    assert all(one != other for one, other in pairwise(asked))


def test_a_session_that_finished_early_says_when_the_next_step_comes(world: World) -> None:
    world.settings = type(world.settings)(learning_steps=(timedelta(hours=2),))
    world.add(choices(1))
    review = world.review()
    review.answer("wrong", world.now)
    review.proceed(world.now)
    assert isinstance(review.stage, Finished)
    assert review.stage.next_step == round((world.now + timedelta(hours=2)).timestamp() * 1000)
    world.wait(hours=2)
    review.proceed(world.now)
    assert isinstance(review.stage, Asking)


PARTLY = """
  - {id: many, type: multi_choice, prompt: Which?, answers: [a, b], distractors: [c]}
"""


def test_a_partly_right_answer_is_again(world: World) -> None:
    world.add([PARTLY])
    review = world.review()
    review.answer(("a",), world.now)
    assert isinstance(review.stage, Answered)
    assert review.stage.grade.verdict is Verdict.PARTLY
    assert review.stage.rating is Rating.AGAIN


def test_a_card_that_another_window_missed_is_asked_when_its_new_step_ends(world: World) -> None:
    world.settings = type(world.settings)(learning_steps=(timedelta(hours=1),))
    world.add(choices(1))
    review = world.review()
    review.answer("wrong", world.now)
    review.proceed(world.now)
    there = World(world.folder, world.settings, world.now, decks=world.decks)
    there.wait(minutes=50)
    there.review().answer("wrong", there.now)
    world.wait(minutes=70)
    review.proceed(world.now)
    assert review.stage == Finished(there.progress.in_steps["test-deck/card-1"])
    world.wait(minutes=40)
    review.proceed(world.now)
    assert isinstance(review.stage, Asking)
