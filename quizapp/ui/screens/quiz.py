"""A quiz on the screen: keys into calls of the session, its stage into widgets."""

from collections.abc import Callable, Sequence
from typing import ClassVar, assert_never

from textual import on
from textual.app import ComposeResult, RenderResult
from textual.binding import BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from quizapp.core import words
from quizapp.core.errors import NotSaved
from quizapp.deck.deck import Card, Deck
from quizapp.presentation.actions import OVERVIEW, QUIZ
from quizapp.presentation.feedback import NOT_KNOWN, SURE
from quizapp.presentation.results import worth
from quizapp.progress.events import Response
from quizapp.questions.interactions import (
    DONT_KNOW,
    AskAgain,
    Interaction,
    Reply,
    gives_up,
    is_typed,
)
from quizapp.study.actions import QuizAction
from quizapp.study.profile import Profile
from quizapp.study.quiz import (
    Answering,
    QuizSession,
    RatingConfidence,
    ShowingFeedback,
    Submitted,
)
from quizapp.ui.content import on_one_line
from quizapp.ui.keymap import bindings
from quizapp.ui.navigation import navigator
from quizapp.ui.screens.card_screen import CardScreen
from quizapp.ui.screens.lists import ListScreen
from quizapp.ui.widgets.answer import AnswerWidget, is_there
from quizapp.ui.widgets.card_page import Button, Buttons, CardPage
from quizapp.ui.widgets.deck_text import explanation, judged, remark
from quizapp.ui.widgets.frame import KeyBar, TitleLine, framed

ROOM_FOR_BOTH = 72
"""Columns from which the time and the count of answers stand beside each other."""

ANSWERED, OPEN = "●", "○"
MARKED_ANSWERED, MARKED_OPEN = "⚑", "⚐"


def sign(line: Response) -> Content:
    """Marked, answered, or still open."""
    if line.marked:
        flag = MARKED_OPEN if line.reply is None else MARKED_ANSWERED
        return Content.styled(flag, "bold $warning")
    return Content(ANSWERED) if line.reply is not None else Content.styled(OPEN, "$faint")


class Strip(Widget):
    """The question before the learner stands out. Where there is no room, counts stand instead."""

    shown: reactive[Content] = reactive(Content(), layout=False)

    def show(self, responses: Sequence[Response], at: int) -> None:
        if len(responses) > self.app.size.width - 4:
            answered = sum(line.reply is not None for line in responses)
            marked = sum(line.marked for line in responses)
            parts = [
                f"{answered} of {len(responses)} answered",
                f"{marked} marked" if marked else "",
            ]
            self.shown = Content.styled("   ".join(part for part in parts if part), "$faint")
            return
        signs = [sign(line) for line in responses]
        if signs:
            signs[at] = signs[at].stylize("reverse $primary")
        self.shown = Content("").join(signs)

    def render(self) -> RenderResult:
        return self.shown


class OverviewScreen(ListScreen[int]):
    """Gives the number of a question to turn to, or the one after the last to hand in."""

    NUMBERED = False  # the questions have numbers of their own

    BINDINGS: ClassVar[list[BindingType]] = bindings(OVERVIEW)

    def __init__(self, quiz: QuizSession, width: int) -> None:
        """`width` in columns, for prompts and replies are cut to a line each."""
        rows = [(_row(quiz, at, width - 16), at) for at in range(len(quiz.items))]
        super().__init__("All questions", _intro(quiz), rows, at=quiz.at)
        self._end = len(rows)

    def action_hand_in(self) -> None:
        self.dismiss(self._end)


def _intro(quiz: QuizSession) -> Content:
    total, left, marked = len(quiz.items), len(quiz.open), len(quiz.marked)
    if left:
        state = Content.assemble((f"{words.count(left, 'question')} open", "bold $warning"))
        state += f" of {total}; open ones get no points."
    else:
        state = Content.assemble(("✓ ", "bold $success"), (f"All {total} answered.", "bold"))
    if marked:
        state += f" {marked} marked to come back to."
    return state + Content.styled(
        "\nd hands in; enter goes to the question at the cursor.", "$faint"
    )


