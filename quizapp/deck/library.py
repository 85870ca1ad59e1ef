"""All decks at hand: those shipped, the learner's, and those named on the command line."""

import contextlib
import json
import os
import time
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from quizapp.core import folders
from quizapp.core.codes import Problem
from quizapp.core.errors import DeckError
from quizapp.core.version import __version__
from quizapp.deck.deck import Deck, Limits, Source
from quizapp.deck.files import SourceTextError, deck_files, is_folder, read_article, read_bytes

if TYPE_CHECKING:
    from quizapp.deck.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class BrokenDeck:
    """A file that is meant to be a deck and has errors."""

    path: Path
    diagnostics: tuple["Diagnostic", ...]

    @property
    def summary(self) -> str:
        """The first error, with its file and place."""
        return str(self._first)

    @property
    def short(self) -> str:
        """The first error, with its place in the file."""
        return f"{self._first.line}:{self._first.column}: {self._first.message}"

    @property
    def _first(self) -> "Diagnostic":
        return next(one for one in self.diagnostics if one.severity == "error")


@dataclass(frozen=True, slots=True)
class Library:
    decks: tuple[Deck, ...]
    broken: tuple[BrokenDeck, ...] = ()

    @classmethod
    def open(
        cls, folders: Sequence[Path], files: Sequence[Path] = (), cache: Path | None = None
    ) -> "Library":
        """Load all decks below `folders`, and `files`.

        A deck replaces one of the same slug from an earlier folder, and files replace both. But in
        later folders, copies of shipped decks that nobody has changed count for nothing, as the
        first folder has them, or newer ones. Broken decks hinder no other. A folder need not exist.
        """
        kept = _cache(cache)
        decks: dict[str, Deck] = {}
        broken: list[BrokenDeck] = []
        for paths in (*map(deck_files, folders), files):
            here: dict[str, Deck] = {}
            for path in paths:
                found = load(path, kept)
                if isinstance(found, Deck) and paths is not files and _is_copy(found, decks):
                    continue
                if isinstance(found, Deck) and found.slug in here:
                    found = _twice(path, here[found.slug])
                if isinstance(found, Deck):
                    here[found.slug] = found
                else:
                    broken.append(found)
            decks |= {deck.slug: deck for deck in sorted(here.values(), key=_place)}
        return cls(tuple(decks.values()), tuple(broken))

    def reload(
        self, path: Path, slug: str, cache: Path | None = None
    ) -> tuple["Library", Deck | BrokenDeck]:
        """A library with the deck `slug` as the file at `path` has it now, and what was found.

        The deck keeps its place. It stays as it was when the file has errors, or another name for
        the deck; then these are among the broken ones.
        """
        found = load(path, _cache(cache))
        if isinstance(found, Deck) and found.slug != slug:
            found = _renamed(path, found.slug, slug)
        broken = tuple(one for one in self.broken if one.path.absolute() != path.absolute())
        if isinstance(found, BrokenDeck):
            return Library(self.decks, (*broken, found)), found
        decks = tuple(found if deck.slug == slug else deck for deck in self.decks)
        return Library(decks, broken), found

    def deck(self, name: str) -> Deck:
        """The deck with this slug, or in this file.

        Raises:
            DeckError: there is none, or it is broken.
        """
        for deck in self.decks:
            if deck.slug == name:
                return deck
        path = Path(name).absolute()
        for deck in self.decks:
            if deck.path.absolute() == path:
                return deck
        for one in self.broken:
            there = one.path.absolute()
            if path in (there, *there.parents) or one.path.stem == name:
                raise DeckError(f"{one.summary}\n`quizapp check {one.path}` shows all problems")
        raise DeckError(self._unknown(name))

    def to_review(self, name: str) -> tuple[Deck, ...]:
        """The decks that a name stands for: one by its slug or file, or all those in a folder.

        Raises:
            DeckError: there is none, it is broken, or no question in it is approved.
        """
        decks = self._inside(name) or (self.deck(name),)
        if not any(deck.keys for deck in decks) and any(deck.ids for deck in decks):
            raise DeckError(
                f"{decks[0].path}: no card is approved yet; read the cards, and delete the line"
                " `status: draft` of each that is good"
            )
        return decks

    def _inside(self, folder: str) -> tuple[Deck, ...]:
        path = Path(folder).absolute()
        return tuple(deck for deck in self.decks if path in deck.path.absolute().parents)

    def _unknown(self, name: str) -> str:
        from difflib import get_close_matches

        if self._inside(name):
            return f"{name}: a folder; name one of its decks"
        if is_folder(name):
            return f"{name}: no deck is in this folder; `quizapp generate` can make some"
        slugs = [deck.slug for deck in self.decks]
        if near := get_close_matches(name, slugs, 3):
            return f'no deck is called "{name}"; did you mean {" or ".join(near)}?'
        return f'no deck is called "{name}"; `quizapp due` lists those there are'


