"""What all ways of answering share: one message up, one call down."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import VerticalGroup
from textual.content import Content
from textual.message import Message

from quizapp.questions.interactions import Reply, SelfGraded
from quizapp.ui.content import inline
from quizapp.ui.widgets.deck_text import DeckStatic


class AnswerWidget(VerticalGroup):
    """Takes a reply of one shape. It knows no question and no session."""

    @dataclass
    class Replied(Message):
        """The learner is done with this card. A message takes its time, so it names its widget."""

        widget: "AnswerWidget"
        reply: Reply

    @dataclass
    class Incomplete(Message):
        """The learner wanted to be done too early; `hint` says what is missing."""

        hint: str

    def take_focus(self) -> None:
        """Put the focus where the learner's next key should go."""
        self.focus(scroll_visible=False)  # the question is to be seen first

    def fill(self, reply: Reply) -> None:
        """Show a reply that was given before, to be kept or changed."""
        raise NotImplementedError

    def pending(self) -> Reply | None:
        """A whole reply that stands there and was not sent off; None when there is none."""
        return None

    def entered(self) -> Reply | None:
        """What stands there, whole or not, as `fill` takes it; None when that is nothing."""
        return self.pending()

    def disclose(self, reply: Reply, solution: Reply) -> None:
        """Show, after the answer, what was right and what was not; take no more keys."""
        raise NotImplementedError


class RevealAnswer(AnswerWidget):
    """A back to think of. It needs no reply, so its keys are those of the screen."""

    def __init__(self, interaction: SelfGraded) -> None:
        super().__init__()
        self._answer = interaction.answer

    def compose(self) -> ComposeResult:
        yield DeckStatic(Content.styled("Think of the answer, then press enter.", "$faint"))

    def take_focus(self) -> None:
        self.screen.set_focus(None)

    def fill(self, reply: Reply) -> None:
        """There is none."""

    def disclose(self, reply: Reply, solution: Reply) -> None:
        """There is no reply to compare with: the learner is the judge."""
        back = self.query_one(DeckStatic)
        back.update(inline(self._answer))
        back.add_class("back")
