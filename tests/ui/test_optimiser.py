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
from quizapp.statistics.retention_tradeoff import RetentionPoint, RetentionTradeoff
from quizapp.ui.app import QuizApp
from tests.conftest import PRESENT
from tests.memory.simulated import STEADY
from tests.progress.samples import answer
from tests.ui.conftest import MakeProfile
from tests.ui.seen import seen, shows

CARD = "csto-membership/csto-name"
WORK = SimulatedWork(reviews=40.0, minutes=12.0, recalled=0.9, known=800.0)
BETTER = BetterParameters(
    answers=3016,
    judgement=Judgement(
        *(1813, PRESENT.toordinal() - 90, 0.928),
        Fit(0.2663, 0.0702, 0.891),
        Fit(0.2572, 0.0428, 0.926),
        flat_log_loss=0.2611,
        error=0.0028,
    ),
    before=MemoryModel().parameters,
    after=tuple(round(one, 4) for one in STEADY.parameters),
    change=ParameterChange(
        31, 812, 107, WORK, WORK._replace(reviews=31.0, minutes=9.3), 90, 63, 14
    ),
)
TRADEOFF = RetentionTradeoff(
    0.9,
    tuple(
        RetentionPoint(retention, SimulatedWork(3 * minutes, minutes, retention, known))
        for retention, minutes, known in (
            *((0.7, 5.2, 812), (0.75, 5.6, 871), (0.8, 6.3, 934), (0.85, 7.4, 1012)),
            *((0.9, 9.8, 1068), (0.93, 12.6, 1095), (0.95, 15.9, 1117), (0.97, 21.7, 1134)),
        )
    ),
    new_a_day=20,
    cards=1170,
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
        assert "812 would come back later" in seen(pilot)
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


async def test_it_opens_from_the_statistics(learner_with: MakeProfile) -> None:
    app = QuizApp(learner_with())
    async with app.run_test() as pilot:
        app.statistics()
        await pilot.pause()
        await pilot.press("o")
        assert await shows(pilot, "Training on them")
