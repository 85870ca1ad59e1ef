import errno
import json
import os
from pathlib import Path

import pytest
from tinydb import Query, TinyDB

from quizapp.core.day import Day
from quizapp.memory.fsrs import MemoryModel
from quizapp.progress import snapshot
from quizapp.progress.events import (
    NO_CARD,
    ORDER,
    TAG,
    TITLE,
    EventKey,
    Granted,
    LimitRaise,
    QuizSpec,
    Response,
)
from quizapp.progress.progress import Progress
from quizapp.progress.scanner import ReadPosition
from quizapp.progress.snapshot import DurableStorage
from quizapp.progress.state import IN_STEPS, CardState
from tests.progress.samples import TODAY, after, answer, in_steps, own_journal, standing

pytestmark = pytest.mark.day

FORMAT_3 = (
    rb'{"meta":{"1":{"format":3,"model":[0.21199999749660492,1.2930999994277954,2.30649995803833,'
    rb"8.295599937438965,6.413300037384033,0.8334000110626221,3.019399881362915,"
    rb"0.0010000000474974513,1.8722000122070312,0.16660000383853912,0.7960000038146973,"
    rb"1.4835000038146973,0.061400000005960464,0.2628999948501587,1.648300051689148,"
    rb"0.6014000177383423,1.8729000091552734,0.5425000190734863,0.09120000153779984,"
    rb'0.0658000037074089,0.1542000025510788],"tally":["new","reviews","answers","passed","ms"],'
    rb'"reviews":3,"last_rename":["2026-11-24T12:06:00.000Z","aaaaaaaa",6]}},'
    rb'"journal":{"1":{"file":"aaaaaaaa.jsonl","size":4096,"lines":18,"length":212,'
    rb'"crc":3735928559}},'
    rb'"devices":{"1":{"at":"2026-11-24T12:18:00.000Z","device":"aaaaaaaa","seq":18}},'
    rb'"names":{"1":{"was":"csto/a","card":"csto/d"}},'
    rb'"marks":{"1":{"sort":"suspended","card":"csto/b","at":"2026-11-24T12:07:00.000Z",'
    rb'"device":"aaaaaaaa","seq":7,"value":1},"2":{"sort":"suspended","card":"csto/d",'
    rb'"at":"2026-11-24T12:08:00.000Z","device":"aaaaaaaa","seq":8,"value":0},'
    rb'"3":{"sort":"buried","card":"csto/c","at":"2026-11-24T12:09:00.000Z","device":"aaaaaaaa",'
    rb'"seq":9,"value":739945},"4":{"sort":"flagged","card":"csto/d",'
    rb'"at":"2026-11-24T12:10:00.000Z","device":"aaaaaaaa","seq":10,"value":2}},'
    rb'"granted":{"1":{"day":739944,"key":["2026-11-24T12:11:00.000Z","aaaaaaaa",11],'
    rb'"raises":[["new",10,""],["backlog",4,"csto"]]}},'
    rb'"undone":{"1":{"card":"csto/e","ids":["aaaaaaaa:4"]},"2":{"card":"-",'
    rb'"ids":["bbbbbbbb:1"]}},'
    rb'"days":{"1":{"day":739944,"decks":{"csto":[2,0,3,2,3000]}}},'
    rb'"cards":{"1":{"card":"csto/d","stability":2.5,"difficulty":6.25,"phase":"review","step":0,'
    rb'"due":739948,"reps":1,"lapses":0,"first":739944,"last":739944,'
    rb'"latest":["2026-11-24T12:01:00.000Z","aaaaaaaa",1]},"2":{"card":"csto/b","stability":2.5,'
    rb'"difficulty":6.25,"phase":"learning","step":0,"due":1795521660000,"reps":1,"lapses":0,'
    rb'"first":739944,"last":739944,"latest":["2026-11-24T12:02:00.000Z","aaaaaaaa",2]}},'
    rb'"practised":{"1":{"card":"csto/c","latest":["2026-11-24T12:03:00.000Z","aaaaaaaa",3]}},'
    rb'"quizzes":{"1":{"quiz":"aaaaaaaa:13","at":"2026-11-24T12:13:00.000Z","cards":["csto/a",'
    rb'"csto/b"],"seed":7,"feedback":"each","seconds":60,"confidence":true,"counts":false}},'
    rb'"sheets":{"1":{"quiz":"aaaaaaaa:13","card":"csto/a","key":["2026-11-24T12:14:00.000Z",'
    rb'"aaaaaaaa",14],"reply":["Minsk","\u0415\u0440\u0435\u0432\u0430\u043d"],'
    rb'"confidence":"sure","marked":true,"ms":900},"2":{"quiz":"aaaaaaaa:13","card":"csto/b",'
    rb'"key":["2026-11-24T12:16:00.000Z","aaaaaaaa",16],"reply":null,"confidence":"",'
    rb'"marked":false,"ms":0}},'
    rb'"turned":{"1":{"quiz":"aaaaaaaa:13","key":["2026-11-24T12:15:00.000Z","aaaaaaaa",15],'
    rb'"card":"csto/b"}},'
    rb'"past_quizzes":{"1":{"quiz":"aaaaaaaa:99","key":["2026-11-24T12:17:00.000Z","aaaaaaaa",'
    rb'17],"score":1.5,"chance":0.25,"questions":3},"2":{"quiz":"bbbbbbbb:7",'
    rb'"key":["2026-11-24T12:18:00.000Z","aaaaaaaa",18],"score":0.0,"chance":0.0,"questions":0}},'
    rb'"crc":{"1":{"crc32":"bae489c8"}}}'
)
"""A snapshot as it was written by the version that introduced format 3."""

