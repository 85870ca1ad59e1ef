"""What happened to one card: every answer that counts, with the memory before and after it."""

from collections.abc import Mapping, Sequence
from datetime import UTC
from pathlib import Path

import pytest
from hypothesis import given, settings

from quizapp.core.day import Calendar, Day
from quizapp.core.settings import Settings
from quizapp.memory.fsrs import Memory, MemoryModel
from quizapp.progress.events import PRACTICE, Event, Forgotten, Redated, Rescheduled
from quizapp.progress.progress import Progress
from quizapp.scheduling.context import StudyContext
from quizapp.study.card_history import AnswerStep, CardHistory, DueStep, ForgetStep
from quizapp.study.card_standing import CardStanding
from tests.progress.samples import TODAY, after, answer, in_steps, journals, write

A = "csto/a"


def context(progress: Progress, days: int = 0) -> StudyContext:
    calendar = Calendar(4, UTC)
    return StudyContext(progress, Settings(), calendar, MemoryModel(), after(days * 24 * 60))


def history(progress: Progress, card: str = A) -> CardHistory:
    return CardHistory.of(context(progress), card)


@pytest.fixture
def progress(home: Path) -> Progress:
    return Progress.open(home)


@settings(max_examples=40)
@given(journals)
def test_the_memory_after_the_last_answer_is_that_of_the_card_whatever_happened(
    tmp_path_factory: pytest.TempPathFactory, journals: Mapping[str, Sequence[Event]]
) -> None:
    home = tmp_path_factory.mktemp("home")
    for device, events in journals.items():
        write(home, device, events)
    progress = Progress.open(home)
    given = [one.answer for one in progress.history()]
    for card, state in progress.cards.items():
        steps = history(progress, card)
        assert [one.answer for one in steps.answers] == [one for one in given if one.card == card]
        since = [at for at, one in enumerate(steps.steps) if isinstance(one, ForgetStep)]
        answers = steps.steps[since[-1] + 1 if since else 0 :]
        counted = [one for one in answers if isinstance(one, AnswerStep) and not one.is_practice]
        assert counted[-1].after == Memory(state.stability, state.difficulty)
        assert len(counted) == state.reps
        if moved := steps.due_was_set:
            assert state.due == moved.due


def test_each_answer_tells_the_memory_before_it_and_the_recall_that_was_expected(
    progress: Progress,
) -> None:
    progress.record(answer(A, rating=3), after(0))
    progress.record(answer(A, TODAY + 4, rating=1), after(4 * 24 * 60))
    first, second = history(progress).answers
    model = MemoryModel()
    assert (first.before, first.recall) == (None, None)
    assert second.before == first.after
    assert first.after is not None
    assert second.recall == model.retrievability(first.after, 4)
    assert second.after == model.replay(first.after, [(4, 1)])
    assert first.wait == 4 * 86400


def test_an_answer_in_steps_tells_the_seconds_until_the_card_was_back(progress: Progress) -> None:
    progress.record(in_steps(A), after(0))
    [step] = history(progress).answers
    assert step.wait == 60


def test_practice_changes_no_memory(progress: Progress) -> None:
    progress.record(answer(A), after(0))
    progress.record(answer(A, TODAY + 2, rating=1, phase=PRACTICE), after(2 * 24 * 60))
    before, practice = history(progress).answers
    assert practice.is_practice
    assert practice.after == practice.before == before.after
    assert practice.wait is None
    curve = history(progress).curve
    assert curve is not None
    assert [one.day for one in curve.spans] == [TODAY]


def test_a_renamed_card_keeps_its_past(progress: Progress) -> None:
    progress.record(answer("csto/old"), after(0))
    progress.rename("csto/old", A, after(1))
    progress.record(answer(A, TODAY + 4), after(4 * 24 * 60))
    assert [one.answer.day for one in history(progress).answers] == [TODAY, TODAY + 4]


def test_what_was_undone_did_not_happen(progress: Progress) -> None:
    saved = progress.record(answer(A), after(0))
    moved = progress.change(Rescheduled((A,), Day(TODAY + 1)), after(1))
    assert history(progress).due_was_set == DueStep(after(1), Day(TODAY + 1))
    progress.undo(moved, after(2))
    assert history(progress).due_was_set is None
    progress.undo(saved.id, after(3))
    assert history(progress).steps == []


def test_a_due_day_that_was_set_holds_until_the_next_answer(progress: Progress) -> None:
    progress.record(answer(A), after(0))
    progress.change(Rescheduled((A, "csto/b"), Day(TODAY + 9)), after(1))
    assert [type(one) for one in history(progress).steps] == [AnswerStep, DueStep]
    progress.record(answer(A, TODAY + 9), after(9 * 24 * 60))
    assert history(progress).due_was_set is None


def test_each_card_of_a_batch_has_the_due_day_that_was_set_for_it(progress: Progress) -> None:
    progress.record(answer(A), after(0))
    progress.change(Redated(("csto/b", A), (Day(TODAY + 1), Day(TODAY + 7))), after(1))
    assert history(progress).due_was_set == DueStep(after(1), Day(TODAY + 7), by_memory=True)


def test_a_forgotten_card_begins_anew_and_keeps_its_answers(progress: Progress) -> None:
    progress.record(answer(A), after(0))
    progress.change(Forgotten((A,)), after(1))
    assert history(progress).curve is None
    progress.record(answer(A, TODAY + 9), after(9 * 24 * 60))
    past = history(progress)
    first, forgotten, second = past.steps
    assert forgotten == ForgetStep(after(1))
    assert isinstance(second, AnswerStep)
    assert (second.before, second.recall) == (None, None)
    assert [one.day for one in past.curve.spans] == [TODAY + 9] if past.curve else False
    assert past.answers == [first, second]


def test_the_curve_is_whole_after_each_answer_and_falls_until_the_next(progress: Progress) -> None:
    progress.record(answer(A), after(0))
    progress.record(answer(A, TODAY + 4), after(4 * 24 * 60))
    curve = history(progress).curve
    assert curve is not None
    assert curve.first == TODAY
    first, second = curve.spans
    model = MemoryModel()
    assert curve.recall(TODAY) == curve.recall(TODAY + 4) == 1
    assert curve.recall(TODAY + 3.5) == model.retrievability(first.memory, 3.5)
    holds = second.memory.stability
    assert curve.recall(TODAY + 4 + holds) == pytest.approx(0.9)
    assert curve.least(TODAY + 5) == model.retrievability(first.memory, 4)


def test_a_new_card_has_no_curve_and_no_recall(progress: Progress) -> None:
    assert history(progress).curve is None
    standing = CardStanding.of(context(progress), A)
    assert (standing.state, standing.recall, standing.due) == (None, None, None)


def test_the_standing_is_that_of_the_day(progress: Progress) -> None:
    progress.record(answer(A), after(0))
    progress.suspend(A, after(1))
    progress.bury(A, Day(TODAY + 3), after(1))
    now = CardStanding.of(context(progress, days=2), A)
    later = CardStanding.of(context(progress, days=3), A)
    assert (now.suspended, now.buried, now.due) == (True, True, TODAY + 4)
    assert not later.buried
    assert later.recall is not None
    assert now.recall is not None
    assert later.recall < now.recall
