"""One line to type, asked over a screen."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from quizapp.ui.widgets.keybar import KeyBar
from quizapp.ui.widgets.line import Line
from quizapp.ui.widgets.typing import Field


class AskTextScreen(ModalScreen[str | None]):
    """Gives what was typed, or None on escape. `check` says what is wrong with it, if anything."""

    CSS_PATH = ["../overlay.tcss", "../card.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Close")]

    def __init__(self, heading: str, question: str, check: Callable[[str], str]) -> None:
        super().__init__(classes="list")
        self._heading = heading
        self._question = question
        self._check = check

    def compose(self) -> ComposeResult:
        yield Line(Content.styled(self._heading, "bold"))
        yield Static(classes="rule")
        yield Static(Content(self._question), id="intro")
        yield Field(compact=True, max_length=60)
        yield Static(Content(), id="wrong")
        yield Static(classes="filler")
        yield Static(classes="rule")
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        text = event.value.strip()
        if wrong := self._check(text):
            self.query_one("#wrong", Static).update(Content.styled(wrong, "$error"))
        else:
            self.dismiss(text)
