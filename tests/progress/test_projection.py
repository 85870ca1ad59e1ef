"""The state is a function of the set of events, whatever the order and files they come in."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.progress.codec import encode, stamp
from quizapp.progress.events import Event, EventKey, Renamed, Undone
from quizapp.progress.progress import Progress
from tests.progress.samples import NOON, TODAY, after, answer, journals, standing, write


def state_of(*files: Iterable[Event]) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        for number, events in enumerate(files):
            write(Path(folder), f"file{number}", events)
        progress = Progress.open(Path(folder))
        assert progress.notices == []
        return standing(progress)


@pytest.mark.slow
@given(journals)
def test_union_of_two_journals_is_commutative(both: dict[str, list[Event]]) -> None:
    one, other = both.values()
    assert state_of(one, other) == state_of(other, one)


@pytest.mark.slow
@given(journals, st.integers(0, 12))
def test_union_of_journals_is_associative(both: dict[str, list[Event]], cut: int) -> None:
    one, other = both.values()
    assert state_of(one, other[:cut], other[cut:]) == state_of(one + other[:cut], other[cut:])


@pytest.mark.slow
@given(journals)
def test_union_of_a_journal_with_itself_changes_nothing(both: dict[str, list[Event]]) -> None:
    one, other = both.values()
    assert state_of(one, other) == state_of(one, other, one, one + other)


@pytest.mark.slow
@given(journals, st.randoms(use_true_random=False))
def test_order_of_lines_in_a_journal_does_not_matter(
    both: dict[str, list[Event]], random: object
) -> None:
    events = [event for some in both.values() for event in some]
    shuffled = list(events)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert state_of(events) == state_of(shuffled)


@pytest.mark.slow
@given(journals, st.data())
@settings(deadline=None)
def test_lines_that_arrive_one_by_one_give_what_all_at_once_give(
    both: dict[str, list[Event]], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        paths = {device: write(home, device, ()) for device in both}
        progress = Progress.open(home)
        left = {device: list(events) for device, events in both.items() if events}
        while left:
            device = data.draw(st.sampled_from(sorted(left)))
            number = data.draw(st.integers(1, len(left[device])))
            with paths[device].open("ab") as file:
                file.write(b"".join(map(encode, left[device][:number])))
            del left[device][:number]
            left = {device: events for device, events in left.items() if events}
            progress.refresh()
            if data.draw(st.booleans()):
                progress.close()
                progress = Progress.open(home)
        assert standing(progress) == state_of(*both.values())
        assert progress._state == Progress.open(home)._state


def test_an_answer_of_another_device_that_arrives_late_is_put_into_its_place(home: Path) -> None:
    progress = Progress.open(home)
    progress.record(answer(day=TODAY), after(0))
    progress.record(answer(day=TODAY + 9), after(9 * 1440))
    late = Event(EventKey(stamp(after(3 * 1440)), "bbbbbbbb", 1), answer(day=TODAY + 3, rating=1))
    write(home, "bbbbbbbb", [late])
    assert progress.refresh()
    card = progress.cards["csto/parties"]
    assert (card.reps, card.lapses, card.last) == (3, 1, TODAY + 9)
    assert [review.answer.day - TODAY for review in progress.history()] == [0, 3, 9]


def test_what_was_undone_stays_undone_when_it_comes_again_in_a_copy(home: Path) -> None:
    first = Event(EventKey(stamp(NOON), "aaaaaaaa", 1), answer())
    undone = Event(EventKey(stamp(after(1)), "aaaaaaaa", 2), Undone("csto/parties", "aaaaaaaa:1"))
    write(home, "aaaaaaaa", [first, undone])
    Progress.open(home).close()
    progress = Progress.open(home)
    write(home, "aaaaaaaa (copy)", [first])
    progress.refresh()
    assert not progress.cards


def test_an_answer_is_undone_by_a_copy_that_brings_it_again_with_its_undoing(home: Path) -> None:
    first = Event(EventKey(stamp(NOON), "aaaaaaaa", 1), answer())
    undone = Event(EventKey(stamp(after(1)), "aaaaaaaa", 2), Undone("csto/parties", "aaaaaaaa:1"))
    write(home, "aaaaaaaa", [first])
    progress = Progress.open(home)
    assert progress.cards
    write(home, "aaaaaaaa (copy)", [first, undone])
    progress.refresh()
    assert not progress.cards


def test_an_undoing_that_arrives_before_its_answer_takes_effect(home: Path) -> None:
    undone = Event(EventKey(stamp(after(1)), "aaaaaaaa", 1), Undone("csto/parties", "bbbbbbbb:1"))
    write(home, "aaaaaaaa", [undone])
    progress = Progress.open(home)
    write(home, "bbbbbbbb", [Event(EventKey(stamp(NOON), "bbbbbbbb", 1), answer())])
    progress.refresh()
    assert not progress.cards


def test_two_answers_with_one_id_both_count_when_they_were_given_at_different_times(
    home: Path,
) -> None:
    write(home, "one", [Event(EventKey(stamp(NOON), "aaaaaaaa", 1), answer())])
    write(home, "two", [Event(EventKey(stamp(after(5)), "aaaaaaaa", 1), answer())])
    assert Progress.open(home).reviews == 2


def test_a_card_renamed_there_and_back_keeps_its_history(home: Path) -> None:
    progress = Progress.open(home)
    progress.record(answer("csto/a"), after(0))
    progress.rename("csto/a", "csto/b", after(1))
    progress.record(answer("csto/b"), after(2))
    progress.rename("csto/b", "csto/a", after(3))
    assert progress.cards.keys() == {"csto/a"}
    assert progress.cards["csto/a"].reps == 2
    assert standing(Progress.open(home)) == standing(progress)


def test_renames_in_a_ring_come_to_an_end() -> None:
    ring = [("csto/a", "csto/b"), ("csto/b", "csto/c"), ("csto/c", "csto/a"), ("csto/a", "csto/a")]
    events = [Event(EventKey(stamp(NOON), "aaaaaaaa", 1), answer("csto/a"))] + [
        Event(EventKey(stamp(after(number)), "aaaaaaaa", number), Renamed(card=new, was=was))
        for number, (was, new) in enumerate(ring, 2)
    ]
    cards = state_of(events)["cards"]
    assert isinstance(cards, dict)
    assert list(cards) == ["csto/a"]
