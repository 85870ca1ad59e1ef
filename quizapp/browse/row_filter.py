"""Which rows a query asks for: those that are left by one term are all that the next looks at."""

import operator
import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import chain, compress, filterfalse, repeat
from typing import Any, assert_never

from quizapp.browse.indexed_cards import IndexedCards, RowNumbers, holding, picked
from quizapp.browse.progress_columns import NEW, Numbers, ProgressColumns, is_there
from quizapp.browse.terms import (
    And,
    CardStateName,
    Compared,
    DueOn,
    Everything,
    FromPassages,
    HasFlag,
    HasWords,
    InField,
    Is,
    Not,
    Or,
    Pattern,
    Query,
    Within,
    Without,
)
from quizapp.core.folding import fold
from quizapp.memory.fsrs import Memory
from quizapp.progress.state import IN_STEPS

_COMPARE: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": lambda one, other: one != other and is_there(one),
}


class RowFilter:
    """For the cards as they stand at one moment."""

    def __init__(self, cards: IndexedCards, columns: ProgressColumns) -> None:
        self._cards = cards
        self._columns = columns

    def rows(self, query: Query) -> RowNumbers:
        """All that it asks for."""
        return self._rows(query, range(len(self._cards.keys)))

    def _rows(self, query: Query, rows: RowNumbers) -> RowNumbers:
        """Those of `rows` that it asks for."""
        if not rows:
            return rows
        match query:
            case Everything():
                return rows
            case And(queries):
                for one in sorted(queries, key=_cost):
                    rows = self._rows(one, rows)
                return rows
            case Or(queries):
                return sorted(set().union(*(self._rows(one, rows) for one in queries)))
            case Not(inner):
                return _without(rows, self._rows(inner, rows))
            case HasWords(pattern):
                return self._with_words(pattern, rows)
            case InField():
                return self._in_field(query, rows)
            case Without():
                return self._without_any(query, rows)
            case Is(state):
                return self._in_state(state, rows)
            case HasFlag(flag):
                return _compared(self._columns.flags, "=", flag, rows)
            case FromPassages(first, last):
                wanted = range(first, last + 1)
                found = [any(one in wanted for one in facets.passages) for facets in self._facets]
                return self._with_facets(found, rows)
            case Compared("due", sign, days):
                return _compared(self._columns.due, sign, self._columns.context.day + days, rows)
            case Compared("retrievability", sign, value):
                return self._recalled(sign, value, rows)
            case Compared(name, sign, value):
                return _compared(getattr(self._columns, name), sign, value, rows)
            case DueOn(sign, day):
                return _compared(self._columns.due, sign, day, rows)
            case Within(what, days):
                first_day = self._columns.context.day - days
                return _compared(getattr(self._columns, what), ">", first_day, rows)
        assert_never(query)

    # words

    def _with_words(self, pattern: Pattern, rows: RowNumbers) -> RowNumbers:
        word, whole = _needle(pattern)
        if not word:
            return rows
        if len(rows) == len(self._cards.keys):
            found = self._cards.holding(word)
        else:
            found = holding(word, self._cards.texts, rows)
        if whole:
            texts = self._cards.texts
            found = [number for number in found if whole.search(texts[number])]
        return self._and_own_tags(word, whole, found, rows)

    def _and_own_tags(
        self, word: str, whole: re.Pattern[str] | None, found: RowNumbers, rows: RowNumbers
    ) -> RowNumbers:
        """With those that have the words in one of the learner's own tags."""
        matches = {
            tag
            for tag in set(chain.from_iterable(self._columns.own_tags.values()))
            if (whole.search(fold(tag)) if whole else word in fold(tag))
        }
        if not matches:
            return found
        keys = [key for key, tags in self._columns.own_tags.items() if not matches.isdisjoint(tags)]
        tagged = self._cards.rows_of(keys)
        more = tagged.intersection(rows).difference(found)
        return sorted([*found, *more]) if more else found

    # fields

    def _in_field(self, term: InField, rows: RowNumbers) -> RowNumbers:
        match term.field:
            case "deck":
                return self._in_decks(term.pattern, rows)
            case "tag":
                return self._tagged(term.pattern, rows)
            case "by":
                is_by = _regex(term.pattern)
                return self._with_values(self._cards.authors, is_by.search, rows)
            case "type":
                is_type = _regex(term.pattern).fullmatch
                return self._with_facets([bool(is_type(one.type)) for one in self._facets], rows)
            case "claim":
                is_claim = _regex(term.pattern).fullmatch
                return self._with_facets([bool(is_claim(one.claim)) for one in self._facets], rows)
            case "id":
                return self._with_id(term.pattern, rows)
        assert_never(term.field)

    def _in_decks(self, pattern: Pattern, rows: RowNumbers) -> RowNumbers:
        """Those of the decks that are called so; where none is, of those with a slug or title in
        which a word begins so."""
        whole, begins, cards = _regex(pattern), beginning(_regex(pattern).pattern), self._cards
        names = [
            [fold(name) for name in (deck.slug, *self._columns.titles_of(deck))]
            for deck in cards.decks
        ]
        called = [at for at, some in enumerate(names) if any(map(whole.fullmatch, some))]
        if not called and any(pattern.pieces):
            called = [at for at, some in enumerate(names) if any(map(begins.search, some))]
        found: list[int] = []
        for at in called:
            start, end = cards.starts[at], cards.ends(at)
            found += rows[bisect_left(rows, start) : bisect_left(rows, end)]
        return found

    def _tagged(self, pattern: Pattern, rows: RowNumbers) -> RowNumbers:
        """A tag is also found by those that it stands below, as `a::b` is by `a`."""
        matches = re.compile(f"{_regex(pattern).pattern}(?:::.*)?").fullmatch
        found = self._with_values(self._cards.tags, matches, rows)
        own = [
            key
            for key, tags in self._columns.own_tags.items()
            if any(matches(fold(t)) for t in tags)
        ]
        if not own:
            return found
        return sorted(self._cards.rows_of(own).intersection(rows).union(found))

    def _with_id(self, pattern: Pattern, rows: RowNumbers) -> RowNumbers:
        longest = max(map(fold, pattern.pieces), key=len)
        keys = self._cards.keys
        matches = re.compile(f"(?:[^/]*/)?{_regex(pattern).pattern}(?:#.*)?").fullmatch
        some = [number for number in rows if longest in keys[number]]
        return [number for number in some if matches(keys[number])]

    def _without_any(self, term: Without, rows: RowNumbers) -> RowNumbers:
        match term.field:
            case "tag":
                found = self._with_facets([not one.tags for one in self._facets], rows)
                tagged = self._cards.rows_of(
                    key for key, tags in self._columns.own_tags.items() if tags
                )
                return list(filterfalse(tagged.__contains__, found))
            case "by":
                return self._with_facets([not one.by for one in self._facets], rows)
            case "passage":
                return self._with_facets([not one.passages for one in self._facets], rows)
        assert_never(term.field)

    # where cards stand

    def _in_state(self, state: CardStateName, rows: RowNumbers) -> RowNumbers:
        columns = self._columns
        match state:
            case "suspended":
                return self._among(columns.suspended, rows)
            case "buried":
                return self._among(columns.buried, rows)
            case "flagged":
                return _compared(columns.flags, ">", 0, rows)
            case "approved" | "draft" | "retired":
                return self._with_facets([one.status == state for one in self._facets], rows)
        scheduled, today = columns.scheduled, columns.context.day
        match state:
            case "new":
                found = _compared(scheduled, "=", NEW, rows)
            case "learning":
                found = _compared(scheduled, "=", IN_STEPS, rows)
            case "relearning":
                found = self._among(columns.relearning, rows)
            case "review":
                found = _compared(scheduled, ">", IN_STEPS, rows)
            case "leech":
                found = self._among(columns.leeches, rows)
            case "due" | "overdue":
                until = today - (state == "overdue")
                found = _compared(columns.due, "<=", until, rows)
                aside = self._cards.rows_of({*columns.suspended, *columns.buried})
                found = list(filterfalse(aside.__contains__, found))
            case _:
                assert_never(state)
        return self._in_state("approved", found)  # nobody is asked the others

    def _recalled(self, sign: str, share: float, rows: RowNumbers) -> RowNumbers:
        """By how long ago the last answer was: recall has fallen below a share of 1 after so many
        times the stability. To reckon the recall of all cards takes five times as long."""
        columns = self._columns
        if share <= 0:  # recall never is
            return _compared(columns.stability, ">", 0, rows) if _COMPARE[sign](1, share) else []
        times = columns.context.model.interval(Memory(1.0, 1.0), share)
        falls = map(operator.mul, picked(columns.stability, rows), repeat(times))
        holds = map(_COMPARE[sign], falls, picked(columns.elapsed, rows))
        return list(compress(rows, holds))

    def _among(self, keys: Collection[str], rows: RowNumbers) -> RowNumbers:
        chosen = self._cards.rows_of(keys)
        return list(filter(chosen.__contains__, rows)) if chosen else []

    # facets

    @property
    def _facets(self) -> Sequence[Any]:
        return self._cards.facets

    def _with_values(
        self,
        by_value: Mapping[str, Sequence[int]],
        matches: Callable[[str], object],
        rows: RowNumbers,
    ) -> RowNumbers:
        """Rows one of whose values, which are not folded yet, matches."""
        found = [False] * len(self._cards.facets)
        for value, places in by_value.items():
            if matches(fold(value)):
                for place in places:
                    found[place] = True
        return self._with_facets(found, rows)

    def _with_facets(self, wanted: Sequence[bool], rows: RowNumbers) -> RowNumbers:
        if all(wanted):
            return rows
        if not any(wanted):
            return []
        return list(compress(rows, map(wanted.__getitem__, picked(self._cards.each, rows))))


