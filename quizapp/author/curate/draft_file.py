"""A deck file while its drafts are curated: its cards as lines, one of them changed at a time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from quizapp.core.codes import Problem
from quizapp.core.disk import replace_whole, sync_folder
from quizapp.core.errors import DeckError
from quizapp.core.text import clean
from quizapp.deck.card_lines import read_card
from quizapp.deck.cueing import telling_words
from quizapp.deck.editing import blocks
from quizapp.deck.files import read_bytes

BOM = "\ufeff"


@dataclass(frozen=True)
class CardEntry:
    """A card of a deck file: its lines, and what they say."""

    id: str
    lines: str
    fields: Mapping[str, Any] = field(repr=False)

    @cached_property
    def is_draft(self) -> bool:
        return self.fields.get("status") == "draft"

    @property
    def question(self) -> str:
        """What is asked, or the text with the gaps."""
        return clean(str(self.fields.get("prompt") or self.fields.get("text") or ""))

    @cached_property
    def words(self) -> frozenset[str]:
        """Those of its question and answer that say something of what it is about."""
        told = ("prompt", "text", "answer", "answers", "items", "pairs")
        return telling_words(" ".join(str(self.fields.get(name, "")) for name in told))

    @property
    def type(self) -> str:
        return clean(str(self.fields.get("type", "")))

    @property
    def passages(self) -> frozenset[int]:
        """The numbers of those that its evidence names."""
        told = self.fields.get("evidence")
        each = told if isinstance(told, list) else [told]
        numbers = (str(one.get("passage", "")) for one in each if isinstance(one, dict))
        return frozenset(int(one) for one in numbers if one.isdecimal())


@dataclass(frozen=True)
class DraftFile:
    """As it was when it was read; a change gives another."""

    path: Path
    data: bytes = field(repr=False)
    head: str = field(repr=False)
    """All above the cards."""
    entries: Mapping[str, CardEntry] = field(repr=False)
    """By id, in the author's order."""

    @classmethod
    def read(cls, path: Path) -> "DraftFile":
        """Raises: DeckError: it cannot be read, or its cards cannot be told apart."""
        data = read_bytes(path)
        if isinstance(data, Problem):
            raise DeckError(f"{path}: {data.message}")
        try:
            text = data.decode()
        except UnicodeDecodeError:
            raise DeckError(f"{path}: not UTF-8 text; save it as UTF-8") from None
        mark = BOM if text.startswith(BOM) else ""
        text = text.removeprefix(BOM)
        found = blocks(text, str(path))
        head = text[: found[0].start] if found else text
        entries = {one.id: CardEntry(one.id, text[one.start : one.end], one.card) for one in found}
        if len(entries) < len(found):
            raise DeckError(f"{path}: two cards have one id; `quizapp check` tells which")
        return cls(path, data, mark + head, entries)

    @cached_property
    def fields(self) -> Mapping[str, Any]:
        """What stands above the cards."""
        from quizapp.deck.diagnostics import Report
        from quizapp.deck.reader import read

        first = next(iter(self.entries.values()), None)
        lines = f"{self.head.removeprefix(BOM)}{first.lines if first else ''}"
        document = read(Report(str(self.path), lines))
        return document.value if document else {}

    @property
    def title(self) -> str:
        """The deck's, or its file's name where it has none."""
        return clean(str(self.fields.get("title") or self.path.stem))

    @property
    def source_title(self) -> str:
        """Of the text that its cards quote, or else the name of that."""
        source = self.fields.get("source")
        title = source.get("title") if isinstance(source, dict) else None
        return clean(str(title or self.text))

    @property
    def text(self) -> str:
        """The name of the text that its cards quote; empty without one."""
        source = self.fields.get("source")
        return str(source.get("text", "")) if isinstance(source, dict) else ""

    @property
    def is_current(self) -> bool:
        """Whether the file is as it is here; there is none when no card is left."""
        found = read_bytes(self.path)
        return found == self.data if self.entries else not self.path.exists()

    def line_of(self, card: str) -> int:
        """The line (from 1) at which the lines of a card begin."""
        number = self.head.count("\n") + 1
        for name, entry in self.entries.items():
            if name == card:
                return number + _remarks(entry.lines)
            number += entry.lines.count("\n")
        return 1

    def with_lines(self, changes: Mapping[str, str]) -> "DraftFile":
        """Some cards with other lines, or without any (taken out)."""
        entries = dict(self.entries)
        for name, lines in changes.items():
            if lines:
                entries[name] = CardEntry(name, lines, read_card(lines))
            else:
                del entries[name]
        return self._with(entries)

    def with_entry(self, name: str, lines: str, above: str | None = None) -> "DraftFile":
        """One more card, below the one with the id `above` ("" is the top), or at the end."""
        new = CardEntry(name, lines, read_card(lines))
        entries: dict[str, CardEntry] = {name: new} if above == "" else {}
        for one, entry in self.entries.items():
            entries[one] = entry
            if one == above:
                entries[name] = new
        if name not in entries:
            last = next(reversed(entries), None)
            if last and not entries[last].lines.endswith("\n"):
                entry = entries[last]
                entries[last] = CardEntry(last, f"{entry.lines}\n", entry.fields)
            entries[name] = new
        return self._with(entries)

    def _with(self, entries: Mapping[str, CardEntry]) -> "DraftFile":
        text = self.head + "".join(entry.lines for entry in entries.values())
        return DraftFile(self.path, text.encode(), self.head, entries)

    def write(self) -> None:
        """Write it, or take it away when no card is left. Raises: OSError: it is as it was."""
        if self.entries:
            replace_whole(self.path, self.data)
        else:
            self.path.unlink(missing_ok=True)
            sync_folder(self.path.parent)

    def alone(self, lines: str) -> bytes:
        """A deck with one card only: these lines below the head of this deck."""
        return (self.head + lines).encode()


def _remarks(lines: str) -> int:
    """The lines of comments above a card."""
    number = 0
    for line in lines.split("\n"):
        if line.strip() and not line.lstrip().startswith("#"):
            break
        number += 1
    return number
