from datetime import UTC, datetime, timedelta
from math import ceil, floor
from random import Random

import pytest
from fsrs import Card, Scheduler
from fsrs import Rating as TheirRating

from quizapp.memory.fsrs import Memory, MemoryModel, Rating

GAPS = (0, 0, 1, 1, 2, 3, 5, 8, 13, 30, 90, 365, 1500)


@pytest.mark.parametrize("seed", range(10))
def test_memory_grows_as_the_reference_implementation_says(seed: int) -> None:
    random = Random(seed)
    model = MemoryModel()
    theirs = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    for history in range(100):
        card = Card(card_id=history)
        memory: Memory | None = None
        now = datetime(2024, 2, 26, 12, tzinfo=UTC)
        for answer in range(random.randint(1, 12)):
            gap = random.choice(GAPS) if answer else 0
            rating = random.choice(list(Rating))
            now += timedelta(days=gap)
            card, _ = theirs.review_card(card, TheirRating(rating), now)
            memory = model.after(memory, gap, rating)
            assert memory.stability == pytest.approx(card.stability, rel=5e-5)
            assert memory.difficulty == pytest.approx(card.difficulty, rel=5e-5)


def test_recall_fades_as_the_reference_implementation_says() -> None:
    theirs = Scheduler(enable_fuzzing=False)
    then = datetime(2024, 2, 26, 12, tzinfo=UTC)
    for stability in (0.2, 1.0, 12.5, 400.0):
        card = Card(card_id=1, stability=stability, difficulty=5.0, last_review=then)
        for days in (0, 1, 7, 60, 3000):
            expected = theirs.get_card_retrievability(card, then + timedelta(days=days))
            found = MemoryModel().retrievability(Memory(stability, 5.0), days)
            assert found == pytest.approx(expected, rel=1e-4)


def test_recall_is_nine_in_ten_after_as_many_days_as_the_stability() -> None:
    assert MemoryModel().retrievability(Memory(10.0, 5.0), 10) == pytest.approx(0.9)


def test_the_interval_is_where_recall_has_fallen_to_what_is_wanted() -> None:
    model = MemoryModel()
    memory = model.after(model.after(None, 0, Rating.GOOD), 3, Rating.GOOD)
    for retention in (0.8, 0.9, 0.95):
        for rating, days in model.intervals(memory, 7, retention).items():
            after = model.after(memory, 7, rating)
            assert model.interval(after, retention) == pytest.approx(days, rel=1e-4)
            assert model.retrievability(after, floor(days)) >= retention - 1e-5
            assert model.retrievability(after, ceil(days)) <= retention + 1e-5


def test_a_better_rating_never_brings_a_card_back_sooner() -> None:
    intervals = MemoryModel().intervals(Memory(12.0, 5.0), 10, 0.9)
    assert sorted(intervals.values()) == [intervals[rating] for rating in Rating]


def test_replaying_answers_at_once_gives_what_one_by_one_gives() -> None:
    model = MemoryModel()
    answers = [(0, Rating.GOOD), (0, Rating.AGAIN), (3, Rating.HARD), (9, Rating.EASY)]
    memory: Memory | None = None
    for elapsed, rating in answers:
        memory = model.after(memory, elapsed, rating)
    assert model.replay(None, answers) == memory
    assert model.replay(model.replay(None, answers[:2]), answers[2:]) == memory


def test_other_parameters_give_another_memory() -> None:
    parameters = list(MemoryModel().parameters)
    parameters[2] *= 2
    assert MemoryModel(parameters).after(None, 0, Rating.GOOD) != MemoryModel().after(
        None, 0, Rating.GOOD
    )


def test_parameters_of_an_earlier_fsrs_are_filled_up() -> None:
    model = MemoryModel(MemoryModel().parameters[:19])
    assert len(model.parameters) == 21
    assert model.retrievability(Memory(10.0, 5.0), 10) == pytest.approx(0.9)


def test_parameters_that_fsrs_cannot_use_are_refused() -> None:
    with pytest.raises(ValueError, match="Parameters"):
        MemoryModel([1.0, 2.0])
