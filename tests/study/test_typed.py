"""Typed answers in a review and in a quiz: another unit, a slip that is rated hard."""

import pytest

from quizapp.memory.fsrs import Rating
from quizapp.questions.base import Verdict
from quizapp.questions.interactions import AskAgain
from quizapp.study.question_pool import QuizOptions
from quizapp.study.quiz import ShowingFeedback, Submitted
from quizapp.study.stages import Answered, Asking
from tests.study.conftest import World
from tests.study.decks import DISTANCE, choices


def test_an_amount_in_another_unit_is_asked_for_again_once_and_nothing_is_logged(
    world: World,
) -> None:
    world.add([DISTANCE.format(id="one")])
    review = world.review()
    with pytest.raises(AskAgain, match="The answer is wanted in km"):
        review.answer("5000 m", world.now)
    assert isinstance(review.stage, Asking)
    assert world.progress.reviews == 0
    review.answer("5000 m", world.now)
    assert isinstance(review.stage, Answered)
    assert review.stage.grade.verdict is Verdict.RIGHT
    assert review.stage.grade.remark == "Exactly: 5 km."


def test_each_question_asks_again_by_itself(world: World) -> None:
    world.add([DISTANCE.format(id="one"), DISTANCE.format(id="two")])
    review = world.review()
    for _ in range(2):
        with pytest.raises(AskAgain):
            review.answer("4000 m", world.now)
        review.answer("4 km", world.now)
        assert isinstance(review.stage, Answered)
        assert review.stage.grade.verdict is Verdict.WRONG
        review.proceed(world.now)


def test_a_quiz_asks_again_only_with_feedback_after_each_question(world: World) -> None:
    world.add([DISTANCE.format(id="one"), *choices(1)])
    quiz = world.quiz(QuizOptions(number=None, shuffled=False, feedback="each"))
    with pytest.raises(AskAgain):
        quiz.answer("5000 m", world.now)
    assert quiz.response.reply is None
    quiz.answer("5 km", world.now)
    assert isinstance(quiz.stage, ShowingFeedback)

    silent = world.quiz(QuizOptions(number=None, shuffled=False, feedback="end"))
    silent.answer("5000 m", world.now)
    silent.hand_in(world.now)
    assert isinstance(silent.stage, Submitted)
    assert silent.stage.results.score == 1


@pytest.mark.parametrize(
    ("slips", "rating"), [("good", Rating.GOOD), ("hard", Rating.HARD), ("none", Rating.AGAIN)]
)
@pytest.mark.parametrize("kind", ["typed", "cloze"])
def test_an_author_says_what_a_slip_is_rated(
    world: World, slips: str, rating: Rating, kind: str
) -> None:
    asked = (
        "prompt: Where?, answer: Kyrgyzstan" if kind == "typed" else 'text: "{{c1::Kyrgyzstan}}"'
    )
    world.add([f"\n  - {{id: one, type: {kind}, language: en, slips: {slips}, {asked}}}\n"])
    review = world.review()
    review.answer("Kyrgystan" if kind == "typed" else ("Kyrgystan",), world.now)
    assert isinstance(review.stage, Answered)
    assert review.stage.rating is rating
    assert bool(review.stage.grade.remark) == (slips != "none")
    assert review.stage.hard_for == ("slip" if slips == "hard" else "")
