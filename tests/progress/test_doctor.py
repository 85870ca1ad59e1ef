"""What the doctor finds, and mends without losing the old."""

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.progress import backups, place
from quizapp.progress.codec import encode, stamp
from quizapp.progress.doctor import Doctor, Finding, repair
from quizapp.progress.events import Event, EventKey
from quizapp.progress.parts import all_digests
from quizapp.progress.progress import Progress
from tests.progress.samples import after, answer, standing, write
from tests.progress.test_backups import journal, zip_of_before

MONTH = 31 * 1440
NOW = after(6 * MONTH)


def examine(home: Path) -> list[Finding]:
    return list(Doctor(home, NOW).findings())


def problems(home: Path) -> list[Finding]:
    return [finding for finding in examine(home) if finding.is_problem]


def mend(home: Path) -> None:
    doctor = Doctor(home, NOW)
    for finding in list(doctor.findings()):
        if finding.repair:
            assert repair(doctor, finding) == ""


@pytest.fixture
def studied(home: Path) -> Path:
    """A learner of three months: two closed parts and an open one, all in the backups."""
    progress = Progress.open(home)
    for number in range(9):
        progress.record(answer(f"csto/{number}"), after(number * MONTH / 3))
    while progress.tend():
        pass
    progress.close()
    return home


def closed(home: Path) -> Path:
    return home / "journal" / min(all_digests(home / "journal"))


def open_part(home: Path) -> Path:
    (name,) = journal(home).keys() - all_digests(home / "journal").keys()
    return home / "journal" / name


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[40] ^= 1
    path.write_bytes(content)


def copy(home: Path) -> Path:
    return min(backups.folder(home).glob("*.gz"))


def test_a_sound_learner_has_nothing_to_mend(studied: Path) -> None:
    assert examine(studied) == []


def test_a_learner_who_has_done_nothing_has_no_problem(home: Path) -> None:
    assert problems(home) == []
    assert not home.exists()


HARMS: dict[str, Callable[[Path], object]] = {
    "closed part, one bit": lambda home: flip(closed(home)),
    "closed part, cut off": lambda home: os.truncate(closed(home), 100),
    "closed part, a line gone": lambda home: closed(home).write_bytes(
        closed(home).read_bytes().split(b"\n", 1)[1]
    ),
    "closed part, gone": lambda home: closed(home).unlink(),
    "closed part, no text": lambda home: closed(home).write_bytes(
        closed(home).read_bytes().replace(b'"at":"2', b'"at":"\xb2', 1)
    ),
    "open part, one bit": lambda home: flip(open_part(home)),
    "open part, zeroed": lambda home: open_part(home).write_bytes(bytes(999) + b"\n"),
    "open part, gone": lambda home: open_part(home).unlink(),
    "backup, one bit": lambda home: flip(copy(home)),
    "backup, cut off": lambda home: os.truncate(copy(home), 30),
}


@pytest.mark.parametrize("harm", HARMS)
def test_harm_is_found_and_mended_and_nothing_is_lost(studied: Path, harm: str) -> None:
    was = standing(Progress.open(studied))
    before = {path: path.read_bytes() for path in studied.rglob("*") if path.is_file()}
    HARMS[harm](studied)
    harmed = {path: path.read_bytes() for path in studied.rglob("*") if path.is_file()}
    assert problems(studied)
    mend(studied)
    mend(studied)
    assert [str(one) for one in problems(studied)] == []
    assert standing(Progress.open(studied)) == was
    kept = [path.read_bytes() for path in studied.rglob("*") if path.is_file()]
    for path, content in harmed.items():
        if content != before[path]:
            assert content in kept


def test_a_damaged_closed_part_is_as_it_was_closed_when_it_is_mended(studied: Path) -> None:
    path = closed(studied)
    content = path.read_bytes()
    flip(path)
    mend(studied)
    assert path.read_bytes() == content


def test_damage_without_a_backup_keeps_all_other_lines(studied: Path) -> None:
    for one in backups.folder(studied).iterdir():
        one.unlink()
    flip(closed(studied))
    (studied / "progress.json").unlink()
    mend(studied)
    assert problems(studied) == []
    assert Progress.open(studied).reviews == 8


