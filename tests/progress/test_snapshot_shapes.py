"""A snapshot whose checksum is right and whose content is not: set aside, told, made anew."""

import copy
import json
import math
import tempfile
from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.cli.group import group
from quizapp.core.day import Day
from quizapp.progress.events import (
    ORDER,
    PRACTICE,
    TAG,
    TITLE,
    Answer,
    Arranged,
    Forgotten,
    Granted,
    LimitRaise,
    Marked,
    QuizFinished,
    QuizSpec,
    Response,
    SearchSaved,
)
from quizapp.progress.progress import Progress
from tests.progress.samples import TODAY, after, answer, in_steps, journals, standing, write

Path_ = tuple[str | int, ...]
OTHER_TYPES: tuple[Any, ...] = (
    *(None, True, 7, -1, 10**30, 1e308, float("nan"), float("inf"), "", "é", "x" * 9999),
    *([], [[]], [None], [7], {}, {"1": {}}, {"a": [1]}),
)


def lived(home: Path) -> None:
    """A learner who has a row in every table."""
    progress = Progress.open(home)
    for card in "abc":
        progress.record(answer(f"csto/{card}"), after(0))
    progress.record(in_steps("csto/d"), after(1))
    progress.record(answer("csto/e", phase=PRACTICE), after(2))
    progress.undo(progress.record(answer("csto/f"), after(3)).id, after(4))
    progress.rename("csto/a", "csto/g", after(5))
    progress.suspend("csto/b", after(6))
    progress.bury("csto/c", Day(TODAY + 1), after(6))
    progress.flag("csto/c", 2, after(7))
    progress.change(
        Granted(TODAY, (LimitRaise("new", 5), LimitRaise("reviews", 5, "csto"))), after(8)
    )
    progress.change(Marked(("csto/b", "csto/c"), TAG + "law", 1), after(8))
    progress.change(Forgotten(("csto/c",)), after(8))
    progress.change(Arranged("csto", TITLE, "The alliance"), after(8))
    progress.change(Arranged("csto", ORDER, 3), after(8))
    progress.change(SearchSaved("Law", "tag:law"), after(8))
    quiz = progress.begin_quiz(QuizSpec(("csto/a", "csto/b"), 7), after(9))
    progress.respond(quiz, "csto/a", Response("Minsk", "sure", marked=True, ms=900), after(10))
    progress.respond(quiz, "csto/b", Response(("Minsk", "Yerevan")), after(10))
    progress.turn_to(quiz, "csto/b", after(11))
    over = progress.begin_quiz(QuizSpec(("csto/a",), 7), after(12))
    given_answer = Answer("csto/a", TODAY, 3, PRACTICE, 0, 0, quiz=over)
    progress.finish_quiz(QuizFinished(over, (given_answer,), 1.0, 0.25, 1), after(13))
    progress.close()


@cache
def sample() -> tuple[bytes, str, dict[str, Any]]:
    """The lines of a journal, the name of its file, and the tables of its snapshot."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        lived(home)
        (journal,) = (home / "journal").glob("*.jsonl")
        tables = json.loads((home / "progress.json").read_bytes())
        del tables["crc"]
        assert all(tables.values())
        return journal.read_bytes(), journal.name, tables


def put(home: Path, tables: Any) -> None:
    """A learner's folder with the journal of `sample`, and a snapshot that says something else."""
    lines, name, _ = sample()
    (home / "journal").mkdir(parents=True, exist_ok=True)
    (home / "journal" / name).write_bytes(lines)
    body = json.dumps(tables, separators=(",", ":")).encode()[:-1]
    tail = b',"crc":{"1":{"crc32":"%08x"}}}' % crc32(body)
    (home / "progress.json").write_bytes(body + tail)


def places(value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, Any]]:
    if path:
        yield path, value
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from places(inner, (*path, name))
    if isinstance(value, list):
        for number, inner in enumerate(value):
            yield from places(inner, (*path, number))


def with_value(path: Path_, value: Any) -> dict[str, Any]:
    tables = copy.deepcopy(sample()[2])
    inside: Any = tables
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = value
    return tables


