"""YAML to texts, lists and mappings, with the place of each of them in the file.

Strict: every scalar is a text, and what a deck has no use for (anchors, aliases, tags, merge keys,
a second document) is refused. Built on the parser's events, so nothing is recursive, and size,
depth and number of nodes are bounded while reading.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from quizapp.core.codes import Code, Loc
from quizapp.core.words import count
from quizapp.deck.diagnostics import Report
from quizapp.deck.messages import yaml_problem

YamlValue = str | list[Any] | dict[str, Any]


@dataclass(slots=True)
class Offsets:
    """Where a list or a mapping stands, its keys and its values, in characters from the start."""

    at: int
    keys: dict[str, int]
    values: "dict[str | int, Mark]"


class CardSpan(NamedTuple):
    """Where a card stands. What is in it is looked up by reading it again: a file of 100,000 cards
    has two million places, and hardly one of them is ever asked for."""

    at: int
    end: int


Mark = int | Offsets | CardSpan
NOWHERE = -1
"""The place of a list or mapping of which nothing is to be told."""


@dataclass(slots=True)
class Document:
    """What a file says, and where it says it."""

    value: dict[str, Any]
    offsets: Offsets
    reported: set[int]
    """Offsets of values that are reported already; what stands there means nothing."""
    text: str
    parts: list[tuple[int, str]] = field(default_factory=list)
    """What of the file is YAML, and where it begins: all of it, where that can be read."""
    _last: tuple[CardSpan, Offsets] | None = None
    """The card that was read again last."""

    def locate(self, loc: Loc) -> int | None:
        """The offset of the value at `loc`, or of its closest ancestor; None for a reported one."""
        mark: Mark = self.offsets
        for step in loc:
            mark = self._opened(mark)
            if isinstance(mark, int):
                break
            if step in mark.values:
                mark = mark.values[step]
            elif isinstance(step, str):
                break
            # else: an only item written without its list
        at = mark if isinstance(mark, int) else mark.at
        is_told = isinstance(mark, int) and mark in self.reported
        return None if is_told or at == NOWHERE else at

    def is_reported(self, loc: Loc) -> bool:
        """Whether a field is there and something is wrong with its value already."""
        return bool(self.reported) and self.locate(loc) is None

    def card_at(self, offset: int) -> int | None:
        """Which card stands at an offset; None above the cards."""
        cards = self.offsets.values.get("cards")
        if not isinstance(cards, Offsets):
            return None
        places = [one if isinstance(one, int) else one.at for one in cards.values.values()]
        found = bisect_right(places, offset)
        return found - 1 if found else None

    def locate_key(self, loc: Loc) -> int | None:
        """The offset of the last key of `loc`, or that of the value when there is no such key."""
        mark: Mark = self.offsets
        for step in loc[:-1]:
            mark = self._opened(mark)
            mark = mark.values.get(step, mark) if isinstance(mark, Offsets) else mark
        mark = self._opened(mark)
        if isinstance(mark, Offsets) and isinstance(loc[-1], str):
            at = mark.keys.get(loc[-1])
            return None if at in self.reported else self.locate(loc) if at is None else at
        return self.locate(loc)

    def _opened(self, mark: Mark) -> int | Offsets:
        if not isinstance(mark, CardSpan):
            return mark
        if self._last is None or self._last[0] != mark:
            self._last = mark, _offsets_of(self.text, mark)
        return self._last[1]


Parser: type[Any]
try:
    from yaml.cyaml import CLoader as Parser
except ImportError:  # PyYAML without libyaml: ten times slower, else the same
    from yaml import SafeLoader as Parser

DEEPEST = 12
MOST_EVENTS = 6_000_000
"""About as many as the largest file of cards has."""

NO_VALUE = ("", "~", "null", "Null", "NULL")
_NOT_IN_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Stop(Exception):
    """What follows in the file cannot be judged."""


@dataclass(slots=True)
class _OpenNode:
    """A list or mapping that is being read. A mapping waits for a key, or for the key's value."""

    value: Any
    offsets: Offsets
    is_mapping: bool
    key: str | None = None
    key_at: int = 0
    has_key: bool = False
    """Whether a value comes next; with `key` None it is read and thrown away."""


def read(report: Report) -> Document | None:
    """Read `report.text`, and report all that is wrong with it; None when no deck can be read."""
    for match in _NOT_IN_YAML.finditer(report.text):
        if report.is_full:
            _, more = _NOT_IN_YAML.subn("", report.text[match.start() :])
            report.add_hidden(more, Code.SYNTAX)
            break
        message = f"control character U+{ord(match[0]):04X}; delete it"
        report.add(match.start(), Code.SYNTAX, message)
    if report.found:
        return None
    builder = _Builder(report)
    try:
        return builder.run()
    except _Stop:
        return None


