"""Many drafts in a table, of which only the lines that are seen are drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from quizapp.author.curate.verdict_store import DraftKey
from quizapp.presentation.styled import Styled
from quizapp.ui.themes import styled

WITH_DECK = 100
"""Columns from which the deck of each draft is shown."""


class DraftRow(NamedTuple):
    key: DraftKey
    standing: Styled
    deck: str
    type: str
    passage: str
    question: str


class DraftTable(ScrollView, can_focus=True):
    """A line for each draft, a cursor, and marks. The screen has the keys."""

    ALLOW_SELECT = False

    @dataclass
    class RowOpened(Message):
        """A click on the row at the cursor."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[DraftRow] = ()
        self.marked: set[DraftKey] = set()
        self.cursor = 0

    @property
    def row(self) -> DraftRow | None:
        """At the cursor."""
        return self.rows[self.cursor] if self.rows else None

    def show(self, rows: Sequence[DraftRow], at: DraftKey | None = None) -> None:
        """Other rows; the cursor goes to that of `at`, else it stays at its place."""
        self.rows = rows
        keys = [row.key for row in rows]
        self.marked &= set(keys)
        self.virtual_size = Size(self.size.width, len(rows))
        self.go_to(keys.index(at) if at in keys else self.cursor)

    def go_to(self, index: int) -> None:
        """Put the cursor on a row, or the nearest there is, and bring it into view."""
        self.cursor = max(0, min(index, len(self.rows) - 1))
        self.scroll_to_region(Region(0, self.cursor, 1, 1), animate=False, force=True)
        self.refresh()

    def mark(self) -> None:
        """Mark the row at the cursor, or take its mark away, and go on to the next."""
        if self.row:
            self.marked ^= {self.row.key}
            self.go_to(self.cursor + 1)

    def mark_all(self) -> None:
        keys = {row.key for row in self.rows}
        self.marked = set() if self.marked == keys else keys
        self.refresh()

    def on_resize(self) -> None:
        self.virtual_size = Size(self.size.width, len(self.rows))

    def heading(self, width: int) -> Content:
        """What the columns are."""
        row = (Content(), "Verdict", "Deck", "Type", "¶", "Question")
        return self._columns(width, *row).stylize("$faint")

    def render_line(self, y: int) -> Strip:
        number, width = y + round(self.scroll_offset.y), self.size.width
        style = self.visual_style
        if number >= len(self.rows):
            return Strip.blank(width, style.rich_style)
        row = self.rows[number]
        is_marked, is_here = row.key in self.marked, number == self.cursor
        mark = Content.assemble(
            ("▸" if is_here else " ", "bold $primary"), ("●" if is_marked else " ", "bold $warning")
        )
        standing = styled(row.standing)
        line = self._columns(width, mark, standing, row.deck, row.type, row.passage, row.question)
        if is_here:
            line = line.pad_right(max(0, width - line.cell_length)).stylize("on $panel")
        [strip] = Visual.to_strips(self, line, width, 1, style)
        return strip

    def _columns(self, width: int, mark: Content, standing: Content | str, *texts: str) -> Content:
        deck, kind, passage, question = texts
        has_deck = width >= WITH_DECK
        cells = [(mark, 3), (Content("") + standing, 11)]
        cells += [(Content(deck), 30)] if has_deck else []
        cells += [(Content(kind), 17), (Content(passage), 8)]
        line = Content()
        for text, room in cells:
            text = text.truncate(room - 1, ellipsis=True)
            line += text.pad_right(room - text.cell_length)
        return line + Content(question).truncate(max(1, width - line.cell_length), ellipsis=True)

    def on_click(self, event: events.Click) -> None:
        number = event.y + round(self.scroll_offset.y)
        if number >= len(self.rows):
            return
        if number == self.cursor:
            self.post_message(self.RowOpened())
        self.go_to(number)
