"""Which files are, byte for byte, decks or source texts that this or an earlier version shipped."""

from collections.abc import Collection
from hashlib import sha256
from pathlib import Path

from quizapp import folders

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
    return {_digest(path) for path in folders.shipped_decks().rglob("*.*")}


def _digest(path: Path) -> str | None:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
