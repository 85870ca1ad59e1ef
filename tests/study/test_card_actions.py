"""Burying, suspending and flagging cards in a review, and taking it back."""

from datetime import timedelta

import pytest

from quizapp.core.day import Day
from quizapp.core.errors import NotSaved
from quizapp.core.settings import Settings
from quizapp.memory.fsrs import Rating
from quizapp.progress.progress import Progress
from quizapp.study.card_actions import CardAction
from quizapp.study.review import ReviewSession
from quizapp.study.selection import Practice, These
from quizapp.study.stages import Answered, Asking, Finished
from tests.study.conftest import World
from tests.study.decks import SIBLINGS, TYPED, choices

FIRST = "test-deck/card-1"


def asked(review: ReviewSession) -> str | None:
    """The card that is waiting for an answer."""
    return review.stage.presented.card.key if isinstance(review.stage, Asking) else None


def to_the_end(world: World, review: ReviewSession) -> set[str]:
    """Answer all right, a quarter of an hour apart; the cards that were asked."""
    keys = set()
    for _ in range(60):
        if isinstance(review.stage, Finished):
            return keys
        if key := asked(review):
            keys.add(key)
            review.answer("right", world.now)
        world.wait(minutes=15)
        review.proceed(world.now)
    raise AssertionError("the review does not end")


def test_a_buried_card_is_not_asked_today_and_is_there_tomorrow(world: World) -> None:
    world.add(choices(3))
    review = world.review()
    assert asked(review) == FIRST
    marked = review.change_card(CardAction.BURY, world.now)
    assert marked
    assert marked.presented.card.key == FIRST
    assert asked(review) != FIRST
    assert review.left == 2
    assert world.counts()[1].new == 2
    assert FIRST not in to_the_end(world, review)
    assert isinstance(world.review().stage, Finished)
    world.now = world.calendar.start(world.today) + timedelta(hours=23, minutes=59)
    assert asked(world.review()) is None
    world.wait(minutes=1)
    assert world.counts()[1].new == 1
    assert FIRST in to_the_end(world, world.review())


def test_a_suspended_card_is_never_asked_and_never_counted(world: World) -> None:
    world.add(choices(2))
    review = world.review()
    review.answer("wrong", world.now)
    review.change_card(CardAction.SUSPEND, world.now)
    assert asked(review) == "test-deck/card-2"
    for _ in range(4):
        assert world.counts()[1].learning == 0
        assert FIRST not in to_the_end(world, world.review())
        world.wait(days=30)
    world.progress.resume(FIRST, world.now)
    assert world.counts()[1].learning == 1


def test_a_flag_is_turned_over_and_the_card_stays(world: World) -> None:
    world.add(choices(2))
    review = world.review()
    review.change_card(CardAction.FLAG, world.now)
    assert asked(review) == FIRST
    assert world.progress.flags == {FIRST: 1}
    review.change_card(CardAction.FLAG, world.now)
    assert world.progress.flags == {}
    assert review.undo(world.now)
    assert world.progress.flags == {FIRST: 1}
    assert review.undo(world.now)
    assert world.progress.flags == {}
    assert review.undo(world.now) is None


@pytest.mark.parametrize("mark", [CardAction.BURY, CardAction.SUSPEND])
def test_undo_asks_the_card_again_that_was_set_aside(world: World, mark: CardAction) -> None:
    world.add(choices(3))
    review = world.review()
    review.change_card(mark, world.now)
    review.undo(world.now)
    assert asked(review) == FIRST
    assert review.left == 3
    assert world.counts()[1].new == 3
    assert not world.progress.suspended
    assert len(to_the_end(world, review)) == 3


def test_undo_leaves_a_card_buried_for_as_long_as_it_was_before(world: World) -> None:
    world.add(choices(1))
    world.progress.bury(FIRST, Day(world.today + 9), world.now)
    review = world.review(These((FIRST,)))
    review.change_card(CardAction.BURY, world.now)
    assert world.progress.buried == {FIRST: world.today + 1}
    review.undo(world.now)
    assert world.progress.buried == {FIRST: world.today + 9}


@pytest.mark.parametrize("mark", [CardAction.BURY, CardAction.SUSPEND])
def test_undo_of_a_mark_on_an_answered_card_does_not_ask_it_twice(
    world: World, mark: CardAction
) -> None:
    world.settings = Settings(learning_steps=())
    world.add(choices(2))
    review = world.review()
    review.answer("right", world.now)
    review.change_card(mark, world.now)
    second = asked(review)
    review.undo(world.now)
    assert asked(review) == second
    assert review.left == 1
    assert FIRST not in to_the_end(world, review)
    assert world.progress.cards[FIRST].reps == 1


