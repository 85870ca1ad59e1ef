"""A quote that was retyped, put back into the exact words of its source.

Two texts say the same where they differ in spacing, in the shapes of quote signs, dashes and dots,
and in whether their first letter is a capital. Anything else is another text.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from quizapp.deck.source_text import Passage, flat, passages

_DASH, _QUOTE = "-", "'"
_SHAPES = {
    **dict.fromkeys("‐‑‒–—―−", _DASH),
    **dict.fromkeys('"`´‘’‚‛“”„‟«»‹›′″', _QUOTE),
    "…": "...",
}
_INVISIBLE = ("Cf", "Zs", "Zl", "Zp", "Cc")


@dataclass(frozen=True)
class ExactWords:
    """Where they stand in the source."""

    words: str
    passage: int | None


class RetypedQuotes:
    """A source text in which retyped quotes are found."""

    def __init__(self, text: str) -> None:
        self._passages = [one for one in passages(text) if not one.is_heading]

    def find(self, quote: str, passage: int | None) -> ExactWords | None:
        """What the quote was meant to be; None when that is not certain. What stands in its own
        passage is preferred, and else it must be in one passage only."""
        shape = "".join(one for one, _ in _shape(quote))
        if not shape.strip(_DASH + _QUOTE + "."):
            return None
        found = [one for place in self._shaped for one in place.find(shape)]
        here = {one for one in found if one.passage == passage} if passage is not None else set()
        certain = here or set(found)
        return certain.pop() if len(certain) == 1 else None

    @cached_property
    def _shaped(self) -> "list[_Shaped]":
        return [_Shaped(one) for one in self._passages]


class _Shaped:
    """A passage by its letters and signs, each with its place."""

    def __init__(self, passage: Passage) -> None:
        self.text = flat(passage.text)
        self.number = passage.number
        shape = _shape(self.text)
        self.shape = "".join(one for one, _ in shape)
        self.places = [place for _, place in shape]

    def find(self, shape: str) -> Iterator[ExactWords]:
        at = -1
        while (at := self._next(shape, at + 1)) >= 0:
            start, end = self.places[at], self.places[at + len(shape) - 1] + 1
            if self._is_whole(at, at + len(shape)):
                yield ExactWords(self.text[start:end], self.number)

    def _next(self, shape: str, start: int) -> int:
        """Where it stands next, its first letter being a capital or not; below 0 for nowhere."""
        found = (self.shape.find(first + shape[1:], start) for first in _cases(shape[0]))
        return min((at for at in found if at >= 0), default=-1)

    def _is_whole(self, start: int, end: int) -> bool:
        """Whether no word is cut at either end."""
        return self._is_between_words(start) and self._is_between_words(end)

    def _is_between_words(self, at: int) -> bool:
        if not 0 < at < len(self.shape) or self.places[at] - self.places[at - 1] > 1:
            return True
        return not (self.shape[at - 1].isalnum() and self.shape[at].isalnum())


def _cases(letter: str) -> set[str]:
    return {one for one in (letter, letter.lower(), letter.upper()) if len(one) == 1}


def _shape(text: str) -> list[tuple[str, int]]:
    """The letters and signs of a text with their places; neither blanks nor what cannot be seen,
    and of two dashes or quote signs together, one."""
    found: list[tuple[str, int]] = []
    for place, char in enumerate(text):
        for one in unicodedata.normalize("NFKD", _SHAPES.get(char, char)):
            again = found and one in (_DASH, _QUOTE) and found[-1][0] == one
            if not again and unicodedata.category(one) not in _INVISIBLE:
                found.append((one, place))
    return found
