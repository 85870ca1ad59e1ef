"""Being told when files change."""

import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest
import watchfiles

from quizapp.author.watching import changes


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "decks" / "rivers.yaml"
    path.parent.mkdir()
    path.write_text("deck: rivers\n")
    return path


def _in_place(path: Path) -> None:
    path.write_text("deck: streams\n")


def _by_rename(path: Path) -> None:
    beside = path.with_suffix(".new")
    beside.write_text("deck: streams\n")
    beside.replace(path)


def _with_its_folder(path: Path) -> None:
    shutil.rmtree(path.parent)


def _without_notifications(*_: object, **__: object) -> None:
    raise OSError("OS file watch limit reached.")


def test_what_changed_while_one_was_busy_is_told(deck: Path) -> None:
    other = deck.with_name("other.yaml")
    told = changes(lambda: [deck, other])
    _by_rename(deck)
    assert next(told) == {deck}
    other.write_text("deck: other\n")
    deck.unlink()
    assert next(told) == {deck, other}


@pytest.mark.parametrize("notified", [True, False])
@pytest.mark.parametrize("change", [_in_place, _by_rename, Path.unlink, _with_its_folder])
def test_each_change_is_told_however_it_is_made_and_that_a_file_is_back(
    deck: Path,
    change: Callable[[Path], object],
    notified: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not notified:
        monkeypatch.setattr(watchfiles, "watch", _without_notifications)
    stop, wanted = Event(), Event()
    found: list[frozenset[Path]] = []

    def listen() -> None:
        for one in changes(lambda: [deck], stop):
            found.append(one)
            wanted.set()

    listener = Thread(target=listen)
    listener.start()
    while not wanted.wait(0.05):  # the listener may not listen yet
        if not deck.exists():
            deck.parent.mkdir(exist_ok=True)
            deck.write_text("deck: rivers\n")
        change(deck)
    wanted.clear()
    deck.parent.mkdir(exist_ok=True)
    deck.write_text("deck: rivers, and back\n")
    assert wanted.wait(10)
    stop.set()
    listener.join(10)
    assert not listener.is_alive()
    assert set(found) == {frozenset([deck])}
