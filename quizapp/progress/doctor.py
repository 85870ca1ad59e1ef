"""Looking for damage in all that is kept of a learner; `mending` is what is done about it.

Reading takes in one block of lines after the other; only the comparison of the snapshot with a
rebuild holds the whole history at once, as a start without a snapshot does.
"""

import contextlib
import os
import re
import tempfile
import zipfile
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

from quizapp.core import settings, words
from quizapp.core.errors import QuizError, SettingsError
from quizapp.core.outside import files_in, named, open_file
from quizapp.memory.fsrs import MemoryModel
from quizapp.progress import backups, disk, mending, parts, place, restore, scanner
from quizapp.progress.backups import Seal, Unreadable
from quizapp.progress.codec import stamp
from quizapp.progress.parts import Digest, Part
from quizapp.progress.progress import Progress
from quizapp.progress.scanner import Batch

BLOCK = 8 << 20
"""Bytes of lines that are read at once."""
_EVENT = re.compile(rb'"id":"(\w{1,40}):(\d{1,15})","at":"([ !#-~]{1,40})"')

_LEFT_OVER = re.compile(r"\.[0-9a-f]{8}\.new\Z")

Tell = Callable[[str], None]


class Finding(NamedTuple):
    where: str
    what: str
    remedy: str = ""
    """What `--repair` would do, or the learner can."""
    repair: Callable[[], None] | None = None
    is_problem: bool = True

    def __str__(self) -> str:
        sign = "" if self.is_problem else "note: "
        return f"{sign}{self.where}: {self.what}" + (f"; {self.remedy}" if self.remedy else "")


@dataclass(slots=True)
class Examined:
    """What there was to look at."""

    files: int = 0
    lines: int = 0
    copies: int = 0
    file_system: str = ""


