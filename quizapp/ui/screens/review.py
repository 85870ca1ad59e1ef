"""A review on the screen: keys into calls of the session, its stage into widgets."""

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar, assert_never

from textual import on
from textual.binding import ActiveBinding, Binding, BindingType
from textual.content import Content

from quizapp.core import words
from quizapp.core.errors import NotSaved
from quizapp.deck.deck import Card, Deck
from quizapp.memory.fsrs import Rating
from quizapp.presentation.limits import TAKEN_BACK
from quizapp.questions.interactions import AskAgain, Reply, SelfGraded, is_typed
from quizapp.study.card_actions import CardAction, CardChange
from quizapp.study.profile import Profile
from quizapp.study.review import ReviewSession
from quizapp.study.stages import (
    Answered,
    Asking,
    Finished,
    Leech,
    MoreGranted,
    PresentedCard,
    Revealed,
    ReviewLogEntry,
)
from quizapp.ui.screens.card_screen import DONT_KNOW_KEY, CardScreen
from quizapp.ui.screens.paging import MORE, PAGE_UP, SCROLL
from quizapp.ui.widgets.answer import AnswerWidget
from quizapp.ui.widgets.card_page import Button, Buttons
from quizapp.ui.widgets.deck_text import DeckStatic, explanation, quoted, verdict
from quizapp.ui.widgets.frame import TitleLine, bar

BINDINGS: list[BindingType] = [
    MORE,
    Binding("enter,space", "next", "Next", tooltip="Go to the next card"),
    Binding("space,enter", "reveal", "Show the answer"),
    Binding("enter", "type", "Type", tooltip="Go back to the field"),
    Binding("1", "rate(1)", "Again", show=False, tooltip="I did not know it"),
    Binding("2", "rate(2)", "Hard", show=False, tooltip="I knew it, with effort"),
    Binding("3,space,enter", "rate(3)", "Good", show=False, tooltip="I knew it"),
    Binding("4", "rate(4)", "Easy", show=False, tooltip="I knew it at once"),
    Binding("k,enter,space", "keep", "Keep", tooltip="Keep this leech as it is", id="keep"),
    DONT_KNOW_KEY,
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
    Binding("u", "undo", "Undo", tooltip="Take the last step back", id="undo"),
    Binding("ctrl+z", "undo", "Undo"),
    Binding("escape", "leave_field", "Leave the field", tooltip="Stop typing", id="leave"),
    Binding("escape,q", "end", "End", tooltip="End this review; all is saved", id="end"),
    Binding("b", "mark('buried')", "Bury", tooltip="Not again before tomorrow", id="bury"),
    Binding("minus", "mark('buried')", "Bury"),
    Binding("at", "mark('suspended')", "Suspend", tooltip="Not again at all", id="suspend"),
    Binding("f", "mark('flagged')", "Flag", tooltip="Flag it, to find it again", id="flag"),
    Binding("e", "edit", "Edit", tooltip="Open the card in your editor, at its line", id="edit"),
    *SCROLL,
    PAGE_UP,
]


def types(screen: "ReviewScreen") -> bool:
    stage = screen.session.stage
    return isinstance(stage, Asking) and is_typed(stage.presented.interaction)


def _has_source(screen: "ReviewScreen") -> bool:
    presented, stage = screen.session.presented, screen.session.stage
    return (
        presented is not None
        and not isinstance(stage, Asking)
        and bool(presented.card.question.evidence)
    )


def _reveals(screen: "ReviewScreen") -> bool:
    stage = screen.session.stage
    return isinstance(stage, Asking) and isinstance(stage.presented.interaction, SelfGraded)


ALLOWED: dict[str, Callable[["ReviewScreen"], bool]] = {
    "next": lambda screen: isinstance(screen.session.stage, Answered),
    "reveal": _reveals,
    "dont_know": lambda screen: isinstance(screen.session.stage, Asking) and not _reveals(screen),
    "rate": lambda screen: isinstance(screen.session.stage, Revealed),
    "keep": lambda screen: isinstance(screen.session.stage, Leech),
    "source": _has_source,
    "hint": lambda screen: screen.session.has_hint,
    "harder": lambda screen: screen.session.may_be_harder,
    "overrule": lambda screen: (
        isinstance(screen.session.stage, Answered) and screen.session.may_be_right
    ),
    "undo": lambda screen: bool(screen.session.undo_stack),
    "leave_field": lambda screen: screen.is_typing,
    "type": lambda screen: types(screen) and not screen.is_typing,
    "end": lambda screen: not screen.is_typing,
}
"""Actions that are not here are always there."""


