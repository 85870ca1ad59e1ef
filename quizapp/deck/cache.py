"""Decks that were checked, by the SHA-256 of their files: what was checked once opens at once.

An entry holds what Home needs first (the index, or what is wrong with the deck), what lists of
cards need, and the questions, of which one is read when it is wanted. So a start reads little of
100,000 cards, and keeps less.
"""

import contextlib
import json
import os
import time
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from zlib import crc32

from quizapp.core.outside import read_file, read_part
from quizapp.core.version import __version__

Index = dict[str, Any]
"""As `compiled` makes it."""
FORMAT = 10
"""Another number makes all that is kept void."""
MOST_ENTRIES = 5000
MOST_BYTES = 1024 * 1024 * 1024
_LARGEST_ENTRY = 512 * 1024 * 1024
_AT_ONCE = 32 * 1024
"""Bytes of an entry that are read first; most indexes are within them."""
_DAY = 86400
_BETWEEN_TEXTS = "\n\n"
T = TypeVar("T")


class CardKind(NamedTuple):
    """What lists of cards have to know of one; the cards of a deck are of few kinds."""

    type: str
    tags: tuple[str, ...]
    is_graded: bool
    """Whether a reply to it can be judged; else only the learner can."""


class CardKinds(NamedTuple):
    kinds: Sequence[CardKind]
    each: Sequence[int]
    """For each of a deck's cards, its place in `kinds`."""


NO_CARDS = CardKinds((), ())


class CardFacets(NamedTuple):
    """What is asked of a card besides its texts and its progress; many cards have the same."""

    type: str
    tags: tuple[str, ...]
    claim: str
    by: str
    passages: tuple[int, ...]
    """Of the source text, in which its evidence stands."""
    status: str


class FacetedCards(NamedTuple):
    """All cards of a deck, those of drafts and retired questions included, in their order."""

    keys: Sequence[str]
    facets: Sequence[CardFacets]
    each: Sequence[int]
    """For each of the cards, its place in `facets`."""
    questions: Sequence[int]
    """For each of the cards, the place of its question among the deck's."""


NO_FACETED_CARDS = FacetedCards((), (), (), ())


@dataclass(frozen=True)
class CompiledDeck:
    """A checked deck, ready to be kept."""

    index: Index
    kinds: CardKinds = NO_CARDS
    ids: Sequence[str] = ()
    """All questions, drafts and retired ones included, in the author's order."""
    lines: Sequence[bytes] = ()
    """Each question as JSON, in the order of `ids`."""
    cards: FacetedCards = NO_FACETED_CARDS
    search_texts: Sequence[str] = ()
    """For each question, all its texts, folded, one on each line."""
    fronts: Sequence[str] = ()
    """For each of `cards`, what is asked, on one line."""

    def question(self, name: str) -> bytes:
        return self.lines[self._places[name]]

    def questions(self) -> Iterable[bytes]:
        return self.lines

    @property
    def checksum(self) -> int:
        return crc32(b"".join(self.lines))

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.ids)}


class LostEntry(Exception):
    """It is gone, or damaged, or of another version."""


@dataclass(frozen=True)
class Entry:
    """A deck that is kept: a line of lengths and checksums, and the sections of which it speaks."""

    path: Path
    start: int
    """Where the sections begin."""
    lengths: Sequence[int]
    checksums: Sequence[int]
    index: Index

    @classmethod
    def open(cls, path: Path) -> "Entry":
        """Raises LostEntry."""
        try:
            begin = read_part(path, _AT_ONCE)
            line, _, _ = begin.partition(b"\n")
            if not line.startswith(_VERSION):
                raise LostEntry
            _, *numbers = map(int, line.removeprefix(_VERSION).split())
            lengths, checksums = numbers[::2], numbers[1::2]
            start, end = len(line) + 1, len(line) + 1 + lengths[0]
            index = (begin if end <= len(begin) else read_part(path, end))[start:end]
            if crc32(index) != checksums[0] or line != _head(lengths, checksums):
                raise LostEntry
            return cls(path, start, lengths, checksums, json.loads(index))
        except (OSError, ValueError, IndexError) as error:
            raise LostEntry from error

    @property
    def kinds(self) -> CardKinds:
        kinds, each = json.loads(self._section(1))
        return CardKinds([CardKind(one, tuple(tags), graded) for one, tags, graded in kinds], each)

    @cached_property
    def ids(self) -> Sequence[str]:
        """Of all questions, in the author's order."""
        return self._section(2).decode().split("\n")

    def question(self, name: str) -> bytes:
        """As JSON.

        Raises:
            KeyError: there is none of this name.
        """
        place = self._places[name]
        start = self._ends[2 * place - 2] if place else 0
        line = self._read(self.start + sum(self.lengths[:4]) + start, self._ends[2 * place] - start)
        if crc32(line) != self._ends[2 * place + 1]:
            raise LostEntry
        return line

    def questions(self) -> Iterable[bytes]:
        """All of them, as `question` gives one."""
        rest, ends, start = self._section(4), self._ends, 0
        for end in ends[::2]:
            yield rest[start:end]
            start = end

    @property
    def checksum(self) -> int:
        """Of all questions."""
        return self.checksums[4]

    @property
    def cards(self) -> FacetedCards:
        facets, each, questions = json.loads(self._section(5))
        facets = [
            CardFacets(kind, tuple(tags), claim, by, tuple(passages), status)
            for kind, tags, claim, by, passages, status in facets
        ]
        return FacetedCards(_split(self._section(6), "\n"), facets, each, questions)

    @property
    def search_texts(self) -> Sequence[str]:
        return _split(self._section(7), _BETWEEN_TEXTS)

    @property
    def fronts(self) -> Sequence[str]:
        return _split(self._section(8), "\n")

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: at for at, name in enumerate(self.ids)}

    @cached_property
    def _ends(self) -> "array[int]":
        """For each question, where it ends in its section, and its checksum."""
        return array("I", self._section(3))

    def _section(self, number: int) -> bytes:
        start = self.start + sum(self.lengths[:number])
        content = self._read(start, self.lengths[number])
        if crc32(content) != self.checksums[number]:
            raise LostEntry
        return content

    def _read(self, start: int, length: int) -> bytes:
        try:
            return read_part(self.path, length, start)
        except OSError as error:
            raise LostEntry from error


