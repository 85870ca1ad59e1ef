from decimal import Decimal
from random import Random
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from quizapp.core.numbers import read_amount, written
from quizapp.questions.base import (
    EMPTY_LEXICON,
    DeckText,
    Fields,
    Grade,
    Lexicon,
    Question,
    Sides,
    Text,
    one_or_many,
    right_or_wrong,
)
from quizapp.questions.interactions import Reply, TypeText

ExactNumber = Annotated[Decimal, Field(allow_inf_nan=False, max_digits=40)]


class Numeric(Question):
    """A number to type, right within `tolerance` (same unit, both ends included).

    `units` are other names of the unit. The right amount in another unit is right too.
    """

    label: ClassVar[str] = "number"
    example: ClassVar[Fields] = {"prompt": "When?", "answer": "1992"}

    type: Literal["numeric"]
    prompt: Text
    answer: ExactNumber
    tolerance: Annotated[ExactNumber, Field(ge=0)] = Decimal(0)
    unit: Annotated[DeckText, StringConstraints(strip_whitespace=True)] = ""
    units: Annotated[tuple[Text, ...], BeforeValidator(one_or_many)] = ()

    def interaction(self, variant: str, random: Random) -> TypeText:
        return TypeText(self.prompt, "number", self.unit, self.units, self.language)

    def solution(self, variant: str) -> Reply:
        return f"{written(self.answer, self.language)} {self.unit}".strip()

    def grade(self, variant: str, reply: Reply, lexicon: Lexicon = EMPTY_LEXICON) -> Grade:
        if not isinstance(reply, str):
            return right_or_wrong(False)
        found = read_amount(reply, self.unit, self.units, self.language)
        if found is None:
            return right_or_wrong(False)
        off = abs(found.number - self.answer)
        exactly = f"Exactly: {self.solution(variant)}." if off > 0 or found.unit else ""
        return right_or_wrong(off <= self.tolerance, exactly if off <= self.tolerance else "")

    def sides(self, variant: str) -> Sides:
        return Sides(self.prompt, f"{self.solution(variant)}")
