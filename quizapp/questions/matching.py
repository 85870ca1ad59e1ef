from random import Random
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from quizapp.questions.base import (
    EMPTY_LEXICON,
    Fields,
    Grade,
    Lexicon,
    Question,
    Sides,
    Text,
    partial_credit,
    shuffled,
)
from quizapp.questions.interactions import Pair, Reply


def _as_mapping(value: object) -> object:
    """Pairs may be written as a mapping, or as a list of two-item lists."""
    if not isinstance(value, list) or not all(
        isinstance(one, list) and len(one) == 2 and isinstance(one[0], str) for one in value
    ):
        return value
    pairs = dict(value)
    if len(pairs) < len(value):
        raise ValueError("has the same left-hand text twice; each needs one partner")
    return pairs


class Matching(Question):
    """Each left-hand text has one right-hand text. Part credit: the share of right pairs."""

    label: ClassVar[str] = "pairs"
    example: ClassVar[Fields] = {"prompt": "What goes with what?", "pairs": {"a": "1", "b": "2"}}

    type: Literal["matching"]
    prompt: Text
    pairs: Annotated[
        dict[Text, Text], Field(min_length=2, max_length=26), BeforeValidator(_as_mapping)
    ]

    def interaction(self, variant: str, random: Random) -> Pair:
        # two left-hand texts may share a right-hand one; it is then shown once
        rights = shuffled(dict.fromkeys(self.pairs.values()), random)
        return Pair(self.prompt, tuple(self.pairs), rights)

    def solution(self, variant: str) -> Reply:
        return tuple(self.pairs.values())

    def grade(self, variant: str, reply: Reply, lexicon: Lexicon = EMPTY_LEXICON) -> Grade:
        if not isinstance(reply, tuple) or len(reply) != len(self.pairs):
            return partial_credit(0)
        hits = sum(given == right for given, right in zip(reply, self.pairs.values(), strict=True))
        return partial_credit(hits / len(self.pairs))

    def guess_score(self, variant: str) -> float:
        return 1 / len(set(self.pairs.values()))

    def sides(self, variant: str) -> Sides:
        return Sides(self.prompt, "\n".join(f"{a} → {b}" for a, b in self.pairs.items()))
