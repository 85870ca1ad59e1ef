"""What the learner decides of many cards at once, of decks and of searches: one event each."""

from itertools import permutations
from pathlib import Path

import pytest

from quizapp.core.day import Day
from quizapp.progress.codec import encode, stamp
from quizapp.progress.events import (
    ARCHIVED,
    BURIED,
    FLAGGED,
    GROUP,
    HIDDEN,
    NO_CARD,
    ORDER,
    SUSPENDED,
    TAG,
    TITLE,
    Arranged,
    BatchEventData,
    Event,
    EventData,
    EventKey,
    Forgotten,
    Marked,
    Redated,
    SearchSaved,
    Undone,
)
from quizapp.progress.progress import Progress
from quizapp.progress.scanner import events
from quizapp.progress.snapshot import DurableStorage
from tests.progress.samples import (
    NOON,
    TODAY,
    after,
    answer,
    in_steps,
    own_journal,
    standing,
    write,
)
from tests.progress.test_grants import with_checksum

A, B, C = "csto/a", "csto/b", "csto/c"
LAW = f"{TAG}law"
CHANGES: dict[str, BatchEventData] = {
    "suspend": Marked((A, B), SUSPENDED, 1),
    "bury": Marked((A, B), BURIED, TODAY + 1),
    "flag": Marked((A, B), FLAGGED, 7),
    "tag": Marked((A, B), LAW, 1),
    "untag": Marked((B, C), f"{TAG}old", 0),
    "forget": Forgotten((A, B)),
    "redate": Redated((A, B), (Day(TODAY + 9), TODAY)),
    "retitle": Arranged("csto", TITLE, "The alliance"),
    "show": Arranged("csto", HIDDEN, 0),
    "search": SearchSaved("Law", "tag:law is:due"),
}


def studied(home: Path) -> Progress:
    """Three cards in review, one of them tagged and one suspended, and a hidden deck."""
    progress = Progress.open(home)
    for number, card in enumerate((A, B, C)):
        progress.record(answer(card), after(number))
    progress.change(Marked((B, C), f"{TAG}old", 1), after(3))
    progress.suspend(C, after(3))
    progress.change(Arranged("csto", HIDDEN, 1), after(3))
    return progress


