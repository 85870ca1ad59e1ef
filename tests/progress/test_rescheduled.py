"""Due days that were set for a batch of cards: kept, merged, taken back, and answered over."""

from pathlib import Path

import pytest

from quizapp.core.day import Day
from quizapp.progress import snapshot
from quizapp.progress.codec import stamp
from quizapp.progress.doctor import Doctor
from quizapp.progress.events import NO_CARD, Event, EventKey, Rescheduled, Undone
from quizapp.progress.progress import Progress
from quizapp.progress.snapshot import DurableStorage
from quizapp.progress.state import IN_STEPS
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

A, B = "csto/a", "csto/b"
BOTH = Rescheduled((A, B), Day(TODAY + 1))


def studied(home: Path) -> Progress:
    progress = Progress.open(home)
    progress.record(answer(A), after(0))
    progress.record(answer(B), after(1))
    return progress


def test_cards_are_due_on_the_day_that_was_set_and_their_memory_stays(home: Path) -> None:
    progress = studied(home)
    was = dict(progress.cards)
    progress.change(BOTH, after(2))
    assert dict(progress.due_day) == {A: TODAY + 1, B: TODAY + 1}
    assert {card: state._replace(due=TODAY + 4) for card, state in progress.cards.items()} == was
    assert progress.reviews == 2
    assert standing(Progress.open(home)) == standing(progress)
    progress.close()
    assert standing(Progress.open(home)) == standing(progress)
    assert not [one for one in Doctor(home, after(3)).findings() if one.is_problem]


def test_one_undo_brings_the_whole_batch_back_to_where_it_was(home: Path) -> None:
    progress = studied(home)
    was = standing(progress)
    event = progress.change(BOTH, after(2))
    progress.undo(event, after(3))
    progress.undo(event, after(4))
    assert standing(progress) == was == standing(Progress.open(home))
    assert own_journal(home).read_bytes().count(b'"undone"') == 1


