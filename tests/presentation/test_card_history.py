"""What is said of one card, and the curve of its memory as it is drawn."""

from datetime import UTC
from pathlib import Path

import pytest

from quizapp.core.day import Calendar, Day
from quizapp.core.settings import Settings
from quizapp.memory.fsrs import MemoryModel
from quizapp.presentation.card_history import HEADINGS, as_line, history_lines, standing_in_words
from quizapp.presentation.memory_curve import drawn
from quizapp.presentation.styled import plain
from quizapp.progress.events import PRACTICE, Forgotten, Redated, Rescheduled
from quizapp.progress.progress import Progress
from quizapp.questions.interactions import DONT_KNOW
from quizapp.scheduling.context import StudyContext
from quizapp.study.card_history import CardHistory
from quizapp.study.card_standing import CardStanding
from tests.progress.samples import TODAY, after, answer, in_steps

A = "csto/a"
CALENDAR = Calendar(4, UTC)


@pytest.fixture
def progress(home: Path) -> Progress:
    return Progress.open(home)


def context(progress: Progress, day: float) -> StudyContext:
    return StudyContext(progress, Settings(), CALENDAR, MemoryModel(), after(day * 24 * 60))


def said(progress: Progress, day: float = 0) -> list[str]:
    now = context(progress, day)
    history = CardHistory.of(now, A)
    return [plain(one) for one in standing_in_words(CardStanding.of(now, A), history, CALENDAR)]


def told(progress: Progress) -> list[str]:
    return [plain(as_line(one)) for one in history_lines(history(progress), CALENDAR)]


def history(progress: Progress) -> CardHistory:
    return CardHistory.of(context(progress, 0), A)


def curve(progress: Progress, day: float, width: int = 66, height: int = 4) -> list[str]:
    now = context(progress, day)
    lines = drawn(CardHistory.of(now, A), CardStanding.of(now, A), width, height)
    return [plain(one) for one in lines]


def test_a_new_card_is_said_to_be_new(progress: Progress) -> None:
    assert said(progress) == ["New: it has not been asked yet."]


def test_a_card_that_its_author_keeps_back_says_so(progress: Progress) -> None:
    standing = CardStanding.of(context(progress, 0), A, "retired")
    lines = standing_in_words(standing, None, CALENDAR)
    assert list(map(plain, lines)) == ["Retired by its author: it is not asked any more."]


def test_a_card_says_when_it_is_due_how_likely_it_is_recalled_and_why_it_is_due_then(
    progress: Progress,
) -> None:
    progress.record(answer(A), after(0))
    # the defaults: stability 2.3065 after Good; (1 + F * 1 / 2.3065) ** -w20, w20 = 0.1542
    assert said(progress, 1) == [
        "Due in 3 days; 95 % likely to be recalled now.",
        "Why then: after the last answer, Good, on Tuesday 24 November, it takes 2 days (4 days, "
        "as chance spreads cards) until recall has fallen to the 90 % that you want.",
        "Stability 2.3 days, difficulty 2.1 of 10; answered once.",
    ]
    assert said(progress, 4)[0].startswith("Due today; ")
    assert said(progress, 6)[0].startswith("Overdue by 2 days; ")


def test_what_keeps_a_card_from_being_asked_comes_first(progress: Progress) -> None:
    progress.record(in_steps(A), after(0))
    progress.suspend(A, after(1))
    progress.bury(A, Day(TODAY + 1), after(1))
    progress.flag(A, 1, after(1))
    assert said(progress)[:4] == [
        "⊘ Suspended: it is not asked until you resume it.",
        "⊖ Buried: it is not asked today.",
        "⚑ Flagged.",
        "Due in 1 minute: it is in its learning steps, before its next interval in days.",
    ]


