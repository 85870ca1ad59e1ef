from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.day import Day
from quizapp.memory.fsrs import Memory, MemoryModel, Rating
from quizapp.progress.codec import stamp
from quizapp.progress.events import Event, EventKey
from quizapp.progress.progress import Progress
from quizapp.progress.state import IN_STEPS, DayTally
from tests.progress.samples import (
    NOON,
    TODAY,
    after,
    answer,
    answers,
    in_steps,
    own_journal,
    standing,
    write,
)

CARD = "csto/parties"


def test_looking_creates_nothing(home: Path) -> None:
    progress = Progress.open(home)
    assert not progress.refresh()
    progress.close()
    assert not home.exists()


def test_an_answer_is_there_when_the_folder_is_opened_again(home: Path) -> None:
    progress = Progress.open(home)
    saved = progress.record(answer(reply=("Армения", 'x\n"\u2028\udcff'), verdict="right"), NOON)
    again = Progress.open(home)
    assert again.cards == {CARD: saved.state}
    (review,) = again.history()
    assert review.id == saved.id
    assert review.at == NOON
    assert review.answer.reply == ("Армения", 'x\n"\u2028\udcff')


@pytest.mark.slow
@given(st.lists(answers, max_size=8))
def test_what_is_recorded_is_what_history_gives(some: list[object]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        progress = Progress.open(Path(folder))
        for number, one in enumerate(some):
            progress.record(one, after(number))  # type: ignore[arg-type]
        assert [review.answer for review in progress.history()] == some
        assert standing(Progress.open(Path(folder))) == standing(progress)


def test_the_memory_follows_from_the_days_between_answers(home: Path) -> None:
    progress = Progress.open(home)
    model = MemoryModel()
    memory: Memory | None = None
    for day, elapsed, rating in ((0, 0, 3), (0, 0, 3), (4, 4, 1), (3, 0, 4)):
        saved = progress.record(answer(day=TODAY + day, rating=rating), after(day * 1440))
        memory = model.after(memory, elapsed, Rating(rating))
        assert (saved.state.stability, saved.state.difficulty) == memory


def test_phase_step_and_due_are_those_of_the_last_answer(home: Path) -> None:
    progress = Progress.open(home)
    progress.record(in_steps(), after(0))
    assert progress.due_day == {CARD: IN_STEPS}
    assert progress.in_steps == {CARD: int(NOON.timestamp() * 1000) + 60_000}
    state = progress.record(answer(), after(1)).state
    assert (state.phase, state.step, state.due) == ("review", 0, TODAY + 4)
    assert progress.due_day == {CARD: TODAY + 4}
    assert progress.in_steps == {}


def test_again_is_a_lapse_only_for_a_card_that_was_in_review(home: Path) -> None:
    progress = Progress.open(home)
    progress.record(in_steps(), after(0))
    assert progress.cards[CARD].lapses == 0
    progress.record(answer(), after(1))
    progress.record(answer(rating=1), after(2))
    assert (progress.cards[CARD].reps, progress.cards[CARD].lapses) == (3, 1)


def test_the_day_is_told_apart_by_deck_and_added_up(home: Path) -> None:
    progress = Progress.open(home)
    progress.record(in_steps("csto/a"), after(0))
    progress.record(answer("csto/a"), after(1))
    progress.record(answer("csto/a", rating=1), after(2))
    progress.record(answer("figures/b"), after(3))
    progress.record(answer("figures/b", day=TODAY + 1), after(1440))
    assert progress.tally(TODAY, "csto") == DayTally(1, 1, 3, 1, 3000)
    assert progress.tally(TODAY, "figures") == DayTally(1, 0, 1, 1, 1000)
    assert progress.tally(TODAY) == DayTally(2, 1, 4, 2, 4000)
    assert progress.tally(Day(TODAY + 1)) == DayTally(0, 1, 1, 1, 1000)
    assert progress.tally(Day(TODAY + 2)) == progress.tally(TODAY, "none") == DayTally()
    assert list(progress.days) == [TODAY, TODAY + 1]
    assert progress.reviews == 5


@pytest.mark.slow
@given(st.lists(answers, max_size=5), st.lists(answers, min_size=1, max_size=5))
def test_undo_inverts_record(before: list[object], some: list[object]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        progress = Progress.open(Path(folder))
        for number, one in enumerate(before):
            progress.record(one, after(number))  # type: ignore[arg-type]
        was = standing(progress)
        ids = [progress.record(one, after(9)).id for one in some]  # type: ignore[arg-type]
        for one in reversed(ids):
            progress.undo(one, after(10))
        assert standing(progress) == was
        assert standing(Progress.open(Path(folder))) == was


def test_an_answer_that_is_not_the_last_can_be_undone(home: Path) -> None:
    progress = Progress.open(home)
    first = progress.record(answer(rating=1), after(0))
    second = progress.record(answer(rating=4), after(1))
    progress.undo(first.id, after(2))
    alone = Progress.open(home.with_name("another")).record(answer(rating=4), after(1))
    assert progress.cards[CARD] == alone.state
    progress.undo(second.id, after(3))
    assert not progress.cards


def test_an_answer_of_an_earlier_start_can_be_undone(home: Path) -> None:
    saved = Progress.open(home).record(answer(), NOON)
    progress = Progress.open(home)
    progress.undo(saved.id, after(1))
    assert standing(progress) == standing(Progress.open(home.with_name("empty")))
    assert not Progress.open(home).cards


def test_undoing_twice_or_what_never_was_changes_nothing(home: Path) -> None:
    progress = Progress.open(home)
    progress.record(answer(), after(0))
    saved = progress.record(answer(rating=1), after(1))
    progress.undo(saved.id, after(2))
    was, size = standing(progress), own_journal(home).stat().st_size
    progress.undo(saved.id, after(3))
    progress.undo("ffffffff:9", after(3))
    assert standing(progress) == was
    assert own_journal(home).stat().st_size == size


def test_progress_follows_a_card_to_its_new_name(home: Path) -> None:
    progress = Progress.open(home)
    saved = progress.record(answer("csto/old"), after(0))
    progress.rename("csto/old", "csto/new", after(1))
    assert progress.cards == {"csto/new": saved.state}
    assert progress.due_day == {"csto/new": TODAY + 4}
    assert [review.answer.card for review in progress.history()] == ["csto/new"]
    again = Progress.open(home)
    assert again.record(answer("csto/new"), after(2)).state.reps == 2
    progress.undo(saved.id, after(3))
    assert progress.cards["csto/new"].reps == 1


def test_a_rename_brings_together_what_was_done_under_both_names(home: Path) -> None:
    progress = Progress.open(home)
    progress.record(answer("csto/old"), after(0))
    progress.suspend("csto/old", after(1))
    progress.record(answer("figures/new"), after(2))
    progress.rename("csto/old", "figures/new", after(3))
    assert progress.cards["figures/new"].reps == 2
    assert progress.suspended == {"figures/new"}
    assert progress.tally(TODAY) == progress.tally(TODAY, "figures") == DayTally(1, 1, 2, 2, 2000)
    assert standing(Progress.open(home)) == standing(progress)


def test_a_suspended_card_stays_suspended_under_its_new_name(home: Path) -> None:
    progress = Progress.open(home)
    progress.record(answer("csto/old"), after(0))
    progress.suspend("csto/old", after(1))
    progress.rename("csto/old", "csto/new", after(2))
    assert progress.suspended == {"csto/new"}
    assert progress.cards.keys() == {"csto/new"}


def test_a_card_renamed_to_one_that_was_answered_adds_to_it(home: Path) -> None:
    progress = Progress.open(home)
    progress.record(answer("csto/old"), after(0))
    progress.record(answer("csto/new"), after(1))
    progress.rename("csto/old", "csto/new", after(2))
    assert progress.cards["csto/new"].reps == 2
    assert progress.tally(TODAY) == DayTally(1, 1, 2, 2, 2000)


def test_marks_on_a_card_are_kept_and_the_latest_counts(home: Path) -> None:
    progress = Progress.open(home)
    progress.suspend("csto/a", after(0))
    progress.suspend("csto/b", after(0))
    progress.resume("csto/a", after(0))
    progress.bury("csto/c", Day(TODAY + 1), after(1))
    progress.flag("csto/c", 2, after(1))
    progress.flag("csto/d", 1, after(1))
    progress.flag("csto/d", 0, after(1))
    for one in (progress, Progress.open(home)):
        assert one.suspended == {"csto/b"}
        assert one.buried == {"csto/c": TODAY + 1}
        assert one.flags == {"csto/c": 2}


def test_two_windows_see_each_others_answers(home: Path) -> None:
    one, other = Progress.open(home), Progress.open(home)
    first = one.record(answer("csto/a"), after(0))
    assert other.record(answer("csto/a"), after(1)).state.reps == 2
    assert one.refresh()
    assert not one.refresh()
    assert one.cards["csto/a"].reps == 2
    one.undo(first.id, after(2))
    other.refresh()
    assert standing(one) == standing(other) == standing(Progress.open(home))
    assert other.cards["csto/a"].reps == 1


def test_answers_to_one_card_keep_their_order_when_the_clock_goes_back(home: Path) -> None:
    progress = Progress.open(home)
    progress.record(answer(rating=3), after(60))
    progress.record(answer(rating=1), after(0))
    assert [review.answer.rating for review in progress.history()] == [3, 1]
    assert [review.at for review in progress.history()] == [
        after(60),
        after(60) + timedelta(milliseconds=1),
    ]


@pytest.mark.parametrize("device", ["00000000", "zzzzzzzz"])
def test_an_answer_counts_after_those_of_a_device_whose_clock_is_ahead(
    home: Path, device: str
) -> None:
    ahead = Event(EventKey(stamp(after(60)), device, 1), answer(rating=1))
    write(home, device, [ahead])
    progress = Progress.open(home)
    state = progress.record(answer(day=TODAY + 1), after(0)).state
    assert (state.reps, state.last) == (2, TODAY + 1)
    assert standing(Progress.open(home)) == standing(progress)


def test_an_answer_that_could_not_be_read_again_is_refused(home: Path) -> None:
    progress = Progress.open(home)
    for wrong in (answer(rating=5), answer(phase="asleep"), answer(ms=-1)):
        with pytest.raises((ValueError, OverflowError)):
            progress.record(wrong, NOON)
    assert not progress.cards
    assert not progress.reviews
    progress.record(answer(), NOON + timedelta(seconds=1))
    assert Progress.open(home).notices == []