FORMAT_4 = (
    rb'{"meta":{"1":{"format":4,"model":[0.21199999749660492,1.2930999994277954,2.30649995803833,'
    rb"8.295599937438965,6.413300037384033,0.8334000110626221,3.019399881362915,"
    rb"0.0010000000474974513,1.8722000122070312,0.16660000383853912,0.7960000038146973,"
    rb"1.4835000038146973,0.061400000005960464,0.2628999948501587,1.648300051689148,"
    rb"0.6014000177383423,1.8729000091552734,0.5425000190734863,0.09120000153779984,"
    rb'0.0658000037074089,0.1542000025510788],"tally":["new","reviews","answers","passed","ms"],'
    rb'"last_rename":["2026-11-24T12:06:00.000Z","aaaaaaaa",6]}},'
    rb'"journal":{"1":{"file":"aaaaaaaa.jsonl","size":4096,"lines":18,"length":212,'
    rb'"crc":3735928559}},"devices":{"1":{"key":["2026-11-24T12:18:00.000Z","aaaaaaaa",18]}},'
    rb'"names":{"1":{"was":"csto/a","card":"csto/d"}},"marks":{"1":{"sort":"suspended",'
    rb'"card":"csto/b","key":["2026-11-24T12:07:00.000Z","aaaaaaaa",7],"value":1},'
    rb'"2":{"sort":"suspended","card":"csto/d","key":["2026-11-24T12:08:00.000Z","aaaaaaaa",8],'
    rb'"value":0},"3":{"sort":"buried","card":"csto/c","key":["2026-11-24T12:09:00.000Z",'
    rb'"aaaaaaaa",9],"value":739945},"4":{"sort":"flagged","card":"csto/d","key":['
    rb'"2026-11-24T12:10:00.000Z","aaaaaaaa",10],"value":2}},"granted":{"1":{"day":739944,"key":['
    rb'"2026-11-24T12:11:00.000Z","aaaaaaaa",11],"raises":[["new",10,""],["backlog",4,"csto"]]}},'
    rb'"undone":{"1":{"card":"csto/e","ids":["aaaaaaaa:4"]},"2":{"card":"-","ids":["bbbbbbbb:1"]}},'
    rb'"days":{"1":{"day":739944,"decks":{"csto":[2,0,3,2,3000]}}},"cards":{"1":{"card":["csto/b",'
    rb'"csto/d"],"devices":["aaaaaaaa"],"due_day":"/////2xKCwA=",'
    rb'"stability":"AAAAAAAABEAAAAAAAAAEQA==","difficulty":"AAAAAAAAGUAAAAAAAAAZQA==",'
    rb'"phase":"AAI=","step":"AAAAAAAAAAA=","reps":"AQAAAAEAAAA=","lapses":"AAAAAAAAAAA=",'
    rb'"first":"aEoLAGhKCwA=","last":"aEoLAGhKCwA=","at":"wC5vDaIBAABgRG4NogEAAA==",'
    rb'"device":"AAAAAAAAAAA=","seq":"AgAAAAAAAAABAAAAAAAAAA==","steps_due":"YERuDaIBAAA="}},'
    rb'"practised":{"1":{"card":"csto/c","key":["2026-11-24T12:03:00.000Z","aaaaaaaa",3]}},'
    rb'"quizzes":{"1":{"quiz":"aaaaaaaa:13","at":"2026-11-24T12:13:00.000Z","cards":["csto/a",'
    rb'"csto/b"],"seed":7,"feedback":"each","seconds":60,"confidence":true,"counts":false}},'
    rb'"sheets":{"1":{"quiz":"aaaaaaaa:13","card":"csto/a","key":["2026-11-24T12:14:00.000Z",'
    rb'"aaaaaaaa",14],"reply":["Minsk","\u0415\u0440\u0435\u0432\u0430\u043d"],"confidence":"sure",'
    rb'"marked":true,"ms":900},"2":{"quiz":"aaaaaaaa:13","card":"csto/b","key":['
    rb'"2026-11-24T12:16:00.000Z","aaaaaaaa",16],"reply":null,"confidence":"","marked":false,'
    rb'"ms":0}},"turned":{"1":{"quiz":"aaaaaaaa:13","key":["2026-11-24T12:15:00.000Z","aaaaaaaa",'
    rb'15],"card":"csto/b"}},"past_quizzes":{"1":{"quiz":"aaaaaaaa:99","key":['
    rb'"2026-11-24T12:17:00.000Z","aaaaaaaa",17],"score":1.5,"chance":0.25,"questions":3},'
    rb'"2":{"quiz":"bbbbbbbb:7","key":["2026-11-24T12:18:00.000Z","aaaaaaaa",18],"score":0.0,'
    rb'"chance":0.0,"questions":0}},"crc":{"1":{"crc32":"be647c90"}}}'
)
"""The same, as it was written by the version that introduced format 4."""

