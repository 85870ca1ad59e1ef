"""When files of the journal went away or were replaced: what can be saved, and what to say."""

import contextlib
from collections.abc import Iterable
from pathlib import Path

from quizapp.core import words
from quizapp.progress import backups, restore
from quizapp.progress.codec import encode
from quizapp.progress.events import Event
from quizapp.progress.restore import JournalSource


def write_again(home: Path, recorded: Iterable[Event]) -> str:
    """Put what a window has recorded back into the journal where it is missing.

    Gives what to say when that fails, else nothing.
    """
    lines = b"".join(map(encode, recorded))
    if not lines:
        return ""
    source = JournalSource("this window", "", lambda: iter([lines]))
    try:
        restore.union(home, [source], write="restored")
    except OSError as error:
        return (
            f"{home / 'journal'}: what was answered in this window is not there any more, "
            f"and cannot be written again ({error.strerror})"
        )
    return ""


def notice(
    home: Path, names: Iterable[str], fewer: int, is_missing: bool, snapshot: Path | None
) -> str:
    """What to say; empty when nothing is missing.

    `names`: of the files. `fewer`: by how much the number of answers went down. `is_missing`:
    whether the last events that were known of a device are not there.
    """
    missing = restore.Missing()
    with contextlib.suppress(OSError):
        copies = [name for name in names if backups.copy_of(home, name).exists()]
        missing = restore.union(home, [restore.copy(home, name) for name in copies])
    number = max(fewer, missing.answers)
    if not (number > 0 or missing.lines or is_missing):
        return ""
    what = "answers are missing that were there before"
    if number > 0:
        what = f"{number:,} {what}"
    if number == 1:
        what = "1 answer is missing that was there before"
    remedy = "`quizapp restore` says what the backups have of them"
    if missing.lines:
        remedy = f"`quizapp restore` brings back {words.count(missing.lines, 'line')} of them"
    kept = f". What was known is kept in {snapshot}" if snapshot else ""
    return f"{home / 'journal'}: {what}; {remedy}{kept}"
