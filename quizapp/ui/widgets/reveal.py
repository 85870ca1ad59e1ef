"""Think, look, and judge yourself."""

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from quizapp.asks import Reply, Reveal
from quizapp.memory import Rating
from quizapp.ui.inline import inline
from quizapp.ui.widgets.answer import AnswerWidget


class RevealAnswer(AnswerWidget):
    """A back to think of. It needs no reply, so its keys are those of the screen."""

    def __init__(self, ask: Reveal) -> None:
        super().__init__()
        self._answer = ask.answer

    def compose(self) -> ComposeResult:
        yield Static(Content.styled("Think of the answer, then press space.", "$faint"))

    def take_focus(self) -> None:
        self.screen.set_focus(None)

    def fill(self, reply: Reply) -> None:
        """There is none."""

    def disclose(self, reply: Reply, solution: Reply) -> None:
        """There is no reply to compare with: the learner is the judge."""
        self.query_one(Static).update(inline(self._answer))


class Ratings(Widget):
    """A button for each rating, numbered from 1, with the interval that it gives beneath."""

    GAP = 5

    @dataclass
    class Chosen(Message):
        rating: Rating

    def __init__(self, waits: dict[Rating, str]) -> None:
        super().__init__()
        names = {rating: rating.name.capitalize() for rating in waits}
        self._columns = [
            (number, rating, names[rating], wait, max(len(names[rating]), len(wait)) + 2 + self.GAP)
            for number, (rating, wait) in enumerate(waits.items(), 1)
        ]

    def render(self) -> Content:
        names, waits = Content(), Content()
        for number, _, name, wait, width in self._columns:
            names += Content.assemble((f"{number} ", "bold $primary"), name.ljust(width - 2))
            waits += Content.styled(f"  {wait}".ljust(width), "$faint")
        return Content("\n").join([names, waits])

    def on_click(self, event: events.Click) -> None:
        start = 0
        for _, rating, _, _, width in self._columns:
            if start <= event.x < start + width - self.GAP:
                self.post_message(self.Chosen(rating))
            start += width
