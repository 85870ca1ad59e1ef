"""Bringing back what a backup, or another device's folder, has and the journal has not.

A union, line by line: what is there already is left out, what is missing goes into new files whose
names come from their content, and no file is ever written over. So it may be done again, stopped
anywhere, and done in any order.
"""

import contextlib
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from quizapp.core.disk import replace_whole
from quizapp.core.errors import QuizError
from quizapp.core.outside import files_in, open_file
from quizapp.progress import backups, scanner
from quizapp.progress.backups import CHUNK, Chunks, Seal, Unreadable
from quizapp.progress.events import CardEvent, Undone, withdrawals
from quizapp.progress.projection import undone_by

LARGEST_FILE = 4 << 20
"""Bytes of the files that are written."""
MOST_UNPACKED = 4 << 30
"""Bytes of all that one archive may hold."""

_AT = re.compile(rb'"at":"([^"]{1,40})"')
_ID = re.compile(rb'"id":"([^"]{1,80})"')
_KIND = re.compile(rb'"kind":"(\w{1,40})"')
_UNDONE = b'"kind":"undone"'
_ANSWERS = (b"reviewed", b"practised", b"quiz_finished")


class JournalSource(NamedTuple):
    """A file of a journal, somewhere."""

    place: str
    """For the user."""
    name: str
    read: Callable[[], Chunks]
    seal: Seal | None = None
    """What it holds, if that can be told without reading it."""


@dataclass(slots=True)
class Missing:
    """What is missing in the journal."""

    answers: int = 0
    others: int = 0
    """Other lines, such as what was suspended."""
    undone: int = 0
    """Lines that would count for nothing, as the journal says that they were undone, or were never
    saved. They are brought back all the same: what undoes them may be undone in a file to come."""
    damaged: int = 0
    """Lines that are left out."""
    unreadable: list[str] = field(default_factory=list)
    """Sources that could not be read, each with the reason."""
    first: str = ""
    """The time of the earliest line; `last`, of the latest."""
    last: str = ""
    files: list[Path] = field(default_factory=list)
    """Written."""

    @property
    def lines(self) -> int:
        return self.answers + self.others

    def count(self, line: bytes) -> None:
        kind, at = _KIND.search(line), _text(_AT.search(line))
        if kind and kind[1] in _ANSWERS:
            self.answers += 1
        else:
            self.others += 1
        self.first = min(self.first or at, at)
        self.last = max(self.last, at)


def _text(found: "re.Match[bytes] | None") -> str:
    return found[1].decode("ascii", "replace") if found else ""


def own_backups(home: Path) -> list[JournalSource]:
    """The copies, and zips of an earlier version. Raises: OSError."""
    found = [copy(home, name) for name in backups.copies(home)]
    for path in backups.zips(home):
        found += _of_zip(path)
    return found


def copy(home: Path, name: str) -> JournalSource:
    """What the backups have of a file of the journal."""
    return _copy(backups.copy_of(home, name))


def sources_in(path: Path) -> list[JournalSource]:
    """The files of a journal in a folder (a learner's, or its `journal`), a zip, or by themselves.

    Raises:
        QuizError: there are none.
        OSError: it cannot be told.
    """
    if path.is_dir():
        folders = [path, path / "journal"]
        found = [_file(file) for one in folders for file in files_in(one, ".jsonl")]
        found += own_backups(path)
        found += [_copy(file) for file in files_in(path, ".jsonl.gz")]
    elif path.name.endswith(".jsonl.gz"):
        found = [_copy(path)]
    elif path.name.endswith(".jsonl"):
        found = [_file(path)]
    else:
        with open_file(path) as file:
            found = _of_zip(path) if zipfile.is_zipfile(file) else []
    if not found:
        raise QuizError(
            f"{path}: no journal is in it; name a folder of quizapp, its folder journal, "
            "or a zip made by `quizapp backup`"
        )
    return found


def _file(path: Path) -> JournalSource:
    return JournalSource(str(path), path.name, lambda: backups.chunks_of(path))


def _copy(path: Path) -> JournalSource:
    sealed = None
    with contextlib.suppress(OSError, Unreadable):
        sealed = backups.seal(path)
    return JournalSource(
        str(path), path.name.removesuffix(".gz"), lambda: backups.unpack(path), sealed
    )


