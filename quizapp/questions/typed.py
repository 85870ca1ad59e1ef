from collections.abc import Iterator
from random import Random
from typing import Literal

from quizapp.asks import Reply, TypeText
from quizapp.codes import Problem
from quizapp.questions.base import (
    Flag,
    Grade,
    Question,
    Sides,
    Text,
    repeated,
    right_or_wrong,
)
from quizapp.questions.spelling import matches, plain


class Typed(Question):
    """A short text to type. One or two wrong letters in a long word are a slip, not a mistake."""

    type: Literal["typed"]
    prompt: Text
    answer: Text
    accept: tuple[Text, ...] = ()
    case_sensitive: Flag = False

    def ask(self, face: str, random: Random) -> TypeText:
        return TypeText(self.prompt)

    def solution(self, face: str) -> Reply:
        return self.answer

    def grade(self, face: str, reply: Reply) -> Grade:
        if not isinstance(reply, str):
            return right_or_wrong(False)
        meant = matches(reply, (self.answer, *self.accept), self.case_sensitive)
        if meant is None:
            return right_or_wrong(False)
        exact = plain(reply, self.case_sensitive) == plain(meant, self.case_sensitive)
        return right_or_wrong(True, "" if exact else f"Mind the spelling: {meant}.")

    def sides(self, face: str) -> Sides:
        return Sides(self.prompt, self.answer)

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        yield from repeated(self.accept, ("accept",))
        if self.answer in self.accept:
            index = self.accept.index(self.answer)
            yield from repeated((*self.accept[:index], self.answer, self.answer), ("accept",))
