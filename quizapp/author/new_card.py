"""A new card at the end of a deck file, or the first one of a new file; and its undo."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quizapp.author.card_context import CardContext
from quizapp.core import folders
from quizapp.core.codes import Problem
from quizapp.core.disk import replace_whole, sync_folder
from quizapp.core.errors import DeckError, EditError
from quizapp.deck.deck import Deck
from quizapp.deck.editing import blocks, dump_card
from quizapp.deck.files import read_bytes

BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class AddedCard:
    """A card that was written, with what the file held before and after."""

    path: Path
    card: Mapping[str, Any]
    before: bytes | None = field(repr=False)
    """None: there was no file."""
    after: bytes = field(repr=False)


def own_decks(decks: Iterable[Deck]) -> list[Deck]:
    """Those in files of the learner's own that may be written to."""
    shipped = folders.shipped_decks().resolve()
    return [
        deck
        for deck in decks
        if not deck.path.resolve().is_relative_to(shipped) and os.access(deck.path, os.W_OK)
    ]


def add_card(context: CardContext, card: Mapping[str, Any], is_new_deck: bool = False) -> AddedCard:
    """Write `card` at the end of its deck's file as that is now; all other bytes stay.

    A card whose id has been taken meanwhile gets another. `is_new_deck`: there is no file yet.

    Raises:
        DeckError: nothing was written; the message says why.
    """
    path = context.path
    if is_new_deck:
        if path.exists():
            raise DeckError(f"{path} is there already; leave, and take another title")
        before, after = None, (context.head + dump_card(card)).encode()
    else:
        before = _read(path)
        after, card = _appended(before, path, card)
    try:
        replace_whole(path, after)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise DeckError(f"{path} cannot be written: {reason}") from None
    return AddedCard(path, card, before, after)


def take_out(added: AddedCard) -> None:
    """Put the file back as it was before the card.

    Raises:
        EditError: it was changed since, or cannot be written; it is as it is.
    """
    path = added.path
    if read_bytes(path) != added.after:
        raise EditError(f"{path} was changed since; take the card out in your editor")
    try:
        if added.before is None:
            path.unlink()
            sync_folder(path.parent)
        else:
            replace_whole(path, added.before)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise EditError(f"{path} cannot be written: {reason}; the card is still there") from None


def _read(path: Path) -> bytes:
    data = read_bytes(path)
    if isinstance(data, Problem):
        raise DeckError(f"{path}: {data.message}")
    if not os.access(path, os.W_OK):
        raise DeckError(f"{path} may only be read")
    return data


def _appended(data: bytes, path: Path, card: Mapping[str, Any]) -> tuple[bytes, Mapping[str, Any]]:
    """The bytes of the file with the card in it, and the card as it is in there."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise DeckError(f"{path}: not UTF-8 text; save it as UTF-8") from None
    mark, text = (BOM, text[1:]) if text.startswith(BOM) else ("", text)
    there = CardContext.of_text(text, path)
    if card["id"] in there.ids:
        card = {**card, "id": there.free_id(str(card["id"]))}
    found = blocks(text, str(path))
    end = _end_of_cards(text, found[-1].start) if found else len(text)
    lines = dump_card(card)
    if found:
        lines = _indented(lines, _column(text, found[-1].start))
    above, below = text[:end], text[end:]
    glue = "" if above.endswith("\n") or not above else "\n"
    gap = "" if above.endswith("\n\n") or not found else "\n"
    behind = "\n" if below.strip() and below[0] not in "\r\n" else ""
    added = f"{glue}{gap}{lines}{behind}"
    if "\r\n" in text:
        added = added.replace("\n", "\r\n")
    new = above + added + below
    if [one.card for one in blocks(new, str(path))] != [*(one.card for one in found), {**card}]:
        raise DeckError(f"{path}: a card cannot be added to a file of this form; use your editor")
    return (mark + new).encode(), card


def _end_of_cards(text: str, last: int) -> int:
    """Where the cards end, the last of which begins at `last`: behind them there may be further
    fields of the deck, which stand at the margin."""
    at = text.find("\n", last) + 1
    while 0 < at < len(text):
        line = text[at : text.find("\n", at) if "\n" in text[at:] else len(text)]
        if line[:1] not in ("", " ", "#", "-", "\r", "\t"):
            while text[:at].rstrip(" ").endswith("\n\n"):
                at -= 1  # the empty line above belongs to what follows
            return at
        at = text.find("\n", at) + 1
    return len(text)


def _column(text: str, start: int) -> int:
    """Of the `-` of a card, below the comments with which its lines begin."""
    for line in text[start:].splitlines():
        if line.lstrip().startswith("-"):
            return len(line) - len(line.lstrip())
    return 2


def _indented(lines: str, column: int) -> str:
    """The lines of a card, which begin two columns in, at this column."""
    moved = (line[2:] if line.startswith("  ") else line for line in lines.split("\n"))
    return "\n".join(" " * column + line if line else line for line in moved)
