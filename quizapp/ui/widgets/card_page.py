"""A card as it is seen: question, hints, the way of answering, and all that is said afterwards."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from quizapp.asks import DONT_KNOW, Ask, FillGaps, Reply, is_typed
from quizapp.errors import NotSaved
from quizapp.ui.answers import answer_widget
from quizapp.ui.inline import below, gap_text, inline
from quizapp.ui.widgets.answer import AnswerWidget
from quizapp.ui.widgets.buttons import Buttons
from quizapp.ui.widgets.deck_text import DeckText


class CardPage(VerticalScroll, inherit_bindings=False):
    """Shows one card at a time, in a column of a readable width. The screen has its keys."""

    def __init__(self) -> None:
        super().__init__(id="page", can_focus=False)

    def compose(self) -> ComposeResult:
        with Vertical(id="card"):
            yield DeckText(id="prompt")
            yield DeckText(id="hints")
            yield Vertical(id="answer")
            yield DeckText(id="verdict")
            yield DeckText(id="explanation")
            yield Vertical(id="below")
        yield Vertical(id="offer")

    @property
    def answer(self) -> AnswerWidget:
        return self.query_one(AnswerWidget)

    async def ask(
        self,
        ask: Ask,
        hints: Sequence[str] = (),
        reply: Reply | None = None,
        settled: bool = False,
        types: bool = True,
    ) -> None:
        """Put a card before the learner, with the reply that they gave before, if they did.

        A `settled` reply is not to be changed: keys go elsewhere. Unless `types`, a field waits
        for the learner to go into it, and letters are keys until then.
        """
        self._say("#prompt", gap_text(ask) if isinstance(ask, FillGaps) else inline(ask.prompt))
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
        await place.mount(answer_widget(ask))
        if reply is not None:
            self.answer.fill(reply)
        self.answer.disabled = settled
        if not settled and (types or not is_typed(ask)):
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
