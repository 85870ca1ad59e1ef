"""Every key that does something on the screen beneath."""

from collections.abc import Iterator

from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from quizapp.ui.screens.overlay import Overlay


class HelpScreen(Overlay):
    """Reads the bindings themselves, so that it cannot be out of date.

    Keys that are neither shown nor explained are those that fingers know from everywhere.
    """

    HEADING = "Keys"

    def __init__(self, beneath: Screen[object]) -> None:
        super().__init__()
        self._lines = list(_lines(beneath))

    def body(self) -> Iterator[Widget]:
        width = max((len(keys) for keys, _ in self._lines), default=0) + 3
        for keys, what in self._lines:
            yield Static(Content.assemble((keys.ljust(width), "bold $primary"), what))


def _lines(screen: Screen[object]) -> Iterator[tuple[str, str]]:
    found: dict[str, tuple[list[str], str]] = {}
    for _, binding, enabled, tooltip in screen.active_bindings.values():
        if enabled and (binding.show or tooltip):
            keys, _ = found.setdefault(binding.action, ([], tooltip or binding.description))
            shown = screen.app.get_key_display(binding)
            if shown not in keys:
                keys.append(shown)
    for keys, what in found.values():
        yield ", ".join(keys), what
