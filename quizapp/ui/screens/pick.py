"""Tick some of several names."""

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList

from quizapp.ui.screens.list_screen import ListScreen


class PickScreen(ListScreen[frozenset[str]]):
    """Gives the names that are ticked; none stands for all of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,x", "tick", "Tick", priority=True),
        Binding("enter", "done", "Done", priority=True),
        Binding("escape,q", "done", "Done", show=False),
    ]

    def __init__(self, heading: str, names: Mapping[str, str], picked: frozenset[str]) -> None:
        """`names` gives for each name how it is shown."""
        self._names = names
        self._picked = set(picked)
        intro = Content.styled("Without a tick, all of them.", "$faint")
        super().__init__(heading, intro, [])
        self.rows = [(self._row(name), frozenset({name})) for name in names]

    def _row(self, name: str) -> Content:
        box = Content.styled("☑", "bold $primary") if name in self._picked else Content("☐")
        return Content.assemble(box, " ", self._names[name])

    def action_tick(self) -> None:
        at = self.list.highlighted
        if at is not None:
            self._picked ^= {list(self._names)[at]}
            self.rows = [(self._row(name), frozenset({name})) for name in self._names]
            self.draw(at)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        """A click ticks."""
        event.prevent_default()
        self.action_tick()

    def action_done(self) -> None:
        self.dismiss(frozenset(self._picked))
