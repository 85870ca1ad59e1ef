"""`n` on Home: a card for a deck of one's own."""

from pathlib import Path

import pytest
from textual.widgets import Static

from quizapp.deck.check import check_file
from quizapp.deck.library import open_library
from quizapp.study.profile import Profile
from quizapp.ui.app import QuizApp
from quizapp.ui.screens.card_form import CardFormScreen
from quizapp.ui.screens.home import HomeScreen
from tests.study.decks import TYPED, deck
from tests.ui.conftest import MakeProfile

CARD = ("W", "tab", "a", "tab", "b")


@pytest.fixture
def no_shipped_decks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizapp.core.folders.shipped_decks", lambda: tmp_path / "none")


def own(learner_with: MakeProfile, home: Path) -> Profile:
    """A learner with the decks that lie in the learner's own folder."""
    profile = learner_with(home / "decks")
    profile.library = open_library()
    return profile


@pytest.mark.usefixtures("no_shipped_decks")
async def test_without_a_deck_n_makes_the_first_and_u_takes_it_away(
    learner_with: MakeProfile, home: Path
) -> None:
    (home / "decks").mkdir(parents=True)
    app = QuizApp(own(learner_with, home))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "n writes a first card" in str(app.screen.query_one("#today").left)
        await pilot.press("n", "enter")
        assert "title" in str(app.screen.query_one("#wrong", Static).content)
        await pilot.press("R", "enter")
        await pilot.pause()
        assert isinstance(app.screen, CardFormScreen)
        assert not list((home / "decks").iterdir())  # until there is a card
        await pilot.press(*CARD, "ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        [made] = app.profile.library.decks
        assert (made.path, made.title) == (home / "decks" / "r.yaml", "R")
        assert made.keys == ("r/w",)
        assert check_file(made.path).header
        await pilot.press("u")
        assert app.profile.library.decks == ()
        assert not made.path.exists()


@pytest.mark.usefixtures("no_shipped_decks")
async def test_cards_are_added_to_the_deck_at_the_cursor_counted_and_taken_out_again(
    learner_with: MakeProfile, home: Path
) -> None:
    path = deck(home / "decks", [TYPED.format(id="one")]).path
    before = path.read_bytes()
    app = QuizApp(own(learner_with, home))
    async with app.run_test() as pilot:
        await pilot.pause()
        [slug] = [one.slug for one in app.profile.library.decks]
        await pilot.press("n", "enter")
        await pilot.pause()
        await pilot.press(*CARD, "ctrl+n")
        await pilot.pause(0.1)
        await pilot.press(*CARD, "ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert app.profile.library.deck(slug).keys[1:] == (f"{slug}/w", f"{slug}/w-2")
        assert app.screen._work.total.new == 3
        await pilot.press("u")
        assert len(app.profile.library.deck(slug).keys) == 2
        await pilot.press("u")
        assert path.read_bytes() == before
        await pilot.press("u")
        assert [one.message for one in app._notifications] == ["Nothing to take back."]
        assert path.read_bytes() == before