def test_a_snapshot_that_says_something_else_is_moved_away(studied: Path) -> None:
    was = standing(Progress.open(studied))
    other = studied.with_name("other")
    progress = Progress.open(other)
    progress.record(answer("csto/zzz"), after(0))
    progress.close()
    snapshot = studied / "progress.json"
    wrong = snapshot.read_bytes().replace(b"csto/4", b"csto/y")
    from zlib import crc32

    body = wrong.rpartition(b',"crc":')[0]
    snapshot.write_bytes(body + b',"crc":{"1":{"crc32":"%08x"}}}' % crc32(body))
    assert "csto/y" in Progress.open(studied).cards
    (finding,) = problems(studied)
    assert "snapshot" in finding.what
    mend(studied)
    assert standing(Progress.open(studied)) == was


def test_gaps_and_a_clock_that_was_ahead_are_noted_and_no_problem(home: Path) -> None:
    write(
        home,
        "bbbbbbbb",
        [
            Event(EventKey(stamp(after(0)), "bbbbbbbb", 1), answer("csto/a")),
            Event(EventKey(stamp(after(99 * MONTH)), "bbbbbbbb", 5), answer("csto/b")),
        ],
    )
    Progress.open(home).tend()
    said = " ".join(map(str, examine(home)))
    assert problems(home) == []
    assert "3 numbers not used, from 2 on" in said
    assert "answers from the future" in said


def test_what_a_later_version_wrote_is_no_damage(home: Path) -> None:
    line = encode(Event(EventKey(stamp(after(0)), "bbbbbbbb", 1), answer()))
    from zlib import crc32

    body = b'{"id":"bbbbbbbb:2","at":"%b","kind":"dreamt"' % stamp(after(1)).encode()
    path = write(home, "bbbbbbbb", ())
    path.write_bytes(line + b'%b,"crc":"%08x"}\n' % (body, crc32(body)))
    assert problems(home) == []


def test_a_zip_of_an_earlier_version_is_opened_and_tested(studied: Path) -> None:
    path = zip_of_before(studied, "2026-11-20", {"bbbbbbbb.jsonl": b"x\n" * 999})
    flip(path)
    assert any(str(path) in finding.where for finding in problems(studied))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("bbbbbbbb.jsonl", b"")
    assert problems(studied) == []


def test_pipes_and_folders_in_the_place_of_files_are_named(home: Path) -> None:
    (home / "journal").mkdir(parents=True)
    os.mkfifo(home / "config.toml")
    os.mkfifo(home / "journal" / "a.jsonl")
    (home / "lock").mkdir()
    said = [finding.where for finding in problems(home)]
    for name in ("config.toml", "journal/a.jsonl", "lock"):
        assert str(home / name) in said


def test_what_a_write_left_over_is_deleted(studied: Path) -> None:
    path = studied / "progress.json.0123abcd.new"
    path.write_bytes(b"half")
    mend(studied)
    assert not path.exists()
    assert examine(studied) == []


@pytest.mark.parametrize(
    ("mounts", "kind", "says"),
    [
        ("/dev/sda / ext4 rw 0 0\n", "ext4", ""),
        ("/dev/sda / ext4 rw 0 0\nserver:/ {place} nfs4 rw 0 0\n", "nfs4", "network"),
        ("/dev/sda / ext4 rw 0 0\ntmpfs {place} tmpfs rw 0 0\n", "tmpfs", "in memory"),
    ],
)
def test_the_file_system_is_told_where_the_system_tells_it(
    tmp_path: Path, mounts: str, kind: str, says: str
) -> None:
    found = place.file_system(tmp_path / "home", mounts.format(place=tmp_path))
    assert found == kind
    assert says in place.warning(tmp_path / "home", found)


def test_a_folder_that_is_synced_is_told(tmp_path: Path) -> None:
    assert "synced" in place.warning(tmp_path / "Dropbox" / "quizapp", "ext4")
    assert "synced" in place.warning(tmp_path / "OneDrive - Work" / "quizapp", "ext4")
    assert place.warning(tmp_path / "quizapp", "ext4") == ""


def test_what_could_not_be_read_when_it_was_brought_back_is_not_said_to_be_mended(
    studied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_part(studied).unlink()
    doctor = Doctor(studied, NOW)
    (found,) = (one for one in doctor.findings() if "lacks" in one.what)
    real = backups.unpack

    def fail(copy: Path) -> backups.Chunks:
        raise OSError(5, "Input/output error", str(copy))

    monkeypatch.setattr(backups, "unpack", fail)
    assert "Input/output error" in repair(doctor, found)
    monkeypatch.setattr(backups, "unpack", real)
    assert repair(doctor, found) == ""
