"""A quiz that is open in two windows."""

from dataclasses import replace

import pytest

from quizapp.core.errors import DeckError, NotSaved
from quizapp.progress.progress import Progress
from quizapp.study.question_pool import QuizOptions
from quizapp.study.quiz import Answering, QuizSession, ShowingFeedback, Submitted
from quizapp.study.quiz_service import QuizService
from tests.study.conftest import World
from tests.study.decks import choices


def beside(world: World, quiz: QuizSession) -> QuizSession:
    """The same quiz in a second window."""
    progress = Progress.open(world.folder / "home", world.model)
    return QuizSession.resume(quiz.id, world.decks, replace(world.context, progress=progress))


def test_a_reply_of_another_window_is_kept_and_graded(world: World) -> None:
    world.add(choices(3))
    here = world.quiz()
    there = beside(world, here)
    there.answer("right", world.now)
    here.mark(world.now)
    assert here.response.reply == "right"
    there.go(1, world.now)
    there.answer("right", world.now)
    here.go(2, world.now)
    here.answer("right", world.now)
    there.go(2, world.now)
    there.answer("wrong", world.now)
    here.hand_in(world.now)
    assert isinstance(here.stage, Submitted)
    assert here.stage.results.score == 2


def test_a_reply_that_another_window_had_graded_stands(world: World) -> None:
    world.add(choices(2))
    here = world.quiz(QuizOptions(number=None, feedback="each"))
    there = beside(world, here)
    there.answer("wrong", world.now)
    assert isinstance(here.stage, Answering)
    here.answer("right", world.now)
    assert isinstance(here.stage, ShowingFeedback)
    assert here.response.reply == "wrong"


def test_a_quiz_handed_in_by_two_windows_counts_once(world: World) -> None:
    world.add(choices(2))
    here = world.quiz()
    here.answer("right", world.now)
    there = beside(world, here)
    there.hand_in(world.now)
    here.go(1, world.now)
    with pytest.raises(NotSaved, match="another window has ended this quiz"):
        here.answer("right", world.now)
    assert here.responses[1].reply is None
    here.hand_in(world.now)
    assert isinstance(there.stage, Submitted)
    assert isinstance(here.stage, Submitted)
    assert there.stage.results.event
    assert here.stage.results.event is None
    assert world.progress.reviews == 1
    with pytest.raises(KeyError):
        beside(world, here)
    with pytest.raises(DeckError, match="handed in or thrown away"):
        QuizService(world.decks, world.progress, lambda: world.context).resume(here.id)
