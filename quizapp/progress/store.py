"""Events onto the disk and into the state, together with what other windows wrote."""

import contextlib
import gc
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Self

from quizapp.errors import NotSaved
from quizapp.memory import Model
from quizapp.progress import backups, lines, snapshot
from quizapp.progress.events import (
    Event,
    Happening,
    Key,
    Renamed,
    Undone,
)
from quizapp.progress.fold import Before, State
from quizapp.progress.journal import Journal, Replaced
from quizapp.progress.times import epoch_ms, iso_ms, stamp
from quizapp.progress.view import View
from quizapp.progress.wire import line


class Store(View):
    """Opened with `open`, closed with `close`; in between, nothing is ever held back in memory."""

    def __init__(self, home: Path, model: Model) -> None:
        super().__init__()
        self.home = home
        self.notices: list[str] = []
        """What was repaired or set aside, for the user."""
        self._model = model
        self._journal = Journal(home, self.notices)
        self._heads: dict[str, Key] = {}
        self._undo: dict[tuple[str, str], Before] = {}
        """By event and card, which a quiz has several of."""
        self._recorded: dict[str, str] = {}
        """By event of this window that can be undone: its card, or `NO_CARD`."""
        self._behind = False
        """The state may lack events that were read, because something came in between."""
        self._changed = False
        self._written: date | None = None

    @classmethod
    def open(cls, home: Path, model: Model | None = None) -> Self:
        """Read what there is. Creates nothing, and repairs or sets aside rather than fails."""
        store = cls(home, model or Model())
        with _uncollected():
            if found := snapshot.load(home, store._model, store.notices):
                store._state, store._journal.read, store._heads = found
                store.refresh()
            else:
                store._rebuild()
        return store

    def refresh(self) -> bool:
        """Take in what other windows and devices wrote; False when that is nothing."""
        if self._behind:
            self._rebuild()
            return True
        self._behind = True
        try:
            batch = self._journal.news() or lines.Batch()
        except Replaced:
            self._changed = True
            before = self.totals.reviews
            kept = snapshot.keep_copy(self.home)
            self._rebuild()
            if self.totals.reviews < before:
                self.notices.append(
                    f"{self.home / 'journal'}: {before - self.totals.reviews} answers are missing "
                    f"that were there before; put the files back from {self.home / 'backups'}"
                    + (f". What was known is kept in {kept}" if kept else "")
                )
            return True
        self._fold(batch)
        return bool(batch)

    def close(self) -> None:
        """Write the snapshot and the day's backup where something changed. Never fails."""
        with contextlib.suppress(NotSaved):  # nothing to lose: the journal is the truth
            if self._changed:
                with self._writing():
                    self._keep()

    def _keep(self) -> None:
        read, state = self._journal.read, self._state
        try:
            snapshot.save(self.home, state, read, self._heads, self._model)
            self._changed = False
            if self._written:
                backups.back_up(self.home / "backups", self._journal.files(), self._written)
        except OSError as error:
            self.notices.append(
                f"{error.filename or self.home}: no snapshot or no backup could be written "
                f"({error.strerror}). No answer is lost; the next start is slower."
            )

    def _save(self, what: Happening, now: datetime) -> None:
        with self._writing():
            self._append(what, now)

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """Under the lock, with all that others wrote taken in."""
        with self._journal.locked():
            self.refresh()
            yield

    def _append(self, what: Happening, now: datetime) -> Key:
        """Write an event that comes after all that it has to follow, and fold it."""
        device = self._journal.writer()
        last = self._heads.get(device, Key("", device, 0))
        key = Key(max(stamp(now), last.at), device, last.seq + 1)
        after = self._state.last(what)
        if key <= after:  # another device's clock is ahead
            key = key._replace(at=iso_ms(epoch_ms(after.at) + 1))
        content, batch = line(Event(key, what)), lines.Batch()
        if lines.read(content, batch):
            raise ValueError(f"cannot be written so that it can be read again: {what}")
        self._heads[device] = key  # a number is never used again, even when what follows fails
        self._behind = True
        try:
            self._journal.append(content)
        except NotSaved:
            self._behind = False
            raise
        self._written = now.date()
        self._fold(batch)
        return key

    def _fold(self, batch: lines.Batch) -> None:
        self._note(batch)
        if not (self._taken_back(batch) or self._state.add(batch, self._model)):
            self._rebuild()
        if any(isinstance(event.what, Renamed) for event in batch.others):
            self._undo.clear()
        self._behind = False

    def _taken_back(self, batch: lines.Batch) -> bool:
        """Whether all that happened was the undoing of an answer that can be taken back at once."""
        if batch.rows or batch.quizzes or batch.grants or len(batch.others) != 1:
            return False
        what = batch.others[0].what
        if not isinstance(what, Undone):
            return False
        before = self._undo.pop((what.ref, what.card), None)
        return before is not None and self._state.take_back(before)

    def _rebuild(self) -> None:
        self._behind = True
        self._undo.clear()
        self._journal.forget()
        with _uncollected():
            batch = self._journal.news() or lines.Batch()
            self._note(batch)
            self._state = State.of(batch, self._model)
        self._behind = False

    def _note(self, batch: lines.Batch) -> None:
        self._changed = self._changed or bool(batch)
        for device, head in batch.heads.items():
            if device not in self._heads or head.seq > self._heads[device].seq:
                self._heads[device] = head


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Without the garbage collector, which doubles the time of making many objects at once."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
