import pytest

from tests.faults.kill import run

pytestmark = pytest.mark.fault


def test_no_saved_answer_is_lost_when_windows_are_killed() -> None:
    result = run(kills=8, seed=7)
    assert result.acknowledged > 8
    assert not result.lost
    assert not result.back
    assert not result.differs
