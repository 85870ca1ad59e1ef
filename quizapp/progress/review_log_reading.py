"""From the journal to a `ReviewLog`: what is kept of it in the cache, and what came since.

What is kept was made from beginnings of the journal's files, by the names that cards had, by what
was undone by then and by a model of memory. It is extended by what is new, which is quick: later
answers, and answers that are undone now. Where anything else has changed, all is made anew.
"""

import contextlib
import re
from array import array
from collections.abc import Generator, Mapping
from itertools import compress, islice
from math import log as ln
from operator import ge
from typing import Any, NamedTuple

from quizapp.memory.fsrs import EngineMemory, Memory, MemoryModel
from quizapp.progress import scanner
from quizapp.progress.codec import epoch_ms
from quizapp.progress.history import counted
from quizapp.progress.journal import Journal
from quizapp.progress.parts import Part
from quizapp.progress.projection import Projection
from quizapp.progress.review_log import (
    COLUMNS,
    CONFIDENCES,
    LEARNING,
    MATURE,
    MATURE_CARD,
    NEW,
    NO_BIN,
    NO_DAYS,
    NOT_EXPECTED,
    OUTCOMES,
    PRACTISED,
    RECALL_BINS,
    RELEARNING,
    YOUNG,
    Reset,
    ReviewLog,
    code,
)
from quizapp.progress.scanner import FORGOTTEN, Batch, ReadPosition
from quizapp.progress.state import ANSWERS, MS, PASSED

PAUSE = 5_000
"""Answers between two pauses."""

WORTH_KEEPING = 1_000
"""Answers beyond those that were kept; reading them takes 5 ms."""

NEARLY = 1e-6
"""So near to 0 or 1 an expectation is taken to come at most, as its logarithm counts."""

READING = 0.6
"""The share of reading in all the time that it takes."""

_OUTCOMES = {name: place for place, name in enumerate(OUTCOMES)} | {FORGOTTEN: 0}
_LEARNING, _RELEARNING, _REVIEW, _PRACTICE = range(len(OUTCOMES))
_CONFIDENCES = {name: place for place, name in enumerate(CONFIDENCES)}


class Origin(NamedTuple):
    """What a log was made from."""

    home: str
    read: Mapping[str, ReadPosition]
    """By file name."""
    undone: Mapping[str, set[str]]
    """As `Projection.undone_ids`."""
    names: Mapping[str, str]
    model: tuple[float, ...]

    @classmethod
    def of(cls, journal: Journal, state: Projection, model: MemoryModel) -> "Origin":
        undone = {card: set(ids) for card, ids in state.undone_ids.items()}
        home = str(journal.home.absolute())
        return cls(home, dict(journal.read), undone, dict(state.names), model.parameters)

    def leads_to(self, now: "Origin") -> bool:
        """Whether only later events may have come, and others have been undone."""
        return (
            self.home == now.home
            and self.model == now.model
            and self.names == now.names
            and self.read.keys() <= now.read.keys()
            and all(now.read[name].size >= one.size for name, one in self.read.items())
            and all(ids <= now.undone.get(card, set()) for card, ids in self.undone.items())
        )


class KeptLog(NamedTuple):
    log: ReviewLog
    origin: Origin
    is_worth_keeping: bool = False
    """Made anew, or of much more than was kept; and of all that the state has, which it is not when
    some of the journal cannot be read, or was changed by another hand meanwhile."""


class _Detail(NamedTuple):
    """What few answers have."""

    in_quiz: bool
    confidence: int
    credit: float


_NONE = _Detail(False, 0, 0.0)
_Details = dict[tuple[str, int, str], _Detail]
"""By device, number of the event, and card."""


def reading(
    journal: Journal, state: Projection, model: MemoryModel, kept: KeptLog | None
) -> Generator[float, None, KeptLog]:
    """The log of all that `journal` has read and `state` has folded by the time that it begins.
    Pauses, with the share done, between which both may go on.

    Raises:
        Replaced: the journal is not the one that was read.
    """
    origin, sums = Origin.of(journal, state, model), _sums_of(state)
    then = Projection(
        names=dict(origin.names),
        undone_ids={card: set(ids) for card, ids in origin.undone.items()},
    )
    if kept and kept.origin.leads_to(origin):
        log = _without(kept.log, kept.origin, then)
        if log is not None:
            log = yield from _extended(log, kept.origin.read, origin.read, journal, then, model)
        if log is not None and sums == _sums(log):
            return KeptLog(log, origin, len(log) - len(kept.log) >= WORTH_KEEPING)
    log = yield from _extended(ReviewLog(()), {}, origin.read, journal, then, model)
    assert log is not None, "nothing comes before nothing"
    return KeptLog(log, origin, sums == _sums(log))


