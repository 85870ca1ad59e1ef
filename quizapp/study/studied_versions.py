"""The version of each deck that was studied last, to tell what its author has changed since.

It is no part of progress: whoever loses it is only not told. A file for each deck holds, after a
line with a checksum, the questions as the cache of decks has them, compressed.
"""

import contextlib
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.core.disk import replace_whole
from quizapp.core.outside import read_file, read_part
from quizapp.deck.deck import Deck

if TYPE_CHECKING:  # pydantic comes with it
    from quizapp.deck.changes import QuestionLines

FORMAT = b"quizapp studied 1"
_LARGEST = 512 * 1024 * 1024


def is_as_studied(home: Path, deck: Deck) -> bool | None:
    """Whether a deck is as it was when it was studied; None where that is not known. Quick."""
    head = _head(deck)
    try:
        return read_part(_path(home, deck.slug), len(head)) == head
    except OSError:
        return None


def studied_version(home: Path, slug: str) -> "QuestionLines | None":
    """The questions of a deck as they were; None where that is not known."""
    unpacking = zlib.decompressobj()
    try:
        head, _, packed = read_file(_path(home, slug), _LARGEST).partition(b"\n")
        content = unpacking.decompress(packed, _LARGEST)
    except (OSError, zlib.error):
        return None
    ids, *lines = content.split(b"\n")
    names = ids.decode(errors="replace").split()
    known = head.startswith(FORMAT) and unpacking.eof and len(names) == len(lines)
    return dict(zip(names, lines, strict=True)) if known else None


def remember(home: Path, deck: Deck) -> None:
    """Take a deck as it is for the version that was studied, unless that cannot be written.

    Raises:
        DeckError: the deck cannot be read any more.
    """
    questions = deck.questions.by_id()
    content = b"\n".join((" ".join(questions).encode(), *questions.values()))
    with contextlib.suppress(OSError):
        replace_whole(_path(home, deck.slug), _head(deck) + zlib.compress(content, 1))


def _path(home: Path, slug: str) -> Path:
    return home / "studied" / f"{slug}.deck"


def _head(deck: Deck) -> bytes:
    return b"%b %08x\n" % (FORMAT, deck.questions.checksum)
