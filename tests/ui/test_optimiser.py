"""The optimiser as a screen: it says how far it is, can be left, and changes nothing unasked."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from quizapp.memory.fsrs import MemoryModel
from quizapp.memory.training import Fit, Judgement
from quizapp.statistics.learner_simulation import SimulatedWork
from quizapp.statistics.optimiser import BetterParameters, ParameterChange, TooFewAnswers
from quizapp.statistics.optimiser_run import OptimiserReport, OptimiserRun, OptimiserStep
from quizapp.ui.app import QuizApp
from tests.conftest import PRESENT
from tests.memory.simulated import STEADY
from tests.progress.samples import answer
from tests.ui.conftest import MakeProfile
from tests.ui.seen import seen, shows

CARD = "csto-membership/csto-name"
WORK = SimulatedWork(reviews=40.0, minutes=12.0, recalled=0.9, known=800.0)
BETTER = BetterParameters(
    answers=1000,
    judgement=Judgement(
        600, PRESENT.toordinal(), 0.9, Fit(0.4, 0.07, 0.88), Fit(0.3, 0.04, 0.9), 0.01
    ),
    before=MemoryModel().parameters,
    after=tuple(round(one, 4) for one in STEADY.parameters),
    change=ParameterChange(3, 20, 7, WORK, WORK._replace(reviews=31.0), 90, 4, 2),
)


@pytest.fixture
def go_on() -> Event:
    """What the run waits for after its first step."""
    return Event()


@pytest.fixture(autouse=True)
def report(monkeypatch: pytest.MonkeyPatch, go_on: Event) -> list[OptimiserReport]:
    """The report of the run, which takes no process; to be changed by a test."""
    reports = [OptimiserReport(BETTER)]

    def steps(run: OptimiserRun) -> Iterator[OptimiserStep | OptimiserReport]:
        yield OptimiserStep(0.43, "Training on them")
        while not (go_on.wait(0.01) or run.is_stopped):
            pass
        if not run.is_stopped:
            yield reports[0]

    monkeypatch.setattr(OptimiserRun, "steps", steps)
    return reports


async def test_better_parameters_are_used_with_new_due_days_and_both_taken_back(
    learner_with: MakeProfile, home: Path, go_on: Event
) -> None:
    profile = learner_with()
    profile.progress.record(answer(CARD), PRESENT)
    published = profile.progress.cards[CARD]
    app = QuizApp(profile)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("comma", "o")
        await pilot.pause(0.1)
        assert "Training on them" in seen(pilot)
        assert "43%" in seen(pilot)
        await pilot.press("enter")  # there is nothing to use yet
        go_on.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "20 would come back later" in seen(pilot)
        assert profile.settings.fsrs_parameters is None

        await pilot.press("d")
        assert await shows(pilot, "are used from now on")
        assert "New due days were set for 1 card" in seen(pilot)
        assert profile.settings.fsrs_parameters == BETTER.after
        changed = profile.progress.cards[CARD]
        assert changed.stability > published.stability
        assert changed.due > published.due
        assert "fsrs_parameters" in (home / "config.toml").read_text()

        await pilot.press("u")
        assert await shows(pilot, "as they were")
        assert profile.settings.fsrs_parameters is None
        assert profile.progress.cards[CARD] == published


async def test_leaving_stops_the_run_and_changes_nothing(
    learner_with: MakeProfile, home: Path
) -> None:
    app = QuizApp(learner_with())
    async with app.run_test() as pilot:
        app.optimise()
        await pilot.pause(0.1)
        await pilot.press("escape")
        await app.workers.wait_for_complete()
        assert app.is_home
        assert not (home / "config.toml").exists()


async def test_with_too_few_answers_there_is_nothing_to_use(
    learner_with: MakeProfile, go_on: Event, report: list[OptimiserReport]
) -> None:
    report[:] = [OptimiserReport(TooFewAnswers(answers=150, missing=250))]
    go_on.set()
    app = QuizApp(learner_with())
    async with app.run_test() as pilot:
        app.optimise()
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "250 more" in seen(pilot)
        assert "Use them" not in seen(pilot)
