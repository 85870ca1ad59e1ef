"""The paragraphs of a pasted text, however its lines are broken.

A line of the text may be a paragraph, a piece of one that was wrapped at some width, an item of a
list, a row of a table, or what a printer put at the head and foot of each page.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from quizapp.core.text import clean
from quizapp.generate.structure.dating import is_date_line
from quizapp.generate.structure.furniture import furniture, is_sentence

Kind = Literal["text", "heading", "question", "item", "table", "page"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`line` is where it begins in the file, from 1; `text` has no line breaks and no marks."""

    line: int
    text: str
    kind: Kind = "text"
    """A `question` is one in bold; a `page` is the head or the foot of a printed page."""


_LETTERS = str.maketrans(
    {
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
        "\u200b": "",
        "\u2060": "",
        "\ufeff": "",
        "\x0b": "\n",
        "\x0c": "\n",
        "\x85": "\n",
        "\u2028": "\n",
        "\u2029": "\n",
    }
)
_SOFT = "\u00ad"
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\n]{0,1000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{0,300})\]\([^()\n]{0,1000}\)|<https?://[^<>\s]{0,1000}>")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3})(?=[^\s*_])([^*_\n]{1,400})(?<=\S)\1(?![\w*])")
_BOLD = re.compile(r"(\*\*|__)[^*_]{1,400}\1")
_HEADING = re.compile(r"#{1,6}[ \t]+(?=\S)")
_BULLET = re.compile(r"(?:[•‣◦▪●·∙]|[*–—-](?=\s))\s*(?=[\w\"“'‘*])|(?:\d{1,2}[.)]|[a-z]\))\s+")
_RULE_LINE = re.compile(r"[\s*_=~#+|·•.–—-]{3,}")
_PAGE_NUMBER = re.compile(
    r"(?:page|p\.)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|[-–—]\s*\d{1,4}\s*[-–—]|\d{1,3}"
    r"|\d{1,3}\s*/\s*\d{1,3}|https?://\S{1,500}(?:\s+\d{1,3}\s*/\s*\d{1,3})?",
    re.I,
)
_NOISE = re.compile(r"([^\w\s])\1{3,}")
_ENDS = re.compile(r"(?:[.!?…:;][\"”’')\]]{0,3}|(?<!,)[\"”])$")
_WIDEST = 130
"""Characters of a line that somebody's program may have wrapped."""


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a text, headings, items and rows of tables included, from the top.

    White space, ligatures, soft hyphens and the marks of Markdown are taken out; a word that was
    hyphenated at the end of a line is one word again.
    """
    if "&" in text:
        text = html.unescape(text)
    lines = list(_lines(clean(text.translate(_LETTERS))))
    lines = _without_page_furniture(lines)
    return list(_joined(lines, _wrapping(lines), _Hyphens(text)))


def _lines(text: str) -> Iterator[Paragraph]:
    raw = text.split("\n")
    rows = _table_rows(raw)
    for number, line in enumerate(raw, 1):
        stripped = line.strip()
        if number - 1 in rows:
            yield Paragraph(number, " ".join(stripped.split()), "table")
            continue
        if _RULE_LINE.fullmatch(stripped):
            yield Paragraph(number, "")
            continue
        stripped = stripped.lstrip("> \t") if stripped.startswith(">") else stripped
        kind: Kind = "text"
        if heading := _HEADING.match(stripped):
            kind, stripped = "heading", stripped[heading.end() :].rstrip("# \t")
        elif _BOLD.fullmatch(stripped):
            kind = "question" if stripped.rstrip("*_").endswith("?") else "text"
        elif bullet := _BULLET.match(stripped):
            kind, stripped = "item", stripped[bullet.end() :]
            if bullet[0][0].isalnum():
                stripped = bullet[0] + stripped  # until others like it are seen
        yield Paragraph(number, _plain(stripped), kind)


def _plain(line: str) -> str:
    if "[" in line or "<" in line:
        line = _LINK.sub(lambda match: match[1] or "", _IMAGE.sub("", line))
    if "*" in line or "_" in line:
        for _ in range(2):  # bold within italics
            line = _EMPHASIS.sub(r"\2", line)
    line = _NOISE.sub(r"\1\1\1", line)
    ends_soft = line.endswith(_SOFT)
    return " ".join(line.replace(_SOFT, "").split()) + (_SOFT if ends_soft else "")


def _table_rows(lines: Sequence[str]) -> set[int]:
    """The places of lines that stand in columns, two or more such lines below each other."""
    found: set[int] = set()
    last = -9
    for place, line in enumerate(lines):
        if not line.strip():
            continue
        if _columns(line) >= 3:
            if place - last <= 2:
                found |= {last, place}
            last = place
    return found


def _columns(line: str) -> int:
    """How many short cells a line has; 0 when it is no row."""
    if "\t" in line.strip():
        cells = line.strip().split("\t")
    elif line.count("|") > 1:
        cells = line.strip().strip("|").split("|")
    else:
        cells = re.split(r" {3,}", line.strip())
    cells = [cell for cell in cells if cell.strip()]
    short = sum(len(cell.split()) <= 6 for cell in cells)
    return len(cells) if short >= 0.7 * len(cells) else 0


def _without_page_furniture(lines: list[Paragraph]) -> list[Paragraph]:
    """Mark numbers of pages, and lines that stand again on every page."""
    key = [re.sub(r"\d+", "#", line.text) for line in lines]
    counts = Counter(one for one in key if 3 < len(one) <= 120)
    first: dict[str, int] = {}
    for place, one in enumerate(key):
        first.setdefault(one, place)
    top = [place for place, line in enumerate(lines) if line.text][:12]
    out: list[Paragraph] = []
    for place, line in enumerate(lines):
        repeated = counts[key[place]] >= 3 and line.kind == "text" and line.text[-1] != ":"
        keeps = first[key[place]] == place and place in top and "#" not in key[place]
        if (
            line.kind != "table"
            and line.text
            and (_PAGE_NUMBER.fullmatch(line.text) or (repeated and not keeps))
        ):
            out.append(replace(line, kind="page"))
        else:
            out.append(line)
    return out


@dataclass(frozen=True, slots=True)
class _Wrapping:
    """How the lines of a text were broken.

    `width` is that of its lines, 0 when each is a paragraph. `blanks`: whether a blank line stands
    between paragraphs, so that the end of a line says nothing.
    """

    width: int
    blanks: bool


def _wrapping(lines: Sequence[Paragraph]) -> _Wrapping:
    pairs = [
        one
        for one, after in pairwise(lines)
        if len(one.text) > 35 and after.text and one.kind != "page"
    ]
    lengths = sorted(len(one.text) for one in pairs if not _ENDS.search(one.text))
    if len(lengths) < 4:
        return _Wrapping(0, False)
    width = lengths[int(0.9 * (len(lengths) - 1))]
    near = sum(length > 0.75 * width for length in lengths)
    if width > _WIDEST or len(lengths) <= 0.5 * len(pairs) or near < 0.6 * len(lengths):
        return _Wrapping(0, False)
    last = [
        not after.text
        for one, after in pairwise(lines)
        if 8 < len(one.text) < 0.8 * width and _ENDS.search(one.text)
    ]
    return _Wrapping(width, sum(last) > 0.7 * len(last))


class _Hyphens:
    """Whether a hyphen at the end of a line is a word's own."""

    def __init__(self, text: str) -> None:
        self._words = frozenset(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower()))

    def join(self, first: str, second: str) -> str:
        """A line and the one after it, as one."""
        if first.endswith(_SOFT):
            return first[:-1] + second
        before, after = re.search(r"[^\W\d_]+-$", first[-40:]), re.match(r"[^\W\d_]+", second)
        if before is None or after is None or not after[0][0].islower():
            return first + ("" if before else " ") + second
        start, end = before[0][:-1].lower(), after[0].lower()
        if start + end in self._words:
            return first[:-1] + second
        own = f"{start}-{end}" in self._words or (start in self._words and end in self._words)
        return (first if own else first[:-1]) + second