TWO_BUTTONS = (Rating.AGAIN, Rating.GOOD)


class ReviewScreen(CardScreen):
    BINDINGS: ClassVar[list[BindingType]] = BINDINGS

    def __init__(self, profile: Profile, session: ReviewSession) -> None:
        super().__init__(profile)
        self.session: ReviewSession = session
        self._told_the_time = False

    async def on_mount(self) -> None:
        await self.show()

    @property
    def card(self) -> tuple[Deck, Card] | None:
        presented = self.session.presented
        return (presented.deck, presented.card) if presented else None

    async def reload(self, deck: Deck) -> None:
        self.session.reload(deck, self._profile.clock())
        await self.show()

    async def show(self, reply: Reply | None = None) -> None:
        """Draw the stage of the session anew; with the reply that was taken back, if one was."""
        stage = self.session.stage
        if isinstance(stage, Finished):
            self._finish()
            return
        self.app.clear_notifications()  # what they say is about the card before
        presented = stage.presented
        with self.app.batch_update():
            hints = presented.card.question.hint
            shown = hints if isinstance(stage, Leech) else hints[: presented.hints]
            await self.page.present(presented.interaction, shown, reply)
            await self._disclose()
        if self.session.time_is_over(self._profile.clock()) and not self._told_the_time:
            self._told_the_time = True
            self.app.tell("Your time is over. Go on as you like; q ends.", "information")

    async def _disclose(self) -> None:
        """Add to the card what its stage says."""
        stage, page = self.session.stage, self.page
        if not page.is_attached:
            return  # the learner quit in the meantime
        match stage:
            case Revealed(presented, outcomes):
                buttons = [
                    Button(
                        rating.name.capitalize(),
                        "" if outcome.is_practice else words.short_span(outcome.wait),
                        rating,
                    )
                    for rating, outcome in outcomes.items()
                    if self._profile.settings.buttons == 4 or rating in TWO_BUTTONS
                ]
                why = explanation(presented.card.question)
                await page.disclose("", self._solution(presented), Content(), why)
                await page.offer(Buttons(buttons, Rating.GOOD))
            case Answered(presented, reply):
                why = explanation(presented.card.question)
                await page.disclose(reply, self._solution(presented), verdict(stage), why)
            case Leech(presented, lapses):
                await self._show_leech(presented, lapses)
            case Asking() | Finished():
                pass
            case _:
                assert_never(stage)
        self._show_header()
        self.refresh_bindings()

    async def _show_leech(self, presented: PresentedCard, lapses: int) -> None:
        """All that may help to remember it, and what can be done about it."""
        question, solution = presented.card.question, self._solution(presented)
        name = f"Forgotten {lapses} times"
        choice = (
            "What should become of it? k keeps it as it is, e opens it in your editor to "
            "rewrite it so that it holds better, @ suspends it."
        )
        reply = self.session.log[-1].reply or solution
        passage = DeckStatic(quoted(presented.deck, question.evidence), classes="passage")
        asked = Content.assemble((f"✗ {name}  ", "bold $warning"), choice)
        await self.page.disclose(reply, solution, asked, explanation(question), passage)

    def _solution(self, presented: PresentedCard) -> str | tuple[str, ...]:
        return presented.card.question.solution(presented.card.variant)

    def _show_header(self) -> None:
        session, header = self.session, self.query_one(TitleLine)
        if presented := session.presented:
            notes = ["new"] if presented.is_new else []
            notes += ["practice"] if session.is_practice else []
            notes += ["⚑ flagged"] if presented.card.key in session.progress.flags else []
            new = Content.styled(f"   {' · '.join(notes)}" if notes else "", "$primary")
            header.left = Content.assemble((presented.deck.title, "bold"), new)
        left = f"{session.left:,} left"
        if session.ends:
            seconds = (session.ends - self._profile.clock()).total_seconds()
            left = f"{words.span(max(60, seconds))} left" if seconds > 0 else "time is over"
        header.right = Content.assemble((f"{left}  ", "$faint"), bar(session.share, 12))

    def _finish(self) -> None:
        from quizapp.ui.screens.summary import SummaryScreen

        self.app.switch_screen(SummaryScreen(self._profile, self.session))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "rate" and parameters[0] == 4 and self._profile.settings.buttons == 2:
            return False
        if action == "mark" and isinstance(self.session.stage, Leech):
            return parameters[0] == CardAction.SUSPENDED
        allowed = action not in ALLOWED or ALLOWED[action](self)
        return allowed and super().check_action(action, parameters)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """A card that is flagged offers to take the flag away."""
        found = super().active_bindings
        presented = self.session.presented
        if presented and presented.card.key in self.session.progress.flags:
            for key, one in found.items():
                if one.binding.id == "flag":
                    unflag = replace(one.binding, description="Unflag")
                    found[key] = one._replace(binding=unflag, tooltip="Take its flag away")
        return found

    @on(AnswerWidget.Replied)
    async def _answer(self, event: AnswerWidget.Replied) -> None:
        if event.widget is not self.page.answer:
            return  # a second key to a card that has been answered
        await self.reply(event.reply)

    async def reply(self, reply: Reply) -> None:
        try:
            self.session.answer(reply, self._profile.clock())
        except AskAgain as doubt:
            self.app.tell(f"{doubt}.", "information")
            return
        except NotSaved as error:
            self.page.not_saved(error)
            return
        await self._disclose()

    @on(Buttons.Chosen)
    async def _rated(self, event: Buttons.Chosen) -> None:
        if isinstance(event.value, Rating):
            await self._rate(event.value)

    async def action_reveal(self) -> None:
        self.session.reveal(self._profile.clock())
        await self._disclose()

    async def action_rate(self, button: int) -> None:
        stage = self.session.stage
        two = self._profile.settings.buttons == 2 or self.session.is_practice
        if isinstance(stage, Revealed):
            await self._rate(Rating.GOOD if two and button > 1 else Rating(button))

    async def _rate(self, rating: Rating) -> None:
        try:
            self.session.rate(rating, self._profile.clock())
        except NotSaved as error:
            self.page.not_saved(error)
            return
        await self.show()

    async def action_next(self) -> None:
        self.session.proceed(self._profile.clock())
        await self.show()

    async def action_keep(self) -> None:
        self.session.keep(self._profile.clock())
        await self.show()

    async def action_harder(self) -> None:
        await self._overrule(Rating.HARD)

    async def action_overrule(self) -> None:
        await self._overrule(Rating.GOOD)

    async def _overrule(self, rating: Rating) -> None:
        try:
            self.session.overrule(rating, self._profile.clock())
        except NotSaved as error:
            await self.show()
            self.page.not_saved(error)
            return
        await self.show()

    async def action_mark(self, mark: str) -> None:
        try:
            marked = self.session.mark(CardAction(mark), self._profile.clock())
        except NotSaved as error:
            self.page.not_saved(error)
            return
        if marked and marked.goes_on:
            await self.show()
        else:
            self._show_header()
            self.refresh_bindings()
        if marked:
            self._tell_marked(marked)

    def _tell_marked(self, marked: CardChange) -> None:
        said = words.SET_ASIDE[marked.mark] if marked.value else words.UNFLAGGED
        undo = "ctrl+z" if marked.goes_on and types(self) else "u"
        self.app.tell(f"{said} {undo} undoes it.", "information")

    async def action_undo(self) -> None:
        try:
            deed = self.session.undo(self._profile.clock())
        except NotSaved as error:
            self.page.not_saved(error)
            return
        await self.show(deed.reply if isinstance(deed, ReviewLogEntry) else None)
        if isinstance(deed, MoreGranted):
            self.app.tell(TAKEN_BACK, "information")

    def action_hint(self) -> None:
        self.session.hint()
        if presented := self.session.presented:
            self.page.show_hints(presented.card.question.hint[: presented.hints])
        self.refresh_bindings()

    def action_end(self) -> None:
        if self.session.log:
            self._finish()
        else:
            self.dismiss()
