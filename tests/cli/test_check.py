import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizapp.cli.check import command

GOOD = "deck: {0}\ntitle: T\ncards:\n- {{id: x, type: flashcard, prompt: p, answer: a}}\n"
WARNED = GOOD.replace("prompt: p", 'prompt: "p\\e[2J"')
BAD = """\
deck: bad
title: T
cards:
- id: x
  type: choice
  prompt: p
  answer: Kirgizstan
  distractors: [Georgia, Kirgizstan]
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    decks = tmp_path / "decks"
    decks.mkdir()
    return decks


def check(*args: str) -> Result:
    result = CliRunner().invoke(command, args)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_a_problem_is_shown_with_its_line_and_a_caret(folder: Path) -> None:
    (folder / "x.yaml").write_text(BAD)
    result = check("decks/x.yaml")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        'decks/x.yaml:8:26: error[Q012]: answer "Kirgizstan" is also a distractor',
        "    distractors: [Georgia, Kirgizstan]",
        "                           ^",
        "1 error in 1 of 1 deck.",
    ]


def test_good_decks_are_counted(folder: Path) -> None:
    (folder / "a.yaml").write_text(GOOD.format("a"))
    (folder / "b.yml").write_text(GOOD.format("b"))
    result = check("decks")
    assert (result.exit_code, result.stdout) == (0, "2 decks, 2 cards: no problems.\n")


def test_warnings_alone_are_no_failure(folder: Path) -> None:
    (folder / "a.yaml").write_text(WARNED.format("a"))
    result = check("decks")
    assert result.exit_code == 0
    assert result.stdout.endswith("1 warning in 1 of 1 deck.\n")


def test_json_holds_the_problems_and_nothing_else(folder: Path) -> None:
    (folder / "x.yaml").write_text(BAD)
    result = check("--json", "decks")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == [
        {
            "file": "decks/x.yaml",
            "line": 8,
            "column": 26,
            "end_line": 8,
            "end_column": 36,
            "code": "Q012",
            "severity": "error",
            "message": 'answer "Kirgizstan" is also a distractor',
        }
    ]


def test_json_of_good_decks_is_an_empty_list(folder: Path) -> None:
    (folder / "a.yaml").write_text(GOOD.format("a"))
    assert json.loads(check("--json", "decks").stdout) == []


def test_a_path_is_needed() -> None:
    assert check().exit_code == 2


def test_a_path_that_is_not_there_does_not_keep_the_others_from_being_checked(
    folder: Path,
) -> None:
    (folder / "a.yaml").write_text(GOOD.format("a"))
    result = check("none.yaml", "decks")
    assert result.exit_code == 2
    assert result.stderr == "error: none.yaml: no such file or folder\n"
    assert result.stdout == "1 deck, 1 card: no problems.\n"


def test_two_decks_of_one_name_are_an_error_in_the_second(folder: Path) -> None:
    (folder / "a.yaml").write_text(GOOD.format("same"))
    (folder / "b.yaml").write_text(GOOD.format("same"))
    result = check("decks")
    assert result.exit_code == 1
    assert "decks/b.yaml:1:7: error[Q022]: decks/a.yaml is the deck same already" in result.stdout


def test_a_file_named_twice_is_checked_once(folder: Path) -> None:
    (folder / "a.yaml").write_text(GOOD.format("a"))
    assert check("decks", "decks/a.yaml").stdout == "1 deck, 1 card: no problems.\n"


@pytest.mark.parametrize(
    "line",
    [
        "titel: " + "x" * 500,
        "title: [" + "日本" * 80 + ", {}",
        "\ttitle: x",
        'title: "\u202e\u0301" x',
        "x" * 300 + ": [" + "y" * 300,
        "{title: " + "é" * 120 + ", " + "z" * 90 + ": 1, deck: a",
    ],
)
def test_output_fits_the_screen_and_cannot_steer_it(folder: Path, line: str) -> None:
    (folder / "x.yaml").write_text(f"deck: x\n{line}\n", "utf-8")
    result = check("decks")
    assert result.exit_code == 1
    *_, source, caret, _summary = result.stdout.splitlines()
    assert caret.strip() == "^"
    assert len(caret) <= 100
    assert len(source) <= 100
    assert all(char.isprintable() or char == "\n" for char in result.stdout)
    assert "\u202e" not in result.stdout


def test_the_caret_stands_below_its_place_after_wide_characters(folder: Path) -> None:
    (folder / "x.yaml").write_text("{title: 日本, titel: x}\n", "utf-8")
    lines = check("decks").stdout.splitlines()
    at = lines.index("  {title: 日本, titel: x}")
    assert any(line == " " * 16 + "^" for line in lines[at + 1 :])


def test_problems_can_be_marked_in_a_pull_request(folder: Path) -> None:
    (folder / "a, b.yaml").write_text(BAD.replace("Kirgizstan", "100% of it"))
    (folder / "c.yaml").write_text(WARNED.format("c"))
    result = check("decks", "--format", "github")
    assert result.exit_code == 1
    error, warning, summary = result.stdout.splitlines()
    assert error.startswith("::error file=decks/a%2C b.yaml,line=8,col=26,endLine=8,endColumn=36,")
    assert "100%25 of it" in error
    assert warning.startswith(
        "::warning file=decks/c.yaml,line=4,col=36,endLine=4,endColumn=44,title=Q023::"
    )
    assert summary == "1 error, 1 warning in 2 of 2 decks."
    assert json.loads(check("decks", "--format", "json").stdout) == json.loads(
        check("decks", "--json").stdout
    )