def another(at: float, data: EventData, seq: int = 1, device: str = "bbbbbbbb") -> Event:
    return Event(EventKey(stamp(after(at)), device, seq), data)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_lasts_and_one_undo_takes_it_back_without_folding_all_anew(
    home: Path, change: BatchEventData, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress = studied(home)
    was = standing(progress)
    with monkeypatch.context() as patch:
        patch.setattr(Progress, "_rebuild", lambda _: pytest.fail("all is folded anew"))
        event = progress.change(change, after(4))
        changed = standing(progress)
        assert changed != was
        progress.undo(event, after(5))
        assert standing(progress) == was
        again = progress.change(change, after(6))
        assert standing(progress) == changed
    assert standing(Progress.open(home)) == changed
    progress.close()
    other = Progress.open(home)
    assert (standing(other), other.notices) == (changed, [])
    other.undo(again, after(7))
    progress.refresh()
    assert standing(other) == standing(progress) == standing(Progress.open(home)) == was


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_read_as_it_was_written(change: BatchEventData) -> None:
    event = Event(EventKey(stamp(NOON), "aaaaaaaa", 1), change)
    assert list(events(encode(event))) == [event]


def test_marks_of_a_batch_and_of_one_card_are_one_matter_of_which_the_latest_word_counts(
    home: Path,
) -> None:
    progress = studied(home)
    progress.change(Marked((A, B, C), SUSPENDED, 1), after(4))
    progress.resume(B, after(5))
    progress.flag(A, 2, after(6))
    progress.change(Marked((A, B), FLAGGED, 0), after(7))
    progress.change(Marked((B,), LAW, 1), after(8))
    progress.change(Marked((C,), f"{TAG}old", 0), after(9))
    assert progress.suspended == {A, C}
    assert progress.flags == {}
    assert progress.tags == {B: {"law", "old"}}


def test_what_one_card_is_marked_with_is_written_as_earlier_versions_read_it(home: Path) -> None:
    progress = Progress.open(home)
    progress.change(Marked((A,), SUSPENDED, 1), after(0))
    progress.undo(progress.change(Marked((A,), FLAGGED, 1), after(1)), after(2))
    lines = own_journal(home).read_bytes()
    assert b'"kind":"suspended","card":"csto/a"' in lines
    assert b'"kind":"undone","card":"csto/a"' in lines
    assert b'"marked"' not in lines


def test_the_mark_before_is_back_when_changes_are_undone_in_any_order(tmp_path: Path) -> None:
    flags = {0: 1, 1: 2, 2: 3}
    for turn, order in enumerate(permutations(flags)):
        progress = Progress.open(tmp_path / str(turn))
        made = {
            n: progress.change(Marked((A, B), FLAGGED, flag), after(n)) for n, flag in flags.items()
        }
        left = dict(flags)
        for step, number in enumerate(order):
            progress.undo(made[number], after(9 + step))
            del left[number]
            expected = left[max(left)] if left else None
            assert progress.flags.get(A) == progress.flags.get(B) == expected
        assert standing(Progress.open(progress.home)) == standing(progress)


def test_a_mark_that_arrives_between_two_is_there_when_the_later_is_undone(home: Path) -> None:
    progress = Progress.open(home)
    progress.change(Marked((A, B), FLAGGED, 1), after(0))
    event = progress.change(Marked((A, B), FLAGGED, 2), after(5))
    write(home, "bbbbbbbb", [another(3, Marked((A,), FLAGGED, 4))])
    progress.refresh()
    assert progress.flags == {A: 2, B: 2}
    progress.undo(event, after(6))
    assert progress.flags == {A: 4, B: 1}


def test_a_batch_can_be_taken_back_for_one_of_its_cards(home: Path) -> None:
    progress = studied(home)
    event = progress.change(Marked((A, B), FLAGGED, 1), after(4))
    write(home, "bbbbbbbb", [another(5, Undone(A, event))])
    progress.refresh()
    assert progress.flags == {B: 1}
    assert standing(Progress.open(home)) == standing(progress)


def test_marks_and_tags_go_with_a_card_to_its_new_name(home: Path) -> None:
    progress = studied(home)
    progress.change(Marked((A, B), LAW, 1), after(4))
    progress.rename(B, "csto/new", after(5))
    assert progress.tags == {A: {"law"}, "csto/new": {"law", "old"}, C: {"old"}}
    assert standing(Progress.open(home)) == standing(progress)
    write(home, "bbbbbbbb", [another(9, Marked((B, A), LAW, 0))])
    progress.refresh()
    assert progress.tags == {"csto/new": {"old"}, C: {"old"}}
    progress.rename(C, "csto/new", after(10))
    assert progress.suspended == {"csto/new"}
    assert standing(Progress.open(home)) == standing(progress)


def test_undo_after_a_rename_is_right_too(home: Path) -> None:
    progress = studied(home)
    event = progress.change(Marked((A, B), LAW, 1), after(4))
    forgot = progress.change(Forgotten((A,)), after(4))
    progress.rename(A, "csto/new", after(5))
    progress.undo(event, after(6))
    progress.undo(forgot, after(7))
    assert progress.tags == {B: {"old"}, C: {"old"}}
    assert progress.cards["csto/new"].reps == 1
    assert standing(Progress.open(home)) == standing(progress)


def test_a_forgotten_card_is_new_and_what_was_answered_stays_in_history_and_tallies(
    home: Path,
) -> None:
    progress = studied(home)
    before = standing(progress)
    progress.change(Forgotten((A, B)), after(4))
    assert progress.cards.keys() == progress.due_day.keys() == {C}
    assert progress.answered_since(TODAY) == {C: TODAY}
    assert progress.lapsed(0) == {C: 0}
    now = standing(progress)
    assert all(now[one] == before[one] for one in ("history", "days", "reviews"))


def test_a_forgotten_card_begins_anew(home: Path) -> None:
    progress = Progress.open(home)
    for day in (0, 4, 30):
        progress.record(answer(A, day=TODAY + day, rating=1 if day else 3), after(1440 * day))
    assert (progress.cards[A].reps, progress.cards[A].lapses) == (3, 2)
    progress.close()
    progress = Progress.open(home)
    progress.change(Forgotten((A,)), after(1440 * 40))
    progress.record(answer(A, day=TODAY + 41, rating=3), after(1440 * 41))
    fresh = Progress.open(home.parent / "fresh")
    fresh.record(answer(A, day=TODAY + 41, rating=3), after(1440 * 41))
    assert dict(progress.cards) == dict(fresh.cards)
    assert progress.tally(Day(TODAY + 41)).new == 1
    assert progress.reviews == 4
    assert standing(Progress.open(home)) == standing(progress)
    progress.close()
    assert standing(Progress.open(home)) == standing(progress)


def test_undo_of_an_answer_to_a_forgotten_card_makes_it_new_again(home: Path) -> None:
    progress = studied(home)
    progress.change(Forgotten((A,)), after(4))
    was = standing(progress)
    progress.undo(progress.record(in_steps(A), after(5)).id, after(6))
    assert standing(progress) == was == standing(Progress.open(home))


def test_a_card_that_another_device_forgot_before_the_last_answer_has_that_answer_alone(
    home: Path,
) -> None:
    progress = Progress.open(home)
    progress.record(answer(A, rating=1), after(0))
    progress.record(answer(A, day=TODAY + 4), after(4 * 1440))
    write(home, "bbbbbbbb", [another(1440, Forgotten((A,)))])
    progress.refresh()
    card = progress.cards[A]
    assert (card.reps, card.first, card.last) == (1, TODAY + 4, TODAY + 4)


def test_each_card_is_due_on_its_own_day(home: Path) -> None:
    progress = studied(home)
    progress.change(Redated((A, B), (Day(TODAY + 9), TODAY)), after(4))
    assert progress.due_day == {A: TODAY + 9, B: TODAY, C: TODAY + 4}


def test_decks_are_arranged_by_field_and_what_is_taken_back_is_not_there(home: Path) -> None:
    progress = studied(home)
    progress.change(Arranged("csto", ORDER, 2), after(4))
    progress.change(Arranged("csto", GROUP, "News"), after(5))
    progress.change(Arranged("other", ARCHIVED, 1), after(6))
    assert progress.arrangement("csto") == {HIDDEN: 1, ORDER: 2, GROUP: "News"}
    assert progress.arranged(ARCHIVED) == {"other": 1}
    progress.change(Arranged("csto", GROUP, ""), after(7))
    progress.change(Arranged("csto", HIDDEN, 0), after(8))
    assert progress.arrangement("csto") == {ORDER: 2}
    assert progress.arrangement("no-such-deck") == {}


def test_a_saved_search_is_kept_by_its_name_until_it_is_forgotten(home: Path) -> None:
    progress = Progress.open(home)
    progress.change(SearchSaved("Law", "tag:law"), after(0))
    progress.change(SearchSaved("Law", "tag:law is:due"), after(1))
    progress.change(SearchSaved("Война", "война"), after(2))
    assert Progress.open(home).saved_searches == {"Law": "tag:law is:due", "Война": "война"}
    progress.change(SearchSaved("Law", ""), after(3))
    assert Progress.open(home).saved_searches == {"Война": "война"}


def test_one_that_arrives_after_it_was_taken_back_does_not_count(home: Path) -> None:
    progress = studied(home)
    undone = [another(9, Undone(NO_CARD, f"cccccccc:{n}"), n) for n in range(1, len(CHANGES) + 1)]
    write(home, "bbbbbbbb", undone)
    progress.refresh()
    progress.close()
    progress = Progress.open(home)
    was = standing(progress)
    late = [another(8, one, n, "cccccccc") for n, one in enumerate(CHANGES.values(), 1)]
    write(home, "cccccccc", late)
    progress.refresh()
    assert standing(progress) == standing(Progress.open(home)) == was


@pytest.mark.parametrize("format_", [4, 5])
def test_a_snapshot_of_a_version_that_passed_changes_over_is_made_anew(
    home: Path, format_: int
) -> None:
    progress = studied(home)
    progress.close()
    storage = DurableStorage(home / "progress.json")
    old = storage.read()
    assert old
    progress.change(Forgotten((A,)), after(4))
    progress.close()
    tables = storage.read()
    assert tables
    tables |= {name: old[name] for name in ("cards", "practised")}
    tables["marks"] = {}
    del tables["arrangement"], tables["searches"], tables["crc"]
    tables["meta"]["1"]["format"] = format_
    storage.write(tables)
    again = Progress.open(home)
    assert (standing(again), again.notices) == (standing(progress), [])


def test_a_snapshot_of_an_earlier_format_is_written_anew_when_the_window_closes(
    home: Path,
) -> None:
    progress = Progress.open(home)
    for number in range(60):
        progress.record(answer(f"csto/{number}"), after(number))
    progress.close()
    storage = DurableStorage(home / "progress.json")
    tables = storage.read()
    assert tables
    tables["meta"]["1"]["format"] = 5
    del tables["crc"], tables["arrangement"], tables["searches"]
    storage.write(tables)
    Progress.open(home).close()
    tables = storage.read()
    assert tables
    assert tables["meta"]["1"]["format"] == 6


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        ("tag", b'"cards":["csto/a"', b'"cards":[7'),
        ("tag", b'"cards":["csto/a","csto/b"]', b'"cards":"csto/a"'),
        ("tag", b'"value":1', b'"value":-1'),
        ("tag", b'"value":1', b'"value":true'),
        ("tag", b'"value":1', b'"value":1' + b"0" * 40),
        ("tag", b'"mark":"tag:law"', b'"mark":7'),
        ("forget", b'"cards":["csto/a","csto/b"]', b'"cards":{}'),
        ("redate", b'"dues":["2026', b'"dues":["x026'),
        ("redate", b'"cards":["csto/a","csto/b"]', b'"cards":["csto/a"]'),
        ("retitle", b'"value":"The alliance"', b'"value":null'),
        ("retitle", b'"value":"The alliance"', b'"value":-1'),
        ("retitle", b'"deck":"csto"', b'"deck":7'),
        ("search", b'"query":"tag', b'"quest":"tag'),
    ],
)
def test_one_that_makes_no_sense_is_set_aside(
    home: Path, change: str, before: bytes, after: bytes
) -> None:
    path = write(home, "aaaaaaaa", [another(0, CHANGES[change], device="aaaaaaaa")])
    with_checksum(path, before, after)
    progress = Progress.open(home)
    (notice,) = progress.notices
    assert "damaged" in notice
    progress.close()
    assert Progress.open(home)._state == progress._state
