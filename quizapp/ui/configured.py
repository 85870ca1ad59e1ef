"""An app that looks and works as its learner has set it, from the moment they set it."""

from typing import Protocol, runtime_checkable

from textual.app import App
from textual.theme import Theme

from quizapp.day import Calendar
from quizapp.errors import SettingsError
from quizapp.settings import Settings, Value
from quizapp.study.learner import Learner
from quizapp.ui.themes import DARK, THEMES


@runtime_checkable
class Session(Protocol):
    """What a screen may hold as its `session`, and what then hears of other settings."""

    def configure(self, settings: Settings, calendar: Calendar) -> None: ...


class ConfiguredApp(App[None]):
    def __init__(self, learner: Learner) -> None:
        super().__init__()
        self.learner = learner
        for theme in THEMES.values():
            self.register_theme(theme)
        wanted = learner.settings.theme
        self.theme = wanted if wanted in self.available_themes else DARK.name

    def apply_settings(self) -> None:
        """Take up the theme and the keys that are set, and say what is wrong with them."""
        settings = self.learner.settings
        if settings.theme not in self.available_themes:
            known = ", ".join(self.available_themes)
            self.tell(f"config.toml: there is no theme {settings.theme!r}; there are {known}.")
        self._apply_keys()
        self.theme_changed_signal.subscribe(self, self._remember_theme)

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
