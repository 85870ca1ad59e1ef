"""Copies of the journal that only grow, made at leisure."""

import errno
import zipfile
import zlib
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.progress import backups
from quizapp.progress.codec import encode, stamp
from quizapp.progress.events import Event, EventKey
from quizapp.progress.progress import Progress
from tests.progress.samples import after, answer, own_journal, write

MONTH = 31 * 1440


def tended(home: Path) -> Progress:
    progress = Progress.open(home)
    while progress.tend():
        pass
    return progress


def copied(home: Path) -> dict[str, bytes]:
    return {
        name: b"".join(backups.unpack(backups.copy_of(home, name))) for name in backups.copies(home)
    }


def journal(home: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (home / "journal").glob("*.jsonl")}


def line(number: int) -> bytes:
    return encode(Event(EventKey(stamp(after(number)), "bbbbbbbb", number), answer("csto/a")))


def test_every_file_of_the_journal_has_one_copy_that_follows_it(home: Path) -> None:
    progress = Progress.open(home)
    for month in range(3):
        progress.record(answer(f"csto/{month}"), after(month * MONTH))
        while progress.tend():
            pass
        assert copied(home) == journal(home)
    assert len(copied(home)) == 3
    assert progress.notices == []


def test_closing_makes_no_backup(home: Path) -> None:
    progress = Progress.open(home)
    progress.record(answer(), after(0))
    progress.close()
    assert not (home / "backups").exists()


def test_no_clock_takes_a_backup_away(home: Path) -> None:
    progress = Progress.open(home)
    for years in (0, 1, -1, 50, 0):
        progress.record(answer(), after(0) + timedelta(days=366 * years))
        while progress.tend():
            pass
        before = copied(home)
        assert before == journal(home)


