"""Past quizzes line by line."""

from collections.abc import Sequence

from quizapp.plain.quiz import take_quiz
from quizapp.plain.results import look_back
from quizapp.study.profile import Profile
from quizapp.study.question_pool import QuizOptions
from tests.plain.talks import Paper, console, profile
from tests.study.decks import TYPED

TWO = [TYPED.format(id=name) for name in ("one", "two")]


def take(one: Profile, *lines: str) -> None:
    options = QuizOptions(shuffled=False, counts=True)
    take_quiz(one, one.library.decks, options, True, "x", console(lines, Paper()))


def look(one: Profile, lines: Sequence[str]) -> list[str]:
    spec = Paper()
    look_back(one, one.library.decks, console(lines, spec))
    return spec.lines


def test_past_quizzes_are_listed_and_a_number_says_the_results_again() -> None:
    with profile(TWO, learning_steps=()) as one:
        take(one, "Kyrgyzstan", "Armenia", "")
        take(one, "Kyrgyzstan", "Kyrgyzstan", "")
        said = look(one, ["3", "2", "", "1", "/end"])
    assert said[:5] == [
        "   Handed in             Points  Score  Guessing       Time",
        "1. 26 Feb 2024 12:00     2 of 2   100%        0%",
        "     The deck test-deck",
        "2. 26 Feb 2024 12:00     1 of 2    50%        0%",
        "     The deck test-deck",
    ]
    assert "There are quizzes 1 to 2; enter ends." in said
    assert "Quiz of Monday 26 February 2024, 12:00." in said
    assert "Score: 1 of 2 (50%). Guessing would give 0 (0%)." in said
    assert "You said: Armenia" in said
    assert said[-1] != "A number shows the results of that quiz again; enter ends."
    assert "Score: 2 of 2 (100%). Guessing would give 0 (0%)." in said


def test_what_was_missed_in_a_past_quiz_can_be_reviewed() -> None:
    with profile(TWO, learning_steps=()) as one:
        take(one, "Kyrgyzstan", "Armenia", "")
        said = look(one, ["1", "/missed", "Kyrgyzstan"])
        assert "1 answer, 1 right." in said


def test_without_a_past_quiz_it_says_how_to_begin_one() -> None:
    with profile(TWO) as one:
        assert look(one, []) == ["No quiz was handed in yet. `quizapp quiz --plain` begins one."]
