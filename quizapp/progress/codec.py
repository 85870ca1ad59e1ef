"""How an event is written: times and days as text, then `encode` and `decode` of one JSON line.

Every line ends in its own checksum, over the bytes before `,"crc"`. Lines are pure ASCII, so
nothing in a reply can break a line or fail to be encoded. The snapshot writes what a quiz consists
of, and the responses to it, in the same members.
"""

import json
import math
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zlib import crc32

from quizapp.core.day import Day
from quizapp.progress.events import (
    BURIED,
    FLAGGED,
    PRACTICE,
    SUSPENDED,
    Answer,
    Arranged,
    Event,
    EventData,
    EventKey,
    Forgotten,
    Granted,
    LimitRaise,
    Marked,
    QuizBegan,
    QuizDropped,
    QuizFinished,
    QuizResponded,
    QuizSpec,
    QuizTurned,
    Redated,
    Renamed,
    Rescheduled,
    Response,
    SearchSaved,
    Undone,
)

if TYPE_CHECKING:
    from quizapp.questions.interactions import Reply

LONGEST = 10**12
"""Milliseconds; what takes longer is no answer."""
MOST_STEPS = 9999
MOST_GRANTED = 10**6
"""Cards beyond a limit in one event."""

LATEST = "9999"
"""A stamp of that year or later is none: nothing could come after it."""
LARGEST_SEQ = 10**15 - 1
LAST_DAY = date.max.toordinal()

AT = r"((?!9999)[-\d]{10}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d\d\dZ)"
"""A pattern for what `stamp` gives; whether there is such a date, it does not say."""

JsonFields = dict[str, object]

_KEY = re.compile(AT + r" \w{1,40} \d{1,15}", re.ASCII)
_CHECKSUM = re.compile(rb',"crc":"([0-9a-f]{8})"\}\Z')
_JSON = json.JSONEncoder(separators=(",", ":"))
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_PHASES = ("learning", "relearning", "review", PRACTICE)
_OFTEN_EMPTY = ("hint", "overridden", "confidence", "quiz", "score")


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


def encode(event: Event) -> bytes:
    """The event as it is written, newline included."""
    kind, fields = _encode_data(event.data)
    members = {"id": event.key.id, "at": event.key.at, "kind": kind, **fields}
    body = _JSON.encode(members)[:-1].encode("ascii")
    return b'%b,"crc":"%08x"}\n' % (body, crc32(body))


def _encode_data(data: EventData) -> tuple[str, JsonFields]:
    match data:
        case Answer(phase=phase):
            return "practised" if phase == PRACTICE else "reviewed", _encode_answer(data)
        case Undone(card, ref):
            return "undone", {"card": card, "ref": ref}
        case Renamed(card, was):
            return "renamed", {"card": card, "was": was}
        case QuizBegan(spec):
            return "quiz_began", encode_spec(spec)
        case QuizResponded(quiz, card, response):
            return "quiz_filled", {"quiz": quiz, "card": card, **encode_response(response)}
        case QuizTurned(quiz, card):
            return "quiz_turned", {"quiz": quiz, "card": card}
        case QuizFinished(quiz, answers, score, guess_score, questions, points, guess_points):
            finished: JsonFields = {
                "quiz": quiz,
                "score": score,
                "chance": guess_score,
                "questions": questions,
                "answers": [_encode_answer(one._replace(quiz="")) for one in answers],
            }
            if points:
                finished |= {"points": dict(points), "chance_points": guess_points}
            return "quiz_finished", finished
        case QuizDropped(quiz):
            return "quiz_dropped", {"quiz": quiz}
        case Granted(day, raises):
            return "granted", {"day": iso_day(day), "raises": [one._asdict() for one in raises]}
        case Rescheduled(cards, due, answers):
            why = {"answers": answers} if answers else {}
            return "rescheduled", {"cards": cards, "due": iso_day(due), **why}
        case Redated(cards, dues):
            return "redated", {"cards": cards, "dues": list(map(iso_day, dues))}
        case Marked():
            return _encode_mark(data)
        case Forgotten(cards):
            return "forgotten", {"cards": cards}
        case Arranged(deck, field, value):
            return "arranged", {"deck": deck, "field": field, "value": value}
        case SearchSaved(name, query):
            return "search_saved", {"name": name, "query": query}


