"""Journals that are damaged, of other devices, or changed from outside."""

from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.progress.codec import encode, stamp
from quizapp.progress.events import Event, EventKey
from quizapp.progress.progress import Progress
from tests.progress.samples import NOON, TODAY, after, answer, own_journal, standing, write


def test_a_line_is_json_that_ends_in_its_own_checksum(home: Path) -> None:
    import json
    from zlib import crc32

    Progress.open(home).record(answer(reply="4", verdict="right"), NOON)
    written = own_journal(home).read_bytes()
    body = written[: written.index(b',"crc"')]
    assert written.endswith(b"}\n")
    assert json.loads(written) == json.loads(body + b"}") | {"crc": f"{crc32(body):08x}"}
    assert json.loads(body + b"}") == {
        "id": f"{own_journal(home).stem}:1",
        "at": "2026-11-24T12:00:00.000Z",
        "kind": "reviewed",
        "card": "csto/parties",
        "day": "2026-11-24",
        "rating": 3,
        "phase": "review",
        "step": 0,
        "due": "2026-11-28",
        "ms": 1000,
        "verdict": "right",
        "reply": "4",
    }


@pytest.mark.parametrize("cut", [1, 40, 200])
def test_an_answer_cut_off_by_a_crash_is_set_aside_and_the_rest_kept(home: Path, cut: int) -> None:
    progress = Progress.open(home)
    progress.record(answer("csto/a"), after(0))
    whole = own_journal(home).read_bytes()
    torn = encode(Event(EventKey(stamp(after(1)), "ffffffff", 2), answer("csto/b")))[:cut]
    own_journal(home).write_bytes(whole + torn)
    again = Progress.open(home)
    assert list(again.cards) == ["csto/a"]
    assert again.notices == []
    again.record(answer("csto/c"), after(2))
    assert list(Progress.open(home).cards) == ["csto/a", "csto/c"]
    (notice,) = again.notices
    assert own_journal(home).name in notice
    (copy,) = (home / "journal" / "damaged").iterdir()
    assert copy.read_bytes() == torn


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content.replace(b'"rating":3', b'"rating":1', 1),
        lambda content: content.replace(b'"kind"', b"\x00\xff\x00\xff\x00\xff", 1),
        lambda content: b"\xff\xfe" + content[2:],
        lambda content: content.replace(b"{", b"", 1),
    ],
)
def test_a_damaged_line_is_reported_once_and_the_rest_kept(
    home: Path, damage: Callable[[bytes], bytes]
) -> None:
    progress = Progress.open(home)
    for number in range(3):
        progress.record(answer(f"csto/{number}"), after(number))
    first, second, third = own_journal(home).read_bytes().splitlines(keepends=True)
    own_journal(home).write_bytes(first + damage(second) + third)
    again = Progress.open(home)
    assert list(again.cards) == ["csto/0", "csto/2"]
    (notice,) = again.notices
    assert f"{own_journal(home).name}:2:" in notice
    (copy,) = (home / "journal" / "damaged").iterdir()
    assert copy.read_bytes() == damage(second)
    assert again.record(answer("csto/3"), after(3)).id.endswith(":4")
    assert Progress.open(home).notices == []


def test_many_damaged_lines_are_reported_together(home: Path) -> None:
    good = encode(Event(EventKey(stamp(NOON), "aaaaaaaa", 1), answer()))
    path = write(home, "aaaaaaaa", [])
    path.write_bytes(good + b"garbage\n" * 1000 + good.replace(b":1", b":2"))
    progress = Progress.open(home)
    assert progress.reviews == 1
    (notice,) = progress.notices
    assert "aaaaaaaa.jsonl:2: 1001 lines" in notice
    assert len(list((home / "journal" / "damaged").iterdir())) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b'"text"',
        b"{}",
        b'{"id":"aaaaaaaa:1","at":"2026-02-30T12:00:00.000Z","kind":"suspended","card":"csto/a"',
        b'{"id":"aaaaaaaa:x","at":"2026-02-28T12:00:00.000Z","kind":"suspended","card":"csto/a"',
        b'{"id":"aaaaaaaa:1","at":"2026-02-28T12:00:00.000Z","kind":"suspended","card":7',
        b'{"id":"aaaaaaaa:1","at":"2026-02-28T12:00:00.000Z","kind":"reviewed","card":"csto/a"'
        b',"day":"2026-02-30","rating":3,"phase":"review","step":0,"due":"2026-03-09","ms":1'
        b',"reply":null',
        b'{"id":"aaaaaaaa:1","at":"2026-02-28T12:00:00.000Z","kind":"reviewed","card":"csto/a"'
        b',"day":"2026-02-28","rating":3,"phase":"asleep","step":0,"due":"2026-03-09","ms":1'
        b',"reply":null',
        b"[" * 100_000,
    ],
)
def test_a_line_that_is_whole_and_makes_no_sense_is_skipped(home: Path, body: bytes) -> None:
    from zlib import crc32

    path = write(home, "aaaaaaaa", [Event(EventKey(stamp(NOON), "aaaaaaaa", 9), answer("csto/b"))])
    with path.open("ab") as file:
        file.write(b'%b,"crc":"%08x"}\n' % (body, crc32(body)))
    progress = Progress.open(home)
    assert list(progress.cards) == ["csto/b"]
    assert not progress.suspended
    assert len(progress.notices) == 1
    assert len(list(progress.history())) == 1


