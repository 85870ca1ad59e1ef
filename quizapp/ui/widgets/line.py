"""One line with something at each end, and bars."""

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class Line(Widget):
    """Two texts on one line; the left one gives way when room is short."""

    left: reactive[Content] = reactive(Content(), layout=False)
    right: reactive[Content] = reactive(Content(), layout=False)

    def __init__(
        self, left: Content | None = None, right: Content | None = None, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self.set_reactive(Line.left, left or Content())
        self.set_reactive(Line.right, right or Content())

    def render(self) -> RenderResult:
        room = max(0, self.size.width - self.right.cell_length - 2)
        left = self.left.truncate(room, ellipsis=True)
        gap = " " * max(2, self.size.width - left.cell_length - self.right.cell_length)
        return Content.assemble(left, gap, self.right)


def bar(share: float, width: int = 9) -> Content:
    """A share from 0 to 1 as a bar of `width` cells; never full before the end, nor empty after
    the beginning."""
    full = round(share * width)
    if 0 < share < 1:
        full = min(max(full, 1), width - 1)
    return Content.assemble(("━" * full, "$primary"), ("─" * (width - full), "$rule"))
