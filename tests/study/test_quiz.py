"""A quiz, step by step."""

import pytest

from quizapp.progress.events import PRACTICE, Response
from quizapp.questions.base import Verdict
from quizapp.questions.interactions import DONT_KNOW
from quizapp.study.actions import QuizAction
from quizapp.study.question_pool import QuizOptions
from quizapp.study.quiz import Answering, RatingConfidence, ShowingFeedback, Submitted
from tests.study.conftest import World
from tests.study.decks import choices, graded

EACH = QuizOptions(number=None, shuffled=False, feedback="each")


def test_a_reply_is_on_the_sheet_and_counts_nowhere_before_handing_in(world: World) -> None:
    world.add(choices(2))
    quiz = world.quiz()
    quiz.answer("right", world.now)
    assert quiz.response.reply == "right"
    assert isinstance(quiz.stage, Answering)
    assert not world.progress.cards
    assert world.progress.reviews == 0
    assert world.counts()[1].new == 2


def test_an_answer_may_be_changed_as_long_as_nothing_is_graded(world: World) -> None:
    world.add(choices(1))
    quiz = world.quiz()
    for reply in ("wrong", "worse", "right"):
        quiz.answer(reply, world.now)
    quiz.hand_in(world.now)
    assert isinstance(quiz.stage, Submitted)
    assert quiz.stage.results.score == 1


def test_how_sure_a_reply_is_can_be_said_and_changed_after_turning_back(world: World) -> None:
    world.add(choices(2))
    quiz = world.quiz(QuizOptions(number=None, shuffled=False, confidence=True))
    assert not quiz.can(QuizAction.HOW_SURE)
    quiz.answer("right", world.now)
    quiz.go(1, world.now)
    quiz.go(0, world.now)
    for confidence in ("unsure", "sure"):
        assert isinstance(quiz.stage, Answering)
        quiz.ask_confidence(world.now)
        assert isinstance(quiz.stage, RatingConfidence)
        quiz.rate_confidence(confidence, world.now)
        assert (quiz.response.reply, quiz.response.confidence) == ("right", confidence)
    assert quiz.undo(world.now)
    assert quiz.response.confidence == "unsure"
    assert world.resumed(quiz).response.confidence == "unsure"


def test_how_sure_a_reply_is_is_not_asked_where_the_quiz_does_not_ask_it(world: World) -> None:
    world.add(choices(1))
    quiz = world.quiz()
    quiz.answer("right", world.now)
    quiz.ask_confidence(world.now)
    assert isinstance(quiz.stage, Answering)


def test_with_feedback_after_each_a_graded_reply_stands(world: World) -> None:
    world.add(choices(2))
    quiz = world.quiz(EACH)
    quiz.answer("wrong", world.now)
    assert isinstance(quiz.stage, ShowingFeedback)
    assert quiz.stage.grade.verdict is Verdict.WRONG
    quiz.answer("right", world.now)
    quiz.clear(world.now)
    quiz.go(1, world.now)
    quiz.go(0, world.now)
    quiz.answer("right", world.now)
    assert quiz.response.reply == "wrong"
    assert isinstance(quiz.stage, ShowingFeedback)


def test_who_has_seen_the_answer_cannot_take_the_reply_back(world: World) -> None:
    world.add(choices(2))
    quiz = world.quiz(EACH)
    quiz.mark(world.now)
    quiz.answer("wrong", world.now)
    assert not quiz.undo(world.now)
    quiz.mark(world.now)
    assert quiz.undo(world.now)
    quiz.go(1, world.now)
    assert not quiz.undo(world.now)
    assert quiz.responses[0].reply == "wrong"
    assert quiz.responses[0].marked


def test_who_is_asked_how_sure_they_are_sees_the_grade_after_that(world: World) -> None:
    world.add(choices(2))
    quiz = world.quiz(QuizOptions(number=None, shuffled=False, feedback="each", confidence=True))
    quiz.answer("right", world.now)
    assert isinstance(quiz.stage, RatingConfidence)
    quiz.rate_confidence("certainly", world.now)
    assert isinstance(quiz.stage, RatingConfidence)
    quiz.go(1, world.now)
    quiz.rate_confidence("sure", world.now)
    assert quiz.response == Response()
    quiz.go(0, world.now)
    assert isinstance(quiz.stage, RatingConfidence)
    quiz.rate_confidence("sure", world.now)
    assert isinstance(quiz.stage, ShowingFeedback)
    assert quiz.response.confidence == "sure"


def test_a_new_reply_is_not_as_sure_as_the_one_before(world: World) -> None:
    world.add(choices(1))
    quiz = world.quiz(QuizOptions(confidence=True))
    quiz.answer("wrong", world.now)
    quiz.rate_confidence("sure", world.now)
    quiz.answer("right", world.now)
    assert quiz.response.confidence == ""
    assert isinstance(quiz.stage, RatingConfidence)


@pytest.mark.parametrize("feedback", ["each", "end"])
def test_who_does_not_know_is_not_asked_how_sure_they_are(world: World, feedback: str) -> None:
    world.add(choices(1))
    quiz = world.quiz(QuizOptions(confidence=True, feedback=feedback))
    quiz.answer(DONT_KNOW, world.now)
    assert quiz.open == []
    assert isinstance(quiz.stage, ShowingFeedback if feedback == "each" else Answering)
    again = world.resumed(quiz)
    assert again.response.reply == DONT_KNOW


