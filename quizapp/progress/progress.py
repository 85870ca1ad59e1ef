"""A learner's progress: record an answer so that it lasts, take it back, look where cards stand."""

import contextlib
import gc
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from quizapp.day import Day
from quizapp.errors import NotSaved
from quizapp.memory import Model
from quizapp.progress import backups, lines, snapshot
from quizapp.progress.events import (
    Answer,
    Buried,
    Event,
    Flagged,
    Happening,
    Key,
    Renamed,
    Resumed,
    Reviewed,
    Suspended,
    Undone,
    epoch_ms,
    iso_ms,
    line,
    stamp,
)
from quizapp.progress.fold import Before, State
from quizapp.progress.history import card_of, history
from quizapp.progress.journal import Journal, Replaced
from quizapp.progress.state import CardState
from quizapp.progress.view import View


@dataclass(frozen=True, slots=True)
class Saved:
    id: str
    state: CardState
    """The card after the answer."""


class Progress(View):
    """Opened with `open`, closed with `close`; in between, nothing is ever held back in memory."""

    def __init__(self, home: Path, model: Model) -> None:
        super().__init__()
        self.home = home
        self.notices: list[str] = []
        """What was repaired or set aside, for the user."""
        self._model = model
        self._journal = Journal(home, self.notices)
        self._heads: dict[str, Key] = {}
        self._undo: dict[str, Before] = {}
        self._behind = False
        """The state may lack events that were read, because something came in between."""
        self._changed = False
        self._written: date | None = None

    @classmethod
    def open(cls, home: Path, model: Model | None = None) -> "Progress":
        """Read what there is. Creates nothing, and repairs or sets aside rather than fails."""
        progress = cls(home, model or Model())
        with _uncollected():
            if found := snapshot.load(home, progress._model, progress.notices):
                progress._state, progress._journal.read, progress._heads = found
                progress.refresh()
            else:
                progress._rebuild()
        return progress

    def history(self) -> Iterator[Reviewed]:
        """Every answer that counts, oldest first, cards under their names of today."""
        return history(self._journal.events(), self._state)

    def record(self, answer: Answer, now: datetime) -> Saved:
        """Save an answer. When this returns, it is on the disk.

        Raises:
            NotSaved: it does not count, and nothing has changed.
        """
        with self._writing():
            card = self._state.name(answer.card)
            state, latest = self._state.cards.get(card), self._state.last(answer)
            key = self._append(answer, now)
            self._undo[key.id] = Before(key, answer, state, latest)
            return Saved(key.id, self._state.cards[card])

    def undo(self, event_id: str, now: datetime) -> None:
        """Take back an answer, of this window or of any other. Twice is the same as once.

        Raises:
            NotSaved: the answer still counts.
        """
        with self._writing():
            undo = self._undo.get(event_id)
            card = undo.answer.card if undo else card_of(event_id, self._journal.events())
            if card and event_id not in self._state.void.get(card, ()):
                self._append(Undone(card, event_id), now)

    def rename(self, old: str, new: str, now: datetime) -> None:
        """Let all that happened to card `old` count for `new`.

        Raises:
            NotSaved: nothing has changed.
        """
        self._save(Renamed(card=new, was=old), now)

    def suspend(self, card: str, now: datetime) -> None:
        self._save(Suspended(card), now)

    def resume(self, card: str, now: datetime) -> None:
        self._save(Resumed(card), now)

    def bury(self, card: str, until: Day, now: datetime) -> None:
        self._save(Buried(card, until), now)

    def flag(self, card: str, flag: int, now: datetime) -> None:
        """Mark a card; flag 0 takes the mark away."""
        self._save(Flagged(card, flag), now)

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
        if batch.rows or len(batch.others) != 1:
            return False
        what = batch.others[0].what
        before = self._undo.pop(what.ref, None) if isinstance(what, Undone) else None
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
