"""The app: its themes, its global keys, and what it does with an error."""

import asyncio
import contextlib
import gc
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, ClassVar, Protocol, cast, runtime_checkable

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.filter import LineFilter
from textual.screen import Screen
from textual.theme import Theme
from textual.widgets import Input
from textual.widgets.input import Selection as FieldSelection

from quizapp.core.day import Calendar
from quizapp.core.errors import NotSaved, SettingsError
from quizapp.core.settings import Settings, SettingValue
from quizapp.deck.deck import Deck
from quizapp.study.profile import Profile
from quizapp.ui.filter import Colourless, ControlFilter
from quizapp.ui.screens.home import HomeScreen
from quizapp.ui.themes import DARK, THEMES

if TYPE_CHECKING:
    from textual.command import Provider

    from quizapp.study.question_pool import QuizOptions
    from quizapp.study.review import ReviewSession
    from quizapp.study.selection import Selection


@runtime_checkable
class Session(Protocol):
    """What a screen may hold as its `session`, and what then hears of other settings."""

    def configure(self, settings: Settings, calendar: Calendar) -> None: ...


class ConfiguredApp(App[None]):
    def __init__(self, profile: Profile) -> None:
        super().__init__()
        self.profile = profile
        for theme in THEMES.values():
            self.register_theme(theme)
        wanted = profile.settings.theme
        self.theme = wanted if wanted in self.available_themes else DARK.name

    def apply_settings(self) -> None:
        """Take up the theme and the keys that are set, and say what is wrong with them."""
        settings = self.profile.settings
        if settings.theme not in self.available_themes:
            known = ", ".join(self.available_themes)
            self.tell(f"config.toml: there is no theme {settings.theme!r}; there are {known}.")
        self._apply_keys()
        self.theme_changed_signal.subscribe(self, self._remember_theme)

    def configure(self, name: str, value: SettingValue) -> bool:
        """Keep a setting and apply it at once. None is the default.

        False, with a message and all as it was, when it cannot be kept.
        """
        try:
            self.profile.configure(name, value)
        except SettingsError as error:
            self.tell(str(error))
            return False
        if name == "theme":
            self.theme = self.profile.settings.theme
        for screen in self.screen_stack:
            session = getattr(screen, "session", None)
            if isinstance(session, Session):
                session.configure(self.profile.settings, self.profile.calendar)
        return True

    def configure_key(self, name: str, key: str | None) -> bool:
        """As `configure`, for the key of the action `name`."""
        try:
            self.profile.configure_key(name, key)
        except SettingsError as error:
            self.tell(str(error))
            return False
        from quizapp.ui import keymap

        self.set_keymap(keymap.keymap(self.profile.settings.keys, keymap.places()))
        return True

    def _remember_theme(self, theme: Theme) -> None:
        if theme.name != self.profile.settings.theme:
            self.configure("theme", theme.name)

    def _apply_keys(self) -> None:
        """Use the keys that the learner chose, and say what is wrong with them."""
        chosen = self.profile.settings.keys
        if not chosen:
            return
        from quizapp.ui import keymap

        places = keymap.places()
        self.set_keymap(keymap.keymap(chosen, places))
        for problem in keymap.problems(chosen, places):
            self.tell(f"config.toml: {problem}")

    def tell(self, message: str, severity: str = "warning") -> None:
        """Show a message that need not be answered. It is text, never markup."""
        match severity:
            case "error":
                self.notify(message, severity="error", timeout=12, markup=False)
            case "information":
                self.clear_notifications()  # one hint at a time is enough
                self.notify(message, severity="information", timeout=3, markup=False)
            case _:
                self.notify(message, severity="warning", timeout=8, markup=False)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What our style sheet needs and other themes do not have."""
        if "faint" in self.current_theme.variables:
            return {}
        colors = self.current_theme.to_color_system().generate()
        faint = colors["foreground-muted"]
        return {"faint": faint, "rule": colors.get("foreground-disabled", faint)}


class DeckCommands(Provider):
    """Start a review of any deck, from Home."""

    async def discover(self) -> Hits:
        for title, run in self._commands():
            yield DiscoveryHit(Content(title), run, text=title)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for title, run in self._commands():
            if (score := matcher.match(title)) > 0:
                yield Hit(score, Content(title), run, text=title)

    def _commands(self) -> Iterator[tuple[str, Callable[[], None]]]:
        app = cast("QuizApp", self.app)
        if app.is_home:
            for deck in app.profile.library.decks:
                yield f"Review: {deck.title}", partial(app.review, [deck])


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


class QuizApp(ConfiguredApp):
    """Home, and a review or a quiz on top of it.

    `start_with` opens a review of these decks at once, or, with `quiz`, the setup of a quiz, with
    `new_quiz` not to go on with one that is open; or, with `past_quizzes`, those on these decks.
    """

    TITLE = "quizapp"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    COMMANDS = App.COMMANDS | {DeckCommands}
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
        profile: Profile,
        start_with: Sequence[Deck] = (),
        selection: "Selection | None" = None,
        quiz: "QuizOptions | None" = None,
        new_quiz: bool = False,
        past_quizzes: bool = False,
    ) -> None:
        super().__init__(profile)
        self._start_with = start_with
        self._selection = selection
        self._new_quiz = new_quiz
        self._past_quizzes = past_quizzes
        self.quiz_options = quiz
        """How the learner wanted a quiz to be when they last said so."""
        self._sessions: list[ReviewSession] = []
        self._controls = ControlFilter()

    def get_default_screen(self) -> Screen[None]:
        return HomeScreen(self.profile)

    def on_mount(self) -> None:
        self.apply_settings()
        for notice in self.profile.progress.notices:
            self.tell(notice)
        self._end_on_signals()
        self.call_after_refresh(self._settle)
        if self._past_quizzes:
            self.show_past_quizzes(self._start_with or None)
        elif self._start_with and self.quiz_options:
            self.quiz(self._start_with, self.quiz_options, self._new_quiz)
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
            session = self.profile.review(decks, selection)
        except NotSaved as error:
            self.tell(str(error), "error")
            return
        self._sessions.append(session)
        self.push_screen(ReviewScreen(self.profile, session))

    @property
    def can_undo(self) -> bool:
        """Whether something of the reviews since the app was opened can be taken back."""
        return any(session.undo_stack for session in self._sessions)

    def undo(self) -> None:
        """Take back what was done last in any of the reviews, and go on with that review."""
        from quizapp.presentation.limits import TAKEN_BACK
        from quizapp.study.stages import MoreGranted
        from quizapp.ui.screens.review import ReviewScreen

        while self._sessions and not self._sessions[-1].undo_stack:
            self._sessions.pop()
        if self._sessions:
            session = self._sessions[-1]
            try:
                deed = session.undo(self.profile.clock())
            except NotSaved as error:
                self.tell(str(error), "error")
                return
            if isinstance(deed, MoreGranted):
                self.tell(TAKEN_BACK, "information")
            if session.presented or not isinstance(deed, MoreGranted):
                self.push_screen(ReviewScreen(self.profile, session))

    def quiz(
        self,
        decks: Sequence[Deck],
        options: "QuizOptions | None" = None,
        new: bool = False,
    ) -> None:
        """Ask what a quiz should be: from `options` on, or from what was wished last.

        `new`: the learner does not want to go on with one that is open.
        """
        from quizapp.ui.screens.quiz_setup import QuizSetupScreen

        self.push_screen(QuizSetupScreen(self.profile, decks, options, new))

    def show_past_quizzes(self, decks: Sequence[Deck] | None = None) -> None:
        """The quizzes that were handed in: all of them, or those that asked of `decks`."""
        from quizapp.ui.screens.past_quizzes import PastQuizzesScreen

        self.push_screen(PastQuizzesScreen(self.profile, decks))

    def action_show_past_quizzes(self) -> None:
        self.show_past_quizzes()

    def get_key_display(self, binding: Binding) -> str:
        if binding.key.startswith("ctrl+"):
            return binding.key  # as all texts have it
        return _KEY_NAMES.get(binding.key) or super().get_key_display(binding)

    def action_help(self) -> None:
        from quizapp.ui.screens.overlays import HelpScreen

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
        from quizapp.ui import study_prompts
        from quizapp.ui.screens.set_aside import SetAsideScreen

        profile, decks = self.profile, self.profile.library.decks
        everything = partial(self.review, decks)
        yield SystemCommand("Review everything", "All that is due, in all decks", everything)
        yield SystemCommand("Quiz on everything", "All decks", partial(self.quiz, decks))
        past = self.show_past_quizzes
        yield SystemCommand("Past quizzes", "Their scores, and their results again", past)
        minutes = partial(study_prompts.ask_minutes, self, decks)
        yield SystemCommand("So many minutes", "What does most good in that time", minutes)
        more = partial(study_prompts.ask_more, self, profile, decks, partial(self.review, decks))
        yield SystemCommand("More today", "Beyond the limits, or ahead of time", more)
        practise = partial(study_prompts.ask_practice, self, profile, decks)
        yield SystemCommand("Practise", "The schedule stays as it is", practise)
        ready = partial(study_prompts.ask_day, self, profile, decks)
        yield SystemCommand("Ready by a day", "A plan for all decks", ready)
        aside = partial(self.push_screen, SetAsideScreen(profile))
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
