"""What a learner does to many cards at once: which cards it changes, how, and how it is undone."""

from datetime import UTC
from pathlib import Path

import pytest

from quizapp.core.day import Calendar, Day
from quizapp.core.errors import NotSaved
from quizapp.core.settings import Settings
from quizapp.memory.fsrs import Memory, MemoryModel
from quizapp.progress.progress import Progress
from quizapp.scheduling.context import StudyContext
from quizapp.scheduling.scheduler import fuzz
from quizapp.study.card_batch import BatchAction, BatchLog, CardBatch, due_anew
from tests.progress.samples import TODAY, after, answer, in_steps, standing

CARDS = ("csto/a", "csto/b", "csto/new", "csto/steps")
A, B, NEW, STEPS = CARDS


@pytest.fixture
def progress(home: Path) -> Progress:
    """With two cards in review, one that is new, and one in its steps."""
    progress = Progress.open(home)
    progress.record(answer(A), after(0))
    progress.record(answer(B, due=TODAY + 9), after(1))
    progress.record(in_steps(STEPS), after(2))
    return progress


def context(progress: Progress, days: int = 0) -> StudyContext:
    calendar = Calendar(4, UTC)
    return StudyContext(progress, Settings(), calendar, MemoryModel(), after(days * 24 * 60 + 5))


def batch(progress: Progress, action: BatchAction, value: int | str = 0) -> CardBatch:
    return CardBatch.of(action, CARDS, context(progress), value)


def do(progress: Progress, action: BatchAction, value: int | str = 0) -> CardBatch:
    done = batch(progress, action, value)
    BatchLog(progress).do(done, after(9))
    return done


@pytest.mark.parametrize(
    ("action", "value", "cards"),
    [
        (BatchAction.SUSPEND, 0, CARDS),
        (BatchAction.RESUME, 0, ()),
        (BatchAction.BURY, 0, CARDS),
        (BatchAction.UNBURY, 0, ()),
        (BatchAction.FLAG, 3, CARDS),
        (BatchAction.UNFLAG, 0, ()),
        (BatchAction.TAG, "hard", CARDS),
        (BatchAction.UNTAG, "hard", ()),
        (BatchAction.SET_DUE, TODAY + 4, (B,)),
        (BatchAction.FORGET, 0, (A, B, STEPS)),
        (BatchAction.RESCHEDULE, 0, (A, B)),
    ],
)
def test_an_action_is_for_the_cards_that_it_changes(
    progress: Progress, action: BatchAction, value: int | str, cards: tuple[str, ...]
) -> None:
    found = batch(progress, action, value)
    assert found.cards == cards
    assert found.left_out == len(CARDS) - len(cards)
    assert bool(found) is bool(cards)


def test_cards_are_suspended_and_asked_again(progress: Progress) -> None:
    do(progress, BatchAction.SUSPEND)
    assert set(progress.suspended) == set(CARDS)
    assert not batch(progress, BatchAction.SUSPEND)
    do(progress, BatchAction.RESUME)
    assert not progress.suspended


def test_cards_are_buried_until_tomorrow_and_dug_out(progress: Progress) -> None:
    do(progress, BatchAction.BURY)
    assert set(progress.buried.values()) == {TODAY + 1}
    tomorrow = CardBatch.of(BatchAction.BURY, CARDS, context(progress, days=1))
    assert tomorrow.cards == CARDS  # it is over by then
    do(progress, BatchAction.UNBURY)
    assert not any(progress.buried_until(card) > TODAY for card in CARDS)


def test_flags_have_numbers_and_are_taken_away(progress: Progress) -> None:
    progress.flag(A, 3, after(5))
    assert do(progress, BatchAction.FLAG, 3).cards == (B, NEW, STEPS)
    assert set(progress.flags.values()) == {3}
    assert batch(progress, BatchAction.FLAG, 4).cards == CARDS
    do(progress, BatchAction.UNFLAG)
    assert not progress.flags


def test_a_tag_of_ones_own_is_added_and_taken_away(progress: Progress) -> None:
    BatchLog(progress).do(CardBatch.of(BatchAction.TAG, [A], context(progress), "hard"), after(8))
    assert do(progress, BatchAction.TAG, "hard").cards == (B, NEW, STEPS)
    assert batch(progress, BatchAction.UNTAG, "other").cards == ()
    do(progress, BatchAction.UNTAG, "hard")
    assert not any(progress.tags.values())


def test_forgotten_cards_are_new(progress: Progress) -> None:
    do(progress, BatchAction.FORGET)
    assert not any(card in progress.cards for card in CARDS)


def test_cards_are_due_by_their_memory_alone_when_they_are_rescheduled(progress: Progress) -> None:
    do(progress, BatchAction.SET_DUE, TODAY + 300)
    do(progress, BatchAction.RESCHEDULE)
    for card in (A, B):
        state = progress.cards[card]
        exact = MemoryModel().interval(Memory(state.stability, state.difficulty), 0.9)
        assert state.due - state.last in fuzz(exact)


def test_what_is_due_is_spread_evenly_with_the_least_known_first(progress: Progress) -> None:
    cards = [f"csto/{number}" for number in range(10)]
    for number, card in enumerate(cards):
        progress.record(answer(card, TODAY - number), after(10 + number))
    known = f"csto/{len(cards)}"
    for number in range(4):
        progress.record(answer(known, TODAY + number * 9, 4), after(60 + number))
    days = dict(zip([*cards, known], due_anew([*cards, known], context(progress), 5), strict=True))
    assert [days[card] - TODAY for card in reversed(cards)] == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert days[known] > TODAY + 5


def test_undo_takes_back_one_batch_after_another(progress: Progress) -> None:
    log = BatchLog(progress)
    before = standing(progress)
    actions: list[tuple[BatchAction, int | str]] = [
        (BatchAction.SUSPEND, 0),
        (BatchAction.SET_DUE, Day(TODAY + 50)),
        (BatchAction.TAG, "hard"),
        (BatchAction.FORGET, 0),
    ]
    done = []
    for minute, (action, value) in enumerate(actions):
        done.append(batch(progress, action, value))
        log.do(done[-1], after(20 + minute))
    assert [log.undo(after(40 + number)) for number in range(4)] == done[::-1]
    assert standing(progress) == before == standing(Progress.open(progress.home))
    assert log.undo(after(50)) is None


def test_what_cannot_be_saved_is_not_in_the_log(
    progress: Progress, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = BatchLog(progress)

    def full(*_: object) -> None:
        raise NotSaved("the disk is full")

    monkeypatch.setattr(Progress, "change", full)
    with pytest.raises(NotSaved):
        log.do(batch(progress, BatchAction.SUSPEND), after(9))
    assert log.done == []
    monkeypatch.undo()
    log.do(batch(progress, BatchAction.SUSPEND), after(9))
    monkeypatch.setattr(Progress, "undo", full)
    with pytest.raises(NotSaved):
        log.undo(after(10))
    assert len(log.done) == 1
