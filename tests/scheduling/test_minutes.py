"""Which cards do most good in so many minutes."""

from random import Random
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.day import Day
from quizapp.memory.fsrs import Memory, MemoryModel, Rating
from quizapp.scheduling.minutes import HORIZONS, LastMemory, Pace, expected_seconds, gain, most_good

MODEL = MemoryModel()
TODAY = Day(739_000)
PACE = Pace()

Candidates = dict[str, LastMemory | None]
"""Each card's memory, None for a new one."""


def card(stability: float, ago: int, difficulty: float = 5.0) -> LastMemory:
    return stability, difficulty, TODAY - ago


STATES = st.builds(
    card,
    stability=st.floats(0.05, 5000),
    ago=st.integers(-2, 2000),
    difficulty=st.floats(1, 10),
)
CANDIDATES = st.dictionaries(
    st.text("abcdef/-", min_size=1, max_size=6), st.none() | STATES, max_size=12
)
SECONDS = st.floats(0, 600)
PACES = st.builds(Pace, st.floats(1, 60), st.floats(1, 120), st.floats(1, 200))


def chosen(candidates: Candidates, seconds: float, pace: Pace = PACE) -> list[str]:
    memories = {key: state for key, state in candidates.items() if state}
    return most_good(candidates, memories, MODEL, TODAY, seconds, pace)


def per_second(state: LastMemory | None, pace: Pace = PACE) -> float:
    return gain(state, MODEL, TODAY) / expected_seconds(state, MODEL, TODAY, pace)


@given(CANDIDATES, SECONDS, PACES)
def test_what_is_chosen_fits_into_the_time_unless_it_is_one_card(
    candidates: Candidates, seconds: float, pace: Pace
) -> None:
    found = chosen(candidates, seconds, pace)
    time = sum(expected_seconds(candidates[key], MODEL, TODAY, pace) for key in found)
    assert time <= seconds or len(found) == 1


@given(CANDIDATES, SECONDS)
def test_some_of_the_candidates_are_chosen_each_once(
    candidates: Candidates, seconds: float
) -> None:
    found = chosen(candidates, seconds)
    assert set(found) <= set(candidates)
    assert len(found) == len(set(found))
    assert bool(found) == bool(candidates)


@given(CANDIDATES, SECONDS, SECONDS, PACES)
def test_with_more_time_the_same_cards_come_first_and_then_others(
    candidates: Candidates, some: float, more: float, pace: Pace
) -> None:
    fewer = chosen(candidates, min(some, more), pace)
    assert chosen(candidates, max(some, more), pace)[: len(fewer)] == fewer


@given(CANDIDATES)
def test_with_time_enough_all_are_asked(candidates: Candidates) -> None:
    assert sorted(chosen(candidates, 1e6)) == sorted(candidates)


@given(CANDIDATES, SECONDS, PACES)
def test_what_is_left_out_does_no_more_good_per_second_than_what_is_chosen(
    candidates: Candidates, seconds: float, pace: Pace
) -> None:
    found = chosen(candidates, seconds, pace)
    rates = [per_second(candidates[key], pace) for key in found]
    assert rates == sorted(rates, reverse=True)
    left_out = [per_second(candidates[key], pace) for key in candidates if key not in found]
    assert max(left_out, default=-1.0) <= min(rates, default=1.0)


@given(CANDIDATES, st.randoms(use_true_random=False))
def test_the_order_of_the_candidates_matters_only_among_equals(
    candidates: Candidates, random: Random
) -> None:
    keys = list(candidates)
    random.shuffle(keys)
    other_way = {key: candidates[key] for key in keys}
    first, second = chosen(candidates, 1e6), chosen(other_way, 1e6)
    assert [per_second(candidates[key]) for key in first] == [
        per_second(candidates[key]) for key in second
    ]


