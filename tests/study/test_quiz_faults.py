"""A quiz on a disk that is full, and after a crash."""

from collections.abc import Callable

import pytest

from quizapp.core.errors import NotSaved
from quizapp.progress.progress import Progress
from quizapp.study.question_pool import QuizOptions
from quizapp.study.quiz import Answering, QuizSession
from tests.study.conftest import World
from tests.study.decks import choices

VERBS: dict[str, Callable[[QuizSession, World], object]] = {
    "answer": lambda quiz, world: quiz.answer("right", world.now),
    "confide": lambda quiz, world: quiz.rate_confidence("sure", world.now),
    "mark": lambda quiz, world: quiz.mark(world.now),
    "clear": lambda quiz, world: quiz.clear(world.now),
    "go": lambda quiz, world: quiz.go(1, world.now),
    "undo": lambda quiz, world: quiz.undo(world.now),
}


def full(*_: object) -> None:
    raise NotSaved("the disk is full")


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("confiding", [True, False])
def test_what_cannot_be_saved_has_not_happened(
    world: World, monkeypatch: pytest.MonkeyPatch, verb: str, confiding: bool
) -> None:
    world.add(choices(2))
    quiz = world.quiz(QuizOptions(number=None, shuffled=False, minutes=5, confidence=True))
    quiz.answer("worse", world.now)
    if not confiding:
        quiz.rate_confidence("unsure", world.now)
    if confiding == (verb == "answer") or (not confiding and verb == "confide"):
        return  # that is not to be done here
    world.wait(seconds=9)

    def seen() -> tuple[object, ...]:
        replies = [(line.reply, line.confidence, line.marked) for line in quiz.responses]
        return replies, quiz.stage, quiz.at, quiz.seconds_left(world.now)

    before = seen()
    monkeypatch.setattr(Progress, "respond", full)
    for _ in range(2):
        with pytest.raises(NotSaved):
            VERBS[verb](quiz, world)
        assert seen() == before
    monkeypatch.undo()
    VERBS[verb](quiz, world)
    assert seen() != before
    while quiz.undo(world.now):
        pass
    assert quiz.open == [0, 1]
    assert world.resumed(quiz).open == [0, 1]


def test_undo_that_could_not_be_saved_can_be_tried_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.add(choices(1))
    quiz = world.quiz()
    quiz.answer("right", world.now)
    monkeypatch.setattr(Progress, "respond", full)
    with pytest.raises(NotSaved):
        quiz.undo(world.now)
    monkeypatch.undo()
    assert quiz.undo(world.now)
    assert quiz.open == [0]


def test_a_quiz_that_cannot_be_handed_in_is_open_still(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.add(choices(1))
    quiz = world.quiz(QuizOptions(minutes=1))
    quiz.answer("right", world.now)
    world.wait(minutes=2)

    def full(*_: object) -> None:
        raise NotSaved("the disk is full")

    monkeypatch.setattr(Progress, "finish_quiz", full)
    with pytest.raises(NotSaved):
        quiz.tick(world.now)
    assert isinstance(quiz.stage, Answering)
    monkeypatch.undo()
    assert quiz.tick(world.now)
    assert world.progress.reviews == 1


def test_options_lie_as_they_did_before_the_crash_and_not_all_alike(world: World) -> None:
    world.add(choices(12))
    quiz = world.quiz(QuizOptions(number=None), seed=3)
    again = world.resumed(quiz)
    assert [item.interaction for item in again.items] == [item.interaction for item in quiz.items]
    assert len({item.interaction.options.index("right") for item in quiz.items}) > 1  # type: ignore[union-attr]