@pytest.mark.parametrize("closed", [True, False])
@pytest.mark.parametrize(
    "harm",
    [
        lambda content: content.replace(b'"rating":3', b'"rating":1', 1),
        lambda content: content[: len(content) // 2],
        lambda content: content[: content.index(b"\n") + 1],
        lambda content: content[content.index(b"\n") + 1 :],
        lambda _: b"",
        lambda content: bytes(len(content)),
        lambda content: content + b"\x00" * 100 + b"\n",
    ],
)
def test_a_damaged_file_never_takes_anything_from_its_copy(
    home: Path, harm: object, closed: bool
) -> None:
    progress = Progress.open(home)
    for number in range(4):
        progress.record(answer(f"csto/{number}"), after(number))
    path = own_journal(home)
    if closed:
        progress.record(answer("csto/x"), after(MONTH))
    while progress.tend():
        pass
    good = path.read_bytes()
    path.write_bytes(harm(good))  # type: ignore[operator]
    tended(home)
    assert set(good.splitlines()) <= set(copied(home)[path.name].splitlines())


@given(st.lists(st.lists(st.integers(1, 9), max_size=6), max_size=6))
def test_a_copy_holds_all_that_was_ever_seen_in_its_file_and_each_line_once(
    versions: list[list[int]],
) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as scratch:
        home, seen = Path(scratch), set[int]()
        path = write(home, "bbbbbbbb", ())
        for numbers in versions:
            path.write_bytes(b"".join(map(line, dict.fromkeys(numbers))) + b'{"torn')
            backups.keep(home, path)
            seen.update(numbers)
            kept = copied(home).get(path.name, b"").splitlines(keepends=True)
            assert sorted(kept) == sorted(map(line, seen))


def test_copies_are_at_most_as_large_as_the_journal(home: Path) -> None:
    progress = Progress.open(home)
    for month in range(12):
        for number in range(20):
            progress.record(answer(f"csto/{number}"), after(month * MONTH + number))
        while progress.tend():
            pass
    size = sum(path.stat().st_size for path in (home / "backups").rglob("*") if path.is_file())
    assert size < sum(map(len, journal(home).values()))


def zip_of_before(home: Path, day: str, members: dict[str, bytes]) -> Path:
    path = home / "backups" / f"journal-{day}.zip"
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_zips_of_an_earlier_version_go_when_all_in_them_is_in_the_copies(home: Path) -> None:
    Progress.open(home).record(answer(), after(0))
    own = own_journal(home)
    zip_of_before(home, "2026-11-20", {own.name: own.read_bytes(), "bbbbbbbb.jsonl": line(1)})
    zip_of_before(home, "2026-11-21", {"bbbbbbbb.jsonl": line(2) + line(3) + b'{"torn'})
    mine = home / "backups" / "mine.zip"
    mine.write_bytes(b"mine")
    progress = tended(home)
    assert backups.zips(home) == []
    assert mine.exists()
    assert copied(home) == journal(home) | {"bbbbbbbb.jsonl": line(1) + line(2) + line(3)}
    assert progress.notices == []


def test_a_zip_that_is_damaged_stays_and_is_told_of(home: Path) -> None:
    Progress.open(home).record(answer(), after(0))
    path = zip_of_before(home, "2026-11-20", {"bbbbbbbb.jsonl": line(1) * 50})
    content = bytearray(path.read_bytes())
    content[60] ^= 255
    path.write_bytes(content)
    progress = tended(home)
    assert path.read_bytes() == content
    (notice,) = progress.notices
    assert str(path) in notice


def test_a_copy_that_is_damaged_is_set_aside_and_made_anew(home: Path) -> None:
    progress = Progress.open(home)
    progress.record(answer(), after(0))
    while progress.tend():
        pass
    (copy,) = backups.folder(home).glob("*.gz")
    copy.write_bytes(b"")
    progress.record(answer(), after(1))
    tended(home)
    assert copied(home) == journal(home)
    assert len(list(backups.folder(home).glob("*.damaged-1"))) == 1


def test_a_backup_that_fails_is_told_and_harms_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress = Progress.open(home)
    progress.record(answer(), after(0))
    while progress.tend():
        pass
    before = copied(home)
    progress.record(answer(), after(1))

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.write", full)
        assert not progress.tend()
    (notice,) = progress.notices
    assert "No answer is lost" in notice
    assert copied(home) == before
    while progress.tend():
        pass
    assert copied(home) == journal(home)


def test_answers_are_recorded_while_another_thread_makes_copies(home: Path) -> None:
    import threading

    progress = Progress.open(home)
    progress.record(answer(), after(0))
    stop = threading.Event()

    def work() -> None:
        while not stop.is_set():
            progress.tend()

    thread = threading.Thread(target=work)
    thread.start()
    for number in range(1, 60):
        progress.record(answer(f"csto/{number % 7}"), after(number * MONTH / 5))
    stop.set()
    thread.join()
    while progress.tend():
        pass
    assert copied(home) == journal(home)
    assert progress.notices == []


def test_a_closed_part_has_a_digest_and_damage_under_a_snapshot_is_seen(home: Path) -> None:
    from hashlib import sha256

    from quizapp.progress.parts import all_digests

    progress = Progress.open(home)
    for month in range(3):
        progress.record(answer(f"csto/{month}"), after(month * MONTH))
    while progress.tend():
        pass
    progress.close()
    known = all_digests(home / "journal")
    first, second = sorted(p for p in (home / "journal").glob("*.jsonl") if p.name in known)
    assert known[first.name].sha256 == sha256(first.read_bytes()).hexdigest()
    content = bytearray(second.read_bytes())
    content[40] ^= 1
    second.write_bytes(content)
    (notice,) = tended(home).notices
    assert str(second) in notice
    assert "quizapp doctor --repair" in notice


def test_every_start_verifies_another_slice(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from quizapp.progress import tending

    progress = Progress.open(home)
    for month in range(4):
        progress.record(answer(f"csto/{month}"), after(month * MONTH))
    while progress.tend():
        pass
    monkeypatch.setattr(tending, "SLICE", 1)
    seen: list[str] = []
    real = tending.damage

    def note(home: Path, name: str, *more: object) -> str:
        seen.append(name)
        return real(home, name, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(tending, "damage", note)
    for _ in range(4):
        tended(home)
    assert sorted(seen) == sorted(journal(home))


def test_a_seal_is_what_gzip_says_too(home: Path) -> None:
    import gzip

    path = write(home, "bbbbbbbb", ())
    path.write_bytes(line(1) + line(2))
    backups.keep(home, path)
    copy = backups.copy_of(home, path.name)
    assert gzip.decompress(copy.read_bytes()) == path.read_bytes()
    assert backups.seal(copy) == (len(path.read_bytes()), zlib.crc32(path.read_bytes()))
