"""A quiz by keyboard: set up, answered, left and taken up again, handed in."""

import re
from pathlib import Path

import pytest

from quizapp.core import settings
from quizapp.core.errors import NotSaved
from quizapp.deck.library import Library
from quizapp.progress.events import Response
from quizapp.progress.progress import Progress
from quizapp.study.question_pool import QuizOptions
from quizapp.study.quiz_service import QuizService
from quizapp.ui.app import QuizApp
from quizapp.ui.screens.home import HomeScreen
from quizapp.ui.screens.quiz import OverviewScreen, QuizScreen
from quizapp.ui.screens.results import ResultsScreen
from quizapp.ui.start import StartQuiz
from tests.study.decks import CHOICE, TYPED, choices, deck
from tests.ui.conftest import Clock
from tests.ui.quizzes import answer, begin
from tests.ui.seen import option, seen


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
        assert app.profile.progress.reviews == 0
        await pilot.press("d")
        await pilot.pause()
        assert isinstance(app.screen, ResultsScreen)
        assert "2 of 3 points   67%" in seen(pilot)
        assert "Guessing would give 0.75 (25%)." in seen(pilot)
        assert app.profile.progress.reviews == 3
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
        assert app.profile.progress.reviews == 1
        assert not app.profile.progress.cards
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
        assert quiz.responses[0].reply == "right"
        await pilot.press("p", "c")
        assert quiz.open == [0, 1]
        await pilot.press("u")
        assert quiz.responses[0].reply == "right"


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
        assert app.screen.quiz.responses[0].reply == "Armenia"
        assert "Question 2 of 2" in seen(pilot)
        await pilot.press("question_mark", "ctrl+n")
        assert app.screen.quiz.responses[1].reply is None


