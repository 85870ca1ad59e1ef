"""Commands on decks that the learner has hidden, archived or called otherwise."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizapp.cli.group import group
from quizapp.progress.events import ARCHIVED, HIDDEN, TITLE, Arranged
from quizapp.progress.progress import Progress
from tests.conftest import PRESENT
from tests.study.decks import choices, deck


def run(*words: str) -> Result:
    return CliRunner().invoke(group, words, input="")


@pytest.fixture
def arranged(home: Path) -> Path:
    """Three decks: one with another title, one hidden, one archived."""
    for slug in ("one", "two", "three"):
        deck(home / "decks", choices(3), slug)
    progress = Progress.open(home)
    for slug, field, value in (("one", TITLE, "Mine"), ("two", HIDDEN, 1), ("three", ARCHIVED, 1)):
        progress.change(Arranged(slug, field, value), PRESENT)
    progress.close()
    return home


def own(listed: list[dict[str, object]]) -> list[object]:
    """Without the decks that are shipped."""
    return [one["deck"] for one in listed if one["deck"] in ("one", "two", "three")]


@pytest.mark.usefixtures("arranged")
def test_due_counts_what_is_asked_and_names_what_is_not() -> None:
    found = json.loads(run("due", "--json").stdout)
    assert own(found["decks"]) == ["one"] == own(found["waiting"]["decks"])
    assert (found["hidden"], found["archived"]) == (["two"], ["three"])
    said = run("due").stdout
    assert "Mine" in said
    assert "The deck one" not in said
    assert "The deck two" not in said
    assert "Not counted: 1 deck hidden and 1 deck archived." in said


@pytest.mark.usefixtures("arranged")
def test_a_hidden_deck_is_asked_when_it_is_named_and_an_archived_one_never() -> None:
    hidden = run("review", "two", "--plain")
    assert hidden.exit_code == 0
    assert "Which is right" in hidden.stdout
    refused = run("review", "three", "--plain")
    assert "three is archived, so nothing of it is asked; “Organise”" in str(refused.exception)
    assert run("review", "one", "--plain").exit_code == 0


def test_without_a_name_neither_is_asked_and_no_deck_file_has_changed(arranged: Path) -> None:
    files = {path: path.read_bytes() for path in (arranged / "decks").iterdir()}
    said = run("review", "--plain").stdout
    assert "20 " in said or "Which is right" in said
    assert "The deck two" not in said
    assert {path: path.read_bytes() for path in (arranged / "decks").iterdir()} == files
