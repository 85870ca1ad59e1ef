"""One field of a card's form: its name, what is typed, and what is wrong with that."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult, RenderResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea
from textual.widgets.text_area import Location

from quizapp.author.card_context import FieldProblem
from quizapp.presentation.actions import FIELD_KEYS, STEPPER
from quizapp.presentation.card_form import FieldShape, FormField
from quizapp.ui.keymap import bindings


class Stepper(Widget, can_focus=True):
    """One of a few values, on one line."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(STEPPER)

    value: reactive[str] = reactive("", init=False, always_update=False)

    @dataclass
    class Stepped(Message):
        stepper: "Stepper"

        @property
        def control(self) -> "Stepper":
            return self.stepper

    @dataclass
    class Opened(Message):
        """Somebody wants to see all values at once."""

        stepper: "Stepper"

    def __init__(self, options: Sequence[tuple[str, str]], value: str) -> None:
        """`options` are values, each with how it is shown."""
        super().__init__()
        self.options = list(options)
        self.set_reactive(Stepper.value, value)

    def render(self) -> RenderResult:
        shown = dict(self.options).get(self.value, "choose")
        on = self.has_focus
        return Content.assemble(
            ("‹ " if on else "  ", "bold $primary"), shown, (" ›" if on else "", "bold $primary")
        )

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """No letter is a key of the app here, either: it may be meant for the next field."""
        return character is not None and character.isprintable()

    def watch_value(self) -> None:
        self.post_message(self.Stepped(self))

    def action_step(self, by: int) -> None:
        values = [value for value, _ in self.options]
        at = values.index(self.value) if self.value in values else (-1 if by > 0 else 0)
        self.value = values[(at + by) % len(values)]

    def action_open(self) -> None:
        self.post_message(self.Opened(self))

    def on_click(self, event: events.Click) -> None:
        self.action_step(1)


class LongText(TextArea):
    """Several lines, with the cursor after the last."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(FIELD_KEYS)

    def __init__(self, text: str) -> None:
        super().__init__(text, compact=True, highlight_cursor_line=False)
        self.move_cursor(self.document.end)

    def action_empty(self) -> None:
        self._cut_from(self.document.start)

    def action_cut_rest(self) -> None:
        self._cut_from(self.selection.end)

    def _cut_from(self, place: Location) -> None:
        self.history.checkpoint()  # so that undo brings back this, and no more
        self._delete_via_keyboard(place, self.document.end)


class OneLine(Input):
    """One line, with the cursor at its end. What was taken out at once can be had back."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(FIELD_KEYS)

    def __init__(self, text: str) -> None:
        super().__init__(text, compact=True, select_on_focus=False)
        self._before: list[tuple[str, int]] = []
        """The texts and places of the cursor before something was taken out."""

    def _cut_to(self, text: str) -> None:
        if text != self.value:
            self._before.append((self.value, self.cursor_position))
            self.value, self.cursor_position = text, len(text)

    def action_empty(self) -> None:
        self._cut_to("")

    def action_cut_rest(self) -> None:
        self._cut_to(self.value[: self.cursor_position])

    def action_undo(self) -> None:
        if self._before:
            self.value, self.cursor_position = self._before.pop()


class FieldRow(Vertical):
    """A field of the form."""

    def __init__(self, field: FormField, text: str) -> None:
        super().__init__(classes="card-field")
        self.field = field
        self._text = text
        self.is_touched = bool(text)
        """Whether it has been written in, so that what is missing in it may be told."""
        self._said: Content = Content()

    def compose(self) -> ComposeResult:
        yield Static(Content.styled(self.field.label, "$faint"), classes="label")
        with Vertical(classes="entry"):
            yield self._editor()
            yield Static(classes="said")

    def _editor(self) -> Widget:
        if self.field.shape is FieldShape.PICK:
            return Stepper(self.field.options, self._text)
        if self.field.shape.is_long:
            return LongText(self._text)
        return OneLine(self._text)

    @property
    def editor(self) -> "Stepper | TextArea | Input":
        for one in self.query("*").results(Widget):
            if isinstance(one, Stepper | TextArea | Input):
                return one
        raise LookupError(self.field.name)

    @property
    def text(self) -> str:
        if not self.is_mounted:
            return self._text
        editor = self.editor
        return editor.text if isinstance(editor, TextArea) else editor.value

    @property
    def is_changed(self) -> bool:
        """Whether it says something else than at first."""
        return self.text != self._text

    def say(self, problems: Sequence[FieldProblem]) -> None:
        """Show what is wrong with it below the field; an empty sequence shows nothing."""
        lines = []
        for one in problems:
            sign = ("✗ ", "bold $error") if one.severity == "error" else ("! ", "bold $warning")
            lines.append(Content.assemble(sign, one.message))
        said = Content("\n").join(lines)
        if said != self._said:
            self._said = said
            shown = self.query_one(".said", Static)
            shown.update(said)
            shown.display = bool(said)
