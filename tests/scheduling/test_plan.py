"""Plans for knowing decks on a day."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from quizapp.core.day import Day
from quizapp.core.errors import QuizError
from quizapp.core.pauses import through
from quizapp.core.settings import Settings
from quizapp.deck.deck import Limits
from quizapp.memory.fsrs import Memory, MemoryModel
from quizapp.progress.events import BURIED, SUSPENDED, Answer, Granted, LimitRaise, Marked
from quizapp.scheduling.context import StudyContext
from quizapp.scheduling.plan import FURTHEST, Ready, plan, planning
from quizapp.scheduling.today import Today
from tests.progress.samples import NOON, TODAY, answer, in_steps
from tests.scheduling.plans import MODEL, Case, cases, deck, keys_of
from tests.scheduling.test_today import CALENDAR
from tests.study.conftest import MakeWorld, World
from tests.study.decks import SIBLINGS, choices
from tests.study.test_queue import answer_all

some = settings(max_examples=40, deadline=None)


@pytest.mark.slow
@some
@given(cases())
def test_following_the_plan_never_makes_things_worse(case: Case) -> None:
    found = case.plan()
    assert 0 <= found.untouched <= found.followed + 1e-9
    assert found.followed <= found.possible <= found.cards + 1e-9
    assert found.cards == len(keys_of(case))


@some
@given(cases())
def test_new_cards_come_once_or_are_said_to_be_left_out(case: Case) -> None:
    found = case.plan()
    answered = {what.card for what in case.happened if isinstance(what, Answer)}
    assert found.new == len(set(keys_of(case)) - answered)
    assert sum(load.new for load in found.days) + found.left_out == found.new


@some
@given(cases())
def test_todays_portion_holds_cards_of_the_decks_once_each_and_none_suspended(case: Case) -> None:
    found = case.plan()
    assert len(set(found.today)) == len(found.today)
    assert set(found.today) <= set(keys_of(case))
    assert len(found.today) == found.days[0].new + found.days[0].reviews


@some
@given(cases())
def test_the_days_run_from_today_to_the_eve_and_keep_to_the_limits(case: Case) -> None:
    found = case.plan()
    assert [load.day for load in found.days] == list(range(TODAY, TODAY + case.days))
    for load in found.days:
        assert load.new <= case.settings.new_per_day
        assert load.reviews >= 0
        assert load.minutes >= 0
    for one in found.shortages:
        assert one.needed > one.limit


@some
@given(cases())
def test_the_same_standing_gives_the_same_plan(case: Case) -> None:
    assert case.plan() == case.plan()


@some
@given(cases())
def test_without_limits_nothing_is_left_out(case: Case) -> None:
    free = tuple(replace(one, limits=Limits()) for one in case.decks)
    happened = tuple(
        what for what in case.happened if not isinstance(what, Marked) or what.mark != BURIED
    )
    chosen = replace(case.settings, new_per_day=9999, reviews_per_day=9999)
    found = Case(free, happened, chosen, case.days).plan()
    assert (found.left_out, found.shortages) == (0, ())
    assert found.put_off == pytest.approx(0)


def test_new_cards_are_spread_evenly_and_the_last_two_days_are_for_repetition() -> None:
    found = Case((deck("one", 60),)).plan()
    assert [load.new for load in found.days] == [5] * 12 + [0] * 2
    assert found.days[-1].reviews > 10


def test_the_last_days_are_used_when_the_limit_needs_them() -> None:
    found = Case((deck("one", 60),), settings=Settings(new_per_day=10), days=6).plan()
    assert [load.new for load in found.days] == [10] * 6
    assert not found.left_out


def test_a_limit_that_is_too_low_is_named_with_what_would_do() -> None:
    found = Case((deck("one", 112),), settings=Settings(new_per_day=5), days=10).plan()
    [shortage] = found.shortages
    assert (shortage.kind, shortage.deck, shortage.limit, shortage.needed) == ("new", "", 5, 14)
    assert found.left_out == 62
    assert found.soonest == TODAY + 23
    again = Case((deck("one", 112),), settings=Settings(new_per_day=14), days=10).plan()
    assert (again.left_out, again.shortages) == (0, ())
    assert again.followed == pytest.approx(found.possible)
    assert again.followed > found.followed + 40


def test_a_decks_own_limit_is_named_as_such() -> None:
    narrow = deck("one", 30, Limits(new_per_day=1))
    found = Case((narrow, deck("two", 5)), days=10).plan()
    assert [(one.deck, one.limit) for one in found.shortages] == [("one", 1)]
    assert found.left_out == 20


def test_too_few_reviews_a_day_are_named_with_what_would_do() -> None:
    one = deck("one", 60)
    happened = tuple(answer(key, TODAY - 90, due=TODAY - 30) for key in one.keys)
    found = Case((one,), happened, Settings(reviews_per_day=4), days=5).plan()
    assert found.days[0].reviews == 4
    assert found.put_off > 30
    [shortage] = found.shortages
    assert (shortage.kind, shortage.limit) == ("reviews", 4)
    assert shortage.needed < 30  # not all of them have to be done today
    raised = Settings(reviews_per_day=shortage.needed)
    assert Case((one,), happened, raised, days=5).plan().shortages == ()


def test_a_decks_own_limit_of_reviews_holds_for_it_alone() -> None:
    decks = (deck("one", 9, Limits(reviews_per_day=2)), deck("two", 9))
    happened = tuple(answer(key, TODAY - 90, due=TODAY - 30) for one in decks for key in one.keys)
    found = Case(decks, happened, days=2).plan()
    assert sum(key.startswith("one/") for key in found.today) == 2
    assert sum(key.startswith("two/") for key in found.today) == 9
    assert [(one.kind, one.deck) for one in found.shortages] == [("reviews", "one")]


def test_what_was_done_today_counts_towards_the_limits() -> None:
    one = deck("one", 20)
    happened = tuple(answer(key) for key in one.keys[:3])
    found = Case((one,), happened, Settings(new_per_day=4), days=4).plan()
    assert [load.new for load in found.days] == [1, 4, 4, 4]


def test_what_was_granted_today_raises_the_limits_of_today_alone() -> None:
    def days(*granted: Granted) -> tuple[list[int], list[float]]:
        due = tuple(answer(key, due=TODAY, day=TODAY - 9) for key in two.keys)
        limits = Settings(new_per_day=1, reviews_per_day=2)
        found = Case((one, two), (*due, *granted), limits, days=3).plan()
        return [day.new for day in found.days], [day.reviews for day in found.days]

    one, two = deck("one", 12, Limits(new_per_day=0)), deck("two", 8)
    assert days() == ([0, 0, 0], pytest.approx([2, 2, 2]))
    more = (LimitRaise("new", 3), LimitRaise("new", 4, "one"), LimitRaise("reviews", 3))
    assert days(Granted(TODAY, more)) == ([4, 0, 0], pytest.approx([5, 2, 2], abs=1))


def test_cards_that_would_be_forgotten_by_the_day_come_before_they_are_due() -> None:
    one = deck("one", 4)
    # due beyond the day, as an interval of a lower desired retention would have it
    happened = tuple(answer(key, TODAY - 9, due=TODAY + 30) for key in one.keys)
    found = Case((one,), happened, days=2).plan()
    assert sum(load.reviews for load in found.days) == pytest.approx(4)
    assert found.followed > found.untouched + 0.5
    assert found.early == len(found.today)
    tomorrow = Case((one,), happened, days=1).plan()
    assert set(tomorrow.today) == set(one.keys)
    assert tomorrow.early == 4


def test_cards_that_last_beyond_the_day_are_left_alone() -> None:
    one = deck("one", 4)
    happened = tuple(answer(key, TODAY, 4, due=TODAY + 8) for key in one.keys)
    found = Case((one,), happened, days=3).plan()
    assert found.today == ()
    assert sum(load.reviews for load in found.days) == 0
    assert found.followed == found.untouched > 3.7


def test_the_cards_most_likely_to_be_forgotten_come_first_and_new_ones_last() -> None:
    one = deck("one", 4)
    since = {"one/card-1": 5, "one/card-2": 60, "one/card-3": 20}
    happened = tuple(answer(key, TODAY - days, due=TODAY) for key, days in since.items())
    found = Case((one,), happened).plan()
    assert found.today == ("one/card-2", "one/card-3", "one/card-1", "one/card-0")


def test_suspended_cards_are_not_counted() -> None:
    one = deck("one", 3)
    found = Case((one,), (Marked(one.keys, SUSPENDED, 1),)).plan()
    assert (found.cards, found.untouched, found.followed, found.today) == (0, 0, 0, ())


def test_buried_cards_wait() -> None:
    one = deck("one", 2)
    happened = (answer("one/card-0", due=TODAY), Marked(("one/card-0",), BURIED, TODAY + 2))
    found = Case((one,), (*happened, Marked(("one/card-1",), BURIED, TODAY + 3))).plan()
    assert found.today == ()
    assert [load.new for load in found.days[:4]] == [0, 0, 0, 1]


def test_siblings_come_on_different_days(make_world: MakeWorld) -> None:
    world = make_world()
    world.add([SIBLINGS.format(id="trio")])
    assert [load.new for load in _plan(world, 3).days] == [1, 1, 1]
    assert [load.new for load in _plan(world, 9).days][:4] == [1, 1, 1, 0]
    assert _plan(world, 1).days[0].new == 3
    answer_all(world)
    assert _plan(world, 9).today == ()


def test_siblings_that_are_due_are_asked_on_different_days() -> None:
    one = deck("one", 3, siblings=2)
    happened = tuple(answer(key, TODAY - 9, due=TODAY - 1) for key in one.keys)
    found = Case((one,), happened).plan()
    assert found.today == ("one/card-0", "one/card-2")
    assert found.days[1].reviews >= 1
    assert len(Case((one,), happened, days=1).plan().today) == 3


def test_a_card_waits_while_its_sibling_is_in_learning_steps() -> None:
    one = deck("one", 2, siblings=2)
    happened = (in_steps("one/card-0", TODAY - 1), answer("one/card-1", TODAY - 9, due=TODAY))
    assert Case((one,), happened).plan().today == ("one/card-0",)


def test_the_minutes_follow_the_learners_pace(make_world: MakeWorld) -> None:
    world = make_world(new_per_day=30)
    world.add(choices(60))
    guess = _plan(world, 3).days[0]
    assert guess.minutes == pytest.approx(guess.new * 2.24 * 15 / 60)
    review = world.review()
    for _ in range(20):
        world.wait(seconds=4)
        review.answer("right", world.now)
        review.proceed(world.now)
    quick = _plan(world, 3).days[1]
    assert 0 < quick.minutes < guess.minutes


@pytest.mark.parametrize("ahead", [0, -1, FURTHEST + 1])
def test_a_day_that_is_past_or_too_far_is_refused(ahead: int) -> None:
    with pytest.raises(QuizError, match="choose a day"):
        Case((deck("one", 1),), days=ahead).plan()


def test_a_plan_is_reckoned_with_pauses_and_tells_how_far_it_has_come(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("initial_state", "simulation", "plan"):
        monkeypatch.setattr(f"quizapp.scheduling.{name}.CHUNK", 10)
    one = deck("one", 60)
    happened = tuple(answer(key, TODAY - 90, due=TODAY - 30) for key in one.keys)
    case = Case((one,), happened, Settings(reviews_per_day=4), days=5)
    with case.progress() as progress:
        today = Today(StudyContext(progress, case.settings, CALENDAR, MODEL, NOON), case.decks)
        told: list[float] = []
        found = through(planning(case.decks, today, Day(TODAY + 5)), told.append)
    assert found == case.plan()
    assert found.shortages  # so that more than one run was tried
    assert len(told) > 6 + 6 + 3 * 5
    assert told == sorted(told)
    assert 0 < told[0] < 0.2
    assert told[-1] <= 1


def test_a_day_of_many_cards_is_hardly_more_to_reckon_than_one_of_some(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = 0
    after_either = MemoryModel.after_either

    def counted(*args: Any) -> tuple[Memory, Memory, float]:
        nonlocal asked
        asked += 1
        return after_either(*args)

    monkeypatch.setattr(MemoryModel, "after_either", counted)

    def work(cards: int) -> int:
        nonlocal asked
        one = deck("one", cards)
        happened = tuple(
            answer(key, TODAY - 9 - number % 7, 1 + number % 4, due=TODAY + number % 12)
            for number, key in enumerate(one.keys)
        )
        asked = 0
        found = Case((one,), happened, Settings(reviews_per_day=cards), days=20).plan()
        assert sum(load.reviews for load in found.days) > cards
        return asked

    assert work(3000) < 2 * work(300)


def _plan(world: World, days: int) -> Ready:
    return plan(world.decks, world.queue_day(), Day(world.today + days))
