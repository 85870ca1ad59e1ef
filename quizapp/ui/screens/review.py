"""A review on the screen: keys into calls of the session, its stage into widgets."""

from dataclasses import replace
from typing import ClassVar, assert_never

from textual import on
from textual.binding import ActiveBinding, BindingType
from textual.content import Content

from quizapp.core import words
from quizapp.core.errors import NotSaved
from quizapp.deck.deck import Card, Deck
from quizapp.memory.fsrs import Rating
from quizapp.presentation.actions import REVIEW
from quizapp.presentation.deck_changes import in_a_line
from quizapp.presentation.feedback import TIME_IS_OVER, changed, taken_back
from quizapp.questions.interactions import AskAgain, Reply, is_typed
from quizapp.study.actions import ABOUT_LAST_ANSWER, ReviewAction
from quizapp.study.card_actions import CardAction
from quizapp.study.profile import Profile
from quizapp.study.review import ReviewSession
from quizapp.study.revisions import Revision
from quizapp.study.stages import (
    Answered,
    AskedAgain,
    Asking,
    Finished,
    Leech,
    MoreGranted,
    PresentedCard,
    Revealed,
    ReviewLogEntry,
)
from quizapp.ui.keymap import bindings
from quizapp.ui.navigation import navigator
from quizapp.ui.screens.card_screen import CardScreen
from quizapp.ui.widgets.answer import AnswerWidget, is_there
from quizapp.ui.widgets.card_page import Button, Buttons
from quizapp.ui.widgets.deck_text import explanation, quoted, verdict
from quizapp.ui.widgets.frame import TitleLine, bar

_ACTIONS = frozenset(ReviewAction)