@given(CANDIDATES, SECONDS)
def test_the_same_cards_give_the_same_choice(candidates: Candidates, seconds: float) -> None:
    assert chosen(candidates, seconds) == chosen(candidates, seconds)


@given(STATES)
def test_what_an_answer_adds_is_a_difference_of_two_probabilities(state: LastMemory) -> None:
    assert -1 <= gain(state, MODEL, TODAY) <= 1
    assert 0 < gain(None, MODEL, TODAY) <= 1


def test_a_forgotten_card_gains_what_a_lapse_and_its_step_leave() -> None:
    lost = card(0.05, ago=10**9)
    answers = [(10**9, Rating.AGAIN), (0, Rating.GOOD)]
    left = MODEL.replay(Memory(*lost[:2]), answers)
    then = mean(MODEL.retrievability(left, days) for days in HORIZONS)
    assert gain(lost, MODEL, TODAY) == pytest.approx(then, abs=0.05)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("new", [0, 500])
def test_of_very_many_cards_the_same_are_chosen_as_by_looking_at_each(seed: int, new: int) -> None:
    chance = Random(seed)
    candidates: Candidates = {f"deck/new-{number}": None for number in range(new)}
    for number in range(6000):
        stability = chance.lognormvariate(chance.uniform(0, 4), chance.uniform(0.3, 1.5))
        ago = round(stability * chance.lognormvariate(0.1, 0.8))
        candidates[f"deck/{number}"] = card(stability, ago, chance.uniform(1, 10))
    rates = {key: per_second(memory) for key, memory in candidates.items()}
    best = sorted(rates, key=rates.__getitem__, reverse=True)
    for minutes in (0.1, 5, 15, 60, 300):
        found = chosen(candidates, minutes * 60)
        assert found == best[: len(found)]
        everything = sum(
            expected_seconds(candidates[key], MODEL, TODAY, PACE) for key in best[: len(found) + 1]
        )
        assert everything > minutes * 60


def test_a_card_named_twice_is_asked_once() -> None:
    assert most_good(["a", "b", "a"], {}, MODEL, TODAY, 1e6, PACE) == ["a", "b"]


def test_new_cards_keep_the_order_of_their_deck() -> None:
    candidates: Candidates = {"deck/z": None, "deck/a": None, "deck/m": None}
    assert chosen(candidates, 1e6) == ["deck/z", "deck/a", "deck/m"]


def test_a_fading_card_comes_before_one_that_is_safe() -> None:
    candidates: Candidates = {"safe": card(400, ago=20), "fading": card(20, ago=60)}
    assert chosen(candidates, 1) == ["fading"]


def test_a_card_answered_today_comes_after_one_that_is_due() -> None:
    candidates: Candidates = {"today": card(2, ago=0), "due": card(2, ago=2)}
    assert chosen(candidates, 1e6) == ["due", "today"]


def test_new_cards_wait_when_they_take_the_learner_very_long() -> None:
    candidates: Candidates = {"new": None, "due": card(10, ago=20)}
    assert chosen(candidates, 1, Pace(new=30)) == ["new"]
    assert chosen(candidates, 1, Pace(new=3000)) == ["due"]


def test_a_doubtful_card_waits_when_wrong_answers_take_the_learner_very_long() -> None:
    candidates: Candidates = {"doubtful": card(5, ago=60), "likely": card(10, ago=20)}
    assert chosen(candidates, 1, Pace(wrong=10)) == ["doubtful"]
    assert chosen(candidates, 1, Pace(wrong=1000)) == ["likely"]


def test_a_lapse_costs_the_answer_of_its_step_as_well() -> None:
    certain, lost = card(10, ago=0), card(0.05, ago=10**9)
    pace = Pace(right=10, wrong=20, new=50)
    assert expected_seconds(certain, MODEL, TODAY, pace) == 10
    assert expected_seconds(lost, MODEL, TODAY, pace) == pytest.approx(30, rel=0.05)
    assert expected_seconds(None, MODEL, TODAY, pace) == 50
