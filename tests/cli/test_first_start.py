"""Decks that no start has seen before, with real processes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.make_decks import write_decks
from tests.terminal import Terminal

pytestmark = pytest.mark.program

QUIZAPP = [sys.executable, "-m", "quizapp"]


def test_home_is_there_before_the_decks_and_they_follow(home: Path) -> None:
    write_decks(home / "decks", 2, 1500)
    with Terminal(QUIZAPP, size=(30, 90)) as terminal:
        terminal.wait_for("checking decks, 0 of ")
        terminal.wait_for("Storehouse 1")
        terminal.wait_for("Storehouse 0")
        terminal.send("\x11")
        assert terminal.wait() == 0
    with Terminal(QUIZAPP, size=(30, 90)) as terminal:
        terminal.wait_for("Storehouse 0")
        assert "checking" not in terminal.text
        terminal.send("\x11")
        assert terminal.wait() == 0


def test_who_leaves_while_decks_are_checked_waits_for_none(home: Path) -> None:
    write_decks(home / "decks", 3, 3000)
    with Terminal(QUIZAPP) as terminal:
        terminal.wait_for("checking decks, 0 of ")
        terminal.send("\x11")
        assert terminal.wait() == 0
    done = subprocess.run([*QUIZAPP, "due", "--json"], capture_output=True, text=True, check=True)
    counts = {one["deck"]: one["new"] for one in json.loads(done.stdout)["waiting"]["decks"]}
    assert [counts[f"bench-0{number}"] for number in range(3)] == [3000] * 3
    assert done.stderr == ""  # where nobody watches, nothing is told


def test_a_cache_that_cannot_be_written_delays_the_start_and_nothing_else(home: Path) -> None:
    write_decks(home / "decks", 1, 100)
    (home / "cache").write_text("in the way")
    with Terminal(QUIZAPP, size=(30, 90)) as terminal:
        terminal.wait_for("Storehouse 0")
        assert "checking" not in terminal.text
        terminal.send("\x11")
        assert terminal.wait() == 0


def test_a_command_says_how_far_the_decks_are_where_somebody_watches(home: Path) -> None:
    write_decks(home / "decks", 2, 3000)
    with Terminal([*QUIZAPP, "due"], dict(os.environ), size=(30, 90)) as terminal:
        terminal.wait_for("checking decks, ")
        terminal.wait_for("Storehouse 1")
        assert terminal.wait() == 0
