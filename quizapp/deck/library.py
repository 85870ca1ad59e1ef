"""All decks at hand: those shipped, the learner's, and those named on the command line."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from quizapp.core import folders
from quizapp.core.codes import Code, Problem
from quizapp.core.errors import DeckError
from quizapp.core.outside import TooManyFiles
from quizapp.deck.cache import Cache, CompiledDeck, Entry, Questions, state_of
from quizapp.deck.deck import Deck, Limits, Source
from quizapp.deck.files import SourceTextError, deck_files, is_folder, read_article, read_bytes

if TYPE_CHECKING:
    from quizapp.deck.background import DeckCheck
    from quizapp.deck.check import CheckedDeck
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
    unchecked: tuple[Path, ...] = ()
    """What could not be told yet whether it is a deck, where nobody waited for that."""

    @classmethod
    def open(
        cls,
        folders: Sequence[Path],
        files: Sequence[Path] = (),
        cache: Path | None = None,
        wait: bool = True,
        failed: Mapping[Path, Problem] = MappingProxyType({}),
    ) -> "Library":
        """Load all decks below `folders`, and `files`.

        A deck replaces one of the same slug from an earlier folder, and files replace both. But in
        later folders, copies of shipped decks that nobody has changed count for nothing, as the
        first folder has them, or newer ones. Broken decks hinder no other. A folder need not exist.

        Without `wait`, decks that have never been checked as they are now stay `unchecked`.
        `failed` are known not to be usable.
        """
        kept = Cache.of(cache)
        exists = kept.exists
        decks: dict[str, Deck] = {}
        broken: list[BrokenDeck] = []
        unchecked: list[Path] = []
        for folder in (*folders, None):
            here: dict[str, Deck] = {}
            paths, problem = _files(folder) if folder else (files, None)
            broken += [problem] if problem else []
            for path in paths:
                refused = _unreadable(path, failed[path]) if path in failed else None
                is_new = not wait and not exists  # then nothing need be read
                there = refused or (None if is_new else load_checked(path, kept))
                if there is None and not wait:
                    unchecked.append(path)
                    continue
                found = there or check_anew(path, kept)
                if isinstance(found, Deck) and folder and _is_copy(found, decks):
                    continue
                if isinstance(found, Deck) and found.slug in here:
                    found = _twice(path, here[found.slug])
                if isinstance(found, Deck):
                    here[found.slug] = found
                else:
                    broken.append(found)
            decks |= {deck.slug: deck for deck in sorted(here.values(), key=_place)}
        kept.digests.save()
        return cls(tuple(decks.values()), tuple(broken), tuple(unchecked))

    def reload(
        self, path: Path, slug: str, cache: Path | None = None
    ) -> tuple["Library", Deck | BrokenDeck]:
        """A library with the deck `slug` as the file at `path` has it now, and what was found.

        The deck keeps its place. It stays as it was when the file has errors, or another name for
        the deck; then these are among the broken ones.
        """
        found = load(path, Cache.of(cache))
        if isinstance(found, Deck) and found.slug != slug:
            found = _renamed(path, found.slug, slug)
        broken = tuple(one for one in self.broken if one.path.absolute() != path.absolute())
        if isinstance(found, BrokenDeck):
            return replace(self, broken=(*broken, found)), found
        decks = tuple(found if deck.slug == slug else deck for deck in self.decks)
        return replace(self, decks=decks, broken=broken), found

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
        decks = self.named(name)
        if not any(deck.keys for deck in decks):
            raise DeckError(
                f"{decks[0].path}: no card is approved yet; `quizapp curate {name}` goes through"
                " the drafts, and `--drafts` tries them"
            )
        return decks

    def named(self, name: str) -> tuple[Deck, ...]:
        """As `to_review`, whether anything in them is approved or not."""
        return self._inside(name) or (self.deck(name),)

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


def _files(folder: Path) -> tuple[Sequence[Path], BrokenDeck | None]:
    """The decks in a folder, and what is wrong with it as a whole."""
    paths = []
    try:
        for path in deck_files(folder):
            paths.append(path)  # those before the error are wanted too
    except TooManyFiles as error:
        return paths, _unreadable(folder, Problem((), Code.LIMIT, str(error.strerror)))
    return paths, None


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


def open_library(
    files: Sequence[Path] = (),
    wait: bool = True,
    failed: Mapping[Path, Problem] = MappingProxyType({}),
) -> Library:
    """The shipped decks, the learner's, and `files`; the rest as in `Library.open`."""
    places = [folders.shipped_decks(), folders.home() / "decks"]
    return Library.open(places, files, folders.cache(), wait, failed)