def test_a_due_day_that_was_set_is_the_reason(progress: Progress) -> None:
    progress.record(answer(A), after(0))
    progress.change(Rescheduled((A,), Day(TODAY + 9)), after(1))
    assert said(progress)[1] == (
        "Its due day was set on Tuesday 24 November; the answers before would not give it."
    )
    assert told(progress)[0].split() == ["24", "Nov", "26", "→", "Set", "9d", "due", "day", "set",
                                         "to", "3", "Dec", "26"]  # fmt: skip


def test_a_due_day_that_was_set_anew_from_the_memory_says_so(progress: Progress) -> None:
    progress.record(answer(A), after(0))
    progress.change(Redated((A,), (Day(TODAY + 2),)), after(1))
    assert said(progress)[1] == (
        "Its due day was set anew on Tuesday 24 November from its memory: about when recall has "
        "fallen to the 90 % that you want."
    )
    assert "due day set from its memory to 26 Nov 26" in told(progress)[0]


def test_a_forgotten_card_says_when_it_was_made_new_again(progress: Progress) -> None:
    progress.record(answer(A), after(0))
    progress.change(Forgotten((A,)), after(1))
    practised = answer(A, TODAY + 1, phase=PRACTICE)
    assert said(progress) == ["Forgotten on Tuesday 24 November, so it is new again."]
    progress.record(practised, after(24 * 60))
    assert said(progress) == ["Forgotten on Tuesday 24 November, so it is new again."]


def test_a_card_that_was_only_practised_is_not_said_to_be_unasked(progress: Progress) -> None:
    progress.record(answer(A, phase=PRACTICE), after(0))
    assert said(progress) == ["New: it has only been practised."]


def test_the_history_has_the_latest_answer_first_with_what_it_did_to_the_memory(
    progress: Progress,
) -> None:
    one = answer(A, rating=3, reply="Kyrgyzstan", verdict="right")
    progress.record(one, after(0))
    wrong = answer(A, TODAY + 4, rating=1, reply=DONT_KNOW, verdict="wrong", phase=PRACTICE)
    progress.record(wrong, after(4 * 24 * 60))
    late = answer(A, TODAY + 4, rating=1, reply=("a", "b"), verdict="partly", hint=1)
    progress.record(late, after(4 * 24 * 60 + 1))
    assert [plain(as_line(HEADINGS)), *told(progress)] == [
        "Day        Rated    Then  Recall  Stability      Reply",
        "28 Nov 26  ≈ Again  4d    86 %    2.3d → 0.7d    a; b  (after a hint)",
        "28 Nov 26  ✗ Again        86 %                   not known  (practice)",
        "24 Nov 26  ✓ Good   4d            → 2.3d         Kyrgyzstan",
    ]


def test_the_curve_falls_from_answer_to_answer_and_ends_on_the_due_day(progress: Progress) -> None:
    progress.record(answer(A), after(0))
    progress.record(answer(A, TODAY + 4, rating=1, due=TODAY + 8), after(4 * 24 * 60))
    top, *middle, bottom, marks, days = curve(progress, 6)
    assert len(middle) == 2
    assert {len(one) for one in (top, *middle, bottom, marks)} == {66}
    assert top.startswith("100 % █")
    assert bottom.startswith(" 70 % " + 48 * "█")
    assert bottom.endswith("▄")
    before, at, later = top[6 + 29], top[6 + 30], top[6 + 31]
    assert (before, at, later) == (" ", "▆", "▄")  # the second answer comes after four days
    assert marks.rstrip() == " " * 6 + "✓" + " " * 29 + "✗"
    assert days.split() == ["24", "Nov", "now", "due", "2", "Dec"]


def test_no_curve_is_drawn_for_a_new_card_or_without_room(progress: Progress) -> None:
    assert curve(progress, 0) == []
    progress.record(answer(A), after(0))
    assert curve(progress, 0, width=20) == []
    assert curve(progress, 0)


def test_chance_is_no_reason_for_an_interval_that_is_far_from_what_the_memory_holds(
    progress: Progress,
) -> None:
    progress.record(answer(A, due=TODAY + 60), after(0))
    assert "2 days (60 days, by the settings and the interval of then) until" in said(progress)[1]
