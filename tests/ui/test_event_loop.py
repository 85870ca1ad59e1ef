"""With 10,000 cards the app answers a key as soon as with ten: nothing holds its event loop."""

from collections.abc import Callable, Generator
from datetime import date
from pathlib import Path

import pytest

from quizapp.core.day import Day
from quizapp.core.pauses import through
from quizapp.study.profile import Profile
from quizapp.ui.app import QuizApp
from quizapp.ui.screens import overlays
from tests.bench.histories import write_history
from tests.bench.make_decks import write_decks
from tests.ui.conftest import MakeProfile
from tests.ui.event_loop import Watch, calls, measuring, walk
from tests.ui.seen import seen

pytestmark = pytest.mark.slow
MOST = 250_000
"""Calls in one turn of the loop. CPython makes about five million a second, so these take 50 ms."""
DECKS = 10


@pytest.fixture
def profile(home: Path, learner_with: MakeProfile) -> Profile:
    """With 10,000 cards, each answered twice."""
    write_decks(home / "decks", DECKS, 1000)
    write_history(home, 10_000, 20_000, DECKS, date(2024, 2, 26))
    return learner_with(home / "decks")


async def test_no_turn_of_the_loop_is_long(profile: Profile) -> None:
    app, watch = QuizApp(profile), Watch()
    with measuring(calls, watch):
        async with app.run_test(size=(140, 45)) as pilot:
            await walk(app, pilot, watch)
    assert len(watch.longest) > 30
    assert not {step: number for step, number in watch.longest.items() if number > MOST}


async def test_a_plan_without_pauses_is_noticed(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def at_once(
        work: Generator[float, None, object], tell: Callable[[float], object]
    ) -> object:
        return through(work, tell)

    monkeypatch.setattr(overlays, "in_between", at_once)
    app, watch = QuizApp(profile), Watch()
    with measuring(calls, watch):
        async with app.run_test(size=(140, 45)) as pilot:
            watch.step = "plan"
            app.show_plan(profile.library.decks, Day(profile.day + 30))
            await watch.until(pilot, "plan", lambda: "Minutes" in seen(pilot))
    assert watch.longest["plan"] > MOST
