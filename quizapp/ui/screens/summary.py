"""The end of a session: what was done, how it went, what comes tomorrow and this week."""

from collections.abc import Iterator
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quizapp.core import markdown, words
from quizapp.core.errors import NotSaved
from quizapp.core.pauses import in_between
from quizapp.memory.fsrs import Rating
from quizapp.presentation.actions import SUMMARY
from quizapp.presentation.feedback import taken_back
from quizapp.presentation.limits import held_back, nothing_asked, still_due
from quizapp.presentation.topics import Topics
from quizapp.scheduling.forecast import forecasting
from quizapp.study.actions import ReviewAction
from quizapp.study.profile import Profile
from quizapp.study.review import ReviewSession
from quizapp.study.selection import DUE_TODAY, Ahead, More
from quizapp.study.stages import AskedAgain, Finished, MoreGranted
from quizapp.ui.content import below, inline, on_one_line
from quizapp.ui.keymap import bindings
from quizapp.ui.navigation import navigator
from quizapp.ui.screens.paging import PagingScreen
from quizapp.ui.widgets.deck_text import DeckStatic
from quizapp.ui.widgets.frame import KeyBar, TitleLine, framed
from quizapp.ui.widgets.week import HEADING, week

BAR = 24
"""Cells."""


class SummaryScreen(PagingScreen):
    CSS_PATH = "../card.tcss"

    BINDINGS: ClassVar[list[BindingType]] = bindings(SUMMARY)

    def __init__(self, profile: Profile, session: ReviewSession) -> None:
        super().__init__()
        self._profile = profile
        self._session = session
        self._today = profile.today()
        self._work = self._today.work(session.decks)

    def compose(self) -> ComposeResult:
        yield TitleLine(Content.styled(self._heading(), "bold"))
        missed = self._missed()
        card = Vertical(
            Static(self._result(), id="result"),
            *([DeckStatic(missed, id="missed")] if missed else []),
            Static(HEADING, id="coming"),
            id="card",
        )
        yield from framed(VerticalScroll(card, id="page", can_focus=False))
        yield KeyBar()

    def _heading(self) -> str:
        if not self._session.log:
            return nothing_asked(self._work)
        return "Done for now" if self._is_finished else "Stopped early"

    @property
    def _is_finished(self) -> bool:
        return isinstance(self._session.stage, Finished)

    def _result(self) -> Content:
        log = self._session.log
        right = sum(entry.rating > Rating.AGAIN for entry in log)
        cards = {entry.presented.card.key for entry in log}
        new = len({entry.presented.card.key for entry in log if entry.presented.is_new})
        seconds = sum(entry.ms for entry in log) / 1000
        facts = [
            words.count(len(log), "answer"),
            f"{right} right ({right / len(log):.0%})" if log else "",
            words.count(len(cards), "card"),
            f"{new} new" if new else "",
            words.span(seconds) if log else "",
        ]
        line = Content.styled("  ·  ".join(fact for fact in facts if fact), "bold")
        stage = self._session.stage
        if isinstance(stage, Finished) and stage.next_step:
            wait = stage.next_step / 1000 - self._profile.clock().timestamp()
            line += Content.styled(
                f"\nThe next card in learning comes back in {words.span(max(1, wait))}.", "$faint"
            )
        left = self._session.left
        if not self._is_finished:
            line += Content.styled(
                f"\n{words.count(left, 'card')} left today. All answers are saved.", "$faint"
            )
        return Content("\n").join([line, *self._not_asked()])

    def _not_asked(self) -> Iterator[Content]:
        """What the day has besides, and the key that goes on with it."""
        if self._session.is_practice or not self._is_finished:
            return
        if still := still_due(self._work.total):
            yield Content.styled(f"{still} c goes on.", "$faint")
        held, left = self._work.held, self._work.total
        if said := " ".join(held_back(held, left, self._profile.settings)):
            yield Content.styled(f"{said} + lets more in.", "$faint")

    def _missed(self) -> Content:
        """The cards that were answered wrong, once each, with what would have been right."""
        missed = {
            entry.presented.card.key: entry.presented.card
            for entry in self._session.log
            if entry.rating is Rating.AGAIN
        }
        if not missed:
            return Content()
        paragraphs = [Content.styled("To look at again", "bold")]
        topics = Topics()
        for card in missed.values():
            topic = topics.of(card.question)
            sides = card.question.sides(card.variant)
            right = _right(card.question.type, sides.back).stylize("$faint")
            paragraphs.append(
                Content.assemble(
                    (topic and f"{topic}\n", "$faint"), inline(sides.front), "\n", right
                )
            )
        return Content("\n\n").join(paragraphs)

    def on_mount(self) -> None:
        self.call_after_refresh(self._show_coming)

    @work(exclusive=True)
    async def _show_coming(self) -> None:
        """Once the rest is on the screen, and among all else that is done meanwhile, as it takes
        its time where there are many cards."""
        coming = await in_between(forecasting(self._today), lambda _: None)
        for place in self.query("#coming").results(Static):  # gone, where the learner has left
            place.update(week(coming, self._profile.calendar, BAR))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        session = self._session
        match action:
            case "undo":
                return session.can(ReviewAction.UNDO)
            case "continue":
                return not self._is_finished or session.can(ReviewAction.CONTINUE, self._work)
            case "more":
                return session.can(ReviewAction.AHEAD)
        return super().check_action(action, parameters)

    def action_home(self) -> None:
        self.dismiss()

    def action_continue(self) -> None:
        if self._is_finished:
            self._session.switch_to(DUE_TODAY, self._profile.clock())
        else:
            self._session.proceed(self._profile.clock())
        navigator(self).show_review(self._session)

    def action_more(self) -> None:
        from quizapp.ui.screens import study_prompts

        study_prompts.ask_more(self, self._profile, self._session.decks, self._have_more)

    def _have_more(self, chosen: More | Ahead) -> None:
        try:
            self._session.switch_to(chosen, self._profile.clock())
        except NotSaved as error:
            navigator(self).tell(str(error), "error")
            return
        navigator(self).show_review(self._session)

    def action_undo(self) -> None:
        app = navigator(self)
        try:
            undone = self._session.undo(self._profile.clock())
        except NotSaved as error:
            app.tell(str(error), "error")
            return
        app.show_review(self._session)
        if isinstance(undone, MoreGranted | AskedAgain):
            app.tell(taken_back(undone), "information")


def _right(kind: str, back: str) -> Content:
    """The back of a card on one line, unless it holds lines of code; what is typed is literal."""
    arrow = Content("→ ")
    if kind == "typed":
        return arrow + back
    if markdown.has_fence(back):
        return below(arrow, back)
    return arrow + on_one_line(back.replace("\n", ", "))
