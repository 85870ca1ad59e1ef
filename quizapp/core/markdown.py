"""The Markdown that a deck's text takes: emphasis, strong, inline code, and code between fences.

A fence is a line of three or more backticks or tildes, with at most the name of a language after
them. Code is shown line by line as it was written; all else of Markdown stands as it was written.
Nothing of a text is ever left out but these signs.
"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

INDENT = "  "
"""Before each line of code, so that it is told from prose without colours."""
TAB = 4
_SIGNS = "*_`\\"
_OPENING = re.compile(r"( {0,3})(`{3,}|~{3,})[ \t]*[\w+#.-]*[ \t]*(\{[^`{}]*\}[ \t]*)?")
_BLANK, _BLANK_STANDS = "____", "\ufdd1"
"""A gap as it is drawn, which opens no emphasis; and what stands for it while prose is parsed."""
_STYLES = {"em_open": "emphasis", "strong_open": "strong"}


class LineKind(Enum):
    PROSE = "prose"
    CODE = "code"
    FENCE = "fence"


class MarkdownLine(NamedTuple):
    kind: LineKind
    text: str


class Run(NamedTuple):
    """A piece of prose, and how it is set off: of emphasis, strong and code, those that hold."""

    text: str
    styles: tuple[str, ...] = ()


class Block(NamedTuple):
    """Prose, or the lines between two fences."""

    is_code: bool
    text: str


def lines(text: str) -> Iterator[MarkdownLine]:
    """Each line, and what it is. Code that no fence ends goes on to the end."""
    fence = ""
    for line in text.split("\n"):
        if fence:
            ends = _closes(line, fence)
            yield MarkdownLine(LineKind.FENCE if ends else LineKind.CODE, line)
            fence = "" if ends else fence
        elif opening := _OPENING.fullmatch(line):
            fence = opening[2]
            yield MarkdownLine(LineKind.FENCE, line)
        else:
            yield MarkdownLine(LineKind.PROSE, line)


def _closes(line: str, fence: str) -> bool:
    signs = line.strip(" \t")
    is_fence = signs.startswith(fence) and not signs.strip(fence[0])
    return is_fence and not line.startswith(("    ", "\t"))


def has_fence(text: str) -> bool:
    """Whether there may be one; quick."""
    return "```" in text or "~~~" in text


_OWN_LINE = re.compile(r"\s|[-*+>|#]|\d+[.)]\s")
"""How a line begins that stands for itself: an item of a list, a row of a table."""
_BROKEN_FROM = 50
"""Characters; a shorter line ends where its author wanted it to, as in a poem."""


def unbroken(prose: str) -> str:
    """A text that was broken into lines to fit a page, with a blank at each such break.

    No character moves. Lists, tables, short lines and code keep their lines.
    """
    if "\n" not in prose or has_fence(prose):
        return prose
    first, *rest = prose.split("\n")
    joined, before = first, first
    for line in rest:
        is_broken = len(before) >= _BROKEN_FROM and line and not _OWN_LINE.match(line)
        joined += (" " if is_broken else "\n") + line
        before = line
    return joined


def blocks(text: str) -> Sequence[Block]:
    """A text in pieces that follow each other on lines of their own."""
    if not has_fence(text):
        return [Block(False, text)]
    found = []
    for kind, some in groupby(lines(text.rstrip()), lambda line: line.kind):
        if kind is not LineKind.FENCE:
            piece = "\n".join(line.text for line in some)
            is_code = kind is LineKind.CODE
            found.append(Block(is_code, piece.expandtabs(TAB) if is_code else piece))
    return found or [Block(False, text)]


def runs(prose: str) -> Iterator[Run]:
    """Prose in the pieces that look different."""
    if not any(sign in prose for sign in _SIGNS):
        yield Run(prose)
        return
    styles: list[str] = []
    signs = prose.replace(_BLANK, _BLANK_STANDS)
    for token in _parser().parseInline(signs)[0].children or []:
        content = token.content.replace(_BLANK_STANDS, _BLANK)
        if token.type in _STYLES:
            styles.append(_STYLES[token.type])
        elif token.type.endswith("_close"):
            styles.pop()
        elif token.type == "code_inline":
            yield Run(content, (*styles, "code"))
        else:
            shown = "\n" if token.type in ("softbreak", "hardbreak") else content
            yield Run(shown, tuple(styles))


def plain(text: str) -> str:
    """A text as it is read where nothing can be set off: without the signs, code indented."""
    if not (has_fence(text) or any(sign in text for sign in _SIGNS)):
        return text
    return "\n".join(
        indented(block.text) if block.is_code else "".join(run.text for run in runs(block.text))
        for block in blocks(text)
    )


def unfenced(text: str) -> str:
    """A text in which fences are the only signs, as it is read."""
    if not has_fence(text):
        return text
    return "\n".join(
        indented(block.text) if block.is_code else block.text for block in blocks(text)
    )


def gap_before(text: str) -> str:
    """What comes between a label and the text: code begins on a line of its own."""
    return "\n" if blocks(text)[0].is_code else ""


def indented(code: str) -> str:
    return "\n".join(f"{INDENT}{line}".rstrip() for line in code.split("\n"))


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # 12 ms, and few cards need it

    return MarkdownIt("zero").enable(["emphasis", "backticks", "escape", "newline"])
