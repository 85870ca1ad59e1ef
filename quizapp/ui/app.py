"""The app: its themes, its global keys, and what it does with an error."""

import asyncio
import contextlib
import gc
import signal
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.filter import LineFilter
from textual.screen import Screen
from textual.widgets import Input
from textual.widgets.input import Selection as FieldSelection

from quizapp.deck.deck import Deck
from quizapp.errors import NotSaved
from quizapp.study.learner import Learner
from quizapp.ui.configured import ConfiguredApp
from quizapp.ui.filter import Colourless, ControlFilter
from quizapp.ui.screens.home import HomeScreen

if TYPE_CHECKING:
    from textual.command import Provider

    from quizapp.study.pool import Wish
    from quizapp.study.review import Review
    from quizapp.study.selection import Selection

_KEY_NAMES = {
    "enter": "enter",
    "escape": "esc",
    "space": "space",
    "question_mark": "?",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "page up",
    "pagedown": "page down",
}
"""As they are printed on most keyboards."""


def _load_ahead() -> None:
    """Load what the first review needs (200 ms) while the learner looks at Home."""
    import quizapp.deck.questions
    import quizapp.ui.screens.review
    import quizapp.ui.screens.summary  # noqa: F401  (to have it loaded)
    from quizapp.progress import disk

    disk.load_lock()


def _deck_commands() -> type["Provider"]:
    from quizapp.ui.palette import DeckCommands  # when the palette is opened, not before

    return DeckCommands


