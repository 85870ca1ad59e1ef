"""The first answer in a folder that was not there, and of each process."""

import errno
import os
import stat
from pathlib import Path

import pytest

from quizapp.core.errors import NotSaved
from quizapp.progress.progress import Progress
from tests.core.test_disk import synced_folders
from tests.progress.samples import after, answer, own_journal


def test_every_folder_that_was_made_on_the_way_is_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced = synced_folders(monkeypatch)
    home = tmp_path / "one" / "two" / "three"
    Progress.open(home).record(answer(), after(0))
    assert {home / "journal", home, *list(home.parents)[:3]} <= synced


def test_a_process_syncs_the_folders_that_one_before_it_may_not_have(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed, real = Progress.open(home), os.fsync

    def kill(file: int) -> None:
        if stat.S_ISDIR(os.fstat(file).st_mode) and list(home.rglob("*.jsonl")):
            raise SystemExit
        real(file)

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", kill)
        with pytest.raises(SystemExit):
            killed.record(answer("csto/a"), after(0))
    assert own_journal(home).stat().st_size
    synced = synced_folders(monkeypatch)
    progress = Progress.open(home)
    progress.record(answer("csto/b"), after(1))
    assert {home / "journal", home, home.parent} <= synced
    synced.clear()
    progress.record(answer("csto/b"), after(2))
    assert not synced


def test_an_answer_in_a_folder_whose_names_cannot_be_synced_is_not_saved(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Progress.open(home).record(answer("csto/a"), after(0))
    real = os.open

    def refuse(path: str, flags: int, *more: int, **named: int) -> int:
        if Path(path) == home / "journal":
            raise OSError(errno.EACCES, "Permission denied", str(path))
        return real(path, flags, *more, **named)

    monkeypatch.setattr("os.open", refuse)
    progress = Progress.open(home)
    with pytest.raises(NotSaved):
        progress.record(answer("csto/b"), after(1))
    assert list(progress.cards) == ["csto/a"]


def test_a_folder_above_that_may_not_be_read_does_not_matter(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def refuse(path: str, flags: int, *more: int, **named: int) -> int:
        if Path(path) in home.parents:
            raise OSError(errno.EACCES, "Permission denied", str(path))
        return real(path, flags, *more, **named)

    monkeypatch.setattr("os.open", refuse)
    assert Progress.open(home).record(answer(), after(0)).state


def test_an_answer_that_is_saved_stays_so_when_the_lock_cannot_be_let_go(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import filelock

    progress = Progress.open(home)
    progress.record(answer("csto/a"), after(0))

    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    with monkeypatch.context() as patch:
        patch.setattr(filelock, "unlock_descriptor", fail)
        assert progress.record(answer("csto/b"), after(1)).state
    assert Progress.open(home).cards.keys() == {"csto/a", "csto/b"}


@pytest.mark.parametrize("name", ["lock", "journal/device", "journal/part"])
@pytest.mark.parametrize("kind", [stat.S_IFIFO, stat.S_IFSOCK, stat.S_IFDIR])
def test_something_else_in_the_place_of_a_file_is_one_clear_error_or_passed_over(
    home: Path, name: str, kind: int
) -> None:
    Progress.open(home).record(answer("csto/a"), after(0))
    path = {
        "lock": home / "lock",
        "journal/device": next((home / "journal").glob("*.device")),
        "journal/part": own_journal(home),
    }[name]
    path.unlink()
    if kind == stat.S_IFDIR:
        path.mkdir()
    else:
        os.mknod(path, kind | 0o600)
    progress = Progress.open(home)
    try:
        progress.record(answer("csto/b"), after(1))
    except NotSaved as error:
        assert str(path) in str(error)  # noqa: PT017
        assert "is not a file; move it away" in str(error)  # noqa: PT017
        assert "csto/b" not in progress.cards
    else:
        assert "csto/b" in Progress.open(home).cards
    progress.close()


@pytest.mark.parametrize("minutes", [1, 45 * 1440])
def test_what_a_killed_process_wrote_is_synced_before_a_snapshot_or_another_part_says_so(
    home: Path, monkeypatch: pytest.MonkeyPatch, minutes: int
) -> None:
    progress, real, synced = Progress.open(home), os.fsync, set[str]()
    progress.record(answer("csto/a"), after(0))
    own = own_journal(home)

    def fsync(file: int) -> None:
        synced.add(Path(f"/proc/self/fd/{file}").resolve().name.partition(".json.")[0])
        real(file)

    def killed(_: int) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", killed)
        with pytest.raises(SystemExit):
            progress.record(answer("csto/b"), after(0))
    monkeypatch.setattr("os.fsync", fsync)
    again = Progress.open(home)
    assert again.cards.keys() == {"csto/a", "csto/b"}
    if minutes > 1440:
        again.record(answer("csto/c"), after(minutes))
        assert len(list((home / "journal").glob("*.jsonl"))) == 2
    else:
        again.close()
        assert (home / "progress.json").exists()
    assert own.name in synced
