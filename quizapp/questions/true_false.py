from collections.abc import Iterator
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
    Question,
    Sides,
    Text,
    right_or_wrong,
    unknown_options,
)
from quizapp.questions.interactions import PickOne, Reply

TRUE, FALSE = "True", "False"


class TrueFalse(Question):
    """A statement to judge. Keys of `feedback` are `true` and `false`: what the learner said."""

    label: ClassVar[str] = "true or false"
    example: ClassVar[Fields] = {"prompt": "It is so.", "answer": "false"}

    type: Literal["true_false"]
    prompt: Text
    answer: Boolean
    feedback: dict[Text, Text] = Field(default_factory=dict)

    def interaction(self, variant: str, random: Random) -> PickOne:
        return PickOne(self.prompt, (TRUE, FALSE))

    def solution(self, variant: str) -> Reply:
        return TRUE if self.answer else FALSE

    def grade(self, variant: str, reply: Reply, lexicon: Lexicon = EMPTY_LEXICON) -> Grade:
        remark = self.feedback.get(reply.lower(), "") if isinstance(reply, str) else ""
        return right_or_wrong(reply == self.solution(variant), remark)

    def guess_score(self, variant: str) -> float:
        return 0.5

    def sides(self, variant: str) -> Sides:
        return Sides(self.prompt, TRUE if self.answer else FALSE)

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        yield from unknown_options(self.feedback, ("true", "false"), "feedback")
