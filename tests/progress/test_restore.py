"""Bringing back: a union that writes nothing over."""

import errno
import itertools
import os
import shutil
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.core.errors import QuizError
from quizapp.progress import archive, restore
from quizapp.progress.doctor import Doctor
from quizapp.progress.progress import Progress
from tests.progress.samples import after, answer, journals, own_journal, standing, write
from tests.progress.test_backups import journal, line, tended, zip_of_before
from tests.progress.test_disk import failing

MONTH = 31 * 1440


def bring_back(home: Path, **more: str) -> restore.Missing:
    return restore.union(home, restore.own_backups(home), write="restored", **more)


def studied(home: Path) -> Progress:
    """Answers of three months, all in the backups."""
    progress = Progress.open(home)
    for number in range(6):
        progress.record(answer(f"csto/{number}"), after(number * MONTH / 2))
    while progress.tend():
        pass
    progress.close()
    return progress


HARMS = {
    "all gone": lambda folder: [path.unlink() for path in folder.glob("*.jsonl")],
    "one gone": lambda folder: min(folder.glob("*.jsonl")).unlink(),
    "one empty": lambda folder: min(folder.glob("*.jsonl")).write_bytes(b""),
    "one damaged": lambda folder: (path := min(folder.glob("*.jsonl"))).write_bytes(
        path.read_bytes()[:-9] + b"........\n"
    ),
    "one older": lambda folder: (path := max(folder.glob("*.jsonl"))).write_bytes(
        path.read_bytes()[: path.read_bytes().index(b"\n") + 1]
    ),
    "folder gone": shutil.rmtree,
}


@pytest.mark.parametrize("harm", HARMS)
def test_all_comes_back_whatever_happened_to_the_journal(home: Path, harm: str) -> None:
    was = standing(studied(home))
    HARMS[harm](home / "journal")
    there = journal(home)
    dry = restore.union(home, restore.own_backups(home))
    assert journal(home) == there
    found = bring_back(home)
    assert (found.answers, found.others) == (dry.answers, dry.others)
    assert there.items() <= journal(home).items()
    assert standing(Progress.open(home)) == was
    assert not bring_back(home).lines


def test_answers_given_after_a_loss_stay_when_what_was_lost_comes_back(home: Path) -> None:
    studied(home)
    HARMS["all gone"](home / "journal")
    progress = Progress.open(home)
    progress.record(answer("csto/after"), after(7 * MONTH))
    bring_back(home)
    progress.refresh()
    assert progress.cards.keys() == {*(f"csto/{number}" for number in range(6)), "csto/after"}
    assert progress.record(answer("csto/0"), after(7 * MONTH + 1)).state.reps == 2  # type: ignore[union-attr]
    assert standing(Progress.open(home)) == standing(progress)


def test_a_day_says_up_to_when(home: Path) -> None:
    studied(home)
    HARMS["folder gone"](home / "journal")
    found = bring_back(home, before="2026-12-25T00:00:00.000Z")
    assert found.answers == 2
    assert found.last < "2026-12-25"
    assert bring_back(home).answers == 4


def test_zips_of_an_earlier_version_are_brought_back_from(home: Path) -> None:
    zip_of_before(home, "2026-11-20", {"bbbbbbbb.jsonl": line(1) + line(2)})
    zip_of_before(home, "2026-11-21", {"bbbbbbbb.jsonl": line(2) + line(3) + b'{"torn'})
    assert bring_back(home).answers == 3
    assert Progress.open(home).reviews == 3


def test_a_source_that_cannot_be_read_is_told_and_the_others_are_used(home: Path) -> None:
    zip_of_before(home, "2026-11-20", {"bbbbbbbb.jsonl": line(1)})
    zip_of_before(home, "2026-11-21", {"bbbbbbbb.jsonl": line(2)}).write_bytes(b"PK no zip")
    found = bring_back(home)
    assert found.answers == 1
    (told,) = found.unreadable
    assert "journal-2026-11-21.zip" in told


