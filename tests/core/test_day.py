from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.day import Calendar, Day, system_clock
from quizapp.core.errors import SettingsError

pytestmark = pytest.mark.day

YEREVAN = ZoneInfo("Asia/Yerevan")
BERLIN = ZoneInfo("Europe/Berlin")


def test_the_small_hours_belong_to_the_evening_before() -> None:
    calendar = Calendar(4, YEREVAN)
    evening = datetime(2024, 2, 22, 23, 0, tzinfo=YEREVAN)
    assert calendar.day(evening) == calendar.day(evening + timedelta(hours=4, minutes=59))
    assert calendar.day(evening + timedelta(hours=5)) == calendar.day(evening) + 1


def test_a_day_is_the_learners_whatever_zone_the_clock_is_in() -> None:
    calendar = Calendar(4, YEREVAN)
    at = datetime(2024, 2, 22, 23, 30, tzinfo=UTC)  # 03:30 on the 23rd in Yerevan
    assert calendar.day(at) == datetime(2024, 2, 22).toordinal()  # noqa: DTZ001


def test_days_have_one_start_even_when_the_clocks_change() -> None:
    calendar = Calendar(4, BERLIN)
    spring = Day(datetime(2024, 3, 31).toordinal())  # noqa: DTZ001
    length = calendar.start(Day(spring + 1)).astimezone(UTC) - calendar.start(spring).astimezone(
        UTC
    )
    assert length == timedelta(hours=24)  # the hour was lost before 04:00
    assert calendar.start(spring).hour == 4


@given(
    st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2080, 1, 1)),  # noqa: DTZ001
    st.integers(0, 23),
    st.sampled_from([YEREVAN, BERLIN, UTC]),
)
def test_every_instant_lies_in_its_day(at: datetime, hour: int, zone: ZoneInfo) -> None:
    calendar = Calendar(hour, zone)
    instant = at.replace(tzinfo=UTC)
    day = calendar.day(instant)
    # an hour's slack: where the clock jumps over the rollover hour, the day begins beside it
    slack = timedelta(hours=1)
    assert calendar.start(day) - slack <= instant < calendar.start(Day(day + 1)) + slack


def test_the_program_can_begin_on_another_day(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = datetime(2031, 12, 31, 23, 59, tzinfo=YEREVAN)
    monkeypatch.setenv("QUIZAPP_NOW", chosen.isoformat())
    first, second = system_clock(), system_clock()
    assert chosen <= first <= second < chosen + timedelta(hours=1)


@pytest.mark.parametrize("wrong", ["tomorrow", "2024-02-30T12:00:00Z", "2024-02-29T12:00:00"])
def test_a_day_to_begin_on_that_is_none_is_one_clear_error(
    wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZAPP_NOW", wrong)
    with pytest.raises(SettingsError, match=f'QUIZAPP_NOW is "{wrong}"; write an instant with its'):
        system_clock()


@pytest.mark.parametrize("zone", [None, BERLIN])
def test_a_day_begins_at_its_hour_in_the_machines_zone_too(zone: ZoneInfo | None) -> None:
    calendar = Calendar(4, zone)
    for day in range(datetime(2023, 12, 30).toordinal(), datetime(2024, 12, 31).toordinal()):  # noqa: DTZ001
        start = calendar.start(Day(day))
        assert calendar.day(start) == day
        assert calendar.day(start - timedelta(seconds=1)) == day - 1
