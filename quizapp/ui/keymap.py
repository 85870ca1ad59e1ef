"""The keys that a learner may choose anew, where they work, and what is wrong with a choice."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import Keys, key_to_character
from textual.screen import Screen

_NAMES = {key.value for key in Keys}
_MODIFIERS = {"ctrl", "shift", "alt", "super", "meta"}
_WHILE_TYPING = {"quit", "copy", "leave"}
"""Names of actions that are wanted in a field too, where letters are letters."""


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """Where keys work together. A binding with an id can be chosen anew by it."""

    name: str
    """As the end of a sentence: `in a review`."""
    bindings: tuple[Binding, ...]

    @property
    def chosen(self) -> tuple[Binding, ...]:
        return tuple(one for one in self.bindings if one.id)


EVERYWHERE = "everywhere"


def places() -> tuple[KeyPlace, ...]:
    """All of them: the one list of where bindings live. The first is of keys that always work."""
    # these load pydantic and the questions, 100 ms, and few learners choose keys
    from quizapp.ui.app import QuizApp
    from quizapp.ui.screens.home import HomeScreen
    from quizapp.ui.screens.quiz import OverviewScreen, QuizScreen
    from quizapp.ui.screens.quiz_setup import QuizSetupScreen
    from quizapp.ui.screens.results import ResultsScreen
    from quizapp.ui.screens.review import ReviewScreen
    from quizapp.ui.screens.set_aside import SetAsideScreen
    from quizapp.ui.screens.settings import SettingsScreen
    from quizapp.ui.screens.summary import SummaryScreen
    from quizapp.ui.widgets.choices import Choices
    from quizapp.ui.widgets.deck_list import DeckList
    from quizapp.ui.widgets.pair import PairUp
    from quizapp.ui.widgets.rows import ArrangeItems, ManyOptions, OneOption, OptionRows

    answers = (OptionRows, OneOption, ManyOptions, ArrangeItems, PairUp)
    return (
        KeyPlace(EVERYWHERE, (*_of(QuizApp, Screen), Binding("ctrl+p", "palette", "Commands"))),
        KeyPlace("on Home", _of(HomeScreen, DeckList)),
        KeyPlace("in a review", _of(ReviewScreen, *answers)),
        KeyPlace("in a quiz", _of(QuizScreen, OverviewScreen, *answers)),
        KeyPlace("before a quiz", _of(QuizSetupScreen, Choices)),
        KeyPlace("in the results of a quiz", _of(ResultsScreen)),
        KeyPlace("in the summary", _of(SummaryScreen)),
        KeyPlace("among cards set aside", _of(SetAsideScreen)),
        KeyPlace("in the settings", _of(SettingsScreen, Choices)),
    )


def _of(*homes: type[DOMNode] | type[App[None]]) -> tuple[Binding, ...]:
    return tuple(one for home in homes for one in home.BINDINGS if isinstance(one, Binding))


def problems(chosen: Mapping[str, str], places: Sequence[KeyPlace]) -> Iterator[str]:
    """A sentence for each name and key that cannot be used, or that two actions share."""
    known = {binding.id: binding for place in places for binding in place.chosen}
    for name, keys in chosen.items():
        if name not in known:
            names = ", ".join(sorted(one for one in known if one))
            yield f"no key is called {name}; there are {names}."
            continue
        for key in keys.split(","):
            if not is_key(key):
                yield f"{key!r} for {name} is no key; write z, f5 or ctrl+z."
            elif _is_typed(name, key):
                yield f"{key} for {name} would be typed into a field; write f5 or ctrl+z."
            elif clash := _clash(known[name], key, chosen, places):
                other, _ = clash
                yield f"{key} is the key of {name} and of {other.id or does(other)}."


def refusal(
    binding: Binding, key: str, chosen: Mapping[str, str], places: Sequence[KeyPlace]
) -> str | None:
    """Why `key`, as pressed, cannot be chosen for `binding`; None when it can."""
    assert binding.id
    if not is_key(key):
        return "quizapp cannot tell that key from others. Take another."
    if _is_typed(binding.id, key):
        return f"That types a letter, and {binding.description} must work while you type."
    if clash := _clash(binding, key, chosen, places):
        other, place = clash
        return f"That key is for “{other.description or does(other)}” {place.name}. Take another."
    return None


def does(binding: Binding) -> str:
    """What a key does, in words."""
    return binding.tooltip or binding.description


def keymap(chosen: Mapping[str, str], places: Sequence[KeyPlace]) -> dict[str, str]:
    """`chosen`, and the defaults of the bindings that share a key with one of those.

    Textual takes a key that is given up from all that share it; so they are told to keep it.
    """
    defaults = {one.id: one.key for place in places for one in place.chosen if one.id}
    given_up = {key for name in chosen for key in defaults.get(name, "").split(",")}
    shared = {name: keys for name, keys in defaults.items() if given_up & set(keys.split(","))}
    return shared | dict(chosen)


def is_key(key: str) -> bool:
    *modifiers, name = key.split("+") if len(key) > 1 else [key]
    known = len(name) == 1 or name in _NAMES or key in _NAMES or bool(key_to_character(name))
    return known and set(modifiers) <= _MODIFIERS


def _is_typed(name: str, key: str) -> bool:
    return name in _WHILE_TYPING and (key_to_character(key) or "\0").isprintable()


def _clash(
    binding: Binding, key: str, chosen: Mapping[str, str], places: Sequence[KeyPlace]
) -> tuple[Binding, KeyPlace] | None:
    """Another action with the same key, in a place where `binding` works too.

    What shares its key by default does so because the two are never wanted at the same time.
    """
    wanted = _long(key)
    if wanted in _keys(binding.key):
        return None
    homes = [place for place in places if binding.id in {one.id for one in place.chosen}]
    always = any(place.name == EVERYWHERE for place in homes)
    for place in places:
        if always or place in homes or place.name == EVERYWHERE:
            for other in place.bindings:
                keys = chosen.get(other.id, other.key) if other.id else other.key
                is_other = other.id != binding.id and other.action != binding.action
                if is_other and wanted in _keys(keys):
                    return other, place
    return None


def _keys(keys: str) -> list[str]:
    return [_long(key) for key in keys.split(",")]


def _long(key: str) -> str:
    """`question_mark` for `?`, as Textual has it."""
    [binding] = Binding.make_bindings([Binding(key or "space", "")])
    return binding.key
