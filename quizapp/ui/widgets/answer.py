"""What all ways of answering share: one message up, a question and its answer down."""

from dataclasses import dataclass
from typing import Any

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widget import Widget

from quizapp.questions.interactions import Interaction, Reply, SelfGraded
from quizapp.ui.content import inline, wrapped


def is_there(widget: Widget) -> bool:
    """Whether a widget can be drawn on still: the learner may have quit, or left its screen.

    To be asked after each wait while a card is put up. What is mounted on the way out is refused.
    """
    return widget.is_attached and bool(widget.screen.display)


class AnswerWidget(Widget):
    """Takes replies of one shape, to a card after another. It knows no question and no session."""

    virtual_size = Reactive(
        Size(0, 0), repaint=False
    )  # nothing scrolls in it, so its size needs no second layout

    interaction: Any = None
    """What was asked last, of the one shape that the widget is for."""

    @dataclass
    class Replied(Message):
        """The learner is done with a card. A message takes its time, so it names the card."""

        interaction: Interaction
        reply: Reply

    @dataclass
    class Incomplete(Message):
        """The learner wanted to be done too early; `hint` says what is missing."""

        hint: str

    async def ask(self, interaction: Any) -> None:
        """Put a card before the learner."""
        self.interaction = interaction

    def take_focus(self) -> None:
        """Put the focus where the learner's next key should go."""
        self.screen.set_focus(self, scroll_visible=False)  # the question is to be seen first

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

    def solve(self, solution: Reply) -> None:
        """Show what is right where no reply was given."""
        self.disclose(solution, solution)


class RevealAnswer(AnswerWidget):
    """A back to think of. It needs no reply, so its keys are those of the screen."""

    async def ask(self, interaction: SelfGraded) -> None:
        await super().ask(interaction)
        self._show(Content.styled("Think of the answer, then press enter.", "$faint"))

    def _show(self, text: Content, is_back: bool = False) -> None:
        self._text = text
        self.set_class(is_back, "back")
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(wrapped(self._text, width))

    def render(self) -> RenderResult:
        return Content("\n").join(wrapped(self._text, self.size.width))

    def take_focus(self) -> None:
        self.screen.set_focus(None)

    def fill(self, reply: Reply) -> None:
        """There is none."""

    def disclose(self, reply: Reply, solution: Reply) -> None:
        """There is no reply to compare with: the learner is the judge."""
        self._show(inline(self.interaction.answer), is_back=True)