_Sums = tuple[int, int, int]
"""Answers, those above Again, and the milliseconds that they took."""


def _sums(log: ReviewLog) -> _Sums:
    return len(log), len(log) - log.rating.count(1), sum(log.ms)


def _sums_of(state: Projection) -> _Sums:
    """What a log of the same answers adds up to."""
    tallies = [tally for decks in state.days.values() for tally in decks.values()]
    answers, passed, ms = (sum([one[at] for one in tallies]) for at in (ANSWERS, PASSED, MS))
    return answers, passed, ms


def _without(log: ReviewLog, origin: Origin, state: Projection) -> ReviewLog | None:
    """A log without what has been undone since; None when that changes other answers in it."""
    undone = [
        (state.current_name(card), event)
        for card, ids in state.undone_ids.items()
        for event in ids.difference(origin.undone.get(card, ()))
    ]
    if not undone:
        return log
    resets = {one.event for one in log.resets}
    if any(event in resets for _, event in undone):
        return None
    found = (_place(log, *one) for one in undone)
    places = sorted((place for place in found if place is not None), reverse=True)
    gone: set[int] = set()
    for place in places:
        later = place
        while (later := _next(log, log.card[place], later + 1)) in gone:
            pass
        if later >= 0:
            return None
        gone.add(place)
    return log.where([place not in gone for place in range(len(log))]) if gone else log


def _place(log: ReviewLog, card: str, event: str) -> int | None:
    """Where the answer to a card lies that an event has; None when it is not there."""
    device, _, number = event.partition(":")
    place = -1
    try:
        seq = int(number)
        while True:
            place = log.seq.index(seq, place + 1)
            if log.devices[log.device[place]] == device and log.name(place) == card:
                return place
    except ValueError:
        return None


def _next(log: ReviewLog, card: int, start: int) -> int:
    """The next answer to a card; -1 without one."""
    try:
        return log.card.index(card, start)
    except ValueError:
        return -1


def _extended(
    log: ReviewLog,
    before: Mapping[str, ReadPosition],
    now: Mapping[str, ReadPosition],
    journal: Journal,
    state: Projection,
    model: MemoryModel,
) -> Generator[float, None, ReviewLog | None]:
    """A log and what comes after it; None when some of that belongs into the midst of it."""
    rows = _Rows(log)
    sizes = {name: one.size - before.get(name, _BEGIN).size for name, one in now.items()}
    total, done = sum(sizes.values()) or 1, 0
    for name in sorted(sizes, key=_written):
        if not sizes[name]:
            continue
        with contextlib.suppress(OSError):  # the journal tells of it
            for block in journal.since(name, before.get(name, _BEGIN), now[name].size):
                rows.take(block, state)
                done += len(block)
                yield READING * done / total
    if not len(rows):
        return log
    if not rows.sort(log):
        return None
    columns = _Columns(log, rows, model)
    for start in range(0, len(rows), PAUSE):
        columns.add(start, min(start + PAUSE, len(rows)))
        yield READING + (1 - READING) * start / len(rows)
    return columns.log()


_BEGIN = ReadPosition()


def _written(name: str) -> tuple[str, int]:
    """Parts of one device in the order in which they were written."""
    part = Part.of(name)
    return (part.device, part.number) if part else (name, 0)


