import errno
import os
from pathlib import Path

import pytest

from quizapp.core import settings
from quizapp.core.disk import replace_whole


def synced_folders(monkeypatch: pytest.MonkeyPatch) -> set[Path]:
    """The folders that are synced from now on."""
    found: set[Path] = set()
    real = os.fsync

    def fsync(file: int) -> None:
        real(file)
        found.update(path for path in [Path(f"/proc/self/fd/{file}").resolve()] if path.is_dir())

    monkeypatch.setattr("os.fsync", fsync)
    return found


def test_a_small_file_in_new_folders_is_found_again_after_a_power_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced = synced_folders(monkeypatch)
    replace_whole(tmp_path / "a" / "b" / "c.txt", b"new")
    assert {tmp_path / "a" / "b", tmp_path / "a", tmp_path} <= synced


def test_a_file_that_is_replaced_stays_closed_to_others(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("old")
    path.chmod(0o600)
    replace_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_cannot_be_written_to_is_told_with_the_name_that_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def refuse(name: Path, flags: int, *more: int) -> int:
        if flags & os.O_CREAT:
            raise PermissionError(errno.EACCES, "Permission denied", str(name))
        return real(name, flags, *more)

    monkeypatch.setattr("os.open", refuse)
    with pytest.raises(PermissionError) as caught:
        replace_whole(tmp_path / "csto.zip", b"new")
    assert caught.value.filename == str(tmp_path / "csto.zip")


def test_a_setting_is_on_the_disk_before_it_takes_the_place_of_the_old(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.mkdir()
    path = home / "config.toml"
    path.write_text("new_per_day = 1\n")
    done: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def sync(file: int) -> None:
        fsync(file)
        done.append("folder" if Path(f"/proc/self/fd/{file}").resolve().is_dir() else "file")

    def put(self: Path, target: Path) -> Path:
        done.append("replaced")
        return replace(self, target)

    monkeypatch.setattr("os.fsync", sync)
    monkeypatch.setattr("pathlib.Path.replace", put)
    settings.remember(path, "new_per_day", 2)
    assert done[:3] == ["file", "replaced", "folder"]
    assert settings.load(path).new_per_day == 2


def test_a_setting_that_cannot_be_written_leaves_the_file_as_it_was(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.mkdir()
    path = home / "config.toml"
    path.write_text("new_per_day = 1\n")

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.write", full)
        with pytest.raises(OSError, match="No space"):
            settings.remember(path, "new_per_day", 2)
    assert [one.name for one in home.iterdir()] == ["config.toml"]
    assert path.read_text() == "new_per_day = 1\n"


@pytest.mark.parametrize("before", ["new_per_day = 1\n", None])
def test_a_setting_whose_folder_cannot_be_synced_does_not_hold(
    home: Path, monkeypatch: pytest.MonkeyPatch, before: str | None
) -> None:
    home.mkdir()
    path = home / "config.toml"
    if before:
        path.write_text(before)
    real, replace, replaced = os.fsync, Path.replace, []

    def put(self: Path, target: Path) -> Path:
        replaced.append(target)
        return replace(self, target)

    def fail(file: int) -> None:
        if len(replaced) == 1:
            replaced.append(path)
            raise OSError(5, "Input/output error")
        real(file)

    monkeypatch.setattr("pathlib.Path.replace", put)
    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="Input/output"):
        settings.remember(path, "new_per_day", 2)
    assert (path.read_text() if path.exists() else None) == before
    assert [one for one in home.iterdir() if one != path] == []
