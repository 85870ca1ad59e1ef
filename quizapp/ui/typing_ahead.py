"""Keys for a field that is not there yet: they are kept, and given to it in their order.

From the key that opens a screen until its field has the focus, there is nobody to type to: keys
would be lost, or would be those of the app. The same befalls keys of one burst that were sent to
what had the focus before.
"""

from functools import cache

from textual import events
from textual.app import App
from textual.binding import Binding
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

TypedEvent = events.Key | events.Paste


class Detour(Message):
    """Comes back to the app behind the keys that were pressed before it, the way that they go."""

    def __init__(self, key: events.Key | None = None) -> None:
        """`key` waits for them; without one, it is for the next of those that were kept."""
        super().__init__()
        self.key = key


class TypingAhead:
    """What the app does with what is typed before its field is there.

    A screen with a true `opens_with_field` has all keys for its field from the moment it is opened.
    """

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._awaited: Screen[object] | None = None
        """The screen whose field has not the focus yet."""
        self._is_there = False
        """Whether it has the focus now, while not all that was kept has been given to it."""
        self._way: Widget | None = None
        """Where a message was sent to come back when the last of those given was taken."""
        self._kept: list[TypedEvent] = []
        self._astray: list[events.Paste] = []
        """Pasted where there was no field, and on their way back to the app."""

    def keep_for(self, screen: Screen[object]) -> bool:
        """Whether to keep what is typed from now on, as it is for a field of this screen."""
        if screen.is_mounted or not getattr(screen, "opens_with_field", False):
            return False  # one that is come back to has its focus still
        self._awaited, self._is_there, self._way, self._kept = screen, False, None, []
        return True

    def next_for(self, screen: Screen[object]) -> TypedEvent | None:
        """The first of what was typed ahead for this screen, whose field has the focus now, or for
        one that such a key has opened.

        None when all was given: from then on, keys go their usual way.
        """
        if self._awaited is None or (screen is not self._awaited and not self._is_there):
            return None
        self._is_there = True
        if not self._kept:
            self._awaited = None
            return None
        # what was sent elsewhere first comes back later than what came after it
        first = min(self._kept, key=lambda one: one.time)
        self._kept.remove(first)
        return _anew(first)

    def await_taken(self) -> None:
        """Come back to the app for the next one when the last one has been taken."""
        self._way = self._app.focused or self._app.screen
        self._way.post_message(Detour())

    @property
    def is_stuck(self) -> bool:
        """Whether that message is lost, as what it was sent to is gone."""
        return self._is_there and self._way is not None and not self._way.is_attached

    def now(self, event: events.Event) -> events.Event | None:
        """What the app should handle at an event: it, or one for the field, or nothing yet."""
        if not isinstance(event, TypedEvent):
            return event
        is_early = self._awaited is not None and self._awaited is self._app.screen
        if is_early and not (self._is_there and event.is_forwarded):
            self._kept.append(event)
            return None
        there = self._app.focused
        field = there if isinstance(there, Input | TextArea) else None
        if isinstance(event, events.Paste):
            if not event.is_forwarded:
                self._astray = [] if field else [event]
            elif event in self._astray:
                self._astray.clear()
                return _anew(event) if field else event
        # a field takes letters, so one that it could take and that went past it was sent elsewhere
        elif event.is_forwarded and field and field.check_consume_key(event.key, event.character):
            return _anew(event)
        return event

    def detour(self, event: events.Event) -> bool:
        """Send a letter that would overtake the keys before it, as one with priority does, behind
        them: the first of those may open a field that it is for."""
        if not isinstance(event, events.Key) or event.is_forwarded or not event.is_printable:
            return False
        screen, there = self._app.screen, self._app.focused
        if screen is self._awaited or isinstance(there, Input | TextArea):
            return False
        if not _has_priority(type(screen)):
            return False
        found = screen.active_bindings.get(event.key)
        if found is None or not found.binding.priority:
            return False
        return (there or screen).post_message(Detour(event))


@cache
def _has_priority(kind: type[Screen[object]]) -> bool:
    return any(isinstance(one, Binding) and one.priority for one in kind.BINDINGS)


def _anew(event: TypedEvent) -> TypedEvent:
    """As it came from the terminal."""
    if isinstance(event, events.Key):
        return events.Key(event.key, event.character)
    return events.Paste(event.text)
