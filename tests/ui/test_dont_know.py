"""Not to know is an answer: a wrong one, without the luck of a guess."""

import pytest

from quizapp.questions.interactions import DONT_KNOW
from quizapp.ui.screens.quiz import QuizScreen
from quizapp.ui.screens.results import ResultsScreen
from tests.study.decks import CHOICE, FLASHCARD, MATCHING, MULTI, ORDERING, TRUE_FALSE, TYPED
from tests.ui.quizzes import begin
from tests.ui.seen import seen

PICKED = (CHOICE, MULTI, TRUE_FALSE, ORDERING, MATCHING)


@pytest.mark.parametrize("card", PICKED)
async def test_a_key_says_so_and_shows_what_is_right(app_on, card: str) -> None:  # type: ignore[no-untyped-def]
    app = app_on(card.format(id="one"))
    async with app.run_test() as pilot:
        assert "0 Don't know" in seen(pilot)
        await pilot.press("0")
        await pilot.pause()
        assert "✗ Not known   saved, back in 1 minute" in seen(pilot)
        assert "✗ Not right" not in seen(pilot)
        assert "I was right" not in seen(pilot)
        assert "Don't know" not in seen(pilot)
        [answer] = app.profile.progress.history()
        assert (answer.answer.rating, answer.answer.verdict) == (1, "wrong")
        assert answer.answer.reply == DONT_KNOW


async def test_what_is_right_is_shown_pair_by_pair(app_on) -> None:  # type: ignore[no-untyped-def]
    async with app_on(MATCHING.format(id="one")).run_test() as pilot:
        await pilot.press("0")
        await pilot.pause()
        lines = [" ".join(line.split()) for line in seen(pilot).splitlines()]
        assert {"a → x", "b → y", "c → z"} <= set(lines)


@pytest.mark.parametrize("card", [FLASHCARD, TYPED])
async def test_where_it_is_said_otherwise_the_key_is_free(app_on, card: str) -> None:  # type: ignore[no-untyped-def]
    app = app_on(card.format(id="one"))
    async with app.run_test() as pilot:
        assert "Don't know" not in seen(pilot)
        await pilot.press("0")
        assert app.profile.progress.reviews == 0


async def test_a_field_that_was_left_takes_the_key(app_on) -> None:  # type: ignore[no-untyped-def]
    async with app_on(TYPED.format(id="one")).run_test() as pilot:
        await pilot.press("escape", "0")
        await pilot.pause()
        assert "✗ Not known" in seen(pilot)
        assert "Expected   Kyrgyzstan" in seen(pilot)
        assert "You typed" not in seen(pilot)


async def test_undo_says_what_was_said(app_on) -> None:  # type: ignore[no-untyped-def]
    async with app_on(CHOICE.format(id="one")).run_test() as pilot:
        await pilot.press("0", "u")
        await pilot.pause()
        assert "You said that you do not know it." in seen(pilot)
        assert "0 Don't know" in seen(pilot)


async def test_in_a_quiz_it_counts_as_answered_and_nobody_asks_how_sure(quiz_on) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(CHOICE.format(id="one"), CHOICE.format(id="two"), quiz_counts=True)
    async with app.run_test() as pilot:
        await begin(pilot)
        assert "0 Don't know" in seen(pilot)
        await pilot.press("0")
        await pilot.pause()
        assert isinstance(app.screen, QuizScreen)
        assert app.screen.quiz.open == [1]
        await pilot.press("p")
        await pilot.pause()
        assert "You said that you do not know it." in seen(pilot)
        await pilot.press("o")
        await pilot.pause()
        assert "not known" in seen(pilot)
        await pilot.press("d")
        await pilot.pause()
        assert isinstance(app.screen, ResultsScreen)
        await pilot.press("down")
        assert "✗ Not known" in seen(pilot)
        assert "You said" not in seen(pilot)
        assert "Right is   right" in seen(pilot)


async def test_it_can_have_another_key(app_on) -> None:  # type: ignore[no-untyped-def]
    app = app_on(CHOICE.format(id="one"), keys={"dont-know": "z"})
    async with app.run_test(size=(160, 24)) as pilot:
        assert "z Don't know" in seen(pilot)
        await pilot.press("z")
        await pilot.pause()
        assert "✗ Not known" in seen(pilot)
