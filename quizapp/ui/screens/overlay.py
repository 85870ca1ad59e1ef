"""What lies over a screen and goes away with escape: help, the source, a deck's errors."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget

from quizapp.ui.screens.paging import MORE, PAGE_UP, SCROLL, PagingScreen
from quizapp.ui.widgets.keybar import KeyBar
from quizapp.ui.widgets.line import Line
from quizapp.ui.widgets.rule import framed

if TYPE_CHECKING:
    from quizapp.ui.app import QuizApp


class Overlay(PagingScreen, ModalScreen[None]):
    """A heading, a text that scrolls, and the keys."""

    app: "QuizApp"
    CSS_PATH = "../overlay.tcss"
    HEADING = ""
    PAGE = ".page"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "dismiss", "Close"),
        MORE,
        *SCROLL,
        PAGE_UP,
    ]

    def compose(self) -> ComposeResult:
        yield Line(Content.styled(self.heading, "bold"))
        yield from framed(VerticalScroll(*self.body(), classes="page", can_focus=False))
        yield KeyBar()

    @property
    def heading(self) -> str:
        return self.HEADING

    def body(self) -> Iterator[Widget]:
        raise NotImplementedError
