import re
from collections.abc import Iterator
from random import Random
from typing import Literal

from quizapp.asks import FillGaps, Gap, Reply
from quizapp.codes import Code, Problem
from quizapp.questions.base import Grade, Question, Sides, Text, in_part
from quizapp.questions.spelling import matches, plain

# Anki's own syntax; neither answer nor hint may hold braces
_GAP = re.compile(r"\{\{c([1-9]\d?)::([^{}]*)\}\}")


class Cloze(Question):
    """A text with numbered gaps, `{{c1::answer::hint}}`: a card for each number.

    Gaps of the same number are asked together, all others are shown filled.
    """

    type: Literal["cloze"]
    text: Text

    @property
    def faces(self) -> tuple[str, ...]:
        numbers = sorted({int(match[1]) for match in _GAP.finditer(self.text)})
        return tuple(f"c{number}" for number in numbers)

    def ask(self, face: str, random: Random) -> FillGaps:
        parts: list[str | Gap] = []
        text = ""
        for before, number, answer, hint in self._pieces():
            text += before
            if f"c{number}" == face:
                parts += [text, Gap(hint)] if text else [Gap(hint)]
                text = ""
            else:
                text += answer
        return FillGaps((*parts, text) if text else tuple(parts))

    def solution(self, face: str) -> Reply:
        return tuple(answer for _, number, answer, _ in self._pieces() if f"c{number}" == face)

    def grade(self, face: str, reply: Reply) -> Grade:
        right = self.solution(face)
        if not isinstance(reply, tuple) or len(reply) != len(right):
            return in_part(0)
        meant = [
            matches(given, (answer,), case_sensitive=False)
            for given, answer in zip(reply, right, strict=True)
        ]
        slips = [
            answer
            for given, answer in zip(reply, meant, strict=True)
            if answer is not None and plain(given) != plain(answer)
        ]
        remark = f"Mind the spelling: {', '.join(slips)}." if slips else ""
        return in_part(sum(one is not None for one in meant) / len(right), remark)

    def sides(self, face: str) -> Sides:
        full = "".join(before + answer for before, _, answer, _ in self._pieces())
        return Sides(self.ask(face, Random(0)).prompt, full)

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        found = list(_GAP.finditer(self.text))
        if not found:
            message = "no gap; write one as {{c1::answer}} or {{c1::answer::hint}}"
            yield Problem(("text",), Code.CLOZE, message)
        elif self.text.count("{{") != len(found) or self.text.count("}}") != len(found):
            message = "a gap is not closed or not numbered; write {{c1::answer::hint}}"
            yield Problem(("text",), Code.CLOZE, message)
        for match in found:
            if not plain(match[2].partition("::")[0]):
                yield Problem(("text",), Code.CLOZE, f"gap c{match[1]} has no answer")

    def _pieces(self) -> Iterator[tuple[str, str, str, str]]:
        """The text before each gap, its number, answer and hint; the last piece has no gap."""
        start = 0
        for match in _GAP.finditer(self.text):
            answer, _, hint = match[2].partition("::")
            yield self.text[start : match.start()], match[1], answer.strip(), hint
            start = match.end()
        yield self.text[start:], "", "", ""