def _encode_mark(marked: Marked) -> tuple[str, JsonFields]:
    """Of one card in the words of earlier versions, which so know of it."""
    match marked:
        case Marked((card,), mark, value) if mark == SUSPENDED:
            return "suspended" if value else "resumed", {"card": card}
        case Marked((card,), mark, until) if mark == BURIED and until:
            return "buried", {"card": card, "until": iso_day(until)}
        case Marked((card,), mark, flag) if mark == FLAGGED:
            return "flagged", {"card": card, "flag": flag}
        case Marked(cards, mark, value):
            return "marked", {"cards": cards, "mark": mark, "value": value}


def _encode_answer(answer: Answer) -> JsonFields:
    fields: JsonFields = {
        "card": answer.card,
        "day": iso_day(answer.day),
        "rating": int(answer.rating),
    }
    if answer.phase != PRACTICE:
        in_review = answer.phase == "review"
        due = iso_day(answer.due) if in_review else iso_ms(answer.due)
        fields |= {"phase": answer.phase, "step": answer.step, "due": due}
    fields |= {"ms": answer.ms, "verdict": answer.verdict, "reply": answer.reply}
    rare: JsonFields = {name: getattr(answer, name) for name in _OFTEN_EMPTY}
    return fields | {name: value for name, value in rare.items() if value}


def encode_spec(spec: QuizSpec) -> JsonFields:
    return {
        "cards": spec.cards,
        "seed": spec.seed,
        "feedback": spec.feedback,
        "seconds": spec.seconds,
        "confidence": spec.confidence,
        "counts": spec.counts,
    }


def encode_response(response: Response) -> JsonFields:
    return {
        "reply": response.reply,
        "confidence": response.confidence,
        "marked": response.marked,
        "ms": response.ms,
    }


def decode(line: bytes) -> tuple[EventKey, EventData | None]:
    """The event in a line, without its newline; no data when only a later version knows its kind.

    Raises:
        ValueError, KeyError, TypeError, RecursionError, OverflowError: the line is not an event.
    """
    tail = _CHECKSUM.search(line)
    if not tail or crc32(line[: tail.start()]) != int(tail[1], 16):
        raise ValueError("checksum")
    raw = json.loads(line)
    if not isinstance(raw, dict):
        raise TypeError("not an object")
    device, seq = _text(raw, "id").split(":")
    key = event_key(_text(raw, "at"), device, int(seq))
    return key, _decode_data(_text(raw, "kind"), raw)


def event_key(at: str, device: str, seq: int) -> EventKey:
    """Raises: ValueError: no event has this key."""
    if not _KEY.fullmatch(f"{at} {device} {seq}"):
        raise ValueError("key")
    epoch_ms(at)  # a date that does not exist raises
    return EventKey(at, device, seq)


def _decode_data(kind: str, raw: Mapping[str, Any]) -> EventData | None:
    match kind:
        case "reviewed":
            return _decode_answer(raw)
        case "practised":
            return _decode_answer({**raw, "phase": PRACTICE})
        case "undone":
            return Undone(_text(raw, "card"), _text(raw, "ref"))
        case "renamed":
            return Renamed(_text(raw, "card"), _text(raw, "was"))
        case "suspended":
            return Marked((_text(raw, "card"),), SUSPENDED, 1)
        case "resumed":
            return Marked((_text(raw, "card"),), SUSPENDED, 0)
        case "buried":
            return Marked((_text(raw, "card"),), BURIED, ordinal(_text(raw, "until")))
        case "flagged":
            return Marked((_text(raw, "card"),), FLAGGED, _word(_number(raw, "flag")))
        case "quiz_began":
            return QuizBegan(decode_spec(raw))
        case "quiz_filled":
            return QuizResponded(_text(raw, "quiz"), _text(raw, "card"), decode_response(raw))
        case "quiz_turned":
            return QuizTurned(_text(raw, "quiz"), _text(raw, "card"))
        case "quiz_finished":
            quiz = _text(raw, "quiz")
            return QuizFinished(
                quiz,
                tuple(
                    _decode_answer({"phase": PRACTICE, **one, "quiz": quiz})
                    for one in raw["answers"]
                ),
                _points(raw["score"]),
                _points(raw["chance"]),
                _number(raw, "questions"),
                {str(card): _points(worth) for card, worth in raw.get("points", {}).items()},
                _points(raw["chance_points"]) if "chance_points" in raw else None,
            )
        case "quiz_dropped":
            return QuizDropped(_text(raw, "quiz"))
        case "granted":
            return Granted(
                Day(ordinal(_text(raw, "day"))), tuple(map(_decode_raise, raw["raises"]))
            )
        case "rescheduled":
            return _decode_rescheduled(raw)
        case "redated":
            cards, dues = _cards(raw), tuple(Day(ordinal(due)) for due in raw["dues"])
            if len(cards) != len(dues):
                raise ValueError("not as many days as cards")
            return Redated(cards, dues)
        case "marked":
            return Marked(_cards(raw), _text(raw, "mark"), _word(_number(raw, "value")))
        case "forgotten":
            return Forgotten(_cards(raw))
        case "arranged":
            value = raw["value"]
            return Arranged(
                _text(raw, "deck"),
                _text(raw, "field"),
                value if isinstance(value, str) else _word(_number(raw, "value")),
            )
        case "search_saved":
            return SearchSaved(_text(raw, "name"), _text(raw, "query"))
    return None


