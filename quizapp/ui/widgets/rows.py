"""Numbered rows with a cursor: the base of every way of answering that picks or moves things."""

from collections.abc import Iterator
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import HorizontalGroup
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from quizapp.ui.inline import inline
from quizapp.ui.widgets.answer import AnswerWidget
from quizapp.ui.widgets.deck_text import DeckText

RIGHT = Content.styled("✓ Right", "bold $success")
WRONG = Content.styled("✗ Not right", "bold $error")
CHOSEN = Content.styled("● Your answer", "$primary")
MISSED = Content.styled("○ Missed", "bold $warning")


class Row(HorizontalGroup):
    """A cursor mark, a number, a text that wraps beside them, and a remark on the right."""

    def __init__(self, number: int, text: str) -> None:
        super().__init__()
        self._number = number
        self._text = text

    def compose(self) -> ComposeResult:
        yield Static(Content(" "), classes="cursor")
        yield Static(Content(f"{self._number}"), classes="number")
        yield DeckText(inline(self._text), classes="text")
        yield Static(Content(), classes="mark")

    def show_text(self, text: Content) -> None:
        self.query_one(".text", Static).update(text)

    def show_number(self, number: str) -> None:
        self.query_one(".number", Static).update(Content(number))

    def show_mark(self, mark: Content) -> None:
        self.query_one(".mark", Static).update(mark)

    def point(self, mark: str) -> None:
        self.set_class(bool(mark.strip()), "-cursor")
        self.query_one(".cursor", Static).update(Content(mark))


class Rows(AnswerWidget, can_focus=True):
    """`texts` in rows; up and down move the cursor, a digit or a click goes to a row."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False, tooltip="Up"),
        Binding("down,j", "move(1)", "Down", show=False, tooltip="Down"),
        Binding("home", "move(-99)", "First", show=False),
        Binding("end", "move(99)", "Last", show=False),
        # bindings, because keys of one kind keep their order when they come in a burst
        *(
            Binding(str(digit), f"pick({digit - 1})", show=False, tooltip=f"Number {digit}")
            for digit in range(1, 10)
        ),
    ]

    cursor: reactive[int] = reactive(0, init=False)
    answered: reactive[bool] = reactive(False, toggle_class="-answered")

    def __init__(self, texts: tuple[str, ...]) -> None:
        super().__init__()
        self.texts = texts

    def compose(self) -> ComposeResult:
        for number, text in enumerate(self.texts, 1):
            yield Row(number, text)

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
