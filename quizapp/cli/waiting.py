"""What is said on stderr while a command opens the learner's things. Without click, which takes
20 ms of each call of a script."""

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from quizapp.cli.notes import say_notes

if TYPE_CHECKING:
    from quizapp.deck.background import DeckCheck
    from quizapp.study.profile import Profile

PATIENCE = 1.0
"""Seconds without a word."""


def reading_teller() -> Callable[[float], None]:
    """What says how much of the answers has been read, where somebody watches and it takes long."""
    begun, said = time.monotonic(), False

    def tell(share: float) -> None:
        nonlocal said
        if share < 1 and time.monotonic() - begun > PATIENCE:
            said = True
            _say(f"Reading your answers anew: {share:.0%}")
        elif share >= 1 and said:
            _say("\x1b[K")

    return tell


def tell_checking(checking: "DeckCheck") -> None:
    """How far the decks are that a command waits for, where somebody watches."""
    _say("\x1b[K" if checking.is_over else f"checking decks, {checking.done} of {checking.total}")


def _say(text: str) -> None:
    """On a line that the next is written over."""
    if sys.stderr and sys.stderr.isatty():
        sys.stderr.write(f"\r{text}\r")
        sys.stderr.flush()


def report(profile: "Profile") -> None:
    """What was repaired or set aside, and which decks cannot be used."""
    say_notes(profile.progress.notices)
    for broken in profile.library.broken:
        sys.stderr.write(f"not usable: {broken.summary}\n")
