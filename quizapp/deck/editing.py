"""A deck file edited as text: where its cards stand, cards taken out and added, values as YAML.

All lines but those of the cards in question stay as they are.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml.emitter import Emitter
from yaml.representer import SafeRepresenter
from yaml.resolver import BaseResolver
from yaml.serializer import Serializer

from quizapp.core.codes import Problem
from quizapp.core.errors import DeckError
from quizapp.deck.diagnostics import Report
from quizapp.deck.files import read_bytes
from quizapp.deck.reader import NO_VALUE, Document, Offsets, read


@dataclass(frozen=True, slots=True)
class CardBlock:
    """A card's lines, as offsets in the text of the file (end exclusive), and what they say."""

    id: str
    start: int
    end: int
    card: dict[str, Any]


def blocks(text: str, name: str) -> tuple[CardBlock, ...]:
    """The cards of a deck file.

    Raises:
        DeckError: the file has errors, or its cards do not stand below one another in lines that
            begin with `- `.
    """
    report = Report(name, text)
    document = read(report)
    if document is None or report.errors:
        first = str(report.diagnostics()[0])
        raise DeckError(f"{first}; mend it first")
    cards = document.value.get("cards")
    if not isinstance(cards, list) or not all(isinstance(card, dict) for card in cards):
        raise DeckError(f"{name}: there is no list of cards in this file")
    starts = [_start(text, at, name) for at in _offsets(document)]
    ends = [*starts[1:], len(text)]
    return tuple(
        CardBlock(str(card.get("id", "")), start, end, card)
        for card, start, end in zip(cards, starts, ends, strict=True)
    )


def _offsets(document: Document) -> list[int]:
    cards = document.offsets.values["cards"]
    assert isinstance(cards, Offsets)
    return [card if isinstance(card, int) else card.at for card in cards.values.values()]


def _start(text: str, at: int, name: str) -> int:
    """Where the lines of the card at offset `at` begin, the comments right above them included."""
    line = text.rfind("\n", 0, at) + 1
    if text[line:at].strip() != "-":
        number = text.count("\n", 0, at) + 1
        raise DeckError(
            f"{name}:{number}: cards must stand in lines of their own that begin with `- `"
        )
    while line > 0:
        before = text.rfind("\n", 0, line - 1) + 1
        if not text[before:line].lstrip().startswith("#"):
            break
        line = before
    return line


def line_of(path: Path, question_id: str) -> int:
    """The line (from 1) at which the question begins, whichever of its fields comes first.

    1 when the file cannot be read or has no such question; in a file that is no YAML, the line of
    the first error, as that is what its author has to look at.
    """
    data = read_bytes(path)
    if isinstance(data, Problem):
        return 1
    report = Report(str(path), data.decode(errors="replace"))
    document = read(report)
    if document is None:
        return report.diagnostics()[0].line
    cards = document.value.get("cards")
    for index, card in enumerate(cards if isinstance(cards, list) else ()):
        if isinstance(card, dict) and card.get("id") == question_id:
            return report.line_of(document.locate(("cards", index)) or 0)
    return 1


def changed(text: str, name: str, remove: Collection[str], add: Iterable[Mapping[str, Any]]) -> str:
    """The deck file without the cards whose ids are in `remove`, and with `add` at its end.

    Raises:
        DeckError: as for `blocks`.
    """
    kept = []
    at = 0
    for block in blocks(text, name):
        if block.id in remove:
            kept.append(text[at : block.start])
            at = block.end
    kept.append(text[at:])
    out = "".join(kept).rstrip("\n") + "\n"
    for card in add:
        out += f"\n{dump_card(card)}"
    return out


WIDTH = 100
_INLINE = ("distractors", "accept", "tags", "evidence", "answers")
"""Fields whose short lists and mappings stand on one line."""


def dump_card(card: Mapping[str, Any]) -> str:
    """A card as a block of lines, indented as the shipped decks are."""
    lines = dump(card).splitlines()
    return "".join(
        f"{'  - ' if not number else '    '}{line}\n" for number, line in enumerate(lines)
    )


def dump(value: Mapping[str, Any]) -> str:
    """`value` in YAML that the strict reader reads back as it was; all scalars are texts."""
    return yaml.dump(
        _marked(value), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH
    )


class _Inline(dict[str, Any]):
    """A mapping on one line."""


class _Row(list[Any]):
    """A list on one line."""


class _Dumper(Emitter, Serializer, SafeRepresenter, BaseResolver):
    """Without a resolver of types, so that `no` and `2024-02-25` need no quotation marks."""

    def __init__(self, stream: Any, **options: Any) -> None:
        kept = ("canonical", "indent", "width", "allow_unicode", "line_break")
        Emitter.__init__(self, stream, **{key: options[key] for key in kept if key in options})
        Serializer.__init__(self)
        SafeRepresenter.__init__(self, sort_keys=False, default_flow_style=False)
        BaseResolver.__init__(self)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _as_mapping(dumper: SafeRepresenter, value: _Inline) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", value.items(), flow_style=True)


def _as_row(dumper: SafeRepresenter, value: _Row) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=True)


def _as_text(dumper: SafeRepresenter, value: str) -> yaml.Node:
    # what the reader takes for no value at all is a text only between quotation marks, and one that
    # ends in several breaks would take the lines below for its own
    ends = value.endswith("\n\n") or value == "\n"
    style = '"' if ends or value in NO_VALUE else "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style)


_Dumper.add_representer(str, _as_text)
_Dumper.add_representer(_Inline, _as_mapping)
_Dumper.add_representer(_Row, _as_row)


def _marked(value: Mapping[str, Any]) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for key, item in value.items():
        if key in _INLINE and isinstance(item, Mapping):
            out[key] = _Inline(item)
        elif key in _INLINE and isinstance(item, list | tuple) and _is_short(item):
            out[key] = _Row(item)
        elif isinstance(item, list | tuple) and key in _INLINE:
            out[key] = [_Inline(one) if isinstance(one, Mapping) else one for one in item]
        else:
            out[key] = item
    return out


def _is_short(items: Iterable[Any]) -> bool:
    return sum(len(str(item)) + 2 for item in items) < WIDTH - 20 and not any(
        isinstance(item, Mapping) for item in items
    )
