"""What every question type promises, whatever the author wrote and the learner replied."""

from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from quizapp.questions.base import Verdict
from quizapp.questions.interactions import (
    DONT_KNOW,
    Arrange,
    FillGaps,
    Pair,
    PickMany,
    PickOne,
    Reply,
    SelfGraded,
    TypeText,
    gives_up,
)
from quizapp.questions.union import AnyQuestion
from tests.questions.samples import BY_HAND, ENTRY, TYPES, question, questions

anything = st.one_of(
    st.text(),
    st.lists(st.text(), max_size=8).map(tuple),
    st.from_regex(r"[-+]?[0-9]{1,20}([.,][0-9]{1,9})?([eE][-+]?[0-9]{1,15})?", fullmatch=True),
)


def test_there_is_a_sample_of_every_type() -> None:
    assert {type(question(raw)) for raw in BY_HAND} == set(TYPES)


@given(questions, anything, st.data())
def test_grading_never_raises(asked: AnyQuestion, reply: Reply, data: Any) -> None:
    for variant in asked.variants:
        solution = asked.solution(variant)
        if isinstance(solution, tuple):
            shuffled = data.draw(st.permutations(solution)).copy()
            replies: list[Reply] = [reply, tuple(shuffled), tuple(shuffled[1:]), (*shuffled, "x")]
        else:
            replies = [reply, f" {solution} ", solution[1:]]
        for one in replies:
            grade = asked.grade(variant, one)
            assert 0 <= grade.score <= 1
            assert (grade.score == 1) == (grade.verdict is Verdict.RIGHT)
            assert (grade.score == 0) == (grade.verdict is Verdict.WRONG)


@given(questions)
def test_the_solution_is_right(asked: AnyQuestion) -> None:
    for variant in asked.variants:
        assert asked.grade(variant, asked.solution(variant)).verdict is Verdict.RIGHT


@given(questions)
def test_not_to_know_is_wrong_and_never_right(asked: AnyQuestion) -> None:
    for variant in asked.variants:
        assert asked.grade(variant, DONT_KNOW).verdict is Verdict.WRONG
        assert gives_up(asked.interaction(variant, Random(0)), DONT_KNOW)


@given(questions, st.randoms(use_true_random=False))
def test_the_solution_can_be_given_as_a_reply(asked: AnyQuestion, random: Random) -> None:
    for variant in asked.variants:
        interaction, solution = asked.interaction(variant, random), asked.solution(variant)
        match interaction:
            case SelfGraded():
                assert solution == interaction.answer
            case PickOne():
                assert solution in interaction.options
                assert len(set(interaction.options)) == len(interaction.options)
            case PickMany():
                assert set(solution) < set(interaction.options)
            case TypeText():
                assert isinstance(solution, str)
                assert solution
            case FillGaps():
                assert len(solution) == len(interaction.gaps) > 0
            case Arrange():
                assert sorted(interaction.items) == sorted(solution)
                assert interaction.items != solution
            case Pair():
                assert len(solution) == len(interaction.lefts)
                assert set(solution) <= set(interaction.rights)
                assert len(set(interaction.rights)) == len(interaction.rights)
                belong_to_nobody = set(interaction.rights) - set(solution)
                assert bool(belong_to_nobody) is interaction.has_distractors


@given(questions)
def test_every_card_has_two_sides(asked: AnyQuestion) -> None:
    for variant in asked.variants:
        sides = asked.sides(variant)
        assert sides.front
        assert sides.back


@given(questions)
def test_a_question_survives_the_cache(asked: AnyQuestion) -> None:
    assert ENTRY.validate_json(asked.model_dump_json()) == asked
    assert ENTRY.validate_json(asked.model_dump_json(exclude_defaults=True)) == asked


@given(questions)
def test_variants_are_distinct(asked: AnyQuestion) -> None:
    assert len(set(asked.variants)) == len(asked.variants) > 0
