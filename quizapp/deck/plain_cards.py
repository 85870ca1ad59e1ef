"""Decks read in half the time: cards that are written plainly are read line by line.

The parser of YAML makes three objects for each value, for all that a file may hold. Most cards are
made of lines that can be read in one way only, and these are read here, exactly as the parser would
read them. Whatever is less plain (a note behind a text, an escape, lists within lists) is left to
it, card by card, and a file with anything wrong as a whole: what is said of it comes from one
place.
"""

import re
from itertools import accumulate

from quizapp.deck.diagnostics import Report
from quizapp.deck.reader import (
    MOST_EVENTS,
    NO_VALUE,
    CardSpan,
    Document,
    Mark,
    Offsets,
    YamlValue,
    read,
)

_BEGIN = re.compile(r"^cards:[ ]*\n(?:[ ]*(?:#.*)?\n)*(?P<item>[ ]*- )", re.MULTILINE)
_INDICATORS = frozenset(" \t-?:,[]{}#&*!|>'\"%@`")
"""What a plain text does not begin with."""
_AT_END = frozenset(" \t:'\"")
"""What leaves a doubt at the end of one."""
_QUOTED = r""" "[^"\\]*" | '[^']*' """
_PLAIN = r"""[^\s\-?:,\[\]{}\#&*!|>'"%@`] (?:[^,\[\]{}:\#"?]*[^,\[\]{}:\#"?'\s])?"""
_ITEM = rf"(?:{_QUOTED} | {_PLAIN})"
_KEY = r"""(?:"[^"\\]{0,200}" | [^\W\d_][\w\ .-]{0,200}(?<!\ ))"""
_LIST = re.compile(rf"\[ {_ITEM} (?:,\ {_ITEM})* \]", re.VERBOSE)
_MAPPING = re.compile(rf"\{{ {_KEY}:\ {_ITEM} (?:,\ {_KEY}:\ {_ITEM})* \}}", re.VERBOSE)
_ITEMS = re.compile(rf"({_ITEM})[,\]]", re.VERBOSE)
_PAIRS = re.compile(rf"({_KEY}):\ ({_ITEM})[,}}]", re.VERBOSE)
_BLOCKS = {">-": (" ", ""), ">": (" ", "\n"), "|-": ("\n", ""), "|": ("\n", "\n")}
"""What stands between the lines of a block of text, and behind it."""


class _NotPlain(Exception):
    """The parser is to read this card."""


def read_deck(report: Report) -> Document | None:
    """As `read`, of a whole deck."""
    return _quickly(report) or read(report)


def _quickly(report: Report) -> Document | None:
    """None for a deck that has something wrong, or cannot be cut into its cards."""
    text = report.text
    begin = _BEGIN.search(text)
    if begin is None or not text.replace("\n", "").isprintable():
        return None
    if text.count("\n") + text.count(",") > MOST_EVENTS // 3:
        return None  # not to be held in memory twice
    item = f"\n{begin['item']}"
    head = text[: begin.start("item") - 1]
    chunks = text[begin.end("item") :].split(item)
    indent = " " * (len(item) - 1)
    cards: list[YamlValue] = []
    others: list[int] = []
    last = len(chunks) - 1
    for number, chunk in enumerate(chunks):
        try:
            if number in (0, last):
                raise _NotPlain
            cards.append(_card(chunk, indent))
        except _NotPlain:
            others.append(number)
            cards.append({})
    less = re.compile(rf"^ {{0,{len(indent) - 1}}}[^ \n#]", re.MULTILINE)
    if any(less.search(chunks[number], chunks[number].find("\n") + 1) for number in others):
        return None
    rest = Report("", head + "".join(item + chunks[number] for number in others))
    found = read(rest)
    if found is None or rest.found:
        return None
    starts = list(
        accumulate((len(chunk) + len(item) for chunk in chunks), initial=begin.end("item"))
    )
    read_there = found.value["cards"]
    places = found.offsets.values["cards"]
    if not isinstance(read_there, list) or not isinstance(places, Offsets):
        return None
    expected, at = [], begin.end("item")
    for number in others:
        expected.append(at)
        at += len(chunks[number]) + len(item)
    there = [mark.at for mark in places.values.values() if isinstance(mark, CardSpan)]
    if there != expected or len(read_there) != len(expected):
        return None
    for number, card in zip(others, read_there, strict=True):
        cards[number] = card
    spans: dict[str | int, Mark] = {
        number: CardSpan(start, start + len(chunk))
        for number, (start, chunk) in enumerate(zip(starts, chunks, strict=False))
    }
    found.value["cards"] = cards
    found.offsets.values["cards"] = Offsets(places.at, {}, spans)
    width = len(item) - 1
    parts = [(starts[number] - width, item[1:] + chunks[number]) for number in others]
    return Document(found.value, found.offsets, set(), text, parts=[(0, head), *parts])


