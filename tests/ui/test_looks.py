"""How the app looks, to the letter. These pictures are also the ones in the README.

After a wanted change: `python -m pytest tests/ui/test_looks.py --snapshot-update`, then look at
each picture that changed.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input

from quizapp.memory.fsrs import Rating
from quizapp.statistics.optimiser_run import OptimiserReport, OptimiserRun, OptimiserStep
from quizapp.study.profile import Profile
from quizapp.study.question_pool import QuizOptions
from quizapp.study.review import ReviewSession
from quizapp.study.stages import Answered, Asking, Finished, Revealed
from quizapp.ui.app import QuizApp
from quizapp.ui.start import Curate, Read, StartQuiz, StartReview
from tests.author.curating import make
from tests.ui.conftest import Clock, MakeProfile
from tests.ui.test_optimiser import BETTER, TRADEOFF
from tests.ui.year import write_decks, write_year

pytestmark = pytest.mark.looks

Compare = Callable[..., bool]
CARD = (80, 28)


@pytest.fixture
def snap(snap_compare: Compare) -> Callable[..., None]:
    """Compare a screen with its picture, with nothing in it that moves."""

    def compare(app: App[None], *press: str, size: tuple[int, int] = (80, 24)) -> None:
        async def still(pilot: Pilot[None]) -> None:
            app.animation_level = "none"
            await pilot.pause()
            await pilot.press(*press)
            await app.workers.wait_for_complete()
            for field in app.screen.query(Input):
                field.cursor_blink = False
            await app.workers.wait_for_complete()
            await pilot.pause()

        assert snap_compare(app, run_before=still, terminal_size=size)

    return compare


@pytest.fixture
def practised(learner_with: MakeProfile, clock: Clock) -> Profile:
    """A learner after nine days on the shipped decks, every fifth answer wrong."""
    profile = learner_with(new_per_day=9)
    answers = 0
    for _ in range(9):
        review = ReviewSession.begin(profile.library.decks, profile.today())
        for _ in range(60):
            clock.move(seconds=9)
            match review.stage:
                case Asking(presented=presented):
                    answers += 1
                    right = presented.card.question.solution(presented.card.variant)
                    review.answer(right if answers % 5 else "?", clock())
                    review.reveal(clock())
                case Revealed():
                    review.rate(Rating.GOOD if answers % 5 else Rating.AGAIN, clock())
                case Answered():
                    review.proceed(clock())
                case Finished():
                    break
        clock.now = clock.now.replace(hour=12, minute=0, second=0) + timedelta(days=1)
    return profile


def deck_review(profile: Profile, slug: str) -> QuizApp:
    return QuizApp(profile, StartReview([profile.library.deck(slug)]))


def test_home(snap: Compare, practised: Profile) -> None:
    snap(QuizApp(practised))


def test_home_in_a_light_theme(snap: Compare, learner_with: MakeProfile) -> None:
    snap(QuizApp(learner_with(theme="quizapp-light")))


def test_home_on_a_small_screen(snap: Compare, practised: Profile) -> None:
    snap(QuizApp(practised), size=(60, 20))


def test_home_on_a_large_screen(snap: Compare, practised: Profile) -> None:
    snap(QuizApp(practised), size=(140, 45))


def test_question(snap: Compare, learner_with: MakeProfile) -> None:
    snap(deck_review(learner_with(), "csto-membership"), "space", *"3h14")


def test_answer(snap: Compare, learner_with: MakeProfile) -> None:
    snap(deck_review(learner_with(), "csto-grievances"), "1", size=CARD)


def test_source(snap: Compare, learner_with: MakeProfile) -> None:
    snap(deck_review(learner_with(), "csto-grievances"), "1", "s", size=CARD)


def test_flashcard(snap: Compare, learner_with: MakeProfile) -> None:
    snap(deck_review(learner_with(), "csto-membership"), "space", size=CARD)


def test_summary(snap: Compare, learner_with: MakeProfile) -> None:
    keys = ["1", "enter", "2", "enter", "1", "enter", "4", "escape"]
    snap(deck_review(learner_with(), "csto-grievances"), *keys, size=CARD)


def test_keys(snap: Compare, learner_with: MakeProfile) -> None:
    snap(deck_review(learner_with(), "csto-grievances"), "question_mark", size=CARD)


def test_settings(snap: Compare, learner_with: MakeProfile) -> None:
    snap(QuizApp(learner_with()), "comma", *["down"] * 4, "right", size=CARD)


def test_quiz_setup(snap: Compare, learner_with: MakeProfile) -> None:
    app = QuizApp(learner_with(quiz_counts=True))
    snap(app, "t", "down", *["right"] * 3, *["down"] * 5, *["right"] * 3)


def quiz(profile: Profile, slug: str, **options: object) -> QuizApp:
    """The app as it opens on a quiz; enter begins it."""
    return QuizApp(profile, StartQuiz([profile.library.deck(slug)], QuizOptions(**options)))  # type: ignore[arg-type]


def test_quiz(snap: Compare, learner_with: MakeProfile) -> None:
    types = frozenset({"choice", "true_false"})
    profile = learner_with(quiz_counts=True)
    app = quiz(profile, "csto-grievances", number=12, minutes=10, types=types)
    snap(app, "enter", *["1"] * 3, "m", "n", "n", *["1"] * 2, "p", "p", size=(80, 24))


def test_results(snap: Compare, learner_with: MakeProfile) -> None:
    app = quiz(
        learner_with(quiz_counts=True),
        "csto-grievances",
        number=6,
        types=frozenset({"choice", "true_false"}),
        confidence=True,
    )
    keys = [key for sure in "321331" for key in ("1", sure)]
    snap(app, "enter", *keys, "d", size=(80, 44))


def test_curating(snap: Compare, learner_with: MakeProfile, tmp_path: Path) -> None:
    folder = make(tmp_path / "arlen")
    snap(QuizApp(learner_with(folder), Curate([folder])), "k", size=(100, 30))


@pytest.fixture
def after_a_year(learner_with: MakeProfile, home: Path, tmp_path: Path, clock: Clock) -> Profile:
    write_year(home, write_decks(tmp_path / "decks"), clock.now.date())
    return learner_with(tmp_path / "decks")


def test_statistics(snap: Compare, after_a_year: Profile) -> None:
    snap(QuizApp(after_a_year), "s", size=(140, 45))


def test_plan(snap: Compare, practised: Profile) -> None:
    snap(QuizApp(practised), "down", "down", "down", "d", "enter", size=CARD)


def test_reading(snap: Compare, practised: Profile) -> None:
    snap(
        QuizApp(practised, Read([practised.library.deck("csto-grievances")])),
        *["j"] * 10, "enter", "j",
        size=(120, 32),
    )  # fmt: skip


def test_optimiser(
    snap: Compare, learner_with: MakeProfile, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = [OptimiserStep(0.5, "Training on them"), OptimiserReport(BETTER, TRADEOFF)]
    monkeypatch.setattr(OptimiserRun, "steps", lambda _: iter(steps))
    app = QuizApp(learner_with())
    snap(app, "comma", "o", size=(80, 47))


def test_browse(snap: Compare, practised: Profile) -> None:
    search = "deck:*membership is:review"
    keys = ["b", *search, "enter", "down", "space", "space", "home"]
    snap(QuizApp(practised), *keys, size=(124, 42))
