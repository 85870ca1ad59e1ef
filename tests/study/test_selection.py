"""Which cards a sitting asks: some minutes of what is due, or just these."""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.core.settings import Settings
from quizapp.memory.fsrs import Rating
from quizapp.scheduling.today import Due
from quizapp.study.profile import Profile
from quizapp.study.queue import Queue
from quizapp.study.review import ReviewSession
from quizapp.study.selection import DUE_TODAY, Among, Minutes, Selection, These
from quizapp.study.stages import Asking, Finished
from tests.study.conftest import MakeWorld, World
from tests.study.decks import SIBLINGS, choices, deck

pytestmark = pytest.mark.day


def waiting(world: World, selection: Selection) -> list[str]:
    queue = Queue.of(selection, world.decks, world.queue_day())
    return [*queue._main, *(key for _, key in sorted(queue._learning))]


def various(world: World) -> None:
    """40 cards, of which 3 are due, 1 is in a step, 6 are not due, 1 is away, the rest are new."""
    world.add([*choices(39), SIBLINGS.format(id="many")])
    keys = world.decks[0].keys
    for key in keys[:10]:
        answer(world, key, Rating.EASY)
    world.wait(days=max(world.progress.cards[key].due for key in keys[:10]) - world.today)
    for key in keys[4:10]:
        answer(world, key, Rating.EASY)
    world.wait(minutes=1)
    answer(world, keys[10], Rating.AGAIN)
    world.progress.suspend(keys[0], world.now)


def answer(world: World, key: str, rating: Rating) -> None:
    sitting = world.review(These((key,))).recorder
    saved, _ = sitting.answer(key, rating, None, 1000, world.now)
    world.progress.record(saved, world.now)


@settings(max_examples=20, deadline=None)
@given(st.floats(0, 20), st.integers(0, 25), st.integers(0, 5))
def test_some_minutes_ask_only_what_is_due_or_in_steps_or_new_within_the_limit(
    minutes: float, new: int, reviews: int
) -> None:
    with TemporaryDirectory() as folder:
        world = World(Path(folder))
        various(world)
        world.settings = Settings(new_per_day=new, reviews_per_day=reviews)
        keys, today = world.decks[0].keys, world.queue_day()
        found = waiting(world, Minutes(minutes))
        fresh = [key for key in found if key not in world.progress.cards]
        assert len(found) == len(set(found))
        assert set(found) <= {*keys[1:4], keys[10], *fresh}
        assert len(fresh) <= max(0, new - world.progress.tally(world.today).new)
        assert all(today.is_allowed(key) for key in found)
        assert bool(found)


def test_enough_minutes_ask_all_that_is_due_also_beyond_the_limit(world: World) -> None:
    various(world)
    world.settings = Settings(new_per_day=3, reviews_per_day=0)
    keys = world.decks[0].keys
    found = waiting(world, Minutes(1000))
    assert set(found) == {*keys[1:4], keys[10], *keys[11:13]}


def test_fewer_minutes_ask_fewer_cards(world: World) -> None:
    various(world)
    few, more = (waiting(world, Minutes(minutes)) for minutes in (1, 3))
    assert 1 <= len(few) < len(more)


def test_the_time_of_a_sitting_of_minutes_runs_out(home: Path) -> None:
    deck(home / "decks", choices(30))
    profile = Profile.open()
    now = profile.clock()
    profile.clock = lambda: now
    found = [profile.library.deck("test-deck")]
    review = ReviewSession.begin(found, profile.today(), Minutes(2))
    assert 0 < review.left < 20
    assert not review.time_is_over(now + timedelta(seconds=119))
    assert review.time_is_over(now + timedelta(minutes=2))
    assert not ReviewSession.begin(found, profile.today()).time_is_over(now + timedelta(days=9))


def test_just_these_are_asked_in_their_order_also_before_they_are_due(world: World) -> None:
    various(world)
    keys = world.decks[0].keys
    wanted = (keys[9], keys[30], keys[2], keys[5])
    before = {key: world.progress.cards.get(key) for key in wanted}
    review = world.review(These(wanted))
    asked = []
    while isinstance(review.stage, Asking):
        asked.append(review.stage.presented.card.key)
        review.answer("right", world.now)
        review.proceed(world.now)
        if len(asked) == 4:
            break
    assert tuple(asked) == wanted
    assert all(world.progress.cards[key] != before[key] for key in wanted)
    assert not review.is_practice


def test_a_missed_one_of_these_comes_back_in_its_step(world: World) -> None:
    various(world)
    wanted = world.decks[0].keys[5]
    review = world.review(These((wanted,)))
    review.answer("wrong", world.now)
    review.proceed(world.now)
    assert isinstance(review.stage, Asking)
    assert review.stage.presented.card.key == wanted
    review.answer("right", world.now)
    review.proceed(world.now)
    assert isinstance(review.stage, Finished)


def test_one_of_these_that_is_in_its_steps_is_asked_when_its_step_ends_soon(world: World) -> None:
    various(world)
    keys = world.decks[0].keys
    review = world.review(These((keys[10], keys[2])))
    assert isinstance(review.stage, Asking)
    assert review.stage.presented.card.key == keys[2]
    review.answer("right", world.now)
    review.proceed(world.now)
    assert isinstance(review.stage, Asking)
    assert review.stage.presented.card.key == keys[10]


def test_minutes_can_be_had_by_a_learner_whose_answers_took_no_time(world: World) -> None:
    world.settings = Settings(learning_steps=(), new_per_day=100)
    world.add(choices(30))
    review = world.review()
    while isinstance(review.stage, Asking):
        review.answer("right", world.now)
        review.proceed(world.now)
    world.wait(days=12)
    assert len(world.review(Minutes(1)).queue) > 1


def test_among_asks_what_is_due_today_among_its_cards_and_nothing_else(
    make_world: MakeWorld,
) -> None:
    world = make_world(new_per_day=99)
    various(world)
    all_due = waiting(world, DUE_TODAY)
    some = (*world.decks[0].keys[1::2], "gone/card")
    found = waiting(world, Among("mine", some))
    assert sorted(found) == sorted(set(all_due) & set(some))
    there = world.queue_day().waiting(world.decks, frozenset(some))
    assert there.total == len(found)
    assert all(world.queue_day().waiting(world.decks, frozenset(world.decks[0].keys)))


def test_among_keeps_to_the_limits_of_the_day(make_world: MakeWorld) -> None:
    world = make_world(new_per_day=2)
    keys = world.add(choices(9)).keys
    assert waiting(world, Among("mine", keys[5:8])) == list(keys[5:7])
    assert world.queue_day().waiting(world.decks, frozenset(keys[5:8])) == Due(new=3)