def test_a_cleared_question_is_open_again_and_keeps_its_mark(world: World) -> None:
    world.add(choices(2))
    quiz = world.quiz()
    quiz.mark(world.now)
    quiz.answer("right", world.now)
    assert quiz.open == [1]
    quiz.clear(world.now)
    assert quiz.open == [0, 1]
    assert quiz.marked == [0]
    quiz.mark(world.now)
    assert quiz.marked == []


def test_who_clears_a_question_is_not_sure_of_anything(world: World) -> None:
    world.add(choices(1))
    quiz = world.quiz(QuizOptions(confidence=True))
    quiz.answer("right", world.now)
    quiz.rate_confidence("sure", world.now)
    quiz.clear(world.now)
    assert quiz.response == Response()
    quiz.undo(world.now)
    assert quiz.response == Response("right", "sure")


def test_the_time_stands_while_feedback_is_read_and_while_the_quiz_is_closed(world: World) -> None:
    world.add(choices(2))
    options = QuizOptions(number=None, shuffled=False, feedback="each", minutes=1)
    quiz = world.quiz(options)
    world.wait(seconds=10)
    quiz.answer("right", world.now)
    world.wait(seconds=1000)
    assert quiz.seconds_left(world.now) == 50
    quiz.mark(world.now)
    quiz.go(1, world.now)
    world.wait(seconds=10)
    assert quiz.seconds_left(world.now) == 40
    quiz.go(0, world.now)
    world.wait(days=1)
    quiz = world.resumed(quiz)
    assert quiz.at == 0
    assert isinstance(quiz.stage, ShowingFeedback)
    assert quiz.seconds_left(world.now) == 40


def test_leafing_and_undoing_give_no_time_back(world: World) -> None:
    world.add(choices(2))
    quiz = world.quiz(QuizOptions(number=None, shuffled=False, minutes=1))
    quiz.answer("right", world.now)
    quiz.go(1, world.now)
    for at in (0, 1) * 10:
        world.wait(seconds=0.5)
        quiz.go(at, world.now)
    assert quiz.seconds_left(world.now) == 50
    world.wait(seconds=20)
    quiz.undo(world.now)
    assert quiz.seconds_left(world.now) == 30
    world.wait(seconds=5)
    quiz.answer("right", world.now)
    world.wait(seconds=5)
    quiz.undo(world.now)
    assert quiz.seconds_left(world.now) == 20
    assert world.resumed(quiz).seconds_left(world.now) == pytest.approx(20, abs=2)


def test_when_the_time_is_up_the_next_tick_hands_in(world: World) -> None:
    world.add(choices(2))
    quiz = world.quiz(QuizOptions(number=None, shuffled=False, minutes=1, longer=1.5))
    quiz.answer("right", world.now)
    world.wait(seconds=89)
    assert not quiz.tick(world.now)
    world.wait(seconds=1)
    assert quiz.tick(world.now)
    assert isinstance(quiz.stage, Submitted)
    assert quiz.stage.results.score == 1
    assert not quiz.tick(world.now)


def test_without_a_limit_there_is_no_time_to_run_out(world: World) -> None:
    world.add(choices(1))
    quiz = world.quiz()
    world.wait(days=3)
    assert quiz.seconds_left(world.now) is None
    assert not quiz.tick(world.now)


def test_handing_in_counts_the_answered_questions_once_under_the_quiz(world: World) -> None:
    world.add(graded())
    quiz = world.quiz(QuizOptions(number=None, shuffled=False, confidence=True))
    for at in (0, 2):
        quiz.go(at, world.now)
        quiz.answer("True", world.now)
        quiz.rate_confidence("guess", world.now)
    world.wait(seconds=7)
    quiz.hand_in(world.now)
    quiz.hand_in(world.now)
    history = [one.answer for one in world.progress.history()]
    assert [one.card for one in history] == ["test-deck/q1", "test-deck/q3"]
    assert {one.quiz for one in history} == {quiz.id}
    assert {one.confidence for one in history} == {"guess"}
    assert [one.rating for one in history] == [1, 3]
    assert [one.reply for one in history] == ["True", "True"]
    assert [one.verdict for one in history] == ["wrong", "right"]
    past = world.progress.past_quizzes[quiz.id]
    assert (past.score, past.questions) == (1, 8)
    assert world.progress.cards.keys() == {"test-deck/q1", "test-deck/q3"}


def test_a_quiz_for_practice_moves_no_card(world: World) -> None:
    world.add(choices(2))
    quiz = world.quiz(QuizOptions(counts=False))
    quiz.answer("right", world.now)
    quiz.hand_in(world.now)
    assert isinstance(quiz.stage, Submitted)
    assert not quiz.stage.results.counts
    assert not world.progress.cards
    assert [one.answer.phase for one in world.progress.history()] == [PRACTICE]
    assert world.counts()[1].new == 2


def test_what_was_handed_in_cannot_be_changed(world: World) -> None:
    world.add(choices(2))
    quiz = world.quiz()
    quiz.answer("right", world.now)
    quiz.hand_in(world.now)
    before = (quiz.stage, quiz.at, list(quiz.responses))
    quiz.answer("wrong", world.now)
    quiz.mark(world.now)
    quiz.clear(world.now)
    quiz.go(1, world.now)
    assert not quiz.undo(world.now)
    assert (quiz.stage, quiz.at, quiz.responses) == before


def test_a_card_that_was_reviewed_meanwhile_goes_on_from_there(world: World) -> None:
    world.add(choices(1))
    quiz = world.quiz()
    quiz.answer("right", world.now)
    review = world.review()
    review.answer("right", world.now)
    world.wait(minutes=10)
    quiz.hand_in(world.now)
    card = world.progress.cards["test-deck/card-1"]
    assert (card.reps, card.phase) == (2, "review")