def _of_zip(path: Path) -> list[JournalSource]:
    def read(member: zipfile.ZipInfo) -> Callable[[], Chunks]:
        def chunks() -> Chunks:
            try:
                with (
                    open_file(path) as opened,
                    zipfile.ZipFile(opened) as archive,
                    archive.open(member) as file,
                ):
                    while chunk := file.read(CHUNK):
                        yield chunk
            except ZIP_ERRORS as error:
                raise Unreadable(f"is damaged ({error})") from error

        return chunks

    try:
        with open_file(path) as file, zipfile.ZipFile(file) as archive:
            members = archive.infolist()
    except (OSError, *ZIP_ERRORS) as error:
        return [_broken(path, f"is damaged ({error})")]
    if sum(one.file_size for one in members) > MOST_UNPACKED:
        return [_broken(path, "holds more than 4 GB")]
    return [
        JournalSource(
            f"{path} ({one.filename})",
            Path(one.filename).name,
            read(one),
            Seal(one.file_size, one.CRC),
        )
        for one in members
        if one.filename.endswith(".jsonl")
    ]


ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


def _broken(path: Path, why: str) -> JournalSource:
    def fail() -> Chunks:
        yield b""
        raise Unreadable(why)

    return JournalSource(str(path), "", fail)


def union(
    home: Path,
    sources: Iterable[JournalSource],
    *,
    write: str = "",
    before: str = "",
    tell: Callable[[str], None] = lambda _: None,
) -> Missing:
    """What the sources have and the journal has not; with `write`, it is put there.

    `write`: how the names of new files begin. `before`: only lines stamped before that.
    `tell` hears of each source before it is read.

    Raises:
        OSError: the journal cannot be looked into, or a file could not be written; those before
            it are there.
    """
    folder, found, known = home / "journal", Missing(), set[bytes]()
    is_known, undone = False, _Undone()
    buffer: list[bytes] = []
    size = 0
    for source in sources:
        if _is_there(folder, source):
            continue
        tell(source.place)
        if not is_known:
            is_known, undoings = True, list[bytes]()
            for line in _all_lines(folder):
                known.add(_name(line))
                if _UNDONE in line:
                    undoings.append(line)
            undone = _Undone.of(undoings)
        try:
            for line in _lines_of(source):
                if not (line := line.rstrip()) or (name := _name(line)) in known:
                    continue
                if not backups.is_sound(line):
                    found.damaged += 1
                elif not before or _text(_AT.search(line)) < before:
                    known.add(name)
                    if undone.has(line):
                        found.undone += 1
                    else:
                        found.count(line)
                    if write:
                        buffer.append(line)
                        size += len(line)
                    if size >= LARGEST_FILE:
                        found.files.append(put(folder, write, buffer))
                        size = 0
        except Unreadable as wrong:
            found.unreadable.append(f"{source.place}: {wrong}")
    if buffer:
        found.files.append(put(folder, write, buffer))
    return found


def _lines_of(source: JournalSource) -> Iterator[bytes]:
    """Raises: Unreadable."""
    try:
        yield from backups.lines_of(source.read())
    except OSError as error:
        raise Unreadable(f"cannot be read ({error.strerror})") from error


class _Undone(NamedTuple):
    """What a journal says that does not count."""

    ids: frozenset[bytes] = frozenset()
    by_card: Mapping[str, Set[str]] = {}

    @classmethod
    def of(cls, lines: Iterable[bytes]) -> "_Undone":
        events = scanner.events(b"\n".join(lines))
        by_card = undone_by(
            CardEvent(key, data) for key, data in events if isinstance(data, Undone)
        )
        return cls(frozenset(one.encode() for ids in by_card.values() for one in ids), by_card)

    def has(self, line: bytes) -> bool:
        """Whether all that a line says was undone."""
        found = _ID.search(line)
        return bool(found and found[1] in self.ids) and all(
            one.ref in self.by_card.get(one.card, ())
            for event in scanner.events(line)
            for one in withdrawals(event)
        )


def _is_there(folder: Path, source: JournalSource) -> bool:
    """Whether a file of the journal begins with all that a source holds."""
    path = folder / source.name
    if source.seal is None or not source.name:
        return False
    with contextlib.suppress(OSError):
        return (
            path.stat().st_size >= source.seal.size
            and Seal.of(backups.chunks_of(path, source.seal.size)) == source.seal
        )
    return False


def _all_lines(folder: Path) -> Iterator[bytes]:
    """Of files that cannot be read, none: what the sources have of them is missing.

    Raises:
        OSError: the folder cannot be looked into.
    """
    for path in files_in(folder, ".jsonl"):
        with contextlib.suppress(OSError, Unreadable):
            yield from map(bytes.rstrip, backups.lines_of(backups.chunks_of(path)))


def _name(line: bytes) -> bytes:
    return blake2b(line, digest_size=16).digest()


def put(folder: Path, begins: str, lines: list[bytes]) -> Path:
    """Put lines, which lack their newlines, into a file that has its name from them, so that it can
    be no other's; empties the list. Raises: OSError."""
    content = b"".join(line + b"\n" for line in lines)
    path = folder / f"{begins}-{blake2b(content, digest_size=8).hexdigest()}.jsonl"
    replace_whole(path, content)
    lines.clear()
    return path