def check_rest(library: Library) -> "DeckCheck | None":
    """To check what is unchecked, in processes of their own; `begin` it.

    None when nothing is, or when its verdict could not be kept and would be lost with the process.
    """
    if not library.unchecked or not Cache.of(folders.cache()).is_writable:
        return None
    from quizapp.deck.background import DeckCheck

    return DeckCheck(library.unchecked, folders.cache())


def files_of(name: str | None) -> Sequence[Path]:
    """The deck files that a name stands for: itself, those in a folder, none for a slug."""
    if name and is_folder(name):
        return _files(Path(name))[0]
    is_file = name and (name.endswith((".yaml", ".yml")) or "/" in name)
    return [Path(name)] if name and is_file else []


def load(path: Path, cache: Cache) -> Deck | BrokenDeck:
    """Load one deck, from the cache when its file and its source text are as they were."""
    return load_checked(path, cache) or check_anew(path, cache)


def load_checked(path: Path, cache: Cache) -> Deck | BrokenDeck | None:
    """Load a deck that has been checked as it is now; None for one that has not."""
    digest = cache.digests.of(path)
    if digest is None:
        before = state_of(path)
        data = read_bytes(path)
        if isinstance(data, Problem):
            return _unreadable(path, data)
        digest = cache.digests.remember(path, data, before)
    entry = cache.load(digest)
    if entry is None:
        return None
    text, article = entry.index["article"]
    return _open(path, entry, cache) if _article(path, text, cache) == article else None


def check_anew(path: Path, cache: Cache) -> Deck | BrokenDeck:
    """Check a deck, and keep it."""
    data = read_bytes(path)
    if isinstance(data, Problem):
        return _unreadable(path, data)
    return _open(path, _check(path, data, cache), cache)


def opened(path: Path, checked: "CheckedDeck") -> Deck | BrokenDeck:
    """A deck that has just been checked, without a cache."""
    from quizapp.deck.compiled import compiled

    return _open(path, compiled(checked), Cache.of(None))


def _check(path: Path, data: bytes, cache: Cache) -> Entry | CompiledDeck:
    from hashlib import sha256  # 3 ms, for files that have changed

    from quizapp.deck.check import check_bytes  # pydantic and yaml take 150 ms
    from quizapp.deck.compiled import compiled

    return cache.save(sha256(data).hexdigest(), compiled(check_bytes(data, path)))


def _unreadable(path: Path, problem: Problem) -> BrokenDeck:
    from quizapp.deck.diagnostics import file_diagnostic

    return BrokenDeck(path, (file_diagnostic(str(path), problem),))


def _open(path: Path, kept: Entry | CompiledDeck, cache: Cache) -> Deck | BrokenDeck:
    index = kept.index
    if "broken" in index:
        from quizapp.deck.diagnostics import Diagnostic

        return BrokenDeck(path, tuple(Diagnostic.of(str(path), one) for one in index["broken"]))

    def check() -> Entry | CompiledDeck:
        """Called when the cache has lost a deck that is open."""
        data = read_bytes(path)
        found = data if isinstance(data, Problem) else _check(path, data, cache)
        if isinstance(found, Problem) or "broken" in found.index:
            raise DeckError(
                f"{path}: the file has changed since it was opened, and has errors now; "
                f"`quizapp check {path}` shows them"
            )
        return found

    source = index["source"]
    if source is not None:
        published = source["published"]
        source = Source(**{**source, "published": published and date.fromisoformat(published)})
    return Deck(
        path=path,
        slug=index["slug"],
        title=index["title"],
        language=index["language"],
        about=index["about"],
        description=index["description"],
        source=source,
        limits=Limits(**index["limits"]),
        order=index["order"],
        drafts=index["drafts"],
        keys=tuple(index["keys"]),
        siblings=tuple(index["siblings"]),
        apart=index["apart"],
        was={key: tuple(earlier) for key, earlier in index["was"].items()},
        questions=Questions(kept, check),
    )


def _article(path: Path, name: str, cache: Cache) -> str:
    """The digest of a deck's source text, or why it cannot be used; "" without one."""
    if not name:
        return ""
    text = path.parent / name
    if (digest := cache.digests.of(text)) is not None:
        return digest
    before = state_of(text)
    try:
        return cache.digests.remember(text, read_article(path, name), before)
    except SourceTextError as error:
        return str(error)
