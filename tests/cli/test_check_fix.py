"""`check --fix`: what it shows, when it asks, and that nothing is written half or over others."""

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizapp.author.check import fixing
from quizapp.cli import check_fix
from quizapp.cli.check import command

BROKEN = """\
deck: rivers
title: T
cards:
  - id: x  # stays
    type: numeric
    prompt: How long is the Kura?
    answer: 1,515 km
    colour: blue
"""
MENDED = BROKEN.replace("1,515 km", "1515\n    unit: km")


@pytest.fixture(autouse=True)
def deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "rivers.yaml"
    path.write_text(BROKEN)
    return path


def check(*args: str, reply: str = "") -> Result:
    result = CliRunner().invoke(command, args, input=reply)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


@pytest.fixture
def someone_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_fix, "can_ask", lambda: True)


def test_in_a_pipe_it_only_shows_what_it_would_do(deck: Path) -> None:
    result = check("--fix", "rivers.yaml")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "--- rivers.yaml",
        "+++ rivers.yaml",
        "@@ -5,5 +5,6 @@",
        "     type: numeric",
        "     prompt: How long is the Kura?",
        "-    answer: 1,515 km",
        "+    answer: 1515",
        "+    unit: km",
        "     colour: blue",
        " ",
    ]
    assert result.stderr == "1 change not made; add --yes to go on.\n"
    assert deck.read_text() == BROKEN


@pytest.mark.usefixtures("someone_is_there")
@pytest.mark.parametrize("reply", ["n\n", "\n"])
def test_on_a_terminal_it_asks_and_without_a_yes_changes_nothing(deck: Path, reply: str) -> None:
    result = check("--fix", "rivers.yaml", reply=reply)
    assert "1 change in 1 deck. Apply? [y/N]" in result.stdout
    assert result.exit_code == 1
    assert deck.read_text() == BROKEN


@pytest.mark.usefixtures("someone_is_there")
def test_after_a_yes_the_rest_is_told(deck: Path) -> None:
    result = check("--fix", "rivers.yaml", reply="y\n")
    assert deck.read_text() == MENDED
    assert "rivers.yaml:9:5: error[Q011]" in result.stdout
    assert result.stdout.endswith("1 error in 1 of 1 deck.\n")
    assert result.exit_code == 1


def test_with_yes_it_does_not_ask_and_a_deck_without_problems_is_a_success(deck: Path) -> None:
    deck.write_text(BROKEN.replace("    colour: blue\n", ""))
    result = check("--fix", "--yes", ".")
    assert result.stdout.endswith("1 deck, 1 card: no problems.\n")
    assert result.exit_code == 0
    result = check("--fix", ".")
    assert result.exit_code == 0
    assert result.stdout.startswith("There is nothing that --fix can mend.\n")


def test_what_can_be_mended_is_said_without_fix(deck: Path) -> None:
    *lines, told = check("rivers.yaml").stdout.splitlines()
    assert sum(line.endswith("  (--fix)") for line in lines) == 1
    assert told == "2 errors in 1 of 1 deck. 1 of these can be mended with --fix."
    number, unknown = json.loads(check("--json", "rivers.yaml").stdout)
    assert "fix" not in unknown
    assert number["fix"] == {
        "does": "write 1515 and `unit: km`",
        "edits": [
            {"line": 7, "column": 13, "end_line": 7, "end_column": 21, "text": "1515"},
            {"line": 8, "column": 1, "end_line": 8, "end_column": 1, "text": "    unit: km\n"},
        ],
    }
    assert deck.read_text() == BROKEN


def test_json_stays_json_while_decks_are_mended() -> None:
    result = check("--fix", "--yes", "--json", "rivers.yaml")
    [left] = json.loads(result.stdout)
    assert left["code"] == "Q011"
    assert "+    answer: 1515" in result.stderr


def _changed_meanwhile(deck: Path) -> None:
    deck.write_text(BROKEN + "# somebody else's line\n")


@pytest.mark.parametrize("change", [_changed_meanwhile, Path.unlink])
def test_a_file_that_changed_while_it_was_asked_is_left_alone(
    deck: Path, change: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def mended_while_others_write(data: bytes, path: Path) -> fixing.Mended | None:
        found = fixing.mended(data, path)
        change(deck)
        return found

    monkeypatch.setattr(check_fix, "mended", mended_while_others_write)
    result = check("--fix", "--yes", "rivers.yaml")
    assert "rivers.yaml: has changed in the meantime, and was left as it is" in result.stderr
    assert result.exit_code in (1, 2)
    assert not deck.exists() or deck.read_text() == BROKEN + "# somebody else's line\n"


def test_a_full_disk_leaves_the_deck_whole(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", full)
    result = check("--fix", "--yes", "rivers.yaml")
    monkeypatch.undo()
    assert "rivers.yaml: No space left on device; it was left as it is" in result.stderr
    assert result.exit_code == 1
    assert deck.read_text() == BROKEN
    assert [one.name for one in deck.parent.iterdir()] == ["rivers.yaml"]


def test_a_link_still_leads_to_the_deck_that_was_mended(deck: Path) -> None:
    link = deck.with_name("link.yaml")
    link.symlink_to(deck)
    check("--fix", "--yes", "link.yaml")
    assert link.is_symlink()
    assert deck.read_text() == MENDED


def test_a_hostile_deck_cannot_steer_the_terminal_by_its_changes(deck: Path) -> None:
    deck.write_text(BROKEN.replace("1,515 km", "1,515 km # \u202e\u200b"), "utf-8")
    shown = check("--fix", "rivers.yaml").stdout
    assert "+    answer: 1515 #" in shown
    assert "\u202e" not in shown


@pytest.mark.parametrize(
    "args", [("--yes",), ("--watch", "--fix"), ("--watch", "--json")], ids=" ".join
)
def test_options_that_do_not_go_together_are_wrong_use(args: tuple[str, ...]) -> None:
    assert check(*args, "rivers.yaml").exit_code == 2
