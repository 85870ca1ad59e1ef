"""The state as it was when a window closed, so that the next start need not read all history.

The one home of TinyDB. `progress.json` is an ordinary TinyDB file of several tables; it is written
whole, by its own storage, and never for a single answer. `_encode` and `_decode` are its format.
"""

import contextlib
import json
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from tinydb import TinyDB
from tinydb.storages import Storage

from quizapp.core.disk import replace_whole
from quizapp.core.outside import FileTooLarge, NotARegularFile, read_file
from quizapp.memory.fsrs import MemoryModel
from quizapp.progress.cards import CardColumns, CardTable
from quizapp.progress.codec import decode_response, decode_spec, encode_response, encode_spec
from quizapp.progress.events import EventKey, Granted, LimitRaise
from quizapp.progress.projection import Projection
from quizapp.progress.quizzes import CurrentQuestion, QuizEnd, QuizStart, ResponseEntry
from quizapp.progress.registers import LatestWord, Registers
from quizapp.progress.scanner import ReadPosition
from quizapp.progress.shapes import SHAPES, check, checked_tallies, without_rings
from quizapp.progress.state import ANSWERS, CardState, DayTally

FORMAT = 6
PASSED_OVER = {
    4: ("rescheduled",),
    5: ("marked", "forgotten", "redated", "arranged", "search_saved"),
}
"""By format, the kinds of events that versions up to it passed over in the journal."""
LARGEST = 1 << 30
"""Bytes; of a million cards it is a tenth of that."""
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
    folded: int = 0
    """How many events the window had folded by then, which is not written."""
    passed_over: tuple[str, ...] = ()
    """Kinds of events in the journal that the version which wrote it did not know."""

    def copy(self) -> "Snapshot":
        """For a thread to write, while more is folded into this one."""
        return self._replace(
            state=self.state.copy(), read=self.read.copy(), last_keys=self.last_keys.copy()
        )


