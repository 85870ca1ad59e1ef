"""What Home does when nobody presses a key, and what it leaves for after the first picture."""

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot

from quizapp.core.day import Day
from quizapp.progress import snapshot
from quizapp.progress.events import Answer
from quizapp.progress.progress import Progress
from quizapp.scheduling.today import Today
from quizapp.statistics.habits import known_by_deck
from quizapp.study.profile import Profile
from quizapp.ui.app import QuizApp
from quizapp.ui.screens.home import HomeScreen
from quizapp.ui.widgets.frame import KeyBar
from tests.study.decks import choices, deck
from tests.ui.conftest import MakeProfile
from tests.ui.seen import seen, shows


@pytest.fixture
def profile(learner_with: MakeProfile, tmp_path: Path) -> Profile:
    """Three of six cards were learned."""
    folder = tmp_path / "decks"
    deck(folder, choices(6))
    profile = learner_with(folder)
    for card in profile.library.decks[0].keys[:3]:
        last = Day(profile.day - 3)
        profile.progress.record(Answer(card, last, 3, "review", 0, last + 9), profile.clock())
    return profile


def at_home(app: QuizApp) -> HomeScreen:
    assert isinstance(app.screen, HomeScreen)
    return app.screen


def new_cards(pilot: Pilot[None]) -> int:
    return int(seen(pilot).split("test-deck")[1].split()[0])


async def test_home_counts_again_only_when_something_happened(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = QuizApp(profile)
    async with app.run_test() as pilot:
        assert new_cards(pilot) == 3
        counted = []
        work = Today.work
        monkeypatch.setattr(Today, "work", lambda *args: counted.append(1) or work(*args))
        for _ in range(3):
            at_home(app).look()
            await pilot.pause()
        assert not counted
        other = Progress.open(profile.progress.home, profile.model)
        card = profile.library.decks[0].keys[3]
        other.record(Answer(card, profile.day, 3, "review", 0, profile.day), profile.clock())
        at_home(app).look()
        await pilot.pause()
        assert counted
        assert new_cards(pilot) == 2


async def test_what_takes_long_comes_after_the_first_picture_and_is_the_same(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with QuizApp(profile).run_test(size=(140, 40)) as pilot:
        assert await shows(pilot, "Tomorrow")
        at_once = seen(pilot)
        assert "━━━────   44%" in at_once
    monkeypatch.setattr("quizapp.ui.screens.home.AT_ONCE", 0)
    reckon_aside = HomeScreen._reckon_aside
    held: list[Today] = []
    monkeypatch.setattr(HomeScreen, "_reckon_aside", lambda _, today: held.append(today))
    app = QuizApp(profile)
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.pause()
        first = seen(pilot)
        assert "due today" in first
        assert "───────" in first
        assert "%" not in first
        reckon_aside(at_home(app), held[-1])
        assert await shows(pilot, "Tomorrow")
        assert seen(pilot) == at_once


async def test_the_snapshot_is_written_while_home_rests(profile: Profile) -> None:
    home = profile.progress.home
    app = QuizApp(profile)
    async with app.run_test() as pilot:
        at_home(app).look()
        for _ in range(200):
            if (home / "progress.json").exists():
                break
            await pilot.pause(0.01)
    found = snapshot.load(home, profile.model, [])
    assert found
    assert found.state == profile.progress._state


async def test_what_goes_wrong_meanwhile_is_told(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("quizapp.progress.snapshot.replace_whole", full)
    app = QuizApp(profile)
    async with app.run_test() as pilot:
        for _ in range(200):
            at_home(app).look()
            await pilot.pause(0.01)
            if profile.progress.notices:
                break
        at_home(app).look()
        await pilot.pause()
        [told] = [notice.message for notice in app._notifications]
        assert "No space left on device" in told


async def test_home_is_styled_for_its_size_from_the_beginning(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    restyled = []
    update = HomeScreen.update_node_styles
    monkeypatch.setattr(
        HomeScreen,
        "update_node_styles",
        lambda self, **more: restyled.append(self.classes) or update(self, **more),
    )
    for size in ((60, 12), (80, 24), (140, 40)):
        restyled.clear()
        app = QuizApp(profile)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            assert app.screen.query_one(KeyBar)
            assert len(set(restyled)) == 1, restyled


async def test_what_takes_long_is_reckoned_one_at_a_time_and_the_last_state_is_shown(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, running, most = Event(), [], []

    def slow(today: Today) -> dict[str, float]:
        running.append(today)
        most.append(len(running))
        gate.wait(10)
        running.pop()
        return known_by_deck(today)

    monkeypatch.setattr("quizapp.ui.screens.home.AT_ONCE", 0)
    monkeypatch.setattr("quizapp.ui.screens.home.known_by_deck", slow)
    app = QuizApp(profile)
    async with app.run_test() as pilot:
        for card in profile.library.decks[0].keys[3:]:
            answer = Answer(card, profile.day, 3, "review", 0, Day(profile.day + 4))
            profile.progress.record(answer, profile.clock())
            at_home(app).count()
            await pilot.pause()
        gate.set()
        (known,) = known_by_deck(profile.today()).values()
        assert await shows(pilot, f"{known:.0%}")
        assert max(most) == 1
        assert len(most) <= 3


@pytest.fixture
def as_at_a_start() -> Iterator[None]:
    """No search for garbage until something is on the screen, as `main` begins."""
    gc.disable()
    yield
    gc.unfreeze()
    gc.enable()


@pytest.mark.usefixtures("as_at_a_start")
async def test_what_was_looked_at_is_cleared_away_when_home_is_shown_again(
    profile: Profile,
) -> None:
    app = QuizApp(profile)
    async with app.run_test() as pilot:
        await pilot.pause()
        gc.disable()  # or a search of its own might come first
        await pilot.press("question_mark")
        keys = weakref.ref(app.screen)
        assert not app.is_home
        await pilot.press("escape")
        for _ in range(100):
            await pilot.pause(0.02)
            if keys() is None:
                break
        assert app.is_home
        assert keys() is None
