from collections.abc import Iterator
from random import Random
from typing import ClassVar, Literal

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
    duplicates,
    right_or_wrong,
)
from quizapp.questions.interactions import Reply, TypeText
from quizapp.questions.spelling import SpellingRules, match


class Typed(Question):
    """A short text to type; `spelling` says what counts in it."""

    label: ClassVar[str] = "typed text"
    example: ClassVar[Fields] = {"prompt": "Who?", "answer": "Pashinyan"}

    type: Literal["typed"]
    prompt: Text
    answer: Text
    accept: tuple[Text, ...] = ()
    case_sensitive: Boolean = False
    accents: Literal["lenient", "strict"] = "lenient"
    slips: Literal["good", "hard", "none"] = "good"
    exact: Boolean = False

    def interaction(self, variant: str, random: Random) -> TypeText:
        return TypeText(self.prompt)

    def solution(self, variant: str) -> Reply:
        return self.answer

    def grade(self, variant: str, reply: Reply, lexicon: Lexicon = EMPTY_LEXICON) -> Grade:
        if not isinstance(reply, str):
            return right_or_wrong(False)
        rules = SpellingRules(
            self.language, self.case_sensitive, self.accents, self.slips, self.exact
        )
        found = match(reply, (self.answer, *self.accept), rules, lexicon)
        if found is None:
            return right_or_wrong(False)
        hard = found.is_slip and self.slips == "hard"
        return right_or_wrong(found.is_right, found.remark, hard)

    def sides(self, variant: str) -> Sides:
        return Sides(self.prompt, self.answer)

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        yield from duplicates(self.accept, ("accept",))
        if self.answer in self.accept:
            index = self.accept.index(self.answer)
            yield from duplicates((*self.accept[:index], self.answer, self.answer), ("accept",))
