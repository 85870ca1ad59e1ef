"""`quizapp new`: a deck to start from."""

import errno
import os
import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from quizapp.cli.new import command
from quizapp.core.errors import DeckError
from quizapp.deck import modeline
from quizapp.deck.check import check_file
from quizapp.deck.deck import Limits, Source
from quizapp.deck.files import deck_files
from quizapp.deck.header import DeckHeader, Defaults
from quizapp.deck.modeline import schema_text
from quizapp.questions.union import QUESTION_TYPES


def new(*args: str) -> str:
    result = CliRunner().invoke(command, args, catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


@pytest.mark.parametrize(
    ("name", "title", "slug", "shown"),
    [
        ("rivers.yaml", "", "rivers", "Rivers"),
        ("Flüsse & Seen.yml", "", "flusse-seen", "Flüsse seen"),
        ("река.yaml", 'A "word": # {x}', "my-deck", 'A "word": # {x}'),
        ("---.yaml", "", "my-deck", "My deck"),
    ],
)
def test_a_new_deck_has_a_card_of_each_type_and_no_problems(
    name: str, title: str, slug: str, shown: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    said = new(str(path), "--title", title)
    checked = check_file(path)
    assert not checked.diagnostics
    assert [one.type for one in checked.questions] == list(QUESTION_TYPES)
    assert checked.header is not None
    assert (checked.header.deck, checked.header.title) == (slug, shown)
    assert "quizapp check" in said


def test_a_new_deck_shows_every_field(tmp_path: Path) -> None:
    new(str(tmp_path / "x.yaml"))
    text = (tmp_path / "x.yaml").read_text("utf-8")
    models = [DeckHeader, Defaults, *QUESTION_TYPES.values()]
    fields = {field for model in models for field in model.model_fields}
    fields |= {*Source.__annotations__, *Limits.__annotations__}
    assert {one for one in fields if not re.search(rf"\b{one}:", text)} == set()


def test_a_field_that_is_commented_out_can_be_used_as_it_stands(tmp_path: Path) -> None:
    new(str(tmp_path / "x.yaml"))
    lines = (tmp_path / "x.yaml").read_text("utf-8").splitlines()
    notes = [re.sub(r"^( *)# (?=\w+:)", r"\1", line) for line in lines]
    notes = [re.sub(r"^#   (?=\w+:)", "  ", line) for line in notes]
    assert sum(one != other for one, other in zip(lines, notes, strict=True)) > 25
    deck = tmp_path / "y.yaml"
    (tmp_path / "article.md").write_text("[1] One.\n\n[2] The exact words of the source.\n")
    deck.write_text("\n".join(notes).replace("the exact words", "The exact words"), "utf-8")
    assert yaml.safe_load(deck.read_text("utf-8"))["source"]["text"] == "article.md"
    assert not check_file(deck).diagnostics


def test_an_editor_finds_the_schema_beside_a_new_deck(tmp_path: Path) -> None:
    new(str(tmp_path / "x.yaml"))
    first = (tmp_path / "x.yaml").read_text("utf-8").splitlines()[0]
    name = first.removeprefix("# yaml-language-server: $schema=")
    schema = tmp_path / name
    assert schema.read_text("utf-8") == schema_text()
    assert list(deck_files(tmp_path)) == [tmp_path / "x.yaml"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{}", "{}"),
        ('{\n  "title": "A deck of quizapp"}', None),
    ],
)
def test_the_schema_of_another_version_is_replaced_and_no_other_file(
    before: str, after: str | None, tmp_path: Path
) -> None:
    schema = tmp_path / ".quizapp.schema.json"
    schema.write_text(before)
    new(str(tmp_path / "x.yaml"))
    assert schema.read_text("utf-8") == (schema_text() if after is None else after)


def test_a_deck_is_there_even_when_its_schema_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(modeline, "replace_whole", full)
    said = new(str(tmp_path / "x.yaml"))
    assert "note: .quizapp.schema.json beside it: No space left on device" in said
    assert not check_file(tmp_path / "x.yaml").diagnostics


def test_nothing_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("mine")
    with pytest.raises(DeckError, match="is there already"):
        new(str(path))
    assert path.read_text() == "mine"


@pytest.mark.parametrize("name", ["/", ".", "none/x.yaml"])
def test_a_place_where_no_file_can_be_is_told(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DeckError, match=r"no name of a file|no such folder"):
        new(name)


def test_the_ending_may_be_left_out(tmp_path: Path) -> None:
    new(str(tmp_path / "rivers"))
    assert not check_file(tmp_path / "rivers.yaml").diagnostics
