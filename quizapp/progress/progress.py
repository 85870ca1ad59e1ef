"""A learner's progress: record an answer so that it lasts, take it back, look where cards stand."""

import contextlib
import gc
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from quizapp.core.day import Day
from quizapp.core.errors import NotSaved
from quizapp.memory.fsrs import MemoryModel
from quizapp.progress import backups, scanner, snapshot
from quizapp.progress.codec import epoch_ms, iso_ms, line, stamp
from quizapp.progress.events import (
    NO_CARD,
    Answer,
    Buried,
    Event,
    EventData,
    EventKey,
    Flagged,
    Granted,
    QuizBegan,
    QuizDropped,
    QuizFilled,
    QuizFinished,
    QuizSpec,
    QuizTurned,
    Renamed,
    Response,
    Resumed,
    Reviewed,
    Suspended,
    Undone,
)
from quizapp.progress.history import card_of, history
from quizapp.progress.journal import Journal, Replaced
from quizapp.progress.projection import Projection, RaisedLimits, UndoState
from quizapp.progress.quizzes import QuizEnd, QuizStart
from quizapp.progress.state import CardState, DailyTallies, DayTally, Totals

if TYPE_CHECKING:
    from quizapp.progress.history import SubmittedQuiz


class View:
    """Mappings are live and cost nothing: look, do not keep or change them."""

    def __init__(self) -> None:
        self._state = Projection()

    @property
    def cards(self) -> Mapping[str, CardState]:
        """By card (`deck/id`, or `deck/id#face`), every card that has been answered."""
        return self._state.cards

    @property
    def due_day(self) -> Mapping[str, int]:
        """By card, the `Day` on which it is due, or `IN_STEPS`."""
        return self._state.due_day

    @property
    def in_steps(self) -> Mapping[str, int]:
        """Of cards in learning steps, the millisecond since the epoch at which they are due."""
        return self._state.in_steps

    @property
    def suspended(self) -> set[str]:
        return self._state.marks.suspended

    @property
    def buried(self) -> Mapping[str, int]:
        """By card, the `Day` before which it is not to be asked. A copy."""
        return self._state.marks.values("buried")

    @property
    def flags(self) -> Mapping[str, int]:
        """By card, the learner's flag, never 0. A copy."""
        return self._state.marks.values("flagged")

    def granted(self, day: Day) -> RaisedLimits:
        """By how much the limits of a day are raised, each by its kind and deck."""
        return self._state.grants.on(day)

    @property
    def open_quizzes(self) -> Mapping[str, QuizStart]:
        """By id, the quizzes that were begun and neither handed in nor thrown away."""
        return self._state.quizzes.begun

    @property
    def past_quizzes(self) -> Mapping[str, QuizEnd]:
        """By id, what came of the quizzes that were handed in or thrown away."""
        return self._state.quizzes.past

    def responses(self, quiz: str) -> Mapping[str, Response]:
        """What stands on the sheet of an open quiz, by card under its name of then."""
        return self._state.quizzes.responses(quiz)

    def place_in(self, quiz: str) -> str | None:
        """The card that was last before the learner in an open quiz, under its name of then."""
        turned = self._state.quizzes.turned.get(quiz)
        return turned.card if turned else None

    def name(self, card: str) -> str:
        """What a card is called today."""
        return self._state.name(card)

    @property
    def former_names(self) -> Mapping[str, str]:
        """By the name that a card had once, the one that it was given then."""
        return self._state.names

    @property
    def totals(self) -> Totals:
        return Totals(self._state.reviews)

    @property
    def days(self) -> DailyTallies:
        """Days with answers, each to its tallies by deck."""
        return DailyTallies(self._state.days)

    def tally(self, day: Day, deck: str | None = None) -> DayTally:
        """What was done on a day, in one deck or in all."""
        return self.days.tally(day, deck)


