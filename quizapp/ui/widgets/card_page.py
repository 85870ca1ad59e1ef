"""A card as it is seen: question, hints, the way of answering, and all that is said afterwards."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import NULL_REGION, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widget import Widget

from quizapp.core.errors import NotSaved
from quizapp.questions import interactions
from quizapp.questions.interactions import (
    DONT_KNOW,
    FillGaps,
    Interaction,
    Reply,
    is_typed,
)
from quizapp.ui.content import below, gap_text, inline
from quizapp.ui.widgets.answer import AnswerWidget, RevealAnswer, is_there
from quizapp.ui.widgets.deck_text import DeckStatic
from quizapp.ui.widgets.pair import PairUp
from quizapp.ui.widgets.rows import ArrangeItems, ManyOptions, OneOption
from quizapp.ui.widgets.typing import GapAnswers, TypeAnswer

ANSWERS: dict[type[Interaction], type[AnswerWidget]] = {
    interactions.SelfGraded: RevealAnswer,
    interactions.PickOne: OneOption,
    interactions.PickMany: ManyOptions,
    interactions.TypeText: TypeAnswer,
    interactions.FillGaps: GapAnswers,
    interactions.Arrange: ArrangeItems,
    interactions.Pair: PairUp,
}
"""The one way to answer each shape of question."""


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

    def show(self, buttons: Sequence[Button], usual: object = None) -> None:
        """`usual` is the value of the button that enter takes, if it takes one."""
        self._usual = usual
        self._columns = [
            (button, max(len(button.name), len(button.beneath)) + 2 + self.GAP)
            for button in buttons
        ]
        self.refresh()

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


class Column(Vertical):
    virtual_size = Reactive(
        Size(0, 0), repaint=False
    )  # the page scrolls, so its size needs no second layout


class CardPage(VerticalScroll, inherit_bindings=False):
    """Shows one card at a time, in a column of a readable width. The screen has its keys.

    All that a card may need stays in place, and is shown when it has something to say: to make
    widgets anew for each card takes longer than all the rest.
    """

    answer: AnswerWidget
    """The way of answering the card that is shown."""

    def __init__(self, beneath: Widget | None = None, above: Widget | None = None) -> None:
        """`beneath` is what the screen has to say below all that belongs to the card, `above` is
        what comes before it."""
        super().__init__(id="page", can_focus=False)
        self._beneath, self._above = beneath, above
        self._to_verdict = False
        """Where to go when all is in place that is to be shown."""
        self._is_due = True
        """Whether `_fit` will be called; at first, by the first size."""
        self._went_to = 0.0

    def compose(self) -> ComposeResult:
        with Column(id="card"):
            if self._above:
                yield self._above
            yield DeckStatic(id="about")
            yield DeckStatic(id="prompt")
            yield DeckStatic(id="hints")
            yield DeckStatic(id="verdict")
            yield DeckStatic(id="explanation")
            yield DeckStatic(id="passage", classes="passage")
            if self._beneath:
                yield self._beneath
        with Vertical(id="offer"):
            yield Buttons()

    async def present(
        self,
        interaction: Interaction,
        about: str,
        hints: Sequence[str] = (),
        reply: Reply | None = None,
        settled: bool = False,
        types: bool = True,
    ) -> None:
        """Put a card before the learner, with the reply that they gave before, if they did.

        `about` is its topic, or nothing.
        A `settled` reply is not to be changed: keys go elsewhere. Unless `types`, a field waits
        for the learner to go into it, and letters are keys until then.
        """
        unknown = "You said that you do not know it." if reply == DONT_KNOW else ""
        await self._put(interaction, about, hints, Content.styled(unknown, "$faint"))
        if not is_there(self):
            return
        if reply is not None:
            self.answer.fill(reply)
        self.answer.disabled = settled
        self._go(to_verdict=False)
        if settled or (is_typed(interaction) and not types):
            self.screen.set_focus(None)
        else:
            self.answer.take_focus()

    async def show_solved(
        self, interaction: Interaction, about: str, solution: Reply, explanation: Content
    ) -> None:
        """Show a card with its answer, to be read: the focus stays where it is."""
        await self._put(interaction, about, (), Content())
        if not is_there(self):
            return
        self.answer.disabled = True
        self.answer.solve(solution)
        self._say("#explanation", explanation)
        self._go(to_verdict=False)

    async def _put(
        self, interaction: Interaction, about: str, hints: Sequence[str], verdict: Content
    ) -> None:
        self._say("#about", Content(about))
        self._say(
            "#prompt",
            gap_text(interaction)
            if isinstance(interaction, FillGaps)
            else inline(interaction.prompt),
        )
        self.show_hints(hints)
        self._say("#verdict", verdict)
        self._say("#explanation", Content())
        self._say("#passage", Content())
        self.query_one("#offer").display = False
        await self._ask(interaction)

    def show_text(self, heading: Content, text: Content) -> None:
        """Show something to read in place of a card."""
        for place in ("#about", "#hints", "#verdict", "#passage"):
            self._say(place, Content())
        self._say("#prompt", heading)
        self._say("#explanation", text)
        self.query_one("#offer").display = False
        for one in self.query(AnswerWidget):
            one.display = False
        self.screen.set_focus(None)
        self._go(to_verdict=False)

    async def _ask(self, interaction: Interaction) -> None:
        """With the widget that asks such questions; it is made when the first one comes."""
        kind = ANSWERS[type(interaction)]
        answers = {type(one): one for one in self.query(AnswerWidget)}
        if kind not in answers:
            answers[kind] = kind()
            answers[kind].display = False  # until it has something to show
            if is_there(self):
                await self.query_one("#card").mount(answers[kind], after="#hints")
        if not is_there(self):
            return
        self.answer = answers[kind]
        await self.answer.ask(interaction)
        for one in answers.values():
            one.display = one is self.answer

    def show_hints(self, hints: Sequence[str]) -> None:
        lines = [below(Content.styled("Hint  ", "$warning"), hint) for hint in hints]
        self._say("#hints", Content("\n").join(lines))

    def disclose(
        self,
        reply: Reply | None,
        solution: Reply,
        verdict: Content,
        explanation: Content,
        passage: Content | None = None,
    ) -> None:
        """Add to the question what is known after it, and bring that into view. `reply` is None
        where none was given."""
        if reply is None:
            self.answer.solve(solution)
        else:
            self.answer.disclose(reply, solution)
        self._say("#verdict", verdict)
        self._say("#explanation", explanation)
        self._say("#passage", passage or Content())
        if is_typed(self.answer.interaction):
            self.screen.set_focus(None)  # letters are keys again
        self._go(to_verdict=True)

    def offer(self, buttons: Sequence[Button], usual: object = None) -> None:
        """Show buttons below the card, where no text pushes them off the screen."""
        self.query_one(Buttons).show(buttons, usual)
        self.query_one("#offer").display = True
        self._go(to_verdict=True)

    def _go(self, to_verdict: bool) -> None:
        """To the top, or down as far as the answer stays in view and in any case to the verdict."""
        self._to_verdict = to_verdict
        if not self._is_due:
            self._is_due = True
            self.call_later(self._fit)

    def on_resize(self) -> None:
        self.call_after_refresh(self._stay)  # when a new scrollbar is there

    def _stay(self) -> None:
        if self.scroll_y == self._went_to:  # else the learner reads elsewhere
            self.call_later(self._fit)

    async def _fit(self) -> None:
        """Have all that has changed laid out and drawn once.

        Left alone, Textual draws it without a scrollbar, then with one, and then where it belongs.
        """
        with self.app.batch_update():
            await asyncio.sleep(0)  # what has changed tells the screen
            self._is_due = False
            if self.container_size and self.display:  # else not laid out yet, or being closed
                self._place(self.container_size)
                await asyncio.sleep(0)  # and so does what changed by that
        if self.display:
            self.screen.check_idle()

    def _place(self, room: Size) -> None:
        """Take up the size of what is shown now, and go where it is to be read."""
        arranged = self.arrange(room)
        is_long = arranged.total_region.bottom > room.height
        if is_long:
            room -= (self.styles.scrollbar_size_vertical, 0)
            arranged = self.arrange(room)
        self.virtual_size = room.region.union(arranged.total_region).size
        y = 0
        if self._to_verdict:
            column = self.query_one(Column)
            card = next(one.region for one in arranged.placements if one.widget is column)
            inner = column.arrange(card.shrink(column.styles.gutter).size).placements
            shown = {one.widget: one.region.translate(card.offset) for one in inner}
            verdict = shown.get(self.query_one("#verdict"), NULL_REGION)  # a flashcard has none
            y = max(verdict.bottom - room.height, min(shown[self.answer].y, self.max_scroll_y))
        self.scroll_to(y=y, animate=False, force=True, immediate=True)
        self._went_to = self.scroll_y
        if is_long or self.show_vertical_scrollbar:
            bar = self.vertical_scrollbar
            bar.window_virtual_size, bar.window_size = self.virtual_size.height, room.height
            bar.position = self.scroll_y
            self.show_vertical_scrollbar = bar.display = is_long

    def say(self, verdict: Content) -> None:
        """Say something where the verdict stands."""
        self._say("#verdict", verdict)

    def not_saved(self, error: NotSaved) -> None:
        """Say it where the verdict would stand, and until something is done about it."""
        self.refuse("✗ Not saved  ", str(error))
        self.answer.refresh()

    def refuse(self, sign: str, reason: str) -> None:
        """Say there that something was not done, and bring that into view."""
        self._say("#verdict", Content.assemble((sign, "bold $error"), reason))
        self.call_after_refresh(self.query_one("#verdict").scroll_visible, animate=False)

    def _say(self, selector: str, content: Content) -> None:
        """Show a text, or nothing at all, not even its margin."""
        widget = self.query_one(selector, DeckStatic)
        if widget.content != content:
            widget.update(content)
        widget.display = bool(content)
