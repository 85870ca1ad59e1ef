from collections.abc import Iterator
from random import Random
from typing import ClassVar, Literal

from pydantic import Field

from quizapp.core.codes import Problem
from quizapp.questions.base import (
    EMPTY_LEXICON,
    Fields,
    Grade,
    Lexicon,
    Options,
    Question,
    Sides,
    Text,
    answers_among_distractors,
    duplicates,
    right_or_wrong,
    shuffled,
    unknown_options,
)
from quizapp.questions.interactions import PickOne, Reply


class Choice(Question):
    """One right option among several. Options named in `pin` stay last, in that order."""

    label: ClassVar[str] = "one option"
    example: ClassVar[Fields] = {"prompt": "Which?", "answer": "this", "distractors": ["that"]}

    type: Literal["choice"]
    prompt: Text
    answer: Text
    distractors: Options
    pin: tuple[Text, ...] = ()
    feedback: dict[Text, Text] = Field(default_factory=dict)

    @property
    def options(self) -> tuple[str, ...]:
        return (self.answer, *self.distractors)

    def interaction(self, variant: str, random: Random) -> PickOne:
        free = [option for option in self.options if option not in self.pin]
        return PickOne(self.prompt, (*shuffled(free, random), *self.pin))

    def solution(self, variant: str) -> Reply:
        return self.answer

    def grade(self, variant: str, reply: Reply, lexicon: Lexicon = EMPTY_LEXICON) -> Grade:
        remark = self.feedback.get(reply, "") if isinstance(reply, str) else ""
        return right_or_wrong(reply == self.answer, remark)

    def guess_score(self, variant: str) -> float:
        return 1 / len(self.options)

    def sides(self, variant: str) -> Sides:
        return Sides(self.prompt, self.answer)

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        yield from answers_among_distractors((self.answer,), self.distractors)
        yield from duplicates(self.distractors, ("distractors",))
        yield from duplicates(self.pin, ("pin",))
        yield from unknown_options(self.pin, self.options, "pin")
        yield from unknown_options(self.feedback, self.options, "feedback")
