"""Mending what is safe to mend in a deck file.

A mend is data: which characters give way to which. What follows from a problem's own message is
mended in `proposals`, and only what makes the file better is kept. All other bytes stay.
"""

import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from quizapp.author.former_ids import former_ids
from quizapp.author.proposals import Mend, Proposals
from quizapp.core.codes import Code, Problem
from quizapp.core.errors import DeckError
from quizapp.deck.card_lines import edited
from quizapp.deck.check import CheckedDeck, check_bytes
from quizapp.deck.diagnostics import Diagnostic
from quizapp.deck.files import read_bytes

_BOM = "\ufeff"
MOST_ROUNDS = 1000
"""One mend may uncover another, and of a file's problems only some are told at once."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A deck file as it was and as it would be."""

    before: str
    after: str
    mends: int


def mended(data: bytes, path: Path) -> Mended | None:
    """All that is safe mended; None for a file in which nothing is, or that is no text."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    mark = _BOM if text.startswith(_BOM) else ""
    now, mends = _as_far_as_it_goes(text.removeprefix(_BOM), path)
    now, more = _with_former_ids(now, path)
    mends += more
    return Mended(text, mark + now, mends) if mends else None


def _as_far_as_it_goes(text: str, path: Path) -> tuple[str, int]:
    """What comes of one round after the other, and how many mends those were.

    A text that is put in quotes may uncover mistakes that were not seen before. It is kept when,
    with those mended that can be, fewer are left than there were.
    """
    mends = 0
    for _ in range(MOST_ROUNDS):
        text, more = _rounds(text, path)
        mends += more
        checked = _check(text, path)
        for problem, mend in Proposals(text, path, checked).all():
            if problem.code is Code.SYNTAX:
                further, more = _rounds(changed(text, [mend]), path)
                if _check(further, path).errors < checked.errors:
                    text, mends = further, mends + 1 + more
                    break
        else:
            break
    return text, mends


def _with_former_ids(text: str, path: Path) -> tuple[str, int]:
    """A card that was renamed says so, and how many do; nothing in a deck that has errors."""
    mends = 0
    renamed = {} if _check(text, path).errors else former_ids(text, path)
    for card, was in renamed.items():
        with contextlib.suppress(DeckError):  # its cards do not stand in lines of their own
            named = edited(text, str(path), card, {"was": was})
            if not _check(named, path).errors:
                text, mends = named, mends + 1
    return text, mends


def _rounds(text: str, path: Path) -> tuple[str, int]:
    mends = 0
    for _ in range(MOST_ROUNDS):
        chosen = [mend for _, mend in safe_mends(text, path, _check(text, path))]
        if not chosen:
            break
        text, mends = changed(text, chosen), mends + len(chosen)
    return text, mends


def mends_of(path: Path, checked: CheckedDeck) -> dict[Diagnostic, Mend]:
    """The problems of a file, checked just now, that can be mended."""
    data = read_bytes(path) if checked.diagnostics else b""
    try:
        text = "" if isinstance(data, Problem) else data.decode()
    except UnicodeDecodeError:
        return {}
    return dict(safe_mends(text.removeprefix(_BOM), path, checked))


def safe_mends(text: str, path: Path, checked: CheckedDeck) -> list[tuple[Diagnostic, Mend]]:
    """The problems that can be mended, each with its mend; none touches another.

    Args:
        text: without a byte order mark.
        checked: what is wrong with it.
    """
    found: list[tuple[Diagnostic, Mend]] = []
    for problem, mend in Proposals(text, path, checked).all():
        if not any(mend.touches(other) for _, other in found):
            found.append((problem, mend))
    return _better(text, path, checked, found)


def changed(text: str, mends: Iterable[Mend]) -> str:
    edits = sorted((edit for mend in mends for edit in mend.edits), reverse=True)
    for start, end, new in edits:
        text = text[:start] + new + text[end:]
    return text


def _better(
    text: str, path: Path, checked: CheckedDeck, found: Sequence[tuple[Diagnostic, Mend]]
) -> list[tuple[Diagnostic, Mend]]:
    """Those that together leave fewer problems, each by at least its own."""
    kept: list[tuple[Diagnostic, Mend]] = []
    errors, problems = checked.errors, len(checked.diagnostics)
    waiting = [list(found)] if found else []
    while waiting:
        some = waiting.pop()
        after = _check(changed(text, [mend for _, mend in (*kept, *some)]), path)
        wanted = sum(problem.severity == "error" for problem, _ in some)
        is_better = after.errors < errors or len(after.diagnostics) < problems
        if after.errors <= errors - wanted and is_better:
            kept += some
            errors, problems = after.errors, len(after.diagnostics)
        elif some[1:]:
            half = len(some) // 2
            waiting += [some[half:], some[:half]]
    return kept


def _check(text: str, path: Path) -> CheckedDeck:
    return check_bytes(text.encode(), path)
