"""Whatever a learner does in a quiz, its books stay straight."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.core.errors import NotSaved
from quizapp.progress.events import PRACTICE, Response
from quizapp.progress.progress import Progress
from quizapp.study.actions import QuizAction
from quizapp.study.question_pool import QuizOptions
from quizapp.study.quiz import QuizSession, RatingConfidence, ShowingFeedback, Submitted
from quizapp.study.results import CONFIDENCES
from tests.study.conftest import World
from tests.study.decks import graded

STRANGE = ("", "\x00", "\ud800", "True", "1992", (), ("a",), ("x", "y", "z"), ("",) * 30)
"""Replies of whatever shape."""

REPLIES = st.sampled_from(["solution", *STRANGE])
ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), REPLIES),
        st.tuples(st.just("confide"), st.sampled_from([*CONFIDENCES, "", "maybe"])),
        st.tuples(st.just("go"), st.integers(-1, 10)),
        st.tuples(st.just("wait"), st.sampled_from([0.3, 0.9, 5, 40, 400])),
        st.tuples(st.sampled_from(["mark", "clear", "undo", "undo", "tick", "crash"])),
        st.tuples(st.just("elsewhere"), st.integers(0, 8), REPLIES),
        st.tuples(st.just("full disk"), st.sampled_from(["answer", "mark", "go", "undo"])),
    ),
    max_size=30,
)
WISHES = st.builds(
    QuizOptions,
    number=st.none() | st.integers(1, 8),
    feedback=st.sampled_from(["each", "end"]),
    minutes=st.sampled_from([0, 1, 10]),
    confidence=st.booleans(),
    counts=st.booleans(),
)


def content(responses: Sequence[Response]) -> list[Response]:
    """A sheet without the time spent."""
    return [replace(line, ms=0) for line in responses]


@dataclass
class Sat:
    """A quiz that is being sat, and what is expected of it."""

    world: World
    options: QuizOptions
    quiz: QuizSession
    earlier: list[list[Response]] = field(default_factory=list)
    """The sheets that undo has to bring back."""

    def do(self, action: tuple[Any, ...]) -> None:
        world, quiz = self.world, self.quiz
        match action:
            case ("answer", reply):
                item = quiz.item
                right = item.card.question.solution(item.card.variant)
                self.change(lambda: quiz.answer(right if reply == "solution" else reply, world.now))
            case ("confide", confidence):
                self.change(lambda: quiz.rate_confidence(confidence, world.now))
            case ("mark",):
                self.change(lambda: quiz.mark(world.now))
            case ("clear",):
                self.change(lambda: quiz.clear(world.now))
            case ("go", at):
                quiz.go(at, world.now)
            case ("wait", seconds):
                world.wait(seconds=seconds)
            case ("tick",):
                quiz.tick(world.now)
            case ("undo",):
                assert quiz.undo(world.now) is bool(self.earlier)
                if self.earlier:
                    assert content(quiz.responses) == self.earlier.pop()
            case ("crash",):
                self.quiz = world.resumed(quiz)
                self.earlier.clear()
                assert content(self.quiz.responses) == content(quiz.responses)
            case ("elsewhere", at, reply):
                self.elsewhere(at, reply)
            case ("full disk", what):
                self.full_disk(what)

    def change(self, action: Any) -> None:
        quiz = self.quiz
        before, depth = content(quiz.responses), len(quiz._undo)
        action()
        if len(quiz._undo) > depth:
            self.earlier.append(before)
        said = [(line.reply, line.confidence) for line in before]
        if self.options.feedback == "each" and not quiz.can(QuizAction.UNDO) and depth:
            # the answer was seen, or is about to be: nothing before it can be taken back
            assert said != [(line.reply, line.confidence) for line in quiz.responses]
            self.earlier.clear()

    def elsewhere(self, at: int, reply: Any) -> None:
        """Answer in a second window; to undo here is then to bring back what was here."""
        world, quiz = self.world, self.quiz
        progress = Progress.open(world.folder / "home", world.model)
        there = QuizSession.resume(quiz.id, world.decks, replace(world.context, progress=progress))
        there.go(at, world.now)
        there.answer(reply, world.now)
        self.quiz = world.resumed(quiz)
        self.earlier.clear()
        assert content(self.quiz.responses) == content(there.responses)

    def full_disk(self, what: str) -> None:
        def full(*_: object) -> None:
            raise NotSaved("the disk is full")

        quiz, now = self.quiz, self.world.now
        before = (content(quiz.responses), quiz.stage, quiz.at, quiz.seconds_left(now))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Progress, "respond", full)
            try:
                match what:
                    case "answer":
                        quiz.answer("right", now)
                    case "mark":
                        quiz.mark(now)
                    case "go":
                        quiz.go(0, now)
                        return  # there was nothing to write
                    case "undo":
                        quiz.undo(now)
            except NotSaved:
                pass
        assert (content(quiz.responses), quiz.stage, quiz.at, quiz.seconds_left(now)) == before

    def look(self) -> None:
        """What holds at all times until the quiz is handed in."""
        quiz, progress = self.quiz, self.world.progress
        written = progress.responses(quiz.id)
        names = [item.name for item in quiz.items]
        assert content([written.get(name, Response()) for name in names]) == content(quiz.responses)
        assert not progress.cards
        assert progress.reviews == 0
        assert 0 <= quiz.at < len(quiz.items)
        if isinstance(quiz.stage, ShowingFeedback):
            assert self.options.feedback == "each"
            assert quiz.stage.grade == quiz.item.grade(quiz.response)
        if isinstance(quiz.stage, RatingConfidence):
            assert self.options.confidence
            assert quiz.response.reply is not None
        asked = [bool(line.confidence) or not self.options.confidence for line in quiz.responses]
        assert all(line.reply is not None or not line.confidence for line in quiz.responses)
        if self.options.feedback == "each" and asked[quiz.at] and quiz.response.reply is not None:
            assert isinstance(quiz.stage, ShowingFeedback)


def graded_so_far(quiz: QuizSession) -> dict[int, object]:
    """By question, the replies that have been graded before the learner's eyes."""
    sure = not quiz.spec.confidence
    lines = enumerate(quiz.responses) if quiz.spec.feedback == "each" else ()
    return {
        at: line.reply for at, line in lines if line.reply is not None and (sure or line.confidence)
    }


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(ACTIONS, WISHES, st.integers(0, 1000))
def test_any_sequence_of_actions_keeps_the_books_straight(
    actions: list[tuple[Any, ...]], options: QuizOptions, seed: int
) -> None:
    with TemporaryDirectory() as folder:
        world = World(Path(folder))
        world.add(graded())
        sat = Sat(world, options, world.quiz(options, seed))
        for action in actions:
            quiz, was_read = sat.quiz, isinstance(sat.quiz.stage, ShowingFeedback)
            left, stood = quiz.seconds_left(world.now), graded_so_far(quiz)
            sat.do(action)
            if isinstance(sat.quiz.stage, Submitted):
                assert left == 0
                assert action == ("tick",)
                break
            sat.look()
            now_left = sat.quiz.seconds_left(world.now)
            if left is not None and now_left is not None:
                if action[0] in ("crash", "elsewhere"):
                    assert now_left >= left
                else:
                    assert now_left <= left
                if was_read and action[0] == "wait":
                    assert now_left == left
            if action[0] != "undo":
                assert stood.items() <= graded_so_far(sat.quiz).items()
        hand_in(sat)


def hand_in(sat: Sat) -> None:
    world, quiz = sat.world, sat.quiz
    quiz.hand_in(world.now)
    quiz.hand_in(world.now)
    assert isinstance(quiz.stage, Submitted)
    results = quiz.stage.results
    assert results.event
    assert results.score == sum(item.score for item in results.items)
    assert 0 <= results.score <= len(results.items) == len(quiz.items)
    history = [one.answer for one in world.progress.history()]
    replied = [
        item.card.key
        for item, line in zip(quiz.items, quiz.responses, strict=True)
        if line.reply is not None
    ]
    assert sorted(one.card for one in history) == sorted(replied)
    assert all(one.quiz == quiz.id for one in history)
    assert all((one.phase == PRACTICE) is not sat.options.counts for one in history)
    assert world.progress.cards.keys() == (set(replied) if sat.options.counts else set())
    again = Progress.open(world.folder / "home", world.model)
    assert dict(again.cards) == dict(world.progress.cards)
    assert not again.open_quizzes
