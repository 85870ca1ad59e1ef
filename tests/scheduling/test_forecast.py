"""What comes in the next days."""

import shutil
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from statistics import mean

import pytest
from hypothesis import given, settings

from quizapp.core.day import Day
from quizapp.core.folders import shipped_decks
from quizapp.core.settings import Settings
from quizapp.deck.library import Library
from quizapp.memory.fsrs import Memory, MemoryModel
from quizapp.progress.events import Answer
from quizapp.progress.progress import Progress
from quizapp.scheduling.context import StudyContext
from quizapp.scheduling.day_load import DayLoad, next_coming
from quizapp.scheduling.forecast import forecast, forecast_to_next
from quizapp.scheduling.plan import plan
from quizapp.scheduling.today import Today
from tests.bench.ready import CALENDAR, PACE, Simulated
from tests.bench.ready import Case as Bench
from tests.progress.samples import NOON
from tests.scheduling.plans import MODEL, Case, cases
from tests.scheduling.test_catch_up import back
from tests.study.conftest import MakeWorld, World
from tests.study.decks import SIBLINGS, choices, deck
from tests.study.test_queue import answer_all


def week(world: World) -> list[int]:
    """The cards of the seven days after today."""
    return [one.cards for one in coming(world)[1:]]


def coming(world: World) -> tuple[DayLoad, ...]:
    return forecast(world.queue_day())


def test_new_cards_come_as_the_limit_lets_them_in_and_come_back(make_world: MakeWorld) -> None:
    world = make_world(new_per_day=4)
    world.add(choices(11))
    found = coming(world)
    assert [one.new for one in found] == [4, 4, 3, 0, 0, 0, 0, 0]
    assert [one.day - world.today for one in found] == list(range(8))
    assert not found[0].reviews
    assert not found[1].reviews
    assert sum(one.reviews for one in found) >= 11  # all of them come back within the week


def test_siblings_that_are_new_come_on_different_days(make_world: MakeWorld) -> None:
    world = make_world()
    world.add([SIBLINGS.format(id="trio")])
    assert [one.new for one in coming(world)][:4] == [1, 1, 1, 0]


def test_a_deck_that_narrows_its_day_is_reckoned_with(make_world: MakeWorld) -> None:
    world = make_world(new_per_day=5)
    world.add(choices(9), "narrow", "limits: {new_per_day: 1}")
    world.add(choices(6), "wide")
    assert [one.new for one in coming(world)] == [5, 3, 1, 1, 1, 1, 1, 1]


def test_reviews_come_on_their_day(make_world: MakeWorld) -> None:
    world = make_world(learning_steps=())
    world.add(choices(6))
    answer_all(world)
    soonest = min(world.progress.due_day.values())
    found = {one.day: one.cards for one in coming(world)}
    assert found[soonest] == list(world.progress.due_day.values()).count(soonest) > 0
    assert not any(cards for day, cards in found.items() if day < soonest)


def test_cards_that_are_set_aside_do_not_come(make_world: MakeWorld) -> None:
    world = make_world(learning_steps=())
    world.add(choices(3))
    answer_all(world)
    suspended, buried, other = world.progress.due_day
    world.progress.suspend(suspended, world.now)
    due = max(world.progress.due_day[buried], world.progress.due_day[other])
    world.progress.bury(buried, Day(due + 1), world.now)
    found = {one.day: one.cards for one in coming(world)}
    assert sum(cards for day, cards in found.items() if day <= due) == 1
    assert found[Day(due + 1)] >= 1


def test_the_next_day_is_the_first_with_cards(make_world: MakeWorld) -> None:
    world = make_world(new_per_day=2, learning_steps=())
    assert next_coming(forecast_to_next(world.queue_day())) is None
    world.add(choices(3))
    answer_all(world)
    found = next_coming(forecast_to_next(world.queue_day()))
    assert found
    assert (found.day, found.cards) == (world.today + 1, 1)


def test_the_next_day_may_be_far_away(make_world: MakeWorld) -> None:
    world = make_world()
    world.add(choices(2))
    for key, ahead in zip(world.decks[0].keys, (40, 43), strict=True):
        world.progress.record(
            Answer(key, world.today, 3, "review", 0, world.today + ahead), world.now
        )
    found = next_coming(forecast_to_next(world.queue_day()))
    assert found
    assert (found.day, found.cards) == (world.today + 40, 1)