@pytest.mark.parametrize("mark", [CardAction.BURY, CardAction.SUSPEND])
def test_a_missed_card_that_was_set_aside_comes_back_after_undo(
    world: World, mark: CardAction
) -> None:
    world.add(choices(1))
    review = world.review()
    review.answer("wrong", world.now)
    review.change_card(mark, world.now)
    assert review.stage == Finished(None)
    review.undo(world.now)
    assert isinstance(review.stage, Finished)
    assert review.stage.next_step == world.progress.in_steps[FIRST]
    assert to_the_end(world, review) == set()
    review.proceed(world.now)
    assert to_the_end(world, review) == {FIRST}


@pytest.mark.parametrize("missed", [True, False])
def test_only_a_missed_card_comes_back_in_practice_when_its_mark_is_undone(
    world: World, missed: bool
) -> None:
    world.add(choices(2))
    review = world.review(Practice((FIRST, "test-deck/card-2")))
    key = asked(review)
    review.answer("wrong" if missed else "right", world.now)
    review.change_card(CardAction.BURY, world.now)
    assert review.left == 1
    review.undo(world.now)
    assert review.left == 1 + missed
    assert (key in to_the_end(world, review)) is missed


def test_i_was_right_does_not_bring_a_suspended_card_back(world: World) -> None:
    world.add([TYPED.format(id="one"), *choices(1)])
    review = world.review()
    review.answer("Kirgisien", world.now)
    review.change_card(CardAction.SUSPEND, world.now)
    review.overrule(Rating.GOOD, world.now)
    assert review.left == 1
    world.wait(minutes=15)
    assert to_the_end(world, review) == {FIRST}
    assert world.progress.cards["test-deck/one"].step == 1
    while review.undo(world.now):
        pass
    assert not world.progress.suspended
    assert not world.progress.cards


def test_a_card_in_steps_that_another_window_had_is_not_asked_again(world: World) -> None:
    world.add(choices(4))
    review = world.review()
    for _ in range(4):
        review.answer("wrong", world.now)
        review.proceed(world.now)
    there = World(world.folder, now=world.now, decks=world.decks)
    there.wait(minutes=1)
    other = there.review()
    other.change_card(CardAction.BURY, there.now)
    other.change_card(CardAction.SUSPEND, there.now)
    assert len(to_the_end(there, other)) == 2
    world.now = there.now
    review.answer("right", world.now)  # it is on the screen already
    review.proceed(world.now)
    assert to_the_end(world, review) == set()


@pytest.mark.parametrize("mark", CardAction)
def test_a_mark_that_cannot_be_saved_changes_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch, mark: CardAction
) -> None:
    world.add(choices(2))
    review = world.review()
    before = review.stage

    def full(*_: object) -> None:
        raise NotSaved("the disk is full")

    monkeypatch.setattr(Progress, "_save", full)
    with pytest.raises(NotSaved):
        review.change_card(mark, world.now)
    assert review.stage is before
    assert review.left == 2
    monkeypatch.undo()
    review.change_card(mark, world.now)
    after = review.stage
    monkeypatch.setattr(Progress, "_save", full)
    with pytest.raises(NotSaved):
        review.undo(world.now)
    assert review.stage is after
    monkeypatch.undo()
    assert review.undo(world.now)
    assert asked(review) == FIRST


def test_a_mark_is_about_the_card_on_the_screen_also_after_its_answer(world: World) -> None:
    world.add(choices(2))
    review = world.review()
    review.answer("right", world.now)
    review.change_card(CardAction.FLAG, world.now)
    assert isinstance(review.stage, Answered)
    assert world.progress.flags == {FIRST: 1}
    review.undo(world.now)
    assert isinstance(review.stage, Answered)
    review.undo(world.now)
    assert asked(review) == FIRST


def test_when_all_is_done_there_is_nothing_to_mark(world: World) -> None:
    world.add(choices(1))
    review = world.review()
    review.change_card(CardAction.SUSPEND, world.now)
    assert review.change_card(CardAction.SUSPEND, world.now) is None


def test_a_buried_sibling_gives_way_to_another(world: World) -> None:
    world.add([SIBLINGS.format(id="one")])
    world.settings = Settings(learning_steps=())
    review = world.review()
    assert review.left == 1
    review.change_card(CardAction.BURY, world.now)
    assert asked(world.review()) == "test-deck/one#c2"
