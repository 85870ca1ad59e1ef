"""The program as a person meets it: a real process in a real terminal, and what can go wrong."""

import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.study.decks import CHOICE, FLASHCARD, choices, deck
from tests.terminal import Terminal

pytestmark = [pytest.mark.day, pytest.mark.program]

QUIZAPP = [sys.executable, "-m", "quizapp"]


def answers() -> int:
    run = subprocess.run([*QUIZAPP, "stats", "--json"], capture_output=True, check=True)
    reviews = json.loads(run.stdout)["reviews"]
    assert isinstance(reviews, int)
    return reviews


def plain(given: bytes) -> None:
    command = [*QUIZAPP, "review", "test-deck", "--plain"]
    subprocess.run(command, input=given, check=True, capture_output=True)


def test_an_answer_shown_as_saved_survives_kill_9(home: Path) -> None:
    deck(home / "decks", choices(3))
    with Terminal([*QUIZAPP, "review", "test-deck"]) as terminal:
        terminal.wait_for("Which is right")
        terminal.send("1")
        terminal.wait_for("saved, back in")
        terminal.process.kill()
        terminal.process.wait()
    assert answers() == 1
    with Terminal(QUIZAPP) as terminal:
        terminal.wait_for("due today")
        terminal.send("q")
        assert terminal.wait() == 0
    assert answers() == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_the_terminal_is_given_back_when_the_system_ends_the_app(number: signal.Signals) -> None:
    with Terminal(QUIZAPP) as terminal:
        terminal.wait_for("due today")
        terminal.wait_for("Keys")
        terminal.process.send_signal(number)
        assert terminal.wait() == 128 + number
    assert b"\x1b[?1049l" in terminal.output


def test_two_windows_see_each_others_answers(home: Path) -> None:
    deck(home / "decks", [FLASHCARD.format(id=f"card-{n}") for n in range(2)])
    with Terminal([*QUIZAPP, "review", "test-deck"]) as one:
        one.wait_for("front of card-0")
        with Terminal([*QUIZAPP, "review", "test-deck"]) as other:
            other.wait_for("front of card-0")
            for number in range(2):
                other.wait_for(f"front of card-{number}")
                other.send(" 4")  # both at once, as over a slow line
            other.wait_for("Done for now")
            other.send("\x11")
            assert other.wait() == 0
        one.send(" ")
        one.wait_for("Easy")
        one.send("4")
        one.wait_for("Done for now")
        one.send("\x11")
        assert one.wait() == 0
    assert answers() == 3


def test_on_a_full_disk_an_answer_is_not_called_saved(home: Path) -> None:
    deck(home / "decks", [CHOICE.format(id=f"card-{n}") for n in range(4)])
    plain(b"1\n")
    assert answers() == 1

    def full() -> None:
        size = sum(file.stat().st_size for file in (home / "journal").glob("*.jsonl"))
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 40, size + 40))

    run = subprocess.run(
        [*QUIZAPP, "review", "test-deck", "--plain"],
        input="1\n1\n1\n",
        text=True,
        capture_output=True,
        preexec_fn=full,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert run.returncode == 1
    assert "saved\n" not in run.stdout
    assert "The answer was not saved" in run.stderr
    assert "the disk is full; free some space" in run.stderr
    assert "Traceback" not in run.stderr
    assert answers() == 1


def test_where_nothing_can_be_written_the_app_opens_and_says_so(home: Path) -> None:
    deck(home / "decks", choices(2))
    (home / "journal").write_text("in the way of the folder")
    with Terminal([*QUIZAPP, "review", "test-deck"]) as terminal:
        terminal.wait_for("Which is right")
        terminal.send("1")
        terminal.wait_for("Not saved")
        assert "saved, back in" not in terminal.text
        terminal.send("\x11")
        assert terminal.wait() == 0


def test_damaged_progress_is_mended_and_said(home: Path) -> None:
    deck(home / "decks", choices(3))
    plain(b"1\n1\n")
    (home / "progress.json").write_bytes(b"\x00garbage")
    [journal] = (home / "journal").glob("*.jsonl")
    with journal.open("ab") as file:
        file.write(b'{"id":"torn')
    with Terminal(QUIZAPP) as terminal:
        terminal.wait_for("due today")
        terminal.wait_for("No answer is lost.")
        terminal.send("q")
        assert terminal.wait() == 0
    assert answers() == 2


def test_a_quiz_that_was_killed_goes_on_with_what_was_said_to_be_saved(home: Path) -> None:
    deck(home / "decks", choices(4))
    command = [*QUIZAPP, "quiz", "test-deck", "--plain", "--counts"]
    with Terminal(command) as terminal:
        terminal.wait_for("Question 1 of 4")
        terminal.send("1\n")
        terminal.wait_for("Question 2 of 4")
        terminal.send("2\n")
        terminal.wait_for("Question 3 of 4")
        terminal.process.kill()
        terminal.process.wait()
    assert answers() == 0
    with Terminal(command) as terminal:
        terminal.wait_for("2 of 4 answered, as it was begun. (--new begins another)")
        terminal.wait_for("Question 3 of 4")
        terminal.send("1\n")
        terminal.wait_for("Question 4 of 4")
        terminal.send("1\n")
        terminal.wait_for("All 4 answered, 0 marked.")
        terminal.send("\n")
        terminal.wait_for("Score:")
        terminal.send("\x04")
        assert terminal.wait() == 0
    assert answers() == 4
