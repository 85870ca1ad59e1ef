"""The journal's files, some for each device: read what is new, append to this device's newest part.

Reading needs no lock: only whole lines are read, and a line is whole when its newline is there.
Writing repairs the end of a file where a crash has cut a line off.

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
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, NoReturn
from zlib import crc32

from quizapp.core.disk import (
    BINARY,
    close,
    folders_to,
    not_a_file,
    replace_whole,
    write_whole,
)
from quizapp.core.errors import NotSaved
from quizapp.core.outside import open_file
from quizapp.progress import device, disk, parts, scanner
from quizapp.progress.codec import LARGEST_SEQ, LATEST, encode, epoch_ms, iso_ms, stamp
from quizapp.progress.disk import FileLock
from quizapp.progress.events import NEVER, CardEvent, Event, EventData, EventKey, withdrawals
from quizapp.progress.parts import LONGEST_LINE, Part
from quizapp.progress.scanner import Batch, ReadPosition

Signature = tuple[int, int, int]
"""Size, time of change, and which file it is."""

LOCK_PATIENCE = 10.0
"""Seconds to wait for another window."""

LARGEST_PART = 4 << 20
"""Bytes; a longer part is closed before its month is over, so that no work on a part is long."""

BLOCK = 4 << 20
"""Bytes that are read at once."""

_TICK, _COARSEST = 20 * 10**6, 2 * 10**9
"""Nanoseconds by which times may be wrong where a file system keeps all of their digits, as Linux
and macOS have them; and by which they are on the least exact ones."""


class Replaced(Exception):
    """A file is not the one that was read before: shorter, gone, or with another content."""


@dataclass(slots=True)
class Journal:
    home: Path
    notices: list[str]
    read: dict[str, ReadPosition] = field(default_factory=dict)
    """By file name."""
    last_keys: dict[str, EventKey] = field(default_factory=dict)
    """By device: its event with the highest number, here also of one that could not be written."""
    told: Callable[[float], None] = lambda _: None
    """Hears how much of what is new has been read, from 0 to 1."""
    written: Counter[str] = field(default_factory=Counter)
    """By file name, the lines that this window has written."""
    folder: Path = field(init=False)
    _seen: dict[str, Signature] = field(default_factory=dict)
    _names: set[str] = field(default_factory=set)
    _growing: list[str] = field(default_factory=list)
    """Files that may still be written to."""
    _vouches: tuple[int, int] | None = None
    """Time of change and number of the folder: while it has these, no file came or went."""
    _newest: dict[str, Part] = field(default_factory=dict)
    """By device."""
    _lost: set[str] = field(default_factory=set)
    """Files that went away, or have other content than they had."""
    _told_lost: set[str] = field(default_factory=set)
    _device: str = ""
    _lock: FileLock = field(init=False)
    _abandoned: set[str] = field(default_factory=set)
    """Files that are not written to any more."""
    _doubtful: list[CardEvent] = field(default_factory=list)
    """What takes back lines that were not saved and may be read all the same: to be written first
    of all, and taken to be there."""
    _doubts_told: bool = False
    _lasting: set[str] = field(default_factory=set)
    """Files whose names, and those of all folders on the way to them, have reached the disk.

    Where an earlier process was killed before it saw to that, this one does.
    """

    def __post_init__(self) -> None:
        self.folder = self.home / "journal"
        self._lock = FileLock(self.home / "lock", LOCK_PATIENCE)

    def files(self) -> list[Path]:
        try:
            return [self.folder / name for name in sorted(self._signatures())]
        except OSError as error:
            self._tell_unread(self.folder, error)
            return []

    def news(self, *, quick: bool = False) -> Batch:
        """Whole lines added to any file since the last call.

        `quick`: closed parts are taken to be as they were.

        Raises:
            Replaced: what was read before is not there any more; begin again with `forget`.
        """
        batch = Batch()
        signatures = self._growing_only() if quick else None
        if signatures is None:
            try:
                signatures = self._scan()
            except OSError as error:
                self._tell_unread(self.folder, error)
                return batch
            if gone := self.read.keys() - signatures.keys():
                self._lose(*gone)
        stale = sorted(one for one in signatures.items() if self._seen.get(one[0]) != one[1])
        left = sum(max(0, now[0] - self._position(name).size) for name, now in stale) or 1
        read = 0

        def hear(size: int) -> None:
            nonlocal read
            read += size
            self.told(min(1.0, read / left))

        for name, signature in stale:
            if self._read_on(name, signature, batch, hear):
                self._seen[name] = signature
        for writer, key in batch.last_keys.items():
            if writer not in self.last_keys or key.seq > self.last_keys[writer].seq:
                self.last_keys[writer] = key
        if self._doubtful and not self._doubts_told:
            self._doubts_told = True
            batch.card_events += self._doubtful
        return batch

    def forget(self) -> None:
        """Read all files from their beginning the next time."""
        self.read.clear()
        self._seen.clear()
        self._doubts_told = False

    def take_lost(self) -> set[str]:
        """Files that went away while they were known, or have other content than they had."""
        lost, self._told_lost = self._lost - self._told_lost, set(self._lost)
        return lost

    def retire(self) -> None:
        """Take a new name at once when something of this device's is missing: no later start would
        know of it."""
        with contextlib.suppress(OSError):
            own = device.read_id(self.home)
            if own and not self._is_whole(own):
                device.new_id(self.home, self.last_keys.keys() | self._newest.keys())

    @property
    def is_doubtful(self) -> bool:
        """Whether it is unknown if something counts that was said to be not saved."""
        return bool(self._doubtful)

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """No other window writes meanwhile.

        Raises:
            NotSaved: the lock cannot be had.
        """
        try:
            self._lock.acquire()
        except OSError as error:
            raise _not_saved(self.home / "lock", error) from error
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
        events = [self._event(one.data, now, NEVER) for one in self._doubtful]
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
            raise _not_saved(self.folder / part.name, error, self.is_doubtful) from error
        self._doubtful.clear()
        self.written[part.name] += len(events)
        self.read[part.name] = self._position(part.name).after(lines)
        return event.key, batch

    def _event(self, data: EventData, now: datetime, after: EventKey) -> Event:
        """With the next number, which is never used again, even when what follows fails."""
        last = self.last_keys.get(self._device)
        key = EventKey(stamp(now), self._device, last.seq + 1 if last else 1)
        if key <= after:  # of the same card, by a clock that was ahead
            key = key._replace(at=iso_ms(epoch_ms(after.at) + 1))
        self.last_keys[self._device] = key
        return Event(key, data)

    def _take_back(self, event: Event, part: Part, now: datetime) -> None:
        """Cancel a line that was not saved, and may be read all the same, now or after a crash.

        If that cannot be written either, the line is cut off, which may or may not last; the
        cancelling is then written before anything else is.
        """
        self._doubtful += [CardEvent(event.key, undone) for undone in withdrawals(event)]
        following = self._own_part(now)
        events = [self._event(one.data, now, event.key) for one in self._doubtful]
        self._doubtful = [
            CardEvent(event.key, one.data)
            for event, one in zip(events, self._doubtful, strict=True)
        ]
        self._doubts_told = False
        try:
            self._write(following, b"".join(map(encode, events)))
        except OSError:
            with contextlib.suppress(OSError):
                os.truncate(self.folder / part.name, self._end(part))
        else:
            self._doubtful.clear()
            self._seen.pop(following.name, None)  # it is read when the line is that it cancels

    def _end(self, part: Part) -> int:
        """Where the last whole line ends that was read, or written by this window."""
        return self._position(part.name).size

    def _position(self, name: str) -> ReadPosition:
        return self.read.get(name, ReadPosition())

    def sync(self) -> None:
        """Let last what was read of files that may be written to: who wrote it may have been killed
        before it was synced, and a snapshot must not know more than the disk.

        Raises:
            OSError: it may not last.
        """
        for name in self._growing:
            _sync(self.folder / name)

    def find(self, event_id: str) -> EventData | None:
        """The event with that id; None when there is none."""
        found = self.events(event_id.encode())
        return next((data for key, data in found if key.id == event_id), None)

    def events(self, containing: bytes = b"") -> Iterator[Event]:
        """All events in all files, file by file; or those whose lines contain these bytes."""
        for path in self.files():
            try:
                content = path.read_bytes()
            except OSError as error:
                self._tell_unread(path, error)
                continue
            yield from scanner.events(content[: content.rfind(b"\n") + 1], containing)

    def _tell_unread(self, path: Path, error: OSError) -> None:
        self._notice(f"{path}: cannot be read ({error.strerror}); its answers are missing")

    def _growing_only(self) -> dict[str, Signature] | None:
        """Of files that may be written to, when no other came or went; None when in doubt."""
        try:
            if self._vouches and self._vouches == _times(os.stat(self.folder)):  # noqa: PTH116
                # no `Path` for each: this is done at every answer
                folder = f"{self.folder}{os.sep}"
                return {
                    name: _signature(os.stat(folder + name))  # noqa: PTH116
                    for name in self._growing
                }
        except OSError:
            pass
        return None

    def _scan(self) -> dict[str, Signature]:
        """Of all files, and remember which there are. Raises: OSError."""
        folder = None
        with contextlib.suppress(OSError):
            folder = os.stat(self.folder)  # noqa: PTH116
        found = self._signatures()
        # a file that comes within one tick of the clock would not change the folder's time
        latest = max((time for _, time, _ in found.values()), default=0)
        sure = os.name == "posix" and folder and latest > _surely_past(folder.st_mtime_ns)
        self._vouches = _times(folder) if folder and sure else None
        if found.keys() != self._names:
            self._names = set(found)
            self._newest = parts.newest(found)
            self._growing = parts.growing(found)
        return found

    def _signatures(self) -> dict[str, Signature]:
        """By name, what changes when a file does. Raises: OSError."""
        found = {}
        with (
            contextlib.suppress(FileNotFoundError, NotADirectoryError),
            os.scandir(self.folder) as entries,
        ):
            for entry in entries:
                if entry.name.endswith(".jsonl") and (signature := self._look(entry)):
                    found[entry.name] = signature
        return found

    def _look(self, entry: os.DirEntry[str]) -> Signature | None:
        try:
            now = os.stat(entry)  # noqa: PTH116  (on Windows, entry.stat() may be old)
        except FileNotFoundError:
            return None
        except OSError as error:
            self._notice(f"{entry.path}: passed over: {error.strerror}")
            return None
        if not stat.S_ISREG(now.st_mode):  # a pipe would keep us waiting for ever
            self._notice(f"{entry.path}: not a file, so passed over; move it away")
            return None
        return _signature(now)

    def _read_on(
        self, name: str, signature: Signature, batch: Batch, hear: Callable[[int], None]
    ) -> bool:
        """Add what a file has gained to `batch`; False when it cannot be read. `hear` is told how
        many bytes at a time."""
        path, before = self.folder / name, self._position(name)
        if name in self.read and before.size == signature[0] and name not in self._growing:
            if name in self._seen and self._seen[name] != signature:
                raise Replaced  # mended, or from elsewhere, while this window is open
            return True  # closed; whether it is sound is looked after at leisure
        try:
            with open_file(path) as file:
                file.seek(before.size - before.length)
                last = file.read(before.length)
                if len(last) < before.length or crc32(last) != before.crc:
                    self._lose(name)
                for fresh in _whole_lines(file):
                    if damaged := scanner.read(fresh, batch):
                        self._report(path, fresh, damaged, self._position(name).lines + 1)
                    self.read[name] = self._position(name).after(fresh)
                    hear(len(fresh))
        except FileNotFoundError:
            return False
        except OSError as error:
            self._tell_unread(path, error)
            return False
        self.read.setdefault(name, before)
        return True

    def _lose(self, *names: str) -> NoReturn:
        self._lost.update(names)
        self._device = ""  # see whether it is still to be used
        raise Replaced

    def _report(
        self, path: Path, content: bytes, damaged: list[scanner.ByteSpan], first: int
    ) -> None:
        """Keep a copy of damaged lines, and tell when that had not been done before."""
        if self._set_aside(path, b"".join(content[start:end] for start, end in damaged)):
            number = first + content.count(b"\n", 0, damaged[0].start)
            what = "this line is" if len(damaged) == 1 else f"{len(damaged)} lines from here on are"
            self._notice(
                f"{path}:{number}: {what} damaged and skipped; "
                f"there is a copy in {self.folder / 'damaged'}"
            )

    def _notice(self, text: str) -> None:
        if text not in self.notices:
            self.notices.append(text)

    def _set_aside(self, path: Path, content: bytes) -> bool:
        """Keep a copy of damaged bytes. False when they have been kept before."""
        copy = self.folder / "damaged" / f"{path.stem}-{crc32(content):08x}.txt"
        if copy.exists():
            return False
        with contextlib.suppress(OSError):  # nothing is lost: the bytes are still in the journal
            replace_whole(copy, content)
        return True

    def _own_device(self) -> str:
        """The name under which this computer writes, a new one where the old is not to be used.

        Raises:
            NotSaved: it cannot be kept.
        """
        if self._device and self._numbers_left(self._device):
            return self._device
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            found = device.read_id(self.home)
            if not found or not self._is_whole(found):
                found = device.new_id(self.home, self.last_keys.keys() | self._newest.keys())
        except OSError as error:
            raise _not_saved(Path(error.filename or self.folder), error) from error
        self._device = found
        return found

    def _is_whole(self, own: str) -> bool:
        """Whether all that this device is known to have written is there."""
        last = self._newest.get(own)
        if last is None or not self._numbers_left(own):
            return False
        names = [Part(own, number).name for number in range(1, last.number + 1)]
        from quizapp.progress import backups  # 2 ms, for the first answer

        kept = None
        with contextlib.suppress(OSError):
            kept = backups.newest_copy(self.home, own)
        return (
            self.read.keys() >= set(names)
            and not any(part.device == own for part in map(Part.of, self._lost) if part)
            # a digest is written when the next part is there
            and parts.digests(self.folder, own).keys() < set(names)
            and (kept is None or kept <= (last, self.read[last.name].size))
        )

    def _numbers_left(self, own: str) -> bool:
        return own not in self.last_keys or self.last_keys[own].seq < LARGEST_SEQ

    def _own_part(self, now: datetime) -> Part:
        """Where to write: the newest of this device's parts, or the next when another month has
        begun, it is long, or writing to it has failed."""
        own = self._own_device()
        part = self._newest.get(own)
        if part is None:
            return Part(own, 1)
        last = self.last_keys.get(own)
        if self._end(part) >= LARGEST_PART or (last and last.at[:7] < stamp(now)[:7]):
            part = part.next
        while part.name in self._abandoned:
            part = part.next
        return part

    def _write(self, part: Part, lines: bytes) -> None:
        if part.name in self._lasting:
            return self._write_file(part, lines, lambda: None)
        before = self._newest.get(part.device)
        if before and before != part and before.name not in self._abandoned:
            _sync(self.folder / before.name)  # it is closed now, so nobody else does
        with folders_to(self.folder) as sync:
            return self._write_file(part, lines, sync)

    def _write_file(self, part: Part, lines: bytes, sync_folders: Callable[[], None]) -> None:
        name, end = part.name, self._end(part)
        path = self.folder / name
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
            self._newest[part.device] = part
            self._lasting.add(name)
            with contextlib.suppress(OSError):  # it is saved, whatever becomes of the rest
                self._seen[name] = _signature(os.fstat(file))
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
        self._set_aside(path, torn)
        os.ftruncate(file, size)
        self._notice(
            f"{path}: an answer was cut off while it was written; "
            f"what there was of it is now in {self.folder / 'damaged'}"
        )


def _whole_lines(file: BinaryIO) -> Iterator[bytes]:
    """What there is of them from here on, in blocks.

    Raises:
        OSError: it cannot be read, or a line is so long that this is no journal.
    """
    rest = b""
    while chunk := file.read(BLOCK):
        end = chunk.rfind(b"\n") + 1
        if end:
            yield rest + chunk[:end]
            rest = chunk[end:]
        else:
            rest += chunk
        if len(rest) > LONGEST_LINE:
            raise OSError(None, "it is no journal")


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


def _sync(path: Path) -> None:
    """Raises: OSError."""
    if os.name == "posix":  # elsewhere only who may write to a file can do so
        file = os.open(path, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            close(file)


def _signature(now: os.stat_result) -> Signature:
    return now.st_size, now.st_mtime_ns, now.st_ino


def _surely_past(time: int) -> int:
    return time + (_TICK if time % 10**7 else _COARSEST)


def _times(folder: os.stat_result) -> tuple[int, int]:
    return folder.st_mtime_ns, folder.st_ino
