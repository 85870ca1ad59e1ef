from random import Random
from typing import Literal

from quizapp.questions.base import (
    NO_WORDS,
    Flag,
    Grade,
    Lexicon,
    Question,
    Sides,
    Text,
    right_or_wrong,
)
from quizapp.questions.interactions import Reply, Reveal

REVERSE = "reverse"


class Flashcard(Question):
    """Front and back, judged by the learner; `reverse` makes a second card, asked backwards."""

    type: Literal["flashcard"]
    prompt: Text
    answer: Text
    reverse: Flag = False

    @property
    def faces(self) -> tuple[str, ...]:
        return ("", REVERSE) if self.reverse else ("",)

    def ask(self, face: str, random: Random) -> Reveal:
        sides = self.sides(face)
        return Reveal(sides.front, sides.back)

    def solution(self, face: str) -> Reply:
        return self.sides(face).back

    def grade(self, face: str, reply: Reply, lexicon: Lexicon = NO_WORDS) -> Grade:
        return right_or_wrong(reply == self.solution(face))

    def sides(self, face: str) -> Sides:
        if face == REVERSE:
            return Sides(self.answer, self.prompt)
        return Sides(self.prompt, self.answer)
