"""The state as it was when a window closed, so that the next start need not read all history.

The one home of TinyDB. `progress.json` is an ordinary TinyDB file of several tables; it is written
whole, by its own storage, and never for a single answer. `_encode` and `_decode` are its format.
"""

import contextlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from tinydb import TinyDB
from tinydb.storages import Storage

from quizapp.memory.fsrs import MemoryModel
from quizapp.progress.codec import decode_response, decode_spec, encode_response, encode_spec
from quizapp.progress.disk import replace_whole
from quizapp.progress.events import EventKey, Granted, GrantEvent, LimitRaise
from quizapp.progress.projection import CardMark, Projection
from quizapp.progress.quizzes import CurrentQuestion, QuizEnd, QuizStart, ResponseEntry
from quizapp.progress.scanner import ReadPosition
from quizapp.progress.state import IN_STEPS, CardState, DayTally

FORMAT = 3
_NAME = "progress.json"

Tables = dict[str, dict[str, Any]]
"""By name: rows by number."""


class Damaged(Exception):
    """The file is not a snapshot that can be used; the journal has it all."""


class Snapshot(NamedTuple):
    """A state, and how far the journal has been folded into it."""

    state: Projection
    read: dict[str, ReadPosition]
    """By file name."""
    last_keys: dict[str, EventKey]
    """By device."""