def _decode_rescheduled(raw: Mapping[str, Any]) -> Rescheduled:
    cards, answers = _cards(raw), raw.get("answers", [])
    if type(answers) is not list or len(answers) not in (0, len(cards)):
        raise TypeError("no list, or not as many checksums as cards")
    if set(map(type, answers)) - {int}:
        raise TypeError("no checksums")
    return Rescheduled(cards, Day(ordinal(_text(raw, "due"))), tuple(answers))


def _cards(raw: Mapping[str, Any]) -> tuple[str, ...]:
    cards = raw["cards"]
    if type(cards) is not list or set(map(type, cards)) - {str}:
        raise TypeError("no cards")
    return tuple(cards)


def _word(value: int) -> int:
    """A value that a mark or a deck's arrangement may have; days are the greatest."""
    if not 0 <= value <= LAST_DAY:
        raise ValueError("no such value")
    return value


def _decode_raise(raw: Mapping[str, Any]) -> LimitRaise:
    if not 0 <= (number := _number(raw, "number")) <= MOST_GRANTED:
        raise ValueError("no number of cards")
    return LimitRaise(_text(raw, "limit"), number, _text(raw, "deck"))


def _decode_answer(raw: Mapping[str, Any]) -> Answer:
    phase, rating, step, due = _text(raw, "phase"), _number(raw, "rating"), 0, 0
    if phase not in _PHASES or not 1 <= rating <= 4:
        raise ValueError("phase or rating")
    if phase != PRACTICE:
        until = _text(raw, "due")
        step, due = _number(raw, "step"), ordinal(until) if phase == "review" else epoch_ms(until)
        if not 0 <= step <= MOST_STEPS:
            raise ValueError("step")
    return Answer(
        card=_text(raw, "card"),
        day=Day(ordinal(_text(raw, "day"))),
        rating=rating,
        phase=phase,
        step=step,
        due=due,
        reply=_reply(raw.get("reply")),
        verdict=raw.get("verdict"),
        ms=_milliseconds(raw),
        hint=raw.get("hint", 0),
        overridden=raw.get("overridden", False),
        confidence=str(raw.get("confidence", "")),
        quiz=str(raw.get("quiz", "")),
        score=min(1.0, _points(raw.get("score", 0))),
    )


def decode_spec(raw: Mapping[str, Any]) -> QuizSpec:
    """Raises: KeyError, TypeError."""
    return QuizSpec(
        cards=tuple(map(str, raw["cards"])),
        seed=_number(raw, "seed"),
        feedback=_text(raw, "feedback"),
        seconds=_number(raw, "seconds"),
        confidence=bool(raw["confidence"]),
        counts=bool(raw["counts"]),
    )


def decode_response(raw: Mapping[str, Any]) -> Response:
    """Raises: KeyError, TypeError."""
    return Response(
        reply=_reply(raw["reply"]),
        confidence=_text(raw, "confidence"),
        marked=bool(raw["marked"]),
        ms=_milliseconds(raw),
    )


def _milliseconds(raw: Mapping[str, Any]) -> int:
    if not 0 <= (ms := _number(raw, "ms")) < LONGEST:
        raise ValueError("no length of time")
    return ms


def _points(value: Any) -> float:
    if not math.isfinite(points := float(value)) or points < 0:
        raise ValueError("no points")
    return points


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
