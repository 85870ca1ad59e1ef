"""Every test has a learner's folder and a present of its own, and no test sees the machine's.

The present begins at noon on 26 February 2024 in UTC. `QUIZAPP_TEST_NOW` and `QUIZAPP_TEST_ZONE`
choose another one, to see that nothing hangs on the day.
"""

import os
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

ZONE = os.environ.get("QUIZAPP_TEST_ZONE", "UTC")
PRESENT = datetime.fromisoformat(os.environ.get("QUIZAPP_TEST_NOW", "2024-02-26T12:00:00")).replace(
    tzinfo=ZoneInfo(ZONE)
)
"""Where the program's clock stands when a test begins, or a process in it."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The learner's folder of this test, which does not exist yet."""
    folder = tmp_path / "home"
    monkeypatch.setenv("QUIZAPP_HOME", str(folder))
    monkeypatch.setenv("HOME", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("QUIZAPP_NOW", PRESENT.isoformat())
    monkeypatch.setenv("TZ", ZONE)
    monkeypatch.delenv("NO_COLOR", raising=False)
    time.tzset()
    yield folder
    monkeypatch.undo()
    time.tzset()
