"""A card as it is seen: question, hints, the way of answering, and all that is said afterwards."""

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from quizapp import words
from quizapp.asks import FillGaps
from quizapp.errors import NotSaved
from quizapp.memory import Rating
from quizapp.study.schedule import Outcome
from quizapp.study.stages import Answered, Asking, Revealed, Turn
from quizapp.ui.answers import answer_widget
from quizapp.ui.inline import inline
from quizapp.ui.widgets.answer import AnswerWidget
from quizapp.ui.widgets.explanation import explanation, verdict
from quizapp.ui.widgets.reveal import Ratings
from quizapp.ui.widgets.typing import gap_text


class CardPage(VerticalScroll):
    """Shows one stage of a review at a time, in a column of a readable width."""

    def __init__(self, two_buttons: bool) -> None:
        super().__init__(id="page", can_focus=False)
        self._two_buttons = two_buttons

    def compose(self) -> ComposeResult:
        with Vertical(id="card"):
            yield Static(id="prompt")
            yield Static(id="hints")
            yield Vertical(id="answer")
            yield Static(id="verdict")
            yield Static(id="explanation")
            yield Vertical(id="ratings")

    @property
    def answer(self) -> AnswerWidget:
        return self.query_one(AnswerWidget)

    async def show(self, stage: Asking | Revealed | Answered) -> None:
        """Draw a card from the beginning, up to `stage`."""
        ask = stage.turn.ask
        self._say("#prompt", gap_text(ask) if isinstance(ask, FillGaps) else inline(ask.prompt))
        self.show_hints(stage.turn)
        self._say("#verdict", Content())
        self._say("#explanation", Content())
        self.scroll_home(animate=False)
        await self.query_one("#ratings", Vertical).remove_children()
        place = self.query_one("#answer", Vertical)
        await place.remove_children()
        if not self.is_attached:
            return  # the learner quit in the meantime
        await place.mount(answer_widget(ask))
        if isinstance(stage, Asking):
            self.answer.take_focus()
        else:
            await self.disclose(stage)

    def show_hints(self, turn: Turn) -> None:
        shown = turn.card.question.hint[: turn.hints]
        lines = [Content.assemble(("Hint  ", "$warning"), inline(hint)) for hint in shown]
        self._say("#hints", Content("\n").join(lines))

    async def disclose(self, stage: Revealed | Answered) -> None:
        """Add to the question what is known after it, and bring that into view."""
        question = stage.turn.card.question
        reply = stage.reply if isinstance(stage, Answered) else ""
        self.answer.disclose(reply, question.solution(stage.turn.card.face))
        self._say("#explanation", explanation(question))
        shown: Widget
        if isinstance(stage, Answered):
            self._say("#verdict", verdict(stage))
            shown = self.query_one("#verdict")
        else:
            shown = Ratings(self._offered(stage.outcomes))
            if not self.is_attached:
                return  # the learner quit in the meantime
            await self.query_one("#ratings", Vertical).mount(shown)
        self.screen.set_focus(None)
        self.call_after_refresh(shown.scroll_visible, animate=False)

    def not_saved(self, error: NotSaved) -> None:
        """Say it where the verdict would stand, and until something is done about it."""
        self._say("#verdict", Content.assemble(("✗ Not saved  ", "bold $error"), str(error)))
        self.call_after_refresh(self.query_one("#verdict").scroll_visible, animate=False)

    def _offered(self, outcomes: Mapping[Rating, Outcome]) -> dict[Rating, str]:
        return {
            rating: words.short_span(outcome.wait)
            for rating, outcome in outcomes.items()
            if not self._two_buttons or rating in (Rating.AGAIN, Rating.GOOD)
        }

    def _say(self, selector: str, content: Content) -> None:
        """Show a text, or nothing at all, not even its margin."""
        widget = self.query_one(selector, Static)
        widget.update(content)
        widget.display = bool(content)
