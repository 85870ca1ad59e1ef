"""Tick some of several names."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import SelectionList, Static
from textual.widgets.selection_list import Selection

from quizapp.ui.widgets.keybar import KeyBar
from quizapp.ui.widgets.line import Line


class PickList(SelectionList[str]):
    """A list whose keys are shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,x", "select", "Tick"),
        Binding("j", "cursor_down", "Down", show=False),
        Binding("k", "cursor_up", "Up", show=False),
    ]


class PickScreen(ModalScreen[frozenset[str]]):
    """Gives the names that are ticked; none stands for all of them."""

    CSS_PATH = "../overlay.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape,q", "done", "Done", priority=True),
    ]

    def __init__(self, heading: str, names: Mapping[str, str], picked: frozenset[str]) -> None:
        """`names` gives for each name how it is shown."""
        super().__init__(classes="list")
        self._heading = heading
        self._names = names
        self._picked = picked

    def compose(self) -> ComposeResult:
        yield Line(Content.styled(self._heading, "bold"))
        yield Static(classes="rule")
        yield Static(Content.styled("Without a tick, all of them.", "$faint"), id="intro")
        yield PickList(
            *(
                Selection(Content(shown), name, name in self._picked)
                for name, shown in self._names.items()
            )
        )
        yield Static(classes="rule")
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(PickList).focus()

    def action_done(self) -> None:
        self.dismiss(frozenset(self.query_one(PickList).selected))
