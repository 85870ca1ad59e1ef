"""The cards of all decks as rows, and what decks say of them, ready to be looked through."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import compress, repeat
from operator import contains
from typing import TypeVar

from quizapp.core.errors import DeckError
from quizapp.deck.cache import CardFacets
from quizapp.deck.deck import Deck

RowNumbers = Sequence[int]
"""Numbers of rows, ascending."""
_MOST_WORDS = 64
FacetValue = TypeVar("FacetValue")
ColumnValue = TypeVar("ColumnValue")


class IndexedCards:
    """The cards of `decks`, drafts and retired ones included, in the order of the decks. A row is
    a number from 0. What is not always wanted is read when it is first asked for."""

    def __init__(self, decks: Sequence[Deck]) -> None:
        self.decks = tuple(decks)
        self.keys: list[str] = []
        self.facets: list[CardFacets] = []
        """Those that there are, each once."""
        self.each: list[int] = []
        """For each row, the place in `facets`."""
        self.starts: list[int] = []
        """For each deck, its first row."""
        self._found: dict[str, RowNumbers] = {}
        """By words that were looked for of late, the rows that hold them."""
        self._checksums: dict[str, int] = {}
        places: dict[CardFacets, int] = {}
        for deck in self.decks:
            cards = deck.questions.cards
            self._checksums[deck.slug] = deck.questions.checksum
            self.starts.append(len(self.keys))
            self.keys += cards.keys
            here = [places.setdefault(facets, len(places)) for facets in cards.facets]
            self.each += map(here.__getitem__, cards.each)
        self.facets += places

    def deck_at(self, number: int) -> int:
        """The place in `decks` of the deck of a row."""
        return bisect_right(self.starts, number) - 1

    def ends(self, at: int) -> int:
        """The row after the last one of the deck at this place."""
        return self.starts[at + 1] if at + 1 < len(self.starts) else len(self.keys)

    def fronts(self, deck: Deck) -> Sequence[str]:
        """For each card of a deck, what is asked, on one line.

        Raises:
            DeckError: as `texts`.
        """
        found = deck.questions.fronts
        self._confirm(deck)
        return found

    @cached_property
    def texts(self) -> Sequence[str]:
        """For each row, the texts of its question, folded, one on each line.

        Raises:
            DeckError: a deck's file has changed since it was opened, and the cache has lost it.
        """
        found: list[str] = []
        for deck in self.decks:
            of = deck.questions.search_texts
            self._confirm(deck)
            found += map(of.__getitem__, deck.questions.cards.questions)
        return found

    def _confirm(self, deck: Deck) -> None:
        """That what was read just now is of the deck that the rows are of."""
        if deck.questions.checksum != self._checksums[deck.slug]:
            raise DeckError(f"{deck.path}: the file has changed since it was opened; search anew")

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """By key, the row."""
        return dict(zip(self.keys, range(len(self.keys)), strict=True))

    def rows_of(self, keys: Iterable[str]) -> set[int]:
        """The rows of those of some cards that are here."""
        found = map(self.numbers.get, keys)
        return {number for number in found if number is not None}

    @cached_property
    def tags(self) -> Mapping[str, Sequence[int]]:
        """The author's tags, each with the places of the facets that have it."""
        return _by_value([facets.tags for facets in self.facets])

    @cached_property
    def authors(self) -> Mapping[str, Sequence[int]]:
        """Who makes claims, as in `tags`."""
        return _by_value([(facets.by,) if facets.by else () for facets in self.facets])

    @cached_property
    def types(self) -> Mapping[str, Sequence[int]]:
        """As `tags`; so are `claims` and `passages`."""
        return _by_value([(facets.type,) for facets in self.facets])

    @cached_property
    def claims(self) -> Mapping[str, Sequence[int]]:
        return _by_value([(facets.claim,) for facets in self.facets])

    @cached_property
    def passages(self) -> Mapping[int, Sequence[int]]:
        return _by_value([facets.passages for facets in self.facets])

    @cached_property
    def _having(self) -> Counter[int]:
        """By the place of facets, how many cards have them."""
        return Counter(self.each)

    def numbers_of(self, places: Mapping[FacetValue, Sequence[int]]) -> Counter[FacetValue]:
        """How many cards have each of the values, by the places of facets that have it."""
        having = self._having
        return Counter({value: sum(having[one] for one in some) for value, some in places.items()})

    def holding(self, words: str) -> RowNumbers:
        """The rows in one of whose lines these words stand, folded. While somebody types on, only
        those are looked through that held what there was before."""
        if words not in self._found:
            shorter = (words[:length] for length in range(len(words) - 1, 0, -1))
            before = next((self._found[one] for one in shorter if one in self._found), None)
            rows = range(len(self.keys)) if before is None else before
            found = holding(words, self.texts, rows)
            if len(self._found) >= _MOST_WORDS:
                del self._found[next(iter(self._found))]
            self._found[words] = found
        return self._found[words]


def picked(column: Sequence[ColumnValue], rows: RowNumbers) -> Iterable[ColumnValue]:
    """What some rows have in a column, in their order."""
    return column if len(rows) == len(column) else map(column.__getitem__, rows)


def holding(words: str, texts: Sequence[str], rows: RowNumbers) -> RowNumbers:
    """Those of some rows in whose texts these words stand."""
    return list(compress(rows, map(contains, picked(texts, rows), repeat(words))))


def _by_value(values: Iterable[Iterable[FacetValue]]) -> dict[FacetValue, list[int]]:
    found: dict[FacetValue, list[int]] = {}
    for place, some in enumerate(values):
        for one in dict.fromkeys(some):
            found.setdefault(one, []).append(place)
    return found
