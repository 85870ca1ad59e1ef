"""The text that evidence quotes: its passages, and whether quotes stand in them word for word."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from itertools import accumulate

from quizapp.core import markdown
from quizapp.core.text import clean, cut

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


def span_of(quote: str, text: str) -> tuple[int, int] | None:
    """Where the words of a quote stand in a text, wherever its lines are broken."""
    start = text.find(quote)
    if start >= 0:
        return start, start + len(quote)
    words = quote.split()
    if not words or not all(word in text for word in words):
        return None
    found = re.search(r"\s+".join(map(re.escape, words)), text)
    return found.span() if found else None


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
    if not lines or lines[-1].kind is markdown.LineKind.CODE:
        return text
    return "\n".join(
        _BLANK_IN_CODE
        if line.kind is markdown.LineKind.CODE and not line.text.strip()
        else line.text
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


LONG_TEXT = 200_000
"""Characters from which a wrong quote is only said to be wrong, not how."""
MOST_LOOKED_THROUGH = 1_000_000_000
"""Characters, for all quotes of a deck of which no rare word tells the place."""
_LOOK = 100
"""Characters that are looked through in the time that it takes to begin."""
_FEW = 64
"""Places of a word that is rare."""


class _TooMuch(Exception):
    """More has been looked through than a deck may ask for."""


@dataclass(slots=True)
class _Effort:
    left: int = field(default_factory=lambda: MOST_LOOKED_THROUGH)

    def spend(self, number: int) -> None:
        self.left -= number
        if self.left < 0:
            raise _TooMuch


@dataclass(frozen=True)
class _Searched:
    """A flat text in which thousands of quotes are looked up."""

    text: str
    effort: _Effort

    def holds(self, quote: str) -> bool:
        """Raises _TooMuch."""
        return self.place(quote) >= 0

    def place(self, quote: str) -> int:
        """Where it begins first, or -1. Raises _TooMuch."""
        within = quote.split(" ")[1:-1]  # those at the ends may be parts of words
        if len(self.text) < 1000 or not within:
            self.effort.spend(len(self.text) + _LOOK)
            return self.text.find(quote)
        rarest = max(within, key=len)  # most likely; to look each of them up takes longer
        places = self._places.get(rarest, ())
        if len(places) > _FEW:
            rarest = min(within, key=lambda word: len(self._places.get(word, ())))
            places = self._places.get(rarest, ())
        if len(places) > _FEW:
            self.effort.spend(len(self.text) + _LOOK)
            return self.text.find(quote)
        before = quote.index(f" {rarest} ") + 1
        starts = (max(0, place - before) for place in places)
        return next((one for one in starts if self.text.startswith(quote, one)), -1)

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Where each word begins."""
        found: dict[str, list[int]] = {}
        at = 0
        for word in self.text.split(" "):
            found.setdefault(word, []).append(at)
            at += len(word) + 1
        return found


@dataclass(frozen=True)
class SourceText:
    """A source text, ready to look quotes up in."""

    name: str
    data: bytes

    @property
    def digest(self) -> str:
        return sha256(self.data).hexdigest()

    @cached_property
    def _passages(self) -> tuple[Passage, ...]:
        found = passages(self.data.decode())
        return tuple(Passage(one.number, flat(one.text)) for one in found if not one.is_heading)

    @cached_property
    def _by_number(self) -> dict[int, list[_Searched]]:
        out: dict[int, list[_Searched]] = {}
        for one in self._passages:
            if one.number is not None:
                out.setdefault(one.number, []).append(_Searched(one.text, self._effort))
        return out

    @cached_property
    def _whole(self) -> _Searched:
        return _Searched(" ".join(one.text for one in self._passages), self._effort)

    @cached_property
    def _effort(self) -> _Effort:
        return _Effort()

    def missing(self, passage: int | None) -> str | None:
        """What is wrong with the number of a passage, if anything."""
        if passage is None or passage in self._by_number:
            return None
        numbers = sorted(self._by_number)
        there = f"they go from {numbers[0]} to {numbers[-1]}" if numbers else "it has none"
        return f"{self.name} has no passage {passage}; {there}"

    def paragraph_of(self, quote: str) -> int | None:
        """The place of the paragraph where a quote begins, among those that are no headings."""
        try:
            start = self._whole.place(flat(quote))
        except _TooMuch:
            return None
        return None if start < 0 else bisect_right(self._starts, start) - 1

    def number_of(self, quote: str) -> int | None:
        """The number of the passage where a quote begins."""
        paragraph = self.paragraph_of(quote)
        return None if paragraph is None else self._passages[paragraph].number

    @cached_property
    def _starts(self) -> list[int]:
        """Where each paragraph begins in the whole."""
        return [0, *accumulate(len(one.text) + 1 for one in self._passages)][:-1]

    def misquoted(self, quote: str, passage: int | None) -> str | None:
        """What is wrong with a quote, if anything; `passage` exists."""
        words = flat(quote)
        try:
            if passage is None:
                return None if self._whole.holds(words) else self._not_found(words)
            if _in_any(words, self._by_number[passage]):
                return None
            elsewhere = [str(n) for n, others in self._by_number.items() if _in_any(words, others)]
            if elsewhere:
                return f"the quote stands in passage {', '.join(elsewhere)}, not in {passage}"
            if self._whole.holds(words):
                return f"the quote stands outside passage {passage}; leave `passage` out"
            return self._not_found(words)
        except _TooMuch:
            return (
                "too many quotes to look up in a text of this length; split the deck, or the text"
                " into passages, and give the number of each quote's"
            )

    def _not_found(self, words: str) -> str:
        """Say how far the quote is right: usually it was retyped, and differs somewhere inside."""
        text = self._whole.text
        low, high = 0, len(words) if len(text) < LONG_TEXT else 0
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if words[:middle] in text else (low, middle - 1)
        if len(text) < LONG_TEXT and (at := text.lower().find(words.lower())) >= 0:
            there = cut(text[at : at + len(words)], 80)
            return f'the quote is in {self.name} with other capitals only: "{there}"'
        start, right = text.find(words[:low]), words[:low].count(" ")
        if right < 2:
            return f"the quote is not in {self.name}; copy the words exactly"
        ours, theirs = words.split(" "), text[start : start + 2 * len(words)].split(" ")
        near = slice(right - 1, right + 2)
        said, there = cut(" ".join(ours[near])), cut(" ".join(theirs[near]))
        return f'the quote is not in {self.name}: "{said}" is "{there}" there'


def flat(text: str) -> str:
    """`text` with every run of white space as one space."""
    return " ".join(text.split())


def _in_any(words: str, texts: Iterable[_Searched]) -> bool:
    return any(text.holds(words) for text in texts)
