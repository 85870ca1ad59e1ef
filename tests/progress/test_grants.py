"""More than the limits of a day let in, granted by the learner: kept, merged and taken back."""

import errno
import os
from pathlib import Path
from zlib import crc32

import pytest

from quizapp.core.errors import NotSaved
from quizapp.progress.codec import stamp
from quizapp.progress.events import NO_CARD, Event, EventKey, Granted, LimitRaise, Undone
from quizapp.progress.progress import Progress
from tests.progress.samples import NOON, TODAY, after, answer, own_journal, standing, write

TEN = Granted(TODAY, (LimitRaise("new", 10), LimitRaise("new", 4, "csto")))
FIVE = Granted(TODAY, (LimitRaise("new", 5), LimitRaise("backlog", 20)))


def with_checksum(path: Path, before: bytes, after: bytes) -> None:
    """Change what lines of a journal say, as if it had been written so."""
    bodies = [
        line.partition(b',"crc"')[0].replace(before, after, 1)
        for line in path.read_bytes().splitlines()
    ]
    path.write_bytes(b"".join(b'%b,"crc":"%08x"}\n' % (body, crc32(body)) for body in bodies))


def test_grants_of_a_day_add_up_and_are_there_when_the_folder_is_opened_again(home: Path) -> None:
    progress = Progress.open(home)
    progress.change(TEN, after(0))
    progress.change(FIVE, after(1))
    expected = {("new", ""): 15, ("new", "csto"): 4, ("backlog", ""): 20}
    assert progress.granted(TODAY) == expected
    assert progress.granted(TODAY + 1) == {}
    assert Progress.open(home).granted(TODAY) == expected
    progress.close()
    assert Progress.open(home).granted(TODAY) == expected


def test_another_window_sees_a_grant_and_may_take_it_back(home: Path) -> None:
    here, there = Progress.open(home), Progress.open(home)
    event = here.change(TEN, after(0))
    there.refresh()
    assert there.granted(TODAY) == here.granted(TODAY) != {}
    there.undo(event, after(1))
    there.undo(event, after(2))
    here.refresh()
    assert here.granted(TODAY) == there.granted(TODAY) == {}
    assert own_journal(home).read_bytes().count(b'"undone"') == 1
    assert standing(Progress.open(home)) == standing(here)


def test_taking_a_grant_back_leaves_others_and_answers_alone(home: Path) -> None:
    progress = Progress.open(home)
    ten, _ = progress.change(TEN, after(0)), progress.change(FIVE, after(1))
    progress.record(answer(), after(2))
    progress.undo(ten, after(3))
    assert progress.granted(TODAY) == {("new", ""): 5, ("backlog", ""): 20}
    assert progress.reviews == 1


def test_a_grant_costs_no_folding_of_all_history(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress = Progress.open(home)
    monkeypatch.setattr(Progress, "_rebuild", lambda _: pytest.fail("all is folded anew"))
    progress.undo(progress.change(TEN, after(0)), after(1))
    assert progress.granted(TODAY) == {}


def test_a_grant_that_arrives_after_it_was_taken_back_does_not_count(home: Path) -> None:
    progress = Progress.open(home)
    submitted_quizzes = Event(
        EventKey(stamp(after(1)), "aaaaaaaa", 1), Undone(NO_CARD, "bbbbbbbb:1")
    )
    write(home, "aaaaaaaa", [submitted_quizzes])
    progress.refresh()
    progress.close()
    progress = Progress.open(home)
    write(home, "bbbbbbbb", [Event(EventKey(stamp(NOON), "bbbbbbbb", 1), TEN)])
    progress.refresh()
    assert progress.granted(TODAY) == Progress.open(home).granted(TODAY) == {}


def test_a_grant_that_cannot_be_saved_raises_no_limit(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress = Progress.open(home)
    progress.record(answer(), after(0))

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr("os.write", full)
        with pytest.raises(NotSaved):
            progress.change(TEN, after(1))
    assert progress.granted(TODAY) == Progress.open(home).granted(TODAY) == {}


def test_a_version_that_knows_no_grants_passes_them_and_their_undoing_over(home: Path) -> None:
    progress = Progress.open(home)
    progress.record(answer(), after(0))
    progress.undo(progress.change(TEN, after(1)), after(2))
    progress.change(FIVE, after(3))
    with_checksum(own_journal(home), b'"kind":"granted"', b'"kind":"of-a-later-version"')
    older = Progress.open(home)
    assert older.notices == []
    assert older.cards == progress.cards
    assert older.granted(TODAY) == {}
    older.record(answer(day=TODAY + 1), after(1440))
    assert Progress.open(home).reviews == 2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'"number":10', b'"number":-1'),
        (b'"number":10', b'"number":"10"'),
        (b'"number":10', b'"number":1' + b"0" * 400),
        (b'"limit":"new"', b'"limit":7'),
        (b'"raises":[', b'"raises":[8,'),
    ],
)
def test_a_grant_that_makes_no_sense_is_set_aside(home: Path, before: bytes, after: bytes) -> None:
    path = write(home, "aaaaaaaa", [Event(EventKey(stamp(NOON), "aaaaaaaa", 1), TEN)])
    with_checksum(path, before, after)
    progress = Progress.open(home)
    assert progress.granted(TODAY) == {}
    (notice,) = progress.notices
    assert "damaged" in notice
