"""Copies of the journal: for each of its files one, which holds all that was ever seen in it.

`backups/parts/NAME.gz` grows with the file NAME. Where the file is not the copy and something more,
because it was damaged, cut off or replaced, the copy keeps what it has and takes in what is new. So
nothing is ever thinned out, no clock is asked, and each line is kept once.

Earlier versions made `backups/journal-DATE.zip`, each a copy of the whole journal. They go when all
that is in them is in the copies.
"""

import contextlib
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from quizapp.core.disk import replace_whole
from quizapp.core.outside import files_in, open_file
from quizapp.progress.parts import LONGEST_LINE, Part, newest

CHUNK = 1 << 20

_CRC = re.compile(rb',"crc":"([0-9a-f]{8})"\}\s*\Z')
_ZIP = re.compile(r"journal-(\d{4}-\d\d-\d\d)\.zip")
_GZIP = 31
"""For zlib: a gzip file."""

Chunks = Iterator[bytes]


class Unreadable(Exception):
    """The message says what is wrong with a copy, as the end of a sentence."""


class Seal(NamedTuple):
    """What a file of the journal held when it was copied."""

    size: int
    crc: int

    @classmethod
    def of(cls, chunks: Iterable[bytes]) -> "Seal":
        size, crc = 0, 0
        for chunk in chunks:
            size, crc = size + len(chunk), zlib.crc32(chunk, crc)
        return cls(size, crc)


def folder(home: Path) -> Path:
    return home / "backups" / "parts"


def copy_of(home: Path, name: str) -> Path:
    return folder(home) / f"{name}.gz"


def copies(home: Path) -> list[str]:
    """The names of the files that there are copies of. Raises: OSError."""
    return [path.name.removesuffix(".gz") for path in files_in(folder(home), ".jsonl.gz")]


def zips(home: Path) -> list[Path]:
    """Those of earlier versions, oldest first. Raises: OSError."""
    return [path for path in files_in(home / "backups", ".zip") if _ZIP.fullmatch(path.name)]


def newest_copy(home: Path, device: str) -> tuple[Part, int] | None:
    """The last part of a device that there is a copy of, and how long it was; None for none.

    Raises:
        OSError: it cannot be told.
    """
    if part := newest(copies(home)).get(device):
        with contextlib.suppress(OSError, Unreadable):
            return part, seal(copy_of(home, part.name)).size
        return part, 0
    for path in reversed(zips(home)):
        import zipfile  # 5 ms, and only until there are copies

        with (
            contextlib.suppress(OSError, zipfile.BadZipFile),
            open_file(path) as file,
            zipfile.ZipFile(file) as archive,
        ):
            sizes = {one.filename: one.file_size for one in archive.infolist()}
            if part := newest(sizes).get(device):
                return part, sizes[part.name]
        return None
    return None


def seal(copy: Path) -> Seal:
    """What a copy says of itself, without unpacking it.

    Raises:
        OSError, Unreadable
    """
    with open_file(copy) as file:
        if file.seek(0, 2) < 18:
            raise Unreadable("is cut off")
        file.seek(-8, 2)
        crc, size = (int.from_bytes(file.read(4), "little") for _ in range(2))
    return Seal(size, crc)


def unpack(copy: Path) -> Chunks:
    """What a copy holds; only when all was read it is known to be sound.

    Raises:
        OSError, Unreadable
    """
    unpacker = zlib.decompressobj(_GZIP)
    try:
        with _open(copy) as file:
            while chunk := file.read(CHUNK):
                while chunk:
                    yield unpacker.decompress(chunk, CHUNK)
                    chunk = unpacker.unconsumed_tail
            yield unpacker.flush()
    except zlib.error as error:
        raise Unreadable(f"is damaged ({error})") from error
    if not unpacker.eof or unpacker.unused_data:
        raise Unreadable("is cut off or has something added")


@contextlib.contextmanager
def _open(path: Path) -> Iterator[BinaryIO]:
    """To read it. That it cannot be closed is no matter, and would be said in the middle of
    something else where the reading was given up."""
    file = open_file(path)
    try:
        yield file
    finally:
        with contextlib.suppress(OSError):
            file.close()


def chunks_of(path: Path, size: int | None = None) -> Chunks:
    """The bytes of a file, or its first `size`. Raises: OSError."""
    left = size if size is not None else 1 << 62
    with _open(path) as file:
        while left and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk


