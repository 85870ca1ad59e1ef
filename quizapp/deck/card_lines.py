"""The lines of one card in a deck file, changed field by field; what is not meant stays as it is,
comments and spacing included."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from quizapp.core.errors import DeckError
from quizapp.deck.diagnostics import Report
from quizapp.deck.editing import blocks, dump, dump_card
from quizapp.deck.reader import Parser, YamlValue, read

ORDER = (
    "id type prompt text answer answers distractors items pairs pin feedback accept tolerance unit"
    " units case_sensitive accents slips exact reverse about language explain hint evidence claim"
    " by as_of note was apart points partial silence tags status"
).split()
"""Where a field that comes new has its place among the others."""

_HEAD = "cards:\n"


@dataclass(frozen=True, slots=True)
class _Field:
    """A field's key and value, as offsets in the lines of the card (end exclusive)."""

    name: str
    start: int
    end: int


def with_fields(lines: str, fields: Mapping[str, Any]) -> str:
    """A card's lines with these fields, each in its place; those that are None are taken out.

    A field that says already what it is to say keeps its lines.

    Args:
        lines: as `editing.blocks` cuts them: comments above the card and blank lines below it.

    Raises:
        DeckError: they are no card, or one without any field would be left.
    """
    card = read_card(lines)
    wanted = {name: _as_read(value) for name, value in fields.items() if value is not None}
    gone = [name for name, value in fields.items() if value is None and name in card]
    changed = {name: value for name, value in wanted.items() if card.get(name) != value}
    after = {name: value for name, value in card.items() if name not in gone} | changed
    if not after:
        raise DeckError("nothing would be left of this card")
    if not gone and not changed:
        return lines
    out = lines
    if not _is_flow(lines):
        for name in sorted(changed, key=_place):
            out = _set(out, name, fields[name])
        for name in gone:  # last, so that there is always one
            out = _without(out, name)
    if _is_flow(lines) or _read_or_none(out) != after:
        return _written_anew(
            lines, {name: fields.get(name, value) for name, value in after.items()}
        )
    return out


def edited(text: str, name: str, card: str, fields: Mapping[str, Any]) -> str:
    """A deck file in which one card has these fields; as `with_fields`.

    Raises:
        DeckError: as for `editing.blocks`; or there is no such card.
    """
    block = next((one for one in blocks(text, name) if one.id == card), None)
    if block is None:
        raise DeckError(f"{name}: there is no card {card} in this file")
    changed = with_fields(text[block.start : block.end], fields)
    return text[: block.start] + changed + text[block.end :]


def _set(lines: str, name: str, value: Any) -> str:
    found = _fields(lines)
    column = found[0].start - (lines.rfind("\n", 0, found[0].start) + 1)
    new = _rendered(lines, name, value, column)
    old = next((one for one in found if one.name == name), None)
    if old is not None:
        line_end = _end_of_line(lines, old.end)
        remark = lines[old.end : line_end].strip()
        if remark and "\n" in new:  # behind a text of several lines it would become a part of it
            new += f"{_line_break(lines)}{' ' * column}{remark}"
            return f"{lines[: old.start]}{new}{_line_break(lines)}{lines[line_end:]}"
        return lines[: old.start] + new + lines[old.end :]
    before = [one for one in found if _place(one.name) < _place(name)] or found[:1]
    end = _end_of_line(lines, before[-1].end)
    line_break = _line_break(lines)
    glue = "" if lines[:end].endswith("\n") else line_break
    return f"{lines[:end]}{glue}{' ' * column}{new}{line_break}{lines[end:]}"


def _without(lines: str, name: str) -> str:
    found = _fields(lines)
    at = next(place for place, one in enumerate(found) if one.name == name)
    field = found[at]
    if at == 0:  # the next one stands behind the `- ` in its place
        return lines[: field.start] + lines[found[1].start :]
    start = lines.rfind("\n", 0, field.start) + 1
    return lines[:start] + lines[_end_of_line(lines, field.end) :]


def _rendered(lines: str, name: str, value: Any, column: int) -> str:
    """A field as it is written into these lines, without the break at its end."""
    first, *others = dump({name: value}).removesuffix("\n").split("\n")
    return _line_break(lines).join([first, *(" " * column + one if one else one for one in others)])


def _written_anew(lines: str, card: Mapping[str, Any]) -> str:
    """All fields of the card in lines of our own, below the comments above it."""
    at = 0
    while lines[at:].lstrip().startswith("#"):
        at = lines.index("\n", at) + 1
    spacing = lines[len(lines.rstrip()) :].partition("\n")[2]
    written = dump_card(card).replace("\n", _line_break(lines))
    return f"{lines[:at]}{written}{spacing}"


def _fields(lines: str) -> Sequence[_Field]:
    """The fields of a card in block style, in the order in which they stand."""
    text = _HEAD + lines
    found: list[_Field] = []
    key, depth, end = None, 0, 0
    next_event = Parser(text).get_event
    while (kind := type(event := next_event())) is not yaml.StreamEndEvent:
        if kind in _STARTS:
            depth += 1
        elif kind in _ENDS:
            depth -= 1
            if depth < _IN_CARD and found:
                break
            if event.end_mark.index > event.start_mark.index:  # its bracket
                end = event.end_mark.index
        elif kind is yaml.ScalarEvent:
            end = event.end_mark.index
            if depth == _IN_CARD and key is None:
                key = event
                continue
        if key is not None and depth == _IN_CARD:
            start, end = key.start_mark.index, len(text[:end].rstrip())
            found.append(_Field(key.value, start - len(_HEAD), end - len(_HEAD)))
            key = None
    return found


_STARTS = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
_ENDS = (yaml.SequenceEndEvent, yaml.MappingEndEvent)
_IN_CARD = 3
"""So deep are the fields of a card: below the deck, its cards and the card itself."""


def _is_flow(lines: str) -> bool:
    body = "".join(line for line in lines.splitlines() if not line.lstrip().startswith("#"))
    return body.lstrip().removeprefix("-").lstrip().startswith("{")


def read_card(lines: str) -> dict[str, Any]:
    """What the lines of a card say. Raises: DeckError: they are no card."""
    card = _read_or_none(lines)
    if card is None:
        raise DeckError("these lines are no card")
    return card


def _read_or_none(lines: str) -> dict[str, Any] | None:
    report = Report("", _HEAD + lines)
    document = read(report)
    cards = document.value.get("cards") if document else None
    if not isinstance(cards, list) or report.errors or not cards or not isinstance(cards[0], dict):
        return None
    return cards[0]


def _as_read(value: Any) -> YamlValue:
    """As the strict reader gives it: every scalar a text."""
    match value:
        case dict():
            return {str(name): _as_read(item) for name, item in value.items()}
        case list() | tuple():
            return [_as_read(item) for item in value]
        case bool():
            return str(value).lower()
    return str(value)


def _place(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER) - 2


def _end_of_line(lines: str, at: int) -> int:
    end = lines.find("\n", at)
    return len(lines) if end < 0 else end + 1


def _line_break(lines: str) -> str:
    return "\r\n" if "\r\n" in lines else "\n"
