"""Checked decks, kept by what their files hold, so that a deck is checked once.

An entry is a header (quizapp's version, this format, a checksum of what follows), then JSON Lines:
the deck's index, and a question a line. Whatever goes wrong here is the same as having no cache.
"""

import contextlib
import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from zlib import crc32

from quizapp import __version__

FORMAT = 4
MOST_ENTRIES = 500
_DAY = 86400

Index = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Cache:
    folder: Path | None
    """None keeps nothing."""

    def load(self, deck: bytes) -> tuple[Index, Sequence[bytes]] | None:
        """Index and questions of the deck file with these bytes."""
        if self.folder is None:
            return None
        path = self.folder / _name(deck)
        try:
            data = path.read_bytes()
            header, _, rest = data.partition(b"\n")
            if header != _header(rest):
                return None
            first, _, body = rest.partition(b"\n")
            index = json.loads(first)
            if time.time() - path.stat().st_mtime > _DAY:  # noqa: TID251  (a file's age)
                os.utime(path)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return index, body.splitlines()

    def save(self, deck: bytes, index: Index, questions: Sequence[bytes]) -> None:
        if self.folder is None:
            return
        rest = b"\n".join((json.dumps(index).encode(), *questions))
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            _write(self.folder / _name(deck), _header(rest) + b"\n" + rest)
            self._prune()

    def _prune(self) -> None:
        """Drop what has not been used for longest."""
        assert self.folder is not None
        entries = list(self.folder.glob("*.jsonl"))
        if len(entries) > MOST_ENTRIES:
            entries.sort(key=lambda entry: entry.stat().st_mtime)
            for entry in entries[: -MOST_ENTRIES // 2]:
                entry.unlink(missing_ok=True)


def _header(rest: bytes) -> bytes:
    return f"quizapp {__version__} {FORMAT} {crc32(rest):08x}".encode()


def _name(deck: bytes) -> str:
    return f"{sha256(deck).hexdigest()}.jsonl"


def _write(path: Path, data: bytes) -> None:
    from tempfile import NamedTemporaryFile  # 4 ms, and seldom needed

    with NamedTemporaryFile(dir=path.parent, suffix=".tmp", delete=False) as file:
        try:
            file.write(data)
            file.close()
            Path(file.name).replace(path)
        except OSError:
            file.close()
            Path(file.name).unlink(missing_ok=True)
            raise
