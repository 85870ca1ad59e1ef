"""What is wrong with the keys that a learner chose in `config.toml`."""

from collections.abc import Iterator, Mapping, Sequence

from textual.binding import Binding
from textual.keys import Keys

_NAMES = {key.value for key in Keys}
_MODIFIERS = {"ctrl", "shift", "alt", "super", "meta"}


def problems(chosen: Mapping[str, str], bindings: Sequence[Binding]) -> Iterator[str]:
    """A sentence for each name and key that cannot be used, or that two actions share.

    `bindings` are those of all screens; the ones with an id can be chosen anew.
    """
    by_id = {binding.id: binding.key for binding in bindings if binding.id}
    keys = {name: chosen.get(name, default).split(",") for name, default in by_id.items()}
    for name in chosen:
        if name not in by_id:
            known = ", ".join(sorted(by_id))
            yield f"config.toml: no key is called {name}; there are {known}."
            continue
        for key in keys[name]:
            if not _is_key(key):
                yield f"config.toml: {key!r} for {name} is no key; write z, f5 or ctrl+z."
            for other in by_id:
                if other != name and key in keys[other] and key not in by_id[name].split(","):
                    yield f"config.toml: {key} is the key of {name} and of {other}."


def _is_key(key: str) -> bool:
    *modifiers, name = key.split("+") if len(key) > 1 else [key]
    return (len(name) == 1 or name in _NAMES or key in _NAMES) and set(modifiers) <= _MODIFIERS
