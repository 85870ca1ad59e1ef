"""Many rows in a table, of which only the lines that are seen are drawn."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

Key = TypeVar("Key", bound=Hashable)

Cells = Sequence[Content | str]
"""Of a row, one for each column."""

MARKS = 3
"""Cells at the left of each line: the cursor and the mark."""


class TableColumn(NamedTuple):
    name: str
    title: str
    width: int = 0
    """In cells, with the gap after it; 0 for what the others leave."""
    to_right: bool = False
    """As numbers are."""


class RowTable(ScrollView, Generic[Key], can_focus=True):
    """A line for each row, a cursor, and marks. The screen has the keys.

    A row is known by its key; what stands in it is asked for when it is drawn.
    """

    ALLOW_SELECT = False

    @dataclass
    class RowOpened(Message):
        """A click on the row at the cursor."""

    @dataclass
    class CursorMoved(Message):
        """Another row is at the cursor, or it stands for something else now."""

    @dataclass
    class Resized(Message):
        """Other columns may fit."""

    @dataclass
    class MarksChanged(Message):
        """By a click."""

    def __init__(self, cells: Callable[[Key], Cells], columns: Sequence[TableColumn]) -> None:
        super().__init__()
        self._cells = cells
        self.columns = columns
        self.keys: Sequence[Key] = ()
        self.marked: set[Key] = set()
        self.cursor = 0

    @property
    def key(self) -> Key | None:
        """Of the row at the cursor."""
        return self.keys[self.cursor] if self.keys else None

    @property
    def chosen(self) -> list[Key]:
        """The rows here that are marked, in their order; without any mark, the one at the
        cursor."""
        if self.marked:
            return [key for key in self.keys if key in self.marked]
        return [] if self.key is None else [self.key]

    def show(self, keys: Sequence[Key], at: Key | None = None) -> None:
        """Other rows; the cursor goes to that of `at`, else it stays at its place."""
        self.keys = keys
        self.virtual_size = Size(self.size.width, len(keys))
        try:
            self.go_to(self.cursor if at is None else keys.index(at))
        except ValueError:
            self.go_to(self.cursor)

    def set_columns(self, columns: Sequence[TableColumn]) -> None:
        self.columns = columns
        self.refresh()

    def go_to(self, index: int) -> None:
        """Put the cursor on a row, or the nearest there is, and bring it into view."""
        self.cursor = max(0, min(index, len(self.keys) - 1))
        self.scroll_to_region(Region(0, self.cursor, 1, 1), animate=False, force=True)
        self.refresh()
        self.post_message(self.CursorMoved())

    def mark(self, by: int = 1) -> None:
        """Mark the row at the cursor, or take its mark away, and go on."""
        if self.key is not None:
            self.marked ^= {self.key}
            self.go_to(self.cursor + by)

    def mark_to(self, index: int) -> None:
        """Mark all rows from the cursor to this one, and go there."""
        first, last = sorted((self.cursor, max(0, min(index, len(self.keys) - 1))))
        self.marked |= set(self.keys[first : last + 1])
        self.go_to(index)

    def mark_all(self) -> None:
        """Or none, where all are."""
        keys = set(self.keys)
        self.marked = set() if self.marked == keys else keys
        self.refresh()

    def unmark_absent(self) -> int:
        """Take the marks away of rows that are not here any more; gives how many."""
        if not self.marked:
            return 0
        absent = self.marked.difference(self.keys)
        self.marked -= absent
        return len(absent)

    def unmark_all(self) -> None:
        self.marked = set()
        self.refresh()

    def on_resize(self) -> None:
        self.virtual_size = Size(self.size.width, len(self.keys))
        self.post_message(self.Resized())

    def render_line(self, y: int) -> Strip:
        number, width = y + round(self.scroll_offset.y), self.size.width
        style = self.visual_style
        if number >= len(self.keys):
            return Strip.blank(width, style.rich_style)
        key = self.keys[number]
        is_marked, is_here = key in self.marked, number == self.cursor
        mark = Content.assemble(
            ("▸" if is_here else " ", "bold $primary"),
            ("● " if is_marked else "  ", "bold $warning"),
        )
        line = mark + aligned(self.columns, self._cells(key), width - MARKS)
        if is_here:
            line = line.pad_right(max(0, width - line.cell_length)).stylize("on $panel")
        [strip] = Visual.to_strips(self, line, width, 1, style)
        return strip

    def on_click(self, event: events.Click) -> None:
        number = event.y + round(self.scroll_offset.y)
        if number >= len(self.keys):
            return
        if event.shift:
            self.mark_to(number)
        elif event.x < MARKS:
            self.go_to(number)
            self.mark(by=0)
        elif number == self.cursor:
            self.post_message(self.RowOpened())
            return
        else:
            self.go_to(number)
            return
        self.post_message(self.MarksChanged())


class TableHeading(Widget):
    """What the columns of a table are, and by which it is sorted."""

    ALLOW_SELECT = False

    @dataclass
    class Pressed(Message):
        """A click on the title of a column."""

        column: str

    def __init__(self, table: RowTable[Key], id: str | None = None) -> None:
        super().__init__(id=id)
        self._table = table
        self.sorted_by = ""
        self.descending = False

    def show_order(self, column: str, descending: bool) -> None:
        self.sorted_by, self.descending = column, descending
        self.refresh()

    def render(self) -> RenderResult:
        columns = self._table.columns
        titles = [self._title(one) for one in columns]
        room = max(0, self.size.width - self._table.scrollbar_size_vertical - MARKS)
        line = aligned(columns, titles, room)
        return Content(" " * MARKS) + line.stylize("$faint")

    def _title(self, column: TableColumn) -> Content:
        if column.name != self.sorted_by:
            return Content(column.title)
        return Content.assemble((f"{column.title}{'▾' if self.descending else '▴'}", "bold"))

    def on_click(self, event: events.Click) -> None:
        start = MARKS
        columns = self._table.columns
        rest = _rest(columns, self.size.width - MARKS)
        for column in columns:
            width = column.width or rest
            if start <= event.x < start + width:
                self.post_message(self.Pressed(column.name))
            start += width


def aligned(columns: Sequence[TableColumn], cells: Cells, width: int) -> Content:
    """Cells in one line, each cut to its column, `width` in all."""
    rest, line = _rest(columns, width), []
    for column, cell in zip(columns, cells, strict=True):
        room = column.width or rest
        text = Content(cell) if isinstance(cell, str) else cell
        text = text.truncate(max(1, room - 1), ellipsis=True)
        gap = max(0, room - text.cell_length)
        line.append(text.pad_left(gap - 1).pad_right(1) if column.to_right else text.pad_right(gap))
    return Content("").join(line)


def _rest(columns: Sequence[TableColumn], width: int) -> int:
    return max(2, width - sum(one.width for one in columns))
