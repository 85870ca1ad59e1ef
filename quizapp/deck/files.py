"""Deck files and source texts on the disk: which there are, and their bytes."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from quizapp.core import outside
from quizapp.core.codes import Code, Problem

LARGEST_FILE = 64 * 1024 * 1024
LARGEST_TEXT = 2 * 1024 * 1024


FACTS_FILE = "facts.yaml"
VERDICTS_FILE = "verdicts.yaml"
_RECORDS = {
    FACTS_FILE: re.compile(rb"^facts_of:", re.MULTILINE),
    VERDICTS_FILE: re.compile(rb"^verdicts:", re.MULTILINE),
}


def is_record(path: Path) -> bool:
    """Whether a file is what `generate` or `curate` keeps beside the decks, and no deck."""
    if path.name not in _RECORDS:
        return False
    try:
        return _RECORDS[path.name].search(outside.read_part(path, 4096)) is not None
    except OSError:
        return False


def is_folder(path: Path | str) -> bool:
    """Whether it is one; no for a name that cannot be, and in a folder that may not be entered."""
    return os.path.isdir(path)  # noqa: PTH112  (Path.is_dir raises there)


def deck_files(folder: Path) -> Iterator[Path]:
    """All `*.yaml` and `*.yml` below `folder` in order of name, hidden ones and records left out.

    Raises:
        TooManyFiles: when it has gone through more files than anybody puts there.
    """
    for path in outside.files_below(folder):
        if path.suffix.lower() in (".yaml", ".yml") and not is_record(path):
            yield path


def read_bytes(path: Path) -> bytes | Problem:
    """A deck file's bytes."""
    try:
        return outside.read_file(path, LARGEST_FILE)
    except FileNotFoundError:
        what = "not a file" if path.is_symlink() else "no such file; check the name"
        return Problem((), Code.UNREADABLE, what)
    except outside.NotARegularFile as error:
        return Problem((), Code.UNREADABLE, str(error.strerror))
    except outside.FileTooLarge as error:
        message = f"{error.strerror}; split the deck into several files"
        return Problem((), Code.LIMIT, message)
    except OSError as error:
        return Problem((), Code.UNREADABLE, f"cannot be read: {error.strerror}")


class SourceTextError(Exception):
    """Why a source text cannot be used, as the end of a sentence that begins with its name."""


def read_article(deck: Path, name: str) -> bytes:
    """The source text `name` of the deck file `deck`.

    Raises:
        SourceTextError: it is not there, not in the deck's folder, not text, or too large.
    """
    path = deck.parent / name
    try:
        if not path.resolve().is_relative_to(deck.parent.resolve()):
            raise SourceTextError("is not in the deck's own folder; put a copy there")
        data = outside.read_file(path, LARGEST_TEXT)
    except (FileNotFoundError, outside.NotARegularFile):
        raise SourceTextError(
            "is not there; put the file beside the deck, or mend the name"
        ) from None
    except outside.FileTooLarge:
        raise SourceTextError("is larger than 2 MB; keep the part that is quoted") from None
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "not a usable name"
        raise SourceTextError(f"cannot be read: {reason}") from None
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceTextError(f"is not UTF-8 (line {line}); save it as UTF-8") from None
    return data