def _row(quiz: QuizSession, at: int, room: int) -> Content:
    line, item = quiz.responses[at], quiz.items[at]
    number = Content.assemble(f"{at + 1:>3}  ", sign(line), "  ")
    prompt = on_one_line(item.interaction.prompt).truncate(room, ellipsis=True)
    sure = ""
    if quiz.spec.confidence and line.reply is not None:
        sure = f"   {line.confidence or 'how sure?'}"
    reply = _shown(line.reply, item.interaction).truncate(room - len(sure), ellipsis=True) + sure
    return Content.assemble(number, prompt, "\n        ", reply.stylize("$faint"))


def _shown(reply: Reply | None, interaction: Interaction) -> Content:
    if reply is None:
        return Content("no answer yet")
    if reply == DONT_KNOW:
        return Content(NOT_KNOWN.lower())
    texts = (reply,) if isinstance(reply, str) else reply
    return Content("; ").join(
        Content(" ".join(text.split())) if is_typed(interaction) else on_one_line(text)
        for text in texts
    )


_ACTIONS = frozenset(QuizAction)


class QuizScreen(CardScreen):
    BINDINGS: ClassVar[list[BindingType]] = bindings(QUIZ)
    leads_on = False  # which may be the questions to come

    def __init__(self, profile: Profile, quiz: QuizSession) -> None:
        super().__init__(profile)
        self.quiz: QuizSession = quiz
        self._unsent: dict[int, Reply] = {}
        """By question: what was entered there, and could not be saved or was not to be, yet."""
        self._leaves_anyway = False
        """The learner was told that leaving loses what they entered."""
        self._types = True
        """Whether a field takes letters as soon as its question is there."""

    def compose(self) -> ComposeResult:
        yield TitleLine()
        yield Strip()
        yield from framed(CardPage())
        yield KeyBar()

    async def on_mount(self) -> None:
        self.set_interval(1, self.tick)
        await self.show()

    @property
    def card(self) -> tuple[Deck, Card] | None:
        return self.quiz.item.deck, self.quiz.item.card

    async def tick(self) -> None:
        """Show what another window has done, and hand in when the time is up.

        What is entered and not yet sent off is handed in as well.
        """
        now = self._profile.clock()
        if self.quiz.time_is_up(now):
            if self._attempt(self._send_pending) and self._attempt(lambda: self.quiz.hand_in(now)):
                navigator(self).tell("The time is up. All that you answered was handed in.")
                self.finish()
        elif self.app.screen is self:
            before, was_open = self.quiz.response.reply, self.quiz.is_open
            self.quiz.take_in(now)
            if was_open and not self.quiz.is_open:
                navigator(self).tell("Another window has ended this quiz; d shows what came of it.")
            if self.quiz.response.reply != before:
                await self.show()
            self._show_header()

    def action_leave_field(self) -> None:
        """From now on letters turn pages, on questions with a field too."""
        self._types = False
        super().action_leave_field()

    def action_type(self) -> None:
        self._types = True
        super().action_type()

    async def show(self) -> None:
        """Draw the question that the session is at."""
        quiz, page = self.quiz, self.page
        self.app.clear_notifications()
        with self.app.batch_update():
            settled = isinstance(quiz.stage, RatingConfidence | ShowingFeedback)
            unsent = None if settled else self._unsent.get(quiz.at)
            reply = unsent or quiz.response.reply
            item = quiz.item
            await page.present(
                item.interaction,
                item.card.question.about,
                reply=reply,
                settled=settled,
                types=self._types,
            )
            if not is_there(page):
                return
            match quiz.stage:
                case Answering():
                    note = (
                        "What you entered here is not saved yet."
                        if unsent
                        else confidence_in_words(quiz)
                    )
                    if note:
                        page.say(Content.styled(note, "$faint"))
                case RatingConfidence():
                    buttons = [Button(said, "", name) for name, said in SURE.items()]
                    page.say(Content.styled("Saved. How sure are you?", "bold"))
                    page.offer(buttons)
                case ShowingFeedback(grade):
                    card = quiz.item.card
                    reply = quiz.response.reply or DONT_KNOW
                    unknown = gives_up(quiz.item.interaction, reply)
                    verdict = judged(grade, unknown) + remark(grade)
                    solution = card.question.solution(card.variant)
                    page.disclose(reply, solution, verdict, explanation(card.question))
                case Submitted():
                    self.finish()
                case _:
                    assert_never(quiz.stage)
        self._show_header()
        self.refresh_bindings()

    def _show_header(self) -> None:
        quiz, header = self.quiz, self.query_one(TitleLine)
        number = f"Question {quiz.at + 1} of {len(quiz.items)}"
        points = f"   {worth(quiz.item.points)}" if quiz.is_weighted else ""
        marked = "   ⚑ marked" if quiz.response.marked else ""
        header.left = Content.assemble((number, "bold"), points, (marked, "$warning"))
        left = quiz.seconds_left(self._profile.clock())
        saved = len(quiz.items) - len(quiz.open)
        narrow = self.app.size.width < ROOM_FOR_BOTH and left is not None
        parts = [
            words.time_left(left) if left is not None else "",
            f"{saved} answered, saved" if saved and not narrow else "",
        ]
        header.right = Content.styled("   ".join(part for part in parts if part), "$faint")
        self.query_one(Strip).show(quiz.responses, quiz.at)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        quiz = self.quiz
        match action:
            case "leave_field":
                return self.is_typing
            case "end":
                return not self.is_typing
            case "type":
                has_field = is_typed(quiz.item.interaction) and quiz.can(QuizAction.ANSWER)
                return has_field and not self.is_typing
            case "clear":  # the keys are for how sure it is, until that is said
                return isinstance(quiz.stage, Answering) and quiz.can(QuizAction.CLEAR)
            case "hand_in":  # else the same key shows all questions, and says less
                return not quiz.open or quiz.at == len(quiz.items) - 1
        name = action.replace("_", "-")
        if name in _ACTIONS:
            return quiz.can(QuizAction(name))
        return super().check_action(action, parameters)

    @on(AnswerWidget.Replied)
    async def _replied(self, event: AnswerWidget.Replied) -> None:
        is_there = event.interaction is self.page.answer.interaction
        if is_there and isinstance(self.quiz.stage, Answering):
            await self.reply(event.reply)

    async def reply(self, reply: Reply) -> None:
        if self._attempt(lambda: self.quiz.answer(reply, self._profile.clock())):
            self._unsent.pop(self.quiz.at, None)
            await self._go_on()

    @on(Buttons.Chosen)
    async def _chosen(self, event: Buttons.Chosen) -> None:
        await self._rate_confidence(str(event.value))

    async def action_guess(self) -> None:
        await self._rate_confidence("guess")

    async def action_unsure(self) -> None:
        await self._rate_confidence("unsure")

    async def action_sure(self) -> None:
        await self._rate_confidence("sure")

    async def _rate_confidence(self, confidence: str) -> None:
        if self._attempt(lambda: self.quiz.rate_confidence(confidence, self._profile.clock())):
            await self._go_on()

    async def _go_on(self) -> None:
        """After a reply: to its feedback, to the next open question, or to the overview."""
        if isinstance(self.quiz.stage, Answering):
            await self.action_next_open()
        else:
            await self.show()

    async def action_next_open(self) -> None:
        quiz = self.quiz
        later = [at for at in quiz.open if at > quiz.at]
        if quiz.open:
            await self.go(later[0] if later else quiz.open[0])
        else:
            await self.show()
            self.action_overview()

    async def action_step(self, by: int) -> None:
        await self.go((self.quiz.at + by) % len(self.quiz.items))

    async def go(self, at: int) -> None:
        """Turn to a question, with what is entered at the one before saved as its reply."""
        if self._attempt(self._keep_pending) and self._attempt(
            lambda: self.quiz.go(at, self._profile.clock())
        ):
            await self.show()

    async def action_how_sure(self) -> None:
        if self._attempt(lambda: self.quiz.ask_confidence(self._profile.clock())):
            await self.show()

    async def action_mark(self) -> None:
        if self._attempt(lambda: self.quiz.mark(self._profile.clock())):
            self._show_header()
            self.refresh_bindings()

    async def action_clear(self) -> None:
        if self._attempt(lambda: self.quiz.clear(self._profile.clock())):
            await self.show()

    async def action_undo(self) -> None:
        if self._attempt(lambda: self.quiz.undo(self._profile.clock())):
            await self.show()

    def action_overview(self) -> None:
        if self._attempt(self._keep_pending):
            self._show_header()
            self.app.push_screen(
                OverviewScreen(self.quiz, self.app.size.width), self._from_overview
            )

    def action_hand_in(self) -> None:
        """Look at all once more first; the same key there hands in."""
        self.action_overview()

    async def _from_overview(self, to: "int | None") -> None:
        """To a question, or (beyond the last one) to the end."""
        if to is None:
            await self.show()
        elif to < len(self.quiz.items):
            await self.go(to)
        elif self._attempt(lambda: self.quiz.hand_in(self._profile.clock())):
            self.finish()

    def finish(self) -> None:
        stage = self.quiz.stage
        if isinstance(stage, Submitted):
            while self.app.screen is not self:
                self.app.pop_screen()
            navigator(self).show_results(stage.results, replacing=True)

    def action_end(self) -> None:
        if self._attempt(self._keep_pending) or self._leaves_anyway:
            self.dismiss()
            navigator(self).tell(
                f"The quiz stays open: {self._way_back} goes on with it.", "information"
            )
        else:
            self._leaves_anyway = True
            navigator(self).tell(
                "What you entered here is not saved; press the key again to leave."
            )

    @property
    def _way_back(self) -> str:
        """The key that finds the quiz again: it belongs to all the decks that it asks of."""
        titles = {item.deck.title for item in self.quiz.items}
        if len(titles) == 1:
            return f"t on “{titles.pop()}”"
        return "“Quiz on everything” among the commands (ctrl+p)"

    def _keep_pending(self) -> None:
        """Keep what is entered before it goes off the screen; as the reply, if it can be one.

        With feedback after each a reply is final, so it stays unsent.
        """
        if self.quiz.spec.feedback == "end":
            self._send_pending()
        quiz, answer = self.quiz, self.page.answer
        self._unsent.pop(quiz.at, None)
        sent = answer.pending() is not None and answer.pending() == quiz.response.reply
        if isinstance(quiz.stage, Answering) and not sent and (entered := answer.entered()):
            self._unsent[quiz.at] = entered

    def _send_pending(self) -> None:
        """Save a whole reply that was entered and not sent off."""
        quiz = self.quiz
        takes = isinstance(quiz.stage, Answering) and quiz.is_open
        reply = self.page.answer.pending() if takes else None
        if reply is not None and reply != quiz.response.reply:
            quiz.answer(reply, self._profile.clock())

    def _attempt(self, action: Callable[[], object]) -> bool:
        """Do something that is saved; False, with the reason on the screen, when it cannot be."""
        try:
            action()
        except AskAgain as doubt:
            navigator(self).tell(f"{doubt}.", "information")
            return False
        except NotSaved as error:
            self.page.not_saved(error)
            return False
        return True


def confidence_in_words(quiz: QuizSession) -> str:
    """How sure the learner was of the reply that is there; empty where that is not asked."""
    if not quiz.can(QuizAction.HOW_SURE):
        return ""
    said = quiz.response.confidence
    return f"You said: {SURE[said]}." if said else "You did not say how sure you are."
