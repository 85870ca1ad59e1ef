"""When files of the journal went away or were replaced: what can be saved, and what to say."""

import contextlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from quizapp.core import words
from quizapp.progress import backups, restore
from quizapp.progress.codec import encode
from quizapp.progress.events import Event, EventKey
from quizapp.progress.projection import Projection
from quizapp.progress.restore import JournalSource
from quizapp.progress.snapshot import Snapshot


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
    home: Path,
    before: Snapshot,
    after: Snapshot,
    lost: Iterable[str],
    written: Mapping[str, int],
    kept: Path | None,
) -> str:
    """What to say; empty when nothing is missing. The backups tell it line by line; where they do
    not know, files and the numbers of events and answers do.

    `before` and `after`: what was known, and what there is. `lost`: files that are gone or have
    other content. `written`: lines of this window by file, which were written again. `kept`: where
    the snapshot is that knows more.
    """
    missing = restore.Missing()
    with contextlib.suppress(OSError):
        copies = [name for name in lost if backups.copy_of(home, name).exists()]
        missing = restore.union(home, [restore.copy(home, name) for name in copies])
    undone = max(0, _count_undone(after.state) - _count_undone(before.state))
    fewer = (
        max(before.state.reviews - after.state.reviews, _fewer_reps(before.state, after.state))
        - undone
    )
    number = max(fewer, missing.answers)
    what = [f"{name} is gone" for name in _gone(before, after, written)]
    if number > 0:
        is_one = number == 1
        what.append(
            f"{number:,} {'answer is' if is_one else 'answers are'} missing that "
            f"{'was' if is_one else 'were'} there before"
        )
    elif (
        missing.lines
        or _lacks_last(before, after)
        or (not undone and _lacks_marks(before.state, after.state))
    ):
        what.append("entries are missing that were there before")
    if not what:
        return ""
    remedy = "`quizapp restore` says what the backups have of them"
    if missing.lines:
        remedy = f"`quizapp restore` brings back {words.count(missing.lines, 'line')} of them"
    said = f". What was known is kept in {kept}" if kept else ""
    return f"{home / 'journal'}: {', and '.join(what)}; {remedy}{said}"


def _gone(before: Snapshot, after: Snapshot, written: Mapping[str, int]) -> list[str]:
    """Files whose content is not there under another name either, nor was written again."""
    return sorted(
        name
        for name, position in before.read.items()
        if name not in after.read
        and position.lines > written.get(name, 0)
        and position not in after.read.values()
    )


def _count_undone(state: Projection) -> int:
    return sum(map(len, state.undone_ids.values()))


def _fewer_reps(before: Projection, after: Projection) -> int:
    """By how many answers cards have fewer now, those that have more left aside."""
    fewer = 0
    for card, state in before.cards.items():
        now = after.cards.get(after.current_name(card))
        fewer += max(0, state.reps - (now.reps if now else 0))
    return fewer


def _lacks_last(before: Snapshot, after: Snapshot) -> bool:
    """Whether of a device an event was known that came after all that are there."""
    return any(
        device not in after.last_keys or after.last_keys[device].seq < key.seq
        for device, key in before.last_keys.items()
    )


def _lacks_marks(before: Projection, after: Projection) -> bool:
    """Whether a mark is older than it was, or a quiz, an undoing or the like that was known is
    not."""
    if not (
        _grants(before) <= _grants(after)
        and before.names.keys() <= after.names.keys()
        and all(ids <= after.undone_ids.get(card, set()) for card, ids in before.undone_ids.items())
    ):
        return True
    return (
        after.marks.lacks(before.marks, after.current_name)
        or after.arrangement.lacks(before.arrangement)
        or after.searches.lacks(before.searches)
    ) or not (
        before.quizzes.past.keys() <= after.quizzes.past.keys()
        and before.quizzes.open.keys() <= after.quizzes.open.keys() | after.quizzes.past.keys()
    )


def _grants(state: Projection) -> set[EventKey]:
    return {key for granted in state.grants.days.values() for key in granted}
