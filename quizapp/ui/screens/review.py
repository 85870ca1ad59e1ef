"""A review on the screen: keys into calls of the session, its stage into widgets."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from quizapp.asks import FillGaps, Reveal, TypeText
from quizapp.errors import NotSaved
from quizapp.memory import Rating
from quizapp.study.learner import Learner
from quizapp.study.review import Review
from quizapp.study.stages import Answered, Asking, Finished, Revealed, Turn
from quizapp.ui.widgets.answer import AnswerWidget
from quizapp.ui.widgets.card_page import CardPage
from quizapp.ui.widgets.keybar import KeyBar
from quizapp.ui.widgets.line import Line, bar
from quizapp.ui.widgets.reveal import Ratings

if TYPE_CHECKING:
    from quizapp.ui.app import QuizApp


class ReviewScreen(Screen[None]):
    app: "QuizApp"
    CSS_PATH = "../card.tcss"
    AUTO_FOCUS = ""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "next", "Next", tooltip="Go to the next card"),
        Binding("space,enter", "reveal", "Show the answer"),
        Binding("enter", "type", "Type", tooltip="Go back to the field"),
        Binding("1", "rate(1)", "Again", show=False, tooltip="I did not know it"),
        Binding("2", "rate(2)", "Hard", show=False, tooltip="I knew it, with effort"),
        Binding("3,space,enter", "rate(3)", "Good", show=False, tooltip="I knew it"),
        Binding("4", "rate(4)", "Easy", show=False, tooltip="I knew it at once"),
        Binding("s", "source", "Source", tooltip="Show the passage it comes from", id="source"),
        Binding("h", "hint", "Hint", tooltip="Show a hint; a right answer is then Hard", id="hint"),
        Binding("f2", "hint", "Hint"),
        Binding(
            "h",
            "harder",
            "Harder",
            tooltip="Harder than it looked: count this right answer as Hard",
            id="harder",
        ),
        Binding(
            "i",
            "overrule",
            "I was right",
            tooltip="Count this answer as right; it is logged as your own judgement",
            id="overrule",
        ),
        Binding("u", "undo", "Undo", tooltip="Take the last answer back", id="undo"),
        Binding("ctrl+z", "undo", "Undo"),
        Binding("escape", "leave_field", "Leave the field", tooltip="Stop typing", id="leave"),
        Binding("escape,q", "end", "End", tooltip="End this review; all is saved", id="end"),
        Binding("down,j", "scroll(1)", "Scroll down", show=False),
        Binding("up,k", "scroll(-1)", "Scroll up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
    ]

    def __init__(self, learner: Learner, session: Review) -> None:
        super().__init__()
        self._learner = learner
        self.session = session

    def compose(self) -> ComposeResult:
        yield Line()
        yield Static(classes="rule")
        yield CardPage(two_buttons=self._learner.settings.buttons == 2)
        yield Static(classes="rule")
        yield KeyBar()

    async def on_mount(self) -> None:
        await self.show()

    @property
    def _turn(self) -> Turn | None:
        return None if isinstance(self.session.stage, Finished) else self.session.stage.turn

    @property
    def _page(self) -> CardPage:
        return self.query_one(CardPage)

    async def show(self) -> None:
        """Draw the stage of the session anew."""
        stage = self.session.stage
        if isinstance(stage, Finished):
            self._finish()
            return
        self.app.clear_notifications()  # what they say is about the card before
        with self.app.batch_update():
            await self._page.show(stage)
        self._show_header()
        self.refresh_bindings()

    async def _disclose(self) -> None:
        stage = self.session.stage
        if isinstance(stage, Revealed | Answered):
            await self._page.disclose(stage)
            self._show_header()
            self.refresh_bindings()

    def _show_header(self) -> None:
        session = self.session
        header = self.query_one(Line)
        if self._turn:
            new = Content.styled("   new", "$primary") if self._turn.is_new else Content()
            header.left = Content.assemble((self._turn.deck.title, "bold"), new)
        left = (f"{session.left:,} left  ", "$faint")
        header.right = Content.assemble(left, bar(session.share, 12))

    def _finish(self) -> None:
        from quizapp.ui.screens.summary import SummaryScreen

        self.app.switch_screen(SummaryScreen(self._learner, self.session))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        session, stage, turn = self.session, self.session.stage, self._turn
        typing = isinstance(self.focused, Input)
        match action:
            case "next":
                return isinstance(stage, Answered)
            case "reveal":
                return isinstance(stage, Asking) and isinstance(stage.turn.ask, Reveal)
            case "rate":
                if not isinstance(stage, Revealed):
                    return False
                return self._learner.settings.buttons == 4 or parameters[0] != 4
            case "source":
                return (
                    turn is not None
                    and not isinstance(stage, Asking)
                    and bool(turn.card.question.evidence)
                )
            case "hint":
                return isinstance(stage, Asking) and stage.turn.hints < len(
                    stage.turn.card.question.hint
                )
            case "harder":
                return isinstance(stage, Answered) and stage.rating is Rating.GOOD
            case "overrule":
                return (
                    isinstance(stage, Answered)
                    and isinstance(stage.turn.ask, TypeText | FillGaps)
                    and stage.rating is Rating.AGAIN
                )
            case "undo":
                return bool(session.log)
            case "leave_field":
                return typing
            case "type":
                may_type = isinstance(stage, Asking) and isinstance(
                    stage.turn.ask, TypeText | FillGaps
                )
                return may_type and not typing
            case "end":
                return not typing
        return True

    @on(AnswerWidget.Replied)
    async def _answer(self, event: AnswerWidget.Replied) -> None:
        if event.widget is not self._page.answer:
            return  # a second key to a card that has been answered
        try:
            self.session.answer(event.reply, self._learner.clock())
        except NotSaved as error:
            self._page.not_saved(error)
            return
        await self._disclose()

    @on(AnswerWidget.Incomplete)
    def _incomplete(self, event: AnswerWidget.Incomplete) -> None:
        self.app.tell(event.hint, "information")

    @on(Ratings.Chosen)
    async def _rated(self, event: Ratings.Chosen) -> None:
        await self._rate(event.rating)

    async def action_reveal(self) -> None:
        self.session.reveal(self._learner.clock())
        await self._disclose()

    async def action_rate(self, button: int) -> None:
        two = self._learner.settings.buttons == 2
        await self._rate(Rating.GOOD if two and button == 2 else Rating(button))

    async def _rate(self, rating: Rating) -> None:
        try:
            self.session.rate(rating, self._learner.clock())
        except NotSaved as error:
            self._page.not_saved(error)
            return
        await self.show()

    async def action_next(self) -> None:
        self.session.proceed(self._learner.clock())
        await self.show()

    async def action_harder(self) -> None:
        await self._overrule(Rating.HARD)

    async def action_overrule(self) -> None:
        await self._overrule(Rating.GOOD)

    async def _overrule(self, rating: Rating) -> None:
        try:
            self.session.overrule(rating, self._learner.clock())
        except NotSaved as error:
            await self.show()
            self._page.not_saved(error)
            return
        await self.show()

    async def action_undo(self) -> None:
        try:
            self.session.undo(self._learner.clock())
        except NotSaved as error:
            self._page.not_saved(error)
            return
        await self.show()

    def action_hint(self) -> None:
        self.session.hint()
        if self._turn:
            self._page.show_hints(self._turn)
        self.refresh_bindings()

    def action_source(self) -> None:
        from quizapp.ui.screens.source import SourceScreen

        if self._turn:
            question = self._turn.card.question
            self.app.push_screen(SourceScreen(self._turn.deck, question.evidence))

    def action_type(self) -> None:
        self._page.answer.take_focus()

    def action_leave_field(self) -> None:
        self.set_focus(None)
        self.refresh_bindings()

    def action_end(self) -> None:
        if self.session.log:
            self._finish()
        else:
            self.dismiss()

    def action_page(self, by: int) -> None:
        self._page.scroll_relative(y=by * max(1, self._page.size.height - 2), animate=False)

    def action_scroll(self, by: int) -> None:
        self._page.scroll_relative(y=by, animate=False)
