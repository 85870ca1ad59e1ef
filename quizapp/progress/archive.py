"""One zip of all that matters of a learner: journal, settings and own decks."""

import os
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from quizapp.core.disk import sync_folder
from quizapp.core.errors import QuizError
from quizapp.core.outside import files_in, open_file
from quizapp.progress import backups

MOST_FILES = 20_000
LARGEST_FILE = 64 << 20
"""Bytes of a file among the decks."""


def pack(home: Path, target: Path) -> int:
    """Write the zip and read it again; gives how many files are in it. No file is written over.

    Raises:
        QuizError: there is nothing to pack, or too much, or `target` is there already, or its
            folder is not.
        OSError: something cannot be read, or the zip not be written, or read again; nothing is
            left behind.
    """
    if os.path.lexists(target):
        raise QuizError(f"{target}: there already, and no backup is written over; use another name")
    files = list(_files(home))
    if not files:
        raise QuizError(f"{home}: there is nothing yet that could be backed up")
    if not target.parent.is_dir():
        raise QuizError(f"{target.parent}: no such folder, so no backup was made; make it first")
    beside = target.with_name(f"{target.name}.{os.urandom(4).hex()}.new")
    try:
        with beside.open("xb") as file:
            with zipfile.ZipFile(
                file, "w", zipfile.ZIP_DEFLATED, compresslevel=1, strict_timestamps=False
            ) as archive:
                sealed = {path: _add(archive, home, path) for path in files}
            file.flush()
            os.fsync(file.fileno())
        with open_file(beside) as written, zipfile.ZipFile(written) as archive:
            bad = archive.testzip()
            if bad or {one.CRC for one in archive.infolist()} != set(sealed.values()):
                raise OSError(None, "what was written cannot be read again", str(target))
        os.link(beside, target) if hasattr(os, "link") else beside.rename(target)
    except (zipfile.BadZipFile, zlib.error) as error:
        raise OSError(None, "what was written cannot be read again", str(target)) from error
    except FileExistsError as error:
        raise QuizError(f"{target}: there already; use another name") from error
    finally:
        beside.unlink(missing_ok=True)
    sync_folder(target.absolute().parent)
    return len(files)


def _add(archive: zipfile.ZipFile, home: Path, path: Path) -> int:
    """Copy a file in; gives its checksum. Of a journal, whole lines only."""
    size = backups.end_of_lines(path) if path.suffix == ".jsonl" else None
    crc = 0
    info = zipfile.ZipInfo.from_file(path, path.relative_to(home), strict_timestamps=False)
    info.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(info, "w", force_zip64=True) as member:
        for chunk in backups.chunks_of(path, size):
            crc = zlib.crc32(chunk, crc)
            member.write(chunk)
    return crc


def _files(home: Path) -> Iterator[Path]:
    """Raises: QuizError, OSError."""
    yield from files_in(home / "journal", ".jsonl")
    yield from files_in(home / "journal", ".digest")
    if (home / "config.toml").is_file():
        yield home / "config.toml"
    number = 0
    for folder, _, names in os.walk(home / "decks", onerror=_fail):
        for name in sorted(names):
            path = Path(folder) / name
            number += 1
            if number > MOST_FILES:
                raise QuizError(
                    f"{home / 'decks'}: holds more than {MOST_FILES:,} files; "
                    "is it linked to a folder that is not for decks?"
                )
            if path.is_file() and path.stat().st_size <= LARGEST_FILE:
                yield path


def _fail(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):  # there need not be any
        raise error
