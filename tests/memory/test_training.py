"""Parameters from answers, and what they are worth on answers that came later."""

from itertools import pairwise

import pytest
from fsrs_rs_python import FSRS, FSRSReview

from quizapp.core.pauses import through
from quizapp.core.settings import FSRS_RANGES, checked
from quizapp.memory.fsrs import MemoryModel
from quizapp.memory.training import ENOUGH, Judgement, ReviewHistory, ReviewRow
from tests.memory.simulated import AS_PUBLISHED, FORGETFUL, STEADY, answers

ROWS = [
    ReviewRow("a", 10, 3),
    ReviewRow("b", 10, 1),
    ReviewRow("b", 10, 3),
    ReviewRow("b", 12, 3),
    ReviewRow("a", 14, 1),
    ReviewRow("a", 14, 3),
    ReviewRow("a", 13, 3),
    ReviewRow("a", 15, 4, is_first=True),
    ReviewRow("a", 18, 2),
]


def test_an_answer_counts_with_all_before_it_when_it_comes_on_a_later_day() -> None:
    history = ReviewHistory.of(ROWS)
    assert history.days == [12, 14, 18]
    assert [repr(item.reviews) for item in history.items] == [
        repr([FSRSReview(rating, elapsed) for rating, elapsed in some])
        for some in (
            [(1, 0), (3, 0), (3, 2)],
            [(3, 0), (1, 4)],
            [(4, 0), (2, 3)],  # a card that was forgotten on purpose begins anew
        )
    ]


def test_what_is_judged_came_on_later_days_than_all_that_is_trained_on() -> None:
    history = ReviewHistory.of(answers(AS_PUBLISHED, 500, seed=1))
    rounds = history.rounds
    assert len(rounds) == 3
    assert rounds[-1].tested == len(history)
    assert 0.3 * len(history) < rounds[0].trained <= 0.4 * len(history)
    for one in rounds:
        assert max(history.days[: one.trained]) < history.days[one.trained]
    assert all(one.tested == other.trained for one, other in pairwise(rounds))
    found = through(history.judging(AS_PUBLISHED.parameters))
    assert found.first_day == history.days[rounds[0].trained]
    assert found.answers == len(history) - rounds[0].trained


def test_answers_that_come_after_a_training_do_not_change_what_it_gives() -> None:
    rows = answers(FORGETFUL, 900, seed=5)
    history = ReviewHistory.of(rows)
    first = history.rounds[0]
    day = history.days[first.trained]
    assert ReviewHistory.of(row for row in rows if row.day < day).train() == history.train(
        first.trained
    )


def test_the_log_loss_is_that_of_the_library() -> None:
    history = ReviewHistory.of(answers(AS_PUBLISHED, 600, seed=2))
    model = MemoryModel()
    for at in range(100, 600, 50):  # one by one, as the library weights many by recency
        found = history.compared(model.parameters, STEADY.parameters, at, at + 1)
        for fit, one in ((found.before, model), (found.after, STEADY)):
            theirs = FSRS(list(one.parameters)).evaluate(history.items[at : at + 1])
            assert fit.log_loss == pytest.approx(theirs.log_loss, rel=1e-4)
    whole = history.compared(model.parameters, STEADY.parameters, 100)
    theirs = FSRS(list(model.parameters)).evaluate(history.items[100:])
    assert whole.before.rmse_bins == pytest.approx(theirs.rmse_bins, rel=1e-6)
    assert whole.before.log_loss == pytest.approx(theirs.log_loss, abs=0.01)
    assert 0.8 < whole.recalled < 0.95
    assert whole.before.expected == pytest.approx(whole.recalled, abs=0.04)


def test_the_error_of_a_gain_is_larger_where_the_answers_of_a_card_go_together() -> None:
    def judged(cards: int) -> Judgement:
        """Half of 400 pairs of answers go well, each to a card of its own or all to a few."""
        rows = []
        for card in range(400):
            name = card % cards
            rating = 3 if name % 2 else 1
            rows += [ReviewRow(name, 20 * card, 3, True), ReviewRow(name, 20 * card + 3, rating)]
        return ReviewHistory.of(rows).compared(MemoryModel().parameters, STEADY.parameters, 0)

    assert judged(400).gain == pytest.approx(judged(40).gain)
    assert judged(400).error > 0


def test_parameters_come_out_as_settings_take_them_and_the_same_each_time() -> None:
    history = ReviewHistory.of(answers(STEADY, ENOUGH, seed=3))
    found = history.train()
    assert len(found) == len(FSRS_RANGES)
    assert checked("fsrs_parameters", list(found)) == found
    assert found == history.train()
    assert MemoryModel(found).parameters == pytest.approx(found)


def test_it_is_said_how_many_answers_are_missing() -> None:
    rows = answers(AS_PUBLISHED, 100, seed=4)
    history = ReviewHistory.of(rows)
    assert history.missing == ENOUGH - len(history) > 0
    assert ReviewHistory.of([]).missing == ENOUGH
    assert ReviewHistory.of(answers(AS_PUBLISHED, ENOUGH, seed=4)).missing == 0


def test_who_forgets_nothing_or_everything_shows_nothing_about_forgetting() -> None:
    assert ReviewHistory.of(answers(AS_PUBLISHED, ENOUGH, recall=1.0)).is_alike
    assert ReviewHistory.of(answers(AS_PUBLISHED, ENOUGH, recall=0.0)).is_alike
    history = ReviewHistory.of(answers(AS_PUBLISHED, ENOUGH))
    assert not history.is_alike
    assert 20 <= history.forgotten < ENOUGH / 2
