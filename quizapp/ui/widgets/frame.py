"""The frame of every screen: a line with something at each end, rules, and the keys."""

from textual import events
from textual.app import ComposeResult, RenderResult
from textual.binding import Binding
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget


class TitleLine(Widget):
    """Two texts on one line; the left one gives way when room is short."""

    left: reactive[Content] = reactive(Content(), layout=False)
    right: reactive[Content] = reactive(Content(), layout=False)

    def __init__(
        self, left: Content | None = None, right: Content | None = None, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self.set_reactive(TitleLine.left, left or Content())
        self.set_reactive(TitleLine.right, right or Content())

    def render(self) -> RenderResult:
        room = max(0, self.size.width - self.right.cell_length - 2)
        left = self.left.truncate(room, ellipsis=True)
        gap = " " * max(2, self.size.width - left.cell_length - self.right.cell_length)
        return Content.assemble(left, gap, self.right)


def bar(share: float, width: int = 9) -> Content:
    """A share from 0 to 1 as a bar of `width` cells; never full before the end, nor empty after
    the beginning."""
    full = round(share * width)
    if 0 < share < 1:
        full = min(max(full, 1), width - 1)
    return Content.assemble(("━" * full, "$primary"), ("─" * (width - full), "$rule"))


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
        self.watch(self._page, "virtual_size", self._look)
        self.screen.screen_layout_refresh_signal.subscribe(self, self._laid_out, immediate=True)

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


class KeyBar(Widget):
    """One widget that draws all keys at once, so nothing flickers when they change.

    Keys that do not fit are left out from the end, but the one that lists them all stays, and the
    one that shows the rest of a long text, which nobody would look for. Where space and enter do
    the same, enter is named. While a learner types, letters are letters, and only keys that type
    nothing are shown.
    """

    ALLOW_SELECT = False
    LAST = "help"
    KEPT = ("read_on", LAST)
    """Actions."""

    items: reactive[list[tuple[Binding, Content]]] = reactive(list, layout=False)
    """The keys that fit, with how they are drawn."""

    def on_mount(self) -> None:
        self._is_due = False
        self.screen.bindings_updated_signal.subscribe(self, self._changed, immediate=True)

    def on_resize(self) -> None:
        self._look()

    def _changed(self, _screen: Screen[object]) -> None:
        if not self._is_due:  # it is told several times for a key, and to look takes long
            self._is_due = True
            self.call_later(self._look)

    def _look(self) -> None:
        self._is_due = False
        self.items = self._items()

    def render(self) -> RenderResult:
        return Content("   ").join(item for _, item in self.items)

    def on_click(self, event: events.Click) -> None:
        start = 0
        for binding, item in self.items:
            if start <= event.x < start + item.cell_length:
                self.app.simulate_key(binding.key)
            start += item.cell_length + 3

    def _items(self) -> list[tuple[Binding, Content]]:
        focused = self.screen.focused
        typing = focused is not None and focused.check_consume_key("x", "x")
        shown: dict[str, tuple[Binding, Content]] = {}
        for _, binding, enabled, _ in self.screen.active_bindings.values():
            name = self.app.get_key_display(binding)
            typed = typing and ((len(name) == 1 and name.isascii()) or binding.key == "space")
            before = shown.get(binding.action)
            better = before is None or (binding.id and not before[0].id)
            better = better or (before and (before[0].key, binding.key) == ("space", "enter"))
            if binding.show and enabled and not typed and better:
                key = (name, "bold $primary")
                item = Content.assemble(key, (f" {binding.description}", "$faint"))
                shown[binding.action] = (binding, item)
        items = sorted(shown.values(), key=lambda one: one[0].action == self.LAST)
        for one in reversed(items[1:]):
            if sum(item.cell_length + 3 for _, item in items) <= self.size.width:
                break
            if one[0].action not in self.KEPT:
                items.remove(one)
        return items
