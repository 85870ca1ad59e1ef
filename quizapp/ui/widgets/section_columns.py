"""Sections of charts: one below the other, or in two columns where there is room."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quizapp.presentation.charts import Section
from quizapp.ui.widgets.plots import draw, table

TWO = 100
"""Cells from which there is room for two columns."""
GAP = 3


class _Placed(NamedTuple):
    """A section as it is drawn, and on which line it begins."""

    id: str
    content: Content
    line: int


class SectionColumns(VerticalScroll):
    """Few widgets, however many sections: each text is drawn as a whole."""

    def __init__(self) -> None:
        super().__init__(id="page", can_focus=False)
        self._sections: Sequence[Section] = ()
        self._as_tables = False
        self._starts: dict[str, int] = {}
        """On which line each section begins."""

    def compose(self) -> ComposeResult:
        yield Static(id="across")
        with Horizontal(id="columns-below"):
            yield Static(id="left")
            yield Static(id="right")

    def show(self, sections: Sequence[Section], as_tables: bool) -> None:
        """Draw them, with the section at the top that was there."""
        at = round(self.scroll_y)
        starts = self._starts
        top = max((id for id in starts if starts[id] <= at), key=starts.__getitem__, default="")
        is_turned = as_tables != self._as_tables
        self._sections, self._as_tables = sections, as_tables
        self.draw()
        if at and is_turned:
            line = self._starts.get(top, 0)
            self.call_after_refresh(self.scroll_to, y=line, animate=False, immediate=True)

    def draw(self) -> None:
        """For the width that there is."""
        room = self.size.width - 2  # the scrollbar comes and goes
        if room < 20 or not self._sections:
            return
        two = room >= TWO
        half = (room - GAP) // 2 if two else room
        wide = [one for one in self._sections if two and one.is_wide and not self._as_tables]
        across, below = self._stack(wide, room, 0)
        columns: list[list[_Placed]] = [[], []]
        lines = [below, below]
        for one in self._sections:
            if one not in wide:
                at = 1 if two and lines[1] < lines[0] else 0
                placed, lines[at] = self._stack([one], half, lines[at])
                columns[at] += placed
        for id, found in (("across", across), ("left", columns[0]), ("right", columns[1])):
            self.query_one(f"#{id}", Static).update(
                Content("\n\n\n").join(one.content for one in found)
            )
        self.query_one("#across").display = bool(across)
        self.query_one("#right").display = two
        self._starts = {one.id: one.line for one in (*across, *columns[0], *columns[1])}

    def _stack(
        self, sections: Sequence[Section], width: int, line: int
    ) -> tuple[list[_Placed], int]:
        """From `line` on; gives where the next one begins."""
        found = []
        for one in sections:
            content = self._drawn(one, width)
            found.append(_Placed(one.id, content, line))
            line += content.plain.count("\n") + 3
        return found, line

    def _drawn(self, section: Section, width: int) -> Content:
        title = Content.styled(section.title, "bold $primary")
        reading = Content(section.reading if section.charts else "")
        if not section.charts:
            reading = Content.styled(section.reading, "$faint")
        lines = [title, *reading.wrap(min(width, 110))]
        if self._as_tables:
            parts = [table(one, width) for one in section.tables]
        else:
            colour = not self.app.no_color
            parts = [draw(one, width, colour) for one in section.charts]
        for part in parts:
            lines += [Content(), part]
        return Content("\n").join(lines)

    def step(self, by: int) -> None:
        """To the next section below the upper edge, or to the one before it."""
        at, lines = round(self.scroll_y), self._starts.values()
        if by > 0:
            to = min((line for line in lines if line > at), default=self.max_scroll_y)
        else:
            to = max((line for line in lines if line < at), default=0)
        self.scroll_to(y=to, animate=False, immediate=True)  # keys come in bursts
