"""Blocks of text below each other, of which only the lines that are seen are drawn."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from quizapp.presentation.actions import BLOCK_LIST
from quizapp.ui.keymap import bindings

MeasureBlock = Callable[[int, int], int]
"""How many lines a block has, by its place and the columns there are."""
DrawBlock = Callable[[int, bool, int], Sequence[Content]]
"""The lines of a block by its place, whether the cursor is on it, and the columns there are: as
many as were measured."""


class BlockList(ScrollView, can_focus=True, inherit_bindings=False):
    """A cursor goes from block to block, and through one that is longer than the screen."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = bindings(BLOCK_LIST)

    @dataclass
    class BlockReached(Message):
        """The cursor is on another block."""

        blocks: "BlockList"

        @property
        def control(self) -> "BlockList":
            return self.blocks

    @dataclass
    class BlockOpened(Message):
        """A further click on the block at the cursor."""

        blocks: "BlockList"

        @property
        def control(self) -> "BlockList":
            return self.blocks

    def __init__(self, draw: DrawBlock, id: str, measure: MeasureBlock | None = None) -> None:
        """Without `measure` all blocks are drawn at once, to see how high they are."""
        super().__init__(id=id)
        self._draw = draw
        self._measure = measure or (lambda at, _: len(self._block(at)))
        self._stops: Sequence[int] = ()
        self._at = 0
        self._number = 0
        self._lines: list[Sequence[Content] | None] = []
        """By block, as it is drawn without the cursor, once it was."""
        self._tops: list[int] = [0]
        """Where each block begins; then, where the last one ends."""
        self._width = 0
        self._is_entered = False
        """Whether the next click may be the one that the focus came with, and opens nothing."""
        self._here: Sequence[Content] | None = None
        """The block at the cursor as it is drawn there, once it was."""
        self._strips: dict[tuple[int, int], Strip] = {}
        """Lines of blocks without the cursor, as they were drawn: most are when it moves."""

    @property
    def cursor(self) -> int | None:
        """The block at the cursor."""
        return self._stops[self._at] if self._stops else None

    def show(self, number: int, stops: Sequence[int] | None = None, at: int | None = None) -> None:
        """So many blocks; the cursor goes to the `stops` only, and to the block `at` first."""
        self._number = number
        self._stops = range(number) if stops is None else stops
        self._at = self._stops.index(at) if at in self._stops else 0
        self._lay_out()
        self._into_view()

    def redraw(self) -> None:
        """What is drawn has changed, and its height with it perhaps."""
        self._lay_out()
        self._into_view()

    def draw_here(self) -> None:
        """Draw the block at the cursor anew, which is as high as it was."""
        self._here = None
        self.refresh()

    def notify_style_update(self) -> None:
        self._strips.clear()
        super().notify_style_update()

    def go_to(self, block: int) -> None:
        """Put the cursor on a block, and bring it into view."""
        if block in self._stops:
            self._move_to(self._stops.index(block))

    def _lay_out(self) -> None:
        self._width = self.scrollable_content_region.width or self.size.width
        self._lines = [None] * self._number
        self._here = None
        self._strips.clear()
        if not self._width:
            return
        heights = (self._measure(at, self._width) for at in range(self._number))
        self._tops = [0, *accumulate(heights)]
        self.virtual_size = Size(self._width, self._tops[-1])
        self.refresh()

    def _block(self, at: int) -> Sequence[Content]:
        found = self._lines[at]
        if found is None:
            found = self._lines[at] = self._draw(at, False, self._width)
        return found

    def on_resize(self) -> None:
        if (self.scrollable_content_region.width or self.size.width) != self._width:
            self._lay_out()
        self._into_view()

    def render_line(self, y: int) -> Strip:
        number, width = y + round(self.scroll_offset.y), self.size.width
        style = self.visual_style
        if not self._width or number >= self._tops[-1]:
            return Strip.blank(width, style.rich_style)
        at = bisect_right(self._tops, number) - 1
        place = number - self._tops[at]
        if at == self.cursor:
            if self._here is None:
                self._here = self._draw(at, True, self._width)
            return self._strip(self._here, place)
        if (at, place) not in self._strips:
            self._strips[at, place] = self._strip(self._block(at), place)
        return self._strips[at, place]

    def _strip(self, lines: Sequence[Content], place: int) -> Strip:
        width, style = self.size.width, self.visual_style
        if place >= len(lines) or not lines[place]:
            return Strip.blank(width, style.rich_style)
        [strip] = Visual.to_strips(self, lines[place], width, 1, style)
        return strip

    # the cursor

    def _move_to(self, at: int) -> None:
        before, self._at = self._at, max(0, min(at, len(self._stops) - 1))
        self._into_view()
        self.draw_here()
        if self._at != before:
            self.post_message(self.BlockReached(self))

    def _span(self, at: int) -> tuple[int, int]:
        """Where the block of a stop begins and ends."""
        block = self._stops[at]
        return self._tops[block], self._tops[block + 1]

    @property
    def _view(self) -> tuple[int, int]:
        """The lines that are seen."""
        top = round(self.scroll_offset.y)
        return top, top + self.size.height

    def _into_view(self) -> None:
        if not self._stops or not self._width:
            return
        top, end = self._span(self._at)
        if self._at == 0:  # with the headings above it, as far as there is room
            top = min(top, max(0, end - self.size.height))
        height = min(end - top, self.size.height)
        self.scroll_to_region(Region(0, top, 1, height), animate=False, force=True)

    def _scroll(self, by: int) -> None:
        self.scroll_relative(y=by, animate=False, force=True)

    @property
    def _seen(self) -> list[int]:
        """The stops whose beginning is seen; where there is none, those of which a line is."""
        top, bottom = self._view
        spans = [self._span(at) for at in range(len(self._stops))]
        begun = [at for at, (start, _) in enumerate(spans) if top <= start < bottom]
        return begun or [
            at for at, (start, end) in enumerate(spans) if start < bottom and end > top
        ]

    def action_move(self, by: int) -> None:
        if not self._stops:
            return
        (start, end), (top, bottom) = self._span(self._at), self._view
        if abs(by) == 1 and (end <= top or start >= bottom):  # the wheel has left it behind
            self._move_to((self._seen or [self._at + by])[0])
            return
        step = max(1, self.size.height - 2)
        if by == 1 and end - 1 > bottom and start <= top:
            self._scroll(min(step, end - 1 - bottom))
        elif by == -1 and start < top and end - start > self.size.height:
            self._scroll(-min(step, top - start))
        else:
            self._move_to(self._at + by)

    def action_page(self, by: int) -> None:
        """A screen on; the cursor goes with it."""
        before = round(self.scroll_offset.y)
        self._scroll(by * max(1, self.size.height - 2))
        self.call_after_refresh(self._follow, by, before)

    def _follow(self, by: int, before: int) -> None:
        if not self._stops:
            return
        top, _ = self._view
        if top == before:  # there was nothing to scroll
            at = len(self._stops) - 1 if by > 0 else 0
        else:
            at = (self._seen or [self._at])[0]
        if at != self._at:
            self._at = at
            self.draw_here()
            self.post_message(self.BlockReached(self))

    def on_click(self, event: events.Click) -> None:
        number = event.y + round(self.scroll_offset.y)
        if number >= self._tops[-1]:
            return
        block = bisect_right(self._tops, number) - 1
        if block not in self._stops:
            return
        opens, self._is_entered = block == self.cursor and not self._is_entered, False
        self._at = self._stops.index(block)
        self.draw_here()
        self.post_message(self.BlockOpened(self) if opens else self.BlockReached(self))

    def on_focus(self) -> None:
        self._is_entered = True
