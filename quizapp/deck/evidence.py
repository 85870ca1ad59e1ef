"""Whether quotes stand in the source text, word for word."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from quizapp.deck.article import Passage, passages
from quizapp.text import cut

LONG_TEXT = 200_000
"""Characters from which a wrong quote is only said to be wrong, not how."""


@dataclass(frozen=True)
class Article:
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
    def _by_number(self) -> dict[int, list[str]]:
        out: dict[int, list[str]] = {}
        for one in self._passages:
            if one.number is not None:
                out.setdefault(one.number, []).append(one.text)
        return out

    @cached_property
    def _whole(self) -> str:
        return " ".join(one.text for one in self._passages)

    def missing(self, passage: int | None) -> str | None:
        """What is wrong with the number of a passage, if anything."""
        if passage is None or passage in self._by_number:
            return None
        numbers = sorted(self._by_number)
        there = f"they go from {numbers[0]} to {numbers[-1]}" if numbers else "it has none"
        return f"{self.name} has no passage {passage}; {there}"

    def misquoted(self, quote: str, passage: int | None) -> str | None:
        """What is wrong with a quote, if anything; `passage` exists."""
        words = flat(quote)
        if passage is None:
            return self._not_found(words, self._whole) if words not in self._whole else None
        texts = self._by_number[passage]
        if any(words in text for text in texts):
            return None
        elsewhere = [str(n) for n, others in self._by_number.items() if _in_any(words, others)]
        if elsewhere:
            return f"the quote stands in passage {', '.join(elsewhere)}, not in {passage}"
        if words in self._whole:
            return f"the quote stands outside passage {passage}; leave `passage` out"
        return self._not_found(words, self._whole)

    def _not_found(self, words: str, text: str) -> str:
        """Say how far the quote is right: usually it was retyped, and differs somewhere inside."""
        low, high = 0, len(words) if len(text) < LONG_TEXT else 0
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if words[:middle] in text else (low, middle - 1)
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


def _in_any(words: str, texts: Iterable[str]) -> bool:
    return any(words in text for text in texts)
