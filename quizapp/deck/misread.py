"""What an author most likely meant where YAML reads something else: the cause of a syntax error.

The parser says where it gave up. The mistake stands there or a line or two above, and nearly always
in a text that needs quotes.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from quizapp.core.text import cut

LINES_BACK = 3
"""How many lines above the place where the parser gave up are looked at."""


class Cause(NamedTuple):
    at: int
    """Offset in characters."""
    message: str


class _Line(NamedTuple):
    at: int
    text: str


_INDENT = re.compile(r"^[ \t]*([^\S \t\n\r])")
_FIELD = re.compile(r"^(?P<indent>[ ]*(?:- +)?)(?P<key>[\w-]+)[ ]*:[ ]+(?P<value>\S.*)$")
_BLOCK = re.compile(r"[|>][+\-\d]*\s*(?:#.*)?$")
_SINGLE = re.compile(r"'(?:[^']|'')*'")
_DOUBLE = re.compile(r'"(?:[^"\\]|\\.)*"')
_NOTE = re.compile(r"(?:^|\s+)#.*")
_AFTER = re.compile(r"\s*(?:#.*)?$|\s*:(?:\s|$)")
"""What may stand behind a text in quotes, or in brackets: nothing, a note, or a colon."""


def cause(text: str, at: int) -> Cause | None:
    """Why the parser gave up at offset `at` of `text`; None when nothing typical is found."""
    lines = list(_lines(text, at))
    for line in lines:
        if match := _INDENT.match(line.text):
            sign = f"U+{ord(match[1]):04X}"
            return Cause(
                line.at + match.start(1),
                f"the indent has a blank that is none ({sign}, as from a web page); use spaces",
            )
    if found := _sign_missing(lines, at):
        return found
    for here, below in zip(lines, [None, *lines], strict=False):
        if found := _in_line(here, below):
            return found
    return None


def _lines(text: str, at: int) -> Iterator[_Line]:
    """The line of the place and those above it, from there up."""
    start = text.rfind("\n", 0, at) + 1
    for _ in range(LINES_BACK + 1):
        end = text.find("\n", start)
        yield _Line(start, text[start : end if end >= 0 else len(text)].rstrip("\r"))
        if not start:
            return
        start = text.rfind("\n", 0, start - 1) + 1


_KEY = re.compile(r"(?P<indent>[ ]*(?:- +)?)(?P<key>[\w-]+)[ ]*:(?=\s|$)")
_NEARLY_KEY = re.compile(r"(?P<indent>[ ]*(?:- +)?)(?P<key>[A-Za-z_]+)(?P<colon>:(?=\S))?(?=.)")
_NEARLY_ITEM = re.compile(r"[ ]*-(?=[\w\"'])")


def _sign_missing(lines: list[_Line], at: int) -> Cause | None:
    """A line above that is neither key nor item for want of a sign, so that the next one is part of
    its text."""
    for line in lines:
        if item := _NEARLY_ITEM.match(line.text):
            return Cause(line.at + item.end() - 1, 'a blank is missing after the "-"')
        if not re.match(r"[ ]*- ", line.text):
            break
    here, *above = lines
    key = _KEY.match(here.text)
    if key is None or at != here.at + key.end() - 1:
        return None
    line = next((line for line in above if line.text.strip(" \r")), here)
    if item := _NEARLY_ITEM.match(line.text):
        return Cause(line.at + item.end() - 1, 'a blank is missing after the "-"')
    if _KEY.match(line.text):
        return None
    nearly = _NEARLY_KEY.match(line.text)
    if nearly is None or len(nearly["indent"]) != len(key["indent"]):
        return None
    sign = 'a blank is missing after the ":"' if nearly["colon"] else 'a ":" is missing'
    return Cause(line.at + nearly.end("key"), f"{sign} of `{nearly['key']}`")


def _in_line(line: _Line, below: _Line | None) -> Cause | None:
    field = _FIELD.match(line.text)
    if field is None:
        return _in_braces(line)
    value, at = field["value"], line.at + field.start("value")
    if value[0] not in "\"'[{":
        value = _NOTE.sub("", value)
        if not value:
            return None
    if _BLOCK.match(value):
        text = below.text.lstrip(" ") if below else ""
        indent = len(below.text) - len(text) if below else 0
        if below is None or not text or indent > len(field["indent"]):
            return None
        inside = f"the text after {value[0]} must stand further to the right than `{field['key']}`"
        return Cause(below.at + indent, inside)
    if value.startswith("{{"):
        return Cause(at, "a text that begins with {{ needs quotes around it")
    if re.match(r"\?(?:\s|$)", value):
        return Cause(at, "a text that begins with ? needs quotes around it")
    if value[0] == "'":
        return _broken_quote(value, at, _SINGLE, "'", "an apostrophe ends it; write two ('')")
    if value[0] == '"':
        return _broken_quote(value, at, _DOUBLE, '"', 'a " within ends it; put \\ before it')
    if value[0] in "[{":
        end = _closing(value)
        if end and not _AFTER.match(value, end):
            return Cause(at, f"a text that begins with {value[0]} needs quotes around it")
        return _in_braces(_Line(at, value))
    if colon := re.search(r":(?=\s|$)", value):
        if lacks_braces(field["key"], value):
            message = f"what belongs to `{field['key']}` goes in braces: {{{cut(value)}}}"
            return Cause(at + colon.start(), message)
        inner = 'a ": " inside a text; put the whole text in quotes'
        return Cause(at + colon.start(), inner)
    return None


def _broken_quote(
    value: str, at: int, quoted: re.Pattern[str], sign: str, fix: str
) -> Cause | None:
    """A text in quotes that goes on behind the closing one."""
    whole = quoted.match(value)
    if whole is None or _AFTER.match(value, whole.end()):
        return None
    if goes_on(value):
        other = "single" if sign == '"' else "double"
        message = f"more stands behind the closing {sign}; put the whole text in {other} quotes"
        return Cause(at + whole.end(), message)
    return Cause(at + whole.end() - 1, f"the text began with {sign}, and {fix}")


def goes_on(value: str) -> bool:
    """Whether a value begins with some words in quotes, which are not the whole of it."""
    whole = (_DOUBLE if value[0] == '"' else _SINGLE).match(value)
    if whole is None or whole.end() == len(value) or whole[0][-2:-1] in ("", " ", value[0]):
        return False
    behind = value[whole.end()]
    return not behind.isalnum() and (value[0] == '"' or not value.endswith("'"))


HOLD_FIELDS = ("defaults", "limits", "source", "evidence", "accept", "feedback", "pairs", "silence")


def lacks_braces(key: str, value: str) -> bool:
    """Whether fields of a field stand in one line with it, as in `defaults: tags: [a]`."""
    return key in HOLD_FIELDS and re.match(r"[\w-]+: ", value) is not None


def _closing(value: str) -> int:
    """Behind the bracket that closes the first one; 0 when none does."""
    depth = 0
    for place, sign in enumerate(value):
        depth += (sign in "[{") - (sign in "]}")
        if not depth:
            return place + 1
    return 0


_ITEM = re.compile(
    r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^{}\[\],"'])+|["']|[{}\[\],]""",
)


def _in_braces(line: _Line) -> Cause | None:
    """A second `: ` in one item of a `{ }`, as in `{prompt: Note: this}`."""
    opening = line.text.find("{")
    if opening < 0:
        return None
    for item in _ITEM.finditer(line.text, opening + 1):
        colons = list(re.finditer(r":\s", re.sub(r"\"[^\"]*\"|'[^']*'", _dots, item[0])))
        if len(colons) > 1:
            inner = 'a ": " inside a text; put the whole text in quotes'
            return Cause(line.at + item.start() + colons[1].start(), inner)
    return None


def _dots(match: re.Match[str]) -> str:
    return "." * len(match[0])
