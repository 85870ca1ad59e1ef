"""Writing to the journal: to the newest part of this computer's own device, so that it lasts.

The end of a file is repaired where a crash has cut a line off.

No name is used twice. This computer goes on under its device's name only while all parts of it are
there, at least as long as they were last known; otherwise a file that is put back from a backup
would overwrite newer answers, or hold other answers with the same ids. It takes a new name then.
"""

import contextlib
import errno
import os
import stat
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from quizapp.core.disk import BINARY, close, folders_to, not_a_file, sync_file, write_whole
from quizapp.core.errors import NotSaved
from quizapp.progress import device, disk, parts, scanner
from quizapp.progress.codec import LARGEST_SEQ, LATEST, encode, epoch_ms, iso_ms, stamp
from quizapp.progress.disk import FileLock
from quizapp.progress.events import NEVER, CardEvent, Event, EventData, EventKey, withdrawals
from quizapp.progress.journal import Journal, signature_of
from quizapp.progress.parts import Part
from quizapp.progress.scanner import Batch

LOCK_PATIENCE = 10.0
"""Seconds to wait for another window."""

LARGEST_PART = 4 << 20
"""Bytes; a longer part is closed before its month is over, so that no work on a part is long."""


class JournalWriter:
    """For one window."""

    def __init__(self, journal: Journal) -> None:
        self.written: Counter[str] = Counter()
        """By file name, the lines that this window has written."""
        self._journal, self._home, self._folder = journal, journal.home, journal.folder
        self._lock = FileLock(self._home / "lock", LOCK_PATIENCE)
        self._device = ""
        self._losses = 0
        """Of the journal, when this name was last chosen."""
        self._abandoned: set[str] = set()
        """Files that are not written to any more."""
        self._lasting: set[str] = set()
        """Files whose names, and those of all folders on the way to them, have reached the disk.

        Where an earlier process was killed before it saw to that, this one does.
        """

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """No other window writes meanwhile.

        Raises:
            NotSaved: the lock cannot be had.
        """
        try:
            self._lock.acquire()
        except OSError as error:
            raise _not_saved(self._home / "lock", error) from error
        try:
            yield
        finally:
            self._lock.release()

    def close(self) -> None:
        """Keep no file open, until it is written to again."""
        self._lock.close()

    def append(self, data: EventData, now: datetime, after: EventKey) -> tuple[EventKey, Batch]:
        """Write an event so that it lasts; gives its key, later than `after`, and how it reads.

        To be called under the lock, when `news` has been taken in.

        Raises:
            ValueError, OverflowError: it could not be read again, so it is not written.
            NotSaved: the journal says what it said.
        """
        part, batch = self._own_part(now), Batch()
        events = [self._event(one.data, now, NEVER) for one in self._journal.doubtful]
        events.append(event := self._event(data, now, after))
        try:
            lines = b"".join(map(encode, events))
        except (ValueError, OverflowError) as error:  # due in the year 10000, or later
            raise _beyond_time(event) from error
        if scanner.read(lines, batch):
            if event.key.at >= LATEST:
                raise _beyond_time(event)
            raise ValueError(f"cannot be written so that it can be read again: {data}")
        try:
            self._write(part, lines)
        except OSError as error:
            if part.name in self._abandoned:
                self._take_back(event, part, now)
            raise _not_saved(self._folder / part.name, error, self.is_doubtful) from error
        self._journal.doubtful.clear()
        self.written[part.name] += len(events)
        self._journal.read[part.name] = self._journal.position(part.name).after(lines)
        return event.key, batch

    def _event(self, data: EventData, now: datetime, after: EventKey) -> Event:
        """With the next number, which is never used again, even when what follows fails."""
        last = self._journal.last_keys.get(self._device)
        key = EventKey(stamp(now), self._device, last.seq + 1 if last else 1)
        if key <= after:  # of the same card, by a clock that was ahead
            key = key._replace(at=iso_ms(epoch_ms(after.at) + 1))
        self._journal.last_keys[self._device] = key
        return Event(key, data)

    def _take_back(self, event: Event, part: Part, now: datetime) -> None:
        """Cancel a line that was not saved, and may be read all the same, now or after a crash.

        If that cannot be written either, the line is cut off, which may or may not last; the
        cancelling is then written before anything else is.
        """
        self._journal.doubtful += [CardEvent(event.key, undone) for undone in withdrawals(event)]
        following = self._own_part(now)
        events = [self._event(one.data, now, event.key) for one in self._journal.doubtful]
        self._journal.doubtful = [
            CardEvent(event.key, one.data)
            for event, one in zip(events, self._journal.doubtful, strict=True)
        ]
        self._journal.doubts_told = False
        try:
            self._write(following, b"".join(map(encode, events)))
        except OSError:
            with contextlib.suppress(OSError):
                os.truncate(self._folder / part.name, self._end(part))
        else:
            self._journal.doubtful.clear()
            # it is read when the line is that it cancels
            self._journal.seen.pop(following.name, None)

    def _end(self, part: Part) -> int:
        """Where the last whole line ends that was read, or written by this window."""
        return self._journal.position(part.name).size

    def retire(self) -> None:
        """Take a new name at once when something of this device's is missing: no later start would
        know of it."""
        with contextlib.suppress(OSError):
            own = device.read_id(self._home)
            if own and not self._is_whole(own):
                device.new_id(
                    self._home, self._journal.last_keys.keys() | self._journal.newest.keys()
                )

    def _own_device(self) -> str:
        """The name under which this computer writes, a new one where the old is not to be used.

        Raises:
            NotSaved: it cannot be kept.
        """
        is_known = self._device and self._losses == self._journal.losses
        if is_known and self._numbers_left(self._device):
            return self._device
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            found = device.read_id(self._home)
            if not found or not self._is_whole(found):
                found = device.new_id(
                    self._home, self._journal.last_keys.keys() | self._journal.newest.keys()
                )
        except OSError as error:
            raise _not_saved(Path(error.filename or self._folder), error) from error
        self._device, self._losses = found, self._journal.losses
        return found

    def _is_whole(self, own: str) -> bool:
        """Whether all that this device is known to have written is there."""
        last = self._journal.newest.get(own)
        if last is None or not self._numbers_left(own):
            return False
        names = [Part(own, number).name for number in range(1, last.number + 1)]
        from quizapp.progress import backups  # 2 ms, for the first answer

        kept = None
        with contextlib.suppress(OSError):
            kept = backups.newest_copy(self._home, own)
        return (
            self._journal.read.keys() >= set(names)
            and not any(part.device == own for part in map(Part.of, self._journal.lost) if part)
            # a digest is written when the next part is there
            and parts.digests(self._folder, own).keys() < set(names)
            and (kept is None or kept <= (last, self._journal.read[last.name].size))
        )

    def _numbers_left(self, own: str) -> bool:
        return own not in self._journal.last_keys or self._journal.last_keys[own].seq < LARGEST_SEQ

    def _own_part(self, now: datetime) -> Part:
        """Where to write: the newest of this device's parts, or the next when another month has
        begun, it is long, or writing to it has failed."""
        own = self._own_device()
        part = self._journal.newest.get(own)
        if part is None:
            return Part(own, 1)
        last = self._journal.last_keys.get(own)
        if self._end(part) >= LARGEST_PART or (last and last.at[:7] < stamp(now)[:7]):
            part = part.next
        while part.name in self._abandoned:
            part = part.next
        return part

    def _write(self, part: Part, lines: bytes) -> None:
        if part.name in self._lasting:
            return self._write_file(part, lines, lambda: None)
        before = self._journal.newest.get(part.device)
        if before and before != part and before.name not in self._abandoned:
            sync_file(self._folder / before.name)  # it is closed now, so nobody else does
        with folders_to(self._folder) as sync:
            return self._write_file(part, lines, sync)

    def _write_file(self, part: Part, lines: bytes, sync_folders: Callable[[], None]) -> None:
        name, end = part.name, self._end(part)
        path = self._folder / name
        file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | BINARY, 0o666)
        try:
            now = os.fstat(file)
            if not stat.S_ISREG(now.st_mode):
                raise not_a_file(path)
            if now.st_size > end:
                self._repair(path, file, end)
            try:
                write_whole(file, lines)
            except BaseException:
                os.ftruncate(file, end)
                raise
            try:
                os.fsync(file)
                sync_folders()
            except OSError:
                # what the disk holds of this file is unknown from here on, and asking again would
                # not tell: the kernel forgets the failure once it has been reported
                self._abandoned.add(name)
                raise
            self._journal.newest[part.device] = part
            self._lasting.add(name)
            with contextlib.suppress(OSError):  # it is saved, whatever becomes of the rest
                self._journal.seen[name] = signature_of(os.fstat(file))
        finally:
            close(file)

    def _repair(self, path: Path, file: int, size: int) -> None:
        """Take away what follows the last whole line: a write that was cut off."""
        os.lseek(file, size, os.SEEK_SET)
        torn = b""
        while part := os.read(file, 1 << 20):
            torn += part
        if b"\n" in torn:
            raise OSError(errno.EIO, "there are answers in it that could not be read")
        self._journal.set_aside(path, torn)
        os.ftruncate(file, size)
        self._journal.notice(
            f"{path}: an answer was cut off while it was written; "
            f"what there was of it is now in {self._folder / 'damaged'}"
        )

    @property
    def is_doubtful(self) -> bool:
        """Whether it is unknown if something counts that was said to be not saved."""
        return bool(self._journal.doubtful)


def _beyond_time(event: Event) -> NotSaved:
    return NotSaved(
        f"The answer was not saved: it would count for {event.key.at[:10]}; "
        "set the clock of this computer right and answer again"
    )


def _not_saved(path: Path, error: Exception, doubtful: bool = False) -> NotSaved:
    unknown = (
        ". It may count all the same when quizapp is opened again; until that can be ruled out, "
        "nothing else is saved"
    )
    return NotSaved(
        f"The answer was not saved: {path}: {disk.reason(error)}{unknown if doubtful else ''}"
    )
