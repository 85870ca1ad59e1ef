"""A deck that is open while its cache is lost and its file has errors by now."""

import shutil
from pathlib import Path

import pytest

from quizapp.study.profile import Profile
from quizapp.ui.app import QuizApp
from quizapp.ui.screens.home import HomeScreen
from quizapp.ui.screens.review import ReviewScreen
from quizapp.ui.screens.summary import SummaryScreen
from tests.study.decks import TYPED, choices, deck


@pytest.fixture
def app(home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> QuizApp:
    monkeypatch.setattr("quizapp.core.folders.shipped_decks", lambda: tmp_path / "none")
    deck(home / "decks", choices(2), "ant")
    deck(home / "decks", [TYPED.format(id="one"), TYPED.format(id="two")], "bee")
    Profile.open().close()
    return QuizApp(Profile.open())


def lose(home: Path, slug: str) -> None:
    shutil.rmtree(home / "cache")
    (home / "decks" / f"{slug}.yaml").write_text("deck: [\n")


def told(app: QuizApp) -> str:
    return " ".join(str(one.message) for one in app._notifications)


async def test_a_review_goes_on_with_the_decks_that_are_left_and_says_why(
    app: QuizApp, home: Path
) -> None:
    async with app.run_test() as pilot:
        await pilot.press("a")
        assert isinstance(app.screen, ReviewScreen)
        asked = app.screen.session.presented
        assert asked
        [lost] = {"ant", "bee"} - {asked.deck.slug}
        lose(home, lost)
        await pilot.press("@", "@")  # each is suspended, and the next one comes
        await pilot.pause()
        assert len(app.profile.progress.suspended) == 2
        assert f"{lost}.yaml: the file has changed" in told(app)
        assert "come another time" in told(app)


async def test_when_no_card_is_left_the_summary_comes_with_the_reason(
    app: QuizApp, home: Path
) -> None:
    lose(home, "ant")
    (home / "decks" / "bee.yaml").write_text("deck: [\n")
    async with app.run_test() as pilot:
        await pilot.press("a")
        await pilot.pause()
        assert isinstance(app.screen, SummaryScreen)
        assert "ant.yaml: the file has changed" in told(app)
        assert "bee.yaml: the file has changed" in told(app)
        assert app.profile.progress.reviews == 0


@pytest.mark.parametrize("key", ["t", "p"])
async def test_a_quiz_and_practice_say_what_is_wrong_with_the_deck(
    app: QuizApp, home: Path, key: str
) -> None:
    lose(home, "ant")
    async with app.run_test() as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert "ant.yaml: the file has changed" in told(app)


async def test_what_was_set_aside_is_listed_without_the_deck(app: QuizApp, home: Path) -> None:
    for key in ("ant/card-1", "bee/one"):
        app.profile.progress.suspend(key, app.profile.clock())
    lose(home, "ant")
    async with app.run_test() as pilot:
        await pilot.press("x")
        await pilot.pause()
        assert [one.card.key for _, one in app.screen.rows] == ["bee/one"]  # type: ignore[attr-defined]
