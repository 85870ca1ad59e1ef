"""The line at the bottom: the keys that do something now, and no others."""

from textual import events
from textual.app import RenderResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input


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

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _screen: Screen[object]) -> None:
        self.refresh()

    def render(self) -> RenderResult:
        return Content("   ").join(item for _, item in self._items())

    def on_click(self, event: events.Click) -> None:
        start = 0
        for binding, item in self._items():
            if start <= event.x < start + item.cell_length:
                self.app.simulate_key(binding.key)
            start += item.cell_length + 3

    def _items(self) -> list[tuple[Binding, Content]]:
        """The keys that fit, with how they are drawn."""
        typing = isinstance(self.screen.focused, Input)
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