class _Rows:
    """What blocks of the journal have of cards: answers, and where a card is new again."""

    def __init__(self, log: ReviewLog) -> None:
        self.cards = {name: place for place, name in enumerate(log.cards)}
        self.devices = {name: place for place, name in enumerate(log.devices)}
        self.at, self.seq, self.ms = array("q"), array("q"), array("q")
        self.card, self.device = array("I"), array("I")
        self.day, self.promised = array("i"), array("i")
        self.rating, self.outcome = bytearray(), bytearray()
        """Rating 0 is a card that is new again."""
        self.details: dict[int, _Detail] = {}
        """By place."""

    def __len__(self) -> int:
        return len(self.at)

    def take(self, block: bytes, state: Projection) -> None:
        batch = Batch()
        scanner.read(block, batch)
        details = _details(block, state)
        # flat tuples that begin with a text are sorted in half the time
        rows = [
            (*row, card)
            for card, some in state.counted_rows(batch).items()
            for row in some
            if row.rating or row.phase == FORGOTTEN
        ]
        if not rows:
            return
        rows.sort()
        at, device, seq, day, rating, phase, _, due, ms, card = zip(*rows, strict=True)
        if details:
            for place, event in enumerate(zip(device, seq, card, strict=True), len(self)):
                if event in details:
                    self.details[place] = details[event]
        self.at.extend(map(epoch_ms, at))
        self.device.extend([_place_of(one, self.devices) for one in device])
        self.seq.extend(seq)
        self.card.extend([_place_of(one, self.cards) for one in card])
        self.day.extend(day)
        self.rating.extend(rating)
        self.outcome.extend(map(_OUTCOMES.__getitem__, phase))
        self.promised.extend(
            [
                until - on if becomes == "review" else 0
                for until, on, becomes in zip(due, day, phase, strict=True)
            ]
        )
        self.ms.extend(ms)

    def sort(self, log: ReviewLog) -> bool:
        """Bring them into the order of events; False when some are not after those of `log`."""
        names = list(self.devices)

        def key(place: int) -> tuple[int, str, int]:
            return self.at[place], names[self.device[place]], self.seq[place]

        near = compress(range(len(self)), map(ge, self.at, islice(self.at, 1, None)))
        if any(key(place) > key(place + 1) for place in near):
            order = sorted(range(len(self)), key=key)
            for name in ("at", "seq", "ms", "card", "device", "day", "promised"):
                column = getattr(self, name)
                setattr(self, name, array(column.typecode, map(column.__getitem__, order)))
            self.rating = bytearray(map(self.rating.__getitem__, order))
            self.outcome = bytearray(map(self.outcome.__getitem__, order))
            self.details = {
                place: self.details[before]
                for place, before in enumerate(order)
                if before in self.details
            }
        if log.resets and self.at[0] <= log.resets[-1].at:
            return False
        last = len(log) - 1
        return last < 0 or key(0) > (log.at[last], names[log.device[last]], log.seq[last])

    def is_same_event(self, one: int, other: int) -> bool:
        return (
            one >= 0
            and self.at[one] == self.at[other]
            and self.seq[one] == self.seq[other]
            and self.device[one] == self.device[other]
        )

    def reset(self, row: int, place: int) -> Reset:
        """What a row says that is no answer; `place` is that of the next answer in the log."""
        event = f"{list(self.devices)[self.device[row]]}:{self.seq[row]}"
        return Reset(place, self.card[row], self.at[row], event)


def _place_of(name: str, places: dict[str, int]) -> int:
    """A new name gets the next place."""
    place = places.get(name)
    if place is None:
        place = places[name] = len(places)
    return place


def _details(block: bytes, state: Projection) -> _Details:
    found: _Details = {}
    for member in (b'"quiz":', b'"confidence":', b'"score":'):
        for line in scanner.lines(block, member):
            if _OF_AN_OPEN_QUIZ.search(line, 0, _KIND_WITHIN):
                continue
            for event in scanner.events(line):
                for card, one in counted(event, state).items():
                    credit = min(1.0, one.score) if one.rating == 1 else 0.0
                    sure = _CONFIDENCES.get(one.confidence, 0)
                    detail = _Detail(bool(one.quiz), sure, credit)
                    found[event.key.device, event.key.seq, card] = detail
    return found


_OF_AN_OPEN_QUIZ = re.compile(rb'"kind":"quiz_(?:began|filled|turned)"')
_KIND_WITHIN = 160
"""Bytes of a line, within which its kind is."""


