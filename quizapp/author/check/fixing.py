"""Mending what is safe to mend in a deck file.

A mend is data: which characters give way to which. What follows from a problem's own message is
mended in `proposals`, and only what makes the file better is kept. All other bytes stay.
"""

import contextlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from quizapp.author.check.former_ids import former_ids
from quizapp.author.check.proposals import Mend, Proposals
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


@dataclass(frozen=True, slots=True)
class _Draft:
    """A text on the way to being mended, and what is wrong with it."""

    text: str
    checked: CheckedDeck
    mends: int = 0


def mended(data: bytes, path: Path) -> Mended | None:
    """All that is safe mended; None for a file in which nothing is, or that is no text."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    mark = _BOM if text.startswith(_BOM) else ""
    bare = text.removeprefix(_BOM)
    draft = _as_far_as_it_goes(_Draft(bare, _check(bare, path)), path)
    if not draft.checked.errors:
        draft = _with_former_ids(draft, path)
    return Mended(text, mark + draft.text, draft.mends) if draft.mends else None


def _as_far_as_it_goes(draft: _Draft, path: Path) -> _Draft:
    """What comes of one round after the other.

    A text that is put in quotes may uncover mistakes that were not seen before. It is kept when,
    with those mended that can be, fewer are left than there were.
    """
    for _ in range(MOST_ROUNDS):
        draft = _rounds(draft, path)
        for problem, mend in Proposals(draft.text, path, draft.checked).all():
            if problem.code is Code.SYNTAX:
                text = changed(draft.text, [mend])
                further = _rounds(_Draft(text, _check(text, path), draft.mends + 1), path)
                if further.checked.errors < draft.checked.errors:
                    draft = further
                    break
        else:
            break
    return draft


def _rounds(draft: _Draft, path: Path) -> _Draft:
    for _ in range(MOST_ROUNDS):
        chosen, checked = _round(draft.text, path, draft.checked)
        if not chosen:
            break
        text = changed(draft.text, [mend for _, mend in chosen])
        draft = _Draft(text, checked, draft.mends + len(chosen))
    return draft


def _with_former_ids(draft: _Draft, path: Path) -> _Draft:
    """A card that was renamed says so."""
    for card, was in former_ids(draft.text, path).items():
        with contextlib.suppress(DeckError):  # its cards do not stand in lines of their own
            text = edited(draft.text, str(path), card, {"was": was})
            checked = _check(text, path)
            if not checked.errors:
                draft = _Draft(text, checked, draft.mends + 1)
    return draft


def mends_of(path: Path, checked: CheckedDeck) -> dict[Diagnostic, Mend]:
    """The problems of a file, checked just now, that can be mended."""
    data = read_bytes(path) if checked.diagnostics else b""
    try:
        text = "" if isinstance(data, Problem) else data.decode()
    except UnicodeDecodeError:
        return {}
    return dict(_round(text.removeprefix(_BOM), path, checked)[0])


def _round(
    text: str, path: Path, checked: CheckedDeck
) -> tuple[list[tuple[Diagnostic, Mend]], CheckedDeck]:
    """The problems that can be mended, each with its mend, of which none touches another; and what
    is wrong with the text afterwards.

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
) -> tuple[list[tuple[Diagnostic, Mend]], CheckedDeck]:
    """Those that together leave fewer problems, each by at least its own; and what they leave."""
    kept: list[tuple[Diagnostic, Mend]] = []
    waiting = [list(found)] if found else []
    while waiting:
        some = waiting.pop()
        after = _check(changed(text, [mend for _, mend in (*kept, *some)]), path)
        fewer = checked.errors - after.errors
        wanted = sum(problem.severity == "error" for problem, _ in some)
        codes = {problem.code for problem, _ in some}
        if fewer >= wanted and (fewer or _number(after, codes) < _number(checked, codes)):
            kept += some
            checked = after
        elif some[1:]:
            half = len(some) // 2
            waiting += [some[half:], some[:half]]
    return kept, checked


def _number(checked: CheckedDeck, codes: Collection[Code]) -> int:
    return sum(one.code in codes for one in checked.diagnostics)


def _check(text: str, path: Path) -> CheckedDeck:
    return check_bytes(text.encode(), path)
