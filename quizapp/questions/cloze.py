from collections.abc import Iterator, Sequence
from itertools import groupby
from random import Random
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from quizapp.core.codes import Code, Problem
from quizapp.questions import gaps
from quizapp.questions.base import (
    EMPTY_LEXICON,
    Boolean,
    Fields,
    Grade,
    Lexicon,
    Question,
    Sides,
    Text,
    one_or_many,
    partial_credit,
)
from quizapp.questions.gaps import ClozeSpan
from quizapp.questions.interactions import FillGaps, Gap, Reply
from quizapp.questions.spelling import SpellingRules, match

Answers = Annotated[tuple[Text, ...], BeforeValidator(one_or_many)]


class Cloze(Question):
    """A text with numbered gaps, `{{c1::answer::hint}}`: a card for each number.

    Gaps of the same number are asked together, all others are shown filled. `accept` holds further
    right answers, by gap: `{c1: [Jerevan]}`.
    """

    label: ClassVar[str] = "gaps"
    example: ClassVar[Fields] = {"text": "{{c1::Yerevan}} is in {{c2::Armenia::a country}}."}

    type: Literal["cloze"]
    text: Text
    accept: dict[Text, Answers] = Field(default_factory=dict)
    case_sensitive: Boolean = False
    accents: Literal["lenient", "strict"] = "lenient"
    slips: Literal["good", "hard", "none"] = "good"
    exact: Boolean = False
    partial: Boolean = True

    @property
    def variants(self) -> tuple[str, ...]:
        numbers = sorted({span.number for span in gaps.spans(self._parts)})
        return tuple(f"c{number}" for number in numbers)

    def interaction(self, variant: str, random: Random) -> FillGaps:
        parts: list[str | Gap] = []
        for is_text, some in groupby(
            _shown(self._parts, variant), lambda part: isinstance(part, str)
        ):
            if is_text:
                parts.append("".join(part for part in some if isinstance(part, str)))
            else:
                parts += [Gap(part.hint) for part in some if isinstance(part, ClozeSpan)]
        return FillGaps(tuple(part for part in parts if part))

    def solution(self, variant: str) -> Reply:
        return tuple(part.answer for part in self._asked(variant))

    def grade(self, variant: str, reply: Reply, lexicon: Lexicon = EMPTY_LEXICON) -> Grade:
        asked = self._asked(variant)
        if not isinstance(reply, tuple) or len(reply) != len(asked):
            return partial_credit(0)
        rules = SpellingRules(
            self.language, self.case_sensitive, self.accents, self.slips, self.exact
        )
        also = self.accept.get(variant, ())
        found = [
            match(given, (span.answer, *also), rules, lexicon)
            for given, span in zip(reply, asked, strict=True)
        ]
        near = [one for one in found if one is not None]
        remark = " ".join(dict.fromkeys(one.remark for one in near if one.remark))
        hard = self.slips == "hard" and any(one.is_slip for one in near)
        share = sum(one.is_right for one in near) / len(asked)
        return partial_credit(share, remark, hard, partial=self.partial)

    def sides(self, variant: str) -> Sides:
        return Sides(self.interaction(variant, Random(0)).prompt, gaps.flat(self._parts))

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        try:
            found = list(gaps.spans(gaps.parse(self.text)))
        except gaps.Unclosed as open_gap:
            message = f"gap {open_gap.variant} is not closed; end it with two braces: }}}}"
            if open_gap.is_too_deep:
                message = f"gap {open_gap.variant} stands within more than {gaps.DEEPEST} others"
            yield Problem(("text",), Code.CLOZE, message)
            return
        if wrong := gaps.nearly(self.text):
            message = f'"{wrong}…" is no gap; write {{{{c1::answer}}}} or {{{{c1::answer::hint}}}}'
            yield Problem(("text",), Code.CLOZE, message)
        elif not found:
            message = "no gap; write one as {{c1::answer}} or {{c1::answer::hint}}"
            yield Problem(("text",), Code.CLOZE, message)
        for span in found:
            if not span.answer:
                yield Problem(("text",), Code.CLOZE, f"gap {span.variant} has no answer")
        there = {span.variant for span in found}
        for name in self.accept:
            if found and name not in there:
                gap_names = ", ".join(sorted(there))
                message = f"`accept` names {name}, which is no gap; the gaps are {gap_names}"
                yield Problem(("accept", name), Code.UNKNOWN_OPTION, message)

    @property
    def _parts(self) -> Sequence[gaps.TextPart]:
        try:
            return gaps.parse(self.text)
        except gaps.Unclosed:
            return [self.text]

    def _asked(self, variant: str) -> list[ClozeSpan]:
        return [part for part in _shown(self._parts, variant) if isinstance(part, ClozeSpan)]


def _shown(parts: Sequence[gaps.TextPart], variant: str) -> Iterator[gaps.TextPart]:
    """The text with the gaps of one number left open, and all others filled."""
    for part in parts:
        if isinstance(part, str) or part.variant == variant:
            yield part
        else:
            yield from _shown(part.parts, variant)
