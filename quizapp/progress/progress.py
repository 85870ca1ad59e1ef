"""A learner's progress: record an answer so that it lasts, undo it, look where cards stand.

Opened with `Progress.open`, closed with `close`; in between, nothing is held back in memory. The
journal is the truth, the `Projection` of its events is the state, and a snapshot spares the next
start the reading of all history.
"""

import contextlib
import gc
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self, cast

from quizapp.core import folders
from quizapp.core.day import Day
from quizapp.core.errors import NotSaved
from quizapp.core.pauses import all_kept
from quizapp.memory.fsrs import MemoryModel
from quizapp.progress import clock, disk, snapshot
from quizapp.progress.events import (
    BURIED,
    FLAGGED,
    SUSPENDED,
    TAG,
    Answer,
    BatchEventData,
    Event,
    EventData,
    EventKey,
    Marked,
    QuizBegan,
    QuizDropped,
    QuizEventData,
    QuizFinished,
    QuizResponded,
    QuizSpec,
    QuizTurned,
    Renamed,
    Rescheduled,
    Response,
    Undone,
    card_of,
)
from quizapp.progress.journal import Journal, Replaced
from quizapp.progress.projection import SEARCH, Projection, RaisedLimits
from quizapp.progress.quizzes import QuizEnd, QuizStart
from quizapp.progress.registers import RegisterValue
from quizapp.progress.scanner import Batch
from quizapp.progress.state import CardState, DailyTallies, DayTally
from quizapp.progress.writer import LOCK_PATIENCE, JournalWriter

if TYPE_CHECKING:
    from quizapp.progress.history import CardPast, PastAnswer, SubmittedQuiz
    from quizapp.progress.review_log import ReviewLog
    from quizapp.progress.review_log_reading import KeptLog
    from quizapp.progress.tending import Tending


READING = 0.7
"""The share of reading in the time that making all anew takes."""

WORTH_WRITING = 50
"""Cards for each event that the snapshot lacks, below which it is written when a window closes."""


@dataclass(frozen=True, slots=True)
class Saved:
    id: str
    state: CardState | None
    """The card after the answer; None when it is still new, as it was only practised."""


