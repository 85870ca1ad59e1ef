import re
from decimal import Decimal, InvalidOperation
from random import Random
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from quizapp.asks import Reply, TypeText
from quizapp.questions.base import DeckText, Grade, Question, Sides, Text, right_or_wrong

LONGEST_NUMBER = 48
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
            return right_or_wrong(False, f'"{reply}" is not a number.')
        off = abs(number - self.answer)
        within = f"Exactly: {self.solution(face)}." if 0 < off <= self.tolerance else ""
        return right_or_wrong(off <= self.tolerance, within)

    def sides(self, face: str) -> Sides:
        return Sides(self.prompt, f"{self.solution(face)}")


def read_number(text: str, unit: str = "") -> Decimal | None:
    """Read `1992`, `1,000`, `2 002`, `3.5`, `3,5` or `80 %`; None when it is not a number."""
    bare = text.strip()
    if unit and bare.lower().endswith(unit.lower()):
        bare = bare[: -len(unit)]
    bare = re.sub(r"[\s_'’]", "", bare).replace("−", "-")
    if re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?", bare):
        bare = bare.replace(",", "")
    try:
        number = Decimal(bare.replace(",", ".")) if len(bare) <= LONGEST_NUMBER else None
    except InvalidOperation:
        return None
    # a finite exponent can still be too large to reckon with
    usable = number is not None and number.is_finite() and abs(number.adjusted()) <= 100
    return number if usable else None
