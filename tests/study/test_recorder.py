"""After a quiz: "I was right"."""

import pytest

from quizapp.memory.fsrs import Rating
from quizapp.progress.progress import Progress
from quizapp.questions.interactions import DONT_KNOW, Reply
from quizapp.study.actions import ReviewAction
from quizapp.study.question_pool import QuizOptions
from quizapp.study.quiz import Submitted
from quizapp.study.recorder import Recorder, may_be_right, overrule
from quizapp.study.results import Results
from tests.study.conftest import World
from tests.study.decks import CHOICE, TYPED

GAPS = """
  - {{id: {id}, type: cloze, text: "{{{{c1::primo}}}} and {{{{c1::secundo}}}}"}}
"""


def handed_in(world: World, **options: object) -> Results:
    """A typed answer that was not accepted, and a wrong option."""
    world.add([TYPED.format(id="typed"), CHOICE.format(id="choice")])
    quiz = world.quiz(QuizOptions(shuffled=False, **options))  # type: ignore[arg-type]
    quiz.answer("Kirgisien", world.now)
    quiz.go(1, world.now)
    quiz.answer("wrong", world.now)
    quiz.hand_in(world.now)
    assert isinstance(quiz.stage, Submitted)
    return quiz.stage.results


@pytest.mark.parametrize("counts", [True, False])
def test_i_was_right_replaces_the_answer_and_is_logged_as_such(world: World, counts: bool) -> None:
    results = handed_in(world, counts=counts)
    typed, choice = results.items
    assert may_be_right(typed)
    assert not may_be_right(choice)
    recorder = Recorder(world.progress, world.scheduler, counts)
    after = overrule(results, typed, recorder, world.now)
    assert (results.score, after.score) == (0, 1)
    assert after.missed == (choice.card.key,)
    [_, last] = sorted(world.progress.history(), key=lambda one: one.answer.overridden)
    assert last.answer.rating == Rating.GOOD
    assert last.answer.verdict == "wrong"
    assert last.answer.quiz == results.quiz
    assert bool(world.progress.cards) is counts
    assert Progress.open(world.folder / "home", world.model).reviews == 2
    assert overrule(after, after.items[0], recorder, world.now) is after


@pytest.mark.parametrize(
    ("card", "reply", "offered"),
    [
        (TYPED, "Kirgisien", True),
        (TYPED, "?", False),
        (TYPED, DONT_KNOW, False),
        (GAPS, ("first", "secund"), True),
        (GAPS, ("first", " ? "), False),
        (GAPS, ("first", ""), False),
        (GAPS, ("?", "?"), False),
        (GAPS, DONT_KNOW, False),
        (CHOICE, "wrong", False),
    ],
)
def test_who_left_something_open_was_not_right(
    world: World, card: str, reply: Reply, offered: bool
) -> None:
    world.add([card.format(id="one")])
    review = world.review()
    review.answer(reply, world.now)
    assert review.can(ReviewAction.OVERRULE) is offered
    world.wait(days=1)
    quiz = world.quiz()
    quiz.answer(reply, world.now)
    quiz.hand_in(world.now)
    assert isinstance(quiz.stage, Submitted)
    [item] = quiz.stage.results.items
    assert may_be_right(item) is offered


def test_a_quiz_that_another_window_handed_in_is_not_appealed_here(world: World) -> None:
    results = handed_in(world)
    lost = Results(results.quiz, results.items, results.counts)
    recorder = Recorder(world.progress, world.scheduler)
    assert overrule(lost, lost.items[0], recorder, world.now) is lost
    assert world.progress.reviews == 2