def _card(chunk: str, indent: str) -> dict[str, YamlValue]:
    """A card without the sign that begins it. `indent`: what its further keys stand behind.

    Raises:
        _NotPlain: for a card that cannot be read in one way only.
    """
    card: dict[str, YamlValue] = {}
    width = len(indent)
    lines = [line for line in chunk.split("\n") if line]
    number, end = 0, len(lines)
    while number < end:
        line = lines[number]
        if number:
            if not line.startswith(indent):
                if line.isspace() or line.lstrip(" ").startswith("#"):
                    number += 1
                    continue
                raise _NotPlain
            line = line[width:]
            if line[:1] in ("#", ""):
                number += 1
                continue
        number += 1
        key, colon, value = line.partition(": ")
        if not colon and line[-1] == ":":
            key = line[:-1]
        elif not value:
            raise _NotPlain
        if key in card or not key.isidentifier():
            raise _NotPlain
        if value and value not in _BLOCKS:
            card[key] = _value(value)
            continue
        first = number
        while number < end and lines[number].startswith(f"{indent} "):
            number += 1
        below = _evenly(lines[first:number])
        if value:
            between, behind = _BLOCKS[value]
            card[key] = between.join(below) + behind
        elif below[0].startswith("- "):
            card[key] = [_item(line) for line in below]
        else:
            card[key] = _mapping(below)
    return card


def _evenly(lines: list[str]) -> list[str]:
    """Lines without their indent, which is the same for all."""
    if not lines:
        raise _NotPlain
    width = len(lines[0]) - len(lines[0].lstrip(" "))
    bare = [line[width:] for line in lines]
    if any(line[:1] in ("", " ") or line[-1] == " " for line in bare):
        raise _NotPlain
    if any(len(line) - len(line.lstrip(" ")) != width for line in lines):
        raise _NotPlain
    return bare


def _value(value: str) -> YamlValue:
    """What stands behind a key."""
    if value[0] not in _INDICATORS:
        return _plain(value)
    if value[0] == "[" and _LIST.fullmatch(value):
        return [_text(item) for item in _ITEMS.findall(value)]
    if value[0] == "{" and _MAPPING.fullmatch(value):
        pairs = _PAIRS.findall(value)
        found: dict[str, YamlValue] = {_unquoted(key): _text(item) for key, item in pairs}
        if len(found) == len(pairs):
            return found
    return _unquoted(value)


def _plain(value: str) -> str:
    if value[-1] in _AT_END or ": " in value or " #" in value or value in NO_VALUE:
        raise _NotPlain
    return value


def _text(item: str) -> str:
    """An item of a list or mapping in brackets."""
    if item[0] in "\"'":
        return item[1:-1]
    return _plain(item)


def _unquoted(value: str) -> str:
    """A text in quotes without a quote or an escape in it; a plain key as it is."""
    if value[0] not in _INDICATORS:
        return value
    sign = value[0]
    if sign not in "\"'" or len(value) < 2 or value[-1] != sign or value.count(sign) != 2:
        raise _NotPlain
    if sign == '"' and "\\" in value:
        raise _NotPlain
    return value[1:-1]


def _item(line: str) -> YamlValue:
    """An item on a line of its own."""
    if not line.startswith("- ") or len(line) == 2:
        raise _NotPlain
    return _value(line[2:])


def _mapping(lines: list[str]) -> dict[str, YamlValue]:
    """Keys and texts on lines of their own."""
    found: dict[str, YamlValue] = {}
    for line in lines:
        key, colon, value = line.partition(": ")
        if not colon or not value or len(key) > 200 or value in _BLOCKS:
            raise _NotPlain
        name = _plain(key) if key[0] not in _INDICATORS else _unquoted(key)
        if name in found or name == "<<":
            raise _NotPlain
        found[name] = _value(value)
    return found
