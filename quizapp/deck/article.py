"""The text that evidence quotes: a plain text or Markdown file, split into passages."""

import re
from dataclasses import dataclass

from quizapp import markdown
from quizapp.text import clean

_BLANK_LINES = r"\n[ \t]*(?:\n[ \t]*)+"
_BLANK_IN_CODE = "\ufdd2"
"""Stands on the empty lines of code while a text is split at those between paragraphs."""
_NUMBER = re.compile(r"\[(\d{1,6})\]\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph. Headings have no number, nor has the rest of a text that numbers its own."""

    number: int | None
    text: str

    @property
    def is_heading(self) -> bool:
        return self.text.startswith("#")


def passages(text: str) -> tuple[Passage, ...]:
    """Split `text` at blank lines; those between two fences are lines of code.

    `[3] ` before a paragraph is its number and not part of it. In a text without such numbers
    the paragraphs count from 1; headings (Markdown's `#`) never count.
    """
    cleaned = clean(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    blocks = [block.strip() for block in re.split(_BLANK_LINES, _with_code_held(cleaned))]
    blocks = [block.replace(_BLANK_IN_CODE, "") for block in blocks]
    paragraphs = [part for block in blocks if block for part in _without_heading(block)]
    found = [_numbered(paragraph) for paragraph in paragraphs]
    if any(one.number is not None for one in found):
        return tuple(found)
    number = 0
    counted = []
    for one in found:
        number += not one.is_heading
        counted.append(one if one.is_heading else Passage(number, one.text))
    return tuple(counted)


def _with_code_held(text: str) -> str:
    """The text without an empty line in its code. Code that no fence ends holds nothing."""
    lines = list(markdown.lines(text)) if markdown.has_fence(text) else []
    if not lines or lines[-1].kind is markdown.Kind.CODE:
        return text
    return "\n".join(
        _BLANK_IN_CODE if line.kind is markdown.Kind.CODE and not line.text.strip() else line.text
        for line in lines
    )


def _without_heading(block: str) -> list[str]:
    """Headings need no blank line after them."""
    lines = block.split("\n")
    headings = 0
    while headings < len(lines) and lines[headings].startswith("#"):
        headings += 1
    rest = "\n".join(lines[headings:]).strip()
    return [*lines[:headings], rest] if rest else lines[:headings]


def _numbered(paragraph: str) -> Passage:
    match = _NUMBER.match(paragraph)
    return Passage(int(match[1]), paragraph[match.end() :]) if match else Passage(None, paragraph)
