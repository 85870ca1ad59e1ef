"""A list of things to set, each with its value beside it, and what it does below."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult, RenderResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from quizapp.presentation.actions import FORM
from quizapp.presentation.form import Heading, Item, Setting
from quizapp.ui.keymap import bindings

LONGEST_LABEL = 34
"""Cells, so that the values stay near their labels on a wide screen."""


class SettingTable(Widget):
    """The rows as they are drawn, one line each, in the part that scrolls."""

    ALLOW_SELECT = False

    class Clicked(Message):
        """A click on the row `index`, counted without headings."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self) -> None:
        super().__init__()
        self._items: tuple[Item, ...] = ()
        self._at = ""

    def draw(self, items: tuple[Item, ...], at: str) -> None:
        """`at` is the id of the row at the cursor."""
        self._items, self._at = items, at
        self.refresh(layout=True)
        self.call_after_refresh(self._scroll_to_cursor)

    def on_click(self, event: events.Click) -> None:
        rows = [item for item in self._items if isinstance(item, Setting)]
        for y, (item, _) in enumerate(self._lines()):
            if y == event.y and isinstance(item, Setting):
                self.post_message(self.Clicked(rows.index(item)))

    def _scroll_to_cursor(self) -> None:
        drawn = [item for item, _ in self._lines()]
        for y, item in enumerate(drawn):
            if isinstance(item, Setting) and item.id == self._at:
                above = y
                while above and not isinstance(drawn[above - 1], Setting):
                    above -= 1  # the heading of the first row comes into view with it
                region = Region(0, above, 1, y - above + 1)
                if isinstance(self.parent, VerticalScroll):
                    self.parent.scroll_to_region(region, animate=False)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(list(self._lines()))

    def render(self) -> RenderResult:
        return Content("\n").join(line for _, line in self._lines())

    def _lines(self) -> Iterator[tuple[Item | None, Content]]:
        labels = [
            Content(item.label).cell_length for item in self._items if isinstance(item, Setting)
        ]
        room = max(20, self.size.width)
        width = min(max(labels, default=0), LONGEST_LABEL, room // 2)
        for number, item in enumerate(self._items):
            match item:
                case Heading(text=text):
                    if number:
                        yield None, Content()
                    yield item, Content.styled(text, "bold").truncate(room, ellipsis=True)
                case Setting():
                    yield item, self._drawn(item, width).truncate(room, ellipsis=True)

    def _drawn(self, row: Setting, width: int) -> Content:
        here = row.id == self._at
        label = Content(row.label).truncate(width, ellipsis=True)
        gap = " " * (width - label.cell_length + 2)
        less = "‹" if here and row.at > 0 else " "
        more = "›" if here and row.at + 1 < len(row.options) else " "
        return Content.assemble(
            ("▸ " if here else "  ", "$primary"),
            label.stylize("bold") if here else label,
            gap,
            (f"{less} ", "$primary"),
            (row.shown, "bold $primary" if here else "$faint"),
            (f" {more}", "$primary"),
        )


LONGEST_NUMBER = 6


class Choices(Widget, can_focus=True):
    """Up and down go to a row; left and right change its value; enter takes the next, or opens.

    A number can be typed where one is set; elsewhere a digit takes the value of its place.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(FORM)

    class Changed(Message):
        """The learner chose another value. It is shown already, unless it was typed."""

        def __init__(self, id: str, value: object) -> None:
            super().__init__()
            self.id = id
            self.value = value

    class Activated(Message):
        """Enter on a row without options."""

        def __init__(self, id: str) -> None:
            super().__init__()
            self.id = id

    def __init__(self, items: Sequence[Item], id: str | None = None) -> None:
        super().__init__(id=id)
        self.items = tuple(items)
        self.waiting = False
        """While the next key goes elsewhere, and those of the list do nothing."""
        self._cursor = 0
        self._typed = ""

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield SettingTable()
        yield Static(classes="note")

    def on_mount(self) -> None:
        self._draw()

    @property
    def rows(self) -> list[Setting]:
        return [item for item in self.items if isinstance(item, Setting)]

    @property
    def row(self) -> Setting | None:
        """The one at the cursor; None when there are none."""
        rows = self.rows
        return rows[self._cursor] if rows else None

    def show(self, items: Sequence[Item]) -> None:
        """Other rows, or the same with other values; the cursor stays at its row, or its place."""
        before = self.row
        self.items, self._typed = tuple(items), ""
        ids = [row.id for row in self.rows]
        self.go_to(ids.index(before.id) if before and before.id in ids else self._cursor)

    def set_value(self, id: str, value: object) -> None:
        """Show another value in the row `id`, without a message."""
        self.show(
            [
                replace(item, value=value) if isinstance(item, Setting) and item.id == id else item
                for item in self.items
            ]
        )

    def say(self, note: str) -> None:
        """Another text in place of the row's note, until the cursor moves or a value changes."""
        self.query_one(".note", Static).update(Content(note))

    def _draw(self) -> None:
        if not self.children:
            return  # nothing to draw on yet
        row, items, note = self.row, self.items, self.row.note if self.row else ""
        if row and self._typed:
            typed = replace(row, options=(), value=f"{self._typed}▏")
            items = tuple(typed if item is row else item for item in items)
            note = "enter keeps it, esc leaves it as it was."
        self.query_one(SettingTable).draw(items, row.id if row else "")
        self.say(note)
        self.screen.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        row = self.row
        if self.waiting:
            return False
        match action:
            case "keep" | "leave" | "erase":
                return self.is_typing
            case "type":
                return row is not None and self._may_type(row, str(parameters[0]))
            case "turn" | "step" | "open" if self.is_typing:
                return False
            case "turn":
                return row is not None and bool(row.options)
            case "step":
                return row is not None and row.at + _whole(parameters) in range(len(row.options))
            case "open":
                return row is not None and not row.options
        return True

    @property
    def is_typing(self) -> bool:
        """Whether a number has been begun, and not been kept or left."""
        return bool(self._typed)

    def _may_type(self, row: Setting, character: str) -> bool:
        if row.reads:
            return True
        return character.isdigit() and 0 < int(character) <= len(row.options)

    def action_type(self, character: str) -> None:
        if self.row and self.row.reads:
            self._typed = (self._typed + character)[:LONGEST_NUMBER]
            self._draw()
        elif self.row:
            self._choose(self.row, int(character) - 1)

    def action_erase(self) -> None:
        self._typed = self._typed[:-1]
        self._draw()

    def action_leave(self) -> None:
        self._typed = ""
        self._draw()

    def action_keep(self) -> bool:
        """Take what was typed; False, with the reason below, when it cannot be used."""
        if not (self._typed and self.row and self.row.reads):
            return True
        row = self.row
        try:
            value = self.row.reads(self._typed)
        except ValueError as wrong:
            self.say(f"{row.label}: {wrong}. esc leaves it as it was.")
            return False
        self._typed = ""
        self._draw()
        if value != row.value:
            self.post_message(self.Changed(row.id, value))
        return True

    def action_move(self, by: int) -> None:
        self.go_to(self._cursor + by)

    def action_step(self, by: int) -> None:
        if self.row:
            self._choose(self.row, self.row.at + by)

    def action_turn(self) -> None:
        if self.row:
            self._choose(self.row, (self.row.at + 1) % len(self.row.options))

    def action_open(self) -> None:
        if self.row:
            self.post_message(self.Activated(self.row.id))

    def go_to(self, index: int) -> None:
        """Put the cursor on a row, counted without headings; beyond the ends, on the last there.

        What was typed is kept first; where that cannot be, the cursor stays.
        """
        if not self.action_keep():
            return
        self._cursor = max(0, min(index, len(self.rows) - 1))
        self._draw()

    def _choose(self, row: Setting, at: int) -> None:
        _, value = row.options[at]
        self.set_value(row.id, value)
        if at != row.at:
            self.post_message(self.Changed(row.id, value))

    @on(SettingTable.Clicked)
    def _clicked(self, event: SettingTable.Clicked) -> None:
        if event.index != self._cursor:
            self.go_to(event.index)
        elif self.row and self.row.options:
            self.action_turn()
        else:
            self.action_open()


def _whole(parameters: tuple[object, ...]) -> int:
    [number] = parameters
    assert isinstance(number, int)
    return number
