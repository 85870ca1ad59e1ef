from collections.abc import Iterator
from random import Random
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from quizapp.core.codes import Problem
from quizapp.questions.base import (
    EMPTY_LEXICON,
    Boolean,
    Fields,
    Grade,
    Lexicon,
    Question,
    Sides,
    Text,
    answers_among_distractors,
    duplicates,
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
    """Each left-hand text has one right-hand text. Part credit: the share of right pairs.

    `distractors` are further right-hand texts, which belong to none.
    """

    label: ClassVar[str] = "pairs"
    example: ClassVar[Fields] = {"prompt": "What goes with what?", "pairs": {"a": "1", "b": "2"}}

    type: Literal["matching"]
    prompt: Text
    pairs: Annotated[
        dict[Text, Text], Field(min_length=2, max_length=26), BeforeValidator(_as_mapping)
    ]
    distractors: Annotated[tuple[Text, ...], Field(max_length=25)] = ()
    partial: Boolean = True

    @property
    def rights(self) -> tuple[str, ...]:
        """What there is to choose from; two left-hand texts may share one of them."""
        return tuple(dict.fromkeys((*self.pairs.values(), *self.distractors)))

    def interaction(self, variant: str, random: Random) -> Pair:
        rights = shuffled(self.rights, random)
        return Pair(self.prompt, tuple(self.pairs), rights, bool(self.distractors))

    def solution(self, variant: str) -> Reply:
        return tuple(self.pairs.values())

    def grade(self, variant: str, reply: Reply, lexicon: Lexicon = EMPTY_LEXICON) -> Grade:
        if not isinstance(reply, tuple) or len(reply) != len(self.pairs):
            return partial_credit(0)
        hits = sum(given == right for given, right in zip(reply, self.pairs.values(), strict=True))
        return partial_credit(hits / len(self.pairs), partial=self.partial)

    def guess_score(self, variant: str) -> float:
        one = 1 / len(self.rights)
        return one if self.partial else one ** len(self.pairs)

    def sides(self, variant: str) -> Sides:
        return Sides(self.prompt, "\n".join(f"{a} → {b}" for a, b in self.pairs.items()))

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        yield from answers_among_distractors(tuple(self.pairs.values()), self.distractors)
        yield from duplicates(self.distractors, ("distractors",))
