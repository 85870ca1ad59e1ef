"""Browsing: a search with its results in an order, and what is done to some of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from quizapp.browse.columns import COLUMNS, ColumnName
from quizapp.browse.completion import Completion, complete
from quizapp.browse.doubts import doubts
from quizapp.browse.index import CardIndex, CardRow
from quizapp.browse.query import parse
from quizapp.browse.terms import Everything, Query
from quizapp.core.errors import SearchError
from quizapp.core.folding import fold
from quizapp.deck.deck import Card, Deck
from quizapp.progress.events import SearchSaved
from quizapp.scheduling.context import StudyContext
from quizapp.study.card_batch import BatchAction, BatchLog, CardBatch
from quizapp.study.profile import Profile


@dataclass(slots=True)
class BrowseSession:
    """What cannot be understood leaves the results as they were, with the `error` beside them."""

    profile: Profile
    index: CardIndex
    log: BatchLog
    text: str = ""
    error: SearchError | None = None
    rows: Sequence[int] = ()
    """The rows of the index that were found, in their order."""
    sorted_by: ColumnName | None = None
    """None: in the order of the decks."""
    descending: bool = False
    query: Query = field(default_factory=Everything)
    """The last that was understood."""

    # what is found

    def search(self, text: str) -> None:
        self.text = text
        try:
            self.query = parse(text, typing=True)
        except SearchError as error:
            self.error = error
            return
        self.error = None
        self.look_again()

    def look_again(self) -> None:
        """The same search, as things stand now."""
        context = self.profile.context
        found = self.index.search(self.query, context)
        if self.sorted_by:
            found = self.index.sorted(found, self.sorted_by, context, self.descending)
        else:
            found = self.index.retired_last(found)
        self.rows = found

    def take(self, index: CardIndex) -> None:
        """Go on with other decks, or with what they are now."""
        self.index = index
        self.look_again()

    def sort_by(self, column: ColumnName | None) -> None:
        """By a column, of numbers with the highest first; again, the other way round; once more,
        in the order of the decks, as by None."""
        first = column is not None and COLUMNS[column].to_right
        if column != self.sorted_by:
            self.sorted_by, self.descending = column, first
        elif self.descending is first:
            self.descending = not first
        else:
            self.sorted_by = None
        self.look_again()

    def completions(self, text: str, cursor: int) -> Sequence[Completion]:
        """What the word at the cursor could become."""
        return complete(text, cursor, self.index, self._context)

    @property
    def doubts(self) -> Sequence[str]:
        """Why nothing may be found, a sentence each."""
        return list(doubts(self.query, self.index, self._context))

    def row(self, number: int) -> CardRow:
        return self.index.row(number)

    def keys(self, rows: Collection[int]) -> list[str]:
        """Of the cards in these rows, those that can be asked: no drafts, none retired."""
        cards = self.index.cards
        return [
            cards.keys[number]
            for number in rows
            if cards.facets[cards.each[number]].status == "approved"
        ]

    def card(self, number: int) -> tuple[Deck, Card]:
        """Raises: KeyError, DeckError: it is not in its deck any more."""
        row = self.index.row(number)
        deck = self.profile.library.deck(row.deck.slug)
        return deck, deck.card(row.key)

    # what is done

    def prepare(
        self, action: BatchAction, rows: Collection[int], value: int | str = 0
    ) -> CardBatch:
        """What an action would do to some cards."""
        cards = self.index.cards
        keys = [cards.keys[number] for number in rows]
        return CardBatch.of(action, keys, self._context, value, self._authors(action, rows, value))

    def _authors(self, action: BatchAction, rows: Collection[int], value: int | str) -> int:
        """How many cards have a tag from their author that is to be taken away."""
        if action is not BatchAction.UNTAG:
            return 0
        cards = self.index.cards
        having = [fold(str(value)) in map(fold, facets.tags) for facets in cards.facets]
        return sum(having[cards.each[number]] for number in rows)

    def toggled(
        self, action: BatchAction, opposite: BatchAction, rows: Collection[int], value: int = 0
    ) -> CardBatch:
        """The action, or its opposite where it has been done to all of these cards."""
        batch = self.prepare(action, rows, value)
        return batch if batch else self.prepare(opposite, rows)

    def do(self, batch: CardBatch) -> None:
        """Raises: NotSaved: nothing has changed."""
        self.log.do(batch, self.profile.clock())
        self.look_again()

    def undo(self) -> CardBatch | None:
        """Take back the last batch of all; None when there is none.

        Raises:
            NotSaved: it still counts.
        """
        batch = self.log.undo(self.profile.clock())
        self.look_again()
        return batch

    def save_search(self, name: str) -> None:
        """Under a name, in place of any other of that name.

        Raises:
            NotSaved: it is not.
        """
        progress = self.profile.progress
        progress.change(SearchSaved(name, str(self.query)), self.profile.clock())

    @property
    def _context(self) -> StudyContext:
        return self.profile.context
