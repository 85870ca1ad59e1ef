"""What a quiz asks, how it ends, and what its results say, by keyboard."""

import re

from quizapp.study.question_pool import QuizOptions
from quizapp.ui.app import QuizApp
from quizapp.ui.screens.home import HomeScreen
from quizapp.ui.screens.quiz_setup import QuizSetupScreen
from quizapp.ui.screens.results import ResultsScreen
from quizapp.ui.screens.review import ReviewScreen
from tests.study.decks import CHOICE, TYPED, choices
from tests.ui.conftest import Clock
from tests.ui.quizzes import answer, begin
from tests.ui.seen import option, seen

MANY = """
  - {id: many, type: multi_choice, prompt: Which two are even?, answers: ["2", "4"],
     distractors: ["1", "3"], tags: [numbers]}
"""


async def test_how_sure_is_asked_before_the_answer_and_told_in_the_results(quiz_on) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(*choices(1), quiz_counts=True)
    async with app.run_test(size=(80, 40)) as pilot:
        await begin(pilot, QuizOptions(confidence=True))
        await answer(pilot, "wrong")
        assert "How sure are you?" in seen(pilot)
        await pilot.press("3")
        await pilot.pause()
        await pilot.press("d")
        await pilot.pause()
        assert "Sure                            0 of 1" in seen(pilot)
        assert "You were surer than you were right" in seen(pilot)


async def test_when_the_time_is_up_all_is_handed_in_with_what_is_ticked(
    quiz_on, clock: Clock
) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(MANY, quiz_counts=True)
    async with app.run_test(size=(80, 40)) as pilot:
        await begin(pilot, QuizOptions(minutes=2))
        assert "about 2 minutes left" in seen(pilot)
        await pilot.press(await option(pilot, "2"), await option(pilot, "4"))
        clock.move(seconds=90)
        await app.screen.tick()
        await pilot.pause()
        assert "less than a minute left" in seen(pilot)
        clock.move(seconds=31)
        await app.screen.tick()
        await pilot.pause()
        assert isinstance(app.screen, ResultsScreen)
        assert "1 of 1 point " in seen(pilot)


async def test_the_overview_closes_when_the_time_is_up_beneath_it(quiz_on, clock: Clock) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(*choices(2), quiz_counts=True)
    async with app.run_test(size=(80, 40)) as pilot:
        await begin(pilot, QuizOptions(minutes=1))
        screen = app.screen
        await pilot.press("o")
        clock.move(minutes=2)
        await screen.tick()
        await pilot.pause()
        assert isinstance(app.screen, ResultsScreen)


async def test_what_was_missed_goes_straight_into_a_review(quiz_on) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(*choices(3), quiz_counts=True)
    async with app.run_test(size=(80, 40)) as pilot:
        await begin(pilot)
        missed = app.screen.quiz.item.card.key
        for text in ("wrong", "right", "right"):
            await answer(pilot, text)
        await pilot.press("d")
        await pilot.pause()
        await pilot.press("m")
        await pilot.pause()
        assert isinstance(app.screen, ReviewScreen)
        assert app.screen.session.presented.card.key == missed
        assert app.screen.session.left == 1


async def test_the_results_show_every_question_with_reply_and_right_answer(quiz_on) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(CHOICE.format(id="one"), MANY, quiz_counts=True)
    async with app.run_test(size=(80, 60)) as pilot:
        await begin(pilot, QuizOptions(shuffled=False))
        await answer(pilot, "worse")
        await pilot.press(await option(pilot, "2"), "enter")
        await pilot.pause()
        await pilot.press("d")
        await pilot.pause()
        for text in (
            "You said   worse",
            "Right is   right",
            "≈ Partly right 50%",
            "Right is   2; 4",
        ):
            assert text in seen(pilot)


async def test_tags_and_types_narrow_the_quiz(quiz_on) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(*choices(3), MANY, quiz_counts=True)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("t", "down", "down", "enter", "space", "enter")
        assert "1 question" in seen(pilot)
        await pilot.press("b")
        await pilot.pause()
        assert "Which two are even?" in seen(pilot)


