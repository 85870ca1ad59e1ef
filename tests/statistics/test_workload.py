"""What a desired retention costs."""

import pytest

from quizapp.memory.fsrs import Memory, MemoryModel, Rating
from quizapp.statistics.workload import workload


def test_more_retention_costs_more_answers() -> None:
    model = MemoryModel()
    costs = [workload(model, share) for share in (0.7, 0.8, 0.9, 0.95, 0.97, 0.99)]
    assert costs == sorted(costs)
    assert costs[-1] > 4 * costs[2]


@pytest.mark.parametrize("retention", [0.7, 0.85, 0.9, 0.99])
def test_an_interval_is_the_one_that_the_engine_gives(retention: float) -> None:
    model = MemoryModel()
    for rating in Rating:
        memory = model.after(Memory(20.0, 5.0), 15, rating)
        engine = model.intervals(Memory(20.0, 5.0), 15, retention)[rating]
        assert model.interval(memory, retention) == pytest.approx(engine, rel=1e-4)
