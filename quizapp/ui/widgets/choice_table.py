"""The rows of a list of choices, as they are and as they are drawn."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from textual import events
from textual.app import RenderResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.widget import Widget

LONGEST_LABEL = 34
"""Cells, so that the values stay near their labels on a wide screen."""


@dataclass(frozen=True, slots=True)
class Row:
    """`options` are what may be chosen, each as (shown, value); without any, enter opens something
    and `value` is a text to show. `note` says in a line what it does. `reads` makes a value of a
    number that is typed, or raises ValueError with the reason, as the end of a sentence."""

    id: str
    label: str
    options: tuple[tuple[str, object], ...] = ()
    value: object = None
    note: str = ""
    reads: Callable[[str], object] | None = None

    @property
    def at(self) -> int:
        """The place of the value among the options. Tells 1 from true; the first when not there."""
        values = [(type(value), value) for _, value in self.options]
        wanted = (type(self.value), self.value)
        return values.index(wanted) if wanted in values else 0

    @property
    def shown(self) -> str:
        return self.options[self.at][0] if self.options else str(self.value)


@dataclass(frozen=True, slots=True)
class Heading:
    """Stands above the rows that follow."""

    text: str


Item = Row | Heading


class Table(Widget):
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
        rows = [item for item in self._items if isinstance(item, Row)]
        for y, (item, _) in enumerate(self._lines()):
            if y == event.y and isinstance(item, Row):
                self.post_message(self.Clicked(rows.index(item)))

    def _scroll_to_cursor(self) -> None:
        drawn = [item for item, _ in self._lines()]
        for y, item in enumerate(drawn):
            if isinstance(item, Row) and item.id == self._at:
                above = y
                while above and not isinstance(drawn[above - 1], Row):
                    above -= 1  # the heading of the first row comes into view with it
                region = Region(0, above, 1, y - above + 1)
                if isinstance(self.parent, VerticalScroll):
                    self.parent.scroll_to_region(region, animate=False)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(list(self._lines()))

    def render(self) -> RenderResult:
        return Content("\n").join(line for _, line in self._lines())

    def _lines(self) -> Iterator[tuple[Item | None, Content]]:
        labels = [Content(item.label).cell_length for item in self._items if isinstance(item, Row)]
        room = max(20, self.size.width)
        width = min(max(labels, default=0), LONGEST_LABEL, room // 2)
        for number, item in enumerate(self._items):
            match item:
                case Heading(text=text):
                    if number:
                        yield None, Content()
                    yield item, Content.styled(text, "bold").truncate(room, ellipsis=True)
                case Row():
                    yield item, self._drawn(item, width).truncate(room, ellipsis=True)

    def _drawn(self, row: Row, width: int) -> Content:
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
