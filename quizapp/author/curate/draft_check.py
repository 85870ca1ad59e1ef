"""What `check` says of one card of a deck, without waiting for all the others."""

from collections.abc import Mapping, Sequence

from quizapp.author.curate.draft_file import BOM, DraftFile
from quizapp.core.codes import Code
from quizapp.deck.card_lines import with_fields
from quizapp.deck.check import CheckedDeck, check_bytes
from quizapp.deck.diagnostics import Diagnostic

WHOLE_AT_MOST = 300
"""Cards of a deck that is checked as a whole for each card, so that what others give away shows."""

ONE_BY_ONE = 10
"""Cards that are checked each for itself."""


def problems_of(file: DraftFile, card: str) -> Sequence[Diagnostic]:
    """What `check` says of a card of the file, with its lines there."""
    entry = file.entries[card]
    first = file.line_of(card)
    last = first + entry.lines.strip("\n").count("\n")
    if len(file.entries) <= WHOLE_AT_MOST:
        found = check_bytes(file.data, file.path, file.path.name).diagnostics
        return [one for one in found if first <= one.line <= last]
    return problems_alone(file, check_alone(file, entry.lines))


def problems_alone(file: DraftFile, checked: CheckedDeck) -> Sequence[Diagnostic]:
    """Of a card that was checked alone: not what is said of a deck, or hangs on other cards."""
    return [
        one
        for one in checked.diagnostics
        if one.line > file.head.count("\n") and one.code is not Code.SILENCES_NOTHING
    ]


def errors_of(file: DraftFile, lines: str) -> Sequence[Diagnostic]:
    """The errors in a card of these lines, if the file had no other."""
    return [one for one in check_alone(file, lines).diagnostics if one.severity == "error"]


def first_error(file: DraftFile, changes: Mapping[str, str]) -> tuple[str, Diagnostic] | None:
    """The first card of these that would have an error with these lines, and the error.

    Many are checked together, where nothing else in the deck is wrong.
    """
    if len(changes) > ONE_BY_ONE:
        after = file.with_lines(changes)
        found = check_bytes(after.data, file.path, file.path.name).diagnostics
        if not any(one.severity == "error" for one in found):
            return None
    each = ((name, one) for name, lines in changes.items() for one in errors_of(file, lines))
    return next(each, None)


def check_alone(file: DraftFile, lines: str) -> CheckedDeck:
    """Check a card of these lines as the only one of the file."""
    lines = with_fields(lines, {"apart": None})  # the others are not there
    return check_bytes(f"{file.head}{lines}".removeprefix(BOM).encode(), file.path, file.path.name)
