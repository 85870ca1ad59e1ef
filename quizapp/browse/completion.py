"""What may be written at a place in a search: fields and the values that there are, counted."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from quizapp.browse.index import CardIndex
from quizapp.browse.indexed_cards import IndexedCards
from quizapp.browse.progress_columns import ProgressColumns
from quizapp.browse.query import FIELDS, OTHER_FIELDS, PROPERTIES, STATES
from quizapp.browse.row_filter import beginning
from quizapp.browse.terms import NONE, InField, Is, Pattern
from quizapp.core.folding import fold
from quizapp.core.words import count
from quizapp.scheduling.context import StudyContext

MOST = 50
"""Completions that are given."""
_TERM = re.compile(r'"(?:\\.|[^"\\])*"?|(?::"(?:\\.|[^"\\])*"?|\\.|[^\s()"\\])+', re.DOTALL)
_VALUE = re.compile(r'([A-Za-z]+):("?)', re.ASCII)
_DAYS = {"today": "until today", "tomorrow": "tomorrow alone"}
_SPANS = {"today": "today", "7d": "in the last 7 days", "30d": "in the last 30 days"}


class Completion(NamedTuple):
    """`text` in place of what stands from `start` to `end`; `help` says what it is."""

    text: str
    start: int
    end: int
    help: str


def complete(text: str, cursor: int, index: CardIndex, context: StudyContext) -> list[Completion]:
    """What the word at the cursor may become, the likeliest first; none within a phrase."""
    terms = _TERM.finditer(text)
    term = next((one for one in terms if one.start() <= cursor <= one.end()), None)
    start, end = term.span() if term else (cursor, cursor)
    while start < cursor and text[start] == "-":
        start += 1
    named = _VALUE.match(text, start, end)
    if text.startswith('"', start) and start < cursor:
        return []
    if not named or cursor <= named.end(1):
        return _fields(text[start:cursor], start, named.end(1) + 1 if named else end)
    name = OTHER_FIELDS.get(named[1].lower(), named[1].lower())
    at = named.end(1) + 1
    wanted = fold(text[named.end() : cursor].replace("\\", "").rstrip('"'))
    within = beginning(re.escape(wanted)).search
    found = [
        (not begins, Completion(_written(name, value), at, end, help_text))
        for value, help_text in _values(name, wanted, index, context)
        if (begins := fold(value).startswith(wanted)) or within(fold(value))
    ]
    found.sort(key=lambda one: one[0])  # what begins so, and then what has it within
    return [completion for _, completion in found[:MOST]]


def _fields(written: str, start: int, end: int) -> list[Completion]:
    return [
        Completion(f"{name}:", start, end, help_text)
        for name, help_text in FIELDS.items()
        if name.startswith(written.lower())
    ]


def _written(name: str, value: str) -> str:
    if name in ("prop", "passage") or value == NONE:
        return value
    return str(InField("tag", Pattern((value,)))).removeprefix("tag:")


def _values(
    name: str, wanted: str, index: CardIndex, context: StudyContext
) -> Iterator[tuple[str, str]]:
    """The values of a field, each with what it is; at least those that hold what is wanted."""
    cards, columns = index.cards, index.columns(context)
    match name:
        case "deck":
            within = beginning(re.escape(wanted)).search
            for at, deck in enumerate(cards.decks):
                number, titles = _cards(cards.ends(at) - cards.starts[at]), columns.titles_of(deck)
                if within(fold(deck.slug)):
                    yield deck.slug, f"{titles[-1]}, {number}"
                else:
                    yield from ((title, f"{deck.slug}, {number}") for title in reversed(titles))
        case "tag":
            yield from _commonest(_tags(cards, columns))
            yield NONE, "cards without a tag"
        case "type":
            yield from _commonest(cards.numbers_of(cards.types))
        case "claim":
            yield from _commonest(cards.numbers_of(cards.claims))
        case "by":
            yield from _commonest(cards.numbers_of(cards.authors))
            yield NONE, "cards that nobody is named for"
        case "passage":
            numbers = cards.numbers_of(cards.passages)
            yield from ((str(number), _cards(numbers[number])) for number in sorted(numbers))
            yield NONE, "cards that come from none"
        case "is":
            for state, help_text in STATES.items():
                if wanted in state:
                    yield state, f"{help_text}, {_cards(len(index.search(Is(state), context)))}"
        case "flag":
            flags = Counter(columns.flags)
            yield from ((str(flag), _cards(flags[flag])) for flag in sorted(flags))
        case "prop":
            yield from ((f"{name}>", help_text) for name, help_text in PROPERTIES.items())
        case "due":
            yield from _DAYS.items()
        case "answered" | "introduced":
            yield from _SPANS.items()
        case "id":
            yield from ((key, "") for key in cards.keys if wanted in key)


def _tags(cards: IndexedCards, columns: ProgressColumns) -> Counter[str]:
    """How many cards a search for each tag finds, those that it stands above included; one of
    several spellings for all of them."""
    spelled: dict[str, str] = {}
    places: dict[str, set[int]] = {}
    for tag, some in cards.tags.items():
        for name in _with_parents(tag, spelled):
            places.setdefault(name, set()).update(some)
    found = cards.numbers_of({name: list(some) for name, some in places.items()})
    for key, own in columns.own_tags.items():
        if (number := cards.numbers.get(key)) is not None:
            authors = cards.facets[cards.each[number]].tags
            there = {name for tag in authors for name in _with_parents(tag, spelled)}
            found.update({name for tag in own for name in _with_parents(tag, spelled)} - there)
    return found


def _with_parents(tag: str, spelled: dict[str, str]) -> Iterator[str]:
    parts = tag.split("::")
    for number in range(1, len(parts) + 1):
        name = "::".join(parts[:number])
        yield spelled.setdefault(fold(name), name)


def _commonest(numbers: Counter[str]) -> Iterator[tuple[str, str]]:
    return ((value, _cards(number)) for value, number in numbers.most_common())


def _cards(number: int) -> str:
    return count(number, "card")
