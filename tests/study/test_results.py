"""What came of a quiz."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.study.question_pool import QuizOptions
from quizapp.study.quiz import Submitted
from quizapp.study.results import CONFIDENCES, Results
from tests.study.conftest import World
from tests.study.decks import MULTI, choices, graded


def sat(world: World, replies: Sequence[tuple[Any, str]]) -> Results:
    """A quiz on all questions, with a reply (None for none) and a confidence for each."""
    quiz = world.quiz(QuizOptions(number=None, shuffled=False, confidence=True))
    for at, (reply, confidence) in enumerate(replies):
        quiz.go(at, world.now)
        if reply is not None:
            quiz.answer(reply, world.now)
            quiz.rate_confidence(confidence, world.now)
    quiz.hand_in(world.now)
    assert isinstance(quiz.stage, Submitted)
    return quiz.stage.results


def test_points_are_given_in_part_and_none_for_what_was_left_out(world: World) -> None:
    world.add([MULTI.format(id="many"), *choices(3)])
    results = sat(world, [(("a",), ""), ("right", ""), ("wrong", ""), (None, "")])
    assert [item.score for item in results.items] == [0.5, 1, 0, 0]
    assert results.score == 1.5
    assert results.missed == ("test-deck/many", "test-deck/card-2", "test-deck/card-3")
    (past,) = world.progress.past_quizzes.values()
    assert (past.score, past.guess_score, past.questions) == (1.5, results.guess_score, 4)


def test_calibration_goes_from_guess_to_sure_over_what_was_answered(world: World) -> None:
    world.add(choices(5))
    replies = [("right", "sure"), ("wrong", "sure"), ("right", "guess"), ("right", "sure")]
    results = sat(world, [*replies, (None, "")])
    found = [(one.confidence, one.answers, one.right) for one in results.calibration]
    assert found == [("guess", 1, 1), ("sure", 3, 2)]


def test_who_was_not_asked_is_not_calibrated(world: World) -> None:
    world.add(choices(1))
    quiz = world.quiz()
    quiz.answer("right", world.now)
    quiz.hand_in(world.now)
    assert isinstance(quiz.stage, Submitted)
    assert quiz.stage.results.calibration == []


def test_a_question_is_in_the_group_of_each_of_its_tags(world: World) -> None:
    tags = ("[a]", "[a, b]", "[]", "[b, b]")
    cards = [f"{one}    tags: {tag}\n" for one, tag in zip(choices(4), tags, strict=True)]
    world.add(cards)
    results = sat(world, [("right", "")] * 2 + [("wrong", "")] * 2)
    assert [(one.name, one.questions, one.score) for one in results.by_tag] == [
        ("a", 2, 2),
        ("b", 2, 1),
    ]


OUTCOMES = st.lists(
    st.tuples(st.sampled_from(["solution", "wrong", None]), st.sampled_from(["", *CONFIDENCES])),
    min_size=8,
    max_size=8,
)


@settings(max_examples=30, deadline=None)
@given(OUTCOMES)
def test_the_parts_add_up(outcomes: list[tuple[str | None, str]]) -> None:
    with TemporaryDirectory() as folder:
        world = World(Path(folder))
        world.add(graded())
        items = world.quiz().items
        right = [item.card.question.solution(item.card.variant) for item in items]
        replies = [
            (solution if reply == "solution" else reply, confidence)
            for (reply, confidence), solution in zip(outcomes, right, strict=True)
        ]
        results = sat(world, replies)
        assert results.score == sum(reply == "solution" for reply, _ in outcomes)
        assert len(results.missed) == 8 - results.score
        groups = results.by_type
        assert sum(one.questions for one in groups) == 8
        assert sum(one.score for one in groups) == pytest.approx(results.score)
        assert sum(one.guess_score for one in groups) == pytest.approx(results.guess_score)
        said = sum(one.answers for one in results.calibration)
        assert said == sum(reply is not None and bool(sure) for reply, sure in outcomes)
