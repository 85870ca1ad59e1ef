from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.day import Calendar, Day, system_clock
from quizapp.core.errors import SettingsError

pytestmark = pytest.mark.day

YEREVAN = ZoneInfo("Asia/Yerevan")
BERLIN = ZoneInfo("Europe/Berlin")
AWKWARD = (
    "America/Bahia_Banderas America/Goose_Bay America/Moncton America/St_Johns America/Sao_Paulo"
    " Antarctica/Casey Antarctica/Davis Antarctica/Troll Asia/Bishkek Asia/Gaza Europe/Simferopol"
    " Pacific/Apia Pacific/Chatham Pacific/Fakaofo Australia/Lord_Howe Europe/Berlin"
).split()
"""Zones that go forward at odd hours, by odd amounts, or over a whole day."""


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


@given(st.sampled_from(AWKWARD), st.integers(0, 23), st.data())
def test_a_day_begins_where_the_one_before_it_ends(
    name: str, hour: int, data: st.DataObject
) -> None:
    zone = ZoneInfo(name)
    calendar = Calendar(hour, zone)
    day = Day(data.draw(st.sampled_from(days_of_change(zone))) + data.draw(st.integers(-1, 1)))
    start = calendar.start(day).astimezone(UTC)
    assert calendar.day(start - timedelta(microseconds=1)) < day
    if calendar.day(start) != day:  # then the zone left it out
        assert calendar.start(Day(day + 1)) == start


@cache
def days_of_change(zone: ZoneInfo) -> list[int]:
    """The days of this century on which clocks were put forward or back; or any."""
    noons = [datetime(2000, 1, 1, 12, tzinfo=UTC) + timedelta(days=n) for n in range(27 * 365)]
    offsets = [noon.astimezone(zone).utcoffset() for noon in noons]
    changed = zip(noons[1:], offsets, offsets[1:], strict=False)
    return [noon.toordinal() for noon, before, after in changed if before != after] or [738_000]


@pytest.mark.parametrize(
    ("zone", "hour", "day"),
    [
        ("America/St_Johns", 1, date(2011, 3, 13)),
        ("Antarctica/Troll", 2, date(2025, 3, 30)),
        ("Pacific/Apia", 4, date(2011, 12, 30)),
        ("Pacific/Chatham", 3, date(2021, 9, 26)),
    ],
)
def test_an_hour_that_clocks_leave_out_begins_the_day_when_they_go_forward(
    zone: str, hour: int, day: date
) -> None:
    calendar = Calendar(hour, ZoneInfo(zone))
    start = calendar.start(Day(day.toordinal())).astimezone(UTC)
    assert calendar.day(start) == day.toordinal()
    assert calendar.day(start - timedelta(microseconds=1)) == day.toordinal() - 1
