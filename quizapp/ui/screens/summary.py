"""The end of a session: what was done, how it went, what comes tomorrow and this week."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quizapp import words
from quizapp.day import Day
from quizapp.errors import NotSaved
from quizapp.insight.forecast import forecast
from quizapp.memory import Rating
from quizapp.study.learner import Learner
from quizapp.study.review import Review
from quizapp.study.stages import Finished
from quizapp.ui.inline import inline
from quizapp.ui.screens.paging import MORE, PAGE_UP, SCROLL, PagingScreen
from quizapp.ui.widgets.keybar import KeyBar
from quizapp.ui.widgets.line import Line
from quizapp.ui.widgets.rule import framed

if TYPE_CHECKING:
    from quizapp.ui.app import QuizApp

WEEK = 7
BAR = 30


class SummaryScreen(PagingScreen):
    app: "QuizApp"
    CSS_PATH = "../card.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        MORE,
        Binding("enter,escape,q,space", "home", "Home", tooltip="Back to the decks"),
        Binding("c", "go_on", "Go on", tooltip="Go on with what is left today"),
        Binding("u,ctrl+z", "undo", "Undo", tooltip="Take the last answer back"),
        *SCROLL,
        PAGE_UP,
    ]

    def __init__(self, learner: Learner, session: Review) -> None:
        super().__init__()
        self._learner = learner
        self._session = session

    def compose(self) -> ComposeResult:
        yield Line(Content.styled(self._heading(), "bold"))
        missed = self._missed()
        card = Vertical(
            Static(self._result(), id="result"),
            *([Static(missed, id="missed")] if missed else []),
            Static(self._coming(), id="coming"),
            id="card",
        )
        yield from framed(VerticalScroll(card, id="page", can_focus=False))
        yield KeyBar()

    def _heading(self) -> str:
        if not self._session.log:
            return "Nothing due"
        return "Done for now" if self._is_finished else "Stopped early"

    @property
    def _is_finished(self) -> bool:
        return isinstance(self._session.stage, Finished)

    def _result(self) -> Content:
        log = self._session.log
        right = sum(entry.rating > Rating.AGAIN for entry in log)
        cards = {entry.turn.card.key for entry in log}
        new = len({entry.turn.card.key for entry in log if entry.turn.is_new})
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
            wait = stage.next_step / 1000 - self._learner.clock().timestamp()
            line += Content.styled(
                f"\nThe next card in learning comes back in {words.span(max(1, wait))}.", "$faint"
            )
        left = self._session.left
        if not self._is_finished:
            line += Content.styled(
                f"\n{words.count(left, 'card')} left today. All answers are saved.", "$faint"
            )
        return line

    def _missed(self) -> Content:
        """The cards that were answered wrong, once each, with what would have been right."""
        missed = {
            entry.turn.card.key: entry.turn.card
            for entry in self._session.log
            if entry.rating is Rating.AGAIN
        }
        if not missed:
            return Content()
        paragraphs = [Content.styled("To look at again", "bold")]
        for card in missed.values():
            sides = card.question.sides(card.face)
            right = sides.back.replace("\n", ", ")
            paragraphs.append(Content.assemble(inline(sides.front), "\n", (f"→ {right}", "$faint")))
        return Content("\n\n").join(paragraphs)

    def _coming(self) -> Content:
        learner = self._learner
        coming = forecast(
            learner.library.decks, learner.progress, learner.settings, learner.today, WEEK
        )
        most = max(coming)
        lines = [Content.styled("The week to come", "bold")]
        for ahead, cards in enumerate(coming, 1):
            start = learner.calendar.start(Day(learner.today + ahead))
            name = "Tomorrow" if ahead == 1 else f"{start:%A}"
            length = -(-cards * BAR // most) if most else 0
            lines.append(
                Content.assemble(
                    (name.ljust(11), "$faint"), f"{cards:>5,}  ", ("━" * length, "$primary")
                )
            )
        return Content("\n").join(lines)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "undo":
                return bool(self._session.log)
            case "go_on":
                return not self._is_finished
        return super().check_action(action, parameters)

    def action_home(self) -> None:
        self.dismiss()

    def action_go_on(self) -> None:
        self._session.proceed(self._learner.clock())
        self._back_to_review()

    def action_undo(self) -> None:
        try:
            self._session.undo(self._learner.clock())
        except NotSaved as error:
            self.app.tell(str(error), "error")
            return
        self._back_to_review()

    def _back_to_review(self) -> None:
        from quizapp.ui.screens.review import ReviewScreen

        self.app.switch_screen(ReviewScreen(self._learner, self._session))
