"""`quizapp optimize` from outside: what it prints, what it changes, and how it ends."""

import json
from pathlib import Path

import pytest

from quizapp.cli.optimize import _run
from quizapp.core import processes
from quizapp.core.errors import QuizError
from quizapp.memory.fsrs import MemoryModel
from quizapp.memory.training import ENOUGH
from quizapp.statistics.optimiser_run import OptimiserReport, OptimiserRun, OptimiserStep
from tests.bench.make_decks import write_decks
from tests.cli.test_main import run
from tests.conftest import PRESENT
from tests.memory.simulated import AS_PUBLISHED, STEADY, studied
from tests.memory.simulated_journal import write_journal

pytestmark = pytest.mark.program


def learner(home: Path, true: MemoryModel, number: int) -> None:
    answers = list(studied(true, number, seed=1))
    cards = len({one.row.card for one in answers})
    write_decks(home / "decks", 1, cards)
    keys = [f"bench-00/card-{card + 1:05}" for card in range(cards)]
    write_journal(home, keys, answers, PRESENT.date())


def test_better_parameters_are_used_on_a_yes_and_given_back(home: Path) -> None:
    learner(home, STEADY, 4000)
    asked = run("optimize")
    assert asked.returncode == 0
    assert "✓ The new parameters foretell your answers better" in asked.stdout
    assert "reviews a day" in asked.stdout
    assert asked.stdout.endswith("Nothing was changed; `quizapp optimize --yes` uses them.\n")
    assert not (home / "config.toml").exists()

    done = run("optimize", "--yes", "--json")
    assert done.returncode == 0
    found = json.loads(done.stdout)
    assert found["adopted"] is True
    line = (home / "config.toml").read_text()
    assert json.loads(line.partition("=")[2]) == found["parameters"]["after"]

    again = run("optimize", "--check")
    assert "no better than those in use" in again.stdout.replace("\n", " ")
    assert "which favours them" in again.stdout

    back = run("optimize", "--reset", "--reschedule")
    assert back.returncode == 0
    assert line.strip() in back.stdout  # to be put back by hand
    assert "New due days were set for" in back.stdout
    assert "fsrs_parameters" not in (home / "config.toml").read_text()
    assert "in use already" in run("optimize", "--reset").stdout.replace("\n", " ")


def test_with_too_few_answers_it_ends_with_what_is_missing(home: Path) -> None:
    learner(home, AS_PUBLISHED, 50)
    done = run("optimize")
    assert (done.returncode, done.stdout) == (1, "")
    assert f"it takes {ENOUGH} answers" in done.stderr
    found = json.loads(run("optimize", "--json", "--yes").stdout)
    assert found["outcome"] == "too_few"
    assert found["answers"] + found["missing"] == ENOUGH
    assert f"so {found['missing']} more are needed" in done.stderr


def test_what_the_wanted_recall_costs_is_drawn_and_said(home: Path) -> None:
    learner(home, AS_PUBLISHED, 100)
    drawn = run("optimize", "--retention").stdout
    assert "▸ 90 %" in drawn
    assert "You want 90 %" in drawn
    found = json.loads(run("optimize", "--retention", "--json").stdout)
    points = found["points"]
    assert found["desired_retention"] in [one["retention"] for one in points]
    assert found["recommended"] in [one["retention"] for one in points]
    assert points[-1]["known"] > points[0]["known"]
    assert points[-1]["minutes_per_day"] > points[0]["minutes_per_day"]


@pytest.mark.parametrize(
    "options",
    [
        ("--reset", "--yes"),
        ("--check", "--yes"),
        ("--retention", "--check"),
        ("--check", "--reschedule"),
    ],
)
def test_options_that_contradict_each_other_are_refused(options: tuple[str, ...]) -> None:
    assert run("optimize", *options).returncode == 2


def test_a_process_that_dies_is_one_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    start = processes.start
    monkeypatch.setattr(processes, "start", lambda *_: start("quizapp.core.version"))
    with pytest.raises(QuizError, match="try it again"):
        _run(OptimiserRun())


def test_a_run_can_be_stopped_at_any_time() -> None:
    before = OptimiserRun()
    before.stop()
    assert [*before.steps()] == []
    run = OptimiserRun()
    heard = []
    for step in run.steps():
        heard.append(step)
        run.stop()
    assert isinstance(heard[0], OptimiserStep)
    assert not any(isinstance(step, OptimiserReport) for step in heard)
