"""Journal lines, many at once: `read` gives a `Batch` to fold, `events` gives them one by one.

Lines of answers, nearly all there are, are read by one pattern, which checks and takes apart what
this program writes in half the time of `json.loads`. Whatever it does not match goes through JSON
and is checked there, so the pattern is a short cut and never a gate.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from zlib import crc32

from quizapp.progress.codec import AT, decode, epoch_ms, ordinal
from quizapp.progress.events import (
    Answer,
    BatchEvent,
    CardEvent,
    CardEventData,
    Event,
    EventData,
    EventKey,
    QuizEvent,
    QuizEventData,
    answers,
)

_CRC_TAIL = len(b',"crc":"01234567"}\n')
_ANSWER = re.compile(
    rb'^\{"id":"(\w{1,40}):(\d{1,15})"'
    rb',"at":"' + AT.encode() + rb'"'
    rb',"kind":"reviewed","card":"([ !#-\[\]-~]+)","day":"([-\d]{10})","rating":([1-4])'
    rb',"phase":"([a-z]+)","step":(\d{1,4}),"due":"([-:.TZ\d]+)","ms":(\d{1,12})'
    rb',.*,"crc":"([0-9a-f]{8})"\}\n',
    re.MULTILINE,
)
_PHASES = {phase.encode(): phase for phase in ("learning", "relearning", "review")}
_RATINGS = {b"%d" % rating: rating for rating in range(1, 5)}

_NOT_AN_EVENT = (ValueError, KeyError, TypeError, RecursionError, OverflowError)


MOVED = "moved"
"""In place of a phase: not an answer, but the due day of its card was set to `due`."""
FORGOTTEN = "forgotten"
"""In place of a phase: not an answer, but its card is new again."""


class AnswerRow(NamedTuple):
    """An answer, with rating 0 something else, as folding wants it. Rows sort into the order of
    events."""

    at: str
    device: str
    seq: int
    day: int
    rating: int
    phase: str
    step: int
    due: int
    ms: int

    @property
    def key(self) -> EventKey:
        return EventKey(self.at, self.device, self.seq)


class ReadPosition(NamedTuple):
    """How far a file was read: its whole lines up to `size`, the last of them as a fingerprint."""

    size: int = 0
    lines: int = 0
    length: int = 0
    """Bytes in the last line that was read."""
    crc: int = 0
    """Of that line."""

    def after(self, fresh: bytes) -> "ReadPosition":
        """After some more whole lines."""
        if not fresh:
            return self
        last = fresh[fresh.rfind(b"\n", 0, -1) + 1 :]
        return ReadPosition(
            self.size + len(fresh), self.lines + fresh.count(b"\n"), len(last), crc32(last)
        )


class ByteSpan(NamedTuple):
    """Where a line lies in some bytes, its newline included."""

    start: int
    end: int


@dataclass(slots=True)
class Batch:
    """What some lines say, in no particular order."""

    rows: dict[str, list[AnswerRow]] = field(default_factory=dict)
    """Answers by card, as their events name it."""
    card_events: list[CardEvent] = field(default_factory=list)
    quiz_events: list[QuizEvent] = field(default_factory=list)
    batch_events: list[BatchEvent] = field(default_factory=list)
    last_keys: dict[str, EventKey] = field(default_factory=dict)
    """By device: its event with the highest number."""

    def __len__(self) -> int:
        others = len(self.card_events) + len(self.quiz_events) + len(self.batch_events)
        return sum(map(len, self.rows.values())) + others


class _Days(dict[bytes, int]):
    """Dates to ordinals; a long history has few different ones."""

    def __missing__(self, text: bytes) -> int:
        day = self[text] = ordinal(text.decode())
        return day


def read(content: bytes, batch: Batch) -> list[ByteSpan]:
    """Add whole lines to `batch` and return where those are that cannot be read."""
    damaged = []
    rows: dict[bytes, list[AnswerRow]] = {}
    days, new, checksum, view = _Days(), tuple.__new__, crc32, memoryview(content)
    end, written_by = 0, b""
    writer, highest, highest_at = "", -1, ""
    for found in _ANSWER.finditer(content):
        start = found.start()
        if start > end:
            damaged += _read_others(content, end, start, batch)
        end = found.end()
        device, seq, at, card, day, rating, phase, step, due, ms, crc = found.groups()
        try:
            if checksum(view[start : end - _CRC_TAIL]) != int(crc, 16):
                raise ValueError("checksum")
            days[at[:10]]  # a date that does not exist raises
            phase, number, time = _PHASES[phase], int(seq), at.decode()
            until = days[due] if phase == "review" else epoch_ms(due.decode())
            if device != written_by:
                _raise_last_key(batch, writer, highest, highest_at)
                written_by, writer, highest = device, device.decode(), -1
            step, ms = int(step), int(ms)
            fields = time, writer, number, days[day], _RATINGS[rating], phase, step, until, ms
            row = new(AnswerRow, fields)  # the quick way to make a NamedTuple
        except _NOT_AN_EVENT:
            damaged.append(ByteSpan(start, end))
            continue
        if card in rows:
            rows[card].append(row)
        else:
            rows[card] = [row]
        if number > highest:
            highest, highest_at = number, time
    _raise_last_key(batch, writer, highest, highest_at)
    for card, some in rows.items():
        batch.rows.setdefault(card.decode(), []).extend(some)
    return damaged + _read_others(content, end, len(content), batch)


def _read_others(content: bytes, start: int, end: int, batch: Batch) -> list[ByteSpan]:
    """The lines that are not written as answers are."""
    damaged = []
    while start < end:
        stop = content.index(b"\n", start) + 1
        try:
            if text := content[start:stop].rstrip():
                key, data = decode(text)
                if data:
                    _take(key, data, batch)
                _raise_last_key(batch, key.device, key.seq, key.at)
        except _NOT_AN_EVENT:
            damaged.append(ByteSpan(start, stop))
        start = stop
    return damaged


def _take(key: EventKey, data: EventData, batch: Batch) -> None:
    rows = [(given.card, _row(key, given)) for given in answers(data)]  # all of them, or it raises
    for card, row in rows:
        batch.rows.setdefault(card, []).append(row)
    if isinstance(data, QuizEventData):
        batch.quiz_events.append(QuizEvent(key, data))
    elif isinstance(data, CardEventData):
        batch.card_events.append(CardEvent(key, data))
    elif not isinstance(data, Answer):
        batch.batch_events.append(BatchEvent(key, data))


def _raise_last_key(batch: Batch, device: str, seq: int, at: str) -> None:
    if seq >= 0 and (device not in batch.last_keys or seq > batch.last_keys[device].seq):
        batch.last_keys[device] = EventKey(at, device, seq)


def events(content: bytes, containing: bytes = b"") -> Iterator[Event]:
    """The events in whole lines; damaged ones and unknown kinds are passed over.

    `containing`: only in lines with these bytes in them, much faster than reading all.
    """
    for text in lines(content, containing):
        try:
            key, data = decode(text.rstrip())
        except _NOT_AN_EVENT:
            continue
        if data:
            yield Event(key, data)


def lines(content: bytes, containing: bytes) -> Iterator[bytes]:
    """Whole lines, without their ends, or those with these bytes in them."""
    if not containing:
        yield from content.split(b"\n")
        return
    at = content.find(containing)
    while at >= 0:
        end = content.find(b"\n", at) % (len(content) + 1)  # -1, none, is the end
        yield content[content.rfind(b"\n", 0, at) + 1 : end]
        at = content.find(containing, end)


def _row(key: EventKey, answer: Answer) -> AnswerRow:
    return AnswerRow(
        *key, answer.day, answer.rating, answer.phase, answer.step, answer.due, answer.ms
    )
