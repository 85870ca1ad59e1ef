"""What of a search names nothing that there is, such as a tag that no card has."""

from collections.abc import Iterator

from quizapp.browse.index import CardIndex
from quizapp.browse.terms import And, InField, Not, Or, Query
from quizapp.core.text import cut, nearest
from quizapp.scheduling.context import StudyContext

_MOST = 5
_NOUNS = {"deck": "deck", "tag": "tag", "by": "author of a claim", "id": "card"}


def doubts(query: Query, index: CardIndex, context: StudyContext) -> Iterator[str]:
    """A sentence on each, with what may have been meant; for a search that finds nothing."""
    for term in _fields(query):
        if term.field not in _NOUNS or index.search(term, context):
            continue
        written = "*".join(term.pattern.pieces)
        known = _known(term.field, index, context)
        near = nearest(written, known)
        some = ", ".join(known[:_MOST]) + (" …" if len(known) > _MOST else "")
        hint = f"did you mean {near}?" if near else f"there are {some}" if some else "there is none"
        yield f'No {_NOUNS[term.field]} is called "{cut(written)}"; {hint}'


def _fields(query: Query) -> Iterator[InField]:
    match query:
        case InField():
            yield query
        case Not(inner):
            yield from _fields(inner)
        case And(queries) | Or(queries):
            for one in queries:
                yield from _fields(one)
        case _:
            return


def _known(field: str, index: CardIndex, context: StudyContext) -> tuple[str, ...]:
    cards = index.cards
    match field:
        case "deck":
            return tuple(deck.slug for deck in cards.decks)
        case "tag":
            own = index.columns(context).own_tags.values()
            return tuple(dict.fromkeys((*cards.tags, *(tag for tags in own for tag in tags))))
        case "by":
            return tuple(cards.authors)
        case _:
            return tuple(key.partition("/")[2] for key in cards.keys[:10_000])