def _cost(query: Query) -> tuple[int, int]:
    """What it takes to look at one row; of two terms, the cheaper comes first."""
    match query:
        case Not(inner):
            return _cost(inner)
        case And(queries) | Or(queries):
            return max(map(_cost, queries))
        case HasWords(pattern):
            return 4, -max(map(len, pattern.pieces))  # long words are rare
        case Compared("retrievability"):
            return 3, 0
        case InField("id") | Compared() | DueOn() | Within():
            return 2, 0
        case InField("deck"):
            return 0, 0
        case _:
            return 1, 0


def _needle(pattern: Pattern) -> tuple[str, re.Pattern[str] | None]:
    """A text that is in all texts with these words, and what tells whether one has them all."""
    pieces = [piece for piece in map(fold, pattern.pieces) if piece]
    if len(pieces) < 2:
        return "".join(pieces), None
    return max(pieces, key=len), re.compile(".*".join(map(re.escape, pieces)))


def _regex(pattern: Pattern) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(fold(piece)) for piece in pattern.pieces))


def beginning(pattern: str) -> re.Pattern[str]:
    """Whether a word of a text begins so; in scripts that may have no blanks, any part of it."""
    return re.compile((r"(?<![^\W_])" if pattern.isascii() else "") + pattern)


def _compared(column: Numbers, sign: str, value: float, rows: RowNumbers) -> RowNumbers:
    return list(compress(rows, map(_COMPARE[sign], picked(column, rows), repeat(value))))


def _without(rows: RowNumbers, others: RowNumbers) -> RowNumbers:
    return list(filterfalse(set(others).__contains__, rows)) if others else rows
