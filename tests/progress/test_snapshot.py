import errno
import os
from pathlib import Path

import pytest
from tinydb import Query, TinyDB

from quizapp.core.day import Day
from quizapp.memory.fsrs import MemoryModel
from quizapp.progress.events import Granted, LimitRaise
from quizapp.progress.progress import Progress
from quizapp.progress.snapshot import DurableStorage
from tests.progress.samples import TODAY, after, answer, in_steps, own_journal, standing

pytestmark = pytest.mark.day


def studied(home: Path) -> Progress:
    """A learner who has done everything once, and closed."""
    progress = Progress.open(home)
    progress.record(answer("csto/a"), after(0))
    progress.record(in_steps("csto/b"), after(1))
    progress.undo(progress.record(answer("csto/c"), after(2)).id, after(3))
    progress.rename("csto/a", "csto/d", after(4))
    progress.suspend("csto/b", after(5))
    progress.bury("csto/d", Day(TODAY + 1), after(6))
    progress.record(answer("figures/a", day=TODAY + 1, rating=1), after(1440))
    progress.close()
    return progress


def test_a_start_from_the_snapshot_gives_what_the_journal_gives(home: Path) -> None:
    progress = studied(home)
    again = Progress.open(home)
    assert standing(again) == standing(progress)
    assert again._state == progress._state
    (home / "progress.json").unlink()
    assert Progress.open(home)._state == progress._state


def test_what_came_after_the_snapshot_is_added_to_it(home: Path) -> None:
    studied(home)
    progress = Progress.open(home)
    progress.record(answer("csto/d", day=TODAY + 2), after(2880))
    assert standing(Progress.open(home)) == standing(progress)
    assert Progress.open(home).cards["csto/d"].reps == 2


def test_the_journal_is_not_read_again_when_there_is_a_snapshot(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    studied(home)

    def read(content: bytes, *_: object) -> list[object]:
        assert not content
        return []

    monkeypatch.setattr("quizapp.progress.scanner.read", read)
    assert Progress.open(home).cards


def test_the_snapshot_is_a_tinydb_file_that_can_be_queried(home: Path) -> None:
    progress = studied(home)
    with TinyDB(home / "progress.json") as database:
        (card,) = database.table("cards").search(Query().card == "csto/d")
        assert card["stability"] == progress.cards["csto/d"].stability
        assert database.table("cards").count(Query().phase == "learning") == 1


def test_no_snapshot_is_written_for_an_answer_nor_when_nothing_happened(home: Path) -> None:
    studied(home)
    was = (home / "progress.json").stat().st_mtime_ns
    progress = Progress.open(home)
    progress.close()
    progress.record(answer(), after(9))
    assert (home / "progress.json").stat().st_mtime_ns == was


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"null",
        b'{"meta": {}}',
        b"\xff\x00",
        b'{"meta":{"1":{"format":99}},"crc":{"1":{"crc32":"e7b8e8ba"}}}',
    ],
)
def test_a_damaged_snapshot_is_set_aside_and_made_anew(home: Path, content: bytes) -> None:
    progress = studied(home)
    (home / "progress.json").write_bytes(content)
    again = Progress.open(home)
    assert standing(again) == standing(progress)
    (notice,) = again.notices
    assert "progress.json" in notice
    (aside,) = (home / "backups").glob("progress-*")
    assert aside.read_bytes() == content
    again.close()
    assert Progress.open(home).notices == []


def test_a_snapshot_with_one_wrong_byte_is_not_believed(home: Path) -> None:
    progress = studied(home)
    content = bytearray((home / "progress.json").read_bytes())
    for place in (10, len(content) // 2, len(content) - 5):
        flipped = bytearray(content)
        flipped[place] ^= 1
        (home / "progress.json").write_bytes(flipped)
        again = Progress.open(home)
        assert len(again.notices) == 1
        assert standing(again) == standing(progress)


def test_a_snapshot_of_an_earlier_format_is_kept_among_the_backups_without_a_word(
    home: Path,
) -> None:
    progress = studied(home)
    storage = DurableStorage(home / "progress.json")
    tables = storage.read()
    assert tables
    tables["meta"]["1"]["format"] = 0
    del tables["crc"]
    storage.write(tables)
    again = Progress.open(home)
    assert standing(again) == standing(progress)
    assert again.notices == []
    assert len(list((home / "backups").glob("progress-*"))) == 1


def test_a_snapshot_of_a_version_that_knew_no_grants_is_made_anew(home: Path) -> None:
    progress = studied(home)
    progress.grant(Granted(TODAY, (LimitRaise("new", 5),)), after(1441))
    progress.close()
    storage = DurableStorage(home / "progress.json")
    tables = storage.read()
    assert tables
    tables["meta"]["1"]["format"] = 2
    tables["granted"] = {}
    del tables["crc"]
    storage.write(tables)
    assert Progress.open(home).granted(TODAY) == {("new", ""): 5}


def test_other_fsrs_parameters_give_other_memories_at_the_next_start(home: Path) -> None:
    progress = studied(home)
    parameters = list(MemoryModel().parameters)
    parameters[2] *= 2
    other = Progress.open(home, MemoryModel(parameters))
    assert other.cards["csto/d"].stability > progress.cards["csto/d"].stability
    assert other.notices == []
    other.close()
    assert standing(Progress.open(home)) == standing(progress)


def test_a_snapshot_that_cannot_be_written_harms_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    studied(home)
    progress = Progress.open(home)
    progress.record(answer(), after(9))
    content = (home / "progress.json").read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr("os.write", full)
        progress.close()
    assert (home / "progress.json").read_bytes() == content
    assert not list(home.glob("*.new"))
    assert len(progress.notices) == 1
    assert standing(Progress.open(home)) == standing(progress)


def test_a_crash_while_the_snapshot_is_replaced_leaves_the_old_one(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    studied(home)
    progress = Progress.open(home)
    progress.record(answer(), after(9))

    def crash(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.replace", crash)
        with pytest.raises(SystemExit):
            progress.close()
    again = Progress.open(home)
    assert again.notices == []
    assert standing(again) == standing(progress)


def test_a_snapshot_whose_journal_is_gone_is_not_believed(home: Path) -> None:
    studied(home)
    own_journal(home).unlink()
    progress = Progress.open(home)
    assert not progress.cards
    progress.close()
    assert not Progress.open(home).cards