FORMAT_5 = FORMAT_4.replace(b'"format":4', b'"format":5').replace(b"be647c90", b"364b8692")
"""The same, as it was written by the version that introduced format 5."""

_MARKS_6 = (
    rb'"marks":{"1":{"topic":"suspended","key":["2026-11-24T12:07:00.000Z","aaaaaaaa",7],"value":1,'
    rb'"subjects":["csto/b"]},"2":{"topic":"suspended","key":["2026-11-24T12:08:00.000Z","aaaaaaaa"'
    rb',8],"value":0,"subjects":["csto/d"]},"3":{"topic":"buried","key":["2026-11-24T12:09:00.000Z"'
    rb',"aaaaaaaa",9],"value":739945,"subjects":["csto/c"]},"4":{"topic":"flagged","key":["2026-11-'
    rb'24T12:10:00.000Z","aaaaaaaa",10],"value":2,"subjects":["csto/d"]}},'
)
_MARKS_5 = FORMAT_5[FORMAT_5.index(b'"marks"') : FORMAT_5.index(b'"granted"')]

FROM_5 = (
    FORMAT_5.replace(_MARKS_5, _MARKS_6 + b'"arrangement":{},"searches":{},')
    .replace(b'"format":5', b'"format":6')
    .replace(b"364b8692", b"29589c14")
)
"""The same, as it is written today."""

FORMAT_6 = FROM_5.replace(
    b'},"arrangement":{},"searches":{},',
    rb',"5":{"topic":"tag:law","key":["2026-11-24T12:19:00.000Z","aaaaaaaa",19],"value":1,"subjects'
    rb'":["csto/b","csto/d"]}},"arrangement":{"1":{"topic":"title","key":["2026-11-24T12:20:00.000Z'
    rb'","aaaaaaaa",20],"value":"The alliance","subjects":["csto"]},"2":{"topic":"order","key":["20'
    rb'26-11-24T12:21:00.000Z","aaaaaaaa",21],"value":3,"subjects":["csto"]}},"searches":{"1":{"top'
    rb'ic":"search","key":["2026-11-24T12:22:00.000Z","aaaaaaaa",22],"value":"tag:law is:due","subj'
    rb'ects":["Law"]}},',
).replace(b"29589c14", b"85fb992c")
"""With a tag, an arrangement and a search, as it was written by the version that introduced format
6."""