class DurableStorage(Storage):
    """Replaces the file as a whole, and knows a damaged one by its checksum."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> Tables | None:
        try:
            if self._path.exists() and not self._path.is_file():
                raise Damaged
            content = self._path.read_bytes()
        except FileNotFoundError:
            return None
        body, _, tail = content.rpartition(b',"crc":')
        if tail != _crc_table(body):
            raise Damaged
        tables: Tables = json.loads(content)
        return tables

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        body = json.dumps(data, separators=(",", ":")).encode("ascii")[:-1]
        replace_whole(self._path, body + b',"crc":' + _crc_table(body))


def _crc_table(body: bytes) -> bytes:
    return b'{"1":{"crc32":"%08x"}}}' % crc32(body)


def save(home: Path, snapshot: Snapshot, model: MemoryModel) -> None:
    """Write the snapshot.

    Raises:
        OSError: it could not be written; an older one is untouched.
    """
    with TinyDB(home / _NAME, storage=DurableStorage) as database:
        database.storage.write(_encode(snapshot, model))


def load(home: Path, model: MemoryModel, notices: list[str]) -> Snapshot | None:
    """Read the snapshot; None when there is none, or none that can be used.

    One of an earlier version is moved to the backups, and so is a damaged one, of which `notices`
    are told.
    """
    path = home / _NAME
    outdated = False
    try:
        with TinyDB(path, storage=DurableStorage) as database:
            tables = database.storage.read()
        if tables is None:
            return None
        version = tables["meta"]["1"]["format"]
        outdated = isinstance(version, int) and version < FORMAT
        if version == FORMAT:
            return _decode(tables, model)
    except OSError:
        return None
    except (Damaged, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    with contextlib.suppress(OSError):
        aside = _aside(path, "before" if outdated else "damaged")
        aside.parent.mkdir(parents=True, exist_ok=True)
        path.replace(aside)
        if not outdated:
            notices.append(
                f"{path}: damaged, or from another version; moved to {aside} and made anew "
                "from the journal. No answer is lost."
            )
    return None


def keep_copy(home: Path) -> Path | None:
    """Copy the snapshot to the backups, where it knows more than the journal; None on failure."""
    path = home / _NAME
    with contextlib.suppress(OSError):
        copy = _aside(path, "before")
        replace_whole(copy, path.read_bytes())
        return copy
    return None


def _aside(path: Path, why: str) -> Path:
    """Where among the backups a snapshot is kept that is not used any more."""
    day = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    return path.parent / "backups" / f"progress-{day}-{why}.json"


def _encode(snapshot: Snapshot, model: MemoryModel) -> Tables:
    state, quizzes = snapshot.state, snapshot.state.quizzes
    meta = {
        "format": FORMAT,
        "model": model.parameters,
        "tally": DayTally._fields,
        "reviews": state.reviews,
        "last_rename": state.last_rename,
    }
    tables: dict[str, list[dict[str, Any]]] = {
        "meta": [meta],
        "journal": [{"file": name, **one._asdict()} for name, one in snapshot.read.items()],
        "devices": [key._asdict() for key in snapshot.last_keys.values()],
        "names": [{"was": was, "card": card} for was, card in state.names.items()],
        "marks": [
            {"sort": kind, "card": card, **mark.key._asdict(), "value": mark.value}
            for (kind, card), mark in state.marks.latest.items()
        ],
        "granted": [
            {"day": day, "key": key, "raises": raises}
            for day, events in state.grants.days.items()
            for key, raises in events.items()
        ],
        "undone": [{"card": card, "ids": sorted(ids)} for card, ids in state.undone_ids.items()],
        "days": [{"day": day, "decks": decks} for day, decks in state.days.items()],
        "cards": [
            {"card": card, **one._asdict(), "latest": state.latest[card]}
            for card, one in state.cards.items()
        ],
        "practised": [
            {"card": card, "latest": key}
            for card, key in state.latest.items()
            if card not in state.cards
        ],
        "quizzes": [
            {"quiz": quiz, "at": start.at, **encode_spec(start.spec)}
            for quiz, start in quizzes.open.items()
        ],
        "sheets": [
            {"quiz": quiz, "card": card, "key": entry.key, **encode_response(entry.response)}
            for quiz, entries in quizzes.entries.items()
            for card, entry in entries.items()
        ],
        "turned": [{"quiz": quiz, **one._asdict()} for quiz, one in quizzes.current.items()],
        "past_quizzes": [
            {
                "quiz": quiz,
                "key": end.key,
                "score": end.score,
                "chance": end.guess_score,
                "questions": end.questions,
            }
            for quiz, end in quizzes.past.items()
        ],
    }
    return {
        name: {str(number): row for number, row in enumerate(rows, 1)}
        for name, rows in tables.items()
    }


def _decode(tables: Tables, model: MemoryModel) -> Snapshot | None:
    """None when it was made with other parameters.

    Raises:
        KeyError, TypeError, ValueError, AttributeError: these are not the tables of `_encode`.
    """
    rows = {name: list(table.values()) for name, table in tables.items()}
    (meta,) = rows["meta"]
    if tuple(meta["model"]) != model.parameters:
        return None
    # of cards there are many, and `map` with `itemgetter` is the quickest way to read them
    cards: list[str] = list(map(itemgetter("card"), rows["cards"]))
    states = list(map(CardState._make, map(itemgetter(*CardState._fields), rows["cards"])))
    latest = map(EventKey._make, map(itemgetter("latest"), rows["cards"]))
    state = Projection(
        cards=dict(zip(cards, states, strict=True)),
        latest=dict(zip(cards, latest, strict=True))
        | {row["card"]: EventKey._make(row["latest"]) for row in rows["practised"]},
        due_day=dict(zip(cards, [one.due_day for one in states], strict=True)),
        names={row["was"]: row["card"] for row in rows["names"]},
        undone_ids={row["card"]: set(row["ids"]) for row in rows["undone"]},
        days={row["day"]: row["decks"] for row in rows["days"]},
        last_rename=EventKey(*meta["last_rename"]),
        reviews=meta["reviews"],
    )
    state.in_steps = {
        card: state.cards[card].due for card, day in state.due_day.items() if day == IN_STEPS
    }
    for row in rows["marks"]:
        state.marks.put(row["sort"], row["card"], CardMark(_key(row), row["value"]))
    for row in rows["granted"]:
        granted = Granted(row["day"], tuple(map(LimitRaise._make, row["raises"])))
        state.grants.add(GrantEvent(EventKey._make(row["key"]), granted))
    quizzes = state.quizzes
    for row in rows["quizzes"]:
        quizzes.open[row["quiz"]] = QuizStart(row["at"], decode_spec(row))
    for row in rows["sheets"]:
        entry = ResponseEntry(EventKey._make(row["key"]), decode_response(row))
        quizzes.entries.setdefault(row["quiz"], {})[row["card"]] = entry
    for row in rows["turned"]:
        quizzes.current[row["quiz"]] = CurrentQuestion(EventKey._make(row["key"]), row["card"])
    for row in rows["past_quizzes"]:
        quizzes.past[row["quiz"]] = QuizEnd(
            EventKey._make(row["key"]), row["score"], row["chance"], row["questions"]
        )
    read = {
        row["file"]: ReadPosition(row["size"], row["lines"], row["length"], row["crc"])
        for row in rows["journal"]
    }
    return Snapshot(state, read, {row["device"]: _key(row) for row in rows["devices"]})


def _key(row: Mapping[str, Any]) -> EventKey:
    return EventKey(row["at"], row["device"], row["seq"])
