"""Where each key and each value of a deck file stands, from its first character to its last.

The reader of decks keeps beginnings only, as decks are large. This looks closer, at a piece at a
time: a card, or a field of the deck. A file that is not YAML throughout has such pieces too.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import yaml

from quizapp.core.codes import Code, Loc
from quizapp.deck.diagnostics import LINE_BREAK, Diagnostic
from quizapp.deck.reader import Parser

_CARDS = re.compile(
    r"^cards[ ]*:[ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*(?P<indent> *)-(?=\s)", re.MULTILINE
)
_WORD = re.compile(r"\\?[\w-]+")


@dataclass(frozen=True, slots=True)
class Node:
    """A key or a value, as offsets in the file (end exclusive)."""

    loc: Loc
    """From the card, or from the deck where it is a field of that."""
    start: int
    end: int
    is_key: bool = False
    style: str = ""
    """The sign of a text's quotes or block; `{` or `[` of what stands in such; else empty."""
    value: str | None = None
    """None for a list or a mapping."""


class DeckPiece(NamedTuple):
    start: int
    end: int
    is_card: bool


@dataclass
class _Open:
    """A list or mapping whose end has not been seen."""

    loc: Loc
    start: int
    flow: str
    is_mapping: bool
    count: int = 0
    key: str | None = None

    def loc_of_next(self) -> Loc:
        return (*self.loc, (self.key or "") if self.is_mapping else self.count)

    def go_on(self) -> None:
        """Behind a value."""
        self.key = None
        self.count += 1


class Places:
    """Those of one deck file."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._nodes: dict[DeckPiece, tuple[Node, ...]] = {}

    def offset(self, line: int, column: int) -> int:
        """Of a line and a column from 1; the column in characters."""
        return min(self._lines[min(line, len(self._lines)) - 1] + column - 1, len(self.text))

    def line_and_column(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def of(self, diagnostic: Diagnostic) -> int:
        return self.offset(diagnostic.line, diagnostic.column)

    def end_of(self, diagnostic: Diagnostic) -> int:
        """The end of the key or the value that a problem is about.

        Where a card lacks something it is that of its first line, and where there is no value at
        all, that of the word, or else of the line.
        """
        at = self.of(diagnostic)
        line_end = at + len(self._rest_of_line(at))
        nodes = [one for one in self.nodes(self.piece(at)) if one.start == at]
        if diagnostic.code is Code.MISSING and any(one.value is None for one in nodes):
            return line_end
        if diagnostic.code is not Code.SYNTAX and nodes:
            return next((one.end for one in nodes if one.value is not None), nodes[0].end)
        word = _WORD.match(self.text, at)
        return word.end() if word else line_end

    def _rest_of_line(self, at: int) -> str:
        end = LINE_BREAK.search(self.text, at)
        return self.text[at : end.start() if end else None].rstrip()

    def piece(self, at: int) -> DeckPiece:
        """The card, or else the field of the deck, in whose lines an offset is."""
        place = bisect_right(self._starts, at) - 1
        start = self._starts[place] if place >= 0 else 0
        end = self._starts[place + 1] if place + 1 < len(self._starts) else len(self.text)
        return DeckPiece(start, end, self.text.startswith(("-", " "), start))

    def nodes(self, piece: DeckPiece) -> tuple[Node, ...]:
        """In the order of their ends. Of a card that is not YAML, those of each sound field."""
        if piece not in self._nodes:
            text = self.text[piece.start : piece.end]
            found, is_whole = _nodes(text, piece.start, 1 if piece.is_card else 0)
            if piece.is_card and not is_whole:
                found = [one for field in _fields(text, piece.start) for one in field]
            self._nodes[piece] = tuple(found)
        return self._nodes[piece]

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(match.end() for match in LINE_BREAK.finditer(self.text))]

    @cached_property
    def _starts(self) -> list[int]:
        """Where pieces begin."""
        cards = _CARDS.search(self.text)
        keys = [match.start() for match in re.finditer(r"^[^\s#\-]", self.text, re.M)]
        if cards is None:
            return keys
        after = next((key for key in keys if key > cards.start()), len(self.text))
        item = re.compile(rf"^{cards['indent']}-(?=\s)", re.M)
        items = [match.start() for match in item.finditer(self.text, cards.end() - 1, after)]
        first = self.text.rfind("\n", 0, cards.end()) + 1
        return sorted({*keys, first, *items})


def _fields(text: str, at: int) -> Iterator[list[Node]]:
    """Those of a card's fields, each read by itself; `at` is where the card's lines begin."""
    first = re.match(r" *- +(?=[\w-]+[ ]*:\s)", text)
    if first is None:
        return
    column = first.end()
    field = re.compile(rf"^(?:{re.escape(first[0])}|[ ]{{{column}}})(?=[\w-]+[ ]*:\s)", re.M)
    starts = [match.start() for match in field.finditer(text)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        yield _nodes(" " * column + text[start + column : end], at + start, 0)[0]


def _nodes(text: str, at: int, skip: int) -> tuple[list[Node], bool]:
    """What stands in a text up to where it is not YAML any more, and whether all of it is.

    Args:
        at: where the text begins in the file.
        skip: as many steps of each `loc` are left out.
    """
    found: list[Node] = []
    stack: list[_Open] = []
    last = 0

    def add(loc: Loc, start: int, *rest: Any) -> None:
        found.append(Node(loc[skip:], at + start, at + last, *rest))

    next_event: Callable[[], Any] = Parser(text).get_event
    try:
        while not issubclass(kind := type(event := next_event()), yaml.StreamEndEvent):
            inner = stack[-1] if stack else None
            if issubclass(kind, yaml.CollectionStartEvent):
                is_mapping = issubclass(kind, yaml.MappingStartEvent)
                flow = ("{" if is_mapping else "[") if event.flow_style else ""
                loc = inner.loc_of_next() if inner else ()
                stack.append(_Open(loc, event.start_mark.index, flow, is_mapping))
            elif issubclass(kind, yaml.CollectionEndEvent):
                closed = stack.pop()
                last = event.end_mark.index if closed.flow else last
                add(closed.loc, closed.start, False, closed.flow, None)
                if stack:
                    stack[-1].go_on()
            elif issubclass(kind, yaml.ScalarEvent):
                start = event.start_mark.index
                last = start + len(text[start : event.end_mark.index].rstrip())
                is_key = inner is not None and inner.is_mapping and inner.key is None
                if inner and is_key:
                    inner.key = event.value
                loc = inner.loc_of_next() if inner else ()
                add(loc, start, is_key, event.style or "", event.value)
                if inner and not is_key:
                    inner.go_on()
    except yaml.YAMLError:
        return found, False
    return found, True
