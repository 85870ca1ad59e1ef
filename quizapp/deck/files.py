"""Deck files and source texts on the disk: which there are, and their bytes."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from quizapp.core.codes import Code, Problem

LARGEST_FILE = 8 * 1024 * 1024
LARGEST_TEXT = 2 * 1024 * 1024


FACTS_FILE = "facts.yaml"
_FACTS = re.compile(rb"^facts_of:", re.MULTILINE)


def is_record(path: Path) -> bool:
    """Whether a file is what `quizapp generate` keeps beside the decks, and no deck."""
    if path.name != FACTS_FILE:
        return False
    try:
        with path.open("rb") as file:
            return _FACTS.search(file.read(4096)) is not None
    except OSError:
        return False


def is_folder(path: Path | str) -> bool:
    """Whether it is one; no for a name that cannot be, and in a folder that may not be entered."""
    return os.path.isdir(path)  # noqa: PTH112  (Path.is_dir raises there)


def deck_files(folder: Path) -> Iterator[Path]:
    """All `*.yaml` and `*.yml` below `folder` in order of name, hidden ones and records left out.

    Linked folders are entered once each.
    """
    seen: set[str] = set()
    todo = [folder]
    while todo:
        here = todo.pop()
        real = os.path.realpath(here)
        if real in seen:
            continue
        seen.add(real)
        try:
            entries = sorted(here.iterdir())
        except OSError:
            continue
        visible = [entry for entry in entries if not entry.name.startswith(".")]
        for entry in visible:
            is_yaml = entry.suffix.lower() in (".yaml", ".yml")
            if is_yaml and not is_folder(entry) and not is_record(entry):
                yield entry
        todo += [entry for entry in reversed(visible) if is_folder(entry)]


def read_bytes(path: Path) -> bytes | Problem:
    """A deck file's bytes; its size is looked at before it is read."""
    try:
        if not path.is_file():
            is_there = path.exists() or path.is_symlink()
            what = "not a file" if is_there else "no such file; check the name"
            return Problem((), Code.UNREADABLE, what)
        if path.stat().st_size > LARGEST_FILE:
            largest = LARGEST_FILE // 1024 // 1024
            message = f"larger than {largest} MB; split the deck into several files"
            return Problem((), Code.LIMIT, message)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a usable name"
        return Problem((), Code.UNREADABLE, f"cannot be read: {reason}")


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
        if not path.is_file():
            raise SourceTextError("is not there; put the file beside the deck, or mend the name")
        if path.stat().st_size > LARGEST_TEXT:
            raise SourceTextError("is larger than 2 MB; keep the part that is quoted")
        data = path.read_bytes()
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "not a usable name"
        raise SourceTextError(f"cannot be read: {reason}") from None
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceTextError(f"is not UTF-8 (line {line}); save it as UTF-8") from None
    return data
