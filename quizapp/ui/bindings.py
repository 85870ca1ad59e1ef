"""The table of actions as Textual's bindings."""

from collections.abc import Iterator

from textual.binding import Binding, BindingType

from quizapp.presentation.actions import Actions


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
