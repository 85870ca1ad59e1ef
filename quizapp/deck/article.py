"""The text that evidence quotes: a plain text or Markdown file, split into passages."""

import re
from dataclasses import dataclass

from quizapp.text import clean

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
    """Split `text` at blank lines.

    `[3] ` before a paragraph is its number and not part of it. In a text without such numbers
    the paragraphs count from 1; headings (Markdown's `#`) never count.
    """
    cleaned = clean(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    blocks = [block.strip() for block in re.split(r"\n[ \t]*(?:\n[ \t]*)+", cleaned)]
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
