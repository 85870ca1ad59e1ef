"""The settings: each is kept and applied as soon as it is chosen."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from quizapp.core.settings import SettingValue
from quizapp.ui import keymap
from quizapp.ui.settings_form import setting_rows
from quizapp.ui.widgets.choices import Choices, Heading, Item, Setting
from quizapp.ui.widgets.frame import KeyBar, TitleLine

if TYPE_CHECKING:
    from quizapp.ui.app import QuizApp

KEY = "key:"
"""Before the name of a key in the id of its row."""


class SettingsScreen(Screen[None]):
    app: "QuizApp"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss", "Close"),
        Binding("escape", "keep", "Keep the key"),
        Binding("delete,backspace", "default", "Default", tooltip="Back to the default"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._places = keymap.places()
        self._before = self.app.profile.settings
        self._awaiting = ""
        """The name of the key that is to be pressed anew."""

    def compose(self) -> ComposeResult:
        yield TitleLine(
            Content.styled("Settings", "bold"), Content.styled("kept in config.toml", "$faint")
        )
        yield Static(classes="rule")
        yield Choices(self._items())
        yield Static(classes="rule")
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(Choices).focus()

    def on_screen_resume(self) -> None:
        self._await("")  # the palette was opened instead, and may have changed the theme
        self._show()

    def _show(self) -> None:
        self.query_one(Choices).show(self._items())

    def _items(self) -> list[Item]:
        profile, app = self.app.profile, self.app
        items = setting_rows(
            profile.settings,
            self._before,
            profile.model,
            app.available_themes.values(),
            app.theme,
        )
        listed: set[str | None] = set()
        for place in self._places:
            # a name that works in several places is one key, and is listed at the first of them
            here = {binding.id: binding for binding in reversed(place.chosen)}
            new = [one for name, one in reversed(here.items()) if name not in listed]
            listed.update(here)
            if new:
                items.append(Heading(f"Keys {place.name}"))
                items += [self._key_row(binding) for binding in new]
        return items

    def _key_row(self, binding: Binding) -> Setting:
        chosen = self.app.profile.settings.keys.get(binding.id or "") or binding.key
        shown = ", ".join(
            self.app.get_key_display(one) for one in Binding.make_bindings([Binding(chosen, "")])
        )
        return Setting(f"{KEY}{binding.id}", binding.description, (), shown, keymap.does(binding))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "dismiss" and any(one.is_typing for one in self.query(Choices)):
            return False  # q would throw away what was typed
        return bool(self._awaiting) == (action == "keep")

    @on(Choices.Changed)
    def _changed(self, event: Choices.Changed) -> None:
        self.app.configure(event.id, cast("SettingValue", event.value))
        self._show()

    @on(Choices.Activated)
    def _ask_for_key(self, event: Choices.Activated) -> None:
        self._await(event.id.removeprefix(KEY))
        self.query_one(Choices).say("Press the new key; escape keeps it.")

    def _await(self, name: str) -> None:
        """Take the next key for the action `name`; `""` for none any more."""
        self._awaiting = name
        self.query_one(Choices).waiting = bool(name)
        self.refresh_bindings()

    def on_key(self, event: events.Key) -> None:
        """Take the key that was asked for, before it does what it does elsewhere."""
        if name := self._awaiting:
            event.stop()
            event.prevent_default()
            self._await("")
            if event.key == "escape":
                self._show()
            else:
                self._choose(name, event.key)

    def action_keep(self) -> None:
        """For a click on its name; the key itself is taken as any other."""
        self._await("")
        self._show()

    def _choose(self, name: str, key: str) -> None:
        binding = next(one for place in self._places for one in place.chosen if one.id == name)
        refused = keymap.refusal(binding, key, self.app.profile.settings.keys, self._places)
        if not refused:
            self.app.configure_key(name, None if key == binding.key else key)
        self._show()
        if refused:
            self.query_one(Choices).say(refused)

    def action_default(self) -> None:
        row = self.query_one(Choices).row
        if row is None:
            return
        if row.id.startswith(KEY):
            self.app.configure_key(row.id.removeprefix(KEY), None)
        else:
            self.app.configure(row.id, None)
        self._show()
