"""Files and folders that come from outside, read so that nothing in them can hang the program.

A name may stand for a pipe, a device, a file without end, or a link to the whole disk.
"""

import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

MOST_SECONDS = 20.0
"""For one file; a disk that is slower than that is said to be."""
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # a pipe that nobody writes to opens at once
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)
_PIECE = 4 * 1024 * 1024


class NotARegularFile(OSError):
    """A folder, a pipe, a device or the like."""


class FileTooLarge(OSError):
    """It has more bytes than may be read."""


def read_file(path: Path, most_bytes: int) -> bytes:
    """The bytes of a regular file.

    Raises:
        OSError: with `strerror` fit to be shown; `FileNotFoundError`, `NotARegularFile`,
            `FileTooLarge` and `TimeoutError` (slower than `MOST_SECONDS`) among others.
    """
    file = _open(path)
    try:
        size = os.fstat(file).st_size
        if size > most_bytes:
            raise _too_large(path, most_bytes)
        end = time.monotonic() + MOST_SECONDS
        pieces, left = [], most_bytes + 1  # it may grow while it is read
        while left and (piece := os.read(file, min(left, max(size + 1, 4096), _PIECE))):
            pieces.append(piece)
            left -= len(piece)
            if time.monotonic() > end:
                raise TimeoutError(None, "it takes too long; copy it to a disk of this computer")
        if not left:
            raise _too_large(path, most_bytes)
        return b"".join(pieces)
    finally:
        os.close(file)


def open_file(path: Path) -> BinaryIO:
    """A regular file, to be read in pieces.

    Raises:
        OSError: as `read_file`; from what is given, it cannot be read.
    """
    return os.fdopen(_open(path), "rb")


def read_part(path: Path, number: int, start: int = 0) -> bytes:
    """So many bytes of a regular file, fewer where it ends before.

    Raises:
        OSError: as `read_file`.
    """
    file = _open(path)
    try:
        os.lseek(file, start, os.SEEK_SET)
        return os.read(file, number)
    finally:
        os.close(file)


def _open(path: Path) -> int:
    """Open a regular file, looked at before as well: some devices act on being opened.

    Raises:
        OSError: as `read_file`.
    """
    try:
        if stat.S_ISREG(path.stat().st_mode):
            file = os.open(path, _FLAGS)
            if stat.S_ISREG(os.fstat(file).st_mode):
                return file
            os.close(file)
    except ValueError:  # a name with NUL, or one that the system's encoding does not have
        raise OSError(None, "not a usable name", str(path)) from None
    raise NotARegularFile(None, "not a file", str(path))


def _too_large(path: Path, most_bytes: int) -> FileTooLarge:
    return FileTooLarge(None, f"larger than {_size(most_bytes)}", str(path))


def _size(number: int) -> str:
    for unit, length in (("MB", 1024 * 1024), ("kB", 1024)):
        if number >= length:
            return f"{number / length:.3g} {unit}"
    return f"{number} bytes"


def named(folder: Path, ending: str) -> list[Path]:
    """What lies in a folder and has a name that ends so, sorted; nothing where there is no folder.

    Unlike `Path.glob`, which gives nothing too where the folder may not be read.

    Raises:
        OSError: it cannot be told.
    """
    try:
        return sorted(path for path in folder.iterdir() if path.name.endswith(ending))
    except (FileNotFoundError, NotADirectoryError):
        return []


def files_in(folder: Path, ending: str) -> list[Path]:
    """Those of them that are regular files. Raises: OSError."""
    return [path for path in named(folder, ending) if path.is_file()]


MOST_ENTRIES = 100_000
DEEPEST = 24


_TOO_MANY = "too many files and folders are in it; put decks into a folder of their own"


class TooManyFiles(OSError):
    """A folder with more below it than anybody puts there."""


def files_below(folder: Path) -> Iterator[Path]:
    """All files below a folder that are not hidden, sorted by name, a folder's own files first.

    Linked folders are entered, each folder once, and none that holds `folder` itself. A folder that
    cannot be looked into counts as empty.

    Raises:
        TooManyFiles: after the first `MOST_ENTRIES` files and folders, or when they are nested more
            than `DEEPEST` deep.
    """
    seen = {*map(_identity, _with_parents(folder))} - {_identity(folder)}
    todo = [(folder, 0)]
    entries = 0
    while todo:
        here, depth = todo.pop()
        if (place := _identity(here)) is None or place in seen:
            continue
        seen.add(place)
        found = []
        try:
            with os.scandir(here) as listed:
                for entry in listed:
                    entries += 1
                    if entries > MOST_ENTRIES or depth > DEEPEST:
                        raise TooManyFiles(None, _TOO_MANY, str(folder))
                    if not entry.name.startswith("."):
                        found.append((entry.name, _is_folder(entry)))
        except TooManyFiles:
            raise
        except OSError:
            pass
        found.sort()
        yield from (here / name for name, is_folder in found if not is_folder)
        todo += [(here / name, depth + 1) for name, is_folder in reversed(found) if is_folder]


def _with_parents(folder: Path) -> list[Path]:
    real = Path(os.path.realpath(folder))
    return [real, *real.parents]


def _identity(folder: Path) -> tuple[int, int] | str | None:
    """What is the same for two names of one folder; None when there is no such folder."""
    try:
        found = folder.stat()
    except (OSError, ValueError):
        return None
    # some file systems of Windows number nothing
    return (found.st_dev, found.st_ino) if found.st_ino else os.path.realpath(folder)


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link into a folder that may not be entered
        return False