UNSORTED = (
    FORMAT_4.replace(b'["csto/b","csto/d"]', b'["csto/d","csto/b"]')
    .replace(b"/////2xKCwA=", b"bEoLAP////8=")
    .replace(b'"phase":"AAI="', b'"phase":"AgA="')
    .replace(b"wC5vDaIBAABgRG4NogEAAA==", b"YERuDaIBAADALm8NogEAAA==")
    .replace(b"AgAAAAAAAAABAAAAAAAAAA==", b"AQAAAAAAAAACAAAAAAAAAA==")
    .replace(b"be647c90", b"5f7aa228")
)
"""The same, as it was written when cards stood in the order of their first answers."""


def studied(home: Path) -> Progress:
    """A learner who has done everything once, and closed."""
    progress = Progress.open(home)
    progress.record(answer("csto/a"), after(0))
    progress.record(in_steps("csto/b"), after(1))
    progress.undo(progress.record(answer("csto/c"), after(2)).id, after(3))
    progress.rename("csto/a", "csto/d", after(4))
    progress.suspend("csto/b", after(5))
    progress.bury("csto/d", Day(TODAY + 1), after(6))
    progress.record(answer("figures/a", day=TODAY + 1, rating=1), after(1440))
    progress.close()
    return progress


def test_a_start_from_the_snapshot_gives_what_the_journal_gives(home: Path) -> None:
    progress = studied(home)
    again = Progress.open(home)
    assert standing(again) == standing(progress)
    assert again._state == progress._state
    (home / "progress.json").unlink()
    assert Progress.open(home)._state == progress._state


def test_what_came_after_the_snapshot_is_added_to_it(home: Path) -> None:
    studied(home)
    progress = Progress.open(home)
    progress.record(answer("csto/d", day=TODAY + 2), after(2880))
    assert standing(Progress.open(home)) == standing(progress)
    assert Progress.open(home).cards["csto/d"].reps == 2


def test_the_journal_is_not_read_again_when_there_is_a_snapshot(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    studied(home)

    def read(content: bytes, *_: object) -> list[object]:
        assert not content
        return []

    monkeypatch.setattr("quizapp.progress.scanner.read", read)
    assert Progress.open(home).cards


def test_the_snapshot_is_a_tinydb_file_that_can_be_queried(home: Path) -> None:
    progress = studied(home)
    with TinyDB(home / "progress.json") as database:
        (day,) = database.table("days").search(Query().day == TODAY + 1)
        assert day["decks"]["figures"] == list(progress.tally(Day(TODAY + 1), "figures"))
        assert database.table("cards").all()[0]["card"] == list(progress.cards)


def test_no_snapshot_is_written_for_an_answer_nor_when_nothing_happened(home: Path) -> None:
    studied(home)
    was = (home / "progress.json").stat().st_mtime_ns
    progress = Progress.open(home)
    progress.close()
    progress.record(answer(), after(9))
    assert (home / "progress.json").stat().st_mtime_ns == was


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"null",
        b'{"meta": {}}',
        b"\xff\x00",
        b'{"meta":{"1":{"format":99}},"crc":{"1":{"crc32":"e7b8e8ba"}}}',
    ],
)
def test_a_damaged_snapshot_is_set_aside_and_made_anew(home: Path, content: bytes) -> None:
    progress = studied(home)
    (home / "progress.json").write_bytes(content)
    again = Progress.open(home)
    assert standing(again) == standing(progress)
    (notice,) = again.notices
    assert "progress.json" in notice
    (aside,) = (home / "backups").glob("progress-*")
    assert aside.read_bytes() == content
    again.close()
    assert Progress.open(home).notices == []


