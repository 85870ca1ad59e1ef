"""Keys chosen on the settings screen, by pressing them."""

from pathlib import Path

import pytest

from quizapp.core import settings
from quizapp.ui.app import QuizApp
from quizapp.ui.screens.home import HomeScreen
from quizapp.ui.screens.review import ReviewScreen
from quizapp.ui.screens.settings import SettingsScreen
from quizapp.ui.screens.summary import SummaryScreen
from quizapp.ui.start import StartReview
from tests.study.decks import choices, deck
from tests.ui.conftest import MakeProfile
from tests.ui.seen import seen
from tests.ui.test_settings import go_to, kept, line


async def test_a_new_key_works_at_once_and_after_a_restart(
    learner_with: MakeProfile, home: Path
) -> None:
    app = QuizApp(learner_with())
    async with app.run_test(size=(240, 30)) as pilot:
        await go_to(pilot, "key:review-all")
        await pilot.press("enter")
        assert "Press the new key; escape keeps it." in seen(pilot)
        assert "esc Keep the key" in seen(pilot)
        assert "Change" not in seen(pilot)
        await pilot.press("y")
        assert line(pilot, "All due").endswith("y")
        await pilot.press("escape")
        assert "y All due" in seen(pilot)
        await pilot.press("a")
        assert isinstance(app.screen, HomeScreen)
        await pilot.press("y")
        assert isinstance(app.screen, ReviewScreen)
    assert kept(home) == {"keys": {"review-all": "y"}}
    again = QuizApp(learner_with(keys=settings.load(home / "config.toml").keys))
    async with again.run_test() as pilot:
        await pilot.press("y")
        assert isinstance(again.screen, ReviewScreen)


async def test_escape_keeps_a_key_and_backspace_goes_back_to_the_default(
    learner_with: MakeProfile, home: Path
) -> None:
    app = QuizApp(learner_with())
    async with app.run_test() as pilot:
        await go_to(pilot, "key:undo")
        await pilot.press("enter", "escape")
        assert isinstance(app.screen, SettingsScreen)
        assert line(pilot, "Undo").endswith("u")
        await pilot.press("enter", "f5")
        assert kept(home) == {"keys": {"undo": "f5"}}
        await pilot.press("enter", "u")
        assert kept(home) == {"keys": {}}
        await pilot.press("enter", "f5")
        await pilot.press("backspace")
        assert line(pilot, "Undo").endswith("u")
        assert kept(home) == {"keys": {}}


@pytest.mark.parametrize(
    ("name", "key", "says"),
    [
        ("undo", "s", "That key is for “Statistics” on Home"),
        ("undo", "1", "That key is for “Again” in a review"),
        ("undo", "x", "That key is for “Set aside” on Home"),
        ("hint", "x", "That key is for “Tick” in a review"),
        ("undo", "question_mark", "That key is for “Keys” everywhere"),
        ("help", "a", "That key is for “All due” on Home"),
        ("review-all", "tab", "everywhere"),
        ("leave", "y", "That types a letter"),
        ("quit", "y", "That types a letter"),
    ],
)
async def test_a_key_that_cannot_be_is_refused_with_the_reason(
    learner_with: MakeProfile, home: Path, name: str, key: str, says: str
) -> None:
    app = QuizApp(learner_with())
    async with app.run_test(size=(100, 30)) as pilot:
        await go_to(pilot, f"key:{name}")
        await pilot.press("enter", key)
        assert says in seen(pilot)
        assert app.profile.settings.keys == {}
        assert not home.joinpath("config.toml").exists()


async def test_keys_of_other_screens_and_own_defaults_may_be_taken(
    learner_with: MakeProfile,
) -> None:
    app = QuizApp(learner_with())
    async with app.run_test(size=(100, 30)) as pilot:
        for name, key in [("undo", "a"), ("hint", "h"), ("undo", "ctrl+z"), ("source", "comma")]:
            await go_to(pilot, f"key:{name}")
            await pilot.press("enter", key)
        assert app.profile.settings.keys == {"undo": "ctrl+z"}  # h is what hint has by itself


async def test_a_key_that_two_actions_shared_stays_with_the_other(
    learner_with: MakeProfile, tmp_path: Path
) -> None:
    folder = tmp_path / "decks"
    deck(folder, choices(1))
    profile = learner_with(folder, keys={"leave": "f9", "hint": "f8"})
    app = QuizApp(profile, StartReview(profile.library.decks))
    async with app.run_test() as pilot:
        await pilot.press("1", "escape")
        assert isinstance(app.screen, SummaryScreen)


async def test_after_the_palette_no_key_is_waited_for(learner_with: MakeProfile) -> None:
    app = QuizApp(learner_with())
    async with app.run_test() as pilot:
        await go_to(pilot, "key:undo")
        await pilot.press("enter", "ctrl+p")
        await pilot.pause()
        await pilot.press("escape", "z")
        assert isinstance(app.screen, SettingsScreen)
        assert app.profile.settings.keys == {}
