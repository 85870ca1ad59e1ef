from collections.abc import Iterator
from functools import cache
from math import comb
from random import Random
from typing import ClassVar, Literal

from pydantic import Field

from quizapp.core.codes import Problem
from quizapp.questions.base import (
    EMPTY_LEXICON,
    Boolean,
    Fields,
    Grade,
    Lexicon,
    Options,
    Question,
    Sides,
    Text,
    answers_among_distractors,
    duplicates,
    partial_credit,
    shuffled,
    unknown_options,
)
from quizapp.questions.interactions import PickMany, Reply


class MultiChoice(Question):
    """Several right options among more. Part credit: hits less false picks, over all the right."""

    label: ClassVar[str] = "several options"
    example: ClassVar[Fields] = {"prompt": "Which?", "answers": ["a", "b"], "distractors": ["c"]}

    type: Literal["multi_choice"]
    prompt: Text
    answers: Options
    distractors: Options
    feedback: dict[Text, Text] = Field(default_factory=dict)
    partial: Boolean = True

    @property
    def options(self) -> tuple[str, ...]:
        return (*self.answers, *self.distractors)

    def interaction(self, variant: str, random: Random) -> PickMany:
        return PickMany(self.prompt, shuffled(self.options, random))

    def solution(self, variant: str) -> Reply:
        return self.answers

    def grade(self, variant: str, reply: Reply, lexicon: Lexicon = EMPTY_LEXICON) -> Grade:
        picked = set(reply) if isinstance(reply, tuple) else {reply}
        right = set(self.answers)
        score = (len(picked & right) - len(picked - right)) / len(right)
        # what was wrongly taken or wrongly left is what there is something to say about
        mistaken = [option for option in self.options if option in picked ^ right]
        remark = "\n".join(self.feedback[one] for one in mistaken if one in self.feedback)
        return partial_credit(score, remark, partial=self.partial)

    def guess_score(self, variant: str) -> float:
        return _score_of_guesses(len(self.answers), len(self.distractors), self.partial)

    def sides(self, variant: str) -> Sides:
        return Sides(self.prompt, "\n".join(self.answers))

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        yield from answers_among_distractors(self.answers, self.distractors)
        yield from duplicates(self.answers, ("answers",))
        yield from duplicates(self.distractors, ("distractors",))
        yield from unknown_options(self.feedback, self.options, "feedback")


@cache
def _score_of_guesses(right: int, wrong: int, partial: bool) -> float:
    """Over all ways to tick at least one option."""
    ways = (1 << (right + wrong)) - 1
    if not partial:
        return 1 / ways
    credit = sum(
        comb(right, hits) * comb(wrong, false) * (hits - false)
        for hits in range(right + 1)
        for false in range(min(hits, wrong + 1))
    )
    return credit / right / ways
