"""Commands from outside: what they print, and how they end."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from quizapp import __version__
from quizapp.cli.parameters import DurationType
from tests.study.decks import CHOICE, choices, deck
from tests.terminal import Terminal

pytestmark = [pytest.mark.day, pytest.mark.program]

DRAFTED = """deck: drafted
title: Drafted
cards:
  - id: lake
    type: typed
    status: draft
    prompt: Which lake lies east of Yerevan?
    answer: Sevan
"""


def run(*args: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "quizapp", *args],
        capture_output=True,
        text=True,
        timeout=60,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **(env or {})},
    )


def test_version() -> None:
    assert run("--version").stdout == f"quizapp {__version__}\n"


@pytest.mark.parametrize("command", [[], ["review"], ["quiz"], ["due"], ["stats"], ["check"]])
def test_every_command_has_help_with_an_example(command: list[str]) -> None:
    done = run(*command, "--help")
    assert done.returncode == 0
    assert "Example:" in done.stdout


def test_due_as_json_has_the_shape_that_scripts_rely_on() -> None:
    found = json.loads(run("due", "--json").stdout)
    assert {"deck": "csto-membership", "new": 9, "learning": 0, "due": 0} in found["decks"]
    assert found["total"] == {"new": 20, "learning": 0, "due": 0}


def test_a_present_that_is_none_is_one_clear_error() -> None:
    done = run("due", env={"QUIZAPP_NOW": "yesterday"})
    assert done.returncode == 1
    assert done.stderr.startswith(
        'error: QUIZAPP_NOW is "yesterday"; write an instant with its zone'
    )
    assert done.stderr.count("\n") == 1


def test_what_limits_hold_back_is_told_and_let_in(home: Path) -> None:
    deck(home / "decks", choices(9), "zoo")
    (home / "config.toml").write_text("new_per_day = 0\n")
    before = json.loads(run("due", "--json").stdout)
    held = before["held_back"]
    assert (held["reviews"], held["backlog"]) == (0, 0)
    assert f"{held['new']} new cards are held back by today's limits (new_per_day = 0)." in (
        told := run("due").stdout
    )
    assert "`quizapp review --more 10` lets more in." in told
    assert "2 more cards for today." in run("review", "zoo", "--plain", "--more", "2").stdout
    after = json.loads(run("due", "--json").stdout)
    assert {"deck": "zoo", "new": 2, "learning": 0, "due": 0} in after["decks"]
    assert after["held_back"]["new"] == held["new"] - 2


def test_a_review_ahead_of_time_begins_with_what_is_due_and_asks_no_new_cards(home: Path) -> None:
    deck(home / "decks", choices(2), "zoo")
    assert run("review", "zoo", "--plain", "--ahead", "3d").stdout.splitlines() == [
        "Nothing to ask ahead of time.",
        "2 cards are still due today. /continue goes on.",
    ]


def test_stats_as_json_counts_from_nothing() -> None:
    found = json.loads(run("stats", "--json").stdout)
    assert (found["reviews"], found["cards"], found["days"]) == (0, 0, 0)


@pytest.mark.parametrize(
    ("args", "says", "code"),
    [
        (["nonsense"], "No such command 'nonsense'.\n", 2),
        (["chek", "decks"], "No such command 'chek'. Did you mean 'check'?", 2),
        (["revew"], "Did you mean 'review'?", 2),
        (["Quizz", "--plain"], "Did you mean 'quiz'?", 2),
        (["--versoin"], "Did you mean '--version'?", 2),
        (["quiz", "--type", "chioce"], "'chioce' is no type; did you mean choice?", 2),
        (["review", "nonsense", "--plain"], 'no deck is called "nonsense"', 1),
        (["review", "csto-membershp", "--plain"], "did you mean csto-membership", 1),
        (["stats", "nonsense"], 'no deck is called "nonsense"', 1),
        (["due", "--jsn"], "Did you mean '--json'?", 2),
        ([], "the app needs a terminal", 1),
        (["review"], "the app needs a terminal", 1),
        (["review", "--cram"], "the app needs a terminal", 1),
        (["review", "--cram", "--minutes", "5"], "use one or the other", 2),
        (["review", "--tag", "csto", "--minutes", "5"], "use one or the other", 2),
        (["review", "--more", "3", "--tag", "csto"], "use one or the other", 2),
        (["review", "--ready", "7d", "--ahead", "3"], "use one or the other", 2),
        (["review", "--more", "0"], "0 is not in the range 1<=x<=9999", 2),
        (["review", "--ahead", "soon"], '"soon" is no number of days; write one such as 3', 2),
        (["review", "--ahead", "0d"], '"0d" is no number of days', 2),
        (["review", "--minutes", "0"], "0.0 is not in the range", 2),
        (["review", "--minutes", "nan"], "'nan' is not a valid number", 2),
        (["review", "--plain", "--tag", "nonsense"], 'no card has the tag "nonsense"', 1),
        (["quiz"], "in a pipe use `quizapp quiz --plain`", 1),
        (["quiz", "nonsense", "--plain"], 'no deck is called "nonsense"', 1),
        (["quiz", "-n", "0"], "0 is not in the range", 2),
        (["quiz", "--time-limit", "10"], "'10' is no length of time; write 10m, 90s or 1h", 2),
        (["quiz", "--time-limit", "0m"], "is no length of time", 2),
        (["quiz", "--time-limit", "5m", "--longer", "nan"], "'nan' is not a valid number", 2),
        (["quiz", "--longer", "2"], "--longer needs a --time-limit", 2),
        (["quiz", "--json"], "--json is for the quizzes of --past", 2),
        (["quiz", "--type", "essay"], "'essay' is no type; there are", 2),
        (["quiz", "--feedback", "never"], "is not one of 'each', 'end'", 2),
        (["quiz", "--plain", "--tag", "nonsense"], "no question with nonsense; there are tags", 1),
        (["check"], "Missing argument", 2),
        (["check", "nowhere.yaml"], "nowhere.yaml", 2),
        (["review", "x" * 5000, "--plain"], "no deck is called", 1),
        (["review", "nowhere.yaml", "--plain"], "nowhere.yaml", 1),
    ],
)
def test_wrong_use_is_one_clear_error(args: list[str], says: str, code: int) -> None:
    done = run(*args)
    assert says in done.stderr
    assert done.returncode == code
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("text", "minutes"), [("10m", 10), ("90s", 1.5), ("1h", 60), ("1h30m", 90), (" 2M ", 2)]
)
def test_a_length_of_time_is_a_number_with_its_unit(text: str, minutes: float) -> None:
    assert DurationType().convert(text, None, None) == minutes


@pytest.mark.parametrize("args", [["--cram"], ["--tag", "csto"]])
def test_practice_says_first_that_it_leaves_the_schedule_alone(args: list[str]) -> None:
    done = run("review", "csto-membership", "--plain", *args)
    assert done.stdout.splitlines()[0].endswith("for practice: the schedule stays as it is.")


def test_drafts_can_be_tried(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(DRAFTED)
    done = run("review", str(path), "--plain", "--drafts")
    assert done.stdout.startswith("All drafts, for practice: the schedule stays as it is.")
    assert "Which lake lies east of Yerevan?" in done.stdout
    assert "--drafts" in run("review", str(path), "--plain").stderr
    assert "--cram and --drafts" in run("review", "--cram", "--drafts").stderr
    assert "there are no drafts" in run("review", "csto-membership", "--plain", "--drafts").stderr


def test_the_decks_of_a_folder_are_reviewed_together(tmp_path: Path) -> None:
    deck(tmp_path / "mine", choices(2))
    done = run("review", str(tmp_path / "mine"), "--plain")
    assert "The deck test-deck (2 left)" in done.stdout
    assert done.returncode == 0
    assert "a folder; name one of its decks" in run("stats", str(tmp_path / "mine")).stderr


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no deck is in this folder"),
        ("deck: broken\n", "broken.yaml:1:1: error"),
        (DRAFTED, "no card is approved yet; `quizapp curate"),
    ],
)
def test_a_folder_without_a_card_to_ask_is_one_clear_error(
    tmp_path: Path, text: str, says: str
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    if text:
        (folder / "broken.yaml").write_text(text)
    done = run("review", str(folder), "--plain")
    assert says in done.stderr
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_a_wrong_setting_is_named_with_its_line(home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text("\nnew_per_day = 'many'\n")
    done = run("due")
    assert done.returncode == 1
    assert "config.toml:2: new_per_day must be a whole number" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_home_that_is_a_file_is_said(home: Path) -> None:
    home.write_text("")
    done = run("due")
    assert done.returncode == 1
    assert "is a file, not a folder" in done.stderr


def test_a_broken_deck_is_said_and_hinders_no_other(home: Path) -> None:
    deck(home / "decks", choices(2))
    (home / "decks" / "broken.yaml").write_text("deck: broken\n")
    done = run("due")
    assert done.returncode == 0
    assert "The deck test-deck" in done.stdout
    assert "broken.yaml" in done.stderr


def test_the_shell_completes_commands_and_decks() -> None:
    env = {"_QUIZAPP_COMPLETE": "bash_complete", "COMP_CWORD": "1"}
    assert "review" in run(env={**env, "COMP_WORDS": "quizapp re"}).stdout
    env["COMP_CWORD"] = "2"
    found = run(env={**env, "COMP_WORDS": "quizapp review csto-k"}).stdout
    assert "csto-key-figures" in found
    script = run(env={"_QUIZAPP_COMPLETE": "bash_source"}).stdout
    assert "_quizapp_completion" in script


def answered(home: Path, times: int) -> Path:
    """Give answers in a process of its own; gives the journal's file."""
    deck(home / "decks", choices(times))
    subprocess.run(
        [sys.executable, "-m", "quizapp", "review", "test-deck", "--plain"],
        input="1\n" * times,
        text=True,
        check=True,
        capture_output=True,
    )
    [journal] = (home / "journal").glob("*.jsonl")
    return journal


