from decimal import Decimal
from random import Random
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from quizapp.asks import Reply, TypeText
from quizapp.numbers import read_number
from quizapp.questions.base import DeckText, Grade, Question, Sides, Text, right_or_wrong

Number = Annotated[Decimal, Field(allow_inf_nan=False, max_digits=40)]


class Numeric(Question):
    """A number to type, right within `tolerance` (same unit, both ends included)."""

    type: Literal["numeric"]
    prompt: Text
    answer: Number
    tolerance: Annotated[Number, Field(ge=0)] = Decimal(0)
    unit: Annotated[DeckText, StringConstraints(strip_whitespace=True)] = ""

    def ask(self, face: str, random: Random) -> TypeText:
        return TypeText(self.prompt, "number", self.unit)

    def solution(self, face: str) -> Reply:
        return f"{self.answer:f} {self.unit}".strip()

    def grade(self, face: str, reply: Reply) -> Grade:
        number = read_number(reply, self.unit) if isinstance(reply, str) else None
        if number is None:
            return right_or_wrong(False)
        off = abs(number - self.answer)
        within = f"Exactly: {self.solution(face)}." if 0 < off <= self.tolerance else ""
        return right_or_wrong(off <= self.tolerance, within)

    def sides(self, face: str) -> Sides:
        return Sides(self.prompt, f"{self.solution(face)}")
