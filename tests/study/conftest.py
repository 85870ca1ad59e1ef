"""A learner whose clock stands still until a test moves it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quizapp.core.day import Calendar, Day
from quizapp.core.settings import Settings
from quizapp.deck.deck import Deck
from quizapp.memory.fsrs import MemoryModel
from quizapp.progress.progress import Progress
from quizapp.scheduling.context import StudyContext
from quizapp.scheduling.scheduler import Scheduler
from quizapp.scheduling.today import Due, Today, Work
from quizapp.study.question_pool import QuestionPool, QuizOptions
from quizapp.study.quiz import QuizSession
from quizapp.study.review import ReviewSession
from quizapp.study.selection import DUE_TODAY, Selection
from tests.study.decks import deck


@dataclass
class World:
    """A learner's folder, decks and clock."""

    folder: Path
    settings: Settings = field(default_factory=Settings)
    now: datetime = datetime(2024, 2, 26, 12, 0, tzinfo=UTC)
    calendar: Calendar = field(default_factory=lambda: Calendar(4, UTC))
    decks: list[Deck] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.model = MemoryModel()
        self.progress = Progress.open(self.folder / "home", self.model)

    def add(self, cards: list[str], slug: str = "test-deck", head: str = "") -> Deck:
        self.decks.append(deck(self.folder / "decks", cards, slug, head))
        return self.decks[-1]

    @property
    def scheduler(self) -> Scheduler:
        return Scheduler(self.settings, self.calendar, self.model)

    def review(
        self, selection: Selection = DUE_TODAY, decks: list[Deck] | None = None
    ) -> ReviewSession:
        """Of all decks, or of some."""
        decks = self.decks if decks is None else decks
        return ReviewSession.begin(decks, self.queue_day(), selection)

    def quiz(self, options: QuizOptions | None = None, seed: int = 1) -> QuizSession:
        """A quiz on all questions, in the order of the decks unless wished otherwise."""
        pool = QuestionPool.of(self.decks, self.progress.suspended)
        spec = pool.draw(options or QuizOptions(number=None, shuffled=False), seed)
        quiz = self.progress.begin_quiz(spec, self.now)
        return QuizSession.resume(quiz, self.decks, self.context)

    def resumed(self, quiz: QuizSession) -> QuizSession:
        """The same quiz in a new process, after a crash of this one or beside it."""
        self.progress = Progress.open(self.folder / "home", self.model)
        return QuizSession.resume(quiz.id, self.decks, self.context)

    def wait(self, **span: float) -> None:
        self.now += timedelta(**span)

    @property
    def today(self) -> Day:
        return self.calendar.day(self.now)

    @property
    def context(self) -> StudyContext:
        return StudyContext(self.progress, self.settings, self.calendar, self.model, self.now)

    def queue_day(self) -> Today:
        return Today(self.context, self.decks)

    def work(self, decks: list[Deck] | None = None) -> Work:
        return self.queue_day().work(self.decks if decks is None else decks)

    def counts(self) -> tuple[list[Due], Due]:
        work = self.work()
        return work.each, work.total


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


MakeWorld = Callable[..., World]


@pytest.fixture
def make_world(tmp_path: Path) -> MakeWorld:
    def make(**settings: object) -> World:
        return World(tmp_path, Settings(**settings))  # type: ignore[arg-type]

    return make
