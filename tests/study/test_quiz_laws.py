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
from quizapp.progress.events import PRACTICE, Filled
from quizapp.progress.progress import Progress
from quizapp.study.question_pool import Wish
from quizapp.study.quiz import Confiding, Disclosed, HandedIn, Quiz
from quizapp.study.results import CONFIDENCES
from tests.study.conftest import World
from tests.study.decks import graded

STRANGE = ("", "\x00", "\ud800", "True", "1992", (), ("a",), ("x", "y", "z"), ("",) * 30)
"""Replies of whatever shape."""

REPLIES = st.sampled_from(["solution", *STRANGE])
DEEDS = st.lists(
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
    Wish,
    number=st.none() | st.integers(1, 8),
    feedback=st.sampled_from(["each", "end"]),
    minutes=st.sampled_from([0, 1, 10]),
    confidence=st.booleans(),
    counts=st.booleans(),
)


def content(sheet: Sequence[Filled]) -> list[Filled]:
    """A sheet without the time spent."""
    return [replace(line, ms=0) for line in sheet]


@dataclass
class Sat:
    """A quiz that is being sat, and what is expected of it."""

    world: World
    wish: Wish
    quiz: Quiz
    earlier: list[list[Filled]] = field(default_factory=list)
    """The sheets that undo has to bring back."""

    def do(self, deed: tuple[Any, ...]) -> None:
        world, quiz = self.world, self.quiz
        match deed:
            case ("answer", reply):
                place = quiz.place
                right = place.card.question.solution(place.card.face)
                self.change(lambda: quiz.answer(right if reply == "solution" else reply, world.now))
            case ("confide", confidence):
                self.change(lambda: quiz.confide(confidence, world.now))
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
                    assert content(quiz.sheet) == self.earlier.pop()
            case ("crash",):
                self.quiz = world.resumed(quiz)
                self.earlier.clear()
                assert content(self.quiz.sheet) == content(quiz.sheet)
            case ("elsewhere", at, reply):
                self.elsewhere(at, reply)
            case ("full disk", what):
                self.full_disk(what)

    def change(self, deed: Any) -> None:
        quiz = self.quiz
        before, depth = content(quiz.sheet), len(quiz._undo)
        deed()
        if len(quiz._undo) > depth:
            self.earlier.append(before)
        said = [(line.reply, line.confidence) for line in before]
        if self.wish.feedback == "each" and not quiz.can_undo and depth:
            # the answer was seen, or is about to be: nothing before it can be taken back
            assert said != [(line.reply, line.confidence) for line in quiz.sheet]
            self.earlier.clear()

    def elsewhere(self, at: int, reply: Any) -> None:
        """Answer in a second window; to undo here is then to bring back what was here."""
        world, quiz = self.world, self.quiz
        progress = Progress.open(world.folder / "home", world.model)
        there = Quiz.resume(quiz.id, world.decks, progress, world.scheduler, world.now)
        there.go(at, world.now)
        there.answer(reply, world.now)
        self.quiz = world.resumed(quiz)
        self.earlier.clear()
        assert content(self.quiz.sheet) == content(there.sheet)

    def full_disk(self, what: str) -> None:
        def full(*_: object) -> None:
            raise NotSaved("the disk is full")

        quiz, now = self.quiz, self.world.now
        before = (content(quiz.sheet), quiz.stage, quiz.at, quiz.seconds_left(now))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Progress, "fill", full)
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
        assert (content(quiz.sheet), quiz.stage, quiz.at, quiz.seconds_left(now)) == before

    def look(self) -> None:
        """What holds at all times until the quiz is handed in."""
        quiz, progress = self.quiz, self.world.progress
        written = progress.sheet(quiz.id)
        names = [place.name for place in quiz.places]
        assert content([written.get(name, Filled()) for name in names]) == content(quiz.sheet)
        assert not progress.cards
        assert progress.totals.reviews == 0
        assert 0 <= quiz.at < len(quiz.places)
        if isinstance(quiz.stage, Disclosed):
            assert self.wish.feedback == "each"
            assert quiz.stage.grade == quiz.place.grade(quiz.line)
        if isinstance(quiz.stage, Confiding):
            assert self.wish.confidence
            assert quiz.line.reply is not None
        asked = [bool(line.confidence) or not self.wish.confidence for line in quiz.sheet]
        assert all(line.reply is not None or not line.confidence for line in quiz.sheet)
        if self.wish.feedback == "each" and asked[quiz.at] and quiz.line.reply is not None:
            assert isinstance(quiz.stage, Disclosed)


def graded_so_far(quiz: Quiz) -> dict[int, object]:
    """By question, the replies that have been graded before the learner's eyes."""
    sure = not quiz.paper.confidence
    lines = enumerate(quiz.sheet) if quiz.paper.feedback == "each" else ()
    return {
        at: line.reply for at, line in lines if line.reply is not None and (sure or line.confidence)
    }


@settings(max_examples=100, deadline=None)
@given(DEEDS, WISHES, st.integers(0, 1000))
def test_any_sequence_of_deeds_keeps_the_books_straight(
    deeds: list[tuple[Any, ...]], wish: Wish, seed: int
) -> None:
    with TemporaryDirectory() as folder:
        world = World(Path(folder))
        world.add(graded())
        sat = Sat(world, wish, world.quiz(wish, seed))
        for deed in deeds:
            quiz, was_read = sat.quiz, isinstance(sat.quiz.stage, Disclosed)
            left, stood = quiz.seconds_left(world.now), graded_so_far(quiz)
            sat.do(deed)
            if isinstance(sat.quiz.stage, HandedIn):
                assert left == 0
                assert deed == ("tick",)
                break
            sat.look()
            now_left = sat.quiz.seconds_left(world.now)
            if left is not None and now_left is not None:
                if deed[0] in ("crash", "elsewhere"):
                    assert now_left >= left
                else:
                    assert now_left <= left
                if was_read and deed[0] == "wait":
                    assert now_left == left
            if deed[0] != "undo":
                assert stood.items() <= graded_so_far(sat.quiz).items()
        hand_in(sat)


def hand_in(sat: Sat) -> None:
    world, quiz = sat.world, sat.quiz
    quiz.hand_in(world.now)
    quiz.hand_in(world.now)
    assert isinstance(quiz.stage, HandedIn)
    results = quiz.stage.results
    assert results.event
    assert results.score == sum(part.score for part in results.parts)
    assert 0 <= results.score <= len(results.parts) == len(quiz.places)
    history = [one.answer for one in world.progress.history()]
    replied = [
        place.card.key
        for place, line in zip(quiz.places, quiz.sheet, strict=True)
        if line.reply is not None
    ]
    assert sorted(one.card for one in history) == sorted(replied)
    assert all(one.quiz == quiz.id for one in history)
    assert all((one.phase == PRACTICE) is not sat.wish.counts for one in history)
    assert world.progress.cards.keys() == (set(replied) if sat.wish.counts else set())
    again = Progress.open(world.folder / "home", world.model)
    assert dict(again.cards) == dict(world.progress.cards)
    assert not again.open_quizzes