async def test_a_deck_of_flashcards_says_why_there_is_no_quiz(quiz_on) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on("\n  - {id: a, type: flashcard, prompt: x, answer: y}\n", quiz_counts=True)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("t", "enter")
        await pilot.pause(0.2)
        assert "nothing in it can be" in seen(pilot)
        assert isinstance(app.screen, QuizSetupScreen)


async def test_past_quizzes_are_listed_and_their_results_open_again(quiz_on, clock: Clock) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(*choices(3), quiz_counts=True)
    for size in ((60, 20), (140, 45)):
        async with QuizApp(app.profile).run_test(size=size) as pilot:
            await begin(pilot)
            for text in ("right", "wrong", "right"):
                clock.move(seconds=20)
                await answer(pilot, text)
            await pilot.press("d")
            await pilot.pause()
            await pilot.press("enter", "v")
            assert "26 Feb 2024" in seen(pilot)
            assert re.search(r"2 of 3 +67% +25% +1 minute", seen(pilot)), seen(pilot)
            assert "The deck test-deck" in seen(pilot)
            await pilot.press("enter")
            await pilot.pause()
            assert isinstance(pilot.app.screen, ResultsScreen)
            assert "Results of Monday 26 February 2024, 12:0" in seen(pilot)
            assert "2 of 3 points   67%" in seen(pilot)
            await pilot.press("escape")
            assert "Past quizzes" in seen(pilot)
            await pilot.press("escape", "t", "v")
            assert "Past quizzes" in seen(pilot)
            await pilot.press("enter", "m")
            await pilot.pause()
            assert isinstance(pilot.app.screen, ReviewScreen)
            assert pilot.app.screen.session.left == 1
            await pilot.press("escape")
            assert isinstance(pilot.app.screen, HomeScreen)


async def test_without_a_past_quiz_it_says_how_to_begin_one(quiz_on) -> None:  # type: ignore[no-untyped-def]
    async with quiz_on(*choices(1)).run_test() as pilot:
        await pilot.press("v")
        assert "No quiz was handed in yet. t on Home sets one up." in seen(pilot)
        await pilot.press("enter", "escape")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_what_is_overruled_in_past_results_is_in_the_list_when_the_learner_is_back(
    quiz_on,
) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(TYPED.format(id="one"), quiz_counts=True)
    async with app.run_test(size=(80, 40)) as pilot:
        await begin(pilot)
        await pilot.press(*"Kirgisien", "enter")
        await pilot.pause()
        await pilot.press("d", "enter", "v")
        assert "0 of 1" in seen(pilot)
        await pilot.press("enter", "down", "i")
        await pilot.pause()
        assert "By your own judgement." in seen(pilot)
        await pilot.press("escape")
        assert "1 of 1" in seen(pilot)


async def test_a_typed_answer_can_be_counted_as_right_in_the_results(quiz_on) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(TYPED.format(id="one"), quiz_counts=True)
    async with app.run_test(size=(80, 40)) as pilot:
        await begin(pilot)
        await pilot.press(*"Kirgisien", "enter")
        await pilot.pause()
        await pilot.press("d")
        await pilot.pause()
        assert "0 of 1 point " in seen(pilot)
        await pilot.press("down", "i")
        await pilot.pause()
        assert "1 of 1 point " in seen(pilot)
        assert "By your own judgement." in seen(pilot)
        assert "m Practise" not in seen(pilot)


async def test_points_are_shown_where_some_questions_have_more_than_one(quiz_on) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(MANY.replace("type:", "points: 2.5, type:"), *choices(1), quiz_counts=True)
    async with app.run_test(size=(80, 40)) as pilot:
        await begin(pilot, QuizOptions(shuffled=False))
        assert "Question 1 of 2   2.5 points" in seen(pilot)
        await pilot.press(await option(pilot, "2"), await option(pilot, "4"), "enter")
        await pilot.pause()
        assert "Question 2 of 2   1 point" in seen(pilot)
        await answer(pilot, "wrong")
        await pilot.press("d")
        await pilot.pause()
        assert "2.5 of 3.5 points   71%" in seen(pilot)
        assert "✓ Right   2.5 of 2.5 points" in seen(pilot)
        assert "✗ Not quite   0 of 1 point" in seen(pilot)
