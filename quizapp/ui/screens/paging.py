"""A screen whose text may be longer than its room, and the keys that show the rest."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from quizapp.presentation.actions import OVERLAY
from quizapp.ui.keymap import bindings
from quizapp.ui.widgets.frame import KeyBar, TitleLine, framed, has_more


class PagingScreen(Screen[None]):
    PAGE = "#page"
    """The selector of what scrolls."""

    @property
    def page(self) -> Widget:
        return self.query_one(self.PAGE)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action != "read_on":
            return True
        page = self.query_one_optional(self.PAGE)  # none, while the screen comes and goes
        return page is not None and has_more(page)

    def action_read_on(self) -> None:
        self.action_page(1)

    def action_page(self, by: int) -> None:
        self.page.scroll_relative(y=by * max(1, self.page.size.height - 2), animate=False)

    def action_scroll(self, by: int) -> None:
        self.page.scroll_relative(y=by, animate=False)


class Overlay(PagingScreen, ModalScreen[None]):
    """A heading, a text that scrolls, and the keys."""

    CSS_PATH = "../overlay.tcss"
    HEADING = ""
    PAGE = ".page"
    BINDINGS: ClassVar[list[BindingType]] = bindings(OVERLAY)

    def compose(self) -> ComposeResult:
        yield TitleLine(Content.styled(self.heading, "bold"))
        yield from framed(VerticalScroll(*self.body(), classes="page", can_focus=False))
        yield KeyBar()

    @property
    def heading(self) -> str:
        return self.HEADING

    def body(self) -> Iterator[Widget]:
        raise NotImplementedError
