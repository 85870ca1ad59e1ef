"""Two versions of decks, in files or folders, side by side."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from quizapp.author.bundle import refuse_broken
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


@dataclass(slots=True)
class Comparison:
    """Of decks in the order of the new version, and then those that are only in the old one."""

    decks: list[ComparedDeck] = field(default_factory=list)
    unusable: list[str] = field(default_factory=list)
    """Why decks could not be compared, each with its file."""


def compare_files(old: Path, new: Path) -> Comparison:
    """Decks belong together by their slug; those that are left, by the name of their file."""
    found = Comparison()
    before = list(_decks(old, new, found.unusable))
    after = list(_decks(new, old, found.unusable))
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


def _decks(place: Path, other: Path, unusable: list[str]) -> Iterator[DeckVersion]:
    """The decks of one version; `other` is where the other version is."""
    paths = [place]
    if is_folder(place):
        try:
            paths = list(deck_files(place))
        except TooManyFiles as error:
            unusable.append(f"{place}: {error.strerror}")
            return
        if not paths:
            unusable.append(f"{place}: no decks (*.yaml) in this folder")
    for path in paths:
        beside = other / path.relative_to(place) if is_folder(place) else other
        try:
            checked = _checked(path, beside)
        except DeckError as error:
            unusable.append(str(error))
            continue
        deck = compiled(checked)
        lines = dict(zip(deck.ids, deck.lines, strict=True))
        name = path.name if is_folder(place) else ""
        yield DeckVersion(name, deck.index["slug"], deck.index["title"], lines)


def _checked(path: Path, other: Path) -> CheckedDeck:
    """A deck, checked with the source text that is beside the `other` one where it has none beside
    itself, as an old version that was put somewhere has not.

    Raises:
        DeckError: it cannot be read, or has errors.
    """
    data = _read(path)
    found = check_bytes(data, other if path == STDIN else path, str(path))
    if any(one.code is Code.SOURCE_TEXT for one in found.diagnostics) and path != STDIN:
        again = check_bytes(data, other, str(path))
        found = again if again.header else found
    refuse_broken(found, path)
    return found


def _read(path: Path) -> bytes:
    if path == STDIN:
        return sys.stdin.buffer.read(LARGEST_FILE)
    data = read_bytes(path)
    if isinstance(data, Problem):
        raise DeckError(f"{path}: {data.message}")
    return data
