"""What can happen to a card, and how it is written: one line of JSON an event.

Every line ends in its own checksum, over the bytes before `,"crc"`. Lines are pure ASCII, so
nothing in a reply can break a line or fail to be encoded.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from quizapp.day import Day

if TYPE_CHECKING:
    from quizapp.asks import Reply

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


class Key(NamedTuple):
    """Where an event stands in the order of all events, whichever device it comes from."""

    at: str
    device: str
    seq: int

    @property
    def id(self) -> str:
        return f"{self.device}:{self.seq}"


@dataclass(frozen=True, slots=True)
class Answer:
    """A card was answered. `phase`, `step` and `due` are the outcome, so replay schedules nothing.

    `phase` is learning, relearning or review, as it is after the answer. `due` is a `Day` in phase
    review, else milliseconds since the epoch.
    """

    card: str
    day: Day
    rating: int
    phase: str
    step: int
    due: int
    reply: "Reply | None" = None
    verdict: str | None = None
    ms: int = 0
    """Time taken."""
    hint: int = 0
    """Hints shown before the answer."""
    overridden: bool = False
    """The learner overruled the grade."""


@dataclass(frozen=True, slots=True)
class Undone:
    """The event with id `ref`, about `card`, does not count."""

    card: str
    ref: str


@dataclass(frozen=True, slots=True)
class Renamed:
    """All that happened to `was` counts for `card`."""

    card: str
    was: str


@dataclass(frozen=True, slots=True)
class Suspended:
    card: str


@dataclass(frozen=True, slots=True)
class Resumed:
    card: str


@dataclass(frozen=True, slots=True)
class Buried:
    """Not to be asked before `until`."""

    card: str
    until: Day


@dataclass(frozen=True, slots=True)
class Flagged:
    """Marked by the learner; flag 0 takes the mark away."""

    card: str
    flag: int


Happening = Answer | Undone | Renamed | Suspended | Resumed | Buried | Flagged


class Event(NamedTuple):
    key: Key
    what: Happening


class Reviewed(NamedTuple):
    """An answer that counts, as history gives it: `answer.card` is the card's name of today."""

    id: str
    at: datetime
    answer: Answer


def line(event: Event) -> bytes:
    """The event as it is written, newline included."""
    kind, fields = _fields(event.what)
    members = {"id": event.key.id, "at": event.key.at, "kind": kind, **fields}
    body = json.dumps(members, separators=(",", ":"))[:-1].encode("ascii")
    return b'%b,"crc":"%08x"}\n' % (body, crc32(body))


def _fields(what: Happening) -> tuple[str, dict[str, object]]:
    match what:
        case Answer():
            in_review = what.phase == "review"
            fields: dict[str, object] = {
                "card": what.card,
                "day": iso_day(what.day),
                "rating": int(what.rating),
                "phase": what.phase,
                "step": what.step,
                "due": iso_day(what.due) if in_review else iso_ms(what.due),
                "ms": what.ms,
                "verdict": what.verdict,
                "reply": what.reply,
            }
            if what.hint:
                fields["hint"] = what.hint
            if what.overridden:
                fields["overridden"] = True
            return "reviewed", fields
        case Undone(card, ref):
            return "undone", {"card": card, "ref": ref}
        case Renamed(card, was):
            return "renamed", {"card": card, "was": was}
        case Suspended(card):
            return "suspended", {"card": card}
        case Resumed(card):
            return "resumed", {"card": card}
        case Buried(card, until):
            return "buried", {"card": card, "until": iso_day(until)}
        case Flagged(card, flag):
            return "flagged", {"card": card, "flag": flag}


def parse(raw: object) -> tuple[Key, Happening | None]:
    """An event from a decoded line; it says nothing when its kind is a later version's.

    Raises:
        ValueError, KeyError, TypeError: the line is not an event.
    """
    if not isinstance(raw, dict):
        raise TypeError("not an object")
    device, seq = _text(raw, "id").split(":")
    return Key(_text(raw, "at"), device, int(seq)), _happening(_text(raw, "kind"), raw)


def _happening(kind: str, raw: Mapping[str, Any]) -> Happening | None:
    match kind:
        case "reviewed":
            phase, due = _text(raw, "phase"), _text(raw, "due")
            return Answer(
                card=_text(raw, "card"),
                day=Day(ordinal(_text(raw, "day"))),
                rating=_number(raw, "rating"),
                phase=phase,
                step=_number(raw, "step"),
                due=ordinal(due) if phase == "review" else epoch_ms(due),
                reply=_reply(raw.get("reply")),
                verdict=raw.get("verdict"),
                ms=_number(raw, "ms"),
                hint=raw.get("hint", 0),
                overridden=raw.get("overridden", False),
            )
        case "undone":
            return Undone(_text(raw, "card"), _text(raw, "ref"))
        case "renamed":
            return Renamed(_text(raw, "card"), _text(raw, "was"))
        case "suspended":
            return Suspended(_text(raw, "card"))
        case "resumed":
            return Resumed(_text(raw, "card"))
        case "buried":
            return Buried(_text(raw, "card"), Day(ordinal(_text(raw, "until"))))
        case "flagged":
            return Flagged(_text(raw, "card"), _number(raw, "flag"))
    return None


def _text(raw: Mapping[str, Any], name: str) -> str:
    value = raw[name]
    if not isinstance(value, str):
        raise TypeError(name)
    return value


def _number(raw: Mapping[str, Any], name: str) -> int:
    value = raw[name]
    if type(value) is not int:
        raise TypeError(name)
    return value


def _reply(value: object) -> "Reply | None":
    if isinstance(value, list):
        return tuple(map(str, value))
    return value if isinstance(value, str) else None


def stamp(at: datetime) -> str:
    """`2026-11-24T11:14:31.123Z`: in this form, order of text is order of time."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds")[:-6] + "Z"


def iso_ms(ms: int) -> str:
    return stamp(_EPOCH + timedelta(milliseconds=ms))


def epoch_ms(text: str) -> int:
    return (datetime.fromisoformat(text) - _EPOCH) // _MILLISECOND


def iso_day(day: int) -> str:
    return date.fromordinal(day).isoformat()


def ordinal(text: str) -> int:
    return date.fromisoformat(text).toordinal()
