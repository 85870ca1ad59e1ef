"""A list over a screen, to choose one thing from."""

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from quizapp.ui.widgets.keybar import KeyBar
from quizapp.ui.widgets.line import Line
from quizapp.ui.widgets.rule import DOWN, Rule

Value = TypeVar("Value")


class ChoiceList(OptionList):
    """A list whose enter key is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "select", "Choose"),
        Binding("j", "cursor_down", "Down", show=False),
        Binding("k", "cursor_up", "Up", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(markup=False)


class ListScreen(ModalScreen[Value | None], Generic[Value]):
    """Gives the value of the row that was chosen, or None on escape."""

    NUMBERED: ClassVar[bool] = True
    """Whether rows have numbers, whose digits choose them."""

    CSS_PATH = "../overlay.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss", "Close"),
        *(Binding(f"{digit}", f"pick({digit - 1})", show=False) for digit in range(1, 10)),
    ]

    def __init__(
        self,
        heading: str,
        intro: Content,
        rows: Sequence[tuple[Content, Value]],
        at: int = 0,
    ) -> None:
        super().__init__(classes="list")
        self._heading = heading
        self._intro = intro
        self.rows = list(rows)
        self._at = at

    def compose(self) -> ComposeResult:
        yield Line(Content.styled(self._heading, "bold"))
        yield Static(classes="rule")
        yield Static(self._intro, id="intro")
        choices = ChoiceList()
        yield choices
        yield Rule(choices, DOWN)
        yield KeyBar()

    def on_mount(self) -> None:
        self.draw(self._at)
        self.list.focus()

    def draw(self, at: int | None) -> None:
        """Show the rows, with the cursor `at` one of them, or the last."""
        rows = [content for content, _ in self.rows]
        if self.NUMBERED:
            rows = [
                Content.assemble((f"{number if number < 10 else '':<3}", "bold $primary"), row)
                for number, row in enumerate(rows, 1)
            ]
        self.list.set_options([Option(row) for row in rows])
        self.list.highlighted = min(at or 0, len(rows) - 1) if rows else None

    @property
    def list(self) -> ChoiceList:
        return self.query_one(ChoiceList)

    @property
    def value(self) -> Value | None:
        """Of the row at the cursor."""
        at = self.list.highlighted
        return self.rows[at][1] if at is not None else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action != "pick":
            return True
        [index] = parameters
        assert isinstance(index, int)
        return self.NUMBERED and index < len(self.rows)

    def action_pick(self, index: int) -> None:
        self.list.highlighted = index
        self.list.action_select()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self.rows[event.option_index][1])
