"""Which cards statistics are about, as a learner names them."""

from collections.abc import Iterator, Sequence

from quizapp.browse.doubts import doubts
from quizapp.browse.index import index_of
from quizapp.browse.query import parse
from quizapp.core.errors import SearchError
from quizapp.core.text import cut
from quizapp.deck.deck import Deck
from quizapp.scheduling.context import StudyContext
from quizapp.statistics.report import Scope


def of_search(text: str, decks: Sequence[Deck], context: StudyContext, name: str = "") -> Scope:
    """The cards that a search finds now; the search itself is their name, unless it has one.

    Raises:
        SearchError: it cannot be understood.
    """
    index = index_of(decks)
    found = index.search(parse(text), context)
    keys = index.cards.keys  # those of cards that are retired too: they have a past
    return Scope(name or text, frozenset(keys[number] for number in found))


def nothing_found(text: str, decks: Sequence[Deck], context: StudyContext) -> Iterator[str]:
    """That a search finds no card, and what in it names nothing that there is."""
    yield f"no card is found by {cut(text)}"
    for doubt in doubts(parse(text), index_of(decks), context):
        yield f"{doubt[0].lower()}{doubt[1:]}"


def wrong_with(text: str) -> str:
    """What is wrong with a search, and what to write instead; empty where nothing is."""
    try:
        parse(text)
    except SearchError as error:
        return f"{error}."
    return "" if text else "Write a search, such as tag:history or is:due."
