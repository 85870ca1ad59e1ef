"""Numbered rows with a cursor: the base of every way of answering that picks or moves things."""

from collections.abc import Iterator
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import HorizontalGroup
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from quizapp.presentation.actions import MANY_OPTIONS, ONE_OPTION, ORDER, ROWS
from quizapp.questions.interactions import DONT_KNOW, Arrange, PickMany, PickOne, Reply
from quizapp.ui.content import inline
from quizapp.ui.keymap import bindings
from quizapp.ui.widgets.answer import AnswerWidget
from quizapp.ui.widgets.deck_text import DeckStatic

RIGHT = Content.styled("✓ Right", "bold $success")
WRONG = Content.styled("✗ Not right", "bold $error")
CHOSEN = Content.styled("● Your answer", "$primary")
MISSED = Content.styled("○ Missed", "bold $warning")


class Row(HorizontalGroup):
    """A cursor mark, a text that wraps, and a remark on the right; each part has its class."""

    def __init__(self, number: int, text: str) -> None:
        super().__init__()
        self._number = number
        self._text = text

    def show_text(self, text: Content) -> None:
        self.query_one(".text", Static).update(text)

    def show_mark(self, mark: Content) -> None:
        self.query_one(".mark", Static).update(mark)

    def point(self, mark: str) -> None:
        self.set_class(bool(mark.strip()), "-cursor")
        self.query_one(".cursor", Static).update(Content(mark))


class OptionRow(Row):
    """A number, and the text that wraps beside it."""

    def compose(self) -> ComposeResult:
        yield Static(Content(" "), classes="cursor")
        yield Static(Content(f"{self._number}"), classes="number")
        yield DeckStatic(inline(self._text), classes="text")
        yield Static(Content(), classes="mark")

    def show_number(self, number: str) -> None:
        self.query_one(".number", Static).update(Content(number))


class OptionRows(AnswerWidget, can_focus=True):
    """`texts` in rows; up and down move the cursor, a digit or a click goes to a row."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(ROWS)

    cursor: reactive[int] = reactive(0, init=False)
    answered: reactive[bool] = reactive(False, toggle_class="-answered")

    def __init__(self, texts: tuple[str, ...]) -> None:
        super().__init__()
        self.texts = texts

    def compose(self) -> ComposeResult:
        for number, text in enumerate(self.texts, 1):
            yield OptionRow(number, text)

    def on_mount(self) -> None:
        self.watch_cursor()

    @property
    def rows(self) -> list[Row]:
        return list(self.query(Row))

    def rows_with(self, values: tuple[str, ...]) -> Iterator[tuple[Row, str]]:
        yield from zip(self.rows, values, strict=True)

    def validate_cursor(self, cursor: int) -> int:
        return min(max(cursor, 0), len(self.texts) - 1)

    def watch_cursor(self) -> None:
        for index, row in enumerate(self.rows):
            here = index == self.cursor and not self.answered
            row.point(self.cursor_mark if here else " ")
            if here:
                row.scroll_visible(animate=False)

    @property
    def cursor_mark(self) -> str:
        return "▸"

    def watch_answered(self) -> None:
        self.can_focus = not self.answered
        self.watch_cursor()

    def action_move(self, by: int) -> None:
        self.cursor += by

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "pick":
            [index] = parameters
            return isinstance(index, int) and index < self.digits
        return True

    def action_pick(self, index: int) -> None:
        self.pick(index)

    def on_click(self, event: events.Click) -> None:
        if self.answered or event.widget is None:
            return
        for index, row in enumerate(self.rows):
            if row is event.widget or row in event.widget.ancestors:
                self.cursor = index
                self.clicked(index)

    @property
    def digits(self) -> int:
        """How many digits, from 1, mean something."""
        return len(self.texts)

    def pick(self, index: int) -> None:
        """The learner pressed the digit of `index`."""
        self.cursor = index

    def clicked(self, index: int) -> None:
        """The learner clicked a row; the cursor is there already."""
        self.pick(index)


class OneOption(OptionRows):
    """A digit, enter, space or a click answers at once."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(ONE_OPTION)

    def __init__(self, interaction: PickOne) -> None:
        super().__init__(interaction.options)

    def action_answer(self) -> None:
        self.post_message(self.Replied(self, self.texts[self.cursor]))

    def pick(self, index: int) -> None:
        super().pick(index)
        self.action_answer()

    def fill(self, reply: Reply) -> None:
        for index, (row, text) in enumerate(self.rows_with(self.texts)):
            row.set_class(text == reply, "-ticked")
            row.show_mark(CHOSEN if text == reply else Content())
            if text == reply:
                self.cursor = index

    def disclose(self, reply: Reply, solution: Reply) -> None:
        self.answered = True
        for row, text in self.rows_with(self.texts):
            row.show_mark(Content())
            row.set_class(text not in (reply, solution), "-aside")
            if text == solution:
                row.show_mark(RIGHT)
            elif text == reply:
                row.show_mark(WRONG)