def lines_of(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Whole lines, newlines included; the rest after the last one is no line.

    Raises:
        Unreadable: one is so long that this is no journal.
    """
    rest = b""
    for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        if len(rest) > LONGEST_LINE:
            raise Unreadable("is no journal")
        yield from (line + b"\n" for line in lines)


def is_sound(line: bytes) -> bool:
    """Whether a line is what was written: whatever it means, its checksum is right."""
    found = _CRC.search(line, max(0, len(line) - 40))
    return bool(found and zlib.crc32(line[: found.start()]) == int(found[1], 16))


def keep(home: Path, path: Path) -> int:
    """Take what a file of the journal holds into its copy; gives the bytes that were written.

    Raises:
        OSError: the copy is as it was.
    """
    end, copy, kept = end_of_lines(path), copy_of(home, path.name), None
    if copy.exists():
        try:
            kept = seal(copy)
            if kept.size > end or Seal.of(chunks_of(path, kept.size)) != kept:
                return _merge(copy, list(lines_of(unpack(copy))), lines_of(chunks_of(path, end)))
        except Unreadable:
            set_aside(copy)
            kept = None
    if end == (kept.size if kept else 0):
        return 0
    return _pack(copy, chunks_of(path, end))


def _merge(copy: Path, lines: list[bytes], others: Iterable[bytes]) -> int:
    """Add to a copy the lines that it lacks."""
    known, before = {line.rstrip() for line in lines}, len(lines)
    for line in others:
        if line.rstrip() not in known and is_sound(line):
            known.add(line.rstrip())
            lines.append(line)
    return _pack(copy, lines) if len(lines) > before else 0


def _pack(copy: Path, chunks: Iterable[bytes]) -> int:
    """Put a copy in the place of the one before, and see that it can be read.

    Raises:
        OSError: it cannot, or could not be written.
    """
    # a journal shrinks to a tenth at any level
    packer, packed, size, crc = zlib.compressobj(1, zlib.DEFLATED, _GZIP), bytearray(), 0, 0
    for chunk in chunks:
        packed += packer.compress(chunk)
        size, crc = size + len(chunk), zlib.crc32(chunk, crc)
    packed += packer.flush()
    replace_whole(copy, bytes(packed))
    try:
        if Seal.of(unpack(copy)) != (size, crc):
            raise Unreadable("is not what was written")
    except Unreadable as wrong:
        set_aside(copy)
        raise OSError(f"{copy}: {wrong}") from wrong
    return len(packed)


def set_aside(copy: Path) -> None:
    """Keep a copy that cannot be read, under a name that is free."""
    number = 1
    while (aside := copy.with_name(f"{copy.name}.damaged-{number}")).exists():
        number += 1
    copy.replace(aside)


def end_of_lines(path: Path) -> int:
    """Where the last whole line of a file ends. Raises: OSError."""
    with open_file(path) as file:
        end = file.seek(0, 2)
        while end:
            start = max(0, end - 4096)
            file.seek(start)
            at = file.read(end - start).rfind(b"\n")
            if at >= 0:
                return start + at + 1
            end = start
    return 0


def absorb_zip(home: Path, path: Path) -> None:
    """Take what a backup of an earlier version holds into the copies, and delete it.

    Raises:
        OSError, Unreadable: it is still there.
    """
    import zipfile  # 5 ms, and only while there are any

    try:
        with open_file(path) as opened, zipfile.ZipFile(opened) as archive:
            for one in archive.infolist():
                name = Path(one.filename).name
                if name.endswith(".jsonl"):
                    with archive.open(one) as file:
                        content = iter(lambda file=file: file.read(CHUNK), b"")  # type: ignore[misc]
                        _absorb(copy_of(home, name), Seal(one.file_size, one.CRC), content)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise Unreadable(f"is damaged ({error})") from error
    path.unlink()


def _absorb(copy: Path, sealed: Seal, content: Chunks) -> None:
    lines: list[bytes] = []
    if copy.exists():
        if seal(copy).size >= sealed.size and _begins_with(unpack(copy), sealed):
            return
        lines = list(lines_of(unpack(copy)))
    _merge(copy, lines, lines_of(content))


def _begins_with(chunks: Chunks, sealed: Seal) -> bool:
    crc, left = 0, sealed.size
    for chunk in chunks:
        crc = zlib.crc32(chunk[:left], crc)
        left -= len(chunk[:left])
    return not left and crc == sealed.crc
