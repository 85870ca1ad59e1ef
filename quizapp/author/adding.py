"""A bundle of decks put among the learner's own, as a whole or not at all."""

import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from quizapp.author.bundle import refuse_broken
from quizapp.author.comparing import ComparedDeck, compare_files
from quizapp.core.disk import replace_whole, sync_folder
from quizapp.core.errors import DeckError
from quizapp.deck.check import check_file
from quizapp.deck.files import deck_files
from quizapp.deck.library import Library
from quizapp.deck.modeline import BESIDE, MODELINE, put_schema

REPLACED = ".replaced"
"""The folder beside the decks that keeps what newer ones have taken the place of."""


@dataclass(frozen=True)
class Added:
    """What came in, and where."""

    folder: Path
    slugs: tuple[str, ...]
    """In the order that the decks give themselves."""
    cards: int
    drafts: int
    is_new: bool
    """False when all of it was there already, as it is."""
    kept: Path | None = None
    """Where the decks are that were replaced."""
    compared: Sequence[ComparedDeck] = ()
    """Decks that differ from those that were there, each with what has changed."""


def add(files: Mapping[str, bytes], name: str, home_decks: Path, replaces: bool = False) -> Added:
    """Put decks and texts into the folder `name` of the learner's decks.

    Answers hang on the decks' names and the cards' ids, so they hold on to newer decks.

    Args:
        replaces: what is there under the same names is put away, and the new taken.

    Raises:
        DeckError: a deck has errors, or is there already and differs; nothing was added.
    """
    target = home_decks / name
    beside = home_decks / f".adding-{os.urandom(4).hex()}"
    try:
        beside.mkdir(parents=True)
        for file, content in files.items():
            (beside / file).write_bytes(content)
        found = _checked(beside, name)
        if any(content.startswith(MODELINE.encode()) for content in files.values()):
            put_schema(beside / BESIDE)
        _refuse_elsewhere(found.slugs, home_decks, target)
        differing = [file for file in files if _differs(target / file, files[file])]
        if not target.exists():
            _sync(beside)
            beside.rename(target)
            sync_folder(home_decks)
            return Added(target, found.slugs, found.cards, found.drafts, is_new=True)
        if not differing:
            return Added(target, found.slugs, found.cards, found.drafts, is_new=False)
        if not replaces and any((target / file).exists() for file in differing):
            there = next(file for file in differing if (target / file).exists())
            raise DeckError(
                f"{target / there}: is there already, and differs; `--replace` takes the new one"
                " and keeps the old one beside it. Your answers stay"
            )
        compared = _compared(target, beside, found.slugs)
        kept = _put_away(target, differing)
        for file in sorted(differing, key=lambda one: one.endswith((".yaml", ".yml"))):
            replace_whole(target / file, files[file])  # texts first: decks quote them
        return Added(target, found.slugs, found.cards, found.drafts, True, kept, compared)
    except OSError as error:
        where = error.filename or target
        raise DeckError(
            f"{where}: {error.strerror or error}; not all was added, do it again"
        ) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


@dataclass(frozen=True)
class _Checked:
    slugs: tuple[str, ...]
    cards: int
    drafts: int


def _checked(folder: Path, name: str) -> _Checked:
    """Raises: DeckError."""
    slugs: dict[str, str] = {}
    places: dict[str, int] = {}
    statuses: list[str] = []
    for path in deck_files(folder):
        found = check_file(path, f"{name}/{path.name}")
        refuse_broken(found, Path(name) / path.name)
        assert found.header is not None
        slug = found.header.deck
        if slug in slugs:
            raise DeckError(f"{name}: {slugs[slug]} and {path.name} are both called {slug}")
        slugs[slug] = path.name
        places[slug] = found.header.order or 0
        statuses += [one.status for one in found.questions]
    in_order = sorted(slugs, key=lambda one: places[one])
    return _Checked(tuple(in_order), statuses.count("approved"), statuses.count("draft"))


def _refuse_elsewhere(slugs: tuple[str, ...], home_decks: Path, target: Path) -> None:
    """Raises: DeckError: another file of the learner's has a deck of the same name."""
    for deck in Library.open((home_decks,)).decks:
        if deck.slug in slugs and deck.path.parent != target:
            beside = deck.path.parent.parent == home_decks
            hint = f", or add with `--name {deck.path.parent.name}`" if beside else ""
            raise DeckError(
                f"{deck.path}: your decks have a deck called {deck.slug} already; move that file"
                f" away{hint}. Nothing was added"
            )


def _differs(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() != content
    except FileNotFoundError:
        return True


def _compared(old: Path, new: Path, slugs: tuple[str, ...]) -> Sequence[ComparedDeck]:
    """Decks that are not as they were; none, where that cannot be told of all of them."""
    found = compare_files(old, new)
    decks = [one for one in found.decks if one.slug in slugs and one.differs]
    return () if found.unusable else decks


def _put_away(target: Path, files: list[str]) -> Path | None:
    """Copies of what will be replaced, in a folder of their own; None when nothing is."""
    there = [target / file for file in files if (target / file).is_file()]
    if not there:
        return None
    above = target.parent / REPLACED
    folder = next(one for n in count(1) if not (one := above / f"{target.name}-{n}").exists())
    folder.mkdir(parents=True)
    for path in there:
        replace_whole(folder / path.name, path.read_bytes())
    return folder


def _sync(folder: Path) -> None:
    for path in folder.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())
    sync_folder(folder)
