"""What comes in the next days."""

from quizapp.insight.forecast import forecast, next_due
from tests.study.conftest import MakeWorld, World
from tests.study.decks import choices
from tests.study.test_queue import answer_all


def week(world: World) -> list[int]:
    return forecast(world.decks, world.progress, world.settings, world.today)


def test_new_cards_come_as_the_limit_lets_them_in(make_world: MakeWorld) -> None:
    world = make_world(new_per_day=4)
    world.add(choices(11))
    assert week(world) == [4, 3, 0, 0, 0, 0, 0]


def test_reviews_come_on_their_day(make_world: MakeWorld) -> None:
    world = make_world(learning_steps=())
    world.add(choices(6))
    answer_all(world)
    expected = [0] * 7
    for day in world.progress.due_day.values():
        if 1 <= day - world.today <= 7:
            expected[day - world.today - 1] += 1
    assert sum(expected) > 0
    assert week(world) == expected


def test_the_next_due_day_is_the_first_with_cards(make_world: MakeWorld) -> None:
    world = make_world(new_per_day=2, learning_steps=())
    assert next_due(world.decks, world.progress, world.settings, world.today) is None
    world.add(choices(3))
    answer_all(world)
    found = next_due(world.decks, world.progress, world.settings, world.today)
    assert found == (world.today + 1, week(world)[0])
    world.settings = type(world.settings)(new_per_day=0)
    day, cards = next_due(world.decks, world.progress, world.settings, world.today) or (0, 0)
    assert day == min(world.progress.due_day.values())
    assert cards == list(world.progress.due_day.values()).count(day)


def test_a_backlog_after_a_break_comes_in_the_parts_it_is_spread_over(
    make_world: MakeWorld,
) -> None:
    world = make_world(learning_steps=(), new_per_day=60, catch_up_days=5)
    world.add(choices(52))
    answer_all(world)
    world.wait(days=90)
    _, today = world.counts()
    assert today.due == 20
    assert week(world) == [20, 12, 0, 0, 0, 0, 0]
    found = next_due(world.decks, world.progress, world.settings, world.today)
    assert found == (world.today + 1, 20)
