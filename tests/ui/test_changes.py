"""A deck that has changed since it was studied, by keyboard."""

from collections.abc import Callable

import pytest

from quizapp.progress.events import Answer
from quizapp.study.review import ReviewSession
from quizapp.ui.app import QuizApp
from quizapp.ui.screens.home import HomeScreen
from quizapp.ui.screens.overlays import ChangesScreen
from tests.study.decks import CHOICE, deck
from tests.ui.conftest import MakeProfile
from tests.ui.seen import seen, shows


@pytest.fixture
def changed_app(
    learner_with: MakeProfile, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], QuizApp]:
    """On Home, with one deck: its only card is due in a month, and has another answer by now."""

    def make() -> QuizApp:
        folder = tmp_path_factory.mktemp("decks")
        deck(folder, [CHOICE.format(id="one")])
        before = learner_with(folder)
        [key] = before.library.decks[0].keys
        given = Answer(key, before.day, 3, "review", 0, before.day + 30)
        before.progress.record(given, before.clock())
        ReviewSession.begin(before.library.decks, before.today())
        before.close()
        deck(folder, [CHOICE.format(id="one").replace("answer: right", "answer: better")])
        return QuizApp(learner_with(folder))

    return make


@pytest.mark.parametrize("size", [(60, 20), (140, 45)])
async def test_the_line_the_key_and_the_card_that_is_asked_again(
    changed_app: Callable[[], QuizApp], size: tuple[int, int]
) -> None:
    app = changed_app()
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        assert await shows(pilot, "1 card changed since you last studied")
        assert "w shows them" in " ".join(seen(pilot).replace("▌", " ").split())
        assert "Which is right in one?" in seen(pilot)
        await pilot.press("w")
        assert isinstance(app.screen, ChangesScreen)
        assert await shows(pilot, "+ better")
        assert "- right" in seen(pilot)
        await pilot.press("escape", "u")
        assert await shows(pilot, "Cards with another answer")
        await pilot.press("enter")
        assert isinstance(app.screen, HomeScreen)
        [due] = app.profile.progress.due_day.values()
        assert due == app.profile.day + 30
