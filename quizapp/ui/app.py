"""The app: its themes, its global keys, and what it does with an error."""

import asyncio
import contextlib
import gc
import signal
from collections.abc import Iterable, Sequence
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.screen import Screen
from textual.theme import Theme

from quizapp.day import Calendar
from quizapp.deck.deck import Deck
from quizapp.errors import SettingsError
from quizapp.settings import Settings, Value
from quizapp.study.learner import Learner
from quizapp.ui.filter import ControlFilter
from quizapp.ui.screens.home import HomeScreen
from quizapp.ui.themes import DARK, THEMES

if TYPE_CHECKING:
    from textual.command import Provider

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
    import quizapp.ui.screens.summary  # noqa: F401
    from quizapp.progress import disk

    disk.load_lock()


def _deck_commands() -> type["Provider"]:
    from quizapp.ui.palette import DeckCommands  # when the palette is opened, not before

    return DeckCommands


@runtime_checkable
class Session(Protocol):
    """What a screen may hold as its `session`, and what then hears of other settings."""

    def configure(self, settings: Settings, calendar: Calendar) -> None: ...


class QuizApp(App[None]):
    """Home, and a review on top of it. `start_with` opens a review of these decks at once."""

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
        Binding(
            "ctrl+q,ctrl+c", "quit", "Quit", show=False, tooltip="Quit", id="quit", priority=True
        ),
    ]

    def __init__(self, learner: Learner, start_with: Sequence[Deck] = ()) -> None:
        super().__init__()
        self.learner = learner
        self._start_with = start_with
        self._controls = ControlFilter()
        for theme in THEMES.values():
            self.register_theme(theme)
        wanted = learner.settings.theme
        self.theme = wanted if wanted in self.available_themes else DARK.name

    def get_default_screen(self) -> Screen[None]:
        return HomeScreen(self.learner)

    def on_mount(self) -> None:
        settings = self.learner.settings
        if settings.theme not in self.available_themes:
            known = ", ".join(self.available_themes)
            self.tell(f"config.toml: there is no theme {settings.theme!r}; there are {known}.")
        self._apply_keys()
        for notice in self.learner.progress.notices:
            self.tell(notice)
        self._end_on_signals()
        self.call_after_refresh(self._settle)
        self.theme_changed_signal.subscribe(self, self._remember_theme)
        if self._start_with:
            self.review(self._start_with)

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

    def configure(self, name: str, value: Value) -> bool:
        """Keep a setting and apply it at once. None is the default.

        False, with a message and all as it was, when it cannot be kept.
        """
        try:
            self.learner.configure(name, value)
        except SettingsError as error:
            self.tell(str(error))
            return False
        if name == "theme":
            self.theme = self.learner.settings.theme
        for screen in self.screen_stack:
            session = getattr(screen, "session", None)
            if isinstance(session, Session):
                session.configure(self.learner.settings, self.learner.calendar)
        return True

    def configure_key(self, name: str, key: str | None) -> bool:
        """As `configure`, for the key of the action `name`."""
        try:
            self.learner.configure_key(name, key)
        except SettingsError as error:
            self.tell(str(error))
            return False
        from quizapp.ui import keys

        self.set_keymap(keys.keymap(self.learner.settings.keys, keys.places()))
        return True

    def _remember_theme(self, theme: Theme) -> None:
        if theme.name != self.learner.settings.theme:
            self.configure("theme", theme.name)

    def _apply_keys(self) -> None:
        """Use the keys that the learner chose, and say what is wrong with them."""
        chosen = self.learner.settings.keys
        if not chosen:
            return
        from quizapp.ui import keys

        places = keys.places()
        self.set_keymap(keys.keymap(chosen, places))
        for problem in keys.problems(chosen, places):
            self.tell(f"config.toml: {problem}")

    def review(self, decks: Sequence[Deck]) -> None:
        """Begin a review on top of Home."""
        from quizapp.ui.screens.review import ReviewScreen  # 20 ms that Home need not wait for

        self.push_screen(ReviewScreen(self.learner, self.learner.review(decks)))

    def tell(self, message: str, severity: str = "warning") -> None:
        """Show a message that need not be answered. It is text, never markup."""
        match severity:
            case "error":
                self.notify(message, severity="error", timeout=12, markup=False)
            case "information":
                self.notify(message, severity="information", timeout=3, markup=False)
            case _:
                self.notify(message, severity="warning", timeout=8, markup=False)

    def get_key_display(self, binding: Binding) -> str:
        return _KEY_NAMES.get(binding.key) or super().get_key_display(binding)

    def action_help(self) -> None:
        from quizapp.ui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

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
            everything = partial(self.review, self.learner.library.decks)
            yield SystemCommand("Review everything", "All that is due, in all decks", everything)

    @property
    def is_home(self) -> bool:
        """Whether Home is what the learner sees, the palette aside."""
        return len([screen for screen in self.screen_stack if not screen.is_modal]) == 1

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What our style sheet needs and other themes do not have."""
        if "faint" in self.current_theme.variables:
            return {}
        colors = self.current_theme.to_color_system().generate()
        faint = colors["foreground-muted"]
        return {"faint": faint, "rule": colors.get("foreground-disabled", faint)}

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), self._controls]