def test_the_next_day_may_be_one_of_a_long_step(make_world: MakeWorld) -> None:
    world = make_world(learning_steps=(timedelta(days=10), timedelta(days=10)))
    world.add(choices(1))
    answer_all(world)
    found = next_coming(forecast_to_next(world.queue_day()))
    assert found
    assert (found.day, found.cards) == (world.today + 10, 1)


def test_new_cards_wait_for_a_day_on_which_no_sibling_is_due(make_world: MakeWorld) -> None:
    world = make_world(learning_steps=())
    world.add([SIBLINGS.format(id="trio")])
    answer_all(world)
    due = world.progress.due_day["test-deck/trio#c1"]
    assert all(one.new == 0 or one.day != due for one in forecast(world.queue_day()))


def test_a_backlog_after_a_break_comes_in_the_parts_it_is_spread_over(
    make_world: MakeWorld,
) -> None:
    world = make_world(new_per_day=0, catch_up_days=5)
    back(world, overdue=52, away=90)
    found = coming(world)
    assert [one.cards for one in found][:2] == [20, 20]
    assert found[2].cards >= 12  # the rest, and what was forgotten on the first day
    assert world.counts()[1].due == 20


def test_what_the_limit_holds_back_of_a_backlog_comes_on_the_days_after(
    make_world: MakeWorld,
) -> None:
    world = make_world(new_per_day=0, catch_up_days=1, reviews_per_day=100)
    back(world, overdue=164)
    assert world.counts()[1].due == 100
    assert [one.cards for one in coming(world)][:2] == [100, 64]


def test_a_backlog_that_the_limits_hardly_let_in_stays_to_the_end_of_the_week(
    make_world: MakeWorld,
) -> None:
    world = make_world(new_per_day=0, catch_up_days=7, reviews_per_day=15)
    back(world, overdue=200)
    assert [one.cards for one in coming(world)] == [15] * 8


