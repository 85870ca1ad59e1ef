"""The cache's copy of a review log: one line of JSON that says what it is, then its columns.

Columns are the bytes of their arrays, as this machine has them. What is not as it was written, or
from another version or machine, counts for nothing.
"""

import contextlib
import json
import sys
from pathlib import Path
from typing import Any, BinaryIO
from zlib import crc32

from quizapp.core.disk import replace_whole
from quizapp.core.outside import open_file
from quizapp.core.version import __version__
from quizapp.progress.review_log import COLUMNS, Reset, ReviewLog
from quizapp.progress.review_log_reading import KeptLog, Origin
from quizapp.progress.scanner import ReadPosition

FORMAT = 2
"""Another number makes what is kept void."""
_NAME = "answers.bin"
_SORT = [__version__, FORMAT, sys.byteorder]
_LONGEST_HEAD = 256 << 20
"""Bytes."""


def save(folder: Path, kept: KeptLog) -> None:
    """Never fails: what cannot be kept is read again."""
    log, origin, _ = kept
    columns = [_bytes(getattr(log, name)) for name in COLUMNS]
    head = {
        "sort": _SORT,
        "answers": len(log),
        "checksums": list(map(crc32, columns)),
        "home": origin.home,
        "read": origin.read,
        "undone": {card: sorted(ids) for card, ids in origin.undone.items()},
        "names": origin.names,
        "model": origin.model,
        "cards": log.cards,
        "devices": log.devices,
        "credit": list(log.credit.items()),
        "resets": log.resets,
        "is_by_day": log.is_by_day,
    }
    line = json.dumps(head, separators=(",", ":")).encode()
    with contextlib.suppress(OSError):
        begin = b"%08x %d\n" % (crc32(line), len(line))
        replace_whole(folder / _NAME, b"".join([begin, line, *columns]))


def load(folder: Path) -> KeptLog | None:
    """None when there is none that can be used."""
    try:
        with open_file(folder / _NAME) as file:
            checksum, length = file.readline(32).split()
            line = file.read(min(int(length), _LONGEST_HEAD))
            if crc32(line) != int(checksum, 16):
                return None
            head = json.loads(line)
            if head["sort"] != _SORT:
                return None
            return _read(file, head)
    except (OSError, ValueError, KeyError, TypeError, EOFError, RecursionError):
        return None


def forget(folder: Path) -> None:
    """Never fails."""
    with contextlib.suppress(OSError):
        (folder / _NAME).unlink(missing_ok=True)


def _read(file: BinaryIO, head: dict[str, Any]) -> KeptLog:
    """Raises: ValueError and others: it is not what was written."""
    empty = ReviewLog(())
    number: int = head["answers"]
    columns: dict[str, Any] = {}
    for name, checksum in zip(COLUMNS, head["checksums"], strict=True):
        column: Any = getattr(empty, name)
        if type(column) is bytes:
            column = file.read(number)
        else:
            column.fromfile(file, number)
        if len(column) != number or crc32(column) != checksum:
            raise ValueError(name)
        columns[name] = column
    log = ReviewLog(
        head["cards"],
        **columns,
        devices=head["devices"],
        credit={place: share for place, share in head["credit"]},
        resets=[Reset(*one) for one in head["resets"]],
        is_by_day=head["is_by_day"],
    )
    origin = Origin(
        head["home"],
        {name: ReadPosition(*one) for name, one in head["read"].items()},
        {card: set(ids) for card, ids in head["undone"].items()},
        head["names"],
        tuple(head["model"]),
    )
    return KeptLog(log, origin)


def _bytes(column: Any) -> bytes:
    return column if type(column) is bytes else column.tobytes()
