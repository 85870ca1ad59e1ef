"""Numbered rows with a cursor: the base of every way of answering that picks or moves things.

Each widget draws all its rows: a widget for each part of a row costs more than all the rest of a
key does.
"""

from collections.abc import Iterator
from typing import ClassVar

from textual import events
from textual.app import RenderResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region, Size
from textual.selection import Selection

from quizapp.presentation.actions import MANY_OPTIONS, ONE_OPTION, ORDER, ROWS
from quizapp.questions.interactions import DONT_KNOW, Arrange, PickMany, PickOne, Reply
from quizapp.ui.content import beside, inline
from quizapp.ui.keymap import bindings
from quizapp.ui.widgets.answer import AnswerWidget

RIGHT = Content.styled("✓ Right", "bold $success")
WRONG = Content.styled("✗ Not right", "bold $error")
CHOSEN = Content.styled("● Your answer", "$primary")
MISSED = Content.styled("○ Missed", "bold $warning")


class OptionRows(AnswerWidget, can_focus=True):
    """`texts` in rows; up and down move the cursor, a digit or a click goes to a row.

    A row has a mark where the cursor is, a number, a text that wraps, and a remark on the right.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(ROWS)

    def _begin(self, texts: tuple[str, ...]) -> None:
        self.texts = texts
        self.remarks: dict[int, Content] = {}
        """By row."""
        self.ticked: set[int] = set()
        self.aside: set[int] = set()
        """Rows that do not matter any more."""
        self.answered = False
        self._cursor = 0
        self.draw()

    def draw(self) -> None:
        """All rows anew, as they are now."""
        self._width = 0
        width, height = self.size
        self.refresh(layout=not width or len(self._lines_in(width)) != height)

    def _lines_in(self, width: int) -> list[tuple[int | None, Content]]:
        if self._width != width:
            self._lines, self._width = list(self.drawn(width)), width
        return self._lines

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines_in(width))

    def render(self) -> RenderResult:
        return Content("\n").join(line for _, line in self._lines_in(self.size.width))

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        found = super().get_selection(selection)
        if found is None:
            return None
        text, end = found
        return "\n".join(line.rstrip() for line in text.split("\n")), end  # without what fills up

    def drawn(self, width: int) -> Iterator[tuple[int | None, Content]]:
        """The lines, each with the index of its row, or what else a click on it picks."""
        for index, text in enumerate(self.texts):
            number, shown = Content(f"{self.numbered(index):<2} "), inline(text)
            shines = self.has_cursor(index) or index in self.ticked
            number = number.stylize("bold $primary" if shines else "$faint")
            if index in self.aside:
                shown = shown.stylize_before("$faint")
            yield from self.row(index, width, (number, number.cell_length), (shown, None))

    def row(
        self, index: int, width: int, *cells: tuple[Content, int | None]
    ) -> Iterator[tuple[int, Content]]:
        """The lines of a row, with the mark of the cursor before it and its remark after it."""
        here, remark = self.has_cursor(index), self.remarks.get(index, Content())
        mark = Content.styled(self.cursor_mark if here else "", "$primary")
        for line in beside(width, (mark, 2), *cells, (Content(), 2), (remark, remark.cell_length)):
            # where nothing is painted, the mark alone says where the cursor is
            yield index, line.stylize("on $panel") if here and not self.app.no_color else line

    def numbered(self, index: int) -> str:
        return f"{index + 1}"

    def has_cursor(self, index: int) -> bool:
        return index == self._cursor and not self.answered

    @property
    def cursor_mark(self) -> str:
        return "▸"

    @property
    def cursor(self) -> int:
        return self._cursor

    @cursor.setter
    def cursor(self, index: int) -> None:
        """Go to a row, or the nearest there is, and bring it into view."""
        self._cursor = min(max(index, 0), len(self.texts) - 1)
        self.draw()
        lines = self._lines_in(self.size.width)
        own = [y for y, (row, _) in enumerate(lines) if row == self._cursor]
        pages = [one for one in self.ancestors if isinstance(one, VerticalScroll)]
        if own and pages:
            [page] = pages
            region = Region(0, self.region.y + own[0], 1, len(own))
            offset = page.scroll_offset - page.content_region.offset
            page.scroll_to_region(region.translate(offset), animate=False)

    def action_move(self, by: int) -> None:
        self.cursor += by

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if self.answered:
            return False
        if action == "pick":
            [index] = parameters
            return isinstance(index, int) and index < self.digits
        return True

    def action_pick(self, index: int) -> None:
        self.pick(index)

    def on_click(self, event: events.Click) -> None:
        if self.answered or self.screen.get_selected_text():
            return  # who selects a text picks nothing
        index, _ = self._lines_in(self.size.width)[event.y]
        if index is not None:
            self.clicked(index)

    @property
    def digits(self) -> int:
        """How many digits, from 1, mean something."""
        return len(self.texts)

    def pick(self, index: int) -> None:
        """The learner pressed the digit of `index`."""
        self.cursor = index

    def clicked(self, index: int) -> None:
        """The learner clicked a row."""
        self.pick(index)


class OneOption(OptionRows):
    """A digit, enter, space or a click answers at once."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(ONE_OPTION)

    async def ask(self, interaction: PickOne) -> None:
        await super().ask(interaction)
        self._begin(interaction.options)

    def action_answer(self) -> None:
        self.post_message(self.Replied(self.interaction, self.texts[self.cursor]))

    def pick(self, index: int) -> None:
        self._cursor = index
        self._width = 0  # to be drawn once only, with what comes of the answer
        self.action_answer()

    def fill(self, reply: Reply) -> None:
        chosen = {index for index, text in enumerate(self.texts) if text == reply}
        self.ticked, self.remarks = chosen, dict.fromkeys(chosen, CHOSEN)
        self._cursor = max(chosen, default=0)
        self.draw()

    def disclose(self, reply: Reply, solution: Reply) -> None:
        self.answered = True
        signs = {reply: WRONG, solution: RIGHT}
        self.remarks = {at: signs[text] for at, text in enumerate(self.texts) if text in signs}
        self.aside = set(range(len(self.texts))) - set(self.remarks)
        self.draw()


