"""Screens to choose from a list, to tick names, or to type a line."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Generic, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from quizapp.presentation.actions import CHOICE_LIST, DIALOG, FIELD, LIST, PICK
from quizapp.ui.keymap import bindings
from quizapp.ui.widgets.frame import DOWN, KeyBar, Rule, TitleLine

_Value = TypeVar("_Value")


class ChoiceList(OptionList):
    """A list whose enter key is shown."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(CHOICE_LIST)

    def __init__(self) -> None:
        super().__init__(markup=False)


class ListScreen(ModalScreen[_Value | None], Generic[_Value]):
    """Gives the value of the row that was chosen, or None on escape."""

    NUMBERED: ClassVar[bool] = True
    """Whether rows have numbers, whose digits choose them."""

    CSS_PATH = "../overlay.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(LIST)

    def __init__(
        self,
        heading: str,
        intro: Content,
        rows: Sequence[tuple[Content, _Value]],
        at: int = 0,
    ) -> None:
        super().__init__(classes="list")
        self._heading = heading
        self._intro = intro
        self.rows = list(rows)
        self._at = at

    def compose(self) -> ComposeResult:
        yield TitleLine(Content.styled(self._heading, "bold"))
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
    def value(self) -> _Value | None:
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
        if self.is_current:  # of two digits in a burst, the first is the answer
            self.dismiss(self.rows[event.option_index][1])


class PickScreen(ListScreen[frozenset[str]]):
    """Gives the names that are ticked; none stands for all of them."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(PICK)

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


class AskField(Input):
    """Is answered in the turn of its enter key: keys behind that one are for what comes then."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(FIELD)

    def __init__(self, answer: Callable[[str], None], value: str = "") -> None:
        super().__init__(value, compact=True, max_length=60)
        self._answer = answer

    def _on_key(self, event: events.Key) -> None:  # type: ignore[override]
        if not self.screen.is_current:
            event.prevent_default()  # and so it goes back to the app
        elif event.key == "enter":
            event.stop()
            event.prevent_default()
            self._answer(self.value)


class AskTextScreen(ModalScreen[str | None]):
    """Gives what was typed, or None on escape. `check` says what is wrong with it, if anything."""

    CSS_PATH = ["../overlay.tcss", "../card.tcss"]
    opens_with_field: ClassVar[bool] = True
    BINDINGS: ClassVar[list[BindingType]] = bindings(DIALOG)

    def __init__(
        self, heading: str, question: str, check: Callable[[str], str], value: str = ""
    ) -> None:
        """`value` is there to be changed."""
        super().__init__(classes="list")
        self._value = value
        self._heading = heading
        self._question = question
        self._check = check

    def compose(self) -> ComposeResult:
        yield TitleLine(Content.styled(self._heading, "bold"))
        yield Static(classes="rule")
        yield Static(Content(self._question), id="intro")
        yield AskField(self._take, self._value)
        yield Static(Content(), id="wrong")
        yield Static(classes="filler")
        yield Static(classes="rule")
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._take(event.value)

    def _take(self, value: str) -> None:
        text = value.strip()
        if wrong := self._check(text):
            self.query_one("#wrong", Static).update(Content.styled(wrong, "$error"))
        else:
            self.dismiss(text)
