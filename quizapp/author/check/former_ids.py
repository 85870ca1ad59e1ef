"""Cards whose id is another one than in git's last commit of their file.

Progress hangs on the id. A card that asks the same as one that has vanished is that card under a
new id, and says so in `was`. Without git nobody knows what an id was before, so nothing is said.
"""

import contextlib
import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizapp.core.codes import Code
from quizapp.core.errors import DeckError
from quizapp.core.text import cut
from quizapp.deck.diagnostics import Diagnostic, Report
from quizapp.deck.files import LARGEST_FILE

if TYPE_CHECKING:
    from quizapp.author.check.proposals import Mend
    from quizapp.deck.reader import Document

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


def renamed_cards(data: bytes, path: Path, shown: str) -> "dict[Diagnostic, Mend | None]":
    """A warning for each card of a deck without errors that was renamed, and what adds its `was`.

    Args:
        data: the file at `path`, which diagnostics call `shown`.
    """
    text = data.decode().removeprefix("\ufeff")
    before = committed(path)
    if {*_ID.findall(before)} <= {*_ID.findall(text)}:
        return {}  # most often, and told in a moment
    renamed = former_ids(text, path)
    document = _document(text) if renamed else None
    found = {}
    for index, card in enumerate(document.value["cards"] if document else ()):
        was = renamed.get(card.get("id", ""))
        if document and was and Code.RENAMED not in card.get("silence", ()):
            report = Report(shown, text)
            message = (
                f'this card was "{cut(was[-1])}" in git\'s last commit; add'
                f" `was: [{', '.join(was)}]` so that progress stays"
            )
            at = document.locate(("cards", index, "id")) or 0
            report.add(at, Code.RENAMED, message)
            found[report.diagnostics()[0]] = _mend(text, path, card["id"], was)
    return found


def _mend(text: str, path: Path, card: str, was: list[str]) -> "Mend | None":
    """None for a card that does not stand in lines of its own."""
    from quizapp.author.check.proposals import Edit, Mend
    from quizapp.deck.card_lines import edited

    with contextlib.suppress(DeckError):
        after = edited(text, str(path), card, {"was": was})
        start = _alike(text, after)
        end = _alike(text[start:][::-1], after[start:][::-1])
        edit = Edit(start, len(text) - end, after[start : len(after) - end])
        return Mend((edit,), "say in `was` how it was called")
    return None


def _alike(one: str, other: str) -> int:
    """At how many characters from the beginning two texts are the same."""
    shorter = min(len(one), len(other))
    return next((at for at in range(shorter) if one[at] != other[at]), shorter)


_ID = re.compile(r"\bid[\"']?[ ]*:[ ]*[\"']?([\w-]+)")


def _document(text: str) -> "Document | None":
    from quizapp.deck.reader import read  # yaml, which a deck that is unchanged does not need

    return read(Report("", text)) if text else None


def _cards(text: str) -> list[Mapping[str, Any]]:
    document = _document(text)
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
