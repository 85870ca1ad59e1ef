"""The learner's own copy of a shipped deck: what is changed in the package, an upgrade undoes."""

import contextlib
import os
from itertools import count, takewhile
from pathlib import Path

from quizapp import folders
from quizapp.codes import Problem
from quizapp.deck.deck import Deck
from quizapp.deck.files import SourceTextError, read_article, read_bytes
from quizapp.errors import EditError


def own_copy(deck: Deck, home_decks: Path) -> Path:
    """The file in which `deck` can be changed: for a shipped deck its copy, else its own file.

    The copy goes to a folder of `home_decks`, and the source text with it. What is there already
    is used as it is. A library prefers the learner's deck to the shipped one of the same slug.

    Raises:
        EditError: the copy cannot be made.
    """
    path = deck.path.resolve()
    if not path.is_relative_to(folders.shipped_decks().resolve()):
        return deck.path
    text = deck.source.text if deck.source else ""
    try:
        article = _article(path, text)
        folder = _folder(home_decks / path.parent.name, path.name, text, article)
        copy = folder / path.name
        if not copy.exists():
            content = read_bytes(path)
            if isinstance(content, Problem):
                raise EditError(f"{path}: {content.message}")
            if article is not None and not (folder / text).exists():
                _put(folder / text, article)  # first, as the deck is broken without it
            _put(copy, content)
    except OSError as error:
        raise EditError(
            f"{home_decks}: no copy of the deck {deck.slug} can be made there, which is what would"
            f" be changed: {(error.strerror or str(error)).lower()}; the card is as it was"
        ) from error
    return copy


def _article(deck: Path, text: str) -> bytes | None:
    try:
        return read_article(deck, text) if text else None
    except SourceTextError:
        return None


def _folder(wanted: Path, name: str, text: str, article: bytes | None) -> Path:
    """`wanted`, or one named after it when another source text is in the way.

    That happens when the text was copied with another deck and an upgrade has changed it since.
    """
    taken = [*takewhile(Path.is_dir, (_numbered(wanted, number) for number in count(1)))]
    for folder in taken:
        if (folder / name).exists():
            return folder
    for folder in taken:
        there = folder / text
        if article is None or not there.exists() or there.read_bytes() == article:
            return folder
    return _numbered(wanted, len(taken) + 1)


def _numbered(folder: Path, number: int) -> Path:
    return folder if number == 1 else folder.with_name(f"{folder.name}-{number}")


def _put(path: Path, content: bytes) -> None:
    """Write a file that is there whole or not at all, whatever happens.

    Raises:
        OSError: there is no such file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    for folder in (path.parent, path.parent.parent):
        _sync(folder)


def _sync(folder: Path) -> None:
    """Make the names in a folder last, where folders can be synced at all."""
    with contextlib.suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
