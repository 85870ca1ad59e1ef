"""What is said while a command waits for decks to be checked."""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizapp.deck.background import DeckCheck


def tell_checking(checking: "DeckCheck") -> None:
    """How far the decks are that a command waits for, where somebody watches."""
    if sys.stderr and sys.stderr.isatty():
        end = "\r\x1b[K" if checking.is_over else "\r"
        said = "" if checking.is_over else f"checking decks, {checking.done} of {checking.total}"
        sys.stderr.write(f"{said}{end}")
        sys.stderr.flush()
