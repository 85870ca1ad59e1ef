"""Think, look, and judge yourself."""

from textual.app import ComposeResult
from textual.content import Content

from quizapp.asks import Reply, Reveal
from quizapp.ui.inline import inline
from quizapp.ui.widgets.answer import AnswerWidget
from quizapp.ui.widgets.deck_text import DeckText


class RevealAnswer(AnswerWidget):
    """A back to think of. It needs no reply, so its keys are those of the screen."""

    def __init__(self, ask: Reveal) -> None:
        super().__init__()
        self._answer = ask.answer

    def compose(self) -> ComposeResult:
        yield DeckText(Content.styled("Think of the answer, then press enter.", "$faint"))

    def take_focus(self) -> None:
        self.screen.set_focus(None)

    def fill(self, reply: Reply) -> None:
        """There is none."""

    def disclose(self, reply: Reply, solution: Reply) -> None:
        """There is no reply to compare with: the learner is the judge."""
        back = self.query_one(DeckText)
        back.update(inline(self._answer))
        back.add_class("back")