class Progress:
    """What is recorded has reached the disk when the method returns, or `NotSaved` is raised.

    Mappings are live and cost nothing: look, do not keep or change them.
    """

    def __init__(self, home: Path, model: MemoryModel) -> None:
        self.home = home
        self.notices: list[str] = []
        """What was repaired or set aside, for the user."""
        self._model = model
        self._journal = Journal(home, self.notices)
        self._writer = JournalWriter(self._journal)
        self._state = Projection()
        self._behind = False
        """The state may lack events that were read, because something came in between."""
        self._folded = self._kept = 0
        """Events that were folded by this window, and how many of them the snapshot has."""
        self._version = 0
        self._tended = -1
        """How many had been folded when all else that is done at leisure had been."""
        self._recorded: dict[str, Event] = {}
        """By id, the events of this window."""
        self._tending: Tending | None = None
        self._log_to_keep: KeptLog | None = None
        self._told: Callable[[float], None] = lambda _: None
        self._journal.told = lambda share: self._told(share * READING)

    # opening and closing

    @classmethod
    def open(
        cls,
        home: Path,
        model: MemoryModel | None = None,
        told: Callable[[float], None] = lambda _: None,
    ) -> Self:
        """Read what there is. Creates nothing, and repairs or sets aside rather than fails.

        `told` hears how much of it is done, from 0 to 1, where that is much.
        """
        progress = cls(home, model or MemoryModel())
        progress._told = told
        with _no_garbage_collection():
            found = snapshot.load(home, progress._model, progress.notices)
            if found and not progress._has_any(found.passed_over):
                if found.passed_over:  # to be written anew, whatever little is done now
                    progress._folded += len(found.state.cards) + 1
                progress._state = found.state
                progress._journal.read = found.read
                progress._journal.last_keys = found.last_keys
                progress.refresh()
            else:
                progress._rebuild()
        told(1.0)
        progress._told = lambda _: None
        return progress

    def refresh(self, *, quick: bool = False) -> bool:
        """Take in what other windows and devices wrote; False when that is nothing.

        `quick`: parts of the journal that are closed are taken to be as they were.
        """
        if self._behind:
            self._rebuild()
            return True
        self._behind = True
        try:
            batch = self._journal.news(quick=quick)
        except Replaced:
            self._begin_again()
            return True
        if found := bool(batch):
            self._fold(batch)
        self._behind = False
        return found

    def close(self) -> None:
        """Write the snapshot where that is worth while. Never fails, and takes no time to speak of.

        What a snapshot lacks the next start reads from the journal, in 5 µs an event; writing it
        takes 1 µs a card.
        """
        lacking = self._folded - self._kept
        if lacking * WORTH_WRITING > len(self.cards) and not self._writer.is_doubtful:
            self._keep(self._snapshot(), LOCK_PATIENCE)
        self._writer.close()

    def leisure_work(self) -> Callable[[], None] | None:
        """What a thread may do while the learner rests, as things stand now; None for nothing."""
        folded, found = self._folded, None
        if folded == self._kept:
            if folded == self._tended and not self._log_to_keep:
                return None
        elif not self._writer.is_doubtful:
            found = self._snapshot().copy()

        def work() -> None:
            if found:
                self._keep(found)
            self.keep_review_log()
            while self.tend():
                pass
            self._tended = folded

        return work

    def copy(self) -> "Progress":
        """The state as it is now, for a thread to look at while this one goes on."""
        copy = Progress(self.home, self._model)
        copy._state = self._state.copy()
        return copy

    def believe(self, model: MemoryModel, anew: "Progress | None" = None) -> None:
        """Follow the memory of each card anew, by another model; what was promised stays.

        With `anew`, opened by that model a moment ago, as a thread can, little is left to do.
        """
        if model.parameters == self._model.parameters:
            return
        self._model = model
        if anew is None or anew._model.parameters != model.parameters:
            self._rebuild()
            return
        self._behind = True
        self._state, self._folded, self._kept = anew._state, self._folded + anew._folded, 0
        self._journal.forget()
        self._journal.read.update(anew._journal.read)
        self._journal.last_keys = anew._journal.last_keys
        self._behind = False
        self.refresh()

    def tend(self) -> bool:
        """Do some of what is best done at leisure: backups, digests, verifying what is old.

        A call takes a fraction of a second and may come from any thread, also while answers are
        recorded. False when nothing is left to do for now. Never fails; see `notices`.
        """
        if self._tending is None:
            from quizapp.progress.tending import Tending  # 3 ms, and nobody waits for it

            self._tending = Tending(self.home, self.notices)
        return self._tending.step()

    def check_clock(self, now: datetime) -> None:
        """Tell in `notices` when the clock is far from the last answer, before it does harm."""
        latest = max((key.at for key in self._journal.last_keys.values()), default="")
        self.notices += filter(None, [clock.warning(latest, now)])

    # what is known

    @property
    def cards(self) -> Mapping[str, CardState]:
        """By card (`deck/id`, or `deck/id#variant`), every card that has been answered."""
        return self._state.cards

    def memories(self, keys: Iterable[str]) -> list[tuple[float, float, int]]:
        """Stability, difficulty, and the `Day` of the last answer; all have been answered."""
        return self._state.cards.memories(keys)

    @property
    def version(self) -> int:
        """Another number whenever anything may have changed that is known here."""
        return self._version

    def column(self, name: str, numbers: Mapping[str, int], nothing: float) -> list[float]:
        """One of stability, difficulty, reps, lapses, first and last of each of some cards, which
        are numbered in their order from 0; `nothing` for those that were never answered."""
        return self._state.cards.column(name, numbers, nothing)

    def lapsed(self, least: int) -> Mapping[str, int]:
        """By card, how often it was forgotten, of those that were at least so often."""
        return self._state.cards.lapsed(least)

    def answered_since(self, day: Day) -> Mapping[str, int]:
        """By card, the `Day` of the last answer, of those whose last came on `day` or later."""
        return self._state.cards.answered_since(day)

    @property
    def due_day(self) -> Mapping[str, int]:
        """By card, the `Day` on which it is due, or `IN_STEPS`."""
        return self._state.cards.due_day

    @property
    def in_steps(self) -> Mapping[str, int]:
        """Of cards in learning steps, the millisecond since the epoch at which they are due."""
        return self._state.cards.in_steps

    @property
    def suspended(self) -> Set[str]:
        return self._marks(SUSPENDED).keys()

    @property
    def buried(self) -> Mapping[str, int]:
        """By card, the `Day` before which it is not to be asked."""
        return self._marks(BURIED)

    def buried_until(self, card: str) -> int:
        """The `Day` before which a card is not to be asked; 0 without one."""
        return self._marks(BURIED).get(card, 0)

    @property
    def flags(self) -> Mapping[str, int]:
        """By card, the learner's flag, never 0."""
        return self._marks(FLAGGED)

    @property
    def tags(self) -> Mapping[str, frozenset[str]]:
        """By card, the tags that the learner gave it. A copy."""
        found: dict[str, set[str]] = {}
        for mark, cards in self._state.marks.values.items():
            if mark.startswith(TAG):
                for card in cards:
                    found.setdefault(card, set()).add(mark.removeprefix(TAG))
        return {card: frozenset(tags) for card, tags in found.items()}

    def arrangement(self, deck: str) -> Mapping[str, RegisterValue]:
        """What the learner has said of a deck, by field, without what was taken back. A copy."""
        return self._state.arrangement.about(deck)

    def arranged(self, field: str) -> Mapping[str, RegisterValue]:
        """By deck, what the learner has said of it in this field."""
        return self._state.arrangement.values[field]

    @property
    def saved_searches(self) -> Mapping[str, str]:
        """By name, the searches to come back to."""
        return cast("Mapping[str, str]", self._state.searches.values[SEARCH])

    def _marks(self, mark: str) -> Mapping[str, int]:
        return cast("Mapping[str, int]", self._state.marks.values[mark])

    def current_name(self, card: str) -> str:
        """What a card is called now that was called `card` once, or is."""
        return self._state.current_name(card)

    @property
    def former_names(self) -> Mapping[str, str]:
        """By a former name of a card, the name that came next."""
        return self._state.names

    @property
    def reviews(self) -> int:
        """All answers that count."""
        return self._state.reviews

    @property
    def days(self) -> DailyTallies:
        """Days with answers, each to its tallies by deck."""
        return DailyTallies(self._state.days)

    def tally(self, day: Day, deck: str | None = None) -> DayTally:
        """What was done on a day, in one deck or in all."""
        return self.days.tally(day, deck)

    def granted(self, day: Day) -> RaisedLimits:
        """By how much the limits of a day are raised, each by its kind and deck."""
        return self._state.grants.on(day)

    @property
    def open_quizzes(self) -> Mapping[str, QuizStart]:
        """By id, the quizzes that were begun and neither submitted nor discarded."""
        return self._state.quizzes.open

    @property
    def past_quizzes(self) -> Mapping[str, QuizEnd]:
        """By id, what came of the quizzes that were submitted or discarded."""
        return self._state.quizzes.past

    def responses(self, quiz: str) -> Mapping[str, Response]:
        """Of an open quiz, by card, called as it was when the quiz began."""
        return self._state.quizzes.responses(quiz)

    def current_card(self, quiz: str) -> str | None:
        """At which card the learner was in an open quiz, called as it was when the quiz began."""
        current = self._state.quizzes.current.get(quiz)
        return current.card if current else None

    def history(self) -> "Iterator[PastAnswer]":
        """Every answer that counts, oldest first, cards under their current names."""
        from quizapp.progress.history import past_answers  # 1 ms, for who looks back only

        return past_answers(self._journal.events(), self._state)

    def past_of(self, card: str) -> "list[CardPast]":
        """What happened to one card, oldest first. A thread may ask for it."""
        from quizapp.progress.history import past_of_card  # as above

        return past_of_card(self._journal, self._state, self._state.current_name(card))

    def reading_review_log(self) -> "Generator[float, None, ReviewLog]":
        """All answers that count, as columns. Pauses now and then, with the share that is done; it
        is quick where the cache has what was read before."""
        from quizapp.progress import review_log_file, review_log_reading  # 5 ms, as above

        self.refresh()
        kept = review_log_file.load(folders.cache())
        try:
            reading = review_log_reading.reading(self._journal, self._state, self._model, kept)
            found = yield from all_kept(reading)
        except Replaced:
            self._begin_again()
            reading = review_log_reading.reading(self._journal, self._state, self._model, None)
            found = yield from all_kept(reading)
        if found.is_worth_keeping:
            self._log_to_keep = found
        return found.log

    def keep_review_log(self) -> None:
        """Write to the cache what `reading_review_log` had to read. Never fails; a thread may do
        it."""
        from quizapp.progress import review_log_file

        if found := self._log_to_keep:
            self._log_to_keep = None
            review_log_file.save(folders.cache(), found)

    def rescheduled(self) -> Iterator[Rescheduled]:
        """Every time that due days were set, those that were undone included."""
        for _, data in self._journal.events(b'"rescheduled"'):
            if isinstance(data, Rescheduled):
                yield data

    def submitted_quizzes(self) -> "list[SubmittedQuiz]":
        """The quizzes that were submitted, newest first."""
        from quizapp.progress.history import ABOUT_QUIZZES, submitted_quizzes  # as above

        self.refresh()
        return submitted_quizzes(self._journal.events(ABOUT_QUIZZES), self._state)

    # what is recorded

    def record(self, answer: Answer, now: datetime) -> Saved:
        """Save an answer. When this returns, it is on the disk.

        Raises:
            NotSaved: it does not count, and nothing has changed.
        """
        event = self._save(answer, now)
        return Saved(event, self._state.cards.get(self._state.current_name(answer.card)))

    def undo(self, event_id: str, now: datetime, card: str | None = None) -> None:
        """Undo an answer, or what `change` gave the id of, of this window or any other. Twice is
        the same as once.

        `card` says whose answer, of a quiz that was submitted.

        Raises:
            NotSaved: it still counts.
        """
        with self._writing():
            own = self._recorded.get(event_id)
            try:
                data = own.data if own else self._journal.find(event_id)
            except OSError as error:
                raise NotSaved(
                    f"It was not undone: {error.filename or self._journal.folder}: cannot be read "
                    f"({error.strerror}); undo it again"
                ) from error
            undone = self._card_in(data, card) if data else None
            if undone and event_id not in self._state.undone_ids.get(undone, ()):
                self._append(Undone(undone, event_id), now)

    def rename(self, old: str, new: str, now: datetime) -> None:
        """Let all that happened to card `old` count for `new`.

        Raises:
            NotSaved: nothing has changed.
        """
        self._save(Renamed(card=new, was=old), now)

    def change(self, data: BatchEventData, now: datetime) -> str:
        """Save what the learner decides of many cards, of a deck or of a day, as one event.

        Gives its id, to undo it by.

        Raises:
            NotSaved: nothing has changed.
        """
        return self._save(data, now)

    def suspend(self, card: str, now: datetime) -> None:
        self._save(Marked((card,), SUSPENDED, 1), now)

    def resume(self, card: str, now: datetime) -> None:
        self._save(Marked((card,), SUSPENDED, 0), now)

    def bury(self, card: str, until: Day, now: datetime) -> None:
        self._save(Marked((card,), BURIED, until), now)

    def flag(self, card: str, flag: int, now: datetime) -> None:
        """Mark a card; flag 0 takes the mark away."""
        self._save(Marked((card,), FLAGGED, flag), now)

    def begin_quiz(self, spec: QuizSpec, now: datetime) -> str:
        """Open a quiz; gives its id."""
        return self._save(QuizBegan(spec), now)

    def respond(self, quiz: str, card: str, response: Response, now: datetime) -> None:
        """Keep the response to a question of an open quiz, in place of any before."""
        self._save(QuizResponded(quiz, card, response), now)

    def turn_to(self, quiz: str, card: str, now: datetime) -> None:
        """Remember which question of an open quiz the learner is at."""
        self._save(QuizTurned(quiz, card), now)

    def finish_quiz(self, finished: QuizFinished, now: datetime) -> str | None:
        """Submit a quiz: all its answers count from now on. Gives the id under which they do.

        None when it has been submitted or discarded already, in another window; nothing changes.
        """
        with self._writing():
            if finished.quiz in self._state.quizzes.past:
                return None
            return self._append(finished, now)

    def drop_quiz(self, quiz: str, now: datetime) -> None:
        """Discard an open quiz."""
        self._save(QuizDropped(quiz), now)

    # how

    def _save(self, data: EventData, now: datetime) -> str:
        with self._writing():
            return self._append(data, now)

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """Under the lock, with all that others wrote taken in."""
        with self._writer.locked():
            self.refresh(quick=True)
            yield

    def _append(self, data: EventData, now: datetime) -> str:
        """Write an event that comes after all that it has to follow, and fold it; gives its id."""
        self._behind = True
        try:
            key, batch = self._writer.append(data, now, self._state.last(data))
        except NotSaved:
            self._behind = False
            self.refresh(quick=True)  # a line that may be read all the same, and its cancelling
            raise
        self._recorded[key.id] = Event(key, data)
        self._fold(batch, own=True)
        self._behind = False
        return key.id

    def _card_in(self, data: EventData, card: str | None) -> str | None:
        """The card that an event is about, as the event calls it, or `NO_CARD` for one that is not
        about one card alone.

        Of the answers in a quiz it is that to `card`, under whatever name; None for none.
        """
        match data:
            case QuizFinished(answers=answers):
                name = self._state.current_name
                same = (one.card for one in answers if card and name(one.card) == name(card))
                return next(same, None)
            case _ if isinstance(data, QuizEventData):
                return None
            case _:
                return card_of(data)

    def _has_any(self, kinds: Iterable[str]) -> bool:
        """Whether there is an event of these kinds in the journal."""
        found = (self._journal.events(b'"kind":"%b"' % kind.encode()) for kind in kinds)
        return any(True for events in found for _ in events)

    def _fold(self, batch: Batch, *, own: bool = False) -> None:
        self._folded += len(batch)
        self._version += 1
        if not self._state.add(batch, self._model, own=own):
            self._rebuild()

    def _rebuild(self) -> dict[str, EventKey]:
        """Fold everything anew; gives, by device, the event with the highest number."""
        self._behind = True
        self._journal.forget()
        with _no_garbage_collection():
            batch = self._journal.news()
            self._state = Projection.of(
                batch, self._model, lambda share: self._told(READING + share * (1 - READING))
            )
        self._folded, self._kept = self._folded + len(batch), 0
        self._version += 1
        self._behind = False
        return batch.last_keys

    def _begin_again(self) -> None:
        """Rebuild from a journal that was replaced, and tell of what is missing now.

        What this window has recorded is written again if it is missing. What else is, the backups
        say line by line, and the numbers of events and answers where they do not know.
        """
        from quizapp.progress import loss  # 5 ms, and a journal is seldom replaced

        journal = self._journal
        before = self._snapshot()._replace(
            read=journal.read.copy(), last_keys=journal.last_keys.copy()
        )
        kept = snapshot.keep_copy(self.home)
        again = loss.write_again(self.home, self._recorded.values())
        there = self._rebuild()
        self._writer.retire()
        after = self._snapshot()._replace(last_keys=there)
        lost = journal.take_lost()
        notice = loss.notice(self.home, before, after, lost, self._writer.written, kept)
        self.notices += filter(None, [again, notice])

    def _snapshot(self) -> snapshot.Snapshot:
        journal = self._journal
        return snapshot.Snapshot(self._state, journal.read, journal.last_keys, self._folded)

    def _keep(self, found: snapshot.Snapshot, patience: float = 0.0) -> None:
        """Write a snapshot, unless another window has the lock for longer than `patience`
        (seconds)."""
        try:
            self._journal.sync()
            lock = disk.FileLock(self.home / "lock", patience)
            snapshot.save(self.home, found, self._model, lock)
        except TimeoutError:
            return
        except (OSError, ValueError, OverflowError) as error:
            place = getattr(error, "filename", None) or self.home
            notice = (
                f"{place}: no snapshot could be written "
                f"({getattr(error, 'strerror', None) or error}). No answer is lost; the next start "
                "is slower."
            )
            if notice not in self.notices:
                self.notices.append(notice)
        # though it could not be written: not to try again before something else has happened
        self._kept = found.folded


@contextlib.contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Making many objects at once takes twice as long with it."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
