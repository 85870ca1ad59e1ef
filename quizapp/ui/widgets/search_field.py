"""A field for a search, and below it what it could go on with, or what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import RenderResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from quizapp.presentation.actions import SEARCH_FIELD
from quizapp.ui.keymap import bindings

_GAP = 3


class SearchField(Input):
    BINDINGS: ClassVar[list[BindingType]] = bindings(SEARCH_FIELD)

    async def on_key(self, event: events.Key) -> None:
        """In a burst, the keys after an enter come here as well, and are for what it leads to."""
        if self.screen.focused is not self:
            event.prevent_default()
        elif event.key == "enter":
            event.stop()
            await self.action_submit()

    async def action_submit(self) -> None:
        await self.run_action("screen.take_search")

    def put(self, text: str, cursor: int) -> None:
        """Another text, as if it had been typed."""
        self.value = text
        self.cursor_position = cursor


class SearchOffer(NamedTuple):
    """Something that the word at the cursor could become."""

    text: str
    help: str = ""


class SearchHint(Widget):
    """One line, or up to three where an error needs them."""

    ALLOW_SELECT = False

    @dataclass
    class Picked(Message):
        """A click on an offer."""

        place: int

    def __init__(self) -> None:
        super().__init__(id="hint")
        self._lines: Sequence[Content] = ()
        self._starts: Sequence[tuple[int, int]] = ()
        """Where each offer begins and ends that fits."""

    def clear(self, said: Content | None = None) -> None:
        """Say only this, if anything."""
        self._show([said] if said else [], [])

    def offer(self, offers: Sequence[SearchOffer], at: int | None = None) -> None:
        """`at` is the one that was put into the field."""
        line, starts = Content(), []
        for place, one in enumerate(offers):
            style = "bold reverse" if place == at else "bold $primary"
            item = Content.assemble(
                (one.text, style), (f"  {one.help}" if one.help else "", "$faint")
            )
            if line and line.cell_length + _GAP + item.cell_length > self.size.width:
                break
            line += Content(" " * _GAP) + item if line else item
            starts.append((line.cell_length - item.cell_length, line.cell_length))
        self._show([line], starts)

    def point(self, before: int, width: int, message: str) -> None:
        """At the part of the field that is wrong: so many cells from its left, so many wide."""
        mark = Content(" " * before) + Content.styled("▔" * max(1, width), "bold $error")
        said = Content.styled(message, "$error")
        if mark.cell_length + 1 + said.cell_length <= self.size.width:
            self._show([mark + Content(" ") + said], [])
        else:
            self._show([mark, *said.wrap(self.size.width)[:2]], [])

    def _show(self, lines: Sequence[Content], starts: Sequence[tuple[int, int]]) -> None:
        is_taller = max(1, len(lines)) != max(1, len(self._lines))
        self._lines, self._starts = lines, starts
        if is_taller:
            self.styles.height = max(1, len(lines))
        self.refresh()

    def render(self) -> RenderResult:
        width = self.size.width
        return Content("\n").join(one.truncate(width, ellipsis=True) for one in self._lines)

    def on_click(self, event: events.Click) -> None:
        for place, (start, end) in enumerate(self._starts):
            if start <= event.x < end:
                self.post_message(self.Picked(place))