def test_where_very_many_are_due_some_stand_for_all_and_the_days_are_much_the_same(
    make_world: MakeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = make_world(new_per_day=3, reviews_per_day=150, catch_up_days=5)
    back(world, overdue=400, today=90, decks=2)
    world.add([*choices(8), SIBLINGS.format(id="trio")], "new", "limits: {new_per_day: 1}")
    for at, key in enumerate(world.decks[0].keys):
        day = world.today - 30 - at % 11
        state = world.progress.cards[key]
        if at % 3:
            again = Answer(key, Day(day), 1 + at % 4, "review", 0, Day(state.due))
            world.progress.record(again, world.now)
    each = coming(world)
    monkeypatch.setattr("quizapp.scheduling.initial_state.MANY", 100)
    monkeypatch.setattr("quizapp.scheduling.initial_state.SAMPLE", 50)
    some = coming(world)
    assert some != each
    assert (some[0].new, some[0].reviews) == (each[0].new, each[0].reviews)
    assert [one.new for one in some] == [one.new for one in each]
    for one, other in zip(some, each, strict=True):
        assert one.reviews == pytest.approx(other.reviews, rel=0.08, abs=2)
        assert one.minutes == pytest.approx(other.minutes, rel=0.08, abs=0.5)


def test_what_is_left_of_today_is_what_is_asked(make_world: MakeWorld) -> None:
    world = make_world(new_per_day=7, reviews_per_day=30)
    back(world, overdue=45, today=5)
    world.add(choices(12), "new")
    for done in range(4):
        today, total = coming(world)[0], world.counts()[1]
        assert (today.new, today.reviews) == (total.new, total.learning + total.due)
        review = world.review()
        review.answer("right" if done % 2 else "wrong", world.now)


def test_a_plan_that_has_time_asks_what_is_due_as_on_any_other_day(make_world: MakeWorld) -> None:
    world = make_world(new_per_day=0, catch_up_days=4, reviews_per_day=60)
    back(world, overdue=150, today=12)
    later = plan(world.decks, world.queue_day(), Day(world.today + 60))
    for planned, expected in zip(later.days, coming(world), strict=False):
        assert planned.reviews == pytest.approx(expected.reviews, abs=0.5)
        assert planned.minutes == pytest.approx(expected.minutes, abs=0.2)


def test_a_plan_for_a_near_day_spreads_a_backlog_no_further(make_world: MakeWorld) -> None:
    world = make_world(new_per_day=0, catch_up_days=7)
    back(world, overdue=140)
    near = plan(world.decks, world.queue_day(), Day(world.today + 2))
    assert near.days[0].cards == 70
    assert near.put_off == pytest.approx(0)


@dataclass(frozen=True)
class Way:
    """How a learner came to where the forecast begins."""

    cards: int
    settings: Settings
    before: int = 0
    """Days of ordinary study, and then a break of `pause` days."""
    pause: int = 0


NEW = Way(160, Settings(new_per_day=12))
USED_TO_IT = Way(260, Settings(new_per_day=8), before=20)
BACK = Way(160, Settings(new_per_day=8, reviews_per_day=25), before=18, pause=30)
ALL_AT_ONCE = Way(
    160, Settings(new_per_day=8, reviews_per_day=24, catch_up_days=1), before=18, pause=30
)
LEARNERS = range(8)


@pytest.mark.slow
@pytest.mark.parametrize("way", [NEW, USED_TO_IT, BACK, ALL_AT_ONCE])
def test_learners_who_answer_as_the_model_expects_have_the_week_that_was_forecast(
    way: Way, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.fsync", lambda _: None)
    case = Bench("", way.cards, 7, way.settings)
    begun = tmp_path / "begun"
    deck(begun, choices(way.cards))

    def profile(folder: Path, seed: object) -> Simulated:
        progress = Progress.open(folder / "home", MemoryModel())
        only = deck(folder, choices(way.cards))
        return Simulated(case, only, progress, Random(f"{seed}"))

    first = profile(begun, "begun")
    for _ in range(way.before):
        first.study(first.ordinary())
    first.progress.close()
    now = first.now + timedelta(days=way.pause)

    weeks: list[list[tuple[int, int]]] = []
    for seed in LEARNERS:
        shutil.copytree(begun, tmp_path / str(seed))
        one = profile(tmp_path / str(seed), seed)
        one.now = now
        one.memories = {
            key: (Memory(state.stability, state.difficulty), state.last)
            for key, state in one.progress.cards.items()
        }
        expected = forecast(one.work())
        weeks.append([_day(one) for _ in expected])
        one.progress.close()

    for at, load in enumerate(expected):
        cards, answers = (mean(days[at][figure] for days in weeks) for figure in (0, 1))
        assert load.new + load.reviews == pytest.approx(cards, rel=0.15, abs=2)
        assert load.minutes * 60 / PACE == pytest.approx(answers, rel=0.15, abs=2.5)
    whole = sum(load.new + load.reviews for load in expected)
    assert whole == pytest.approx(mean(sum(cards for cards, _ in days) for days in weeks), rel=0.05)


def _day(profile: Simulated) -> tuple[int, int]:
    """Do a day; the cards and the answers of it."""
    keys, before = profile.ordinary(), profile.answers
    profile.study(keys)
    return len(keys), profile.answers - before


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(cases())
def test_the_forecast_begins_with_what_is_asked_today_and_keeps_to_the_limits(case: Case) -> None:
    with case.progress() as progress:
        today = Today(StudyContext(progress, case.settings, CALENDAR, MODEL, NOON), case.decks)
        found, total = forecast(today, case.days), today.work(case.decks).total
    assert (found[0].new, found[0].reviews) == (total.new, total.learning + total.due)
    assert [one.day for one in found] == list(range(today.day, today.day + case.days + 1))
    for one in found:
        assert 0 <= one.new <= case.settings.new_per_day
        assert one.reviews >= 0
        assert one.minutes >= 0
    for one in found[1:]:
        assert one.reviews <= case.settings.reviews_per_day + len(progress.in_steps) + 1e-6


def test_with_many_siblings_tomorrow_is_as_it_was_told_day_after_day(world: World) -> None:
    world.decks = list(Library.open([shipped_decks()]).decks)
    given_away = None
    for _ in range(8):
        asked = world.queue_day().work(world.decks).total
        if given_away:
            assert asked.new == given_away.new
            assert abs(asked.due - given_away.reviews) < 2.5
        answer_all(world)
        given_away = coming(world)[1]
        world.wait(days=1)