def test_a_damaged_line_is_said_by_whoever_meets_it_first(home: Path) -> None:
    journal = answered(home, 3)
    (home / "progress.json").unlink()
    lines = journal.read_text().splitlines(keepends=True)
    journal.write_text(lines[0] + lines[1].replace("reviewed", "rewieved") + lines[2])
    done = run("stats", "--json")
    assert json.loads(done.stdout)["reviews"] == 2
    assert "damaged" in done.stderr


def test_answers_that_are_gone_from_the_journal_are_said_and_what_was_known_is_kept(
    home: Path,
) -> None:
    journal = answered(home, 3)
    journal.write_text("")
    done = run("due")
    assert "3 answers are missing that were there before" in done.stderr
    assert list((home / "backups").glob("progress-*-before.json"))
    assert list((home / "backups" / "parts").glob("*.jsonl.gz"))


def test_odd_things_in_the_journals_folder_hide_no_answers(home: Path) -> None:
    answered(home, 2)
    (home / "journal" / "a.jsonl").symlink_to("a.jsonl")
    os.mkfifo(home / "journal" / "b.jsonl")
    (home / "journal" / "c.jsonl").mkdir()
    done = run("stats", "--json")
    assert json.loads(done.stdout)["reviews"] == 2
    assert "a.jsonl: passed over" in done.stderr


