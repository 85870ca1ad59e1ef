"""What the wanted recall costs and brings, over a year."""

from random import Random

import pytest

from quizapp.core.day import Day
from quizapp.core.pauses import through
from quizapp.core.settings import Settings
from quizapp.memory.fsrs import Memory, MemoryModel
from quizapp.presentation.optimiser import recommendation, tradeoff_lines
from quizapp.scheduling.minutes import Pace
from quizapp.statistics.learner_simulation import KnownCard, Learner, LearnerSimulation
from quizapp.statistics.retention_tradeoff import RetentionTradeoff, trading_off
from tests.memory.simulated import AS_PUBLISHED, FORGETFUL, STEADY

TODAY = Day(738_000)


def learner(known: int = 0, new: int = 0, settings: Settings | None = None) -> Learner:
    random, cards = Random(1), []
    for _ in range(known):
        memory = Memory(random.uniform(2, 100), 5.0)
        due = TODAY + random.randrange(30)
        cards.append(KnownCard(memory, memory, due - round(memory.stability), due))
    return Learner(TODAY, cards, new, settings or Settings(), Pace())


def found_for(one: Learner, model: MemoryModel = AS_PUBLISHED) -> RetentionTradeoff:
    found = through(trading_off(one, model))
    assert found
    return found


def test_without_cards_there_is_nothing_to_simulate() -> None:
    assert through(trading_off(learner(), AS_PUBLISHED)) is None


@pytest.mark.slow
@pytest.mark.parametrize("model", [AS_PUBLISHED, STEADY, FORGETFUL])
def test_more_recall_costs_more_and_brings_more(model: MemoryModel) -> None:
    found = found_for(learner(known=300, new=600), model)
    reviews = [one.work.reviews for one in found.points]
    known = [one.work.known for one in found.points]
    assert reviews == sorted(reviews)
    assert known[-1] > known[4] > known[0]
    assert known[-1] < found.cards == 900
    assert 0.8 <= found.bend.retention <= 0.9


def test_the_desired_retention_is_among_those_drawn() -> None:
    found = found_for(learner(known=20, settings=Settings(desired_retention=0.88)))
    assert found.now.retention == 0.88
    assert [line for line in tradeoff_lines(found) if line.startswith("▸ 88 %")]
    assert found.as_json()["desired_retention"] == 0.88


@pytest.mark.parametrize(
    ("desired", "says"),
    [(0.97, "a day more than at"), (0.7, "if you have the time"), (None, "the best bargain.")],
)
def test_the_recommendation_goes_by_what_is_wanted_now(desired: float | None, says: str) -> None:
    bend = found_for(learner(known=200, new=200)).bend.retention
    settings = Settings(desired_retention=desired or bend)
    said = " ".join(recommendation(found_for(learner(200, 200, settings))))
    assert says in said
    assert f"{100 * bend:.4g} %" in said


def test_a_picture_keeps_to_its_width() -> None:
    found = found_for(learner(known=50, new=5000))
    for width in (40, 60, 80):
        assert max(map(len, [*tradeoff_lines(found, width)][1:-2])) <= width


def test_new_cards_are_limited_by_the_day_and_by_what_there_is() -> None:
    assert found_for(learner(new=100_000)).cards == 365 * 20
    assert found_for(learner(known=3, new=5)).cards == 8
    none = Settings(new_per_day=0)
    assert found_for(learner(known=3, new=5, settings=none)).cards == 3


def test_cards_come_back_by_the_model_in_use_and_are_recalled_by_the_true_one() -> None:
    one = learner(known=400)

    def recalled(scheduling: MemoryModel) -> float:
        steady = MemoryModel(STEADY.parameters)
        work = through(LearnerSimulation(one, 365, scheduling, steady).working(0.9))
        return work.recalled

    assert recalled(FORGETFUL) > recalled(STEADY) + 0.02


def test_a_card_that_is_asked_on_its_day_only_is_known_as_the_model_says() -> None:
    memory = Memory(1000.0, 5.0)
    card = KnownCard(memory, memory, TODAY - 10, TODAY + 500)
    one = Learner(TODAY, [card], 0, Settings(), Pace())
    work = through(LearnerSimulation(one, 30, AS_PUBLISHED, AS_PUBLISHED).working(0.9))
    assert work.reviews == work.minutes == 0
    assert work.known == pytest.approx(AS_PUBLISHED.retrievability(memory, 40))
