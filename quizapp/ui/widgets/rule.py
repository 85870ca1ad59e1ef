"""The lines above and below what scrolls. They say whether there is more beyond them."""

from textual.app import ComposeResult, RenderResult
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

UP, DOWN = "↑ more", "↓ more"


def framed(page: Widget) -> ComposeResult:
    """Something that scrolls, between its two rules."""
    yield Rule(page, UP)
    yield page
    yield Rule(page, DOWN)


def has_more(page: Widget, beyond: str = DOWN) -> bool:
    """Whether part of what scrolls lies beyond its edge."""
    return page.scroll_y > 0 if beyond == UP else page.scroll_y < page.max_scroll_y


class Rule(Widget):
    ALLOW_SELECT = False

    def __init__(self, page: Widget, beyond: str) -> None:
        super().__init__()
        self._page = page
        self._beyond = beyond
        self._more = False

    def on_mount(self) -> None:
        self.watch(self._page, "scroll_y", self._look)
        self.screen.screen_layout_refresh_signal.subscribe(self, self._laid_out)

    def _laid_out(self, _screen: Screen[object]) -> None:
        self._look()

    def _look(self) -> None:
        if has_more(self._page, self._beyond) is not self._more:
            self._more = not self._more
            self.refresh()
            self.screen.refresh_bindings()  # of which one shows the rest

    def render(self) -> RenderResult:
        mark, end = (f" {self._beyond} ", "──") if self._more else ("", "")
        line = "─" * (self.size.width - len(mark) - len(end))
        return Content.assemble((line, "$rule"), (mark, "$faint"), (end, "$rule"))
