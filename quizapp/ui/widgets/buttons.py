"""Numbered buttons in a line, each with something said beneath it."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget


@dataclass(frozen=True, slots=True)
class Button:
    name: str
    beneath: str
    value: object
    """What `Chosen` says when it is clicked; its key is a matter of the screen."""


class Buttons(Widget):
    """One line of names with their numbers, from 1, and one of what is beneath."""

    GAP = 5

    @dataclass
    class Chosen(Message):
        value: object

    def __init__(self, buttons: Sequence[Button], usual: object = None) -> None:
        """`usual` is the value of the button that enter takes, if it takes one."""
        super().__init__()
        self._usual = usual
        self._columns = [
            (button, max(len(button.name), len(button.beneath)) + 2 + self.GAP)
            for button in buttons
        ]

    def render(self) -> Content:
        names, beneath = Content(), Content()
        for number, (button, width) in enumerate(self._columns, 1):
            usual = self._usual is not None and button.value == self._usual
            name = Content.styled(button.name, "bold reverse" if usual else "")
            gap = " " * (width - 2 - len(button.name))
            names += Content.assemble((f"{number} ", "bold $primary"), name, gap)
            beneath += Content.styled(f"  {button.beneath}".ljust(width), "$faint")
        return Content("\n").join([names, beneath])

    def on_click(self, event: events.Click) -> None:
        start = 0
        for button, width in self._columns:
            if start <= event.x < start + width - self.GAP:
                self.post_message(self.Chosen(button.value))
            start += width
