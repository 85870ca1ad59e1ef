"""A screen whose text may be longer than its room, and the keys that show the rest."""

from textual.binding import Binding
from textual.screen import Screen
from textual.widget import Widget

from quizapp.ui.widgets.rule import has_more

MORE = Binding("space,pagedown", "read_on", "More", tooltip="Show the part below")
"""To stand before other uses of space: those wait until all has been shown."""
PAGE_UP = Binding("pageup", "page(-1)", "Page up", show=False)
SCROLL = (
    Binding("down,j", "scroll(1)", "Scroll down", show=False),
    Binding("up,k", "scroll(-1)", "Scroll up", show=False),
)


class PagingScreen(Screen[None]):
    PAGE = "#page"
    """The selector of what scrolls."""

    @property
    def page(self) -> Widget:
        return self.query_one(self.PAGE)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        # it is asked, too, while the screen comes and goes
        return action != "read_on" or any(map(has_more, self.query(self.PAGE)))

    def action_read_on(self) -> None:
        self.action_page(1)

    def action_page(self, by: int) -> None:
        self.page.scroll_relative(y=by * max(1, self.page.size.height - 2), animate=False)

    def action_scroll(self, by: int) -> None:
        self.page.scroll_relative(y=by, animate=False)