class ReviewScreen(CardScreen):
    BINDINGS: ClassVar[list[BindingType]] = bindings(REVIEW)

    def __init__(self, profile: Profile, session: ReviewSession) -> None:
        super().__init__(profile)
        self.session: ReviewSession = session
        self._told_the_time = False
        self._told_left_out = 0

    async def on_mount(self) -> None:
        await self.show()
        if self.session.revision and not self.session.log:
            self._tell_changes(self.session.revision)

    def _tell_changes(self, revision: Revision) -> None:
        key = "f8" if self._has_field else "w"
        shows = f" {key} shows them." if self.session.presented else ""
        navigator(self).tell(f"{in_a_line(revision)}{shows}", "news")

    def action_changes(self) -> None:
        if self.session.revision:
            self.app.clear_notifications()  # it says no more
            navigator(self).show_changes(self.session.revision)

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
        self.app.clear_notifications()  # what they say is about the card before
        for said in list(self.session.left_out.values())[self._told_left_out :]:
            navigator(self).tell(said)
        self._told_left_out = len(self.session.left_out)
        if isinstance(stage, Finished):
            navigator(self).show_summary(self.session)
            return
        presented = stage.presented
        with self.app.batch_update():
            question = presented.card.question
            shown = question.hint if isinstance(stage, Leech) else question.hint[: presented.hints]
            await self.page.present(presented.interaction, question.about, shown, reply)
            self._draw_stage()
        if self.session.time_is_over(self._profile.clock()) and not self._told_the_time:
            self._told_the_time = True
            navigator(self).tell(f"{TIME_IS_OVER}; q ends.", "information")

    def _draw_stage(self) -> None:
        """Add to the card what its stage says."""
        stage, page = self.session.stage, self.page
        if not is_there(page):
            return
        match stage:
            case Revealed(presented, outcomes):
                buttons = [
                    Button(
                        rating.name.capitalize(),
                        "" if outcome.is_practice else words.short_span(outcome.wait),
                        rating,
                    )
                    for rating, outcome in outcomes.items()
                    if rating in self.session.ratings
                ]
                why = explanation(presented.card.question)
                page.disclose("", self._solution(presented), Content(), why)
                page.offer(buttons, Rating.GOOD)
            case Answered(presented, reply):
                why = explanation(presented.card.question)
                page.disclose(reply, self._solution(presented), verdict(stage), why)
            case Leech(presented, lapses):
                self._show_leech(presented, lapses)
            case Asking() | Finished():
                pass
            case _:
                assert_never(stage)
        self._show_header()
        self.refresh_bindings()

    def _show_leech(self, presented: PresentedCard, lapses: int) -> None:
        """All that may help to remember it, and what can be done about it."""
        question, solution = presented.card.question, self._solution(presented)
        name = f"Forgotten {lapses} times"
        choice = (
            "What should become of it? k keeps it as it is, e opens it in your editor to "
            "rewrite it so that it holds better, @ suspends it."
        )
        reply = self.session.log[-1].reply or None
        passage = quoted(presented.deck, question.evidence)
        asked = Content.assemble((f"✗ {name}  ", "bold $warning"), choice)
        self.page.disclose(reply, solution, asked, explanation(question), passage)

    def _solution(self, presented: PresentedCard) -> str | tuple[str, ...]:
        return presented.card.question.solution(presented.card.variant)

    def _show_header(self) -> None:
        session, header = self.session, self.query_one(TitleLine)
        if presented := session.presented:
            notes = ["new"] if presented.is_new else []
            notes += ["practice"] if session.is_practice else []
            notes += ["⚑ flagged"] if presented.card.key in session.progress.flags else []
            shown_notes = Content.styled(f"   {' · '.join(notes)}" if notes else "", "$primary")
            header.left = Content.assemble((presented.deck.title, "bold"), shown_notes)
        left = f"{session.left:,} left"
        if session.ends:
            seconds = (session.ends - self._profile.clock()).total_seconds()
            left = f"{words.span(max(60, seconds))} left" if seconds > 0 else "time is over"
        header.right = Content.assemble((f"{left}  ", "$faint"), bar(session.share, 12))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "leave_field":
                return self.is_typing
            case "end":
                return not self.is_typing
            case "type":
                return self._has_field and not self.is_typing
        name = action.replace("_", "-")
        if name in _ACTIONS:
            one = ReviewAction(name)
            return self.session.can(one) and self._concerns_this_card(one)
        return super().check_action(action, parameters)

    def _concerns_this_card(self, action: ReviewAction) -> bool:
        """Of what is done about the last answer: not when the next card is there already."""
        if action not in ABOUT_LAST_ANSWER:
            return True
        last, here = self.session.last_answer, self.session.presented
        answered = last.presented if last else None
        looks = action in (ReviewAction.SOURCE, ReviewAction.HISTORY)
        about = self.session.disclosed if looks else answered
        return bool(about and here and about.card.key == here.card.key)

    @property
    def _has_field(self) -> bool:
        stage = self.session.stage
        return isinstance(stage, Asking) and is_typed(stage.presented.interaction)

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
        if event.interaction is self.page.answer.interaction:  # else it gave way to the next card
            await self.reply(event.reply)

    async def reply(self, reply: Reply) -> None:
        try:
            self.session.answer(reply, self._profile.clock())
        except AskAgain as doubt:
            navigator(self).tell(f"{doubt}.", "information")
            return
        except NotSaved as error:
            self.page.not_saved(error)
            return
        self._draw_stage()

    @on(Buttons.Chosen)
    async def _rated(self, event: Buttons.Chosen) -> None:
        if isinstance(event.value, Rating):
            await self._rate(event.value)

    def action_reveal(self) -> None:
        self.session.reveal(self._profile.clock())
        self._draw_stage()

    async def action_again(self) -> None:
        await self._rate(Rating.AGAIN)

    async def action_hard(self) -> None:
        await self._rate(Rating.HARD)

    async def action_good(self) -> None:
        await self._rate(Rating.GOOD)

    async def action_easy(self) -> None:
        await self._rate(Rating.EASY)

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

    async def action_bury(self) -> None:
        await self._change_card(CardAction.BURY)

    async def action_suspend(self) -> None:
        await self._change_card(CardAction.SUSPEND)

    async def action_flag(self) -> None:
        await self._change_card(CardAction.FLAG)

    async def _change_card(self, action: CardAction) -> None:
        try:
            change = self.session.change_card(action, self._profile.clock())
        except NotSaved as error:
            self.page.not_saved(error)
            return
        if change and change.goes_on:
            await self.show()
        else:
            self._show_header()
            self.refresh_bindings()
        if change:
            undo = "ctrl+z" if change.goes_on and self._has_field else "u"
            navigator(self).tell(f"{changed(change)} {undo} undoes it.", "information")

    async def action_undo(self) -> None:
        try:
            undone = self.session.undo(self._profile.clock())
        except NotSaved as error:
            self.page.not_saved(error)
            return
        await self.show(undone.reply if isinstance(undone, ReviewLogEntry) else None)
        if isinstance(undone, MoreGranted | AskedAgain):
            navigator(self).tell(taken_back(undone), "information")

    def action_hint(self) -> None:
        self.session.hint()
        if presented := self.session.presented:
            self.page.show_hints(presented.card.question.hint[: presented.hints])
        self.refresh_bindings()

    def action_history(self) -> None:
        if self.card:
            navigator(self).show_card(*self.card)

    def action_end(self) -> None:
        if self.session.log:
            navigator(self).show_summary(self.session)
        else:
            self.dismiss()
