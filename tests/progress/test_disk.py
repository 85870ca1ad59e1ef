"""Answers on a disk that is full, failing, read-only or busy."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.core.errors import NotSaved
from quizapp.progress import writer
from quizapp.progress.disk import FileLock
from quizapp.progress.progress import Progress
from tests.progress.samples import NOON, after, answer, own_journal, standing


def failing(code: int, times: int = 1) -> Callable[..., int]:
    """Stands in for a system call that fails so many times and does nothing afterwards."""
    left = [times]

    def call(*_: object, **__: object) -> int:
        if left[0]:
            left[0] -= 1
            raise OSError(code, os.strerror(code))
        return 0

    return call


def test_an_answer_is_on_the_disk_before_record_returns(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[bytes] = []
    real = os.fsync

    def fsync(file: int) -> None:
        real(file)
        synced.append(own_journal(home).read_bytes() if list(home.rglob("*.jsonl")) else b"")

    monkeypatch.setattr("os.fsync", fsync)
    Progress.open(home).record(answer(), NOON)
    assert own_journal(home).read_bytes() in synced


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EFBIG, "the disk is full"),
        (errno.EIO, "reports an error"),
        (errno.EROFS, "read-only"),
    ],
)
def test_an_answer_that_cannot_be_written_does_not_count(
    home: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    progress = Progress.open(home)
    progress.record(answer(), after(0))
    was, content = standing(progress), own_journal(home).read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr("os.write", failing(code))
        with pytest.raises(NotSaved, match=words) as caught:
            progress.record(answer(rating=1), after(1))
    assert str(own_journal(home)) in str(caught.value)
    assert own_journal(home).read_bytes() == content
    assert standing(progress) == was
    progress.record(answer(rating=1), after(2))
    assert standing(Progress.open(home)) == standing(progress)


def test_a_write_that_stops_halfway_leaves_nothing_behind(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress = Progress.open(home)
    progress.record(answer(), after(0))
    content, real = own_journal(home).read_bytes(), os.write
    rest = failing(errno.ENOSPC)
    calls = iter([lambda file, data: real(file, data[:50]), rest])
    with monkeypatch.context() as patch:
        patch.setattr("os.write", lambda file, data: next(calls)(file, data))
        with pytest.raises(NotSaved):
            progress.record(answer(), after(1))
    assert own_journal(home).read_bytes() == content
    progress.record(answer(), after(2))
    assert Progress.open(home).notices == []


def test_a_disk_that_takes_a_few_bytes_at_a_time_gets_them_all(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr("os.write", lambda file, data: real(file, data[:7]))
    progress = Progress.open(home)
    progress.record(answer(), NOON)
    assert standing(Progress.open(home)) == standing(progress)


def test_after_a_failed_fsync_answers_go_into_a_new_file(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress = Progress.open(home)
    progress.record(answer(), after(0))
    first = own_journal(home)
    was = standing(progress)
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", failing(errno.EIO))
        with pytest.raises(NotSaved):
            progress.record(answer(rating=1), after(1))
        assert standing(progress) == was
        content = first.read_bytes()
        saved = progress.record(answer(rating=4), after(2))
    assert first.read_bytes() == content
    assert saved.id in first.with_suffix(".2.jsonl").read_text()
    again = Progress.open(home)
    assert standing(again) == standing(progress)
    again.record(answer(), after(3))
    assert first.read_bytes() == content


@pytest.mark.program
def test_a_full_disk_is_told_and_survived_by_a_real_process(home: Path) -> None:
    Progress.open(home).record(answer(), after(0))
    done = subprocess.run(
        [sys.executable, "-c", _FULL, home, str(own_journal(home).stat().st_size + 100)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "the disk is full" in done.stdout
    again = Progress.open(home)
    assert again.reviews == 1
    assert again.notices == []


_FULL = """
import resource, sys
from pathlib import Path
from quizapp.core.errors import NotSaved
from quizapp.progress.progress import Progress
from tests.progress.samples import after, answer
progress = Progress.open(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    progress.record(answer(), after(1))
except NotSaved as error:
    print(error)
progress.close()
"""


def test_a_folder_that_cannot_be_written_is_told(home: Path) -> None:
    home.mkdir()
    (home / "journal").write_text("a file in the place of the folder")
    progress = Progress.open(home)
    with pytest.raises(NotSaved, match="a file is in the place of a folder"):
        progress.record(answer(), NOON)
    progress.close()
    assert not progress.cards


def test_a_read_only_folder_can_be_looked_at(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Progress.open(home).record(answer(), NOON)
    real = os.open

    def read_only(path: str, flags: int, *more: int, **named: int) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise OSError(errno.EROFS, "Read-only file system", str(path))
        return real(path, flags, *more, **named)

    monkeypatch.setattr("os.open", read_only)
    progress = Progress.open(home)
    assert progress.reviews == 1
    with pytest.raises(NotSaved, match="read-only"):
        progress.record(answer(), after(1))
    progress.close()
    assert progress.reviews == 1


def test_a_window_that_does_not_let_go_is_named(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from filelock import FileLock

    monkeypatch.setattr(writer, "LOCK_PATIENCE", 0.05)
    home.mkdir()
    progress = Progress.open(home)
    with FileLock(home / "lock"), pytest.raises(NotSaved, match="another window"):
        progress.record(answer(), NOON)
    assert progress.record(answer(), NOON).id.endswith(":1")


@pytest.mark.parametrize("replaced", [False, True])
def test_windows_keep_out_of_each_others_way_when_the_lock_was_deleted(
    home: Path, replaced: bool
) -> None:
    path = home / "lock"
    one, other = FileLock(path, 0), FileLock(path, 0)
    one.acquire()
    one.release()
    path.unlink()
    if replaced:
        path.touch()
    with other, pytest.raises(TimeoutError):
        one.acquire()
    with one, pytest.raises(TimeoutError):
        other.acquire()


def test_an_answer_interrupted_at_the_keyboard_is_counted_once_or_not_at_all(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress = Progress.open(home)
    progress.record(answer("csto/a"), after(0))

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    for place in ("os.fsync", "quizapp.progress.projection.Projection.add", "os.write"):
        with monkeypatch.context() as patch:
            patch.setattr(place, interrupted)
            with pytest.raises(KeyboardInterrupt):
                progress.record(answer("csto/b"), after(1))
        progress.refresh()
        assert standing(progress) == standing(Progress.open(home))
    progress.close()
    assert standing(progress) == standing(Progress.open(home))


def test_lines_that_could_not_be_read_are_never_cut_off(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress = Progress.open(home)
    progress.record(answer("csto/a"), after(0))
    Progress.open(home).record(answer("csto/a"), after(0))
    content = own_journal(home).read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr("quizapp.progress.journal.open_file", failing(errno.EMFILE, times=99))
        with pytest.raises(NotSaved):
            progress.record(answer("csto/b"), after(1))
    assert own_journal(home).read_bytes() == content
    progress.record(answer("csto/b"), after(1))
    assert list(progress.cards) == ["csto/a", "csto/b"]
    assert progress.cards["csto/a"].reps == 2


@pytest.mark.parametrize("name", ["open_file", "named"])
def test_what_cannot_be_found_as_a_file_cannot_be_read_is_not_said_to_be_undone(
    home: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    saved = Progress.open(home).record(answer("csto/a"), after(0))
    progress = Progress.open(home)
    with monkeypatch.context() as patch:
        patch.setattr(f"quizapp.progress.journal.{name}", failing(errno.ENFILE, times=9))
        with pytest.raises(NotSaved, match="It was not undone"):
            progress.undo(saved.id, after(1))
    assert progress.reviews == 1
    progress.undo(saved.id, after(2))
    assert progress.reviews == Progress.open(home).reviews == 0


def test_answer_after_answer_opens_the_lock_once_and_lists_no_folder(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress = Progress.open(home)
    for month in range(4):
        progress.record(answer("csto/a"), after(month * 45 * 1440))
    progress.close()
    folder = 1_700_000_000_123_456_789
    os.utime(home / "journal", ns=(folder, folder))
    for path in (home / "journal").glob("*.jsonl"):  # so nothing came in the same moment
        os.utime(path, ns=(folder, folder + 30_000_000))
    progress = Progress.open(home)
    opened, listed, real = [], [], os.open

    def note(path: str | Path, *more: int, **named: int) -> int:
        opened.append(Path(path).name)
        return real(path, *more, **named)

    monkeypatch.setattr("os.open", note)
    monkeypatch.setattr("os.scandir", listed.append)
    for minutes in range(3):
        progress.record(answer("csto/b"), after(3 * 45 * 1440 + minutes))
        progress.refresh(quick=True)
    assert opened.count("lock") == 1
    assert listed == []
