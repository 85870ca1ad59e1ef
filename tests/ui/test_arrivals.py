"""Decks that are checked while the app is open already."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.pilot import Pilot

from quizapp.core import folders
from quizapp.core.codes import Problem
from quizapp.deck.cache import Cache
from quizapp.deck.library import check_anew
from quizapp.study.profile import Profile
from quizapp.ui.app import QuizApp
from quizapp.ui.screens import home as home_screen
from quizapp.ui.screens.review import ReviewScreen
from quizapp.ui.widgets.deck_list import DeckList
from tests.study.decks import choices, deck
from tests.ui.seen import seen


class CheckByHand:
    """Checks so many decks as the test says, in place of processes."""

    now: "CheckByHand"

    def __init__(self, paths: Sequence[Path], cache: Path) -> None:
        self.paths, self.cache = paths, cache
        self.total, self.done, self._seen = len(paths), 0, 0
        self.has_begun = False
        self.failed: dict[Path, Problem] = {}
        CheckByHand.now = self

    @property
    def is_over(self) -> bool:
        return self.done == self.total

    @property
    def has_more(self) -> bool:
        seen, self._seen = self._seen, self.done
        return seen < self.done or self.is_over

    def begin(self) -> None:
        self.has_begun = True

    def stop(self) -> None:
        pass

    def check(self, *names: str) -> None:
        for path in self.paths:
            if path.stem in names:
                check_anew(path, Cache.of(self.cache))
                self.done += 1


@pytest.fixture
def app(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> QuizApp:
    """With four decks of which none has been checked."""
    monkeypatch.setattr("quizapp.deck.background.DeckCheck", CheckByHand)
    monkeypatch.setattr(folders, "shipped_decks", lambda: tmp_path / "none")
    monkeypatch.setattr(home_screen, "ARRIVALS", 0.01)
    for slug in ("ant", "bee", "cat", "dog"):
        deck(home / "decks", choices(2), slug)
    return QuizApp(Profile.open(wait=False))


async def arrived(pilot: Pilot[None], *names: str) -> None:
    CheckByHand.now.check(*names)
    done = CheckByHand.now.done
    for _ in range(200):
        await pilot.pause(0.01)
        if CheckByHand.now._seen == done:
            break
    await pilot.pause()


async def test_decks_appear_in_their_order_and_the_cursor_stays_on_its_own(app: QuizApp) -> None:
    async with app.run_test() as pilot:
        assert "checking decks, 0 of 4" in seen(pilot)
        assert "No decks yet" not in seen(pilot)
        await arrived(pilot, "bee", "dog")
        assert "checking decks, 2 of 4" in seen(pilot)
        await pilot.press("down")
        assert app.screen.query_one(DeckList).highlighted == 1  # the dog
        await arrived(pilot, "ant", "cat")
        assert [one.slug for one in app.profile.library.decks] == ["ant", "bee", "cat", "dog"]
        assert app.screen.query_one(DeckList).highlighted == 3
        assert "checking" not in seen(pilot)
        await pilot.press("enter")
        assert "The deck dog" in seen(pilot)


async def test_a_review_can_go_on_while_decks_arrive(app: QuizApp) -> None:
    async with app.run_test() as pilot:
        await arrived(pilot, "cat")
        await pilot.press("enter")
        assert isinstance(app.screen, ReviewScreen)
        await arrived(pilot, "ant", "bee", "dog")
        assert isinstance(app.screen, ReviewScreen)
        await pilot.press("escape")
        assert "The deck ant" in seen(pilot)
        assert app.screen.query_one(DeckList).highlighted == 2
        assert app.profile.checking is None


def test_a_command_waits_for_all(app: QuizApp) -> None:
    assert app.profile.library.decks == ()
    assert len(Profile.open().library.decks) == 4


async def test_checking_begins_when_there_is_something_to_see(app: QuizApp) -> None:
    assert not CheckByHand.now.has_begun
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "checking decks, 0 of 4" in seen(pilot)
        assert CheckByHand.now.has_begun
