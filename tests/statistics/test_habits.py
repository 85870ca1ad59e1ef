"""Figures of what a learner has done."""

import pytest

from quizapp.scheduling.minutes import FIRST_GUESS, seconds_for_answer
from quizapp.statistics.habits import known, streak
from tests.study.conftest import MakeWorld, World
from tests.study.decks import choices
from tests.study.test_queue import answer_all


def test_days_in_a_row_count_up_to_yesterday_while_today_is_open(make_world: MakeWorld) -> None:
    world = make_world(new_per_day=1, learning_steps=())
    world.add(choices(9))
    assert streak(world.progress, world.today) == 0
    for _ in range(3):
        answer_all(world)
        world.wait(days=1)
    assert streak(world.progress, world.today) == 3
    world.wait(days=1)
    assert streak(world.progress, world.today) == 0


def test_the_pace_is_a_guess_until_there_are_answers(make_world: MakeWorld) -> None:
    world = make_world(new_per_day=99, learning_steps=())
    world.add(choices(30))
    assert seconds_for_answer(world.progress, world.today) == FIRST_GUESS
    review = world.review()
    for _ in range(30):
        world.wait(seconds=4)
        review.answer("right", world.now)
        review.proceed(world.now)
    assert seconds_for_answer(world.progress, world.today) == pytest.approx(4)


def test_known_is_the_share_that_would_be_recalled(world: World) -> None:
    deck = world.add(choices(4))
    assert known(deck, world.progress, world.model, world.today) == 0
    review = world.review()
    review.answer("right", world.now)
    assert known(deck, world.progress, world.model, world.today) == 0  # it is still being learned
    world.wait(minutes=11)
    review.proceed(world.now)
    review.answer("right", world.now)
    assert known(deck, world.progress, world.model, world.today) == pytest.approx(0.25)
    world.wait(days=30)
    assert 0 < known(deck, world.progress, world.model, world.today) < 0.25
