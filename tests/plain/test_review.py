"""The session on stdin and stdout, as a pipe or a screen reader meets it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from quizapp.plain.replies import UnusableReply, read
from quizapp.questions.interactions import (
    DONT_KNOW,
    Arrange,
    FillGaps,
    Gap,
    Pair,
    PickMany,
    PickOne,
    TypeText,
)
from tests.study.decks import CHOICE, FLASHCARD, TYPED, deck

QUIZAPP = [sys.executable, "-m", "quizapp"]


def run(*args: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*QUIZAPP, *args], input=given, capture_output=True, text=True, timeout=60
    )


@pytest.mark.program
def test_a_whole_session_says_saved_after_each_answer(home: Path) -> None:
    (home).mkdir()
    (home / "config.toml").write_text("learning_steps = []\n")
    path = deck(home / "decks", [TYPED.format(id="one"), FLASHCARD.format(id="two")]).path
    done = run("review", str(path), "--plain", given="kyrgyzstan\n\n3\n")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines.count("saved") == 2
    assert "Right." in lines
    assert "back of two" in lines
    assert lines[-1] == "2 answers, 2 right."
    assert "2 answers today, 100 % of them right" in run("stats").stdout


@pytest.mark.program
def test_the_end_of_input_ends_the_session_and_keeps_what_was_saved(home: Path) -> None:
    deck(home / "decks", [CHOICE.format(id=f"card-{n}") for n in range(3)])
    done = run("review", "test-deck", "--plain", given="1\n")
    assert done.returncode == 0
    assert done.stdout.splitlines().count("saved") == 1
    assert "left today." in done.stdout


@pytest.mark.program
def test_a_line_that_is_no_reply_is_asked_again(home: Path) -> None:
    deck(home / "decks", [CHOICE.format(id="one")])
    done = run("review", "test-deck", "--plain", given="9\nxyz\n1 2\n\nb\n")
    assert done.stdout.count("not one of the options") == 3
    assert "one answer only" in done.stdout
    assert done.stdout.splitlines().count("saved") == 1


@pytest.mark.program
def test_when_nothing_is_due_it_says_so(home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text("new_per_day = 0\n")
    deck(home / "decks", [TYPED.format(id="one"), FLASHCARD.format(id="two")])
    assert run("review", "test-deck", "--plain").stdout.splitlines() == [
        "Nothing more for today.",
        "2 new cards are held back by today's limits (new_per_day = 0). /more 10 lets more in.",
    ]


@pytest.mark.program
def test_odd_bytes_and_endless_lines_end_no_session(home: Path) -> None:
    deck(home / "decks", [TYPED.format(id=f"card-{n}") for n in range(3)])
    odd = b"\xff\xfe\n\0\n" + b"x" * 100_000 + b"\n\n\x1b[2J\r\n/" + b"9" * 3000 + b"\n/\xff\n"
    done = subprocess.run(
        [*QUIZAPP, "review", "test-deck", "--plain"], input=odd, capture_output=True, timeout=60
    )
    assert done.returncode == 0
    assert done.stderr == b""
    assert b"That line is too long" in done.stdout
    assert b"\x1b" not in done.stdout
    assert b"\0" not in done.stdout
    assert done.stdout.splitlines().count(b"saved") == 3


@pytest.mark.program
def test_letters_that_the_output_has_no_place_for_end_no_session(home: Path) -> None:
    deck(home / "decks", [TYPED.format(id="one").replace("Type", "Напиши")])
    done = subprocess.run(
        [*QUIZAPP, "review", "test-deck", "--plain"],
        input=b"Kyrgyzstan\n",
        capture_output=True,
        timeout=60,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert done.returncode == 0
    assert b"saved" in done.stdout


@pytest.mark.parametrize(
    ("interaction", "line", "reply"),
    [
        (PickOne("?", ("x", "y")), "2", "y"),
        (PickOne("?", ("x", "y")), "B", "y"),
        (PickOne("It is so.", ("True", "False")), "TRUE", "True"),
        (PickOne("It is so.", ("True", "False")), "t", "True"),
        (PickOne("It is so.", ("True", "False")), " false ", "False"),
        (PickOne("It is so.", ("True", "False")), "F", "False"),
        (PickOne("It is so.", ("True", "False")), "2", "False"),
        (PickMany("?", ("x", "y", "z")), "3 1", ("x", "z")),
        (PickMany("?", ("x", "y", "z")), "a,c", ("x", "z")),
        (Arrange("?", ("x", "y", "z")), "3 1 2", ("z", "x", "y")),
        (Pair("?", ("l", "m"), ("x", "y")), "2 1", ("y", "x")),
        (TypeText("?"), "  some text ", "some text"),
        (FillGaps((Gap(), " and ", Gap())), "one; two", ("one", "two")),
        (FillGaps((Gap(), "; and more")), "one; two", ("one; two",)),
        (PickOne("", ("?", "y")), " ? ", DONT_KNOW),
        (PickMany("?", ("x", "y")), "?", DONT_KNOW),
        (Arrange("?", ("x", "y")), "?", DONT_KNOW),
        (Pair("?", ("l", "m"), ("x", "y")), "?", DONT_KNOW),
        (TypeText("?"), "?", "?"),
        (FillGaps((Gap(), " and ", Gap())), "?", ("?", "?")),
    ],
)
def test_a_line_becomes_a_reply(interaction, line, reply) -> None:  # type: ignore[no-untyped-def]
    assert read(interaction, line) == reply


@pytest.mark.parametrize(
    ("interaction", "line"),
    [
        (PickOne("?", ("x", "y")), "0"),
        (PickOne("?", ("x", "y")), "²"),
        (PickOne("?", ("x", "y")), "9" * 5000),
        (PickMany("?", ("x", "y")), ""),
        (Arrange("?", ("x", "y")), "1 1"),
        (Arrange("?", ("x", "y")), "1"),
        (Pair("?", ("l", "m"), ("x", "y")), "1"),
        (TypeText("?"), " "),
        (FillGaps((Gap(), " and ", Gap())), "one"),
    ],
)
def test_what_is_no_reply_is_refused(interaction, line) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UnusableReply):
        read(interaction, line)
