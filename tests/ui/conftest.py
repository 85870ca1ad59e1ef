"""The app on the shipped decks and on small ones, with a clock that stands still."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quizapp.core.day import Calendar
from quizapp.core.folders import shipped_decks
from quizapp.core.settings import Settings
from quizapp.deck.library import Library
from quizapp.memory.fsrs import MemoryModel
from quizapp.progress.progress import Progress
from quizapp.study.profile import Profile
from quizapp.ui.app import QuizApp
from quizapp.ui.start import StartReview
from tests.study.decks import deck


class Clock:
    """Stands at Monday 26 February 2024, noon, until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2024, 2, 26, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    return Clock()


MakeProfile = Callable[..., Profile]


@pytest.fixture
def learner_with(home: Path, tmp_path: Path, clock: Clock) -> MakeProfile:
    """A learner with the decks of some folders; by default the shipped ones."""

    def make(*folders: Path, **settings: object) -> Profile:
        model = MemoryModel()
        library = Library.open(folders or (shipped_decks(),), cache=tmp_path / "cache")
        return Profile(
            library,
            Progress.open(home, model),
            Settings(**settings),  # type: ignore[arg-type]
            Calendar(4, UTC),
            model,
            clock,
        )

    return make


@pytest.fixture
def app_on(learner_with: MakeProfile, tmp_path: Path):  # type: ignore[no-untyped-def]
    def make(*cards: str, **settings: object) -> QuizApp:
        folder = tmp_path / "decks"
        deck(folder, cards)
        profile = learner_with(folder, **settings)
        return QuizApp(profile, StartReview(profile.library.decks))

    return make


@pytest.fixture
def quiz_on(app_on):  # type: ignore[no-untyped-def]
    def make(*cards: str, **settings: object) -> QuizApp:
        app = app_on(*cards, **settings)
        return QuizApp(app.profile)

    return make
