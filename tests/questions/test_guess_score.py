"""The points of blind guessing, against all the replies that a blind guesser could give."""

from collections.abc import Iterable, Iterator
from itertools import chain, combinations, permutations, product
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.questions.interactions import (
    Arrange,
    FillGaps,
    Interaction,
    Pair,
    PickMany,
    PickOne,
    Reply,
    SelfGraded,
    TypeText,
)
from tests.questions.samples import BY_HAND, question, questions


def blind(interaction: Interaction) -> Iterator[Reply]:
    """Every reply of one who knows nothing; where there is no end of them, one that is no good."""
    match interaction:
        case PickOne(options=options):
            yield from options
        case PickMany(options=options):
            sizes = range(1, len(options) + 1)
            yield from chain.from_iterable(combinations(options, size) for size in sizes)
        case Arrange(items=items):
            yield from permutations(items)
        case Pair(lefts=lefts, rights=rights):
            yield from product(rights, repeat=len(lefts))
        case TypeText() | FillGaps() | SelfGraded():
            yield "no idea at all"


def mean_grade(raw: Any, replies: Iterable[Reply]) -> float:
    scores = [raw.grade(raw.variants[0], reply).score for reply in replies]
    return sum(scores) / len(scores)


def few(interaction: Interaction) -> bool:
    """Whether there are not too many replies to try them all."""
    match interaction:
        case PickMany(options=options):
            return len(options) <= 8
        case Arrange(items=items):
            return len(items) <= 6
        case Pair(lefts=lefts, rights=rights):
            return len(rights) ** len(lefts) <= 5000
        case _:
            return True


small = questions.filter(lambda one: few(one.interaction(one.variants[0], Random(0))))


@settings(max_examples=150, deadline=None)
@given(small, st.integers(0, 9))
def test_chance_is_the_mean_grade_over_all_blind_replies(raw: Any, seed: int) -> None:
    replies = blind(raw.interaction(raw.variants[0], Random(seed)))
    assert raw.guess_score(raw.variants[0]) == pytest.approx(mean_grade(raw, replies))


@pytest.mark.parametrize("raw", BY_HAND, ids=lambda raw: raw["type"])
def test_chance_is_right_for_a_question_of_every_type(raw: dict[str, Any]) -> None:
    one = question(raw)
    for variant in one.variants:
        replies = list(blind(one.interaction(variant, Random(0))))
        assert one.guess_score(variant) == pytest.approx(mean_grade(one, replies))


@pytest.mark.parametrize("size", range(2, 7))
def test_chance_is_right_for_questions_of_every_size(size: int) -> None:
    words = [f"word {one}" for one in range(size)]
    raws: list[dict[str, Any]] = [
        {"type": "ordering", "items": words},
        {"type": "choice", "answer": words[0], "distractors": words[1:]},
        {"type": "matching", "pairs": dict.fromkeys(words[:2], "x") | {"z": "y"}},
        {"type": "matching", "pairs": {one: one.upper() for one in words[:4]}},
        {"type": "matching", "pairs": dict.fromkeys(words[:2], "x"), "distractors": ["y", "z"]},
    ]
    raws += [
        {"type": "multi_choice", "answers": words[:right], "distractors": words[right:]}
        for right in range(1, size)
    ]
    whole = [{**raw, "partial": "false"} for raw in raws if raw["type"] != "choice"]
    for raw in (*raws, *whole):
        one = question({"prompt": "?", **raw})
        replies = blind(one.interaction("", Random(size)))
        assert one.guess_score("") == pytest.approx(mean_grade(one, replies))


def test_chance_of_the_usual_questions_is_what_one_would_say() -> None:
    three = {"type": "choice", "prompt": "?", "answer": "a", "distractors": ["b", "c"]}
    assert question(three).guess_score("") == pytest.approx(1 / 3)
    assert question({"type": "true_false", "prompt": "?", "answer": "true"}).guess_score("") == 0.5
    pairs = {"a": "1", "b": "2", "c": "3", "d": "4"}
    assert question({"type": "matching", "prompt": "?", "pairs": pairs}).guess_score("") == 0.25
    two = {"type": "ordering", "prompt": "?", "items": ["one", "two"]}
    assert question(two).guess_score("") == 0.5
    assert question({"type": "typed", "prompt": "?", "answer": "word"}).guess_score("") == 0


@given(st.integers(2, 26))
def test_the_longest_ordering_has_a_chance_below_one_half(items: int) -> None:
    raw = {"type": "ordering", "prompt": "?", "items": [f"item {one}" for one in range(items)]}
    assert 0 < question(raw).guess_score("") <= 0.5
