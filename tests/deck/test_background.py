"""Decks checked in processes of their own."""

import subprocess
import sys
from pathlib import Path

import pytest

from quizapp.core.codes import Code
from quizapp.deck import background
from quizapp.deck.background import DeckCheck
from quizapp.deck.library import Library
from tests.study.decks import choices, deck

pytestmark = pytest.mark.program


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for slug in ("a", "b", "c"):
        deck(tmp_path / "decks", choices(3), slug)
    (tmp_path / "decks" / "broken.yaml").write_text("deck: [", "utf-8")
    return tmp_path / "decks"


def unchecked(folder: Path) -> tuple[Path, ...]:
    return Library.open([folder], cache=folder.parent / "cache", wait=False).unchecked


def test_what_processes_have_checked_is_there_for_the_app(folder: Path) -> None:
    paths = unchecked(folder)
    assert len(paths) == 4
    check = DeckCheck(paths, folder.parent / "cache")
    check.begin()
    assert check.wait(60)
    assert (check.done, check.total, check.failed) == (4, 4, {})
    assert unchecked(folder) == ()
    there = Library.open([folder], cache=folder.parent / "cache", wait=False)
    assert there == Library.open([folder])


def test_a_deck_that_takes_too_long_is_given_up_and_hinders_no_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "AT_ONCE", 1)
    real, slow = background.DeckCheck._answer, folder / "b.yaml"
    monkeypatch.setattr(background, "_SECONDS_PER_MB", 0)
    started = []

    def answer(self: DeckCheck, process: "subprocess.Popen[bytes]", seconds: float) -> bytes:
        found = real(self, process, seconds)
        if found == background.READY:
            started.append(process)
        elif self.done == 1:  # the second deck, `b`
            process.kill()
            return b""
        return found

    monkeypatch.setattr(background.DeckCheck, "_answer", answer)
    check = DeckCheck(unchecked(folder), folder.parent / "cache")
    check.begin()
    assert check.wait(60)
    assert list(check.failed) == [slow]
    assert len(started) == 2
    there = Library.open([folder], cache=folder.parent / "cache2", wait=False, failed=check.failed)
    assert [one.diagnostics[0].code for one in there.broken] == [Code.LIMIT]
    again = Library.open([folder], cache=folder.parent / "cache", wait=False, failed=check.failed)
    assert [deck.slug for deck in again.decks] == ["a", "c"]


def test_what_is_stopped_leaves_no_process_behind(folder: Path) -> None:
    check = DeckCheck(unchecked(folder), folder.parent / "cache")
    check.begin()
    check.stop()
    assert check.wait(60)
    assert not check._processes


def test_without_a_process_the_rest_is_left_to_the_program(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(folder / "none"))
    check = DeckCheck(unchecked(folder), folder.parent / "cache")
    check.begin()
    assert check.wait(60)
    assert (check.done, check.failed) == (0, {})
    assert len(Library.open([folder], cache=folder.parent / "cache").decks) == 3
