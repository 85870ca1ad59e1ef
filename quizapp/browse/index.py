"""All cards at hand, one row each, ready to be searched, sorted and listed.

Nothing of it is ever stale. What decks say comes with the decks, from their cache: a deck that was
read anew is another one, and an index is made anew in no time where most are as they were. What
progress says is looked up when it is asked for, and kept until anything changes.
"""

from collections.abc import Sequence
from typing import NamedTuple

from quizapp.browse.columns import ColumnName, state_of, values
from quizapp.browse.indexed_cards import IndexedCards, RowNumbers
from quizapp.browse.progress_columns import ProgressColumns
from quizapp.browse.row_filter import RowFilter
from quizapp.browse.terms import CardStateName, Query
from quizapp.deck.cache import CardFacets
from quizapp.deck.deck import Deck
from quizapp.scheduling.context import StudyContext


class CardRow(NamedTuple):
    """What a list shows of a card without opening it; `deck.card(key)` opens it."""

    number: int
    key: str
    deck: Deck
    facets: CardFacets
    front: str
    """What is asked, on one line."""


class CardIndex:
    """Of the cards of `decks`, drafts and retired ones included, in the order of the decks."""

    def __init__(self, decks: Sequence[Deck]) -> None:
        self.cards = IndexedCards(decks)
        self._columns: tuple[object, ProgressColumns] | None = None

    def __len__(self) -> int:
        return len(self.cards.keys)

    def prepare(self, context: StudyContext) -> None:
        """Do at leisure, after the first picture, what the first key would have to wait for."""
        _ = self.cards.texts, self.columns(context).stability

    def keys(self, query: Query, context: StudyContext) -> tuple[str, ...]:
        """Of the cards that a query asks for, those that can be asked: no drafts, none retired."""
        cards = self.cards
        return tuple(
            cards.keys[number]
            for number in self.search(query, context)
            if cards.facets[cards.each[number]].status == "approved"
        )

    def search(self, query: Query, context: StudyContext) -> RowNumbers:
        """The rows that a query asks for, in their order. Do not change them."""
        return RowFilter(self.cards, self.columns(context)).rows(query)

    def sorted(
        self, rows: RowNumbers, column: ColumnName, context: StudyContext, descending: bool = False
    ) -> RowNumbers:
        """Rows by a column; those that have nothing in it come last, whichever way. Rows that are
        equal in it stay in their order."""
        found = values(column, self.cards, self.columns(context))
        there = [number for number in rows if found[number] is not None]
        there.sort(key=found.__getitem__, reverse=descending)
        return there + [number for number in rows if found[number] is None]

    def retired_last(self, rows: RowNumbers) -> RowNumbers:
        """Rows in their order, but those that are asked no more after all others."""
        each, facets = self.cards.each, self.cards.facets
        retired = {at for at, one in enumerate(facets) if one.status == "retired"}
        last = [number for number in rows if each[number] in retired] if retired else []
        return (
            [*(number for number in rows if each[number] not in retired), *last] if last else rows
        )

    def state(self, number: int, context: StudyContext) -> CardStateName:
        return state_of(number, self.cards, self.columns(context))

    def row(self, number: int) -> CardRow:
        cards = self.cards
        at = cards.deck_at(number)
        deck = cards.decks[at]
        front = cards.fronts(deck)[number - cards.starts[at]]
        return CardRow(number, cards.keys[number], deck, cards.facets[cards.each[number]], front)

    def columns(self, context: StudyContext) -> ProgressColumns:
        """Where the cards stand now."""
        moment = (
            context.progress,
            context.progress.version,
            context.day,
            context.calendar,
            context.settings.leech_lapses,
            context.model.parameters,
        )
        if self._columns is None or self._columns[0] != moment:
            self._columns = moment, ProgressColumns(self.cards.numbers, context)
        return self._columns[1]


def index_of(decks: Sequence[Deck]) -> CardIndex:
    """The same index as before, while the decks are the same, whoever asks."""
    for latest in _LATEST:
        if list(map(id, latest.cards.decks)) == list(map(id, decks)):
            return latest
    _LATEST[:] = [CardIndex(decks)]
    return _LATEST[0]


_LATEST: list[CardIndex] = []