class ManyOptions(OptionRows):
    """Space or a digit ticks an option; enter answers."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(MANY_OPTIONS)

    async def ask(self, interaction: PickMany) -> None:
        await super().ask(interaction)
        self._begin(interaction.options)

    def numbered(self, index: int) -> str:
        return f"{index + 1} {'☑' if index in self.ticked else '☐'}"

    def action_tick(self) -> None:
        self.ticked ^= {self.cursor}
        self.draw()

    def action_answer(self) -> None:
        if reply := self.pending():
            self.post_message(self.Replied(self.interaction, reply))
        else:
            self.post_message(self.Incomplete("Tick at least one option with space or its digit."))

    def pick(self, index: int) -> None:
        super().pick(index)
        self.action_tick()

    def pending(self) -> Reply | None:
        return tuple(self.texts[one] for one in sorted(self.ticked)) or None

    def fill(self, reply: Reply) -> None:
        self.ticked = {index for index, text in enumerate(self.texts) if text in reply}
        self.draw()

    def disclose(self, reply: Reply, solution: Reply) -> None:
        self.answered = True
        signs = {(True, True): RIGHT, (True, False): WRONG, (False, True): MISSED}
        for index, text in enumerate(self.texts):
            if sign := signs.get((text in reply, text in solution)):
                self.remarks[index] = sign
            else:
                self.aside.add(index)
        self.draw()


class ArrangeItems(OptionRows):
    """Space lifts the item at the cursor, arrows carry it, space puts it down; enter answers."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(ORDER)

    async def ask(self, interaction: Arrange) -> None:
        await super().ask(interaction)
        self._lifted = False
        self._moved = False
        self._begin(interaction.items)

    @property
    def cursor_mark(self) -> str:
        return "↕" if self._lifted else "▸"

    def action_lift(self) -> None:
        self._lifted = not self._lifted
        self.draw()

    def action_move(self, by: int) -> None:
        if self._lifted:
            self.action_carry(by)
        else:
            super().action_move(by)

    def action_carry(self, by: int) -> None:
        target = min(max(self.cursor + by, 0), len(self.texts) - 1)
        items = list(self.texts)
        items.insert(target, items.pop(self.cursor))
        self.texts = tuple(items)
        self._moved = True
        self.cursor = target

    def pending(self) -> Reply | None:
        return self.texts if self._moved else None

    def fill(self, reply: Reply) -> None:
        if sorted(reply) == sorted(self.texts):  # else the author has changed the items
            self.texts = tuple(reply)
            self.draw()

    def clicked(self, index: int) -> None:
        self.cursor = index

    def action_answer(self) -> None:
        self.post_message(self.Replied(self.interaction, self.texts))

    def disclose(self, reply: Reply, solution: Reply) -> None:
        self.answered = True
        self.texts = tuple(reply if reply != DONT_KNOW else solution)
        if reply != DONT_KNOW:
            for index, text in enumerate(self.texts):
                place = solution.index(text)
                moved = Content.styled(f"✗ Belongs at {place + 1}", "bold $error")
                self.remarks[index] = RIGHT if place == index else moved
        self.draw()