@pytest.mark.parametrize("name", ["config.toml", "progress.json"])
def test_a_pipe_in_place_of_a_file_keeps_nobody_waiting(home: Path, name: str) -> None:
    home.mkdir()
    os.mkfifo(home / name)
    done = run("due")
    assert "Traceback" not in done.stderr
    assert name in done.stderr


def test_output_that_cannot_be_written_is_one_clear_error() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "quizapp", "due"], stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 1
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr


def test_options_that_an_open_quiz_cannot_take_are_named(home: Path) -> None:
    deck(home / "decks", choices(3))
    command = ["quiz", "test-deck", "--plain"]
    assert "Not applied" not in run(*command, "-n", "2").stdout
    said = run(*command, "-n", "2", "--no-counts", "--tag", "x", "--confidence").stdout
    assert "Not applied, as it is open already: -n, --tag, --confidence, --no-counts." in said
    assert "Not applied" not in run(*command).stdout


def test_past_quizzes_as_json_for_a_script(home: Path) -> None:
    deck(home / "decks", choices(2))
    assert json.loads(run("quiz", "--past", "--json").stdout) == []
    subprocess.run(
        [sys.executable, "-m", "quizapp", "quiz", "test-deck", "--plain"],
        input="1\n1\n",
        text=True,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    (past,) = json.loads(run("quiz", "test-deck", "--past", "--json").stdout)
    assert past.keys() == {
        *("quiz", "at", "decks", "questions", "points", "of", "guessing", "seconds", "counts")
    }
    assert past["decks"] == ["test-deck"]
    assert (past["questions"], past["of"], past["guessing"], past["counts"]) == (2, 2, 0.5, True)
    assert json.loads(run("quiz", "csto-membership", "--past", "--json").stdout) == []
    listed = run("quiz", "--past", "--plain").stdout
    assert "Points" in listed
    assert "The deck test-deck" in listed


@pytest.mark.parametrize(
    ("arguments", "first"),
    [
        ([], "20 left"),
        (["review", "test-deck"], "Which is right in one?"),
        (["quiz", "test-deck", "--no-counts"], "Question 1 of 1"),
    ],
)
def test_a_terminal_that_shows_lines_only_gets_lines(
    home: Path, arguments: list[str], first: str
) -> None:
    deck(home / "decks", [CHOICE.format(id="one")])
    with Terminal([sys.executable, "-m", "quizapp", *arguments], {"TERM": "dumb"}) as terminal:
        terminal.wait_for("TERM=dumb")
        assert terminal.text.count("going on as --plain") == 1
        terminal.wait_for(first)
        terminal.send("/end\n")
        assert terminal.wait() == 0
