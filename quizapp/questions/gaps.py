"""The gaps of a cloze text, in Anki's syntax: `{{c1::answer::hint}}`, nested where need be.

Only `{{c` and a number open a gap: braces of code and of addresses are text. Within a gap, single
braces and pairs of them belong to the answer (`{{c1::\\frac{1}{2}}}`); braces that do not pair are
taken for part of it as well, as long as the gap is closed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

_TOKEN = re.compile(r"\{\{c([1-9]\d?)::|::|[{}]+")
_NEARLY = re.compile(
    r"\{\{(?!c[1-9]\d?::)(?:c\d*|\d+):{1,2}[^:{}]"
    r"|(?<!\{)\{c[1-9]\d?::[^:{}]"
)
"""What looks like a gap and is none."""


@dataclass(slots=True)
class ClozeSpan:
    """A gap. `parts` are texts and the gaps within its answer."""

    number: int
    at: int
    """Where it begins in the text."""
    parts: list["str | ClozeSpan"] = field(default_factory=list)
    hint: str = ""

    @property
    def variant(self) -> str:
        return f"c{self.number}"

    @property
    def answer(self) -> str:
        return flat(self.parts).strip()


TextPart = str | ClozeSpan


DEEPEST = 8
"""Gaps within gaps; with more, the text is none that anybody could read."""


class Unclosed(ValueError):
    """A gap is opened and not closed, or too deep within others; `variant` and `at` say which."""

    def __init__(self, variant: str, at: int, is_too_deep: bool = False) -> None:
        super().__init__(variant)
        self.variant = variant
        self.at = at
        self.is_too_deep = is_too_deep


def flat(parts: Sequence[TextPart]) -> str:
    """A text with all its gaps filled."""
    return "".join(part if isinstance(part, str) else flat(part.parts) for part in parts)


def spans(parts: Sequence[TextPart]) -> Iterator[ClozeSpan]:
    """All gaps, the outer before those within it."""
    for part in parts:
        if isinstance(part, ClozeSpan):
            yield part
            yield from spans(part.parts)


@lru_cache(maxsize=64)
def parse(text: str) -> Sequence[TextPart]:
    """The text and its gaps.

    Raises:
        Unclosed: a gap is not closed, or too deep within others.
    """
    try:
        return _parse(text, pairs=True)
    except Unclosed as found:
        if found.is_too_deep:
            raise
        return _parse(text, pairs=False)


def nearly(text: str) -> str | None:
    """What looks like a gap that is written wrongly, such as `{{c1:answer}}`."""
    found = _NEARLY.search(text)
    return text[found.start() : found.start() + 12] if found else None


@dataclass(slots=True)
class _OpenGap:
    span: ClozeSpan
    depth: int = 0
    """Single braces that are open within the answer."""
    in_hint: bool = False
    hint: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        if self.in_hint:
            self.hint.append(text)
        elif text:
            self.span.parts.append(text)

    def closed(self) -> ClozeSpan:
        self.span.hint = "".join(self.hint)
        return self.span


def _parse(text: str, pairs: bool) -> list[TextPart]:
    """`pairs`: a brace within a gap waits for its partner."""
    top = _OpenGap(ClozeSpan(0, 0))
    stack = [top]
    at = 0
    for token in _TOKEN.finditer(text):
        here = stack[-1]
        here.add(text[at : token.start()])
        at = token.end()
        if token[1]:
            if len(stack) > DEEPEST:
                raise Unclosed(f"c{token[1]}", token.start(), is_too_deep=True)
            stack.append(_OpenGap(ClozeSpan(int(token[1]), token.start())))
        elif token[0] == "::":
            if len(stack) > 1 and not here.in_hint and not here.depth:
                here.in_hint = True
            else:
                here.add("::")
        else:
            _braces(stack, token[0], pairs)
    stack[-1].add(text[at:])
    if len(stack) > 1:
        raise Unclosed(stack[-1].span.variant, stack[-1].span.at)
    return top.span.parts


def _braces(stack: list[_OpenGap], run: str, pairs: bool) -> None:
    """A run of braces that opens no gap: it may close some."""
    for same in re.findall(r"\{+|\}+", run):
        here, number = stack[-1], len(same)
        if same[0] == "{":
            here.depth += number if pairs else 0
            here.add(same)
            continue
        # what is more than could close anything belongs to the answer
        wanted = sum(one.depth + 2 for one in stack[1:])
        here.add("}" * max(0, number - wanted))
        number = min(number, wanted)
        while number:
            here = stack[-1]
            if here.depth or number < 2:
                here.depth = max(0, here.depth - 1)
                here.add("}")
                number -= 1
            else:
                closed = stack.pop().closed()
                stack[-1].span.parts.append(closed)
                number -= 2
