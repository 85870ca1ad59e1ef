"""Checked decks, kept by what their files hold, so that a deck is checked once.

An entry is JSON Lines: a header (this format, quizapp's version, a checksum of what follows, the
deck's index), then a question a line. Whatever goes wrong here is the same as having no cache.
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

FORMAT = 2
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
            header, _, body = data.partition(b"\n")
            index = json.loads(header)
            known = [index["format"], index["version"], index["crc"]]
            if known != [FORMAT, __version__, crc32(body)]:
                return None
            if time.time() - path.stat().st_mtime > _DAY:
                os.utime(path)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return index, body.splitlines()

    def save(self, deck: bytes, index: Index, questions: Sequence[bytes]) -> None:
        if self.folder is None:
            return
        body = b"\n".join(questions)
        header = {"format": FORMAT, "version": __version__, "crc": crc32(body), **index}
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            _write(self.folder / _name(deck), json.dumps(header).encode() + b"\n" + body)
            self._prune()

    def _prune(self) -> None:
        """Drop what has not been used for longest."""
        assert self.folder is not None
        entries = list(self.folder.glob("*.jsonl"))
        if len(entries) > MOST_ENTRIES:
            entries.sort(key=lambda entry: entry.stat().st_mtime)
            for entry in entries[: -MOST_ENTRIES // 2]:
                entry.unlink(missing_ok=True)


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
