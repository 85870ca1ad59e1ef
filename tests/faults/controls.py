"""The program made worse on purpose: a campaign that does not notice finds nothing at all."""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from typing import Any

from quizapp.core import outside
from quizapp.core.day import Calendar, Day
from quizapp.progress import codec, scanner, snapshot, writer
from quizapp.progress.events import NEVER


@contextmanager
def patched(owner: object, name: str, value: object) -> Iterator[None]:
    before = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, before)


class _Equal(int):
    """A checksum that is that of everything."""

    def __eq__(self, other: object) -> bool:
        return True

    def __ne__(self, other: object) -> bool:
        return False

    __hash__ = int.__hash__


@contextmanager
def no_checksums() -> Iterator[None]:
    with (
        patched(scanner, "crc32", lambda *_: _Equal(0)),
        patched(codec, "crc32", lambda *_: _Equal(0)),
    ):
        yield


@contextmanager
def lines_not_checked() -> Iterator[None]:
    with patched(scanner, "_NOT_AN_EVENT", ()):
        yield


@contextmanager
def pipes_are_files() -> Iterator[None]:
    """Whatever has a name is taken for a file."""
    with (
        patched(stat, "S_ISREG", lambda _: True),
        patched(outside, "_FLAGS", os.O_RDONLY),  # so that opening a pipe waits
    ):
        yield


@contextmanager
def snapshot_not_checked() -> Iterator[None]:
    with patched(snapshot, "check", lambda *_: None):
        yield


@contextmanager
def answers_by_the_clock_alone() -> Iterator[None]:
    """An answer bears what the clock says, even before the one that it follows."""
    append: Callable[..., Any] = writer.JournalWriter.append

    def careless(self: Any, data: object, now: object, *_: object) -> Any:
        keys = self._journal.last_keys
        self._journal.last_keys = {device: key._replace(at="") for device, key in keys.items()}
        return append(self, data, now, NEVER)

    with patched(writer.JournalWriter, "append", careless):
        yield


@contextmanager
def days_begin_in_greenwich() -> Iterator[None]:
    """A day begins when its hour is there in Greenwich."""

    def start(self: Calendar, day: Day) -> datetime:
        return datetime.combine(date.fromordinal(day), time(self.rollover_hour), UTC)

    with patched(Calendar, "start", start):
        yield