def is_possible(path: Path_, was: Any, value: Any) -> bool:
    """Whether nobody could tell that `value` is wrong."""
    of_another_kind = type(value) is not type(was)
    a_number = (
        path[-1] in ("score", "chance") or path[::2] == ("arrangement", "value")
    ) and value == 7
    a_text = path[::2] == ("arrangement", "value") and type(value) is str
    return (
        not of_another_kind
        or a_number
        or a_text
        or (path[-1] == "reply" and (value is None or type(value) is str or value == []))
    )


JUNK = st.deferred(
    lambda: st.tuples(st.sampled_from(list(places(sample()[2]))), st.sampled_from(OTHER_TYPES))
)


@cache
def rebuilt() -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        put(Path(folder), sample()[2])
        (Path(folder) / "progress.json").unlink()
        return standing(Progress.open(Path(folder)))


def test_the_sample_is_believed(home: Path) -> None:
    put(home, sample()[2])
    progress = Progress.open(home)
    assert progress.notices == []
    assert standing(progress) == rebuilt()
    assert not (home / "backups").exists()


@pytest.mark.parametrize(
    ("column", "code", "refused", "believed"),
    [
        ("first", "i", (0, -1, date.max.toordinal() + 1), (1, 65_536, date.max.toordinal())),
        ("last", "i", (-(2**31), 2**31 - 1), (date.max.toordinal() - 1,)),
        ("due_day", "i", (-2, -1, date.max.toordinal() + 1), (date.max.toordinal(),)),
        ("stability", "d", (0.0, -1.0, 1e-10, 1.1e9, math.nan, math.inf), (1e-9, 0.001, 1e9)),
        ("difficulty", "d", (-1.1e9, 1.1e9, math.nan, -math.inf), (-5.0, 0.0, 1.0, 10.0, 1e9)),
        ("seq", "q", (-1, 10**15 + 1), (0, 2**48, 10**15)),
        ("at", "q", (2**62, -(2**62)), (-1, 0, 253402300799999)),
        ("phase", "B", (3, 255), (2,)),
    ],
)
def test_a_number_in_a_column_is_believed_up_to_its_bounds_and_no_further(
    tmp_path: Path,
    column: str,
    code: str,
    refused: tuple[float, ...],
    believed: tuple[float, ...],
) -> None:
    row = sample()[2]["cards"]["1"]
    numbers = array(code, b64decode(row[column]))
    place = row["card"].index("csto/b")  # which is not in steps
    for value in (*refused, *believed):
        numbers[place] = value  # type: ignore[call-overload]
        tables = with_value(("cards", "1", column), b64encode(numbers.tobytes()).decode())
        home = tmp_path / str(value)
        put(home, tables)
        notices = Progress.open(home).notices
        assert bool(notices) == (value in refused), (value, notices)


@given(JUNK)
@settings(max_examples=300)
def test_a_value_of_another_type_anywhere_leads_to_what_the_journal_says(junk: Any) -> None:
    (path, was), value = junk
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        put(home, with_value(path, value))
        progress = Progress.open(home)
        found = standing(progress)
        if not is_possible(path, was, value):
            assert found == rebuilt()
            if path[:3] != ("meta", "1", "model"):  # of other parameters there is nothing to tell
                (notice,) = progress.notices
                assert "progress.json: damaged" in notice
                assert list((home / "backups").iterdir())
        progress.record(answer("csto/b", day=TODAY + 9), after(99))
        progress.close()


@given(JUNK)
@settings(max_examples=40)
@pytest.mark.slow
def test_every_command_works_whatever_a_snapshot_holds(junk: Any) -> None:
    (path, _), value = junk
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUIZAPP_HOME", folder)
        put(Path(folder), with_value(path, value))
        for command in (["due"], ["stats", "--json"], ["review", "--plain"]):
            done = CliRunner().invoke(group, command, input="")
            assert done.exception is None, (command, done.output)


@given(journals)
@settings(max_examples=60)
def test_whatever_a_journal_leads_to_is_written_and_read_again(both: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for device, events in both.items():
            write(home, device, events)
        progress = Progress.open(home)
        progress.close()
        again = Progress.open(home)
        assert again.notices == progress.notices == []
        assert again._state == progress._state
        assert standing(again) == standing(progress)
