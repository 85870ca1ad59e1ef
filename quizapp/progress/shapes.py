"""What the tables of a snapshot have to hold, row by row, so that nothing fails when it is used.

A right checksum says only that a file is as it was written, and not that this program wrote it.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import Any

from quizapp.progress.codec import LAST_DAY, event_key
from quizapp.progress.events import NEVER, EventKey
from quizapp.progress.state import DayTally

TableRow = Mapping[str, Any]
Holds = Callable[[Any], bool]


def _text(value: Any) -> bool:
    return type(value) is str


def _texts(value: Any) -> bool:
    return type(value) is list and all(map(_text, value))


def _whole(value: Any) -> bool:
    return type(value) is int and abs(value) < 2**62


def _count(value: Any) -> bool:
    return _whole(value) and value >= 0


def _day(value: Any) -> bool:
    return type(value) is int and 0 < value <= LAST_DAY


def _word(value: Any) -> bool:
    return _count(value) and value <= LAST_DAY


def _word_or_text(value: Any) -> bool:
    return _text(value) or _word(value)


def _flag(value: Any) -> bool:
    return type(value) is bool


def _points(value: Any) -> bool:
    return type(value) in (int, float) and 0 <= value < 1e9


def _reply(value: Any) -> bool:
    return value is None or _text(value) or _texts(value)


def _key(value: Any) -> bool:
    if type(value) is not list or len(value) != len(EventKey._fields):
        return False
    at, device, seq = value
    try:
        return _text(at) and _text(device) and type(seq) is int and bool(event_key(at, device, seq))
    except ValueError:
        return False


def _at(value: Any) -> bool:
    return _key([value, "any", 0])


def _raises(value: Any) -> bool:
    return type(value) is list and all(
        type(one) is list and list(map(type, one)) == [str, int, str] and _count(one[1])
        for one in value
    )


SHAPES: Mapping[str, Mapping[str, Holds]] = {
    "meta": {
        "model": lambda value: type(value) is list and {float} == set(map(type, value)),
        "tally": lambda value: value == list(DayTally._fields),
        "last_rename": lambda value: value == list(NEVER) or _key(value),
    },
    "journal": {"file": _text, "size": _count, "lines": _count, "length": _count, "crc": _count},
    "devices": {"key": _key},
    "names": {"was": _text, "card": _text},
    "marks": {"topic": _text, "subjects": _texts, "key": _key, "value": _word},
    "arrangement": {"topic": _text, "subjects": _texts, "key": _key, "value": _word_or_text},
    "searches": {
        "topic": lambda value: value == "search",
        "subjects": _texts,
        "key": _key,
        "value": _text,
    },
    "granted": {"day": _day, "key": _key, "raises": _raises},
    "undone": {"card": _text, "ids": _texts},
    "days": {"day": _day},
    "practised": {"card": _text, "key": _key},
    "quizzes": {
        "quiz": _text,
        "at": _at,
        "cards": _texts,
        "seed": _whole,
        "feedback": _text,
        "seconds": _whole,
        "confidence": _flag,
        "counts": _flag,
    },
    "sheets": {
        "quiz": _text,
        "card": _text,
        "key": _key,
        "reply": _reply,
        "confidence": _text,
        "marked": _flag,
        "ms": _whole,
    },
    "turned": {"quiz": _text, "key": _key, "card": _text},
    "past_quizzes": {
        "quiz": _text,
        "key": _key,
        "score": _points,
        "chance": _points,
        "questions": _whole,
    },
}


def check(rows: Iterable[TableRow], shape: Mapping[str, Holds]) -> None:
    """Raises: ValueError, KeyError, TypeError: a row holds something else."""
    for row in rows:
        for name, holds in shape.items():
            if not holds(row[name]):
                raise ValueError(name)


def checked_tallies(days: Iterable[Mapping[str, list[int]]]) -> list[list[int]]:
    """All tallies of all days: there are many, so they are looked at together.

    Raises:
        ValueError, AttributeError, TypeError: there is something else among them.
    """
    tallies = list(chain.from_iterable(decks.values() for decks in days))
    numbers = list(chain.from_iterable(tallies))
    if (
        not set(map(type, tallies)) <= {list}
        or not set(map(len, tallies)) <= {len(DayTally._fields)}
        or not set(map(type, numbers)) <= {int}
        or min(numbers, default=0) < 0
        or max(numbers, default=0) >= 2**62
    ):
        raise ValueError("tallies")
    return tallies


def without_rings(names: dict[str, str]) -> dict[str, str]:
    """Former names, each to the next, of which no chain may come back to where it began.

    Raises:
        ValueError: one does.
    """
    ends: set[str] = set()
    for name in names:
        chain_of_names: set[str] = set()
        while name in names and name not in ends:
            if name in chain_of_names:
                raise ValueError("a ring of names")
            chain_of_names.add(name)
            name = names[name]
        ends |= chain_of_names
    return names