class Store(View):
    """Opened with `open`, closed with `close`; in between, nothing is ever held back in memory."""

    def __init__(self, home: Path, model: MemoryModel) -> None:
        super().__init__()
        self.home = home
        self.notices: list[str] = []
        """What was repaired or set aside, for the user."""
        self._model = model
        self._journal = Journal(home, self.notices)
        self._last_keys: dict[str, EventKey] = {}
        self._undo: dict[tuple[str, str], UndoState] = {}
        """By event and card, which a quiz has several of."""
        self._recorded: dict[str, str] = {}
        """By event of this window that can be undone: its card, or `NO_CARD`."""
        self._behind = False
        """The state may lack events that were read, because something came in between."""
        self._changed = False
        self._written: date | None = None

    @classmethod
    def open(cls, home: Path, model: MemoryModel | None = None) -> Self:
        """Read what there is. Creates nothing, and repairs or sets aside rather than fails."""
        store = cls(home, model or MemoryModel())
        with _uncollected():
            if found := snapshot.load(home, store._model, store.notices):
                store._state, store._journal.read, store._last_keys = found
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
            batch = self._journal.news() or scanner.Batch()
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
            snapshot.save(self.home, state, read, self._last_keys, self._model)
            self._changed = False
            if self._written:
                backups.back_up(self.home / "backups", self._journal.files(), self._written)
        except OSError as error:
            self.notices.append(
                f"{error.filename or self.home}: no snapshot or no backup could be written "
                f"({error.strerror}). No answer is lost; the next start is slower."
            )

    def _save(self, what: EventData, now: datetime) -> None:
        with self._writing():
            self._append(what, now)

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """Under the lock, with all that others wrote taken in."""
        with self._journal.locked():
            self.refresh()
            yield

    def _append(self, what: EventData, now: datetime) -> EventKey:
        """Write an event that comes after all that it has to follow, and fold it."""
        device = self._journal.writer()
        last = self._last_keys.get(device, EventKey("", device, 0))
        key = EventKey(max(stamp(now), last.at), device, last.seq + 1)
        after = self._state.last(what)
        if key <= after:  # another device's clock is ahead
            key = key._replace(at=iso_ms(epoch_ms(after.at) + 1))
        content, batch = line(Event(key, what)), scanner.Batch()
        if scanner.read(content, batch):
            raise ValueError(f"cannot be written so that it can be read again: {what}")
        self._last_keys[device] = key  # a number is never used again, even when what follows fails
        self._behind = True
        try:
            self._journal.append(content)
        except NotSaved:
            self._behind = False
            raise
        self._written = now.date()
        self._fold(batch)
        return key

    def _fold(self, batch: scanner.Batch) -> None:
        self._note(batch)
        if not (self._taken_back(batch) or self._state.add(batch, self._model)):
            self._rebuild()
        if any(isinstance(event.what, Renamed) for event in batch.others):
            self._undo.clear()
        self._behind = False

    def _taken_back(self, batch: scanner.Batch) -> bool:
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
            batch = self._journal.news() or scanner.Batch()
            self._note(batch)
            self._state = Projection.of(batch, self._model)
        self._behind = False

    def _note(self, batch: scanner.Batch) -> None:
        self._changed = self._changed or bool(batch)
        for device, head in batch.last_keys.items():
            if device not in self._last_keys or head.seq > self._last_keys[device].seq:
                self._last_keys[device] = head


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


@dataclass(frozen=True, slots=True)
class Saved:
    id: str
    state: CardState | None
    """The card after the answer; None when it is still new, as it was only practised."""


class Progress(Store):
    """Each of its verbs has reached the disk when it returns, or raises `NotSaved`."""

    def history(self) -> Iterator[Reviewed]:
        """Every answer that counts, oldest first, cards under their names of today."""
        return history(self._journal.events(), self._state)

    def submitted_quizzes(self) -> list["SubmittedQuiz"]:
        """The quizzes that were handed in, newest first."""
        self.refresh()
        from quizapp.progress.history import (  # 1 ms, for who looks back only
            ABOUT_QUIZZES,
            submitted_quizzes,
        )

        return submitted_quizzes(self._journal.events(ABOUT_QUIZZES), self._state)

    def record(self, answer: Answer, now: datetime) -> Saved:
        """Save an answer. When this returns, it is on the disk.

        Raises:
            NotSaved: it does not count, and nothing has changed.
        """
        with self._writing():
            card = self._state.name(answer.card)
            state, latest = self._state.cards.get(card), self._state.last(answer)
            key = self._append(answer, now)
            self._undo[key.id, answer.card] = UndoState(key, answer, state, latest)
            self._recorded[key.id] = answer.card
            return Saved(key.id, self._state.cards.get(card))

    def undo(self, event_id: str, now: datetime, card: str | None = None) -> None:
        """Take back an answer or a grant, of this window or any other. Twice is the same as once.

        `card` says whose answer, of a quiz that was handed in.

        Raises:
            NotSaved: it still counts.
        """
        with self._writing():
            if (event_id, card) not in self._undo:
                card = self._recorded.get(event_id) or card_of(
                    event_id, self._journal.events(), self._state.name, card
                )
            if card and event_id not in self._state.undone_ids.get(card, ()):
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

    def grant(self, granted: Granted, now: datetime) -> str:
        """Raise limits of a day; gives the id of the event, to undo it by."""
        with self._writing():
            key = self._append(granted, now)
            self._recorded[key.id] = NO_CARD
            return key.id

    def begin_quiz(self, spec: QuizSpec, now: datetime) -> str:
        """Open a quiz; gives its id."""
        with self._writing():
            return self._append(QuizBegan(spec), now).id

    def fill(self, quiz: str, card: str, response: Response, now: datetime) -> None:
        """Write a line of the sheet of an open quiz, in place of what stood there."""
        self._save(QuizFilled(quiz, card, response), now)

    def turn_to(self, quiz: str, card: str, now: datetime) -> None:
        """Remember which question of an open quiz is before the learner."""
        self._save(QuizTurned(quiz, card), now)

    def finish_quiz(self, finished: QuizFinished, now: datetime) -> str | None:
        """Hand in a quiz: all its answers count from now on. Gives the id under which they do.

        None when it has been handed in or thrown away already, in another window; nothing changes.
        """
        with self._writing():
            if finished.quiz in self._state.quizzes.past:
                return None
            states, last = self._state.cards, self._state.last
            befores = [
                (one, states.get(self._state.name(one.card)), last(one)) for one in finished.answers
            ]
            key = self._append(finished, now)
            for answer, state, latest in befores:
                self._undo[key.id, answer.card] = UndoState(key, answer, state, latest)
            return key.id

    def drop_quiz(self, quiz: str, now: datetime) -> None:
        """Throw an open quiz away."""
        self._save(QuizDropped(quiz), now)
