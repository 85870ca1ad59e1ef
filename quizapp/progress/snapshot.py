"""The state as it was when a window closed, so that the next start need not read all history.

The one home of TinyDB. `progress.json` is an ordinary TinyDB file of several tables; it is written
whole, by its own storage, and never for a single answer.
"""

import contextlib
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from operator import itemgetter
from pathlib import Path
from typing import Any
from zlib import crc32

from tinydb import TinyDB
from tinydb.storages import Storage

from quizapp.memory.fsrs import MemoryModel
from quizapp.progress.codec import of_response, of_spec, response, spec
from quizapp.progress.disk import replace_whole
from quizapp.progress.events import EventKey, Granted, GrantEvent, LimitRaise
from quizapp.progress.projection import CardStatus, Projection
from quizapp.progress.quizzes import LastVisited, QuizEnd, QuizRecords, QuizStart, ResponseEntry
from quizapp.progress.scanner import ReadPosition
from quizapp.progress.state import IN_STEPS, CardState, DayTally


def _quiz_tables(quizzes: QuizRecords) -> dict[str, list[dict[str, Any]]]:
    return {
        "quizzes": [
            {"quiz": quiz, "at": begun.at, **of_spec(begun.spec)}
            for quiz, begun in quizzes.begun.items()
        ],
        "sheets": [
            {"quiz": quiz, "card": card, "key": line.key, **of_response(line.response)}
            for quiz, responses in quizzes.entries.items()
            for card, line in responses.items()
        ],
        "turned": [{"quiz": quiz, **one._asdict()} for quiz, one in quizzes.turned.items()],
        "past_quizzes": [
            {
                "quiz": quiz,
                "key": one.key,
                "score": one.score,
                "chance": one.guess_score,
                "questions": one.questions,
            }
            for quiz, one in quizzes.past.items()
        ],
    }


def _quizzes(tables: Mapping[str, Mapping[str, Any]]) -> QuizRecords:
    """Raises: KeyError, TypeError, ValueError: these are not the tables written above."""
    found = QuizRecords(
        begun={row["quiz"]: QuizStart(row["at"], spec(row)) for row in tables["quizzes"].values()},
        turned={
            row["quiz"]: LastVisited(EventKey._make(row["key"]), row["card"])
            for row in tables["turned"].values()
        },
        past={
            row["quiz"]: QuizEnd(
                EventKey._make(row["key"]), row["score"], row["chance"], row["questions"]
            )
            for row in tables["past_quizzes"].values()
        },
    )
    for row in tables["sheets"].values():
        line = ResponseEntry(EventKey._make(row["key"]), response(row))
        found.entries.setdefault(row["quiz"], {})[row["card"]] = line
    return found


FORMAT = 3
_NAME = "progress.json"

Tables = dict[str, dict[str, Any]]
LastKeys = dict[str, EventKey]


class Damaged(Exception):
    """The file is not a snapshot that can be used; the journal has it all."""


class Outdated(Damaged):
    """The file is the snapshot of an earlier version, which is nothing to worry about."""


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