@pytest.mark.slow
@given(journals, st.permutations(range(3)))
@settings(max_examples=10)
def test_merging_is_the_union_in_whatever_order_and_again(
    both: dict[str, list[object]], order: list[int]
) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as scratch:
        one, other, third = (Path(scratch) / name for name in ("one", "other", "third"))
        first, second = both.values()
        write(one, "aaaaaaaa", first)  # type: ignore[arg-type]
        write(other, "bbbbbbbb", second)  # type: ignore[arg-type]
        write(third, "aaaaaaaa", first[: len(first) // 2])  # type: ignore[arg-type]
        write(third, "bbbbbbbb", second[len(second) // 2 :])  # type: ignore[arg-type]
        homes = [one, other, third]
        for number in (*order, *order):
            for target, source in itertools.permutations([homes[number], *homes], 2):
                if target != source:
                    restore.union(target, restore.sources_in(source), write="merged")
        states = [standing(Progress.open(home)) for home in homes]
        assert states[0] == states[1] == states[2]
        lines = [sorted(b"".join(journal(home).values()).splitlines()) for home in homes]
        assert len(lines[0]) == len(set(lines[0])) == len(first) + len(second)


def test_a_folder_without_a_journal_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no journal")
    for path in (tmp_path, tmp_path / "notes.txt"):
        with pytest.raises(QuizError, match="no journal is in it"):
            restore.sources_in(path)


def test_a_foreign_zip_with_anything_in_it_harms_nothing(home: Path, tmp_path: Path) -> None:
    studied(home)
    was = standing(Progress.open(home))
    path = tmp_path / "foreign.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("../../../evil.jsonl", line(1))
        packed.writestr("zeros.jsonl", bytes(20 << 20))
        packed.writestr("noise.jsonl", b"noise\n" * 1000)
    found = restore.union(home, restore.sources_in(path), write="merged")
    assert (found.answers, found.damaged) == (1, 1000)
    assert "zeros.jsonl" in found.unreadable[0]
    assert all(path.parent == home / "journal" for path in found.files)
    assert was != standing(Progress.open(home))
    assert not restore.union(home, restore.sources_in(path), write="merged").lines


def test_one_zip_of_all_that_matters_brings_it_back_elsewhere(home: Path, tmp_path: Path) -> None:
    was = standing(studied(home))
    (home / "config.toml").write_text("new_per_day = 3\n")
    (home / "decks" / "mine").mkdir(parents=True)
    (home / "decks" / "mine" / "one.yaml").write_text("deck: one\n")
    target = tmp_path / "all.zip"
    archive.pack(home, target)
    with zipfile.ZipFile(target) as packed:
        assert {"config.toml", "decks/mine/one.yaml"} < set(packed.namelist())
        assert {f"journal/{name}" for name in journal(home)} < set(packed.namelist())
    other = home.with_name("other")
    restore.union(other, restore.sources_in(target), write="restored")
    assert standing(Progress.open(other)) == was
    with pytest.raises(QuizError, match="there already"):
        archive.pack(home, target)


def test_a_zip_that_cannot_be_written_leaves_nothing(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    studied(home)

    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="Input/output"):
        archive.pack(home, tmp_path / "all.zip")
    assert list(tmp_path.iterdir()) == []


def test_what_a_crash_left_undone_is_done_the_next_time(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    was = standing(studied(home))
    HARMS["all gone"](home / "journal")
    monkeypatch.setattr(restore, "LARGEST_FILE", 300)
    real, calls = restore.replace_whole, []

    def crash(path: Path, content: bytes) -> None:
        calls.append(path)
        if len(calls) == 2:
            raise SystemExit
        real(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(restore, "replace_whole", crash)
        with pytest.raises(SystemExit):
            bring_back(home)
    bring_back(home)
    assert standing(Progress.open(home)) == was
    assert own_journal_count(home) == 3


def own_journal_count(home: Path) -> int:
    return len(list((home / "journal").glob("*.jsonl")))


def test_a_second_home_is_tended_like_the_first(home: Path) -> None:
    write(home, "bbbbbbbb", ())
    (home / "journal" / "bbbbbbbb.jsonl").write_bytes(line(1))
    tended(home)
    own_journal(home).unlink()
    assert bring_back(home).answers == 1


def test_backups_that_cannot_be_looked_at_are_not_taken_for_none(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    studied(home)

    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(PermissionError):
        restore.own_backups(home)
    with pytest.raises(PermissionError):
        archive.pack(home, home / "all.zip")
    assert [str(one.where) for one in Doctor(home, after(9 * MONTH)).findings() if one.is_problem]


def test_what_cannot_be_written_is_an_error_and_no_source_that_cannot_be_read(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    was = standing(studied(home))
    HARMS["all gone"](home / "journal")
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", failing(errno.EIO))
        patch.setattr(restore, "LARGEST_FILE", 300)
        with pytest.raises(OSError, match="Input/output"):
            bring_back(home)
    bring_back(home)
    assert standing(Progress.open(home)) == was


@pytest.mark.parametrize("name", ["pipe", "pipe.zip", "pipe.jsonl", "pipe.jsonl.gz"])
def test_a_pipe_in_the_place_of_a_source_is_told_and_keeps_nobody_waiting(
    home: Path, tmp_path: Path, name: str
) -> None:
    os.mkfifo(tmp_path / name)
    try:
        found = restore.union(home, restore.sources_in(tmp_path / name))
    except OSError as error:
        assert error.strerror == "not a file"  # noqa: PT017
    else:
        assert "not a file" in found.unreadable[0]
