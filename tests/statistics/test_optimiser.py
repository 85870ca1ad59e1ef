"""Other parameters for a learner's memory: when they are proposed, and what they would change."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from quizapp.core.pauses import through
from quizapp.memory.fsrs import MemoryModel
from quizapp.memory.training import ENOUGH, ReviewHistory
from quizapp.progress.events import Answer, Forgotten
from quizapp.statistics.optimiser import (
    AllAlike,
    BetterParameters,
    NotBetter,
    Optimisation,
    TooFewAnswers,
    as_json,
    history_of,
    optimising,
    redating,
)
from quizapp.study.profile import Profile
from tests.bench.make_decks import write_decks
from tests.conftest import PRESENT
from tests.memory.simulated import AS_PUBLISHED, FORGETFUL, STEADY, somebody, studied
from tests.memory.simulated_journal import write_journal


def learner(
    home: Path, true: MemoryModel, number: int, seed: int = 0, recall: float | None = None
) -> Profile:
    """Somebody with that memory, who has used the published parameters so far."""
    answers = list(studied(true, number, seed, recall=recall))
    cards = len({one.row.card for one in answers})
    write_decks(home / "decks", 1, cards + 30)
    keys = [f"bench-00/card-{card + 1:05}" for card in range(cards)]
    write_journal(home, keys, answers, PRESENT.date())
    return Profile.open(clock=lambda: PRESENT)


def found_for(profile: Profile) -> Optimisation:
    return through(optimising(profile))


@pytest.fixture(scope="module")
def steady(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Profile, BetterParameters]]:
    """One who remembers far better than the published parameters say."""
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("steady")
        patch.setenv("QUIZAPP_HOME", str(home))
        profile = learner(home, STEADY, 3000)
        found = found_for(profile)
        assert isinstance(found, BetterParameters)
        yield profile, found


@pytest.mark.slow
def test_who_remembers_better_is_asked_later_and_less(
    steady: tuple[Profile, BetterParameters],
) -> None:
    profile, found = steady
    change = found.change
    assert found.judgement.is_better
    assert found.before == profile.model.parameters
    assert change.later > 0.8 * len(profile.progress.cards)
    assert change.later + change.sooner + change.alike == len(profile.progress.cards)
    assert change.work_after.reviews < 0.95 * change.work_before.reviews
    assert change.due_today_moved < change.due_today
    assert profile.settings.fsrs_parameters is None  # nothing is changed by looking


@pytest.mark.slow
def test_the_new_parameters_are_near_the_true_ones_where_answers_tell(
    steady: tuple[Profile, BetterParameters],
) -> None:
    _, found = steady
    fresh = ReviewHistory.of(one.row for one in studied(STEADY, 3000, seed=99))
    judged = fresh.compared(found.before, found.after)
    ideal = fresh.compared(found.before, STEADY.parameters)
    assert judged.gain > 0.5 * ideal.gain > 0


@pytest.mark.slow
def test_due_days_set_anew_are_those_of_the_new_parameters_and_can_be_taken_back(
    steady: tuple[Profile, BetterParameters],
) -> None:
    profile, found = steady
    promised = dict(profile.progress.due_day)
    profile.progress.believe(MemoryModel(found.after))
    profile.model = MemoryModel(found.after)
    try:
        event = profile.progress.change(through(redating(profile)), PRESENT)
        due = profile.progress.due_day
        assert sum(day <= profile.day for day in due.values()) == found.change.due_today_moved
        for card, state in profile.progress.cards.items():
            exact = profile.model.interval(
                profile.model.replay(None, [(0, 3)])._replace(stability=state.stability), 0.9
            )
            assert abs(due[card] - state.last - exact) <= 2 + 0.2 * exact
        profile.progress.undo(event, PRESENT + timedelta(seconds=1))
        assert dict(profile.progress.due_day) == promised
    finally:
        profile.model = MemoryModel()
        profile.progress.believe(profile.model)


@pytest.mark.slow
def test_what_scripts_read_has_all_figures(steady: tuple[Profile, BetterParameters]) -> None:
    _, found = steady
    printed = json.loads(json.dumps(as_json(found)))
    assert printed["outcome"] == "better"
    assert len(printed["parameters"]["after"]) == len(printed["parameters"]["before"]) == 21
    judged = printed["judged"]
    assert judged["gain"] == pytest.approx(
        judged["before"]["log_loss"] - judged["after"]["log_loss"], abs=2e-5
    )
    assert judged["since"] < PRESENT.date().isoformat()
    assert (
        printed["work"]["after"]["reviews_per_day"] < printed["work"]["before"]["reviews_per_day"]
    )


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_who_is_as_published_keeps_the_published_parameters(home: Path, seed: int) -> None:
    found = found_for(learner(home, AS_PUBLISHED, 2500, seed))
    assert isinstance(found, NotBetter)
    assert not found.seen_before
    assert as_json(found)["outcome"] == "not_better"


@pytest.mark.slow
def test_parameters_that_are_in_use_are_not_proposed_again(home: Path) -> None:
    profile = learner(home, FORGETFUL, 2500)
    found = found_for(profile)
    assert isinstance(found, BetterParameters)
    assert found.change.sooner > found.change.later
    profile.configure("fsrs_parameters", found.after)
    again = found_for(profile)
    assert isinstance(again, NotBetter)
    assert again.seen_before


def test_with_few_answers_it_is_said_how_many_are_missing(home: Path) -> None:
    profile = learner(home, STEADY, 200)
    found = found_for(profile)
    answers = len(history_of(through(profile.progress.reading_review_log())))
    assert found == TooFewAnswers(answers, ENOUGH - answers)
    assert found_for(Profile.open(clock=lambda: PRESENT)) == found


def test_without_any_answers_all_are_missing() -> None:
    assert found_for(Profile.open(clock=lambda: PRESENT)) == TooFewAnswers(0, ENOUGH)


@pytest.mark.parametrize("recall", [1.0, 0.0])
def test_answers_that_are_all_alike_tell_nothing(home: Path, recall: float) -> None:
    found = found_for(learner(home, STEADY, ENOUGH, recall=recall))
    assert isinstance(found, AllAlike)
    assert found.forgotten == (0 if recall else found.answers)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_answers_at_random_change_nothing(home: Path, seed: int) -> None:
    """To foretell each as likely as the other is better than by memory, but teaches nothing."""
    found = found_for(learner(home, STEADY, 2000, seed, recall=0.8))
    assert isinstance(found, NotBetter)
    assert found.judgement.gain > 0
    assert found.judgement.is_flat


@pytest.mark.slow
def test_what_is_adopted_is_better_on_answers_that_nobody_has_seen() -> None:
    """A short form of `python -m tests.bench.optimise`."""
    adopted = better = 0
    for seed in range(14):
        true = somebody(Random(seed), 1.0)
        history = ReviewHistory.of(one.row for one in studied(true, 3000, seed))
        if through(history.judging(AS_PUBLISHED.parameters)).is_better:
            adopted += 1
            fresh = ReviewHistory.of(one.row for one in studied(true, 4000, 1000 + seed))
            better += fresh.compared(AS_PUBLISHED.parameters, history.train()).gain > 0
    assert adopted >= 4
    assert better >= 0.95 * adopted


def test_answers_in_practice_and_those_before_a_card_was_forgotten_are_apart(home: Path) -> None:
    profile = learner(home, STEADY, 30)
    log = through(profile.progress.reading_review_log())
    before = history_of(log)
    card = max(before.latest, key=lambda one: len(before.series[before.latest[one]]))
    progress = profile.progress
    answer = Answer(str(card), profile.day, 3, "practice", 0, 0)
    progress.record(answer, PRESENT)
    assert len(history_of(through(progress.reading_review_log()))) == len(before)
    progress.change(Forgotten((str(card),)), PRESENT + timedelta(minutes=1))
    due = profile.day + 3
    for minutes, rating in ((2, 1), (3, 3)):
        told = Answer(str(card), profile.day, rating, "review", 0, due)
        progress.record(told, PRESENT + timedelta(minutes=minutes))
    after = history_of(through(progress.reading_review_log()))
    assert len(after) == len(before)  # the first day of a new card
    assert len(after.series[after.latest[card]]) == 2
    assert len(after.series[before.latest[card]]) == len(before.series[before.latest[card]])
