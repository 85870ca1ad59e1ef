"""The decks as a table: one line each, numbers aligned, a cursor."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from quizapp.presentation.actions import DECK_LIST
from quizapp.presentation.home import cards_changed, drafts_wait
from quizapp.scheduling.today import Due
from quizapp.ui.keymap import bindings
from quizapp.ui.widgets.frame import bar

OPEN, CLOSED, INSIDE = "▾ ", "▸ ", "  "
"""Before the title of a group, and of a deck in one."""
FINDS = "find"
"""The id of the line that looks for cards, below the decks that are left by a filter."""

NUMBERS = (("New", 6), ("Learning", 10), ("Due", 6))
KNOWN_WIDTH = 16
"""Cells of the last column, a bar and a figure; left out on narrow screens."""


class DeckLine(NamedTuple):
    """One deck as Home shows it, a group of them, or a saved search. `error` says why one cannot be
    used."""

    title: str
    id: str
    """By which the cursor stays on it."""
    due: Due | None = None
    """What waits in it, whatever the limits; None: not counted yet."""
    known: float | None = None
    """None: not yet."""
    sign: str = ""
    """Before the title: that it is a group or a search, or in a group."""
    is_group: bool = False
    has_known: bool = True
    is_hint: bool = False
    """Not a deck at all: there are no numbers to it."""
    error: str = ""
    drafts: int = 0
    """Questions that wait for their author's verdict."""
    changed: int = 0
    """Cards of which a review will tell that they are not as they were."""
    said: str = ""
    """Whatever else is to be said of it."""

    @property
    def besides(self) -> str:
        """What is said after the title; empty for most decks."""
        told = [self.said] if self.said else []
        told += [cards_changed(self.changed)] if self.changed else []
        return " · ".join([*told, drafts_wait(self.drafts)] if self.drafts else told)


def finding_line(said: str) -> DeckLine:
    """The line below the decks that are left by a filter."""
    return DeckLine(said, FINDS, sign="/ ", is_hint=True)


def sums(waiting: Sequence[Due], today: Due) -> list[tuple[str, Due]]:
    """The lines below the decks: what waits in all of them, and what of it today's limits let in.

    Each only when it says something new.
    """
    total = Due.of_all(waiting)
    lines = [("All decks", total)] if len(waiting) > 1 else []
    return lines if total == today else [*lines, ("Asked today", today)]


class DeckList(OptionList):
    """Messages of OptionList carry an option whose index is that of the line."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(DECK_LIST)

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._shown: Sequence[DeckLine] = ()
        self._sums: Sequence[tuple[str, Due]] = ()
        self._drawn_for = 0

    def show(self, lines: Sequence[DeckLine], sums: Sequence[tuple[str, Due]] = ()) -> None:
        """Lines to choose from, and below them others that only say something.

        The cursor stays on its deck, also where others come before it.
        """
        cursor = self.highlighted
        if cursor is not None and cursor < len(self._shown):
            id = self._shown[cursor].id
            cursor = next((at for at, one in enumerate(lines) if one.id == id), cursor)
        self._shown, self._sums = lines, sums
        self._draw()
        if lines:
            waits = (i for i, one in enumerate(lines) if one.due and one.due.total)
            first = next((i for i in waits if not lines[i].is_group), 0)
            self.highlighted = first if cursor is None else min(cursor, len(lines) - 1)

    def on_resize(self, event: events.Resize) -> None:
        if event.size.width and self._room != self._drawn_for:
            cursor = self.highlighted
            self._draw()
            self.highlighted = cursor

    def watch_highlighted(self, highlighted: int | None) -> None:
        """The lines below the last deck come into view with it, as no cursor goes to them."""
        super().watch_highlighted(highlighted)
        if self._shown and highlighted == len(self._shown) - 1:
            self.call_after_refresh(self.scroll_end, animate=False)

    @property
    def _room(self) -> int:
        return (self.scrollable_content_region.width or self.app.size.width - 4) - 2

    def _draw(self) -> None:
        self._drawn_for = self._room
        below = [Option(self._numbers(name, due), disabled=True) for name, due in self._sums]
        self.set_options(
            [*(Option(self._row(line)) for line in self._shown), *([None, *below] if below else ())]
        )

    def heading(self) -> Content:
        numbers = "".join(name.rjust(width) for name, width in NUMBERS)
        known = "   Known".ljust(KNOWN_WIDTH) if self._wide else ""
        title = "Deck".ljust(self._title_width)
        return Content.styled(f"{title}{numbers}{known}", "$faint")

    @property
    def _wide(self) -> bool:
        return self._room >= 66

    @property
    def _title_width(self) -> int:
        known = KNOWN_WIDTH if self._wide else 0
        return max(8, self._room - sum(width for _, width in NUMBERS) - known)

    def _row(self, line: DeckLine) -> Content:
        if line.error:
            name = Content.assemble(("✗ ", "bold $error"), line.title)
            message = Content.styled(f"  {line.error}", "$faint")
            return Content.assemble(name, message).truncate(self._room, ellipsis=True)
        if line.is_hint:
            hint = Content.assemble((line.sign, "$faint"), (line.title, "$primary"))
            return hint.truncate(self._room, ellipsis=True)
        row = self._numbers(line.title, line.due, line.besides, line.sign, line.is_group)
        if self._wide and line.has_known:
            share = "" if line.known is None else f"{line.known:.0%}"
            row += Content.assemble("   ", bar(line.known or 0.0, 7), share.rjust(6))
        return row

    def _numbers(
        self, name: str, due: Due | None, besides: str = "", sign: str = "", strong: bool = False
    ) -> Content:
        waits = Content.styled(f"  {besides}" if besides else "", "$primary")
        room = max(8, self._title_width - 1 - waits.cell_length)
        named = Content.assemble((sign, "$faint"), (name, "bold" if strong else ""))
        title = (named.truncate(room, ellipsis=True) + waits).truncate(self._title_width - 1)
        row = title + " " * (self._title_width - title.cell_length)
        values = (due.new, due.learning, due.due) if due else (None,) * len(NUMBERS)
        for (_, width), value in zip(NUMBERS, values, strict=True):
            said = "…" if value is None else f"{value:,}"
            row += Content.styled(said.rjust(width), "bold" if value else "$faint")
        return row
