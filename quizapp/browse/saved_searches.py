"""The cards that saved searches find: each is a deck of the learner's own, made anew when asked."""

from collections.abc import Mapping, Sequence

from quizapp.browse.index import CardIndex
from quizapp.browse.query import parse
from quizapp.core.errors import SearchError
from quizapp.deck.deck import Deck
from quizapp.scheduling.context import StudyContext
from quizapp.scheduling.today import Due, Today


class SearchedDecks:
    """An index is kept, and goes on while the decks are the same."""

    def __init__(self) -> None:
        self._index: CardIndex | None = None

    def keys(self, query: str, decks: Sequence[Deck], context: StudyContext) -> tuple[str, ...]:
        """The cards that a search finds now and that can be asked, in the order of the decks.

        Raises:
            SearchError: the query cannot be read.
        """
        wanted = parse(query)
        index = self._index
        if index is None or tuple(index.cards.decks) != tuple(decks):
            index = self._index = CardIndex(decks)
        return index.keys(wanted, context)

    def waiting(self, decks: Sequence[Deck], today: Today) -> Mapping[str, Due | None]:
        """By name of a saved search, what waits among its cards, whatever the limits; None where it
        cannot be read."""
        found: dict[str, Due | None] = {}
        for name, query in today.context.progress.saved_searches.items():
            try:
                keys = self.keys(query, decks, today.context)
            except SearchError:
                found[name] = None
            else:
                found[name] = today.waiting(decks, frozenset(keys))
        return found
