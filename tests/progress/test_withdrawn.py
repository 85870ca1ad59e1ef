"""What was said to be not saved does not count, whatever the disk holds of it."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.core.day import Day
from quizapp.core.errors import NotSaved
from quizapp.progress import restore
from quizapp.progress.doctor import Doctor
from quizapp.progress.events import (
    HIDDEN,
    TAG,
    Arranged,
    Forgotten,
    Granted,
    LimitRaise,
    Marked,
    QuizFinished,
    QuizSpec,
    Redated,
    Rescheduled,
    Response,
    SearchSaved,
)
from quizapp.progress.progress import Progress
from tests.progress.samples import TODAY, after, answer, standing
from tests.progress.test_disk import failing

QUIZ = QuizSpec(("csto/a", "csto/b"), seed=1)


def studied(home: Path) -> tuple[Progress, str, str]:
    """With an answer to undo, and a quiz to submit."""
    progress = Progress.open(home)
    saved = progress.record(answer("csto/a"), after(0))
    progress.suspend("csto/c", after(0))
    quiz = progress.begin_quiz(QUIZ, after(1))
    progress.respond(quiz, "csto/a", Response("1"), after(2))
    return progress, saved.id, quiz


Deed = Callable[[Progress, str, str], object]
DEEDS: dict[str, Deed] = {
    "record": lambda progress, *_: progress.record(answer("csto/b"), after(9)),
    "undo": lambda progress, saved, _: progress.undo(saved, after(9)),
    "rename": lambda progress, *_: progress.rename("csto/a", "csto/d", after(9)),
    "suspend": lambda progress, *_: progress.suspend("csto/a", after(9)),
    "resume": lambda progress, *_: progress.resume("csto/c", after(9)),
    "bury": lambda progress, *_: progress.bury("csto/a", Day(TODAY + 1), after(9)),
    "flag": lambda progress, *_: progress.flag("csto/a", 1, after(9)),
    "reschedule": lambda progress, *_: progress.change(
        Rescheduled(("csto/a",), Day(TODAY + 1)), after(9)
    ),
    "grant": lambda progress, *_: progress.change(
        Granted(TODAY, (LimitRaise("new", 5),)), after(9)
    ),
    "begin": lambda progress, *_: progress.begin_quiz(QUIZ, after(9)),
    "redate": lambda progress, *_: progress.change(
        Redated(("csto/a",), (Day(TODAY + 1),)), after(9)
    ),
    "mark": lambda progress, *_: progress.change(
        Marked(("csto/a", "csto/b"), TAG + "law", 1), after(9)
    ),
    "forget": lambda progress, *_: progress.change(Forgotten(("csto/a",)), after(9)),
    "arrange": lambda progress, *_: progress.change(Arranged("csto", HIDDEN, 1), after(9)),
    "save a search": lambda progress, *_: progress.change(SearchSaved("Law", "tag:law"), after(9)),
    "respond": lambda progress, _, quiz: progress.respond(quiz, "csto/a", Response("2"), after(9)),
    "turn": lambda progress, _, quiz: progress.turn_to(quiz, "csto/b", after(9)),
    "finish": lambda progress, _, quiz: progress.finish_quiz(
        QuizFinished(quiz, (answer("csto/b")._replace(quiz=quiz),), 1, 0, 2), after(9)
    ),
    "drop": lambda progress, _, quiz: progress.drop_quiz(quiz, after(9)),
}


def no_truncate(*_: object) -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


@pytest.mark.parametrize("deed", DEEDS)
def test_what_could_not_be_synced_nor_cut_off_is_cancelled_for_every_window(
    home: Path, monkeypatch: pytest.MonkeyPatch, deed: str
) -> None:
    progress, saved, quiz = studied(home)
    was = standing(progress)
    other = Progress.open(home)
    with monkeypatch.context() as patch:
        patch.setattr("os.ftruncate", no_truncate)
        patch.setattr("os.truncate", no_truncate)
        patch.setattr("os.fsync", failing(errno.EIO))
        with pytest.raises(NotSaved):
            DEEDS[deed](progress, saved, quiz)
    assert standing(progress) == was
    other.refresh()
    assert standing(other) == was
    again = Progress.open(home)
    assert standing(again) == was
    assert again.notices == other.notices == []
    DEEDS[deed](again, saved, quiz)
    assert standing(again) != was
    progress.refresh()
    assert standing(progress) == standing(again) == standing(Progress.open(home))


def test_a_window_that_had_read_the_line_counts_it_no_longer_and_says_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress, *_ = studied(home)
    other = Progress.open(home)
    was, real, failed = standing(other), os.fsync, []

    def fsync(file: int) -> None:
        if not failed:
            failed.append(file)
            other.refresh()
            assert "csto/b" in other.cards
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        real(file)

    monkeypatch.setattr("os.fsync", fsync)
    with pytest.raises(NotSaved):
        progress.record(answer("csto/b"), after(9))
    other.refresh()
    assert standing(other) == was
    assert other.notices == []


@pytest.mark.parametrize("cut", [True, False])
def test_while_a_line_cannot_be_cancelled_nothing_else_is_saved_and_that_is_said(
    home: Path, monkeypatch: pytest.MonkeyPatch, cut: bool
) -> None:
    progress, *_ = studied(home)
    was = standing(progress)
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", failing(errno.EIO, times=99))
        if not cut:
            patch.setattr("os.truncate", no_truncate)
        for _ in range(2):
            with pytest.raises(NotSaved, match="may count all the same"):
                progress.record(answer("csto/b"), after(9))
            assert standing(progress) == was
        progress.close()
    progress.record(answer("csto/c"), after(10))
    assert set(progress.cards) == set(Progress.open(home).cards) == {"csto/a", "csto/c"}
    assert standing(progress) == standing(Progress.open(home))


def test_a_line_that_was_cancelled_is_not_missed_when_it_goes(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress, *_ = studied(home)
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", failing(errno.EIO))
        with pytest.raises(NotSaved):
            progress.record(answer("csto/b"), after(9))
    while progress.tend():
        pass
    progress.close()
    was = standing(progress)
    first = min((home / "journal").glob("*.jsonl"), key=lambda path: len(path.name))
    lines = first.read_bytes().splitlines(keepends=True)
    assert b"csto/b" in lines[-1]
    first.write_bytes(b"".join(lines[:-1]))  # as a power cut may leave it
    again = Progress.open(home)
    assert (again.notices, standing(again)) == ([], was)
    missing = restore.union(home, restore.own_backups(home))
    assert (missing.lines, missing.undone) == (0, 1)
    assert not [one for one in Doctor(home, after(10)).findings() if "lacks" in one.what]
    restore.union(home, restore.own_backups(home), write="restored")
    assert standing(Progress.open(home)) == was
