"""What holds for the app as a whole: themes, keys, notices, the palette."""

import tomllib
from pathlib import Path

import pytest
from textual.theme import BUILTIN_THEMES

from quizapp.core import settings
from quizapp.ui.app import QuizApp
from quizapp.ui.screens.review import ReviewScreen
from quizapp.ui.start import StartReview
from tests.ui.conftest import MakeProfile
from tests.ui.seen import seen, shows


async def test_a_theme_that_is_chosen_is_kept(learner_with: MakeProfile, home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text("# mine\nbuttons = 2\n")
    app = QuizApp(learner_with())
    async with app.run_test(notifications=True) as pilot:
        app.theme = "quizapp-light"
        await pilot.pause()
        app.theme = "nord"
        await pilot.pause()
    text = (home / "config.toml").read_text()
    assert tomllib.loads(text) == {"buttons": 2, "theme": "nord"}
    assert "# mine" in text
    assert settings.load(home / "config.toml").theme == "nord"


@pytest.mark.parametrize("theme", BUILTIN_THEMES)
async def test_every_theme_there_is_can_be_used(learner_with: MakeProfile, theme: str) -> None:
    profile = learner_with(theme=theme)
    app = QuizApp(profile, StartReview([profile.library.deck("csto-grievances")]))
    async with app.run_test() as pilot:
        await pilot.press("1")
        assert "saved" in seen(pilot)


async def test_an_unknown_theme_is_said_and_the_app_opens(learner_with: MakeProfile) -> None:
    async with QuizApp(learner_with(theme="neon")).run_test(notifications=True) as pilot:
        await pilot.pause()
        assert "there is no theme" in " ".join(seen(pilot).split())


async def test_keys_can_be_changed_and_an_unknown_name_is_said(learner_with: MakeProfile) -> None:
    app = QuizApp(learner_with(keys={"review-all": "x", "nonsense": "y"}))
    async with app.run_test(notifications=True, size=(240, 45)) as pilot:
        await pilot.pause()
        assert "x All due" in seen(pilot)
        assert "nonsense" in seen(pilot)
        await pilot.press("x")
        assert isinstance(app.screen, ReviewScreen)


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ({"undo": "zz"}, "'zz' for undo is no key"),
        ({"undo": "s"}, "s is the key of undo and of statistics"),
        ({"undo": "y", "source": "y"}, "y is the key of undo and of source"),
        ({"undoo": "z"}, "no key is called undoo"),
        ({"undo": "ctrl+shift+z"}, ""),
        ({"undo": "f5,z"}, ""),
        ({"source": "u", "undo": "z"}, ""),
        ({"hint": "h"}, ""),
    ],
)
async def test_keys_that_cannot_be_are_said(
    learner_with: MakeProfile, keys: dict[str, str], says: str
) -> None:
    app = QuizApp(learner_with(keys=keys))
    async with app.run_test(notifications=True, size=(140, 45)) as pilot:
        await pilot.pause()
        told = [notice.message for notice in app._notifications]
        assert any(says in message for message in told) if says else not told


async def test_what_was_repaired_is_said(learner_with: MakeProfile, home: Path) -> None:
    home.mkdir()
    (home / "progress.json").write_text("{ not json")
    app = QuizApp(learner_with())
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        [notice] = app._notifications
        assert "progress.json: damaged" in notice.message
        assert "No answer is lost." in notice.message
        assert await shows(pilot, "damaged")


async def test_the_palette_starts_a_review_of_any_deck(learner_with: MakeProfile) -> None:
    app = QuizApp(learner_with())
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("ctrl+p")
        await pilot.press(*"happened when")
        await pilot.pause(0.5)
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert isinstance(app.screen, ReviewScreen)
        assert "What happened when?" in seen(pilot)