def _is_copy(deck: Deck, shipped: Container[str]) -> bool:
    """Whether a deck is a mere copy of one of the decks of these slugs, of whatever version."""
    if deck.slug not in shipped:
        return False
    from quizapp.deck.user_copy import is_unchanged  # seldom needed

    return is_unchanged(deck.path, deck.source.text if deck.source else "")


def _twice(path: Path, first: Deck) -> BrokenDeck:
    from quizapp.deck.diagnostics import duplicate_deck

    return BrokenDeck(path, (duplicate_deck(path, str(path), first.slug, str(first.path)),))


def _renamed(path: Path, slug: str, before: str) -> BrokenDeck:
    from quizapp.deck.diagnostics import renamed_deck

    return BrokenDeck(path, (renamed_deck(path, str(path), slug, before),))


def _place(deck: Deck) -> tuple[bool, int]:
    return deck.order is None, deck.order or 0


def open_library(files: Sequence[Path] = ()) -> Library:
    """The shipped decks, the learner's, and `files`."""
    places = [folders.shipped_decks(), folders.home() / "decks"]
    return Library.open(places, files, folders.cache())


def files_of(name: str | None) -> list[Path]:
    """The deck files that a name stands for: itself, those in a folder, none for a slug."""
    if name and is_folder(name):
        return list(deck_files(Path(name)))
    is_file = name and (name.endswith((".yaml", ".yml")) or "/" in name)
    return [Path(name)] if name and is_file else []


Index = dict[str, Any]
"""As `compiled.deck_index` makes it."""
FORMAT = 4
"""Of a cached deck; another number makes all that are kept void."""
MOST_ENTRIES = 500
_DAY = 86400


@dataclass(frozen=True, slots=True)
class Cache:
    """Checked decks, by the SHA-256 of their files: what was checked once opens at once."""

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


def _cache(folder: Path | None) -> Cache:
    return Cache(folder / "decks" if folder else None)


def load(path: Path, cache: Cache) -> Deck | BrokenDeck:
    """Load one deck, from the cache when its file and its source text are as they were."""
    data = read_bytes(path)
    if isinstance(data, bytes) and (found := cache.load(data)) is not None:
        index, lines = found
        if index["article"] == _article_digest(path, index["source"]):
            return _deck(path, index, lines)
    return _check(path, data, cache)


def _check(path: Path, data: bytes | Problem, cache: Cache) -> Deck | BrokenDeck:
    if isinstance(data, Problem):
        from quizapp.deck.diagnostics import file_diagnostic

        return BrokenDeck(path, (file_diagnostic(str(path), data),))
    from quizapp.deck.check import check_bytes  # pydantic and yaml take 150 ms
    from quizapp.deck.compiled import deck_index, question_lines

    checked = check_bytes(data, path)
    if checked.header is None:
        return BrokenDeck(path, checked.diagnostics)
    index, lines = deck_index(checked.header, checked), question_lines(checked)
    cache.save(data, index, lines)
    return _deck(path, index, lines)


def _deck(path: Path, index: Index, lines: Sequence[bytes]) -> Deck:
    source = index["source"]
    if source is not None:
        published = source["published"]
        source = Source(**{**source, "published": published and date.fromisoformat(published)})
    return Deck(
        path=path,
        slug=index["slug"],
        title=index["title"],
        language=index["language"],
        description=index["description"],
        source=source,
        limits=Limits(**index["limits"]),
        order=index["order"],
        keys=tuple(index["keys"]),
        siblings=tuple(index["siblings"]),
        apart=index["apart"],
        was={key: tuple(earlier) for key, earlier in index["was"].items()},
        ids=tuple(index["ids"]),
        _questions=lines,
    )


def _article_digest(path: Path, source: dict[str, str] | None) -> str:
    """As `Checked.article`; something that no digest equals when the text cannot be read."""
    if source is None or not source["text"]:
        return ""
    try:
        return sha256(read_article(path, source["text"])).hexdigest()
    except SourceTextError:
        return "unreadable"