def test_events_of_a_later_version_are_kept_and_passed_over(home: Path) -> None:
    from zlib import crc32

    progress = Progress.open(home)
    progress.record(answer(), NOON)
    device = own_journal(home).stem
    body = b'{"id":"%b:2","at":"2026-11-24T12:00:00.000Z","kind":"dreamt"' % device.encode()
    later = b'%b,"crc":"%08x"}\n' % (body, crc32(body))
    with own_journal(home).open("ab") as file:
        file.write(later)
    again = Progress.open(home)
    assert again.notices == []
    assert again.record(answer(), after(1)).id == f"{device}:3"
    assert later in own_journal(home).read_bytes()


def test_answers_written_in_another_way_than_ours_count(home: Path) -> None:
    import json
    from zlib import crc32

    event = Event(EventKey(stamp(NOON), "aaaaaaaa", 1), answer('csto/"é'))
    fields = json.loads(encode(event)) | {"mood": "good"}
    del fields["crc"]
    body = json.dumps(dict(reversed(fields.items())), ensure_ascii=False)[:-1].encode()
    path = home / "journal" / "aaaaaaaa.jsonl"
    path.parent.mkdir(parents=True)
    path.write_bytes(b'%b,"crc":"%08x"}\r\n\r\n' % (body, crc32(body)))
    ours = home.with_name("ours")
    write(ours, "aaaaaaaa", [event])
    assert standing(Progress.open(home)) == standing(Progress.open(ours))


def test_a_journal_of_another_device_counts_at_once(home: Path) -> None:
    progress = Progress.open(home)
    progress.record(answer(), after(0))
    write(
        home, "bbbbbbbb", [Event(EventKey(stamp(after(1)), "bbbbbbbb", 1), answer(day=TODAY + 1))]
    )
    assert progress.refresh()
    assert progress.cards["csto/parties"].reps == 2
    (home / "journal" / "bbbbbbbb.jsonl").unlink()
    assert progress.refresh()
    assert progress.cards["csto/parties"].reps == 1


def test_a_line_that_is_not_whole_yet_waits_for_its_end(home: Path) -> None:
    content = encode(Event(EventKey(stamp(NOON), "bbbbbbbb", 1), answer()))
    path = write(home, "bbbbbbbb", [])
    progress = Progress.open(home)
    path.write_bytes(content[:100])
    assert not progress.refresh()
    path.write_bytes(content)
    assert progress.refresh()
    assert progress.reviews == 1
    assert progress.notices == []


@pytest.mark.parametrize("closed", [False, True])
def test_a_journal_replaced_by_a_shorter_or_another_one_is_read_anew(
    home: Path, closed: bool
) -> None:
    events = [
        Event(EventKey(stamp(after(number)), "bbbbbbbb", number), answer(f"csto/{number}"))
        for number in range(1, 5)
    ]
    for some in (events[:3], events[:1], events[1:2] * 5, [], events):
        progress = Progress.open(home)
        write(home, "bbbbbbbb", some)
        progress.refresh()
        assert set(progress.cards) == {event.data.card for event in some}
        if closed:
            progress.close()


def test_the_number_of_an_event_that_only_a_later_version_knows_is_not_used_again(
    home: Path,
) -> None:
    from zlib import crc32

    progress = Progress.open(home)
    device = progress.record(answer(), after(0)).id.partition(":")[0]
    body = b'{"id":"%b:2","at":"%b","kind":"tagged"' % (device.encode(), stamp(after(1)).encode())
    with own_journal(home).open("ab") as file:
        file.write(b'%b,"crc":"%08x"}\n' % (body, crc32(body)))
    assert progress.record(answer(), after(2)).id == f"{device}:3"


def test_a_file_without_lines_and_without_an_end_is_passed_over_and_told(home: Path) -> None:
    progress = Progress.open(home)
    progress.record(answer(), NOON)
    with (home / "journal" / "bbbbbbbb.jsonl").open("wb") as file:
        file.truncate(1 << 42)
    again = Progress.open(home)
    assert again.reviews == 1
    assert "bbbbbbbb.jsonl: cannot be read (it is no journal)" in again.notices[0]
    assert again.record(answer(), after(1)).state