@dataclass(eq=False)
class Questions:
    """The questions of a deck that is open, wherever they are kept."""

    kept: Entry | CompiledDeck
    check: Callable[[], Entry | CompiledDeck]
    """Makes them anew from the deck's file, when what is kept is lost."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Questions) and self.checksum == other.checksum

    def one(self, name: str) -> bytes:
        """A question as JSON.

        Raises:
            KeyError: there is none of this name.
        """
        return self._from_kept(lambda kept: kept.question(name))

    def all(self) -> Sequence[bytes]:
        return self._from_kept(lambda kept: list(kept.questions()))

    def by_id(self) -> dict[str, bytes]:
        """As `all`, by their ids."""
        return self._from_kept(lambda kept: dict(zip(kept.ids, kept.questions(), strict=True)))

    @property
    def checksum(self) -> int:
        """Of all of them; another one, where any has changed."""
        return self.kept.checksum

    @cached_property
    def kinds(self) -> CardKinds:
        return self._from_kept(lambda kept: kept.kinds)

    @cached_property
    def cards(self) -> FacetedCards:
        return self._from_kept(lambda kept: kept.cards)

    @cached_property
    def search_texts(self) -> Sequence[str]:
        """As in `CompiledDeck`."""
        return self._from_kept(lambda kept: kept.search_texts)

    @cached_property
    def fronts(self) -> Sequence[str]:
        """As in `CompiledDeck`."""
        return self._from_kept(lambda kept: kept.fronts)

    def _from_kept(self, ask: Callable[[Entry | CompiledDeck], T]) -> T:
        try:
            return ask(self.kept)
        except LostEntry:
            self.kept = self.check()
            return ask(self.kept)


_VERSION = f"quizapp {__version__} {FORMAT} ".encode()


@dataclass(frozen=True, slots=True)
class Cache:
    folder: Path | None
    """None keeps nothing."""
    digests: "Digests" = field(default_factory=lambda: Digests(None))

    @classmethod
    def of(cls, folder: Path | None) -> "Cache":
        """The cache that quizapp has in its folder for what may be deleted."""
        decks = folder / "decks" if folder else None
        return cls(decks, Digests.read(decks / "digests.json") if decks else Digests(None))

    @property
    def exists(self) -> bool:
        """Whether anything can have been kept."""
        return self.folder is not None and self.folder.is_dir()

    @property
    def is_writable(self) -> bool:
        if self.folder is None:
            return False
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            _write(self.folder / "writable.tmp", [])
            (self.folder / "writable.tmp").unlink(missing_ok=True)
        except OSError:
            return False
        return True

    def load(self, digest: str) -> Entry | None:
        """The entry of the deck file with this SHA-256."""
        if self.folder is None:
            return None
        path = self._path(digest)
        try:
            entry = Entry.open(path)
            if time.time() - path.stat().st_mtime > _DAY:  # noqa: TID251  (a file's age)
                os.utime(path)
        except (LostEntry, OSError):
            return None
        return entry

    def save(self, digest: str, deck: CompiledDeck) -> Entry | CompiledDeck:
        """Keep a deck; as it is kept, or itself when that cannot be."""
        if self.folder is None:
            return deck
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            _write(self._path(digest), _pieces(deck))
            self._prune(self.folder)
            return Entry.open(self._path(digest))
        except (LostEntry, OSError):
            return deck

    def _path(self, digest: str) -> Path:
        assert self.folder is not None
        return self.folder / f"{digest}.deck"

    def _prune(self, folder: Path) -> None:
        """Drop what has not been used for longest, and what others left: earlier versions, and
        processes that were ended while they wrote."""
        yesterday = time.time() - _DAY  # noqa: TID251  (a file's age)
        for path in (*folder.glob("*.jsonl"), *folder.glob("*.tmp")):
            if path.suffix == ".jsonl" or path.stat().st_mtime < yesterday:
                path.unlink(missing_ok=True)
        found = [(path.stat(), path) for path in folder.glob("*.deck")]
        found.sort(key=lambda one: one[0].st_mtime, reverse=True)
        size = 0
        for number, (status, path) in enumerate(found):
            size += status.st_size
            if number and (number >= MOST_ENTRIES or size > MOST_BYTES):
                path.unlink(missing_ok=True)


def _pieces(deck: CompiledDeck) -> Iterator[bytes]:
    ends = array("I")
    for line in deck.lines:
        ends.extend(((ends[-2] if ends else 0) + len(line), crc32(line)))
    rest = b"".join(deck.lines)
    compact = json.JSONEncoder(separators=(",", ":"))
    sections = (
        compact.encode(deck.index).encode(),
        compact.encode(deck.kinds).encode(),
        "\n".join(deck.ids).encode(),
        ends.tobytes(),
        rest,
        compact.encode(deck.cards[1:]).encode(),
        "\n".join(deck.cards.keys).encode(),
        _BETWEEN_TEXTS.join(deck.search_texts).encode(),
        "\n".join(deck.fronts).encode(),
    )
    yield _head([*map(len, sections)], [*map(crc32, sections)]) + b"\n"
    yield from sections


def _split(section: bytes, sign: str) -> list[str]:
    """Each by itself: one emoji makes a whole text take four bytes a character."""
    return [line.decode() for line in section.split(sign.encode())] if section else []


def _head(lengths: Sequence[int], checksums: Sequence[int]) -> bytes:
    """The first line of an entry: its own checksum, and the length and checksum of each section."""
    numbers = " ".join(f"{one} {other}" for one, other in zip(lengths, checksums, strict=True))
    return _VERSION + f"{crc32(numbers.encode())} {numbers}".encode()


FileState = tuple[int, ...]


@dataclass(slots=True)
class Digests:
    """The SHA-256 of files, which are not read again while they are as they were.

    A file is known by its number, its size and the times of its last changes; one that has changed
    within the last seconds could change again without any of these, and is read each time.
    """

    path: Path | None
    """Where they are kept; None keeps none."""
    known: dict[str, tuple[FileState, str]] = field(default_factory=dict)
    changed: bool = False

    @classmethod
    def read(cls, path: Path) -> "Digests":
        try:
            listed = json.loads(read_file(path, _LARGEST_ENTRY))
            return cls(path, {name: (tuple(one), str(digest)) for name, (one, digest) in listed})
        except (OSError, ValueError, TypeError):
            return cls(path)

    def of(self, path: Path) -> str | None:
        """The digest of a file that is as it was; None when it has to be read."""
        found = self.known.get(str(path.absolute()))
        return found[1] if found and found[0] == state_of(path) else None

    def remember(self, path: Path, data: bytes, before: FileState | None) -> str:
        """The digest of a file with these bytes. `before`: its state before it was read."""
        from hashlib import sha256  # 3 ms, for files that have changed

        digest = sha256(data).hexdigest()
        if self.path and before and before == state_of(path) and _is_settled(before):
            self.known[str(path.absolute())] = before, digest
            self.changed = True
        return digest

    def save(self) -> None:
        if self.path is None or not self.changed:
            return
        self.changed = False
        if len(self.known) > MOST_ENTRIES:
            self.known = {name: one for name, one in self.known.items() if Path(name).exists()}
        with contextlib.suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            _write(self.path, [json.dumps([*self.known.items()]).encode()])


_UNSETTLED = 3
"""Seconds; FAT notes the time of a change to two of them."""


def state_of(path: Path) -> FileState | None:
    """What changes with a file; None when there is none."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def _is_settled(state: FileState) -> bool:
    *_, modified, changed = state
    return max(modified, changed) / 1e9 + _UNSETTLED < time.time()  # noqa: TID251  (a file's age)


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    from tempfile import NamedTemporaryFile  # 4 ms, and seldom needed

    with NamedTemporaryFile(dir=path.parent, suffix=".tmp", delete=False) as file:
        try:
            file.writelines(pieces)
            file.close()
            Path(file.name).replace(path)
        except OSError:
            file.close()
            Path(file.name).unlink(missing_ok=True)
            raise