class _Columns:
    """A log that grows by rows, each with what its card was before."""

    def __init__(self, log: ReviewLog, rows: _Rows, model: MemoryModel) -> None:
        self._rows, self._model = rows, model
        self._columns: dict[str, Any] = {name: _growing(getattr(log, name)) for name in COLUMNS}
        self._credit, self._resets = dict(log.credit), list(log.resets)
        number = len(rows.cards)
        self._last = array("i", bytes(4 * number))
        """By card, the day of the last answer that was no practice; 0 of one that is new."""
        self._memory: list[EngineMemory | None] = [None] * number
        self._outcome = bytearray(number)
        self._promised = array("i", bytes(4 * number))
        self._seen = array("i", [-1]) * number
        """By card, its last row."""
        if len(log):
            self._take_up(log, {card for card in rows.card if card < len(log.cards)})

    def _take_up(self, log: ReviewLog, cards: set[int]) -> None:
        """Let some cards be where a log has left them."""
        resets = {one.card: one.place for one in log.resets}
        for place in range(len(log) - 1, -1, -1):
            if not cards:
                return
            card = log.card[place]
            if card in cards and log.outcome[place] != _PRACTICE:
                cards.discard(card)
                if place >= resets.get(card, 0):
                    memory = Memory(log.stability[place], log.difficulty[place])
                    self._memory[card] = self._model.engine_memory(memory)
                    self._last[card] = log.day[place]
                    self._outcome[card] = log.outcome[place]
                    self._promised[card] = log.promised[place]

    def add(self, start: int, end: int) -> None:
        """Take in the rows from one place to before another."""
        rows, step = self._rows, self._model.step
        factor, decay = self._model.curve
        lasts, memories, outcomes = self._last, self._memory, self._outcome
        promises, seen, details = self._promised, self._seen, rows.details
        columns = self._columns
        number = len(columns["code"])
        derived: list[tuple[int, int, int, float, float, float, float, int, float]] = []
        add = derived.append
        kept = bytearray(b"\1") * (end - start)
        names = "card", "day", "rating", "outcome", "promised"
        given = zip(*(getattr(rows, name)[start:end] for name in names), strict=True)
        for place, (card, day, rating, outcome, promised) in enumerate(given, start):
            before = seen[card]
            if before >= 0 and rows.is_same_event(before, place):
                kept[place - start] = 0  # from another copy of the journal
                continue
            seen[card] = place
            memory, last = memories[card], lasts[card]
            if not rating:
                lasts[card], memories[card] = 0, None
                self._resets.append(rows.reset(place, number + len(derived)))
                kept[place - start] = 0
                continue
            more = 0
            if details and place in details:
                in_quiz, sure, credit = details[place]
                more = code(1, 0, in_quiz, sure)
                if credit:
                    self._credit[number + len(derived)] = credit
            stability = memory.stability if memory else 0.0
            elapsed, recall, interval, phase = NO_DAYS, NOT_EXPECTED, 0, NEW
            if last:
                elapsed = day - last if day > last else 0
                then = outcomes[card]
                if then == _REVIEW:
                    interval = promises[card]
                    phase = YOUNG if interval < MATURE else MATURE_CARD
                    if elapsed:
                        recall = (1 + factor * elapsed / stability) ** decay
                else:
                    phase = LEARNING if then == _LEARNING else RELEARNING
            if outcome == _PRACTICE:
                more |= code(rating, PRACTISED, False, 0)
                add((more, elapsed, 0, 0.0, 0.0, stability, NOT_EXPECTED, NO_BIN, 0.0))
                continue
            memory = memories[card] = step(memory, elapsed if last else 0, rating)
            lasts[card], outcomes[card], promises[card] = day, outcome, promised
            more |= code(rating, phase, False, 0)
            place_of, loss = NO_BIN, 0.0
            if recall >= 0:
                place_of = min(RECALL_BINS - 1, int(recall * RECALL_BINS))
                loss = -ln(max(NEARLY, recall if rating > 1 else 1 - recall))
            add(
                (
                    *(more, elapsed, interval, memory.stability, memory.difficulty),
                    *(stability, recall, place_of, loss),
                )
            )
        if derived:
            for name, column in zip(_DERIVED, zip(*derived, strict=True), strict=True):
                columns[name].extend(column)
        for name in _AS_READ:
            part = getattr(rows, name)[start:end]
            columns[name].extend(part if all(kept) else compress(part, kept))

    def log(self) -> ReviewLog:
        columns: dict[str, Any] = {
            name: bytes(column) if type(column) is bytearray else column
            for name, column in self._columns.items()
        }
        days = columns["day"]
        return ReviewLog(
            list(self._rows.cards),
            **columns,
            devices=list(self._rows.devices),
            credit=self._credit,
            resets=self._resets,
            is_by_day=array("i", sorted(days)) == days,
        )


_DERIVED = (
    *("code", "elapsed", "interval", "stability", "difficulty", "before", "expected"),
    *("recall_bin", "loss"),
)
_AS_READ = ("card", "at", "day", "outcome", "promised", "ms", "device", "seq")


def _growing(column: Any) -> Any:
    return bytearray(column) if type(column) is bytes else column[:]