async def test_a_quiz_that_was_left_goes_on_where_it_was(quiz_on) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(*choices(3), quiz_counts=True)
    async with app.run_test() as pilot:
        await begin(pilot)
        await answer(pilot, "right")
        await pilot.press("q")
        assert isinstance(app.screen, HomeScreen)
    again = QuizApp(app.profile)
    async with again.run_test() as pilot:
        await pilot.press("t")
        assert "1 of 3 answered" in seen(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "Question 2 of 3" in seen(pilot)
        assert again.screen.quiz.responses[0].reply == "right"


async def test_feedback_after_each_shows_the_answer_and_keeps_the_reply(quiz_on) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(*choices(2), quiz_counts=True)
    async with app.run_test() as pilot:
        await begin(pilot, QuizOptions(feedback="each"))
        await answer(pilot, "wrong")
        assert "✗ Not quite" in seen(pilot)
        reply = app.screen.quiz.responses[0].reply
        await pilot.press("1", "2", "3")
        assert app.screen.quiz.responses[0].reply == reply
        await pilot.press("enter")
        assert "Question 2 of 2" in seen(pilot)


async def test_a_reply_that_cannot_be_saved_is_said_and_the_question_stays(
    quiz_on, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(*choices(2), quiz_counts=True)
    async with app.run_test() as pilot:
        await begin(pilot)

        def full(*_: object) -> None:
            raise NotSaved("the disk is full")

        monkeypatch.setattr(Progress, "respond", full)
        await answer(pilot, "right")
        assert "✗ Not saved  the disk is full" in seen(pilot)
        assert "Question 1 of 2" in seen(pilot)
        assert "answered, saved" not in seen(pilot)


async def test_a_full_disk_keeps_nobody_in_a_quiz(quiz_on, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(TYPED.format(id="one"), TYPED.format(id="two"), quiz_counts=True)
    async with app.run_test() as pilot:
        await begin(pilot)

        def full(*_: object) -> None:
            raise NotSaved("the disk is full")

        monkeypatch.setattr(Progress, "respond", full)
        await pilot.press(*"Armenia", "escape", "escape")
        assert isinstance(app.screen, QuizScreen)
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


async def test_a_quiz_is_set_up_with_what_the_command_line_says(quiz_on) -> None:  # type: ignore[no-untyped-def]
    profile = quiz_on(*choices(3), TYPED.format(id="t"), quiz_counts=True).profile
    options = QuizOptions(number=2, types=frozenset({"choice"}), minutes=7, feedback="each")
    app = QuizApp(profile, StartQuiz(profile.library.decks, options))
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.pause()
        for row in ("Begin    2 questions", "one option", "7 minutes", "after each"):
            assert row in re.sub(" {4,}", "    ", seen(pilot)), row
        await pilot.press("enter")
        await pilot.pause()
        assert "Question 1 of 2" in seen(pilot)
        await pilot.press("q", "t")
        assert "7 minutes" in seen(pilot)
        assert "one option" in seen(pilot)


async def test_what_is_chosen_before_a_quiz_is_there_again_before_the_next(quiz_on) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(*choices(3), quiz_counts=True)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("t", *["down"] * 5, "right")
        assert "after each" in seen(pilot)
        await pilot.press("escape", "t")
        assert "after each" in seen(pilot)


async def test_a_tag_of_another_deck_keeps_no_quiz_from_beginning(quiz_on) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(*choices(3), quiz_counts=True)
    app.quiz_options = QuizOptions(tags=frozenset({"of another deck"}))
    async with app.run_test() as pilot:
        await pilot.press("t", "enter")
        await pilot.pause()
        assert "Question 1 of 3" in seen(pilot)


async def test_a_tag_that_no_question_has_can_be_taken_away_again(quiz_on) -> None:  # type: ignore[no-untyped-def]
    profile = quiz_on(CHOICE.format(id="one") + "    tags: [a]\n", quiz_counts=True).profile
    app = QuizApp(
        profile, StartQuiz(profile.library.decks, QuizOptions(tags=frozenset({"none such"})))
    )
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "0 questions" in seen(pilot)
        await pilot.press("down", "down", "enter", "enter", "b")
        await pilot.pause()
        assert "Question 1 of 1" in seen(pilot)


async def test_with_an_open_quiz_the_cursor_is_on_it_and_all_else_is_for_a_new_one(quiz_on) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(*choices(3), quiz_counts=True)
    decks = app.profile.library.decks
    async with app.run_test(size=(80, 30)) as pilot:
        await begin(pilot)
        await answer(pilot, "right")
        await pilot.press("q")
        app.set_up_quiz(decks, QuizOptions(number=2))
        await pilot.pause()
        assert "▸ Go on with the open quiz" in seen(pilot)
        for heading in ("Questions of a new quiz", "How a new quiz goes"):
            assert heading in seen(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "of 3" in seen(pilot)
        await pilot.press("q", "t", "b")
        assert "1 of 3 questions of the open quiz are answered." in seen(pilot)
        await pilot.press("enter", "escape")
        assert app.profile.progress.open_quizzes
        await pilot.press("t", "b", "down", "enter")
        await pilot.pause()
        assert "Question 1 of 3" in seen(pilot)
        await answer(pilot, "right")
        await pilot.press("q")
        app.set_up_quiz(decks, QuizOptions(number=2), new=True)
        await pilot.pause()
        assert "▸ Begin a new quiz" in seen(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "Question 1 of 2" in seen(pilot)
        assert len(app.profile.progress.open_quizzes) == 1


async def test_before_a_quiz_its_count_of_answers_is_the_newest(quiz_on, clock: Clock) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(*choices(3), quiz_counts=True)
    profile = app.profile
    async with app.run_test() as pilot:
        await begin(pilot)
        quiz = app.screen.quiz
        await pilot.press("q", "t")
        assert "0 of 3 answered" in seen(pilot)
        other = Progress.open(profile.progress.home, profile.model)
        other.respond(quiz.id, quiz.items[1].name, Response("right"), profile.clock())
        clock.move(minutes=5)
        app.screen.look()
        await pilot.pause()
        assert "1 of 3 answered, begun 5 minutes ago" in seen(pilot)
        await pilot.press("down", "down")
        assert "▸ How many" in seen(pilot)
        other.drop_quiz(quiz.id, profile.clock())
        app.screen.look()
        await pilot.pause()
        assert "open quiz" not in seen(pilot)
        assert "▸ How many" in seen(pilot)


async def test_who_leaves_a_quiz_is_told_the_way_back(quiz_on, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(*choices(1), quiz_counts=True)
    async with app.run_test(notifications=True) as pilot:
        await begin(pilot)
        await pilot.press("q")
        await pilot.pause(0.2)
        assert "t on “The deck test-deck” goes on with" in seen(pilot)
    deck(tmp_path / "decks", choices(1), "second")
    profile = app.profile
    profile.library = Library.open([tmp_path / "decks"])
    QuizService.of(profile).drop(*profile.progress.open_quizzes)
    async with QuizApp(profile).run_test(size=(100, 24), notifications=True) as pilot:
        await begin(pilot)
        await pilot.press("q")
        await pilot.pause(0.2)
        assert "“Quiz on everything”" in seen(pilot)


async def test_a_quiz_goes_on_at_the_question_that_it_was_left_at(quiz_on) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(*choices(4), quiz_counts=True)
    async with app.run_test() as pilot:
        await begin(pilot)
        await pilot.press("n", "n", "q", "t", "enter")
        await pilot.pause()
        assert "Question 3 of 4" in seen(pilot)


async def test_what_another_window_answers_is_seen_here(quiz_on) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(*choices(3), quiz_counts=True)
    profile = app.profile
    async with app.run_test() as pilot:
        await begin(pilot)
        other = Progress.open(profile.progress.home, profile.model)
        quiz = app.screen.quiz
        other.respond(quiz.id, quiz.items[1].name, Response("right"), profile.clock())
        await app.screen.tick()
        assert "1 answered, saved" in seen(pilot)
        other.drop_quiz(quiz.id, profile.clock())
        await app.screen.tick()
        await pilot.press(await option(pilot, "right"))
        assert "another window has ended this quiz" in seen(pilot)


async def test_how_sure_a_reply_is_can_still_be_said_after_turning_back(quiz_on) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(*choices(2), TYPED.format(id="t"), quiz_counts=True)
    async with app.run_test(size=(80, 30)) as pilot:
        await begin(pilot, QuizOptions(confidence=True, shuffled=False))
        await answer(pilot, "right")
        await pilot.press("n", "p")
        assert "You did not say how sure you are." in seen(pilot)
        assert "h How sure" in seen(pilot)
        await pilot.press("o")
        assert "right   how sure?" in seen(pilot)
        await pilot.press("escape", "h", "3", "p")
        assert "You said: I am sure." in seen(pilot)
        assert app.screen.quiz.responses[0].confidence == "sure"
        await pilot.press("n", "n", *"Armenia", "ctrl+n", "ctrl+b")
        assert "f7 How sure" in seen(pilot)
        await pilot.press("f7", "1")
        assert app.screen.quiz.responses[2].confidence == "guess"


async def test_hand_in_stands_in_the_key_bar_when_it_is_the_next_thing_to_do(quiz_on) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(*choices(3), quiz_counts=True)
    for size in ((80, 24), (60, 20)):
        async with QuizApp(app.profile).run_test(size=size) as pilot:
            await pilot.press("t", "enter")
            await pilot.pause()
            assert "Hand in" not in seen(pilot)
            await pilot.press("n", "n")
            assert "d Hand in" in seen(pilot)
            await pilot.press("p")
            assert "Hand in" not in seen(pilot)
            for _ in range(2):
                await answer(pilot, "right")
            await answer(pilot, "right")
            await pilot.press("escape", "p")
            assert "d Hand in" in seen(pilot)
            await pilot.press("d", "d")
            await pilot.pause()
            assert isinstance(pilot.app.screen, ResultsScreen)


NUMBER = "\n  - {id: %s, type: numeric, prompt: How many?, answer: 1992}\n"
GAPS = '\n  - {id: gaps, type: cloze, text: "{{c1::one}} and {{c1::two}}"}\n'
PAIRS = "\n  - {id: pairs, type: matching, prompt: Match., pairs: {a: x, b: y, c: z}}\n"


@pytest.mark.parametrize("feedback", ["end", "each"])
async def test_what_is_entered_by_half_is_there_again_when_the_page_is_turned_back(
    quiz_on, feedback: str
) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(NUMBER % "one", GAPS, PAIRS, quiz_counts=True)
    async with app.run_test(size=(80, 30)) as pilot:
        await begin(pilot, QuizOptions(shuffled=False, feedback=feedback))
        await pilot.press(*"19 or", "ctrl+n", *"first", "ctrl+n", "2", "n")
        assert "19 or" in seen(pilot)
        assert "What you entered here is not saved yet." in seen(pilot)
        await pilot.press("ctrl+n")
        assert "first" in seen(pilot)
        await pilot.press("ctrl+n")
        assert seen(pilot).count("…") == 2
        assert app.screen.quiz.open == [0, 1, 2]
        await pilot.press("o", "escape", "ctrl+b", "ctrl+b")
        await pilot.press(*["backspace"] * 3, *"92", "enter")
        assert app.screen.quiz.responses[0].reply == "1992"
        await app.screen.go(0)
        assert "not saved yet" not in seen(pilot)


async def test_with_feedback_after_each_an_unsent_reply_is_there_again_too(quiz_on) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(NUMBER % "one", NUMBER % "two", quiz_counts=True)
    async with app.run_test() as pilot:
        await begin(pilot, QuizOptions(shuffled=False, feedback="each"))
        await pilot.press(*"1992", "ctrl+n", "ctrl+b")
        assert "1992" in seen(pilot)
        assert app.screen.quiz.open == [0, 1]


async def test_a_question_can_be_read_in_a_terminal_of_eight_lines(quiz_on) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(*choices(1), quiz_counts=True)
    async with app.run_test(size=(40, 8)) as pilot:
        await begin(pilot)
        assert "Which is right in card-1?" in seen(pilot)
        assert "▸ 1" in seen(pilot)


async def test_who_left_a_field_turns_on_with_letters_until_they_type_again(quiz_on) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(*(TYPED.format(id=f"q{number}") for number in range(3)), quiz_counts=True)
    async with app.run_test() as pilot:
        await begin(pilot)
        await pilot.press("escape", "n", "n", "p")
        await pilot.pause()
        assert isinstance(app.screen, QuizScreen)
        assert app.screen.quiz.at == 1
        assert app.screen.quiz.open == [0, 1, 2]
        await pilot.press("enter", *"Kyrgyzstan", "enter")
        await pilot.pause()
        assert app.screen.quiz.open == [0, 2]
        await pilot.press(*"no")
        await pilot.pause()
        assert app.screen.page.answer.pending() == "no"
