"""All answers that count, as columns: what statistics, graphs and the optimiser are made from.

A column is one `array` or `bytes` for all answers, oldest first; the same place in each of them is
the same answer. `review_log_reading` makes them, `review_log_file` keeps them.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from itertools import accumulate, compress
from typing import Any, NamedTuple

from quizapp.core.day import Day

MATURE = 21
"""Days of interval from which on a card is mature, as Anki has it."""

CHUNK = 100_000
"""Answers that are looked at without a pause."""

PHASES = ("new", "learning", "young", "mature", "relearning", "practice")
"""What a card was when it was asked. One in review is young below `MATURE` days of interval; an
answer in practice leaves its card as it is, whatever that is."""
NEW, LEARNING, YOUNG, MATURE_CARD, RELEARNING, PRACTISED = range(len(PHASES))

CONFIDENCES = ("", "guess", "unsure", "sure")

OUTCOMES = ("learning", "relearning", "review", "practice")
"""What an answer made of its card."""
IN_REVIEW = OUTCOMES.index("review")

NO_DAYS = -1
"""In place of days since the answer before: there was none."""
NOT_EXPECTED = -1.0
"""In place of a probability of recall: the card was not in review, or asked before on that day,
within which no fading is expected at all."""

RECALL_BINS = 20
NO_BIN = 255
"""In place of a bin of expected recall: there was none."""

_RATING, _PHASE, _QUIZ, _CONFIDENCE = 0, 2, 5, 6
"""By how many bits each is moved in a code."""


def code(rating: int, phase: int, in_quiz: bool, confidence: int) -> int:
    """Rating (1 to 4), phase, whether in a quiz, and confidence, as one byte."""
    return (rating - 1) << _RATING | phase << _PHASE | in_quiz << _QUIZ | confidence << _CONFIDENCE


def _table(of: Callable[[int], int]) -> bytes:
    return bytes(map(of, range(256)))


RATING_OF = _table(lambda one: (one >> _RATING & 3) + 1)
PHASE_OF = _table(lambda one: one >> _PHASE & 7)
QUIZ_OF = _table(lambda one: one >> _QUIZ & 1)
CONFIDENCE_OF = _table(lambda one: one >> _CONFIDENCE & 3)
RECALL_OF = _table(lambda one: (PHASE_OF[one] in (YOUNG, MATURE_CARD)) * (1 + (one & 3 > 0)))
"""Of an answer to a card in review: 2 when it was recalled, 1 when not; 0 of all others."""


class Reset(NamedTuple):
    """A card was made new again, before the answer at `place` was given."""

    place: int
    card: int
    """A place in `cards`, as in a `ReviewLog`."""
    at: int
    """Milliseconds since the epoch."""
    event: str
    """Its id."""


class DayPart(NamedTuple):
    """Answers of a day: those from one place to before another."""

    day: Day
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class ReviewLog:
    """Cards have their current names. What was undone is left out."""

    cards: Sequence[str]
    """The names to which `card` points; not each of them need have an answer."""
    card: "array[int]" = field(default_factory=lambda: array("I"))
    at: "array[int]" = field(default_factory=lambda: array("q"))
    """Milliseconds since the epoch, never falling."""
    day: "array[int]" = field(default_factory=lambda: array("i"))
    """The learner's `Day`, as it was written down."""
    code: bytes = b""
    """As `code` gives; `rating`, `phase` and so on take it apart."""
    outcome: bytes = b""
    """A place in `OUTCOMES`."""
    elapsed: "array[int]" = field(default_factory=lambda: array("i"))
    """Days since the last answer to the card that was no practice; or `NO_DAYS`."""
    interval: "array[int]" = field(default_factory=lambda: array("i"))
    """Days from that answer to the day for which it set the card; 0 of a card not in review."""
    promised: "array[int]" = field(default_factory=lambda: array("i"))
    """The same, as this answer has set it."""
    ms: "array[int]" = field(default_factory=lambda: array("q"))
    """Time taken."""
    stability: "array[float]" = field(default_factory=lambda: array("f"))
    """Of the memory after the answer; of an answer in practice 0. So is `difficulty`."""
    difficulty: "array[float]" = field(default_factory=lambda: array("f"))
    before: "array[float]" = field(default_factory=lambda: array("f"))
    """Stability just before the answer; 0 of a card that had no memory."""
    expected: "array[float]" = field(default_factory=lambda: array("f"))
    """The probability of recall just before, of cards in review; or `NOT_EXPECTED`."""
    recall_bin: bytes = b""
    """In which of `RECALL_BINS` bins, each as wide as the others, that is; or `NO_BIN`."""
    loss: "array[float]" = field(default_factory=lambda: array("f"))
    """The negative logarithm of what was expected of what happened; 0 where nothing was."""
    device: "array[int]" = field(default_factory=lambda: array("I"), repr=False)
    """A place in `devices`; with `seq` the id of the event."""
    seq: "array[int]" = field(default_factory=lambda: array("q"), repr=False)
    devices: Sequence[str] = ()
    credit: Mapping[int, float] = field(default_factory=dict)
    """By place: the share of the credit, of answers in quizzes that are right in part."""
    resets: Sequence[Reset] = ()
    """In their order."""
    is_by_day: bool = True
    """Not so after a journey, or with a clock that was wrong: times go on, days go back."""

    def __len__(self) -> int:
        return len(self.card)

    @cached_property
    def rating(self) -> bytes:
        """1 (Again) to 4 (Easy)."""
        return self.code.translate(RATING_OF)

    @cached_property
    def phase(self) -> bytes:
        """A place in `PHASES`."""
        return self.code.translate(PHASE_OF)

    @cached_property
    def in_quiz(self) -> bytes:
        """1 or 0."""
        return self.code.translate(QUIZ_OF)

    @cached_property
    def confidence(self) -> bytes:
        """A place in `CONFIDENCES`."""
        return self.code.translate(CONFIDENCE_OF)

    @cached_property
    def recall(self) -> bytes:
        """Of answers to cards in review: 2 when it was recalled, 1 when not; 0 of all others."""
        return self.code.translate(RECALL_OF)

    @cached_property
    def codes(self) -> Mapping[int, int]:
        """How many answers have each code."""
        return Counter(self.code)

    @cached_property
    def days(self) -> Sequence[DayPart]:
        """Where answers of one day lie next to each other; a day may have several such parts."""
        found: list[DayPart] = []
        start, end, days = 0, len(self), self.day
        while start < end:
            day = days[start]
            if self.is_by_day:
                stop = bisect_right(days, day, start)
            else:
                stop = next((at for at in range(start, end) if days[at] != day), end)
            found.append(DayPart(Day(day), start, stop))
            start = stop
        return found

    def end_of(self, day: int) -> int:
        """Behind the last answer of a day or of any before it."""
        if self.is_by_day:
            return bisect_right(self.day, day)
        return next((part.end for part in reversed(self.days) if part.day <= day), 0)

    def name(self, place: int) -> str:
        return self.cards[self.card[place]]

    def event_id(self, place: int) -> str:
        return f"{self.devices[self.device[place]]}:{self.seq[place]}"

    def only(self, keys: Set[str]) -> "ReviewLog":
        """The answers to some cards."""
        wanted = [name in keys for name in self.cards]
        return self if all(wanted) else self.where(list(map(wanted.__getitem__, self.card)))

    def between(self, first: int, last: int) -> "ReviewLog":
        """The answers of some days, both included."""
        if self.is_by_day:
            return self.part(bisect_left(self.day, first), bisect_right(self.day, last))
        return self.where([first <= day <= last for day in self.day])

    def chunks(self) -> Iterator["ReviewLog"]:
        """All of it in parts, between which a screen can do something else."""
        for start in range(0, len(self), CHUNK):
            yield self.part(start, min(start + CHUNK, len(self)))

    def part(self, start: int, end: int) -> "ReviewLog":
        """The answers from one place to before another."""
        if (start, end) == (0, len(self)):
            return self
        credit = {at - start: one for at, one in self.credit.items() if start <= at < end}
        columns = {name: getattr(self, name)[start:end] for name in COLUMNS}
        resets = [
            one._replace(place=min(end, max(start, one.place)) - start) for one in self.resets
        ]
        return replace(self, **columns, credit=credit, resets=resets)

    def where(self, wanted: Sequence[bool] | bytes) -> "ReviewLog":
        """The answers at the places where `wanted` is true."""
        columns: dict[str, Any] = {}
        for name in COLUMNS:
            column = getattr(self, name)
            some = compress(column, wanted)
            columns[name] = bytes(some) if type(column) is bytes else array(column.typecode, some)
        if not (self.credit or self.resets):
            return replace(self, **columns)
        places = list(accumulate(wanted, initial=0))
        credit = {places[at]: one for at, one in self.credit.items() if wanted[at]}
        resets = [one._replace(place=places[one.place]) for one in self.resets]
        return replace(self, **columns, credit=credit, resets=resets)


COLUMNS = tuple(
    one.name
    for one in fields(ReviewLog)
    if one.name not in ("cards", "devices", "credit", "resets", "is_by_day")
)