def test_a_snapshot_with_one_wrong_byte_is_not_believed(home: Path) -> None:
    progress = studied(home)
    content = bytearray((home / "progress.json").read_bytes())
    for place in (10, len(content) // 2, len(content) - 5):
        flipped = bytearray(content)
        flipped[place] ^= 1
        (home / "progress.json").write_bytes(flipped)
        again = Progress.open(home)
        assert len(again.notices) == 1
        assert standing(again) == standing(progress)


def test_a_snapshot_of_an_earlier_format_is_kept_among_the_backups_without_a_word(
    home: Path,
) -> None:
    progress = studied(home)
    storage = DurableStorage(home / "progress.json")
    tables = storage.read()
    assert tables
    tables["meta"]["1"]["format"] = 0
    del tables["crc"]
    storage.write(tables)
    again = Progress.open(home)
    assert standing(again) == standing(progress)
    assert again.notices == []
    assert len(list((home / "backups").glob("progress-*"))) == 1


def test_a_snapshot_of_a_version_that_knew_no_grants_is_made_anew(home: Path) -> None:
    progress = studied(home)
    progress.change(Granted(TODAY, (LimitRaise("new", 5),)), after(1441))
    progress.close()
    storage = DurableStorage(home / "progress.json")
    tables = storage.read()
    assert tables
    tables["meta"]["1"]["format"] = 2
    tables["granted"] = {}
    del tables["crc"]
    storage.write(tables)
    assert Progress.open(home).granted(TODAY) == {("new", ""): 5}


def test_other_fsrs_parameters_give_other_memories_at_the_next_start(home: Path) -> None:
    progress = studied(home)
    parameters = list(MemoryModel().parameters)
    parameters[2] *= 2
    other = Progress.open(home, MemoryModel(parameters))
    assert other.cards["csto/d"].stability > progress.cards["csto/d"].stability
    assert other.notices == []
    other.close()
    assert standing(Progress.open(home)) == standing(progress)


def test_a_snapshot_that_cannot_be_written_harms_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    studied(home)
    progress = Progress.open(home)
    progress.record(answer(), after(9))
    content = (home / "progress.json").read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr("os.write", full)
        progress.close()
    assert (home / "progress.json").read_bytes() == content
    assert not list(home.glob("*.new"))
    assert len(progress.notices) == 1
    assert standing(Progress.open(home)) == standing(progress)


def test_a_crash_while_the_snapshot_is_replaced_leaves_the_old_one(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    studied(home)
    progress = Progress.open(home)
    progress.record(answer(), after(9))

    def crash(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.replace", crash)
        with pytest.raises(SystemExit):
            progress.close()
    again = Progress.open(home)
    assert again.notices == []
    assert standing(again) == standing(progress)


def test_a_snapshot_whose_journal_is_gone_is_not_believed(home: Path) -> None:
    studied(home)
    own_journal(home).unlink()
    progress = Progress.open(home)
    assert not progress.cards
    progress.close()
    assert not Progress.open(home).cards


@pytest.mark.parametrize(
    ("content", "written"),
    [
        (FORMAT_3, FROM_5),
        (UNSORTED, FROM_5),
        (FORMAT_4, FROM_5),
        (FORMAT_5, FROM_5),
        (FORMAT_6, FORMAT_6),
    ],
    ids=["3", "4, unsorted", "4", "5", "6"],
)
def test_a_snapshot_is_read_for_ever_and_written_again_as_it_was(
    home: Path, content: bytes, written: bytes
) -> None:
    home.mkdir()
    (home / "progress.json").write_bytes(content)
    model = MemoryModel(json.loads(content)["meta"]["1"]["model"])
    notices: list[str] = []
    found = snapshot.load(home, model, notices)
    assert found
    assert notices == []
    state = found.state
    assert state.cards == {
        "csto/d": CardState(2.5, 6.25, "review", 0, TODAY + 4, 1, 0, TODAY, TODAY),
        "csto/b": CardState(2.5, 6.25, "learning", 0, 1795521660000, 1, 0, TODAY, TODAY),
    }
    assert state.cards.due_day == {"csto/d": TODAY + 4, "csto/b": IN_STEPS}
    assert state.cards.in_steps == {"csto/b": 1795521660000}
    assert state.cards.latest("csto/b") == EventKey("2026-11-24T12:02:00.000Z", "aaaaaaaa", 2)
    assert state.cards.practised == {"csto/c": EventKey("2026-11-24T12:03:00.000Z", "aaaaaaaa", 3)}
    assert state.current_name("csto/a") == "csto/d"
    tags = {f"{TAG}law": {"csto/b": 1, "csto/d": 1}} if content == FORMAT_6 else {}
    assert state.marks.values == {
        "suspended": {"csto/b": 1},
        "buried": {"csto/c": TODAY + 1},
        "flagged": {"csto/d": 2},
        **tags,
    }
    if content == FORMAT_6:
        assert state.arrangement.about("csto") == {TITLE: "The alliance", ORDER: 3}
        assert state.searches.values == {"search": {"Law": "tag:law is:due"}}
    assert state.marks.last("suspended", ["csto/d"]).seq == 8  # which took it back
    assert state.grants.on(TODAY) == {("new", ""): 10, ("backlog", "csto"): 4}
    assert state.undone_ids == {"csto/e": {"aaaaaaaa:4"}, NO_CARD: {"bbbbbbbb:1"}}
    assert state.reviews == 3
    assert state.quizzes.open["aaaaaaaa:13"].spec == QuizSpec(
        ("csto/a", "csto/b"), 7, "each", 60, confidence=True, counts=False
    )
    assert state.quizzes.responses("aaaaaaaa:13") == {
        "csto/a": Response(("Minsk", "Ереван"), "sure", marked=True, ms=900),
        "csto/b": Response(),
    }
    assert state.quizzes.current["aaaaaaaa:13"].card == "csto/b"
    assert state.quizzes.past["aaaaaaaa:99"][1:] == (1.5, 0.25, 3)
    assert found.read == {"aaaaaaaa.jsonl": ReadPosition(4096, 18, 212, 3735928559)}
    assert found.last_keys == {"aaaaaaaa": EventKey("2026-11-24T12:18:00.000Z", "aaaaaaaa", 18)}
    snapshot.save(home, found, model)
    assert (home / "progress.json").read_bytes() == written


def test_closing_writes_nothing_where_the_next_start_reads_the_little_there_is(
    home: Path,
) -> None:
    progress = Progress.open(home)
    for number in range(60):
        progress.record(answer(f"csto/{number}"), after(number))
    progress.close()
    was = (home / "progress.json").read_bytes()
    progress.record(answer("csto/1", day=TODAY + 1), after(1440))
    progress.close()
    assert (home / "progress.json").read_bytes() == was
    again = Progress.open(home)
    assert standing(again) == standing(progress)
    again.record(answer("csto/2", day=TODAY + 1), after(1441))
    again.close()
    assert (home / "progress.json").read_bytes() != was
    assert Progress.open(home)._state == again._state


def test_a_thread_writes_what_was_known_when_its_work_began(home: Path) -> None:
    studied(home)
    progress = Progress.open(home)
    looks_after_backups = progress.leisure_work()
    assert looks_after_backups
    looks_after_backups()
    assert progress.leisure_work() is None
    progress.record(answer("csto/x"), after(1450))
    before = standing(progress)
    work = progress.leisure_work()
    assert work
    quiz = progress.begin_quiz(QuizSpec(("csto/b",), 7), after(1451))
    progress.respond(quiz, "csto/b", Response("Minsk"), after(1452))
    progress.record(answer("csto/d", day=TODAY + 2), after(2900))
    progress.suspend("csto/x", after(2901))
    work()
    found = snapshot.load(home, MemoryModel(), [])
    assert found
    assert found.state.cards == before["cards"]
    assert "csto/x" not in found.state.marks.values["suspended"]
    assert not found.state.quizzes.open
    assert standing(Progress.open(home)) == standing(progress)
    again = progress.leisure_work()
    assert again
    again()
    assert progress.leisure_work() is None


def test_work_at_leisure_waits_for_no_other_window(home: Path) -> None:
    studied(home)
    was = (home / "progress.json").read_bytes()
    progress, other = Progress.open(home), Progress.open(home)
    progress.record(answer("csto/x"), after(1450))
    work = progress.leisure_work()
    assert work
    with other._writer.locked():
        work()
    assert (home / "progress.json").read_bytes() == was
    assert progress.notices == []
    later = progress.leisure_work()
    assert later
    later()
    assert (home / "progress.json").read_bytes() != was


def test_a_copy_stays_as_it_is(home: Path) -> None:
    progress = studied(home)
    progress = Progress.open(home)
    copy = progress.copy()
    before = copy._state.copy()
    progress.record(answer("csto/d", day=TODAY + 2), after(2900))
    progress.undo(progress.record(in_steps("csto/y"), after(2901)).id, after(2902))
    progress.rename("csto/b", "csto/z", after(2903))
    assert copy._state == before
    assert copy.memories(["csto/d"]) != progress.memories(["csto/d"])


def test_cards_answered_since_a_day_are_known_whatever_happens_to_them(home: Path) -> None:
    studied(home)
    progress = Progress.open(home)
    assert progress.answered_since(Day(TODAY + 1)) == {"figures/a": TODAY + 1}
    saved = progress.record(answer("csto/d", day=TODAY + 1), after(1450))
    assert progress.answered_since(Day(TODAY + 1)).keys() == {"csto/d", "figures/a"}
    progress.undo(saved.id, after(1451))
    assert progress.answered_since(Day(TODAY + 1)).keys() == {"figures/a"}
    assert progress.answered_since(TODAY).keys() == progress.cards.keys()
