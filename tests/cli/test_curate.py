"""`quizapp curate`: which drafts a name stands for."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from quizapp.cli.group import group
from tests.author.curating import EVENTS, make, text_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make(tmp_path / "arlen")


def curate(*arguments: str, told: str = "end\n") -> str:
    found = CliRunner().invoke(group, ["curate", *arguments, "--plain"], input=told)
    assert found.exception is None, found.output
    return found.output


def test_a_folder_is_curated_deck_by_deck_the_best_first(folder: Path) -> None:
    said = curate(str(folder), told="keep\nend\n")
    assert "How much will the bridge cost?" in said
    assert "1 of 3" in said
    assert "saved" in said
    assert text_of(folder).count("status: draft") == 1


def test_a_file_or_a_slug_is_one_deck(folder: Path, home: Path) -> None:
    assert "1 of 1" in curate(str(folder / "people.yaml"))
    make(home / "decks")
    assert "1 of 2" in curate("arlen-events")
    assert text_of(home / "decks") == EVENTS


def test_without_a_name_the_learners_own_drafts_are_curated(home: Path) -> None:
    assert "No draft waits" in curate()
    make(home / "decks")
    assert "1 of 3" in curate()
