"""A plan for knowing decks by a day, and the way into its portion of today."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from quizapp.day import Day
from quizapp.deck.deck import Deck
from quizapp.insight import ready_words
from quizapp.insight.ready import Ready, plan
from quizapp.study.learner import Learner
from quizapp.study.selection import These
from quizapp.ui.screens.overlay import Overlay


class ReadyScreen(Overlay):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "review", "Review today's part", tooltip="Just what the plan wants today"),
    ]

    def __init__(self, learner: Learner, decks: Sequence[Deck], day: Day) -> None:
        super().__init__()
        self._learner = learner
        self._decks = decks
        self._plan: Ready = plan(decks, learner.day_of_work(), learner.calendar, day)

    @property
    def heading(self) -> str:
        return self._decks[0].title if len(self._decks) == 1 else "All decks"

    def body(self) -> Iterator[Widget]:
        first, *rest = ready_words.lines(self._plan, self._learner.calendar)
        yield Static(Content.styled(first, "bold"))
        yield Static(Content("\n".join(rest)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        allowed = action != "review" or bool(self._plan.today)
        return allowed and super().check_action(action, parameters)

    def action_review(self) -> None:
        self.dismiss()
        self.app.review(self._decks, These(self._plan.today))
