"""When cards come back."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.day import Calendar
from quizapp.core.settings import Settings
from quizapp.memory.fsrs import Memory, MemoryModel, Rating
from quizapp.progress.state import CardState
from quizapp.scheduling.scheduler import Outcome, Scheduler, fuzzed, whole_days

CALENDAR = Calendar(4, UTC)
NOW = datetime(2024, 2, 26, 12, 0, tzinfo=UTC)
TODAY = CALENDAR.day(NOW)


def outcomes(
    state: CardState | None, settings: Settings | None = None, key: str = "deck/card"
) -> dict[Rating, Outcome]:
    return Scheduler(settings or Settings(), CALENDAR, MemoryModel()).outcomes(key, state, NOW)


def state(phase: str = "review", step: int = 0, stability: float = 10.0) -> CardState:
    return CardState(
        stability=stability,
        difficulty=5.0,
        phase=phase,
        step=step,
        due=TODAY,
        reps=4,
        lapses=0,
        first=TODAY - 30,
        last=TODAY - 10,
    )


def test_a_new_card_goes_through_the_learning_steps() -> None:
    found = outcomes(None)
    assert [found[rating].wait for rating in Rating][:3] == [60, 330, 600]
    assert found[Rating.GOOD].phase == "learning"
    assert found[Rating.GOOD].step == 1
    assert found[Rating.EASY].phase == "review"


def test_the_last_step_ends_in_days() -> None:
    found = outcomes(state("learning", step=1))
    assert found[Rating.AGAIN].wait == 60
    assert found[Rating.HARD].wait == 600
    assert found[Rating.GOOD].phase == "review"
    assert found[Rating.GOOD].due > TODAY


def test_a_lapse_goes_through_the_relearning_step() -> None:
    again = outcomes(state())[Rating.AGAIN]
    assert (again.phase, again.step, again.wait) == ("relearning", 0, 600)
    assert again.due == round((NOW + timedelta(minutes=10)).timestamp() * 1000)


def test_without_steps_every_answer_gives_days() -> None:
    settings = Settings(learning_steps=(), relearning_steps=())
    for card in (None, state(), state("learning", 1), state("relearning")):
        assert all(one.phase == "review" for one in outcomes(card, settings).values())


def test_a_card_beyond_the_steps_that_are_left_can_still_lapse_or_leave() -> None:
    settings = Settings(learning_steps=(timedelta(minutes=1),))
    found = outcomes(state("learning", step=3), settings)
    assert found[Rating.AGAIN].wait == 60
    assert found[Rating.GOOD].phase == "review"


@given(
    st.floats(0.1, 30000),
    st.integers(0, 400),
    st.text(alphabet="abcdef/-", min_size=1, max_size=9),
)
def test_a_better_rating_never_comes_back_sooner(stability: float, ago: int, key: str) -> None:
    card = state(stability=stability)._replace(last=TODAY - ago)
    found = outcomes(card, Settings(relearning_steps=()), key)
    days = [found[rating].due for rating in Rating]
    assert TODAY < days[0] <= days[1] <= days[2] <= days[3] <= TODAY + 36_500


@given(st.floats(0.1, 30000), st.text(alphabet="abcdef/-", min_size=1, max_size=9))
def test_good_and_easy_each_earn_a_day_when_a_card_leaves_its_steps(
    stability: float, key: str
) -> None:
    card = state("relearning", stability=stability)
    found = outcomes(card, Settings(learning_steps=(), relearning_steps=()), key)
    again, hard, good, easy = (found[rating].due for rating in Rating)
    assert TODAY < again <= hard < good < easy or easy == TODAY + 36_500


@given(
    st.floats(0.1, 1000),
    st.floats(1, 10),
    st.floats(0.7, 0.99),
    st.integers(1, 60),
    st.integers(0, 9999),
    st.sampled_from((Rating.HARD, Rating.GOOD, Rating.EASY)),
    st.integers(-2, 40),
)
def test_what_is_passed_never_comes_back_sooner_than_the_last_time(
    stability: float,
    difficulty: float,
    retention: float,
    ago: int,
    number: int,
    rating: Rating,
    late: int,
) -> None:
    """Whatever chance drew last time and draws now, as the key and the count of answers do."""
    settings, key = Settings(desired_retention=retention), f"deck/card-{number}"
    card = state(stability=stability)._replace(difficulty=difficulty, last=TODAY - ago)
    memory = MemoryModel().after(Memory(stability, difficulty), ago, rating)
    days = outcomes(card, settings, key)[rating].due - TODAY
    since = max(1, days + late)
    again = card._replace(
        stability=memory.stability,
        difficulty=memory.difficulty,
        reps=card.reps + 1,
        last=TODAY - since,
        due=TODAY - since + days,
    )
    found = outcomes(again, settings, key)
    assert all(found[one].due - TODAY >= days for one in Rating if one > Rating.AGAIN)


def test_an_interval_of_another_retention_is_not_kept() -> None:
    long = state(stability=30.0)._replace(last=TODAY - 30)
    assert outcomes(long)[Rating.HARD].wait >= 30 * 86400
    strict = outcomes(long, Settings(desired_retention=0.97))
    assert strict[Rating.GOOD].wait < 30 * 86400


@given(st.floats(0.1, 900), st.floats(1, 10), st.floats(0.7, 0.99), st.data())
def test_no_rule_takes_an_interval_more_than_two_days_out_of_its_range(
    stability: float, difficulty: float, retention: float, data: st.DataObject
) -> None:
    draw, last = data.draw(st.floats(0, 1, exclude_max=True)), data.draw(st.integers(1, 900))
    exact = MemoryModel().intervals(Memory(stability, difficulty), last, retention)
    for rating, days in whole_days(exact, draw, last).items():
        assert days <= fuzzed(exact[rating], 1 - 1e-9) + 2


def test_the_same_card_gets_the_same_interval_and_another_card_another() -> None:
    def draw(key: str) -> int:
        return outcomes(state(stability=100.0), key=key)[Rating.GOOD].due

    assert draw("deck/one") == draw("deck/one")
    assert len({draw(f"deck/{number}") for number in range(40)}) > 5


@given(st.floats(0.1, 36_500), st.floats(0, 1, exclude_max=True))
def test_fuzz_stays_within_its_share(days: float, draw: float) -> None:
    spread = 0.5 if days < 2.5 else 1.5 + 0.15 * 4.5 + 0.1 * 13 + 0.05 * max(0, days - 20)
    assert abs(fuzzed(days, draw) - max(1, days)) <= spread + 0.5
