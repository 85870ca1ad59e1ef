"""What a quiz should be, before it begins; and the way back into one that is open."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from quizapp.core import words
from quizapp.core.errors import DeckError, NotSaved
from quizapp.deck.deck import Deck
from quizapp.presentation.actions import QUIZ_SETUP
from quizapp.presentation.form import Item
from quizapp.presentation.quiz_form import quiz_rows
from quizapp.questions.union import QUESTION_TYPES
from quizapp.study.profile import Profile
from quizapp.study.question_pool import QuizOptions
from quizapp.study.quiz_service import OpenQuiz, QuizService
from quizapp.ui.keymap import bindings
from quizapp.ui.navigation import navigator
from quizapp.ui.screens.lists import ListScreen, PickScreen
from quizapp.ui.widgets.choices import Choices
from quizapp.ui.widgets.frame import KeyBar, TitleLine

WATCH = 2.0
"""Seconds between looks at what another window does with the open quiz."""


class QuizSetupScreen(Screen[None]):
    BINDINGS: ClassVar[list[BindingType]] = bindings(QUIZ_SETUP)

    def __init__(
        self,
        profile: Profile,
        decks: Sequence[Deck],
        options: QuizOptions | None = None,
        new: bool = False,
        only: Collection[str] | None = None,
    ) -> None:
        """Without options, it is as it was last, as far as these decks allow. `only` are the cards
        to ask; a quiz that is open then stays as it is."""
        super().__init__()
        self._profile = profile
        self._decks = decks
        self._only = only
        self._pool = QuizService.of(profile).pool(decks, only)
        self._open = self._find_open()
        self._new = new
        self.options = options or self._pool.within(navigator(self).quiz_options or QuizOptions())

    def _find_open(self) -> OpenQuiz | None:
        return None if self._only else QuizService.of(self._profile).open(self._decks)

    def compose(self) -> ComposeResult:
        title = self._decks[0].title if len(self._decks) == 1 else "all decks"
        if self._only:
            title = words.count(len(self._only), "card")
        yield TitleLine(Content.assemble(("Quiz  ", "bold $primary"), (title, "bold")))
        yield Static(classes="rule")
        yield Choices(self._items())
        yield Static(classes="rule")
        yield KeyBar()

    def on_mount(self) -> None:
        choices = self.query_one(Choices)
        choices.focus()
        if self._new and self._open:
            choices.go_to(1)
        self.set_interval(WATCH, self.look)

    def on_screen_resume(self) -> None:
        self.look()

    def look(self) -> None:
        """Show how far the open quiz is by now, here or in another window."""
        if self.query_one(Choices).is_typing:
            return  # other rows would drop what is typed
        self._open = self._find_open()
        self._show_rows()

    def _show_rows(self) -> None:
        choices, items = self.query_one(Choices), self._items()
        if tuple(items) != choices.items:
            choices.show(items)

    def _items(self) -> list[Item]:
        options = replace(self.options, counts=self._counts)
        return quiz_rows(options, self._pool, self._open, self._ago)

    @property
    def _counts(self) -> bool | None:
        """Whether answers will count; None when the learner has never said."""
        settled = self._profile.settings.quiz_counts
        return settled if self.options.counts is None else self.options.counts

    @property
    def _ago(self) -> str:
        if self._open is None:
            return ""
        seconds = (self._profile.clock() - self._open.begun).total_seconds()
        return "just now" if seconds < 60 else f"{words.span(seconds)} ago"

    @on(Choices.Changed)
    def _changed(self, event: Choices.Changed) -> None:
        if event.id == "counts" and event.value is not None:
            kept = navigator(self).configure("quiz_counts", bool(event.value))
            self._wish(counts=None if kept else event.value)
        elif event.id != "counts":
            self._wish(**{event.id: event.value})

    def _wish(self, **changes: Any) -> None:
        self.options = navigator(self).quiz_options = replace(self.options, **changes)
        self._show_rows()

    @on(Choices.Activated)
    def _activated(self, event: Choices.Activated) -> None:
        match event.id:
            case "begin":
                self.action_begin()
            case "resume":
                self._resume()
            case "tags":
                names = {tag: f"{tag}  ({number})" for tag, number in self._pool.tags.items()}
                self._pick("Tags", names, "tags", self.options.tags)
            case "types":
                types = self._pool.types.items()
                names = {
                    kind: f"{QUESTION_TYPES[kind].label}  ({number})" for kind, number in types
                }
                self._pick("Types of questions", names, "types", self.options.types)

    def _pick(
        self, heading: str, names: dict[str, str], field: str, picked: frozenset[str]
    ) -> None:
        def done(chosen: frozenset[str] | None) -> None:
            if chosen is not None:
                self._wish(**{field: chosen})

        self.app.push_screen(PickScreen(heading, names, picked & names.keys()), done)

    def action_past_quizzes(self) -> None:
        navigator(self).show_past_quizzes(self._decks)

    def action_begin(self) -> None:
        """Begin, once it is settled what becomes of the open quiz and whether answers count."""
        if self._open and self._open.answered and not self._new:
            self.app.push_screen(ask_whether_to_drop(self._open), self._may_drop)
        else:
            self._may_drop(True)

    def _may_drop(self, agreed: bool | None) -> None:
        if not agreed:
            return
        if self._counts is None:
            self.app.push_screen(ask_whether_it_counts(), self._settled)
        else:
            self._begin(self._counts)

    def _settled(self, counts: bool | None) -> None:
        if counts is not None:
            navigator(self).configure(
                "quiz_counts", counts
            )  # if it cannot be kept, it is asked again
            self._begin(counts)

    def _begin(self, counts: bool) -> None:
        quizzes = QuizService.of(self._profile)
        try:
            options = replace(self.options, counts=counts)
            quiz = quizzes.begin(self._decks, options, self._only)
            if self._open:
                quizzes.drop(self._open.id)
        except (DeckError, NotSaved) as error:
            navigator(self).tell(str(error), "error")
            return
        navigator(self).show_quiz(quiz)

    def _resume(self) -> None:
        if self._open is None:
            return
        try:
            quiz = QuizService.of(self._profile).resume(self._open.id)
        except DeckError as error:
            navigator(self).tell(str(error), "error")
            self.look()
            return
        navigator(self).show_quiz(quiz)


def ask_whether_to_drop(open_quiz: OpenQuiz) -> ListScreen[bool]:
    """Asked where there are answers to lose."""
    answered = f"{open_quiz.answered} of {words.count(open_quiz.questions, 'question')}"
    intro = Content(f"{answered} of the open quiz are answered. They will count nowhere.")
    rows = [
        (Content("Keep the open quiz"), False),
        (Content("Throw it away, and begin a new one"), True),
    ]
    return ListScreen("Throw the open quiz away?", intro, rows)


def ask_whether_it_counts() -> ListScreen[bool]:
    """Asked once, before the first quiz; the settings can change it."""
    intro = Content(
        "Should the answers of a quiz count as reviews? Then what you knew waits longer, and what "
        "you missed comes back soon. This is asked once; the settings can change it."
    )
    rows = [
        (Content("Yes, they count"), True),
        (Content("No, a quiz leaves the schedule as it is"), False),
    ]
    return ListScreen("Before your first quiz", intro, rows)
