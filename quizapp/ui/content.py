"""Deck text as Content: emphasis, strong and code of Markdown, and nothing that can run."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style

from quizapp.core import markdown
from quizapp.core.markdown import INDENT, Block, LineKind
from quizapp.questions.interactions import GAP, FillGaps, blank

_STYLES = {"emphasis": "italic", "strong": "bold", "code": "bold $primary"}
_CODE = Style.from_meta({"code": True})
"""Marks the lines of code in a text, however it is put together with others."""
GOES_ON = f"{INDENT}↪ "
"""Before the rest of a line of code that is longer than the room there is."""


def inline(text: str) -> Content:
    """Read the Markdown that a deck takes; everything else stands as it was written."""
    return Content("\n").join(map(_block, markdown.blocks(text)))


def on_one_line(text: str) -> Content:
    """The same for a row of a list."""
    flat = [Block(one.is_code, " ".join(one.text.split())) for one in markdown.blocks(text)]
    return Content(" ").join(
        Content.styled(one.text, "$primary") if one.is_code else _block(one)
        for one in flat
        if one.text
    )


def below(label: Content, text: str) -> Content:
    """A text after its label, or below it when it begins with lines of code."""
    return Content.assemble(label, markdown.gap_before(text), inline(text))


def gap_text(interaction: FillGaps) -> Content:
    """The text with its gaps drawn in."""
    pieces = inline(interaction.text).split(GAP, allow_blank=True)
    drawn = [Content.styled(blank(gap), "bold $primary") for gap in interaction.gaps]
    content, *rest = pieces
    for gap, piece in zip(drawn, rest, strict=True):
        content += gap + piece
    return content


def with_code(text: Content) -> Content:
    """A text whose fences are the only signs, such as that of a source, with its styles kept."""
    if not markdown.has_fence(text.plain):
        return text
    shown, start = [], 0
    for kind, line in markdown.lines(text.plain):
        piece = text[start : start + len(line)]
        start += len(line) + 1
        if kind is not LineKind.FENCE:
            shown.append(_code(piece) if kind is LineKind.CODE else piece)
    return Content("\n").join(shown)


def hung(text: Content, width: int) -> Content:
    """The text with each line of code that is longer than `width` going on below, behind a sign."""
    if width <= 2 * len(GOES_ON) or not any(span.style == _CODE for span in text.spans):
        return text
    lines: list[Content] = []
    for line in text.split(allow_blank=True):
        if line.cell_length > width and any(span.style == _CODE for span in line.spans):
            first = line.fold(width)[0]
            rest = line[len(first) :].fold(width - len(GOES_ON))
            lines += [first, *(Content.styled(GOES_ON, "$faint") + one for one in rest)]
        else:
            lines.append(line)
    return Content("\n").join(lines)


def wrapped(text: Content, width: int) -> list[Content]:
    """The lines of a text in `width` cells; those of code hang."""
    return hung(text, width).wrap(width)


_WORD = re.compile(r"\S+")


def prose_lines(text: str, width: int) -> list[tuple[int, int]]:
    """Where each line of prose begins and ends, wrapped in `width` cells.

    As `wrapped` does it, but a text of hundreds of passages can be measured before any of it is
    drawn.
    """
    if text.isascii() and "\t" not in text:
        return _ascii_lines(text, width)
    found: list[tuple[int, int]] = []
    start = 0
    for paragraph in text.split("\n"):
        begin = end = start
        used = 0
        for word in _WORD.finditer(paragraph):
            at, size = start + word.start(), cell_len(word[0])
            gap = at - end
            if used and used + gap + size > width:
                found.append((begin, end))
                begin, used, gap = at, 0, 0
            while used + gap + size > width:  # longer than a line
                room = width - used - gap
                # of a line of nothing but blanks, the rest goes on below with the word
                cut = (
                    at + _fitting(text[at : start + word.end()], room)
                    if room > 0
                    else begin + width
                )
                found.append((begin, cut))
                begin = at = cut
                used = gap = 0
                size = cell_len(text[at : start + word.end()])
            used += gap + size
            end = start + word.end()
        found.append((begin, max(begin, end)))
        start += len(paragraph) + 1
    return found


def _ascii_lines(text: str, width: int) -> list[tuple[int, int]]:
    """The same where each character has a cell, line by line and not word by word."""
    found: list[tuple[int, int]] = []
    start = 0
    for paragraph in text.split("\n"):
        end = start + len(paragraph)
        stop = start + len(paragraph.rstrip(" "))
        begin = start
        while stop - begin > width:
            blank = text.rfind(" ", begin, begin + width + 1)
            cut = begin + len(text[begin : max(begin, blank)].rstrip(" "))
            if cut > begin:
                found.append((begin, cut))
                begin = blank + 1
                begin += len(text[begin:stop]) - len(text[begin:stop].lstrip(" "))
            else:  # no blank, or nothing but blanks before it
                found.append((begin, begin + width))
                begin += width
        found.append((begin, max(begin, stop)))
        start = end + 1
    return found


def _fitting(word: str, width: int) -> int:
    """How many of its characters fit; one at least."""
    used = 0
    for number, character in enumerate(word):
        used += cell_len(character)
        if used > width:
            return max(1, number)
    return len(word)


def beside(width: int, *cells: tuple[Content, int | None]) -> Iterator[Content]:
    """The lines of texts beside each other, `width` in all.

    Each text wraps in as many cells as stand with it; None, for one of them, is what is left.
    """
    rest = max(1, width - sum(room or 0 for _, room in cells))
    rooms = [rest if room is None else room for _, room in cells]
    columns = [wrapped(text, room) for (text, _), room in zip(cells, rooms, strict=True)]
    for pieces in zip_longest(*columns, fillvalue=Content()):
        yield Content("").join(
            piece.pad_right(room - piece.cell_length)
            for piece, room in zip(pieces, rooms, strict=True)
        )


def _block(block: Block) -> Content:
    if block.is_code:
        return Content("\n").join(_code(Content(line)) for line in block.text.split("\n"))
    content = Content()
    for text, styles in markdown.runs(block.text):
        content += Content.styled(text, " ".join(_STYLES[style] for style in styles))
    return content


def _code(line: Content) -> Content:
    return (Content(INDENT) + line).stylize_before("$primary").stylize(_CODE)
