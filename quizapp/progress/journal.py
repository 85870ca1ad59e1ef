"""The journal's files, one or more for each device: read what is new, append to this device's own.

Reading needs no lock: only whole lines are read, and a line is whole when its newline is there.
Writing repairs the end of a file where a crash has cut a line off. `device_id` says who this is.
"""

import contextlib
import errno
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from quizapp.core.disk import (
    BINARY,
    not_a_file,
    refuse_if_no_file,
    replace_whole,
    sync_folder,
    sync_way_to,
    write_whole,
)
from quizapp.core.errors import NotSaved
from quizapp.progress import disk, scanner
from quizapp.progress.codec import encode, epoch_ms, iso_ms, stamp
from quizapp.progress.events import Event, EventData, EventKey
from quizapp.progress.scanner import Batch, ReadPosition

if TYPE_CHECKING:
    from quizapp.progress.disk import Lock

Signature = tuple[int, int, int]
"""Size, time of change, and which file it is."""

LOCK_PATIENCE = 10.0
"""Seconds to wait for another window."""


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
    folder: Path = field(init=False)
    _seen: dict[str, Signature] = field(default_factory=dict)
    _device: str = ""
    _lock: "Lock | None" = None
    _abandoned: set[str] = field(default_factory=set)
    """Files that are not written to any more."""
    _lasting: set[str] = field(default_factory=set)
    """Files whose names, and those of all folders on the way to them, have reached the disk.

    Where an earlier process was killed before it saw to that, this one does.
    """

    def __post_init__(self) -> None:
        self.folder = self.home / "journal"

    def files(self) -> list[Path]:
        return [self.folder / name for name in sorted(self._signatures())]

    def news(self) -> Batch:
        """Whole lines added to any file since the last call.

        Raises:
            Replaced: what was read before is not there any more; begin again with `forget`.
        """
        signatures = self._signatures()
        if self.read.keys() - signatures.keys():
            raise Replaced
        batch = Batch()
        if signatures == self._seen:
            return batch
        for name, signature in sorted(signatures.items()):
            if self._seen.get(name) != signature and self._read_on(self.folder / name, batch):
                self._seen[name] = signature
        for device, key in batch.last_keys.items():
            if device not in self.last_keys or key.seq > self.last_keys[device].seq:
                self.last_keys[device] = key
        return batch

    def forget(self) -> None:
        """Read all files from their beginning the next time."""
        self.read.clear()
        self._seen.clear()

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """No other window writes meanwhile.

        Raises:
            NotSaved: the lock cannot be had.
        """
        try:
            if self._lock is None:
                self._lock = disk.file_lock(self.home / "lock", LOCK_PATIENCE)
            self._lock.acquire()
        except (OSError, NotImplementedError) as error:
            self._lock = None
            raise _not_saved(self.home / "lock", error) from error
        try:
            yield
        finally:
            try:
                self._lock.release()
            except OSError:  # what was saved under it is saved; a new lock tries anew
                self._lock = None

    def append(self, data: EventData, now: datetime, after: EventKey) -> tuple[EventKey, Batch]:
        """Write an event so that it lasts; gives its key, later than `after`, and how it reads.

        To be called under the lock, when `news` has been taken in.

        Raises:
            ValueError, OverflowError: it could not be read again, so it is not written.
            NotSaved: the journal is as it was.
        """
        device = self._own_device()
        last = self.last_keys.get(device, EventKey("", device, 0))
        key = EventKey(max(stamp(now), last.at), device, last.seq + 1)
        if key <= after:  # another device's clock is ahead
            key = key._replace(at=iso_ms(epoch_ms(after.at) + 1))
        line, batch = encode(Event(key, data)), Batch()
        if scanner.read(line, batch):
            raise ValueError(f"cannot be written so that it can be read again: {data}")
        self.last_keys[device] = key  # a number is never used again, even when what follows fails
        path = self.folder / self._own_file()
        read = self.read.get(path.name, ReadPosition())
        try:
            self._write(path, read, line)
        except OSError as error:
            raise _not_saved(path, error) from error
        self.read[path.name] = read.after(line)
        return key, batch

    def find(self, event_id: str) -> EventData | None:
        """The event with that id; None when there is none."""
        found = self.events(event_id.encode())
        return next((data for key, data in found if key.id == event_id), None)

    def events(self, containing: bytes = b"") -> Iterator[Event]:
        """All events in all files, file by file; or those whose lines contain these bytes."""
        for path in self.files():
            with contextlib.suppress(OSError):
                content = path.read_bytes()
                yield from scanner.events(content[: content.rfind(b"\n") + 1], containing)

    def _signatures(self) -> dict[str, Signature]:
        """By file name, what changes when the file does."""
        found = {}
        with contextlib.suppress(OSError), os.scandir(self.folder) as entries:
            for entry in entries:
                if entry.name.endswith(".jsonl"):
                    try:
                        now = os.stat(entry)  # noqa: PTH116  (on Windows, entry.stat() may be old)
                    except FileNotFoundError:
                        continue
                    except OSError as error:
                        self._notice(f"{entry.path}: passed over: {error.strerror}")
                        continue
                    if stat.S_ISREG(now.st_mode):
                        found[entry.name] = _signature(now)
                    else:  # a pipe would keep us waiting for ever
                        self._notice(f"{entry.path}: not a file, so passed over; move it away")
        return found

    def _read_on(self, path: Path, batch: Batch) -> bool:
        """Add what a file has gained to `batch`; False when it cannot be read."""
        before = self.read.get(path.name, ReadPosition())
        try:
            with path.open("rb") as file:
                file.seek(before.size - before.length)
                content = file.read()
        except FileNotFoundError:
            return False
        except OSError as error:
            self._notice(f"{path}: cannot be read ({error.strerror}); its answers are missing")
            return False
        if len(content) < before.length or crc32(content[: before.length]) != before.crc:
            raise Replaced
        fresh = content[before.length : content.rfind(b"\n") + 1]
        if damaged := scanner.read(fresh, batch):
            self._report(path, fresh, damaged, before.lines + 1)
        self.read[path.name] = before.after(fresh)
        return True

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
        if not self._device:
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
                self._device = device_id(self.home)
            except OSError as error:
                raise _not_saved(Path(error.filename or self.folder), error) from error
        return self._device

    def _own_file(self) -> str:
        """The newest of this device's files, or the next when writing to that one has failed."""
        name, following = f"{self._device}.jsonl", 2
        while (
            later := f"{self._device}.{following}.jsonl"
        ) in self.read or name in self._abandoned:
            name, following = later, following + 1
        return name

    def _write(self, path: Path, read: ReadPosition, line: bytes) -> None:
        file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | BINARY, 0o666)
        try:
            now = os.fstat(file)
            if not stat.S_ISREG(now.st_mode):
                raise not_a_file(path)
            if now.st_size > read.size:
                self._repair(path, file, read.size)
            try:
                write_whole(file, line)
            except BaseException:
                os.ftruncate(file, read.size)
                raise
            try:
                os.fsync(file)
                if path.name not in self._lasting:
                    sync_folder(self.folder)
                    sync_way_to(self.folder)
            except OSError:
                # what the disk holds of this file is unknown from here on, and asking again would
                # not tell: the kernel forgets the failure once it has been reported
                self._abandoned.add(path.name)
                os.ftruncate(file, read.size)
                raise
            self._lasting.add(path.name)
            self._seen[path.name] = _signature(os.fstat(file))
        finally:
            os.close(file)

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


def _not_saved(path: Path, error: Exception) -> NotSaved:
    return NotSaved(f"The answer was not saved: {path}: {disk.reason(error)}")


def _signature(now: os.stat_result) -> Signature:
    return now.st_size, now.st_mtime_ns, now.st_ino


def device_id(home: Path) -> str:
    """The 8 hex digits under which this computer writes into `home`, made up at the first call.

    They are kept in the journal's folder under a name that goes with this computer and this place,
    so a folder that is copied or synced gets another device wherever it is opened.

    Raises:
        OSError: they cannot be kept.
    """
    import platform  # 2 ms
    import uuid  # 2 ms

    place = f"{platform.node()} {home.resolve()}"
    node = uuid.getnode()
    if not node >> 40 & 1:  # without a network card it is another number each time
        place = f"{node} {place}"
    path = home / "journal" / f"{crc32(place.encode()):08x}.device"
    refuse_if_no_file(path)
    try:
        name = path.read_text("ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        name = ""
    if re.fullmatch("[0-9a-f]{8}", name):
        return name
    name = os.urandom(4).hex()
    replace_whole(path, name.encode() + b"\n")
    return name
