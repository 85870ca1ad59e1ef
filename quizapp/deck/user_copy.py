"""The learner's own copy of a shipped deck: what is changed in the package, an upgrade undoes."""

import contextlib
import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from itertools import count, takewhile
from pathlib import Path

from quizapp.core import folders
from quizapp.core.codes import Problem
from quizapp.core.errors import EditError
from quizapp.core.outside import files_below, read_file
from quizapp.deck.deck import Deck
from quizapp.deck.files import (
    LARGEST_FILE,
    SourceTextError,
    deck_files,
    read_article,
    read_bytes,
)

DIGESTS = Path(__file__).with_name("shipped.txt")


def is_unchanged(deck: Path, text: str) -> bool:
    """Whether nobody has changed this deck, nor its source text (if any) of this name beside it."""
    beside = deck.parent / text
    return was_shipped(deck) and (not text or not beside.exists() or was_shipped(beside))


def was_shipped(path: Path) -> bool:
    """Whether nobody has changed this file since it came with quizapp; no when it is not there."""
    digest = _digest(path)
    return digest is not None and (digest in _listed() or digest in _now())


def _listed() -> Collection[str]:
    lines = DIGESTS.read_text("ascii").splitlines()
    return {line.split()[0] for line in lines if not line.startswith("#")}


def _now() -> Collection[str | None]:
    return {_digest(path) for path in files_below(folders.shipped_decks())}


def _digest(path: Path) -> str | None:
    try:
        return sha256(read_file(path, LARGEST_FILE)).hexdigest()
    except OSError:
        return None


@contextmanager
def own_file(deck: Deck, home_decks: Path) -> Iterator[Path]:
    """The file in which `deck` can be changed: for a shipped deck a copy, else its own file.

    The copy goes to a folder of `home_decks`, and the source text with it. What the learner has
    changed there already is used as it is. A copy that is still none but that afterwards is taken
    away again; if the program dies before, it stays and does no harm, as a library prefers only
    changed copies to the shipped deck.

    Raises:
        EditError: the copy cannot be made.
    """
    path = deck.path.resolve()
    if not path.is_relative_to(folders.shipped_decks().resolve()):
        yield deck.path
        return
    text = deck.source.text if deck.source else ""
    try:
        copy = _copy(path, text, home_decks / path.parent.name)
    except OSError as error:
        raise EditError(
            f"{home_decks}: no copy of the deck {deck.slug} can be made there, which is what would"
            f" be changed: {(error.strerror or str(error)).lower()}; the card is as it was"
        ) from error
    try:
        yield copy
    except BaseException as error:
        if not (isinstance(error, EditError) and error.keeps_file):
            _take_away(copy, text)
        raise
    _take_away(copy, text)


def _copy(deck: Path, text: str, wanted: Path) -> Path:
    """Put a deck and its source text into a folder called `wanted` or nearly so.

    Raises:
        EditError: the deck is gone.
        OSError: they cannot be written.
    """
    content, article = read_bytes(deck), _article(deck, text)
    if isinstance(content, Problem):
        raise EditError(f"{deck}: {content.message}")
    taken = [*takewhile(Path.is_dir, (_numbered(wanted, number) for number in count(1)))]
    for folder in taken:
        _take_away(folder / deck.name, text)
    folder = _folder(wanted, taken, deck.name, text, article)
    copy = folder / deck.name
    if article is not None and not (folder / text).exists():
        _put(folder / text, article)  # first, as the deck is broken without it
    if not copy.exists():
        _put(copy, content)
    return copy


def _article(deck: Path, text: str) -> bytes | None:
    try:
        return read_article(deck, text) if text else None
    except SourceTextError:
        return None


def _folder(
    wanted: Path, taken: Sequence[Path], name: str, text: str, article: bytes | None
) -> Path:
    """`wanted`, or one named after it when another source text is in the way.

    That happens when the text was copied with another deck and an upgrade has changed it since.
    """
    for folder in taken:
        if (folder / name).exists():
            return folder
    for folder in taken:
        there = folder / text
        if article is None or not there.exists() or _digest(there) == sha256(article).hexdigest():
            return folder
    return _numbered(wanted, len(taken) + 1)


def _numbered(folder: Path, number: int) -> Path:
    return folder if number == 1 else folder.with_name(f"{folder.name}-{number}")


def _take_away(copy: Path, text: str) -> None:
    """Remove a copy that nobody has changed, and what was only there for its sake."""
    beside = copy.parent / text
    with contextlib.suppress(OSError):
        if is_unchanged(copy, text):
            copy.unlink()
        if was_shipped(beside) and not any(deck_files(copy.parent)):
            beside.unlink()
        if not copy.exists():
            copy.parent.rmdir()  # which fails, as it should, unless it is empty


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