class Scalar(NamedTuple):
    """A text as it is written: from `start` to `end`, with quotes."""

    start: int
    end: int
    value: str
    style: str
    """The sign of its quotes or of its block; empty for a plain text."""


def scalars(text: str) -> Iterator[Scalar]:
    """All texts of a file that is YAML, keys among them."""
    next_event = Parser(text).get_event
    while not isinstance(event := next_event(), yaml.StreamEndEvent):
        if isinstance(event, yaml.ScalarEvent):
            start, end = event.start_mark, event.end_mark
            assert start is not None
            assert end is not None
            yield Scalar(start.index, end.index, event.value, event.style or "")


def _offsets_of(text: str, card: CardSpan) -> Offsets:
    """The places in a card whose file has been read."""
    start = text.rfind("\n", 0, card.at) + 1
    column = card.at - start
    found = read(Report("", f"{' ' * column}{text[card.at : card.end]}"))
    return moved(found.offsets, card.at - column) if found else Offsets(card.at, {}, {})


def moved(offsets: Offsets, by: int) -> Offsets:
    """The same places, so many characters further on."""
    return Offsets(
        offsets.at + by,
        {key: at + by for key, at in offsets.keys.items()},
        {
            step: moved(mark, by) if isinstance(mark, Offsets) else mark + by
            for step, mark in offsets.values.items()
            if not isinstance(mark, CardSpan)
        },
    )


