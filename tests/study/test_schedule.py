"""When cards come back."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from quizapp.day import Calendar
from quizapp.memory import Model, Rating
from quizapp.progress.state import CardState
from quizapp.settings import Settings
from quizapp.study.schedule import Outcome, Scheduler, fuzzed

CALENDAR = Calendar(4, UTC)
NOW = datetime(2024, 2, 26, 12, 0, tzinfo=UTC)
TODAY = CALENDAR.day(NOW)


def outcomes(
    state: CardState | None, settings: Settings | None = None, key: str = "deck/card"
) -> dict[Rating, Outcome]:
    return Scheduler(settings or Settings(), CALENDAR, Model()).outcomes(key, state, NOW)


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
    found = outcomes(card, key=key)
    days = [found[rating].due for rating in (Rating.HARD, Rating.GOOD, Rating.EASY)]
    assert TODAY < days[0] <= days[1] <= days[2] <= TODAY + 36_500
    assert days[0] < days[1] < days[2] or days[2] == TODAY + 36_500


def test_the_same_card_gets_the_same_interval_and_another_card_another() -> None:
    def draw(key: str) -> int:
        return outcomes(state(stability=100.0), key=key)[Rating.GOOD].due

    assert draw("deck/one") == draw("deck/one")
    assert len({draw(f"deck/{number}") for number in range(40)}) > 5


@given(st.floats(0.1, 36_500), st.floats(0, 1, exclude_max=True))
def test_fuzz_stays_within_its_share(days: float, draw: float) -> None:
    spread = 0.5 if days < 2.5 else 1.5 + 0.15 * 4.5 + 0.1 * 13 + 0.05 * max(0, days - 20)
    assert abs(fuzzed(days, draw) - max(1, days)) <= spread + 0.5
