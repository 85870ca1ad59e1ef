"""How far an article is read, with a way out of it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from quizapp.author.article.reading import ReadingStep, ReadSoFar, WritingDecks
from quizapp.presentation.actions import READING
from quizapp.presentation.from_article import STEPS, at_step
from quizapp.ui.keymap import bindings
from quizapp.ui.widgets.frame import KeyBar, TitleLine, bar


class ReadingScreen(ModalScreen[bool]):
    """Gives True when the learner has stopped it."""

    CSS_PATH = "../overlay.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(READING)

    def __init__(self, title: str, step: ReadingStep | None) -> None:
        """`step` is what has been told before: None while the model is still being loaded."""
        super().__init__(classes="list")
        self._title = title
        self._step = step

    def compose(self) -> ComposeResult:
        yield TitleLine(Content.styled(self._title, "bold"))
        yield Static(classes="rule")
        yield Static(self._lines(), id="intro")
        yield Static(classes="filler")
        yield Static(classes="rule")
        yield KeyBar()

    def show(self, step: ReadingStep) -> None:
        self._step = step
        for one in self.query("#intro").results(Static):  # not yet there, or gone
            one.update(self._lines())
        self.refresh_bindings()

    def _lines(self) -> Content:
        at = at_step(self._step) if self._step else 0
        lines = []
        for number, name in enumerate(STEPS):
            sign, style = ("✓", "$success") if number < at else ("▸", "bold $primary")
            if number > at:
                lines.append(Content.styled(f"  {name}", "$faint"))
                continue
            line = Content.assemble((sign, style), f" {name}")
            if number == at and isinstance(self._step, ReadSoFar):
                share = self._step.share
                line += Content.assemble("   ", bar(share, 20), f"{share:.0%}".rjust(6))
            lines.append(line)
        return Content("\n").join(lines)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "stop" or not isinstance(self._step, WritingDecks)

    def action_stop(self) -> None:
        self.dismiss(True)
