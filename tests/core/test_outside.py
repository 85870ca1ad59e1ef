"""Names that stand for something else than a file with an end."""

import os
import socket
from pathlib import Path

import pytest

from quizapp.core import outside
from quizapp.core.errors import SettingsError
from quizapp.core.outside import (
    FileTooLarge,
    NotARegularFile,
    TooManyFiles,
    files_below,
    read_file,
    read_part,
)
from quizapp.core.settings import load


def test_a_file_is_read_up_to_the_most_that_it_may_have(tmp_path: Path) -> None:
    file = tmp_path / "file"
    for size in (0, 1, 9999, 10_000):
        file.write_bytes(b"x" * size)
        assert read_file(file, 10_000) == b"x" * size
    assert read_part(file, 7) == b"x" * 7
    assert read_part(file, 9, start=9_997) == b"x" * 3
    file.write_bytes(b"x" * 10_001)
    with pytest.raises(FileTooLarge, match=r"larger than 9.77 kB"):
        read_file(file, 10_000)


def test_a_file_that_grows_while_it_is_read_has_an_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"x" * 100)
    real, added = os.read, []

    def read(descriptor: int, number: int) -> bytes:
        with file.open("ab") as more:
            added.append(more.write(b"y" * 1000))
        return real(descriptor, number)

    monkeypatch.setattr(os, "read", read)
    with pytest.raises(FileTooLarge):
        read_file(file, 10_000)
    assert len(added) < 30


def test_a_file_that_comes_too_slowly_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"x" * 100)
    monkeypatch.setattr(outside, "MOST_SECONDS", -1)
    with pytest.raises(TimeoutError, match="takes too long"):
        read_file(file, 1000)


@pytest.mark.parametrize("kind", ["pipe", "folder", "socket", "/dev/zero", "/dev/tty", "link"])
def test_what_is_no_regular_file_is_refused_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    path = tmp_path / "it"
    listening = socket.socket(socket.AF_UNIX)
    match kind:
        case "pipe":
            os.mkfifo(path)  # opening one waits for somebody who writes
        case "folder":
            path.mkdir()
        case "socket":
            monkeypatch.chdir(tmp_path)  # their names must be short
            listening.bind("it")
        case "link":
            path.symlink_to("/dev/zero")
        case _:
            path = Path(kind)
    for read in (read_file, read_part):
        with pytest.raises(NotARegularFile, match="not a file"):
            read(path, 1000)
    if path.parent == tmp_path:
        with pytest.raises(SettingsError, match="not a file; move it away"):
            load(path)
    listening.close()


def test_a_pipe_that_takes_the_place_of_a_file_is_refused_when_it_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"x")
    real = os.open

    def swapped(path: Path, flags: int) -> int:
        file.unlink()
        os.mkfifo(file)
        return real(path, flags)

    monkeypatch.setattr(os, "open", swapped)
    with pytest.raises(NotARegularFile):
        read_file(file, 1000)


def test_a_name_that_cannot_be_is_an_error_with_words(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="not a usable name"):
        read_file(Path("a\0b"), 1000)
    with pytest.raises(FileNotFoundError):
        read_file(tmp_path / "none", 1000)


def test_files_are_found_once_each_and_never_through_a_link_back_up(tmp_path: Path) -> None:
    folder = tmp_path / "home" / "decks"
    for name in ("b", "a", "sub/c", "sub/deep/d", ".git/x", "z/e"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    for name, target in (("up", ".."), ("all", "/"), ("self", "."), ("sub/again", "../z")):
        (folder / name).symlink_to(target)
    (folder / "lost").symlink_to("nowhere")
    found = [str(path.relative_to(folder)) for path in files_below(folder)]
    assert found == ["a", "b", "lost", "sub/c", "sub/again/e", "sub/deep/d"]


def test_a_folder_without_end_is_left_after_some_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outside, "MOST_ENTRIES", 50)
    for number in range(60):
        (tmp_path / "wide" / str(number)).mkdir(parents=True)
    (tmp_path / "a").touch()
    walk = files_below(tmp_path)
    assert next(walk) == tmp_path / "a"
    with pytest.raises(TooManyFiles, match="too many files"):
        list(walk)
    monkeypatch.setattr(outside, "MOST_ENTRIES", 10_000)
    (tmp_path / "/".join("d" * 40)).mkdir(parents=True)
    with pytest.raises(TooManyFiles):
        list(files_below(tmp_path))


def test_settings_of_one_endless_line_are_refused_before_they_are_read(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("buttons = 2\n" + "a." * 20_000 + "b = 1\n")
    with pytest.raises(SettingsError, match=r"config.toml:2: too long"):
        load(file)
    file.write_text("#\n" * 100_000)
    with pytest.raises(SettingsError, match="larger than 64 kB"):
        load(file)
