"""Two versions of decks, in files, folders or bundles, side by side."""

import sys
from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from quizapp.author.bundle import refuse_broken, unpack
from quizapp.core.codes import Code, Problem
from quizapp.core.errors import DeckError
from quizapp.core.outside import TooManyFiles
from quizapp.deck.changes import CardRevision, QuestionLines, compare
from quizapp.deck.check import CheckedDeck, check_bytes
from quizapp.deck.compiled import compiled
from quizapp.deck.files import LARGEST_FILE, deck_files, is_folder, read_bytes

STDIN = Path("-")
"""In place of the old version, such as what `git show` prints."""


class DeckVersion(NamedTuple):
    name: str
    """Of the file; empty where only one was given, which goes with whatever the other is."""
    slug: str
    title: str
    questions: QuestionLines


@dataclass(frozen=True, slots=True)
class ComparedDeck:
    slug: str
    title: str
    changes: Sequence[CardRevision]
    was: str = ""
    """Its slug in the old version, where that is another. Then no card is compared: all progress
    hangs on the slug."""

    @property
    def differs(self) -> bool:
        return bool(self.changes or self.was)


@dataclass(slots=True)
class Comparison:
    """Of decks in the order of the new version, and then those that are only in the old one."""

    decks: list[ComparedDeck] = field(default_factory=list)
    unusable: list[str] = field(default_factory=list)
    """Why decks could not be compared, each with its file."""


def compare_files(old: Path, new: Path) -> Comparison:
    """Decks belong together by their slug; those that are left, by the name of their file.

    Of a deck that is unusable on one side, nothing is said of the other side either.
    """
    found = Comparison()
    try:
        with _opened(old) as of_old, _opened(new) as of_new:
            before, broken_before = _decks(of_old, of_new.path, found.unusable)
            after, broken_after = _decks(of_new, of_old.path, found.unusable)
    except DeckError as error:
        return Comparison(unusable=[str(error)])
    if not (before and after):
        return found
    before = [deck for deck in before if deck.name not in broken_after]
    after = [deck for deck in after if deck.name not in broken_before]
    left = {deck.slug: deck for deck in before}
    kept = {deck.slug for deck in after}
    by_name = {deck.name: deck for deck in before if deck.slug not in kept}
    for deck in after:
        if earlier := left.pop(deck.slug, None):
            changes = compare(deck.slug, earlier.questions, deck.questions)
            found.decks.append(ComparedDeck(deck.slug, deck.title, changes))
        elif earlier := by_name.pop(deck.name, None):
            del left[earlier.slug]
            found.decks.append(ComparedDeck(deck.slug, deck.title, [], earlier.slug))
        else:
            changes = compare(deck.slug, {}, deck.questions)
            found.decks.append(ComparedDeck(deck.slug, deck.title, changes))
    for deck in left.values():
        changes = compare(deck.slug, deck.questions, {})
        found.decks.append(ComparedDeck(deck.slug, deck.title, changes))
    return found


class _Place(NamedTuple):
    """Where one version is to be read, and what that place is called."""

    path: Path
    name: str

    def shown(self, path: Path) -> str:
        """What a file of it is called."""
        return self.name if path == self.path else f"{self.name}/{path.relative_to(self.path)}"


@contextmanager
def _opened(path: Path) -> Iterator[_Place]:
    """A file or a folder as it is, and a bundle unpacked.

    Raises:
        DeckError: it cannot be unpacked.
    """
    if path.suffix.lower() != ".zip" or is_folder(path):
        yield _Place(path, str(path))
        return
    with TemporaryDirectory() as name:
        folder = Path(name)
        for file, content in unpack(path).items():
            (folder / file).write_bytes(content)
        yield _Place(folder, str(path))


def _decks(
    at: _Place, other: Path, unusable: list[str]
) -> tuple[Sequence[DeckVersion], Container[str]]:
    """The decks of one version, and the names of those that cannot be used; `other` is where the
    other version is."""
    place, paths = at.path, [at.path]
    found, broken = [], set()
    if is_folder(place):
        try:
            paths = list(deck_files(place))
        except TooManyFiles as error:
            unusable.append(f"{at.name}: {error.strerror}")
            return [], ()
        if not paths:
            unusable.append(f"{at.name}: no decks (*.yaml) in this folder")
    for path in paths:
        beside = other / path.relative_to(place) if is_folder(place) else other
        name = path.name if is_folder(place) else ""
        try:
            checked = _checked(path, beside, at.shown(path))
        except DeckError as error:
            unusable.append(str(error))
            broken.add(name)
            continue
        deck = compiled(checked)
        lines = dict(zip(deck.ids, deck.lines, strict=True))
        found.append(DeckVersion(name, deck.index["slug"], deck.index["title"], lines))
    return found, broken


def _checked(path: Path, other: Path, name: str) -> CheckedDeck:
    """A deck, checked with the source text that is beside the `other` one where it has none beside
    itself, as an old version that was put somewhere has not.

    Raises:
        DeckError: it cannot be read, or has errors.
    """
    data = _read(path, name)
    found = check_bytes(data, other if path == STDIN else path, name)
    if any(one.code is Code.SOURCE_TEXT for one in found.diagnostics) and path != STDIN:
        again = check_bytes(data, other, name)
        found = again if again.header else found
    refuse_broken(found, Path(name))
    return found


def _read(path: Path, name: str) -> bytes:
    if path == STDIN:
        return sys.stdin.buffer.read(LARGEST_FILE)
    data = read_bytes(path)
    if isinstance(data, Problem):
        raise DeckError(f"{name}: {data.message}")
    return data
