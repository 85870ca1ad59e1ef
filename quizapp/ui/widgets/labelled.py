"""Texts with a label before each, in two columns."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from quizapp.ui.content import beside


class LabelledText(NamedTuple):
    label: Content
    text: Content
    on_one_line: bool = False
    """Whether it is cut where the line ends."""


class LabelledTexts(Widget):
    """Draws all rows at once, below a heading if there is one. Nothing can be done with them."""

    GAP = 2

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: Sequence[LabelledText] = ()
        self._heading = Content()

    def show(self, rows: Sequence[LabelledText], heading: Content | None = None) -> None:
        self.rows, self._heading = rows, heading or Content()
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def render(self) -> RenderResult:
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        lines = self._heading.wrap(width) if self._heading and width else []
        room = max((row.label.cell_length for row in self.rows), default=0) + self.GAP
        for label, text, on_one_line in self.rows:
            shown = text.truncate(max(1, width - room), ellipsis=True) if on_one_line else text
            lines += beside(width, (label, room), (shown, None))
        return lines
