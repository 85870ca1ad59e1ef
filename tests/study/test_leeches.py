"""Cards that are forgotten again and again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.settings import Settings
from quizapp.memory.fsrs import Rating
from quizapp.progress.progress import Progress
from quizapp.progress.state import CardState
from quizapp.scheduling.scheduler import leeches, new_leech_lapses
from quizapp.study.actions import ReviewAction
from quizapp.study.card_actions import CardAction
from quizapp.study.review import ReviewSession
from quizapp.study.stages import Answered, Asking, Finished, Leech
from tests.progress.samples import answer
from tests.study.conftest import MakeWorld, World
from tests.study.decks import FLASHCARD, TYPED, choices


def lapsed(number: int) -> CardState:
    return CardState(1.0, 5.0, "review", 0, 0, 9, number, 0, 0)


@given(st.integers(1, 99), st.integers(1, 300))
def test_a_leech_is_offered_at_so_many_lapses_and_then_at_every_half_of_that(
    most: int, number: int
) -> None:
    half = (most + 1) // 2
    expected = number in range(most, 400, half)
    assert new_leech_lapses(lapsed(number - 1), lapsed(number), most) == (number if expected else 0)


@given(st.integers(0, 99), st.integers(0, 99))
def test_a_card_that_did_not_lapse_is_not_offered(most: int, number: int) -> None:
    assert new_leech_lapses(lapsed(number), lapsed(number), most) == 0
    assert new_leech_lapses(None, None, most) == 0
    assert new_leech_lapses(lapsed(number), lapsed(number + 1), 0) == 0


def test_leeches_are_those_that_lapsed_so_often_whatever_was_read_and_what_was_answered_since(
    make_world: MakeWorld,
) -> None:
    world = make_world()
    world.add(choices(3))
    one, two, three = world.decks[0].keys
    for key in (one, one, one, two, two, three):
        world.progress.record(answer(key, world.today - 9), world.now)
        world.progress.record(answer(key, world.today - 2, 1), world.now)
    assert leeches(world.progress, 2) == {one: 3, two: 2}
    world.progress.close()
    again = Progress.open(world.folder / "home", world.model)
    assert leeches(again, 2) == {one: 3, two: 2}
    lapse = again.record(answer(three, world.today, 1), world.now)
    again.record(answer(two, world.today, 1), world.now)
    assert leeches(again, 2) == {one: 3, two: 3, three: 2}
    again.undo(lapse.id, world.now)
    assert leeches(again, 2) == {one: 3, two: 3}
    assert leeches(again, 0) == {}


def lapse(world: World, reply: str = "wrong") -> ReviewSession:
    """Learn the one card until it is in review, forget it on its day."""
    while True:
        review = world.review()
        presented = review.presented
        if presented is None:
            world.wait(minutes=10)
            continue
        state = world.progress.cards.get(presented.card.key)
        if state and state.phase == "review":
            review.answer(reply, world.now)
            return review
        review.answer(presented.card.question.solution(presented.card.variant), world.now)
        world.wait(days=1)


def test_a_leech_is_offered_after_just_so_many_lapses(make_world: MakeWorld) -> None:
    world = make_world(leech_lapses=4)
    world.add(choices(1))
    offered = []
    for number in range(1, 11):
        review = lapse(world)
        assert isinstance(review.stage, Answered)
        review.proceed(world.now)
        if isinstance(review.stage, Leech):
            assert review.stage.lapses == number
            offered.append(number)
            review.proceed(world.now)
            assert isinstance(review.stage, Leech)
            review.keep(world.now)
        assert not isinstance(review.stage, Leech)
    assert offered == [4, 6, 8, 10]


def leech(world: World, cards: list[str], reply: str = "wrong") -> ReviewSession:
    world.settings = Settings(leech_lapses=1)
    world.add(cards)
    review = lapse(world, reply)
    review.proceed(world.now)
    assert isinstance(review.stage, Leech)
    return review


def test_a_leech_can_be_suspended_on_the_spot_and_back(world: World) -> None:
    review = leech(world, choices(1))
    review.change_card(CardAction.SUSPEND, world.now)
    assert review.stage == Finished(None)
    assert world.counts()[1].total == 0
    review.undo(world.now)
    assert world.counts()[1].learning == 1
    assert review.left == 1


def test_undo_of_the_lapse_asks_the_leech_again(world: World) -> None:
    review = leech(world, choices(1))
    review.undo(world.now)
    assert isinstance(review.stage, Asking)
    assert world.progress.cards["test-deck/card-1"].lapses == 0
    review.answer("wrong", world.now)
    review.proceed(world.now)
    assert isinstance(review.stage, Leech)


def test_who_was_right_after_all_has_no_leech(world: World) -> None:
    review = leech(world, [TYPED.format(id="one")], "Kirgisien")
    assert review.can(ReviewAction.OVERRULE)
    review.overrule(Rating.GOOD, world.now)
    assert isinstance(review.stage, Finished)
    assert world.progress.cards["test-deck/one"].lapses == 0


def test_an_overruled_lapse_is_not_offered_when_going_on(world: World) -> None:
    world.settings = Settings(leech_lapses=1)
    world.add([TYPED.format(id="one")])
    review = lapse(world, "Kirgisien")
    review.overrule(Rating.GOOD, world.now)
    review.proceed(world.now)
    assert isinstance(review.stage, Finished)


def test_a_flashcard_is_a_leech_as_well(make_world: MakeWorld) -> None:
    world = make_world(leech_lapses=1, learning_steps=())
    world.add([FLASHCARD.format(id="one")])
    for rating in (Rating.GOOD, Rating.AGAIN):
        review = world.review()
        review.reveal(world.now)
        review.rate(rating, world.now)
        world.wait(days=30)
    assert isinstance(review.stage, Leech)


@pytest.mark.parametrize("keep", [True, False])
def test_a_kept_leech_is_asked_in_its_step(world: World, keep: bool) -> None:
    review = leech(world, choices(1))
    assert review.left == 1
    if keep:
        review.keep(world.now)
        assert isinstance(review.stage, Asking)
    else:
        review.change_card(CardAction.BURY, world.now)
        assert isinstance(review.stage, Finished)
