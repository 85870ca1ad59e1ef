from random import Random
from typing import ClassVar, Literal

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
)
from quizapp.questions.interactions import Reply, SelfGraded

REVERSE = "reverse"


class Flashcard(Question):
    """Front and back, judged by the learner; `reverse` makes a second card, asked backwards."""

    label: ClassVar[str] = "flashcard"
    example: ClassVar[Fields] = {"prompt": "front", "answer": "back"}

    is_graded: ClassVar[bool] = False

    type: Literal["flashcard"]
    prompt: Text
    answer: Text
    reverse: Boolean = False

    @property
    def variants(self) -> tuple[str, ...]:
        return ("", REVERSE) if self.reverse else ("",)

    def interaction(self, variant: str, random: Random) -> SelfGraded:
        sides = self.sides(variant)
        return SelfGraded(sides.front, sides.back)

    def solution(self, variant: str) -> Reply:
        return self.sides(variant).back

    def grade(self, variant: str, reply: Reply, lexicon: Lexicon = EMPTY_LEXICON) -> Grade:
        return right_or_wrong(reply == self.solution(variant))

    def sides(self, variant: str) -> Sides:
        if variant == REVERSE:
            return Sides(self.answer, self.prompt)
        return Sides(self.prompt, self.answer)
