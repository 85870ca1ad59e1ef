"""A quiz by keyboard: set up, answered, left and taken up again, handed in."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from quizapp import settings
from quizapp.errors import NotSaved
from quizapp.progress.progress import Progress
from quizapp.study.pool import Wish
from quizapp.ui.app import QuizApp
from quizapp.ui.screens.home import HomeScreen
from quizapp.ui.screens.overview import OverviewScreen
from quizapp.ui.screens.quiz import QuizScreen
from quizapp.ui.screens.quiz_setup import QuizSetupScreen
from quizapp.ui.screens.results import ResultsScreen
from quizapp.ui.screens.review import ReviewScreen
from tests.study.decks import CHOICE, TYPED, choices
from tests.ui.conftest import Clock
from tests.ui.seen import option, seen

MANY = """
  - {id: many, type: multi_choice, prompt: Which two are even?, answers: ["2", "4"],
     distractors: ["1", "3"], tags: [numbers]}
"""


async def begin(pilot: Pilot[None]) -> None:
    """The quiz as it is set up from the start."""
    await pilot.press("t", "enter")
    if not isinstance(pilot.app.screen, QuizScreen):
        await pilot.press("enter")  # yes, the answers count
    await pilot.pause()
    assert isinstance(pilot.app.screen, QuizScreen)


async def answer(pilot: Pilot[None], text: str) -> None:
    await pilot.press(await option(pilot, text))
    await pilot.pause()


@pytest.fixture
def quiz_on(app_on):  # type: ignore[no-untyped-def]
    def make(*cards: str, **settings: object) -> QuizApp:
        app = app_on(*cards, **settings)
        return QuizApp(app.learner)

    return make


async def test_a_whole_quiz_from_home_to_the_results_and_back(quiz_on) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(*choices(3))
    async with app.run_test(size=(80, 40)) as pilot:
        await begin(pilot)
        assert "Question 1 of 3" in seen(pilot)
        await answer(pilot, "right")
        assert "1 answered, saved" in seen(pilot)
        assert "Question 2 of 3" in seen(pilot)
        await answer(pilot, "wrong")
        await answer(pilot, "right")
        assert isinstance(app.screen, OverviewScreen)
        assert "All 3 answered." in seen(pilot)
        assert app.learner.progress.totals.reviews == 0
        await pilot.press("d")
        await pilot.pause()
        assert isinstance(app.screen, ResultsScreen)
        assert "2 of 3 points   67%" in seen(pilot)
        assert "Guessing would give 0.75 (25%)." in seen(pilot)
        assert app.learner.progress.totals.reviews == 3
        await pilot.press("enter")
        assert isinstance(app.screen, HomeScreen)


async def test_whether_answers_count_is_asked_once_and_kept(quiz_on, home: Path) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(*choices(1))
    async with app.run_test() as pilot:
        await pilot.press("t", "enter")
        assert "Should the answers of a quiz count as reviews?" in seen(pilot)
        await pilot.press("down", "enter")
        await answer(pilot, "wrong")
        await pilot.press("d", "enter")
        assert app.learner.progress.totals.reviews == 1
        assert not app.learner.progress.cards
        assert settings.load(home / "config.toml").quiz_counts is False
        await pilot.press("t", "enter")
        await pilot.pause()
        assert isinstance(app.screen, QuizScreen)


async def test_an_earlier_reply_is_shown_and_can_be_changed_or_cleared(quiz_on) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(*choices(2), quiz_counts=True)
    async with app.run_test() as pilot:
        await begin(pilot)
        await answer(pilot, "wrong")
        await pilot.press("p")
        assert any("wrong" in line and "Your answer" in line for line in seen(pilot).splitlines())
        await answer(pilot, "right")
        quiz = app.screen.quiz
        assert quiz.sheet[0].reply == "right"
        await pilot.press("p", "c")
        assert quiz.open == [0, 1]
        await pilot.press("u")
        assert quiz.sheet[0].reply == "right"


async def test_questions_can_be_marked_and_found_in_the_overview(quiz_on) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(*choices(3), quiz_counts=True)
    async with app.run_test(size=(80, 40)) as pilot:
        await begin(pilot)
        await pilot.press("n", "m")
        assert "⚑ marked" in seen(pilot)
        await pilot.press("n", "o")
        assert "3 questions open" in seen(pilot)
        assert "1 marked to come back to." in seen(pilot)
        await pilot.press("up", "enter")
        await pilot.pause()
        assert "Question 2 of 3" in seen(pilot)


async def test_what_is_typed_is_saved_when_the_learner_turns_to_another_question(quiz_on) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(TYPED.format(id="one"), TYPED.format(id="two"), quiz_counts=True)
    async with app.run_test() as pilot:
        await begin(pilot)
        await pilot.press(*"Armenia", "ctrl+n")
        assert app.screen.quiz.sheet[0].reply == "Armenia"
        assert "Question 2 of 2" in seen(pilot)


async def test_a_quiz_that_was_left_goes_on_where_it_was(quiz_on) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(*choices(3), quiz_counts=True)
    async with app.run_test() as pilot:
        await begin(pilot)
        await answer(pilot, "right")
        await pilot.press("q")
        assert isinstance(app.screen, HomeScreen)
    again = QuizApp(app.learner)
    async with again.run_test() as pilot:
        await pilot.press("t")
        assert "1 of 3 answered" in seen(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "Question 2 of 3" in seen(pilot)
        assert again.screen.quiz.sheet[0].reply == "right"


async def test_feedback_after_each_shows_the_answer_and_keeps_the_reply(quiz_on) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(*choices(2), quiz_counts=True)
    decks = app.learner.library.decks
    async with app.run_test() as pilot:
        app.quiz(decks, Wish(feedback="each"), at_once=True)
        await pilot.pause()
        await answer(pilot, "wrong")
        assert "✗ Not quite" in seen(pilot)
        reply = app.screen.quiz.sheet[0].reply
        await pilot.press("1", "2", "3")
        assert app.screen.quiz.sheet[0].reply == reply
        await pilot.press("enter")
        assert "Question 2 of 2" in seen(pilot)


async def test_how_sure_is_asked_before_the_answer_and_told_in_the_results(quiz_on) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(*choices(1), quiz_counts=True)
    async with app.run_test(size=(80, 40)) as pilot:
        app.quiz(app.learner.library.decks, Wish(confidence=True), at_once=True)
        await pilot.pause()
        await answer(pilot, "wrong")
        assert "How sure are you?" in seen(pilot)
        await pilot.press("3")
        await pilot.pause()
        await pilot.press("d")
        await pilot.pause()
        assert "Sure                                      0 of 1" in seen(pilot)
        assert "You were surer than you were right" in seen(pilot)


async def test_when_the_time_is_up_all_is_handed_in_with_what_is_ticked(
    quiz_on, clock: Clock
) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(MANY, quiz_counts=True)
    async with app.run_test(size=(80, 40)) as pilot:
        app.quiz(app.learner.library.decks, Wish(minutes=2), at_once=True)
        await pilot.pause()
        assert "about 2 minutes left" in seen(pilot)
        await pilot.press(await option(pilot, "2"), await option(pilot, "4"))
        clock.move(seconds=90)
        app.screen.tick()
        await pilot.pause()
        assert "less than a minute left" in seen(pilot)
        clock.move(seconds=31)
        app.screen.tick()
        await pilot.pause()
        assert isinstance(app.screen, ResultsScreen)
        assert "1 of 1 point " in seen(pilot)


async def test_the_overview_closes_when_the_time_is_up_beneath_it(quiz_on, clock: Clock) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(*choices(2), quiz_counts=True)
    async with app.run_test(size=(80, 40)) as pilot:
        app.quiz(app.learner.library.decks, Wish(minutes=1), at_once=True)
        await pilot.pause()
        screen = app.screen
        await pilot.press("o")
        clock.move(minutes=2)
        screen.tick()
        await pilot.pause()
        assert isinstance(app.screen, ResultsScreen)


async def test_what_was_missed_goes_straight_into_a_review(quiz_on) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(*choices(3), quiz_counts=True)
    async with app.run_test(size=(80, 40)) as pilot:
        await begin(pilot)
        missed = app.screen.quiz.place.card.key
        for text in ("wrong", "right", "right"):
            await answer(pilot, text)
        await pilot.press("d")
        await pilot.pause()
        await pilot.press("m")
        await pilot.pause()
        assert isinstance(app.screen, ReviewScreen)
        assert app.screen.session.turn.card.key == missed
        assert app.screen.session.left == 1


async def test_the_results_show_every_question_with_reply_and_right_answer(quiz_on) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(CHOICE.format(id="one"), MANY, quiz_counts=True)
    async with app.run_test(size=(80, 60)) as pilot:
        app.quiz(app.learner.library.decks, Wish(shuffled=False), at_once=True)
        await pilot.pause()
        await answer(pilot, "worse")
        await pilot.press(await option(pilot, "2"), "enter")
        await pilot.pause()
        await pilot.press("d")
        await pilot.pause()
        for text in ("You said   worse", "Right is   right", "≈ Partly 50%", "Right is   2; 4"):
            assert text in seen(pilot)


async def test_tags_and_types_narrow_the_quiz(quiz_on) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(*choices(3), MANY, quiz_counts=True)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("t", "down", "down", "enter", "space", "enter")
        assert "1 question" in seen(pilot)
        await pilot.press("b")
        await pilot.pause()
        assert "Which two are even?" in seen(pilot)


async def test_a_reply_that_cannot_be_saved_is_said_and_the_question_stays(
    quiz_on, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(*choices(2), quiz_counts=True)
    async with app.run_test() as pilot:
        await begin(pilot)

        def full(*_: object) -> None:
            raise NotSaved("the disk is full")

        monkeypatch.setattr(Progress, "fill", full)
        await answer(pilot, "right")
        assert "✗ Not saved  the disk is full" in seen(pilot)
        assert "Question 1 of 2" in seen(pilot)
        assert "answered, saved" not in seen(pilot)


async def test_a_deck_of_flashcards_says_why_there_is_no_quiz(quiz_on) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on("\n  - {id: a, type: flashcard, prompt: x, answer: y}\n", quiz_counts=True)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("t", "enter")
        await pilot.pause(0.2)
        assert "nothing in it can be" in seen(pilot)
        assert isinstance(app.screen, QuizSetupScreen)


async def test_a_full_disk_keeps_nobody_in_a_quiz(quiz_on, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(TYPED.format(id="one"), TYPED.format(id="two"), quiz_counts=True)
    async with app.run_test() as pilot:
        await begin(pilot)

        def full(*_: object) -> None:
            raise NotSaved("the disk is full")

        monkeypatch.setattr(Progress, "fill", full)
        await pilot.press(*"Armenia", "escape", "escape")
        assert isinstance(app.screen, QuizScreen)
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


async def test_an_open_quiz_is_not_thrown_away_by_one_that_begins_at_once(quiz_on) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(*choices(3), quiz_counts=True)
    decks = app.learner.library.decks
    async with app.run_test() as pilot:
        await begin(pilot)
        await answer(pilot, "right")
        await pilot.press("q")
        app.quiz(decks, Wish(number=2), at_once=True)
        await pilot.pause()
        assert "1 of 3 answered" in seen(pilot)
        await pilot.press("escape")
        app.quiz(decks, Wish(number=2), at_once=True, new=True)
        await pilot.pause()
        assert "Question 1 of 2" in seen(pilot)
        assert len(app.learner.progress.open_quizzes) == 1