class QuizApp(ConfiguredApp):
    """Home, and a review or a quiz on top of it.

    `start_with` opens a review of these decks at once, or, with `quiz`, the setup of a quiz, with
    `new_quiz` not to go on with one that is open; or, with `past_quizzes`, those on these decks.
    """

    TITLE = "quizapp"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    COMMANDS = App.COMMANDS | {_deck_commands}
    HORIZONTAL_BREAKPOINTS = [
        (0, "-narrow"),
        (72, "-normal"),
        (110, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [
        (0, "-low"),
        (16, "-high"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "help", "Keys", tooltip="Show all keys", id="help"),
        Binding("f1", "help", "Keys"),
        Binding(
            "comma",
            "settings",
            "Settings",
            show=False,
            tooltip="Settings: limits, memory, look, keys",
            id="settings",
        ),
        Binding("ctrl+q", "quit", "Quit", show=False, tooltip="Quit", id="quit", priority=True),
        Binding(
            "ctrl+c",
            "copy_or_quit",
            "Copy, or quit",
            show=False,
            tooltip="Copy what is selected; quit where nothing is",
            id="copy",
            priority=True,
        ),
    ]

    def __init__(
        self,
        learner: Learner,
        start_with: Sequence[Deck] = (),
        selection: "Selection | None" = None,
        quiz: "Wish | None" = None,
        new_quiz: bool = False,
        past_quizzes: bool = False,
    ) -> None:
        super().__init__(learner)
        self._start_with = start_with
        self._selection = selection
        self._new_quiz = new_quiz
        self._past_quizzes = past_quizzes
        self.wished = quiz
        """How the learner wanted a quiz to be when they last said so."""
        self._sessions: list[Review] = []
        self._controls = ControlFilter()

    def get_default_screen(self) -> Screen[None]:
        return HomeScreen(self.learner)

    def on_mount(self) -> None:
        self.apply_settings()
        for notice in self.learner.progress.notices:
            self.tell(notice)
        self._end_on_signals()
        self.call_after_refresh(self._settle)
        if self._past_quizzes:
            self.show_past_quizzes(self._start_with or None)
        elif self._start_with and self.wished:
            self.quiz(self._start_with, self.wished, self._new_quiz)
        elif self._start_with:
            self.review(self._start_with, self._selection)

    def _end_on_signals(self) -> None:
        """When the system ends the app, it must still give the terminal back as it was."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None:
                with contextlib.suppress(NotImplementedError, RuntimeError):  # Windows, threads
                    loop.add_signal_handler(number, self._end_on, number)

    def _end_on(self, number: int) -> None:
        self.exit(return_code=128 + number)

    def _settle(self) -> None:
        """What can wait until something is on the screen."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        Thread(target=_load_ahead, daemon=True).start()

    def review(self, decks: Sequence[Deck], selection: "Selection | None" = None) -> None:
        """Begin a review on top of Home."""
        from quizapp.ui.screens.review import ReviewScreen  # 20 ms that Home need not wait for

        try:
            session = self.learner.review(decks, selection)
        except NotSaved as error:
            self.tell(str(error), "error")
            return
        self._sessions.append(session)
        self.push_screen(ReviewScreen(self.learner, session))

    @property
    def can_undo(self) -> bool:
        """Whether something of the reviews since the app was opened can be taken back."""
        return any(session.deeds for session in self._sessions)

    def undo(self) -> None:
        """Take back what was done last in any of the reviews, and go on with that review."""
        from quizapp.insight.more_words import TAKEN_BACK
        from quizapp.study.stages import LetIn
        from quizapp.ui.screens.review import ReviewScreen

        while self._sessions and not self._sessions[-1].deeds:
            self._sessions.pop()
        if self._sessions:
            session = self._sessions[-1]
            try:
                deed = session.undo(self.learner.clock())
            except NotSaved as error:
                self.tell(str(error), "error")
                return
            if isinstance(deed, LetIn):
                self.tell(TAKEN_BACK, "information")
            if session.turn or not isinstance(deed, LetIn):
                self.push_screen(ReviewScreen(self.learner, session))

    def quiz(
        self,
        decks: Sequence[Deck],
        wish: "Wish | None" = None,
        new: bool = False,
    ) -> None:
        """Ask what a quiz should be, on top of Home: from `wish` on, or from what was wished last.

        `new`: the learner does not want to go on with one that is open.
        """
        from quizapp.ui.screens.quiz_setup import QuizSetupScreen

        self.push_screen(QuizSetupScreen(self.learner, decks, wish, new))

    def show_past_quizzes(self, decks: Sequence[Deck] | None = None) -> None:
        """The quizzes that were handed in: all of them, or those that asked of `decks`."""
        from quizapp.ui.screens.past import PastScreen

        self.push_screen(PastScreen(self.learner, decks))

    def action_show_past_quizzes(self) -> None:
        self.show_past_quizzes()

    def get_key_display(self, binding: Binding) -> str:
        if binding.key.startswith("ctrl+"):
            return binding.key  # as all texts have it
        return _KEY_NAMES.get(binding.key) or super().get_key_display(binding)

    def action_help(self) -> None:
        from quizapp.ui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    async def action_copy_or_quit(self) -> None:
        """A second press quits: what was copied is not selected any more."""
        field = self.focused
        if isinstance(field, Input) and field.selected_text:
            text = field.selected_text
            field.selection = FieldSelection.cursor(field.cursor_position)
        else:
            text = self.screen.get_selected_text() or ""
            self.screen.clear_selection()
        if text:
            self.copy_to_clipboard(text)
            self.tell("Copied.", "information")
        else:
            await self.action_quit()

    def action_settings(self) -> None:
        from quizapp.ui.screens.settings import SettingsScreen

        if not any(isinstance(screen, SettingsScreen) for screen in self.screen_stack):
            self.push_screen(SettingsScreen())

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        yield SystemCommand("Keys", "Show what every key does here", self.action_help)
        yield SystemCommand("Settings", "Limits, memory, look, keys", self.action_settings)
        yield SystemCommand("Theme", "Choose how quizapp looks", self.action_change_theme)
        yield SystemCommand("Quit", "Everything is saved already", self.action_quit)
        if self.is_home:
            yield from self._ways()

    def _ways(self) -> Iterator[SystemCommand]:
        """What can be begun from Home."""
        from quizapp.ui import ways
        from quizapp.ui.screens.marked import MarkedScreen

        learner, decks = self.learner, self.learner.library.decks
        everything = partial(self.review, decks)
        yield SystemCommand("Review everything", "All that is due, in all decks", everything)
        yield SystemCommand("Quiz on everything", "All decks", partial(self.quiz, decks))
        past = self.show_past_quizzes
        yield SystemCommand("Past quizzes", "Their scores, and their results again", past)
        minutes = partial(ways.ask_minutes, self, decks)
        yield SystemCommand("So many minutes", "What does most good in that time", minutes)
        more = partial(ways.ask_more, self, learner, decks, partial(self.review, decks))
        yield SystemCommand("More today", "Beyond the limits, or ahead of time", more)
        practise = partial(ways.ask_practice, self, learner, decks)
        yield SystemCommand("Practise", "The schedule stays as it is", practise)
        ready = partial(ways.ask_day, self, learner, decks)
        yield SystemCommand("Ready by a day", "A plan for all decks", ready)
        aside = partial(self.push_screen, MarkedScreen(learner))
        yield SystemCommand("Cards set aside", "Suspended, buried, flagged, leeches", aside)

    @property
    def is_home(self) -> bool:
        """Whether Home is what the learner sees, the palette aside."""
        seen = [one for one in self.screen_stack if not isinstance(one, CommandPalette)]
        return bool(seen) and isinstance(seen[-1], HomeScreen)

    def get_line_filters(self) -> Sequence[LineFilter]:
        if self.no_color:  # for which Textual would paint shades of grey
            return [self._controls, Colourless()]
        return [*super().get_line_filters(), self._controls]