@dataclass
class _Builder:
    report: Report
    root: _OpenNode = field(
        default_factory=lambda: _OpenNode([], Offsets(0, {}, {}), is_mapping=False)
    )
    documents: int = 0
    anchors: dict[str, int] = field(default_factory=dict)
    aliases: list[tuple[int, str]] = field(default_factory=list)
    reported: set[int] = field(default_factory=set)

    def run(self) -> Document | None:
        self.top = self.root
        self.stack: list[_OpenNode] = []
        handlers: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self.scalar,
            yaml.MappingStartEvent: self.start,
            yaml.SequenceStartEvent: self.start,
            yaml.MappingEndEvent: self.end,
            yaml.SequenceEndEvent: self.end,
            yaml.AliasEvent: self.alias,
            yaml.DocumentStartEvent: self.document,
        }
        try:
            next_event = Parser(self.report.text).get_event
            for _ in range(MOST_EVENTS):
                event = next_event()
                handler = handlers.get(event.__class__)
                if handler is not None:
                    handler(event)
                elif isinstance(event, yaml.StreamEndEvent):
                    break
            else:
                message = "more values than a deck can need; split it into several files"
                self.stop(event.start_mark.index, Code.LIMIT, message)
        except yaml.YAMLError as error:
            self.report.add(*yaml_problem(error, self.report.text))
            raise _Stop from None
        finally:
            self.report_anchors()
        return self.result()

    def result(self) -> Document | None:
        if not self.root.value:
            message = "the file is empty; a deck begins with `deck: my-deck`"
            self.report.add(0, Code.MISSING, message)
            return None
        if any(name in self.anchors for _, name in self.aliases):
            return None
        [value], offsets = self.root.value, self.root.offsets.values[0]
        if isinstance(value, dict) and isinstance(offsets, Offsets):
            text = self.report.text
            return Document(value, offsets, self.reported, text, parts=[(0, text)])
        at = offsets if isinstance(offsets, int) else offsets.at
        message = "a deck begins with lines such as `deck: my-deck` and `title: My deck`"
        self.report.add(0 if at in self.reported else at, Code.WRONG_VALUE, message)
        return None

    def stop(self, at: int, code: Code, message: str) -> None:
        self.report.add(at, code, message)
        raise _Stop

    def document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            message = "a second document begins here; a file is one deck, so split it in two"
            self.stop(event.start_mark.index, Code.FORBIDDEN, message)

    def check_node(self, event: Any, at: int) -> None:
        if event.anchor is not None:
            self.anchors.setdefault(event.anchor, at)
        if event.tag is not None:
            message = "tags (words that begin with !) are not used in decks; put a text in quotes"
            self.report.add(at, Code.FORBIDDEN, message)

    def scalar(self, event: Any) -> None:
        value, at, top = event.value, event.start_mark.index, self.top
        if event.anchor is not None or event.tag is not None:
            self.check_node(event, at)
        if top.is_mapping and not top.has_key:
            self.key(value, at, plain=not event.style)
        else:
            if value in NO_VALUE and not event.style and event.anchor is None:
                at = self.no_value(value, at)
            self.place(value, at)

    def no_value(self, value: str, at: int) -> int:
        """Report it; the offset that stands for the value."""
        top = self.top
        if top is self.root or (top.is_mapping and top.key is None):
            return at
        at = top.key_at if top.is_mapping and not value else at
        if top.key and " " in top.key and self.report.text.startswith("{", top.offsets.at):
            message = "a comma ends a text inside { }; put the whole text in quotes"
            self.report.add(at, Code.SYNTAX, message)
            self.reported.add(at)
            del top.offsets.keys[top.key]
            top.key = None
            return at
        what = f"`{top.key}` has no value" if top.is_mapping else "an item without a value"
        fix = (
            f'put the word in quotes if "{value}" is meant' if value else "write one, or delete it"
        )
        self.report.add(at, Code.MISSING, f"{what}; {fix}")
        self.reported.add(at)
        return at

    def key(self, key: str, at: int, plain: bool) -> None:
        top = self.top
        top.has_key, top.key, top.key_at = True, None, at
        if plain and key == "<<":
            message = "merge keys (<<) are not used in decks; use `defaults`"
            self.report.add(at, Code.FORBIDDEN, message)
        elif plain and not key:
            self.report.add(at, Code.SYNTAX, 'there is nothing before the ":"')
        elif key in top.offsets.keys:
            line = self.report.lines_before + self.report.line_of(top.offsets.keys[key])
            message = f"`{key}` stands here a second time (first in line {line}); delete one"
            self.report.add(at, Code.DUPLICATE_KEY, message)
        else:
            top.key = key
            top.offsets.keys[key] = at

    def place(self, value: YamlValue, mark: Mark) -> None:
        top = self.top
        if not top.is_mapping:
            top.offsets.values[len(top.value)] = mark
            top.value.append(value)
            return
        if top.key is not None:
            top.value[top.key] = value
            top.offsets.values[top.key] = mark
        top.has_key = False

    def start(self, event: Any) -> None:
        at = event.start_mark.index
        self.check_node(event, at)
        if len(self.stack) >= DEEPEST:
            message = f"nested more than {DEEPEST} deep; no deck needs that"
            self.stop(at, Code.LIMIT, message)
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        opened = _OpenNode({} if is_mapping else [], Offsets(at, {}, {}), is_mapping)
        if self.top.is_mapping and not self.top.has_key:
            if self.report.text.startswith("{{", at - 1):
                message = "a text that begins with {{ needs quotes around it"
                self.stop(at - 1, Code.SYNTAX, message)
            message = "a key must be a text; put it in quotes if it begins with [, { or ?"
            self.report.add(at, Code.FORBIDDEN, message)
            self.top.has_key, self.top.key = True, None
        else:
            self.place(opened.value, opened.offsets)
        self.stack.append(self.top)
        self.top = opened

    def end(self, event: Any) -> None:
        closed = self.top
        self.top = self.stack.pop()
        if len(self.stack) == 2 and closed.is_mapping and self.stack[-1].key == "cards":
            last = len(self.top.value) - 1
            if self.top.offsets.values.get(last) is closed.offsets:
                span = CardSpan(closed.offsets.at, event.end_mark.index)
                self.top.offsets.values[last] = span

    def alias(self, event: Any) -> None:
        at = event.start_mark.index
        self.aliases.append((at, event.anchor))
        if self.top.is_mapping and not self.top.has_key:
            self.top.has_key, self.top.key = True, None
        else:
            self.reported.add(at)
            self.place("", at)

    def report_anchors(self) -> None:
        """One diagnostic for a file that shares values; one for each text that only looks so."""
        shared = [(at, name) for at, name in self.aliases if name in self.anchors]
        if shared:
            at, name = shared[0]
            others = f" ({count(len(shared), 'place')})" if shared[1:] else ""
            message = f"aliases such as *{name} are not used in decks; write the value out{others}"
            self.report.add(at, Code.FORBIDDEN, message)
            return
        for at, name in self.aliases:
            message = f"*{name} is an alias in YAML; put a text that begins with * in quotes"
            self.report.add(at, Code.FORBIDDEN, message)
        for name, at in self.anchors.items():
            message = f"&{name} is an anchor in YAML; delete it, or put the text in quotes"
            self.report.add(at, Code.FORBIDDEN, message)
