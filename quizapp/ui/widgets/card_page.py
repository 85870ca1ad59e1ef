"""A card as it is seen: question, hints, the way of answering, and all that is said afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import singledispatch

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from quizapp.core.errors import NotSaved
from quizapp.questions import interactions
from quizapp.questions.interactions import DONT_KNOW, FillGaps, Interaction, Reply, is_typed
from quizapp.ui.content import below, gap_text, inline
from quizapp.ui.widgets.answer import AnswerWidget, RevealAnswer
from quizapp.ui.widgets.deck_text import DeckStatic
from quizapp.ui.widgets.pair import PairUp
from quizapp.ui.widgets.rows import ArrangeItems, ManyOptions, OneOption
from quizapp.ui.widgets.typing import GapAnswers, TypeAnswer


@singledispatch
def answer_widget(interaction: object) -> AnswerWidget:
    raise NotImplementedError(f"no way to answer {type(interaction).__name__}")


answer_widget.register(interactions.SelfGraded, RevealAnswer)
answer_widget.register(interactions.PickOne, OneOption)
answer_widget.register(interactions.PickMany, ManyOptions)
answer_widget.register(interactions.TypeText, TypeAnswer)
answer_widget.register(interactions.FillGaps, GapAnswers)
answer_widget.register(interactions.Arrange, ArrangeItems)
answer_widget.register(interactions.Pair, PairUp)


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


class CardPage(VerticalScroll, inherit_bindings=False):
    """Shows one card at a time, in a column of a readable width. The screen has its keys."""

    def __init__(self) -> None:
        super().__init__(id="page", can_focus=False)

    def compose(self) -> ComposeResult:
        with Vertical(id="card"):
            yield DeckStatic(id="prompt")
            yield DeckStatic(id="hints")
            yield Vertical(id="answer")
            yield DeckStatic(id="verdict")
            yield DeckStatic(id="explanation")
            yield Vertical(id="below")
        yield Vertical(id="offer")

    @property
    def answer(self) -> AnswerWidget:
        return self.query_one(AnswerWidget)

    async def present(
        self,
        interaction: Interaction,
        hints: Sequence[str] = (),
        reply: Reply | None = None,
        settled: bool = False,
        types: bool = True,
    ) -> None:
        """Put a card before the learner, with the reply that they gave before, if they did.

        A `settled` reply is not to be changed: keys go elsewhere. Unless `types`, a field waits
        for the learner to go into it, and letters are keys until then.
        """
        self._say(
            "#prompt",
            gap_text(interaction)
            if isinstance(interaction, FillGaps)
            else inline(interaction.prompt),
        )
        self.show_hints(hints)
        unknown = "You said that you do not know it." if reply == DONT_KNOW else ""
        self._say("#verdict", Content.styled(unknown, "$faint"))
        self._say("#explanation", Content())
        self.scroll_home(animate=False)
        for name in ("#below", "#offer"):
            await self.query_one(name, Vertical).remove_children()
        place = self.query_one("#answer", Vertical)
        await place.remove_children()
        if not self.is_attached:
            return  # the learner quit in the meantime
        await place.mount(answer_widget(interaction))
        if reply is not None:
            self.answer.fill(reply)
        self.answer.disabled = settled
        if not settled and (types or not is_typed(interaction)):
            self.answer.take_focus()

    def show_hints(self, hints: Sequence[str]) -> None:
        lines = [below(Content.styled("Hint  ", "$warning"), hint) for hint in hints]
        self._say("#hints", Content("\n").join(lines))

    async def disclose(
        self,
        reply: Reply,
        solution: Reply,
        verdict: Content,
        explanation: Content,
        below: Widget | None = None,
    ) -> None:
        """Add to the question what is known after it, and bring that into view."""
        self.answer.disclose(reply, solution)
        self._say("#verdict", verdict)
        self._say("#explanation", explanation)
        if below:
            await self.query_one("#below", Vertical).mount(below)
        self.screen.set_focus(None)
        self._show_disclosed()

    async def offer(self, buttons: Buttons) -> None:
        """Show buttons below the card, where no text pushes them off the screen."""
        if self.is_attached:  # else the learner quit in the meantime
            await self.query_one("#offer", Vertical).mount(buttons)
            self._show_disclosed()

    def _show_disclosed(self) -> None:
        """Go down as far as the answer stays in view, and in any case to the verdict."""

        def scroll() -> None:
            found = [one.virtual_region for one in self.query("#card, #answer, #verdict")]
            if len(found) < 3:
                return  # the learner quit in the meantime
            card, *inside = found
            answer, verdict = (one.translate(card.offset) for one in inside)
            lowest = verdict.bottom - self.container_size.height
            self.scroll_to(y=max(lowest, min(answer.y, self.max_scroll_y)), animate=False)

        # once to draw what is new, and once to lay it out
        self.call_after_refresh(self.call_after_refresh, scroll)

    def say(self, verdict: Content) -> None:
        """Say something where the verdict stands."""
        self._say("#verdict", verdict)

    def not_saved(self, error: NotSaved) -> None:
        """Say it where the verdict would stand, and until something is done about it."""
        self._say("#verdict", Content.assemble(("✗ Not saved  ", "bold $error"), str(error)))
        self.call_after_refresh(self.query_one("#verdict").scroll_visible, animate=False)

    def _say(self, selector: str, content: Content) -> None:
        """Show a text, or nothing at all, not even its margin."""
        widget = self.query_one(selector, Static)
        widget.update(content)
        widget.display = bool(content)