def test_setting_due_days_and_undoing_it_cost_no_folding_of_all_history(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress = studied(home)
    was = standing(progress)
    with monkeypatch.context() as patch:
        patch.setattr(Progress, "_rebuild", lambda _: pytest.fail("all is folded anew"))
        progress.undo(progress.change(BOTH, after(2)), after(3))
    assert standing(progress) == was


def test_undo_of_another_window_and_of_one_that_was_answered_over(home: Path) -> None:
    progress = studied(home)
    event = progress.change(BOTH, after(2))
    progress.record(answer(A, day=TODAY + 1, due=TODAY + 9), after(3))
    other = Progress.open(home)
    other.undo(event, after(4))
    progress.refresh()
    assert dict(progress.due_day) == dict(other.due_day) == {A: TODAY + 9, B: TODAY + 4}
    assert standing(Progress.open(home)) == standing(progress)


def test_an_answer_decides_again_and_undoing_it_brings_back_the_day_that_was_set(
    home: Path,
) -> None:
    progress = studied(home)
    progress.change(BOTH, after(2))
    saved = progress.record(answer(A, day=TODAY + 1, due=TODAY + 9), after(3))
    assert progress.due_day[A] == TODAY + 9
    progress.undo(saved.id, after(4))
    assert progress.due_day[A] == TODAY + 1
    assert standing(Progress.open(home)) == standing(progress)


def test_practice_leaves_the_day_that_was_set_alone(home: Path) -> None:
    progress = studied(home)
    progress.change(BOTH, after(2))
    progress.record(answer(A, phase="practice", due=0), after(3))
    assert progress.due_day[A] == TODAY + 1
    assert standing(Progress.open(home)) == standing(progress)


def test_new_cards_and_those_in_their_steps_stay_as_they_are(home: Path) -> None:
    progress = Progress.open(home)
    progress.record(in_steps(A), after(0))
    progress.change(BOTH, after(1))
    assert dict(progress.due_day) == {A: IN_STEPS}
    assert B not in progress.cards


def test_suspended_and_buried_cards_stay_so(home: Path) -> None:
    progress = studied(home)
    progress.suspend(A, after(2))
    progress.bury(B, Day(TODAY + 2), after(3))
    progress.change(BOTH, after(4))
    assert progress.suspended == {A}
    assert progress.buried_until(B) == TODAY + 2


def test_two_devices_that_set_the_same_day_are_as_one(home: Path) -> None:
    progress = studied(home)
    progress.change(BOTH, after(5))
    was = standing(progress)
    write(home, "bbbbbbbb", [Event(EventKey(stamp(after(4)), "bbbbbbbb", 1), BOTH)])
    progress.refresh()
    assert standing(progress) == standing(Progress.open(home)) == was


def test_a_day_that_was_set_before_an_answer_and_arrives_after_it_changes_nothing(
    home: Path,
) -> None:
    progress = studied(home)
    was = standing(progress)
    write(home, "bbbbbbbb", [Event(EventKey(stamp(after(-9)), "bbbbbbbb", 1), BOTH)])
    progress.refresh()
    assert standing(progress) == was


def test_it_follows_its_cards_to_other_names(home: Path) -> None:
    progress = studied(home)
    progress.change(BOTH, after(2))
    progress.rename(A, "csto/new", after(3))
    assert dict(progress.due_day) == {"csto/new": TODAY + 1, B: TODAY + 1}
    write(home, "bbbbbbbb", [Event(EventKey(stamp(after(9)), "bbbbbbbb", 1), BOTH._replace(due=1))])
    progress.refresh()
    assert dict(progress.due_day) == {"csto/new": 1, B: 1}
    assert standing(Progress.open(home)) == standing(progress)


def test_one_that_arrives_after_it_was_taken_back_does_not_count(home: Path) -> None:
    progress = studied(home)
    undone = Undone(NO_CARD, "bbbbbbbb:1")
    write(home, "cccccccc", [Event(EventKey(stamp(after(8)), "cccccccc", 1), undone)])
    progress.refresh()
    progress.close()
    progress = Progress.open(home)
    was = standing(progress)
    write(home, "bbbbbbbb", [Event(EventKey(stamp(after(7)), "bbbbbbbb", 1), BOTH)])
    progress.refresh()
    assert standing(progress) == standing(Progress.open(home)) == was


def test_a_version_that_knows_none_passes_them_over_and_one_that_does_counts_them_later(
    home: Path,
) -> None:
    progress = studied(home)
    progress.change(BOTH, after(2))
    known, unknown = b'"kind":"rescheduled"', b'"kind":"of-a-later-version"'
    with_checksum(own_journal(home), known, unknown)
    older = Progress.open(home)
    assert older.notices == []
    assert dict(older.due_day) == {A: TODAY + 4, B: TODAY + 4}
    with_checksum(own_journal(home), unknown, known)
    # its snapshot, which was made from the same lines
    older._journal.read = progress._journal.read
    snapshot.save(home, older._snapshot(), older._model)
    assert Progress.open(home).due_day[A] == TODAY + 4
    storage = DurableStorage(home / "progress.json")
    tables = storage.read()
    assert tables
    tables["meta"]["1"]["format"] = 4
    del tables["crc"]
    storage.write(tables)
    assert standing(Progress.open(home)) == standing(progress)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'"cards":["csto/a"', b'"cards":[7'),
        (b'"cards":["csto/a","csto/b"]', b'"cards":"csto/a"'),
        (b'"due":"2026', b'"due":"x026'),
        (b'"answers":[5,6]', b'"answers":[5]'),
        (b'"answers":[5,6]', b'"answers":["5","6"]'),
    ],
)
def test_one_that_makes_no_sense_is_set_aside(home: Path, before: bytes, after: bytes) -> None:
    event = Event(EventKey(stamp(NOON), "aaaaaaaa", 1), BOTH._replace(answers=(5, 6)))
    path = write(home, "aaaaaaaa", [event])
    with_checksum(path, before, after)
    (notice,) = Progress.open(home).notices
    assert "damaged" in notice