def save(
    home: Path,
    state: Projection,
    read: Mapping[str, ReadPosition],
    last_keys: LastKeys,
    model: MemoryModel,
) -> None:
    """Write the snapshot.

    Raises:
        OSError: it could not be written; an older one is untouched.
    """
    meta = {
        "format": FORMAT,
        "model": model.parameters,
        "tally": DayTally._fields,
        "reviews": state.reviews,
        "last_rename": state.last_rename,
    }
    tables = {
        "meta": [meta],
        "journal": [{"file": name, **one._asdict()} for name, one in read.items()],
        "devices": [key._asdict() for key in last_keys.values()],
        "names": [{"was": was, "card": card} for was, card in state.names.items()],
        "marks": [
            {"sort": sort, "card": card, **mark.key._asdict(), "value": mark.value}
            for (sort, card), mark in state.marks.latest.items()
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
        **_quiz_tables(state.quizzes),
    }
    with TinyDB(home / _NAME, storage=DurableStorage) as database:
        database.storage.write(
            {
                name: {str(number): row for number, row in enumerate(rows, 1)}
                for name, rows in tables.items()
            }
        )


def keep_copy(home: Path) -> Path | None:
    """Copy the snapshot to the backups, where it knows more than the journal; None on failure."""
    with contextlib.suppress(OSError):
        day = datetime.fromtimestamp((home / _NAME).stat().st_mtime, UTC).date()
        copy = home / "backups" / f"progress-{day}-before.json"
        replace_whole(copy, (home / _NAME).read_bytes())
        return copy
    return None


def load(
    home: Path, model: MemoryModel, notices: list[str]
) -> tuple[Projection, dict[str, ReadPosition], LastKeys] | None:
    """Read the snapshot; None when there is none, or none that can be used.

    One of an earlier version is moved to the backups, and so is a damaged one, of which `notices`
    are told.
    """
    path = home / _NAME
    try:
        with TinyDB(path, storage=DurableStorage) as database:
            tables = database.storage.read()
        return _state(tables, model) if tables is not None else None
    except OSError:
        return None
    except (Damaged, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        with contextlib.suppress(OSError):
            day = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
            outdated = isinstance(error, Outdated)
            name = f"progress-{day}-{'before' if outdated else 'damaged'}.json"
            aside = home / "backups" / name
            aside.parent.mkdir(parents=True, exist_ok=True)
            path.replace(aside)
            if not outdated:
                notices.append(
                    f"{path}: damaged, or from another version; moved to {aside} and made anew "
                    "from the journal. No answer is lost."
                )
        return None


def _state(
    tables: Tables, model: MemoryModel
) -> tuple[Projection, dict[str, ReadPosition], LastKeys] | None:
    meta = tables["meta"]["1"]
    if meta["format"] != FORMAT:
        raise Outdated if isinstance(meta["format"], int) and meta["format"] < FORMAT else Damaged
    if tuple(meta["model"]) != model.parameters:
        return None
    cards = list(tables["cards"].values())
    keys = _column(cards, "card")
    states = list(map(CardState._make, map(itemgetter(*CardState._fields), cards)))
    latest = map(EventKey._make, map(itemgetter("latest"), cards))
    state = Projection(
        cards=dict(zip(keys, states, strict=True)),
        latest=dict(zip(keys, latest, strict=True))
        | {row["card"]: EventKey._make(row["latest"]) for row in tables["practised"].values()},
        due_day=dict(zip(keys, [one.due_day for one in states], strict=True)),
        names={row["was"]: row["card"] for row in tables["names"].values()},
        undone_ids={row["card"]: set(row["ids"]) for row in tables["undone"].values()},
        days={row["day"]: row["decks"] for row in tables["days"].values()},
        last_rename=EventKey(*meta["last_rename"]),
        reviews=meta["reviews"],
    )
    state.in_steps = {
        key: state.cards[key].due for key, day in state.due_day.items() if day == IN_STEPS
    }
    state.quizzes = _quizzes(tables)
    for row in tables["marks"].values():
        state.marks.put(row["sort"], row["card"], CardStatus(_key(row), row["value"]))
    for row in tables["granted"].values():
        granted = Granted(row["day"], tuple(map(LimitRaise._make, row["raises"])))
        state.grants.add(GrantEvent(EventKey._make(row["key"]), granted))
    read = {
        row["file"]: ReadPosition(row["size"], row["lines"], row["length"], row["crc"])
        for row in tables["journal"].values()
    }
    last_keys = {row["device"]: _key(row) for row in tables["devices"].values()}
    return state, read, last_keys


def _key(row: Mapping[str, Any]) -> EventKey:
    return EventKey(row["at"], row["device"], row["seq"])


def _column(rows: list[dict[str, Any]], name: str) -> list[str]:
    get: Callable[[dict[str, Any]], str] = itemgetter(name)
    return list(map(get, rows))
