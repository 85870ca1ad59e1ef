"""The table of actions as Textual's bindings, and the keys that a learner chose instead of ours."""

from collections.abc import Iterator, Mapping

from textual.binding import ActiveBinding, Binding, BindingType
from textual.keys import Keys, key_to_character

from quizapp.presentation.actions import ALWAYS, PLACES, WHILE_TYPING, Action, Actions, Place

_NAMES = {key.value for key in Keys}
_MODIFIERS = {"ctrl", "shift", "alt", "super", "meta"}


def bindings(actions: Actions) -> list[BindingType]:
    """Those with a key, in their order: where several have one key, the first that can be done is.

    A binding calls the method `action_` with the action's id, `_` for `-`, unless the table says
    otherwise. Its id is set where the learner may give it another key.
    """
    return list(_bindings(actions))


def _bindings(actions: Actions) -> Iterator[Binding]:
    for one in actions:
        if not one.key:
            continue
        yield Binding(
            one.key,
            one.method,
            one.label,
            show=one.shown,
            tooltip=one.help,
            id=None if one.fixed else one.id,
            priority=one.priority,
        )
        if one.typing:
            yield Binding(one.typing, one.method, one.label, show=one.shown)


def in_order(found: dict[str, ActiveBinding], actions: Actions) -> dict[str, ActiveBinding]:
    """Bindings of a screen with those of its own table first, before what a part of it offers."""
    order = {one.method: (place, one.key.split(",")) for place, one in enumerate(actions)}
    last = (len(order), list[str]())

    def place(key: str) -> tuple[int, bool]:
        at, keys = order.get(found[key].binding.action, last)
        return at, key != keys[0] if keys else False

    return {key: found[key] for key in sorted(found, key=place)}


def problems(chosen: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each name and key that cannot be used, or that two actions share."""
    known = {action.id: action for place in PLACES for action in place.remappable}
    for name, keys in chosen.items():
        if name not in known:
            yield f"no key is called {name}; there are {', '.join(sorted(known))}."
            continue
        for key in keys.split(","):
            if not is_key(key):
                yield f"{key!r} for {name} is no key; write z, f5 or ctrl+z."
            elif _is_typed(name, key):
                yield f"{key} for {name} would be typed into a field; write f5 or ctrl+z."
            elif clash := _clash(known[name], key, chosen):
                other, _ = clash
                theirs = other.does if other.fixed else other.id
                yield f"{key} is the key of {name} and of {theirs}."


def refusal(action: Action, key: str, chosen: Mapping[str, str]) -> str | None:
    """Why `key`, as pressed, cannot be chosen for `action`; None when it can."""
    if not is_key(key):
        return "quizapp cannot tell that key from others. Take another."
    if _is_typed(action.id, key):
        return f"That types a letter, and {action.label} must work while you type."
    if clash := _clash(action, key, chosen):
        other, place = clash
        return f"That key is for “{other.label or other.does}” {place.name}. Take another."
    return None


def keymap(chosen: Mapping[str, str]) -> dict[str, str]:
    """`chosen`, and the defaults of the actions that share a key with one of those.

    Textual takes a key that is given up from all that share it; so they are told to keep it.
    """
    defaults = {one.id: one.key for place in PLACES for one in place.remappable}
    given_up = {key for name in chosen for key in defaults.get(name, "").split(",")}
    shared = {name: keys for name, keys in defaults.items() if given_up & set(keys.split(","))}
    return shared | dict(chosen)


def is_key(key: str) -> bool:
    *modifiers, name = key.split("+") if len(key) > 1 else [key]
    known = len(name) == 1 or name in _NAMES or key in _NAMES or bool(key_to_character(name))
    return known and set(modifiers) <= _MODIFIERS


def _is_typed(name: str, key: str) -> bool:
    return name in WHILE_TYPING and (key_to_character(key) or "\0").isprintable()


def _clash(action: Action, key: str, chosen: Mapping[str, str]) -> tuple[Action, Place] | None:
    """Another action with the same key, in a place where `action` works too.

    What shares its key by default does so because the two are never wanted at the same time.
    """
    wanted = _long(key)
    if wanted in _keys(action.key):
        return None
    homes = [place for place in PLACES if action.id in {one.id for one in place.remappable}]
    for place in PLACES:
        if ALWAYS in homes or place in homes or place is ALWAYS:
            for other in place.actions:
                keys = other.key if other.fixed else chosen.get(other.id, other.key)
                is_other = other.id != action.id and other.method != action.method
                if is_other and wanted in (*_keys(keys), *_keys(other.typing)):
                    return other, place
    return None


def _keys(keys: str) -> list[str]:
    return [_long(key) for key in keys.split(",") if key]


def _long(key: str) -> str:
    """`question_mark` for `?`, as Textual has it."""
    [binding] = Binding.make_bindings([Binding(key or "space", "")])
    return binding.key