@dataclass(slots=True)
class Doctor:
    home: Path
    now: datetime
    tell: Tell = lambda _: None
    """Hears what is being looked at."""
    examined: Examined = field(default_factory=Examined)
    _numbers: dict[str, "array[int]"] = field(default_factory=dict)
    """By device, of all its events."""
    _ahead: dict[str, str] = field(default_factory=dict)
    """By device, the latest of the stamps that lie in the future."""
    _damaged: list[str] = field(default_factory=list)
    """Names of files with damaged lines."""

    @property
    def folder(self) -> Path:
        return self.home / "journal"

    def findings(self) -> Iterator[Finding]:
        """All that is wrong, as it is found."""
        for looks in (
            *(self._place, self._left_over, self._lines, self._gaps, self._clock, self._digests),
            *(self._copies, self._missing, self._snapshot),
        ):
            try:
                yield from looks()
            except OSError as error:
                where = str(error.filename or self.home)
                yield Finding(where, f"cannot be read ({error.strerror})", "allow reading it")

    # where

    def _place(self) -> Iterator[Finding]:
        kind = self.examined.file_system = place.file_system(self.home)
        if warning := place.warning(self.home, kind):
            yield Finding(str(self.home), warning, is_problem=False)
        if not self.home.exists():
            yield Finding(str(self.home), "there is nothing yet", is_problem=False)
            return
        for folder in (self.home, self.folder, self.home / "backups"):
            if folder.exists() and not folder.is_dir():
                yield Finding(str(folder), "not a folder", "move it away")
            elif folder.is_dir() and not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
                yield Finding(str(folder), "may not be read and written", "allow it")
        names = ["lock", "progress.json", "config.toml"]
        for path in [*(self.home / name for name in names), *named(self.folder, ".device")]:
            with contextlib.suppress(OSError):
                if path.exists() and not path.is_file():
                    yield Finding(str(path), "not a file", "move it away")
                elif path.is_file() and not os.access(path, os.R_OK | os.W_OK):
                    yield Finding(str(path), "may not be read and written", "allow it")
        try:
            settings.load(self.home / "config.toml")
        except SettingsError as error:
            yield Finding("settings", str(error), "write another value, or delete the line")

    def _left_over(self) -> Iterator[Finding]:
        found = [
            path
            for folder in (self.home, self.folder, self.folder / "damaged", self.home / "backups")
            for path in named(folder, ".new")
            if _LEFT_OVER.search(path.name)
        ]
        if found:
            yield Finding(
                str(found[0]),
                f"{words.count(len(found), 'file')} left over from a write that was cut off",
                "--repair deletes it; what it was to replace is whole",
                lambda: mending.delete(found),
                is_problem=False,
            )

    # the journal

    def _lines(self) -> Iterator[Finding]:
        for path in named(self.folder, ".jsonl"):  # whatever it is
            self.tell(str(path))
            try:
                yield from self._lines_of(path)
            except OSError as error:
                yield Finding(str(path), f"cannot be read ({error.strerror})", "allow reading it")
            except Unreadable as wrong:
                yield Finding(str(path), str(wrong), "move it away")

    def _lines_of(self, path: Path) -> Iterator[Finding]:
        self.examined.files += 1
        limit, number, damaged, senseless = self._tomorrow(), 0, array("Q"), array("Q")
        for block in _blocks(backups.lines_of(backups.chunks_of(path))):
            for span in scanner.read(block, Batch()):
                line = block[span.start : span.end]
                at = number + block.count(b"\n", 0, span.start) + 1
                (senseless if backups.is_sound(line) else damaged).append(at)
            for writer, seq, when in _EVENT.findall(block):
                name = writer.decode()
                self._numbers.setdefault(name, array("Q")).append(int(seq))
                if when > limit:
                    self._ahead[name] = max(self._ahead.get(name, ""), when.decode())
            number += block.count(b"\n")
        self.examined.lines += number
        if damaged:
            self._damaged.append(path.name)
            yield Finding(
                f"{path}:{damaged[0]}",
                f"{words.count(len(damaged), 'damaged line')}, skipped",
                *self._mending(path),
            )
        if senseless:
            yield Finding(
                f"{path}:{senseless[0]}",
                f"{words.count(len(senseless), 'line')} that this version cannot make sense of, "
                "skipped",
                is_problem=False,
            )
        if path.stat().st_size > backups.end_of_lines(path):
            yield Finding(
                str(path),
                "ends in an answer that was cut off while it was written",
                "the next answer sets it aside",
                is_problem=False,
            )

    def _mending(self, path: Path) -> tuple[str, Callable[[], None] | None]:
        """What is done about a damaged file, and doing it."""
        part, own = Part.of(path.name), mending.own_names(self.home)
        newest = parts.newest(one.name for one in files_in(self.folder, ".jsonl"))
        if part and part.device not in own and newest[part.device] == part:
            return "another device writes to it; restore what is missing from its own folder", None
        return (
            "--repair takes what it can from the backup, and keeps the old file in "
            f"{self.folder / 'damaged'}",
            lambda: mending.mend(self.home, path),
        )

    def _gaps(self) -> Iterator[Finding]:
        for writer, numbers in sorted(self._numbers.items()):
            present = sorted(set(numbers))
            missing = present[-1] - len(present)
            if missing > 0:
                before = next(n for n, seq in enumerate(present, 1) if seq != n)
                yield Finding(
                    f"device {writer}",
                    f"{words.count(missing, 'number')} not used, from {before} on",
                    "answers that could not be saved leave such gaps; if you know of none, see "
                    "whether another device or a backup of your own has them",
                    is_problem=False,
                )

    def _tomorrow(self) -> bytes:
        return stamp(self.now + timedelta(days=1)).encode()

    def _clock(self) -> Iterator[Finding]:
        for writer, latest in sorted(self._ahead.items()):
            yield Finding(
                f"device {writer}",
                f"answers from the future, up to {latest[:10]}: a clock was or is wrong",
                "see that this computer's clock is right; cards that were answered then come back "
                "late, unless you undo or practise them",
                is_problem=False,
            )

    def _digests(self) -> Iterator[Finding]:
        own = mending.own_names(self.home)
        for name, digest in parts.all_digests(self.folder).items():
            path = self.folder / name
            self.tell(str(path))
            if not path.exists():
                kept = mending.as_closed(self.home, path)
                yield Finding(
                    str(path),
                    "a closed part of the journal is gone",
                    "--repair puts it back from the backup" if kept else "restore it",
                    partial(mending.put_back, self.home, path) if kept else None,
                )
                continue
            with contextlib.suppress(OSError):
                if name in self._damaged or Digest.of(path) == digest:
                    continue
                part = Part.of(name)
                mends = part and part.device in own
                if not mends and path.stat().st_size < digest.size:
                    yield Finding(
                        str(path),
                        "shorter than the device that wrote it says",
                        "it may be on its way still; else restore it from there",
                        is_problem=False,
                    )
                    continue
                yield Finding(
                    str(path),
                    "not what it was when it was closed",
                    "--repair takes it from the backup, and keeps the old file in "
                    f"{self.folder / 'damaged'}",
                    partial(mending.mend, self.home, path)
                    if mends or mending.as_closed(self.home, path)
                    else None,
                )

    # the backups

    def _copies(self) -> Iterator[Finding]:
        for name in backups.copies(self.home):
            copy = backups.copy_of(self.home, name)
            self.tell(str(copy))
            self.examined.copies += 1
            try:
                if Seal.of(backups.unpack(copy)) != backups.seal(copy):
                    raise Unreadable("is damaged")
            except Unreadable as wrong:
                yield Finding(
                    str(copy),
                    f"this backup {wrong}",
                    "--repair sets it aside and makes another",
                    partial(backups.set_aside, copy),
                )
            except OSError as error:
                yield Finding(str(copy), f"cannot be read ({error.strerror})", "allow reading it")
        for path in backups.zips(self.home):
            self.tell(str(path))
            self.examined.copies += 1
            try:
                with open_file(path) as file, zipfile.ZipFile(file) as archive:
                    bad = archive.testzip()
            except (OSError, *restore.ZIP_ERRORS):
                bad = path.name
            if bad:
                yield Finding(str(path), "this backup is damaged", "nothing reads it; delete it")
        stale = [path for path in files_in(self.folder, ".jsonl") if self._lacks_copy(path)]
        if stale:
            yield Finding(
                str(stale[0]),
                f"{words.count(len(stale), 'file')} of the journal with no backup, or an old one",
                "--repair makes it, as the app does at leisure",
                lambda: mending.make_copies(self.home),
                is_problem=False,
            )

    def _lacks_copy(self, path: Path) -> bool:
        with contextlib.suppress(OSError, Unreadable):
            return backups.seal(backups.copy_of(self.home, path.name)).size < (
                backups.end_of_lines(path)
            )
        return path.is_file()

    def _missing(self) -> Iterator[Finding]:
        found = restore.union(self.home, restore.own_backups(self.home), tell=self.tell)
        if found.lines:
            yield Finding(
                str(self.home / "backups"),
                f"{words.count(found.lines, 'entry', 'entries')} that the journal lacks",
                "--repair brings them back, as `quizapp restore` does",
                lambda: mending.bring_back(self.home),
            )

    # the snapshot

    def _snapshot(self) -> Iterator[Finding]:
        path = self.home / "progress.json"
        if not path.exists():
            return
        self.tell(str(path))
        model = self._model()
        now = Progress.open(self.home, model)
        with tempfile.TemporaryDirectory() as scratch:
            home = Path(scratch) / "home"
            home.mkdir()
            try:
                (home / "journal").symlink_to(self.folder.resolve(), target_is_directory=True)
            except OSError:  # Windows, without the right to
                return
            anew = Progress.open(home, model)
        for notice in now.notices:
            if str(path) in notice:
                yield Finding(str(path), notice.removeprefix(f"{path}: "))
                return
        if _known(now) != _known(anew):
            yield Finding(
                str(path),
                "the snapshot does not say what the journal says",
                "--repair moves it to the backups, and the next start makes it anew",
                lambda: mending.forget_snapshot(self.home),
            )

    def _model(self) -> MemoryModel:
        """By which the snapshot was made, unless the settings are wrong, which is said already."""
        with contextlib.suppress(SettingsError):
            return MemoryModel(settings.load(self.home / "config.toml").fsrs_parameters)
        return MemoryModel()


def repair(doctor: Doctor, finding: Finding) -> str:
    """Do what a finding says; gives why it failed, else nothing."""
    assert finding.repair
    try:
        with disk.FileLock(doctor.home / "lock", 10):
            finding.repair()
    except (OSError, QuizError) as error:
        return disk.reason(error) if isinstance(error, OSError) else str(error)
    return ""


def _known(progress: Progress) -> tuple[object, ...]:
    """All that a snapshot holds."""
    return (
        dict(progress.cards),
        dict(progress.due_day),
        dict(progress.in_steps),
        set(progress.suspended),
        dict(progress.buried),
        dict(progress.flags),
        progress.reviews,
        {day: dict(decks) for day, decks in progress.days.items()},
        dict(progress.past_quizzes),
        {
            quiz: (start, dict(progress.responses(quiz)), progress.current_card(quiz))
            for quiz, start in progress.open_quizzes.items()
        },
        dict(progress.former_names),
    )


def _blocks(lines: Iterator[bytes]) -> Iterator[bytes]:
    block: list[bytes] = []
    size = 0
    for line in lines:
        block.append(line)
        size += len(line)
        if size >= BLOCK:
            yield b"".join(block)
            block, size = [], 0
    yield b"".join(block)
