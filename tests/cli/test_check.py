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
    (folder / "b.yml").write_text(GOOD.format("b").replace("prompt: p", "prompt: q"))
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


ASKED = (
    "deck: {}\ntitle: T\nlanguage: en\ncards:\n- {{id: x, type: {}, prompt: {}, answer: Kura{}}}\n"
)


def test_what_an_earlier_deck_asks_is_told_where_it_is_asked_again(folder: Path) -> None:
    more = ", distractors: [Aras, Terek]"
    (folder / "a.yaml").write_text(ASKED.format("a", "typed", "Which river is it?", ""))
    (folder / "b.yaml").write_text(ASKED.format("b", "choice", "It is which river?", more))
    (folder / "c.yaml").write_text(ASKED.format("c", "typed", "Which lake is it?", ""))
    lines = check("decks").stdout.splitlines()
    assert lines[0].startswith('decks/b.yaml:5:33: warning[Q042]: this asks what "x" in decks/a')
    assert lines[-1] == "1 warning in 1 of 3 decks."


@pytest.mark.parametrize("at_the_top", [True, False])
def test_a_deck_may_ask_again_with_a_reason(folder: Path, at_the_top: bool) -> None:
    silence = "silence: {Q042: these are for two classes}"
    on_card, on_top = ("", f"\n{silence}") if at_the_top else (f", {silence}", "")
    (folder / "a.yaml").write_text(ASKED.format("a", "typed", "Which river?", ""))
    (folder / "b.yaml").write_text(ASKED.format(f"b{on_top}", "typed", "Which river?", on_card))
    assert check("decks").stdout == "2 decks, 2 cards: no problems.\n"


def test_a_copy_of_a_deck_is_told_within_bounds(folder: Path) -> None:
    cards = "".join(
        f"- {{id: x{n}, type: typed, prompt: Who is number {n}?, answer: Ann-{n}}}\n"
        for n in range(300)
    )
    for name in "ab":
        (folder / f"{name}.yaml").write_text(f"deck: {name}\ntitle: T\ncards:\n{cards}")
    said = check("decks").stdout
    assert said.count("warning[Q042]: this asks") == 100
    assert "and 200 more problems in this file" in said


def test_the_score_of_blind_guesses_is_told_of_each_deck(folder: Path) -> None:
    deck = "deck: a\ntitle: T\ncards:\n- {id: x, type: true_false, prompt: p, answer: true}\n"
    (folder / "a.yaml").write_text(deck)
    (folder / "b.yaml").write_text(GOOD.format("b"))
    assert check("decks").stdout.splitlines() == [
        "decks/a.yaml: blind guesses score 50% of the points",
        "2 decks, 2 cards: no problems.",
    ]
    assert json.loads(check("--json", "decks").stdout) == []


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
