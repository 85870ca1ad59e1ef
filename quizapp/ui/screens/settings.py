"""The settings: each is kept and applied as soon as it is chosen."""

from typing import ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from quizapp.core.settings import Settings, SettingValue
from quizapp.presentation.actions import PLACES, SETTINGS, Action
from quizapp.presentation.form import Heading, Item, Setting
from quizapp.presentation.settings_form import changes, setting_rows
from quizapp.study.profile import Profile
from quizapp.ui.keymap import bindings, refusal
from quizapp.ui.navigation import navigator
from quizapp.ui.themes import THEMES
from quizapp.ui.widgets.choices import Choices
from quizapp.ui.widgets.frame import KeyBar, TitleLine

WHERE = "kept in config.toml"
KEY = "key:"
"""Before the name of a key in the id of its row."""


class SettingsScreen(Screen[None]):
    BINDINGS: ClassVar[list[BindingType]] = bindings(SETTINGS)

    def __init__(self, profile: Profile) -> None:
        super().__init__()
        self._profile = profile
        self._before = profile.settings
        self._awaiting = ""
        """The name of the key that is to be pressed anew."""

    def compose(self) -> ComposeResult:
        yield TitleLine(Content.styled("Settings", "bold"), Content.styled(WHERE, "$faint"))
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
        items = self._rows(self._profile.settings, self.app.theme)
        listed: set[str] = set()
        for place in PLACES:
            # a name that works in several places is one key, and is listed at the first of them
            new = {one.id: one for one in reversed(place.remappable) if one.id not in listed}
            listed.update(new)
            if new:
                items.append(Heading(f"Keys {place.name}"))
                items += [self._key_row(action) for action in reversed(new.values())]
        return items

    def _rows(self, settings: Settings, theme: str) -> list[Item]:
        """All but the keys."""
        known = self.app.available_themes
        ours = [name for name in THEMES if name in known]
        themes = (*ours, *sorted(known.keys() - THEMES.keys()))
        return setting_rows(settings, self._before, self._profile.model, themes, theme)

    @property
    def _changes(self) -> list[str]:
        """What was changed since the screen was opened, a sentence each."""
        before, now = self._before, self._profile.settings
        if now == before:
            return []
        return changes(self._rows(before, before.theme), self._rows(now, now.theme))

    def on_unmount(self) -> None:
        """Say what was changed: the keys may have been meant for another screen."""
        if told := self._changes:
            navigator(self).tell("\n".join(told), "news")

    def _key_row(self, action: Action) -> Setting:
        chosen = self._profile.settings.keys.get(action.id) or action.key
        shown = ", ".join(
            self.app.get_key_display(one) for one in Binding.make_bindings([Binding(chosen, "")])
        )
        return Setting(f"{KEY}{action.id}", action.label, (), shown, action.does)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("dismiss", "optimise") and any(one.is_typing for one in self.query(Choices)):
            return False  # q would throw away what was typed
        return bool(self._awaiting) == (action == "keep")

    def action_optimise(self) -> None:
        navigator(self).optimise()

    @on(Choices.Changed)
    def _changed(self, event: Choices.Changed) -> None:
        navigator(self).configure(event.id, cast("SettingValue", event.value))
        self._show()

    @on(Choices.Activated)
    def _activate(self, event: Choices.Activated) -> None:
        if event.id == "fsrs_parameters":
            self.action_optimise()
            return
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
        action = next(one for place in PLACES for one in place.remappable if one.id == name)
        refused = refusal(action, key, self._profile.settings.keys)
        if not refused:
            navigator(self).configure_key(name, None if key == action.key else key)
        self._show()
        if refused:
            self.query_one(Choices).say(refused)

    def action_default(self) -> None:
        row = self.query_one(Choices).row
        if row is None:
            return
        if row.id.startswith(KEY):
            navigator(self).configure_key(row.id.removeprefix(KEY), None)
        else:
            navigator(self).configure(row.id, None)
        self._show()
