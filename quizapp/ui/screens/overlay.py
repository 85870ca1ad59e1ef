"""What lies over a screen and goes away with escape: help, the source, a deck's errors."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from quizapp.ui.widgets.keybar import KeyBar
from quizapp.ui.widgets.line import Line

if TYPE_CHECKING:
    from quizapp.ui.app import QuizApp


class Overlay(ModalScreen[None]):
    """A heading, a text that scrolls, and the keys."""

    app: "QuizApp"
    CSS_PATH = "../overlay.tcss"
    HEADING = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "dismiss", "Close"),
        Binding("down,j", "scroll(1)", "Down", show=False),
        Binding("up,k", "scroll(-1)", "Up", show=False),
        Binding("pagedown,space", "page(1)", "Page down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
    ]

    def compose(self) -> ComposeResult:
        yield Line(Content.styled(self.heading, "bold"))
        yield Static(classes="rule")
        with VerticalScroll(classes="page", can_focus=False):
            yield from self.body()
        yield Static(classes="rule")
        yield KeyBar()

    @property
    def heading(self) -> str:
        return self.HEADING

    def body(self) -> Iterator[Widget]:
        raise NotImplementedError

    def action_scroll(self, by: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        page = self.query_one(VerticalScroll)
        page.scroll_relative(y=by * max(1, page.size.height - 2), animate=False)
