"""An article as it was and as it is now: what became of its passages, and of words quoted from it.

Likeness is in per cent, 100 for the same words.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from quizapp.deck.source_text import Passage, flat
from quizapp.deck.source_text import passages as split

SAME_PASSAGE = 60
SAME_SENTENCE = 70
SAME_ARTICLE = 0.3
"""Share of the shorter version's runs of four words that the other one has too."""
_RUN = 4
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z\"“])")
_WORD = re.compile(r"[^\W_]+")
_IDLE = frozenset("a an the that of to".split())
_SHORTEST_MISSPELT = 5
"""Letters of a word in which another letter is a misspelling and not another word."""


@dataclass(frozen=True, slots=True)
class PassageChanges:
    """How many passages are new, worded otherwise, and gone."""

    added: int
    changed: int
    gone: int


@dataclass(frozen=True)
class Versions:
    """Two versions of an article; `before` is empty where the earlier one is not known."""

    before: str
    now: str

    @property
    def are_one_article(self) -> bool:
        runs = [_runs(text) for text in (self._old, self._new)]
        fewest = min(map(len, runs))
        return fewest > 0 and len(runs[0] & runs[1]) >= SAME_ARTICLE * fewest

    @property
    def changes(self) -> PassageChanges:
        changed = sum(self._old[old].text != self._new[new].text for old, new in self._pairs)
        return PassageChanges(
            len(self._new) - len(self._pairs), changed, len(self._old) - len(self._pairs)
        )

    def stood(self, quote: str) -> bool:
        """Whether the words were in the article before, as far as that is known."""
        words = flat(quote)
        return not self.before or words in " ".join(one.text for one in self._old)

    def find(self, quote: str, passage: int | None) -> tuple[str, int | None] | None:
        """The quote as the article has it now, and the number of its passage.

        `passage` is where it stood before; without a number there, there is none now. None where
        nothing in the article says nearly the same.
        """
        words = flat(quote)
        if passage is None and words in " ".join(one.text for one in self._new):
            return words, None
        target = passage and self._became.get(passage, passage)

        def far(one: Passage) -> tuple[int, int]:
            number = one.number or 0
            return (abs(number - (target or 0)), number)

        holders = [one for one in self._new if words in one.text]
        if holders:
            return words, passage and min(holders, key=far).number
        found = [(_closest(words, one.text), one) for one in self._new]
        near = [(-alike(words, said), far(one), said, one) for said, one in found]
        best = min(near, key=lambda one: one[:2], default=None)
        if best is None or -best[0] < SAME_SENTENCE:
            return None
        return best[2], passage and best[3].number

    @cached_property
    def _old(self) -> tuple[Passage, ...]:
        return _paragraphs(self.before)

    @cached_property
    def _new(self) -> tuple[Passage, ...]:
        return _paragraphs(self.now)

    @cached_property
    def _became(self) -> dict[int, int]:
        """The number now, by the number before."""
        pairs = [(self._old[old].number, self._new[new].number) for old, new in self._pairs]
        return {old: new for old, new in pairs if old is not None and new is not None}

    @cached_property
    def _pairs(self) -> list[tuple[int, int]]:
        """Which passage became which, by their places; those with the same words first."""
        return paired([one.text for one in self._old], [one.text for one in self._new])


def paired(old: list[str], new: list[str], least: float = SAME_PASSAGE) -> list[tuple[int, int]]:
    """Which of the old texts became which of the new ones: each at most one, the likest first."""
    places: dict[str, list[int]] = {}
    for place in reversed(range(len(new))):
        places.setdefault(new[place], []).append(place)
    pairs = [(at, places[text].pop()) for at, text in enumerate(old) if places.get(text)]
    from_old, to_new = ({pair[side] for pair in pairs} for side in (0, 1))
    near = sorted(
        (-likeness, abs(one - other), one, other)
        for one in range(len(old))
        if one not in from_old
        for other in range(len(new))
        if other not in to_new and (likeness := alike(old[one], new[other])) >= least
    )
    for _, _, one, other in near:
        if one not in from_old and other not in to_new:
            pairs.append((one, other))
            from_old.add(one)
            to_new.add(other)
    return pairs


def is_mended(before: str, now: str, card: str) -> bool:
    """Whether a quote says the same as before: only signs, idle words and misspellings differ.

    A number, a name, or a word that the card itself has is never a misspelling: then somebody
    should look at the card.
    """
    old, new = _WORD.findall(before), _WORD.findall(now)
    shown = {word.casefold() for word in _WORD.findall(card)}
    # of word lists the edits, so that one word more does not move all that follow
    for edit in _edits([word.casefold() for word in old], [word.casefold() for word in new]):
        left, right = old[edit[0] : edit[1]], new[edit[2] : edit[3]]
        if len(left) == len(right) and all(
            _is_misspelling(one, other) and one.casefold() not in shown
            for one, other in zip(left, right, strict=True)
        ):
            continue
        if not all(word in _IDLE for word in (*left, *right)):
            return False
    return True


def alike(one: str, other: str) -> float:
    return float(fuzz.ratio(one, other))


def _edits(old: list[str], new: list[str]) -> Iterable[tuple[int, int, int, int]]:
    from difflib import SequenceMatcher

    for tag, *places in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield (places[0], places[1], places[2], places[3])


def _is_misspelling(one: str, other: str) -> bool:
    """Whether two words are one, misspelt: one letter differs, or two have changed places."""
    if not (one.islower() and other.islower() and one.isalpha() and other.isalpha()):
        return False
    swapped = sorted(one) == sorted(other)
    long = min(len(one), len(other)) >= _SHORTEST_MISSPELT and one[0] == other[0]
    return OSA.distance(one, other) <= 1 and (swapped or long)


def _paragraphs(text: str) -> tuple[Passage, ...]:
    found = split(text)
    kept = [one for one in found if not one.is_heading and one.number is not None]
    return tuple(Passage(one.number, flat(one.text)) for one in kept)


def _runs(passages: Iterable[Passage]) -> set[tuple[str, ...]]:
    words = [word for one in passages for word in _WORD.findall(one.text.casefold())]
    return {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}


def _closest(quote: str, passage: str) -> str:
    """The piece of a passage that is most like the quote: whole sentences for whole sentences,
    else whole words."""
    place = fuzz.partial_ratio_alignment(quote, passage)
    if place is None or place.dest_start == place.dest_end:
        return ""
    start, end = place.dest_start, place.dest_end
    if quote.rstrip("\"”’')")[-1:] in (".", "!", "?"):
        breaks = [0, *(match.end() for match in _SENTENCE_END.finditer(passage)), len(passage)]
        first = min(breaks[:-1], key=lambda at: abs(at - start))
        last = min((at for at in breaks if at > first), key=lambda at: abs(at - end))
        return passage[first:last].strip()
    start = passage.rfind(" ", 0, start + 1) + 1
    after = passage.find(" ", end)
    return passage[start : len(passage) if after < 0 else after].strip()
