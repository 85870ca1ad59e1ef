"""Cards whose id is another one than in git's last commit of their file.

Progress hangs on the id. A card that asks the same as one that has vanished is that card under a
new id, and says so in `was`. Without git nobody knows what an id was before, so nothing is said.
"""

import os
import subprocess
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from quizapp.deck.diagnostics import Report
from quizapp.deck.files import LARGEST_FILE
from quizapp.deck.reader import read

_PATIENCE = 10
"""Seconds, for git."""


def former_ids(text: str, path: Path) -> dict[str, list[str]]:
    """By the id of each card that was renamed: what its `was` is to say.

    Args:
        text: the deck at `path` as it is now; the file may not be in git at all.
    """
    return _renamed(_cards(committed(path)), _cards(text))


def committed(path: Path) -> str:
    """The file as git's last commit has it; empty where there is no git, or no such file in it."""
    folder, name = path.absolute().parent, path.name
    if not any(os.path.lexists(one / ".git") for one in (folder, *folder.parents)):
        return ""
    # nothing is fetched, asked or run but this: it may be a stranger's repository
    quiet = {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
    command = ["git", "-c", "core.fsmonitor=false", "cat-file", "blob", f"HEAD:./{name}"]
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, **quiet},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return ""
    found = done.stdout if done.returncode == 0 and len(done.stdout) <= LARGEST_FILE else b""
    return found.decode(errors="replace").removeprefix("\ufeff")


def _cards(text: str) -> list[Mapping[str, Any]]:
    document = read(Report("", text)) if text else None
    cards = document.value.get("cards") if document else None
    return [card for card in cards if isinstance(card, dict)] if isinstance(cards, list) else []


def _renamed(
    before: Iterable[Mapping[str, Any]], now: Iterable[Mapping[str, Any]]
) -> dict[str, list[str]]:
    before, now = list(before), list(now)
    taken = {name for card in now for name in _names(card)}
    known = {name for card in before for name in _names(card)}
    once = _once(before) & _once(now)
    gone = {
        _asks(card): str(card["id"])
        for card in before
        if not {str(card.get("id", ""))} & {*taken, ""}
    }
    return {
        str(card["id"]): [*_former(card), gone[_asks(card)]]
        for card in now
        if _asks(card) in once and _asks(card) in gone and not known & {*_names(card)}
    }


def _once(cards: Iterable[Mapping[str, Any]]) -> set[tuple[str, ...]]:
    """What one card only asks."""
    return {asked for asked, number in Counter(map(_asks, cards)).items() if number == 1}


def _asks(card: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(card.get(field, "")) for field in ("type", "prompt", "text"))


def _names(card: Mapping[str, Any]) -> list[str]:
    return [str(card.get("id", "")), *_former(card)]


def _former(card: Mapping[str, Any]) -> list[str]:
    was = card.get("was")
    return [str(one) for one in was] if isinstance(was, list) else []