class DurableStorage(Storage):
    """Replaces the file as a whole, and knows a damaged one by its checksum."""

    def __init__(self, path: Path, lock: AbstractContextManager[object] | None = None) -> None:
        """`lock` is held while the file is replaced, and no longer."""
        self._path = path
        self._lock = lock or nullcontext()

    def read(self) -> Tables | None:
        try:
            content = read_file(self._path, LARGEST)
        except FileNotFoundError:
            return None
        except (NotARegularFile, FileTooLarge) as error:
            raise Damaged from error
        end = max(0, content.rfind(b',"crc":'))
        with memoryview(content)[:end] as body:
            if content[end:] != b',"crc":' + _crc_table(body):
                raise Damaged
        tables: Tables = json.loads(content)
        return tables

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Row by row and column by column, so that no other thread has to wait for long."""
        tables = (
            f"{_json(name)}:{_object(map(_row, table.items()))}" for name, table in data.items()
        )
        body = _object(tables)[:-1].encode("ascii")
        content = body + b',"crc":' + _crc_table(body)
        with self._lock:
            replace_whole(self._path, content)


def _row(numbered: tuple[str, Mapping[str, Any]]) -> str:
    number, row = numbered
    return (
        f"{_json(number)}:{_object(f'{_json(name)}:{_json(value)}' for name, value in row.items())}"
    )


def _object(members: Iterable[str]) -> str:
    return f"{{{','.join(members)}}}"


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def _crc_table(body: bytes | memoryview) -> bytes:
    return b'{"1":{"crc32":"%08x"}}}' % crc32(body)


def save(
    home: Path,
    snapshot: Snapshot,
    model: MemoryModel,
    lock: AbstractContextManager[object] | None = None,
) -> None:
    """Write the snapshot, under a lock that keeps other windows from writing theirs meanwhile.

    Raises:
        OSError: it could not be written; an older one is untouched.
        ValueError, OverflowError: it holds numbers that no journal leads to.
    """
    with TinyDB(home / _NAME, storage=DurableStorage, lock=lock) as database:
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
        outdated = type(version) is int and version < 3
        if version == 3:
            _from_3(tables)
        if version in (3, 4, 5):
            _from_5(tables)
        if version in (3, 4, 5, FORMAT):
            found = _decode(tables, model)
            kinds = (some for last, some in PASSED_OVER.items() if version <= last)
            return found and found._replace(passed_over=tuple(chain.from_iterable(kinds)))
    except OSError:
        return None
    except Exception:  # noqa: BLE001  (whatever it is, the journal has all that the snapshot has)
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
        replace_whole(copy, read_file(path, LARGEST))
        return copy
    return None


def _aside(path: Path, why: str) -> Path:
    """Where among the backups a snapshot is kept that is not used any more."""
    day = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    return path.parent / "backups" / f"progress-{day}-{why}.json"


def _encode(snapshot: Snapshot, model: MemoryModel) -> Tables:
    """Raises: OverflowError, ValueError: there are numbers that no journal leads to."""
    state, quizzes = snapshot.state, snapshot.state.quizzes
    meta = {
        "format": FORMAT,
        "model": model.parameters,
        "tally": DayTally._fields,
        "last_rename": state.last_rename,
    }
    tables: dict[str, list[dict[str, Any]]] = {
        "meta": [meta],
        "journal": [{"file": name, **one._asdict()} for name, one in snapshot.read.items()],
        "devices": [{"key": key} for key in snapshot.last_keys.values()],
        "names": [{"was": was, "card": card} for was, card in state.names.items()],
        "marks": _register_rows(state.marks),
        "arrangement": _register_rows(state.arrangement),
        "searches": _register_rows(state.searches),
        "granted": [
            {"day": day, "key": key, "raises": raises}
            for day, events in state.grants.days.items()
            for key, raises in events.items()
        ],
        "undone": [{"card": card, "ids": sorted(ids)} for card, ids in state.undone_ids.items()],
        "days": [{"day": day, "decks": decks} for day, decks in state.days.items()],
        "cards": [state.cards.columns().as_row()],
        "practised": [{"card": card, "key": key} for card, key in state.cards.practised.items()],
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


def _register_rows(registers: Registers) -> list[dict[str, Any]]:
    return [
        {"topic": topic, "key": key, "value": value, "subjects": subjects}
        for (topic, key, value), subjects in registers.by_event().items()
    ]


def _decode(tables: Tables, model: MemoryModel) -> Snapshot | None:
    """None when it was made with other parameters.

    Raises:
        Exception: these are not the tables of `_encode`.
    """
    rows = {name: list(table.values()) for name, table in tables.items()}
    for name, shape in SHAPES.items():
        check(rows[name], shape)
    (meta,), (cards,) = rows["meta"], rows["cards"]
    if tuple(meta["model"]) != model.parameters:
        return None
    tallies = checked_tallies(row["decks"] for row in rows["days"])
    state = Projection(
        cards=CardTable(CardColumns.of_row(cards)),
        names=without_rings({row["was"]: row["card"] for row in rows["names"]}),
        undone_ids={row["card"]: set(row["ids"]) for row in rows["undone"]},
        days={row["day"]: row["decks"] for row in rows["days"]},
        last_rename=EventKey(*meta["last_rename"]),
        reviews=sum(tally[ANSWERS] for tally in tallies),
    )
    for row in rows["practised"]:
        state.cards.put(row["card"], None, EventKey(*row["key"]))
    for name, registers in (
        ("marks", state.marks),
        ("arrangement", state.arrangement),
        ("searches", state.searches),
    ):
        for row in rows[name]:
            written = LatestWord(EventKey(*row["key"]), row["value"])
            for subject in row["subjects"]:
                registers.put(row["topic"], subject, written)
    for row in rows["granted"]:
        granted = Granted(row["day"], tuple(LimitRaise(*one) for one in row["raises"]))
        state.grants.add(EventKey(*row["key"]), granted)
    quizzes = state.quizzes
    for row in rows["quizzes"]:
        quizzes.open[row["quiz"]] = QuizStart(row["at"], decode_spec(row))
    for row in rows["sheets"]:
        entry = ResponseEntry(EventKey(*row["key"]), decode_response(row))
        quizzes.entries.setdefault(row["quiz"], {})[row["card"]] = entry
    for row in rows["turned"]:
        quizzes.current[row["quiz"]] = CurrentQuestion(EventKey(*row["key"]), row["card"])
    for row in rows["past_quizzes"]:
        quizzes.past[row["quiz"]] = QuizEnd(
            EventKey(*row["key"]), row["score"], row["chance"], row["questions"]
        )
    read = {
        row["file"]: ReadPosition(row["size"], row["lines"], row["length"], row["crc"])
        for row in rows["journal"]
    }
    keys = (EventKey(*row["key"]) for row in rows["devices"])
    return Snapshot(state, read, {key.device: key for key in keys})


def _from_3(tables: Tables) -> None:
    """Put tables of format 3, which had a row for each card, into those of today."""
    columns = CardColumns.empty()
    for row in tables["cards"].values():
        state = CardState(*(row[name] for name in CardState._fields))
        columns.append(row["card"], state, EventKey(*row["latest"]))
    tables["cards"] = {"1": columns.as_row()}
    for row in tables["practised"].values():
        row["key"] = row["latest"]
    for row in (*tables["marks"].values(), *tables["devices"].values()):
        row["key"] = [row["at"], row["device"], row["seq"]]


def _from_5(tables: Tables) -> None:
    """Put tables of formats up to 5, which had a row for each mark on each card, into those of
    today."""
    tables["arrangement"], tables["searches"] = {}, {}
    for row in tables["marks"].values():
        row["topic"], row["subjects"] = row["sort"], [row["card"]]
