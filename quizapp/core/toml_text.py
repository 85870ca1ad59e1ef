"""One value of a TOML text changed, and every other line, comment and the order left as they are.

The text must be valid TOML. It is cut into statements; nothing is written anew but the value that
changes, or an inline table that holds it.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Dotted = tuple[str, ...]
"""A dotted key, each part by itself."""

_QUOTED = r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\''
_TOKEN = re.compile(rf"(?P<text>{_QUOTED})|(?P<comment>#[^\n]*)|(?P<other>.)", re.DOTALL)


class Unchangeable(ValueError):
    """The value stands where it cannot be changed without touching others. `line` counts from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


@dataclass(frozen=True, slots=True)
class _Statement:
    """A header, or a key with its value, from `start` (a line's first character) to `end`."""

    path: Dotted
    """From the root; of a header, the table that it opens."""
    start: int
    end: int
    """After the newline that closes it."""
    value: tuple[int, int] | None
    """Where the value stands; None for a header."""


def with_value(text: str, path: Dotted, value: str | None) -> str:
    """`text` with the value (written as TOML) of `path`, which is one name or a table and a name.

    None takes the value away. What comes out is read again and holds the old values but for this
    one, whatever the text looks like.

    Raises:
        Unchangeable: see there.
        TOMLDecodeError: the text is not valid.
    """
    statements = list(_statements(text))
    holders = [one for one in statements if one.value and one.path in (path, path[:-1])]
    line = text.count("\n", 0, holders[0].start) + 1 if holders else 1
    try:
        changed = _changed(text, statements, path, value)
        found = tomllib.loads(changed)
    except ValueError as error:
        raise Unchangeable(line) from error
    if _comparable(found) != _comparable(_expected(tomllib.loads(text), path, value)):
        raise Unchangeable(line)
    return changed


def _changed(text: str, statements: list[_Statement], path: Dotted, value: str | None) -> str:
    for one in statements:
        if one.value is None:
            continue
        start, end = one.value
        if one.path == path:
            if value is None:
                return text[: one.start] + text[one.end :]
            return text[:start] + value + text[end:]
        if one.path == path[:-1]:
            table = _inline_table(tomllib.loads(f"t = {text[start:end]}")["t"], path[-1], value)
            return text[:start] + table + text[end:]
    return text if value is None else _with_new(text, statements, path, value)


def _expected(values: dict[str, Any], path: Dotted, value: str | None) -> dict[str, Any]:
    table = values
    for key in path[:-1]:
        table = table.setdefault(key, {})
    table.pop(path[-1], None)
    if value is not None:
        table[path[-1]] = tomllib.loads(f"value = {value}")["value"]
    return values


def _comparable(values: dict[str, Any]) -> str:
    """Tells 1 from true and 1.0; an empty table is as good as none."""
    filled = {key: value for key, value in values.items() if value != {}}
    return json.dumps(filled, sort_keys=True, default=repr)


def quoted(value: str) -> str:
    """As a TOML string."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _with_new(text: str, statements: list[_Statement], path: Dotted, value: str) -> str:
    """`text` with a statement more: after its like, and before the first header if at the top."""
    table, name = path[:-1], _written(path[-1:])
    first_header = next((i for i, one in enumerate(statements) if one.value is None), None)
    top = statements[:first_header]
    if not table:
        return _insert(text, top[-1].end if top else 0, f"{name} = {value}")
    dotted = [one for one in top if one.path[:-1] == table]
    if dotted:
        return _insert(text, dotted[-1].end, f"{_written(path)} = {value}")
    for index, one in enumerate(statements):
        if one.value is None and one.path == table:
            last = index
            while last + 1 < len(statements) and statements[last + 1].value is not None:
                last += 1
            return _insert(text, statements[last].end, f"{name} = {value}")
    gap = "\n" if text.strip() else ""
    return _insert(text, len(text), f"{gap}[{_written(table)}]\n{name} = {value}")


def _insert(text: str, at: int, lines: str) -> str:
    before = text[:at]
    newline = "\r\n" if "\r\n" in text else "\n"
    if before and not before.endswith("\n"):
        before += newline
    return before + (lines + "\n").replace("\n", newline) + text[at:]


def _inline_table(values: Mapping[str, Any], name: str, value: str | None) -> str:
    written = {key: quoted(one) for key, one in values.items() if key != name}
    if value is not None:
        written = {key: written.get(key, value) for key in (*values, name)}
    return "{" + ", ".join(f"{_written((key,))} = {one}" for key, one in written.items()) + "}"


def _written(path: Dotted) -> str:
    return ".".join(
        part if re.fullmatch(r"[\w-]+", part, re.ASCII) else quoted(part) for part in path
    )


def _statements(text: str) -> Iterator[_Statement]:
    table: Dotted = ()
    at = 0
    while at < len(text):
        start = text.rfind("\n", 0, at) + 1
        if text[at] in " \t\r\n":
            at += 1
        elif text[at] == "#":
            at = _end(text, at)[1]
        elif text[at] == "[":
            last, at = _end(text, at)
            table = _path(text[start:last].strip().strip("[]"))
            yield _Statement(table, start, at, None)
        else:
            equals = next(m.start() for m in _TOKEN.finditer(text, at) if m["other"] == "=")
            path = table + _path(text[at:equals])
            begins = len(text) - len(text[equals + 1 :].lstrip(" \t"))
            last, at = _end(text, begins)
            yield _Statement(path, start, at, (begins, last))


def _end(text: str, start: int) -> tuple[int, int]:
    """After the last character that is no comment and no blank, and after the closing newline."""
    depth, last = 0, start
    for token in _TOKEN.finditer(text, start):
        if token["comment"]:
            continue
        character = token["other"]
        if character == "\n" and not depth:
            return last, token.end()
        if character in ("[", "{"):
            depth += 1
        elif character in ("]", "}"):
            depth -= 1
        if character is None or not character.isspace():
            last = token.end()
    return last, len(text)


def _path(key: str) -> Dotted:
    """The parts of a key, whichever way it is quoted and dotted."""
    node: Any = tomllib.loads(f"{key} = 0")
    found = []
    while isinstance(node, dict):
        [(name, node)] = node.items()
        found.append(name)
    return tuple(found)
