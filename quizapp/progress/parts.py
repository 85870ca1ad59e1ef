"""The parts of a device's journal: `DEVICE.jsonl`, `DEVICE.2.jsonl` and so on, one after the other.

Only the newest part is written to. Those before it are closed: they never change again, and the
file `DEVICE.digest` says how long each of them is and what its SHA-256 is.
"""

import contextlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from quizapp.core.disk import replace_whole
from quizapp.core.outside import open_file, read_file

_NAME = re.compile(r"([0-9a-f]{8})(?:\.([1-9]\d{0,5}))?\.jsonl")
LONGEST_LINE = 16 << 20
"""Bytes; what has no end by then is no journal."""
_CHUNK = 1 << 20
LARGEST_DIGEST = 64 << 20
"""Bytes; one of a hundred years has less than a hundredth of that."""


class Part(NamedTuple):
    device: str
    number: int
    """From 1."""

    @property
    def name(self) -> str:
        return f"{self.device}.{self.number}.jsonl" if self.number > 1 else f"{self.device}.jsonl"

    @property
    def next(self) -> "Part":
        return Part(self.device, self.number + 1)

    @classmethod
    def of(cls, name: str) -> "Part | None":
        """None for a file that no device writes, such as a copy."""
        found = _NAME.fullmatch(name)
        if not found or found[2] == "1":
            return None
        return cls(found[1], int(found[2] or 1))


def newest(names: Iterable[str]) -> dict[str, Part]:
    """By device, the part that it writes to."""
    found: dict[str, Part] = {}
    for part in filter(None, map(Part.of, names)):
        if part.device not in found or part > found[part.device]:
            found[part.device] = part
    return found


def growing(names: Iterable[str]) -> list[str]:
    """Those that may still be written to; all others are closed."""
    names = list(names)
    last = newest(names)
    parts = ((name, Part.of(name)) for name in names)
    return [name for name, part in parts if part is None or last[part.device] == part]


class Digest(NamedTuple):
    """What a closed part is to be."""

    size: int
    lines: int
    sha256: str

    @classmethod
    def of(cls, path: Path) -> "Digest":
        """Raises: OSError."""
        with open_file(path) as file:
            return cls._of(iter(lambda: file.read(_CHUNK), b""))

    @classmethod
    def of_bytes(cls, content: bytes) -> "Digest":
        return cls._of((content,))

    @classmethod
    def _of(cls, chunks: Iterable[bytes]) -> "Digest":
        from hashlib import sha256  # 3 ms, which no start needs

        size, lines, hashed = 0, 0, sha256()
        for chunk in chunks:
            size, lines = size + len(chunk), lines + chunk.count(b"\n")
            hashed.update(chunk)
        return cls(size, lines, hashed.hexdigest())


def digests(folder: Path, device: str) -> dict[str, Digest]:
    """By name, of a device's closed parts. A damaged file says what can still be read of it."""
    return dict(_read(folder / f"{device}.digest"))


def all_digests(folder: Path) -> dict[str, Digest]:
    """By name, of closed parts of all devices."""
    with contextlib.suppress(OSError):
        return {name: one for path in sorted(folder.glob("*.digest")) for name, one in _read(path)}
    return {}


def _read(path: Path) -> Iterator[tuple[str, Digest]]:
    lines: list[bytes] = []
    with contextlib.suppress(OSError):
        lines = read_file(path, LARGEST_DIGEST).splitlines()
    for line in lines:
        with contextlib.suppress(ValueError, KeyError, TypeError):
            raw = json.loads(line)
            name, digest = raw["file"], Digest(raw["size"], raw["lines"], raw["sha256"])
            if isinstance(digest.size, int) and isinstance(digest.sha256, str) and Part.of(name):
                yield name, digest


def write_digests(folder: Path, device: str, known: Mapping[str, Digest]) -> None:
    """Raises: OSError."""
    lines = [json.dumps({"file": name, **one._asdict()}) for name, one in known.items()]
    replace_whole(folder / f"{device}.digest", "".join(f"{one}\n" for one in lines).encode())
