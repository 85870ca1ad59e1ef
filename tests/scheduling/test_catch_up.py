"""After a break: the backlog is spread over some days, the most endangered cards first."""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.core.day import Day
from quizapp.core.settings import Settings
from quizapp.memory.fsrs import Memory
from quizapp.progress.events import Answer
from quizapp.scheduling.catch_up import BREAK, SMALL, CatchUp, returned
from quizapp.study.stages import Asking, Finished
from tests.study.conftest import World
from tests.study.decks import choices

AWAY = 10


def back(world: World, overdue: int, today: int = 0, away: int = AWAY, decks: int = 1) -> None:
    """A learner who comes back today: cards that fell due while they were away, or do today."""
    for at in range(decks):
        world.add(choices((overdue + today + at) // decks), f"deck-{at}")
    last = Day(world.today - away - 1)
    keys = [key for one in world.decks for key in one.keys]
    for at, key in enumerate(keys):
        due = last + 1 + at % away if at < overdue else world.today
        world.progress.record(Answer(key, last, 3, "review", 0, due), world.now)


def do_day(world: World, most: int = 1000) -> list[str]:
    """Answer `most` cards of what is offered, all right, and go on to the next day."""
    review = world.review()
    asked: list[str] = []
    while isinstance(review.stage, Asking) and len(asked) < most:
        asked.append(review.stage.presented.card.key)
        review.answer("right", world.now)
        review.proceed(world.now)
    assert len(asked) == most or isinstance(review.stage, Finished)
    world.wait(days=1)
    return asked


def overdue(world: World) -> int:
    return sum(day < world.today for day in world.progress.due_day.values())


def part(backlog: int, days_left: int) -> int:
    """An equal part for each day, but not just a few cards."""
    return min(backlog, max(SMALL, ceil(backlog / days_left)))


SPREAD = 5


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(st.integers(SMALL + 1, 130), st.integers(0, 15), st.integers(1, 3), st.integers(2, 9))
def test_who_does_what_is_offered_has_caught_up_by_the_last_day(
    backlog: int, due_today: int, decks: int, spread: int
) -> None:
    with TemporaryDirectory() as folder:
        world = World(Path(folder), Settings(catch_up_days=spread))
        back(world, backlog, due_today, decks=decks)
        for days_left in range(spread, 0, -1):
            before, offered = overdue(world), world.counts()[1].due
            fell_due = sum(day == world.today for day in world.progress.due_day.values())
            asked = do_day(world)
            assert len(asked) == offered
            assert offered - fell_due == part(before, days_left)
        assert overdue(world) == 0


LATER_DAYS = st.lists(st.sampled_from([0, 3, 1000]), min_size=SPREAD - 1, max_size=SPREAD - 1)


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(LATER_DAYS.filter(lambda days: any(days[:BREAK])))
def test_who_leaves_some_days_out_is_offered_all_the_rest_on_the_last(later: list[int]) -> None:
    with TemporaryDirectory() as folder:
        world = World(Path(folder), Settings(catch_up_days=SPREAD))
        back(world, 80)
        assert len(do_day(world, 3)) == 3
        for days_left, most in zip(range(SPREAD - 1, 0, -1), later, strict=True):
            due = sum(day <= world.today for day in world.progress.due_day.values())
            offered = world.counts()[1].due
            fell_due = due - overdue(world)
            assert offered - fell_due == part(overdue(world), days_left)
            do_day(world, min(most, offered))


@pytest.mark.slow
def test_the_share_of_a_day_stays_the_same_while_it_is_done(world: World) -> None:
    back(world, 210, 14)
    for done in range(30 + 14):
        assert world.counts()[1].due == 30 + 14 - done
        world.review().answer("right", world.now)
    assert isinstance(world.review().stage, Finished)


def test_the_limit_on_reviews_holds_as_well(world: World) -> None:
    world.settings = Settings(catch_up_days=2, reviews_per_day=30)
    back(world, 100)
    assert len(do_day(world)) == 30
    assert len(do_day(world)) == 30


@pytest.mark.parametrize("away", [0, 1, BREAK - 1])
def test_without_a_break_nothing_is_spread(world: World, away: int) -> None:
    back(world, 60 if away else 0, 60, away=max(1, away))
    if not away:
        world.progress.record(
            Answer(world.decks[0].keys[0], Day(world.today - 1), 3, "review", 0, world.today),
            world.now,
        )
    assert world.queue_day().catch_up is None
    assert world.counts()[1].due == len(world.progress.cards)


def test_on_one_day_all_is_asked_at_once(world: World) -> None:
    world.settings = Settings(catch_up_days=1)
    back(world, 60)
    assert world.counts()[1].due == 60


def test_a_few_overdue_cards_are_no_backlog(world: World) -> None:
    back(world, SMALL, 30)
    assert world.queue_day().catch_up is None
    assert world.counts()[1].due == SMALL + 30


def test_a_break_and_its_backlog_are_told(world: World) -> None:
    back(world, 70, 5)
    assert world.queue_day().catch_up == CatchUp(AWAY, 7, backlog=70, due_today=5)
    do_day(world)
    found = world.queue_day().catch_up
    assert found == CatchUp(AWAY, 6, backlog=50, due_today=found.due_today if found else 0)


@pytest.mark.parametrize("decks", [1, 2])
def test_the_most_endangered_cards_come_first(world: World, decks: int) -> None:
    for at in range(decks):
        world.add(choices(60 // decks), f"deck-{at}")
    keys = [key for one in world.decks for key in one.keys]
    last = Day(world.today - AWAY - 1)
    for at, key in enumerate(keys):
        for day in [last - 40 - at % 7, *([last] if at % 3 else [])]:
            world.progress.record(
                Answer(key, Day(day), 1 + at % 4, "review", 0, last + 5), world.now
            )
    assert world.queue_day().catch_up

    def recall(key: str) -> float:
        state = world.progress.cards[key]
        memory = Memory(state.stability, state.difficulty)
        return world.model.retrievability(memory, world.today - state.last)

    recalls = {key: recall(key) for key in keys}
    asked = do_day(world)
    assert len(asked) == SMALL
    assert [recalls[key] for key in asked] == sorted(recalls.values())[:SMALL]


def test_a_break_is_over_after_as_many_days_as_it_was_spread_over() -> None:
    days = [Day(day) for day in (1, 11, 12, 13, 14, 15)]
    assert returned(days, Day(15), spread=5) == CatchUp(9, days_left=1)
    assert returned(days, Day(15), spread=4) is None


DAYS = st.lists(st.integers(0, 60), max_size=20)


@given(DAYS, st.integers(1, 30))
def test_a_break_is_seen_for_as_many_days_as_it_is_spread_over(
    days: Sequence[int], spread: int
) -> None:
    today = Day(50)
    found = returned([Day(day) for day in days], today, spread)
    known = sorted({*days, today})
    backs = [
        (day, day - before - 1)
        for before, day in pairwise(known)
        if day - before - 1 >= BREAK and today - spread < day <= today
    ]
    if spread == 1 or not backs:
        assert found is None
    else:
        day, away = backs[-1]
        assert found == CatchUp(away, days_left=spread - (today - day))
        assert found.days_left >= 1


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 200), st.integers(1, 30))
def test_a_share_is_never_more_than_there_is(
    backlog: int, due_today: int, done: int, days_left: int
) -> None:
    found = CatchUp(9, days_left).with_cards(backlog, due_today, done)
    if found is None:
        assert backlog + done <= SMALL
        return
    assert found.share >= 0
    assert due_today <= found.left <= due_today + backlog
    if days_left == 1:
        assert found.left == due_today + backlog
