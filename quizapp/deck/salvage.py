"""What can be read of a file that is not YAML throughout, so that one run tells all its mistakes.

A file is cut where people see its parts: at the keys of the deck, at its cards and, where a card is
broken, at the fields of that. Each part is read alone: what is wrong with it is reported, and the
others are checked as ever.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from quizapp.core.codes import Code
from quizapp.deck.diagnostics import Report
from quizapp.deck.reader import NOWHERE, Document, Mark, Offsets, moved, read

_KEY = re.compile(r"^(?P<key>[A-Za-z_][\w-]*)[ ]*:(?=\s|$)", re.MULTILINE)
_FIELD = re.compile(r"^(?P<indent>[ ]+)(?P<key>[A-Za-z_][\w-]*)[ ]*:(?=\s|$)", re.MULTILINE)
_ITEM = re.compile(r"^(?P<indent>[ ]*)-(?=\s|$)", re.MULTILINE)
_CARD = re.compile(r"^(?P<indent>[ ]*)-[ ]+(?:\{[ ]*)?(?:id|type)[ ]*:", re.MULTILINE)


_MARK = re.compile(r"^---(?:[ \t\r].*)?$", re.MULTILINE)
_A_DECK = re.compile(r"(?:\s|#.*)*deck[ ]*:")


class _Part(NamedTuple):
    start: int
    end: int
    key: str = ""
    """Of the deck or of a card; empty for a whole card."""


def is_broken(report: Report) -> bool:
    """Whether what stopped the reading of a file is that it is not YAML, or goes on as another."""
    if not report.found or report.is_full:
        return False
    codes = {code for _, code, *_ in report.found}
    is_cut = any(_MARK.match(report.text, at) for at, *_ in report.found)
    return (is_cut or Code.SYNTAX in codes) and Code.LIMIT not in codes


def salvage(report: Report) -> Document | None:
    """Report what is wrong with the parts, in place of what was found in the whole.

    Nothing is changed, and the answer is None, when the parts are sound each by itself.
    """
    before, errors = report.found, report.errors
    report.found, report.errors = [], 0
    reading = _Reading(report, _one_document(report))
    document = reading.mapping(list(reading.keys()), is_deck=True)
    if report.errors:
        return document
    report.found, report.errors = before, errors
    return None


def _one_document(report: Report) -> str:
    """The text up to a second deck, without marks that part a deck in two."""
    text = report.text
    begin = _KEY.search(text)
    for mark in _MARK.finditer(text, begin.start() if begin else len(text)):
        message = "another document begins here; delete the line, or split the file at it"
        report.add(mark.start(), Code.FORBIDDEN, message)
        if _A_DECK.match(text, mark.end()):
            return text[: mark.start()]
        text = f"{text[: mark.start()]}{' ' * len(mark[0])}{text[mark.end() :]}"
    return text


@dataclass
class _Reading:
    report: Report
    text: str
    """That of the report, or the beginning of it."""

    def keys(self) -> Iterator[_Part]:
        """Those of the deck."""
        found = list(_KEY.finditer(self.text))
        ends = [*(one.start() for one in found[1:]), len(self.text)]
        for one, end in zip(found, ends, strict=False):
            yield _Part(one.start(), end, one["key"])

    def mapping(self, parts: list[_Part], is_deck: bool = False) -> Document:
        """The deck or the card that consists of these keys; broken ones mean nothing in it.

        It stands nowhere: what it lacks may be what could not be read, and is not told.
        """
        whole = Document({}, Offsets(NOWHERE, {}, {}), set(), self.report.text)
        for part in parts:
            if part.key in whole.offsets.keys:
                line = self.report.line_of(whole.offsets.keys[part.key])
                twice = f"`{part.key}` stands here a second time (first in line {line}); delete one"
                self.report.add(part.start, Code.DUPLICATE_KEY, twice)
                continue
            found = self._cards(part) if is_deck and part.key == "cards" else None
            found = found or self._read(part)
            if found is None:
                found = Document({part.key: ""}, Offsets(part.start, {}, {}), {part.start}, "")
                found.offsets.keys[part.key] = found.offsets.values[part.key] = part.start
            whole.value |= found.value
            whole.offsets.keys |= found.offsets.keys
            whole.offsets.values |= found.offsets.values
            whole.reported |= found.reported
            whole.parts += found.parts
        return whole

    def _cards(self, part: _Part) -> Document | None:
        """Each card by itself; None when there are none to be seen."""
        cards: list[Document] = []
        is_empty = True
        for one in self._items(part):
            if self.report.is_full:
                break
            is_empty = False
            if card := self._card(one):
                cards.append(card)
        if is_empty:
            return None
        offsets = Offsets(part.start, {"cards": part.start}, {"cards": part.start})
        found = Document({"cards": [one.value for one in cards]}, offsets, set(), "")
        found.parts = [part for one in cards for part in one.parts]
        if cards:
            places: dict[str | int, Mark] = {n: one.offsets for n, one in enumerate(cards)}
            offsets.values["cards"] = Offsets(part.start, {}, places)
            found.reported.update(*(one.reported for one in cards))
        else:  # there is nothing that could be checked
            found.reported.add(part.start)
        return found

    def _items(self, cards: _Part) -> Iterator[_Part]:
        """The cards; one that stands too far to the left or right is told."""
        text = self.text
        first = _ITEM.search(text, cards.start, cards.end)
        if first is None:
            return
        width = len(first["indent"])
        items = _ITEM.finditer(text, first.start(), cards.end)
        begins = {one.start() for one in items if len(one["indent"]) == width}
        for one in _CARD.finditer(text, first.start(), cards.end):
            if one.start() not in begins:
                message = "this card does not stand below the others; give it their indent"
                self.report.add(one.end("indent"), Code.SYNTAX, message)
                begins.add(one.start())
        starts = sorted(begins)
        for start, end in zip(starts, [*starts[1:], cards.end], strict=True):
            yield _Part(start, end)

    def _card(self, part: _Part) -> Document | None:
        """A card, or what can be read of it."""
        return self._read(part, list(self._fields(part)))

    def _fields(self, card: _Part) -> Iterator[_Part]:
        """The keys of a card that stand below each other."""
        text = self._text(card)
        first = _FIELD.match(text)
        if first is None:
            return
        others = list(_FIELD.finditer(text, first.end()))
        width = len(first["indent"])
        if all(len(one["indent"]) != width for one in others):
            width = min((len(one["indent"]) for one in others), default=width)
        fields = [first, *(one for one in others if len(one["indent"]) == width)]
        ends = [*(one.start() for one in fields[1:]), len(text)]
        for one, end in zip(fields, ends, strict=True):
            yield _Part(card.start + one.start(), card.start + end, one["key"])

    def _read(self, part: _Part, within: list[_Part] | None = None) -> Document | None:
        """A part that is sound, or else what is sound `within` it."""
        before = self.report.line_of(part.start) - 1
        alone = Report(self.report.file, self._text(part), lines_before=before)
        found = read(alone)
        if found is None and within:
            return self.mapping(within)
        for at, code, message, instead in alone.found:
            self.report.add(part.start + at, code, message, instead)
        if found is None:
            return None
        reported = {part.start + at for at in found.reported}
        parts = [(part.start, alone.text)]
        return Document(found.value, moved(found.offsets, part.start), reported, "", parts=parts)

    def _text(self, part: _Part) -> str:
        """As it stands, without the sign that begins a card."""
        text = self.text[part.start : part.end]
        return re.sub(r"\A( *)-(?=\s)", r"\1 ", text)