def _joined(lines: list[Paragraph], wrapping: _Wrapping, hyphens: _Hyphens) -> Iterator[Paragraph]:
    held: Paragraph | None = None
    last = ""
    blank = paged = False
    for line in _with_numbered_items(lines):
        if line.kind == "page":
            paged = True
            yield line
            continue
        if not line.text:
            blank = True
            continue
        if held is not None and _continues(held, last, line, wrapping, blank, paged):
            held = replace(held, text=hyphens.join(held.text, line.text))
        else:
            if held is not None:
                yield replace(held, text=held.text.rstrip(_SOFT))
            held = line
        last, blank, paged = line.text, False, False
    if held is not None:
        yield replace(held, text=held.text.rstrip(_SOFT))


def _with_numbered_items(lines: list[Paragraph]) -> Iterator[Paragraph]:
    """`3. ` opens an item of a list only where there is a 2 or a 4 near it."""
    marks = [
        mark if line.kind == "item" and (mark := _BULLET.match(line.text)) else None
        for line in lines
    ]
    numbered = [mark is not None and mark[0][0].isalnum() for mark in marks]
    for place, (line, mark) in enumerate(zip(lines, marks, strict=True)):
        if mark is None or not numbered[place]:
            yield line
        elif any(numbered[max(0, place - 4) : place] + numbered[place + 1 : place + 5]):
            yield replace(line, text=line.text[mark.end() :])
        else:
            yield replace(line, kind="text")


def _continues(
    held: Paragraph, last: str, line: Paragraph, wrapping: _Wrapping, blank: bool, paged: bool
) -> bool:
    """Whether `line` goes on with what `held` began, of which `last` is the line before it."""
    if line.kind not in ("text", "question") or held.kind in ("heading", "table"):
        return False
    if held.kind == "question" and line.kind != "question":
        return False
    if (blank and not paged) or len(last) < 20:
        return False
    if last.endswith((_SOFT, "-")) and line.text[0].islower():
        return True
    ended = _ENDS.search(last) is not None
    lower = line.text[0].islower()
    if paged and blank:
        return not ended and (lower or is_sentence(line.text))
    if _is_apart(line.text, wrapping.width):
        return False
    if lower and not ended:
        return True
    if not wrapping.width:
        return False
    if wrapping.blanks and len(last) > 0.6 * wrapping.width:
        return True
    first = line.text.split(" ", 1)[0]
    return len(last) + 1 + len(first) > 0.9 * wrapping.width


def _is_apart(text: str, width: int) -> bool:
    """Whether a line stands for itself, and is not the end of a wrapped paragraph."""
    if width and len(text) > 0.8 * width:
        return False
    if is_sentence(text) or (text[0].islower() and "@" not in text):
        return False
    return furniture(text) is not None or is_date_line(text)