class ManyOptions(OptionRows):
    """Space or a digit ticks an option; enter answers."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(MANY_OPTIONS)

    def __init__(self, interaction: PickMany) -> None:
        super().__init__(interaction.options)
        self._ticked: set[int] = set()

    def on_mount(self) -> None:
        super().on_mount()
        self._show_ticks()

    def action_tick(self) -> None:
        self._ticked ^= {self.cursor}
        self._show_ticks()

    def action_answer(self) -> None:
        if reply := self.pending():
            self.post_message(self.Replied(self, reply))
        else:
            self.post_message(self.Incomplete("Tick at least one option with space or its digit."))

    def pick(self, index: int) -> None:
        super().pick(index)
        self.action_tick()

    def pending(self) -> Reply | None:
        return tuple(self.texts[one] for one in sorted(self._ticked)) or None

    def fill(self, reply: Reply) -> None:
        self._ticked = {index for index, text in enumerate(self.texts) if text in reply}
        self._show_ticks()

    def _show_ticks(self) -> None:
        for index, row in enumerate(self.query(OptionRow)):
            ticked = index in self._ticked
            row.set_class(ticked, "-ticked")
            row.show_number(f"{index + 1} {'☑' if ticked else '☐'}")

    def disclose(self, reply: Reply, solution: Reply) -> None:
        self.answered = True
        for row, text in self.rows_with(self.texts):
            picked, right = text in reply, text in solution
            row.set_class(not picked and not right, "-aside")
            mark = {(True, True): RIGHT, (True, False): WRONG, (False, True): MISSED}
            row.show_mark(mark.get((picked, right), Content()))


class ArrangeItems(OptionRows):
    """Space lifts the item at the cursor, arrows carry it, space puts it down; enter answers."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(ORDER)

    def __init__(self, interaction: Arrange) -> None:
        super().__init__(interaction.items)
        self._lifted = False
        self._moved = False

    @property
    def cursor_mark(self) -> str:
        return "↕" if self._lifted else "▸"

    def action_lift(self) -> None:
        self._lifted = not self._lifted
        self.watch_cursor()

    def action_move(self, by: int) -> None:
        if self._lifted:
            self.action_carry(by)
        else:
            super().action_move(by)

    def action_carry(self, by: int) -> None:
        target = self.validate_cursor(self.cursor + by)
        items = list(self.texts)
        items.insert(target, items.pop(self.cursor))
        self._lie(tuple(items))
        self._moved = True
        self.cursor = target

    def pending(self) -> Reply | None:
        return self.texts if self._moved else None

    def _lie(self, items: tuple[str, ...]) -> None:
        self.texts = items
        for row, text in self.rows_with(items):
            row.show_text(inline(text))

    def fill(self, reply: Reply) -> None:
        if sorted(reply) == sorted(self.texts):  # else the author has changed the items
            self._lie(tuple(reply))

    def clicked(self, index: int) -> None:
        self.cursor = index

    def action_answer(self) -> None:
        self.post_message(self.Replied(self, self.texts))

    def disclose(self, reply: Reply, solution: Reply) -> None:
        self.answered = True
        if reply == DONT_KNOW:
            self._lie(tuple(solution))
            return
        right_place = {text: number for number, text in enumerate(solution, 1)}
        for number, (row, text) in enumerate(self.rows_with(tuple(reply)), 1):
            row.show_text(inline(text))
            place = right_place[text]
            moved = Content.styled(f"✗ Belongs at {place}", "bold $error")
            row.show_mark(RIGHT if place == number else moved)
