"""The table of actions: what front ends have comes from it, and nothing else."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import pytest
from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode

import quizapp.plain
import quizapp.ui
from quizapp.plain.dialogue import Dialogue
from quizapp.plain.quiz import QuizDialogue
from quizapp.plain.review import ReviewDialogue
from quizapp.presentation import actions
from quizapp.presentation.actions import PLACES, Action
from quizapp.study.actions import QuizAction, ReviewAction
from quizapp.ui.keymap import bindings


def ours(base: type) -> Iterator[type]:
    """All classes of the app that derive from `base`."""
    for package in (quizapp.ui, quizapp.plain):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            import_module(module.name)

    def below(one: type) -> Iterator[type]:
        for child in one.__subclasses__():
            yield child
            yield from below(child)

    yield from {one for one in below(base) if one.__module__.startswith("quizapp.")}


def table() -> list[Action]:
    groups = [one for one in vars(actions).values() if isinstance(one, tuple)]
    listed = [one for group in groups for one in group if isinstance(one, Action)]
    return [*listed, *(one for one in vars(actions).values() if isinstance(one, Action))]


WITH_KEYS = sorted((one for one in ours(DOMNode) if one.__dict__.get("BINDINGS")), key=str)


def test_there_are_classes_with_keys_to_look_at() -> None:
    assert len(WITH_KEYS) > 20


@pytest.mark.parametrize("place", WITH_KEYS, ids=lambda one: one.__name__)
def test_every_binding_of_the_app_is_made_from_the_table(place: type[DOMNode]) -> None:
    made = bindings(tuple(table()))
    for binding in place.__dict__["BINDINGS"]:
        assert binding in made


@pytest.mark.parametrize("place", WITH_KEYS, ids=lambda one: one.__name__)
def test_every_binding_has_a_method_that_does_it(place: type[DOMNode]) -> None:
    apps = [one for one in ours(App) if one.__name__ == "QuizApp"]
    for binding in place.__dict__["BINDINGS"]:
        assert isinstance(binding, Binding)
        name = binding.action.partition("(")[0]
        home, _, method = name.rpartition(".")
        candidates = apps if home == "app" else [place, *apps]
        assert any(hasattr(one, f"action_{method}") for one in candidates), binding


def test_every_action_of_a_session_has_a_key_or_a_command() -> None:
    reviews = {one.id for one in (*actions.REVIEW, *actions.PLAIN_REVIEW)}
    assert {one.value for one in ReviewAction} - reviews == {"answer"}  # typing or picking does it
    assert {one.value for one in QuizAction} - {one.id for one in actions.QUIZ} == {"answer"}


def test_every_command_of_plain_mode_has_a_method_that_does_it() -> None:
    for dialogue in ours(Dialogue):
        assert issubclass(dialogue, Dialogue)
        for action in dialogue.actions:
            if action.command:
                assert hasattr(dialogue, f"do_{action.id.replace('-', '_')}"), action
    assert {one.command for one in ReviewDialogue.actions if one.command} == {
        "ahead", "bury", "changes", "continue", "edit", "end", "flag", "harder", "hint", "history",
        "left",
        "more", "right", "source", "suspend", "undo",
    }  # fmt: skip
    assert {one.command for one in QuizDialogue.actions if one.command} == {
        "back", "clear", "done", "drop", "end", "go", "mark", "next", "open", "sure", "time",
        "undo",
    }  # fmt: skip


def test_the_names_of_keys_in_the_settings_stay() -> None:
    """They stand in learners' files."""
    assert {one.id for place in PLACES for one in place.remappable} == {
        "all-drafts", "also-true", "begin", "browse", "bury", "change-type", "changes", "clear",
        "copy", "curate",
        "as-table", "dont-know", "drop-draft", "edit", "edit-draft", "edit-lines", "end", "flag",
        "from-article", "hand-in", "harder", "help", "hint", "history", "how-sure", "keep",
        "keep-draft",
        "leave", "mark", "minutes", "missed", "more", "move-draft", "new-card", "next-draft",
        "next-question", "optimise", "organise", "other-side", "overrule", "overview",
        "past-quizzes", "practise",
        "previous-draft", "previous-question", "put-off", "quit", "quiz", "read", "ready", "review",
        "review-all", "scope", "set-aside", "settings", "source", "statistics", "suspend", "undo",
    }  # fmt: skip


def test_no_two_keys_of_one_place_and_name_differ() -> None:
    for place in PLACES:
        keys: dict[str, str] = {}
        for one in place.remappable:
            assert keys.setdefault(one.id, one.key) == one.key
