"""Every test has a learner's folder and a present of its own, and no test sees the machine's.

The present begins at noon on 26 February 2024 in UTC. `QUIZAPP_TEST_NOW` and `QUIZAPP_TEST_ZONE`
choose another one, to see that nothing hangs on the day.

`-m quick` leaves out what takes long: all that has one of the other markers.
"""

import os
import subprocess
import time
from collections.abc import Iterator
from datetime import datetime
from itertools import count
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
_LEARNERS = count()
LONG = {"program", "fault", "screen", "looks", "generator", "slow"}


def pytest_itemcollected(item: pytest.Item) -> None:
    if item.path.parent.name == "ui":
        item.add_marker("screen")
    if not _marks(item) & LONG:
        item.add_marker("quick")


def _marks(item: pytest.Item) -> set[str]:
    return {mark.name for mark in item.iter_markers()}


@pytest.fixture(autouse=True)
def process_only_where_marked(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A real process takes long, so a test that starts one says so."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("this test starts a process: mark it with pytest.mark.program")

    if not _marks(request.node) & {"program", "fault", "generator"}:
        monkeypatch.setattr(subprocess.Popen, "__init__", refuse)


@pytest.fixture(autouse=True)
def home(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """The learner's folder of this test, which does not exist yet."""
    # not `tmp_path`, which few tests need: it looks through all folders that there are, 3 ms
    place = tmp_path_factory.getbasetemp() / f"learner-{next(_LEARNERS):05}"
    place.mkdir()
    folder = place / "home"
    monkeypatch.setenv("QUIZAPP_HOME", str(folder))
    monkeypatch.setenv("HOME", str(place / "elsewhere"))
    monkeypatch.setenv("QUIZAPP_NOW", PRESENT.isoformat())
    monkeypatch.setenv("TZ", ZONE)
    monkeypatch.delenv("NO_COLOR", raising=False)
    time.tzset()
    yield folder
    monkeypatch.undo()
    time.tzset()
