"""The journal's files, some for each device: which there are, and what is new in them.

Reading needs no lock: only whole lines are read, and a line is whole when its newline is there.
"""

import contextlib
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from sys import maxsize
from typing import BinaryIO, NoReturn
from zlib import crc32

from quizapp.core.disk import replace_whole, sync_file
from quizapp.core.outside import NotARegularFile, named, open_file
from quizapp.progress import parts, scanner
from quizapp.progress.events import CardEvent, Event, EventData, EventKey
from quizapp.progress.parts import LONGEST_LINE, Part
from quizapp.progress.scanner import Batch, ReadPosition

Signature = tuple[int, int, int]
"""Size, time of change, and which file it is."""

BLOCK = 4 << 20
"""Bytes that are read at once."""

_PIECE = 1 << 20
"""The same, where a screen goes on in between."""

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
    folder: Path = field(init=False)
    seen: dict[str, Signature] = field(default_factory=dict)
    """By file name, as it was when it was read last."""
    newest: dict[str, Part] = field(default_factory=dict)
    """By device."""
    lost: set[str] = field(default_factory=set)
    """Files that went away, or have other content than they had."""
    losses: int = 0
    """How often one of them was noticed."""
    doubtful: list[CardEvent] = field(default_factory=list)
    """What takes back lines that were not saved and may be read all the same: it is taken to be
    there, and is to be written before anything else is."""
    doubts_told: bool = False
    _told_lost: set[str] = field(default_factory=set)
    _names: set[str] = field(default_factory=set)
    _growing: list[str] = field(default_factory=list)
    """Files that may still be written to."""
    _vouches: tuple[int, int] | None = None
    """Time of change and number of the folder: while it has these, no file came or went."""

    def __post_init__(self) -> None:
        self.folder = self.home / "journal"

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
        if stale := [one for one in signatures.items() if self.seen.get(one[0]) != one[1]]:
            self._read_all(sorted(stale), batch)
        for writer, key in batch.last_keys.items():
            if writer not in self.last_keys or key.seq > self.last_keys[writer].seq:
                self.last_keys[writer] = key
        if self.doubtful and not self.doubts_told:
            self.doubts_told = True
            batch.card_events += self.doubtful
        return batch

    def forget(self) -> None:
        """Read all files from their beginning the next time."""
        self.read.clear()
        self.seen.clear()
        self.doubts_told = False

    def take_lost(self) -> set[str]:
        """Files that went away while they were known, or have other content than they had."""
        lost, self._told_lost = self.lost - self._told_lost, set(self.lost)
        return lost

    def sync(self) -> None:
        """Let last what was read of files that may be written to: who wrote it may have been killed
        before it was synced, and a snapshot must not know more than the disk.

        Raises:
            OSError: it may not last.
        """
        for name in self._growing:
            sync_file(self.folder / name)

    def position(self, name: str) -> ReadPosition:
        return self.read.get(name, ReadPosition())

    def find(self, event_id: str) -> EventData | None:
        """The event with that id; None when there is none.

        Raises:
            OSError: it is in none of the files that can be read.
        """
        unread, found = None, []
        for path in named(self.folder, ".jsonl"):
            try:
                for key, data in self._events_in(path, event_id.encode()):
                    if key.id == event_id:
                        found.append(data)
            except (FileNotFoundError, NotARegularFile):
                continue
            except OSError as error:
                unread = error
            if found:
                return found[0]
        if unread:
            raise unread
        return None

    def events(self, containing: bytes = b"") -> Iterator[Event]:
        """All events in all files, file by file; or those whose lines contain these bytes."""
        for path in self.files():
            try:
                yield from self._events_in(path, containing)
            except OSError as error:
                self._tell_unread(path, error)

    def _events_in(self, path: Path, containing: bytes) -> Iterator[Event]:
        """Raises: OSError."""
        with open_file(path) as file:
            for block in whole_lines(file):
                yield from scanner.events(block, containing)

    def since(self, name: str, position: ReadPosition, end: int) -> Iterator[bytes]:
        """Whole lines of a file from where it was read once, up to byte `end`.

        Raises:
            Replaced: it is not the file that was read then.
            OSError: it cannot be read.
        """
        with open_file(self.folder / name) as file:
            file.seek(position.size - position.length)
            last = file.read(position.length)
            if len(last) < position.length or crc32(last) != position.crc or end < position.size:
                raise Replaced
            yield from whole_lines(file, end - position.size, _PIECE)

    def _tell_unread(self, path: Path, error: OSError) -> None:
        self.notice(f"{path}: cannot be read ({error.strerror}); its answers are missing")

    def _growing_only(self) -> dict[str, Signature] | None:
        """Of files that may be written to, when no other came or went; None when in doubt."""
        try:
            if self._vouches and self._vouches == _times(os.stat(self.folder)):  # noqa: PTH116
                # no `Path` for each: this is done at every answer
                folder = f"{self.folder}{os.sep}"
                return {
                    name: signature_of(os.stat(folder + name))  # noqa: PTH116
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
            self.newest = parts.newest(found)
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
            self.notice(f"{entry.path}: passed over: {error.strerror}")
            return None
        if not stat.S_ISREG(now.st_mode):  # a pipe would keep us waiting for ever
            self.notice(f"{entry.path}: not a file, so passed over; move it away")
            return None
        return signature_of(now)

    def _read_all(self, stale: Sequence[tuple[str, Signature]], batch: Batch) -> None:
        """Add what files have gained to `batch`. Raises: Replaced."""
        left = sum(max(0, now[0] - self.position(name).size) for name, now in stale) or 1
        read = 0

        def hear(size: int) -> None:
            nonlocal read
            read += size
            self.told(min(1.0, read / left))

        for name, signature in stale:
            if self._read_on(name, signature, batch, hear):
                self.seen[name] = signature

    def _read_on(
        self, name: str, signature: Signature, batch: Batch, hear: Callable[[int], None]
    ) -> bool:
        """Add what a file has gained to `batch`; False when it cannot be read. `hear` is told how
        many bytes at a time."""
        path, before = self.folder / name, self.position(name)
        if name in self.read and before.size == signature[0] and name not in self._growing:
            if name in self.seen and self.seen[name] != signature:
                raise Replaced  # mended, or from elsewhere, while this window is open
            return True  # closed; whether it is sound is looked after at leisure
        try:
            with open_file(path) as file:
                file.seek(before.size - before.length)
                last = file.read(before.length)
                if len(last) < before.length or crc32(last) != before.crc:
                    self._lose(name)
                for fresh in whole_lines(file):
                    if damaged := scanner.read(fresh, batch):
                        self._report(path, fresh, damaged, self.position(name).lines + 1)
                    self.read[name] = self.position(name).after(fresh)
                    hear(len(fresh))
        except FileNotFoundError:
            return False
        except OSError as error:
            self._tell_unread(path, error)
            return False
        self.read.setdefault(name, before)
        return True

    def _lose(self, *names: str) -> NoReturn:
        self.lost.update(names)
        self.losses += 1
        raise Replaced

    def _report(
        self, path: Path, content: bytes, damaged: list[scanner.ByteSpan], first: int
    ) -> None:
        """Keep a copy of damaged lines, and tell when that had not been done before."""
        if self.set_aside(path, b"".join(content[start:end] for start, end in damaged)):
            number = first + content.count(b"\n", 0, damaged[0].start)
            what = "this line is" if len(damaged) == 1 else f"{len(damaged)} lines from here on are"
            self.notice(
                f"{path}:{number}: {what} damaged and skipped; "
                f"there is a copy in {self.folder / 'damaged'}"
            )

    def notice(self, text: str) -> None:
        if text not in self.notices:
            self.notices.append(text)

    def set_aside(self, path: Path, content: bytes) -> bool:
        """Keep a copy of damaged bytes. False when they have been kept before."""
        copy = self.folder / "damaged" / f"{path.stem}-{crc32(content):08x}.txt"
        if copy.exists():
            return False
        with contextlib.suppress(OSError):  # nothing is lost: the bytes are still in the journal
            replace_whole(copy, content)
        return True


def whole_lines(file: BinaryIO, most: int = maxsize, block: int = 0) -> Iterator[bytes]:
    """What there is of them from here on, in blocks, as far as so many bytes go.

    A block has so many bytes at the most; 0 is the usual number.

    Raises:
        OSError: it cannot be read, or a line is so long that this is no journal.
    """
    rest = b""
    while chunk := file.read(min(block or BLOCK, most)):
        most -= len(chunk)
        end = chunk.rfind(b"\n") + 1
        if end:
            yield rest + chunk[:end]
            rest = chunk[end:]
        else:
            rest += chunk
        if len(rest) > LONGEST_LINE:
            raise OSError(None, "it is no journal")


def signature_of(now: os.stat_result) -> Signature:
    return now.st_size, now.st_mtime_ns, now.st_ino


def _surely_past(time: int) -> int:
    return time + (_TICK if time % 10**7 else _COARSEST)


def _times(folder: os.stat_result) -> tuple[int, int]:
    return folder.st_mtime_ns, folder.st_ino
