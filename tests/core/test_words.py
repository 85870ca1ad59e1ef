from datetime import UTC, datetime

import pytest

from quizapp.core import words
from quizapp.core.day import Calendar, Day


@pytest.mark.parametrize(
    ("seconds", "long", "short"),
    [
        (0.2, "1 second", "<1m"),
        (59, "59 seconds", "<1m"),
        (60, "1 minute", "1m"),
        (600, "10 minutes", "10m"),
        (3600, "1 hour", "1h"),
        (86400, "1 day", "1d"),
        (30 * 86400, "30 days", "30d"),
        (61 * 86400, "2 months", "2mo"),
        (75 * 86400, "2.5 months", "2.5mo"),
        (365 * 86400, "1 year", "1y"),
        (550 * 86400, "1.5 years", "1.5y"),
        (3599, "1 hour", "1h"),
        (86399, "1 day", "1d"),
        (364.9 * 86400, "1 year", "1y"),
    ],
)
def test_spans_are_said_in_their_largest_sensible_unit(
    seconds: float, long: str, short: str
) -> None:
    assert words.span(seconds) == long
    assert words.short_span(seconds) == short


def test_counts_agree_with_their_noun() -> None:
    assert words.count(1, "card") == "1 card"
    assert words.count(12000, "card") == "12,000 cards"
    assert words.count(2, "story", "stories") == "2 stories"


def test_tomorrow_has_its_hour_and_later_days_their_name() -> None:
    calendar = Calendar(4, UTC)
    today = Day(datetime(2024, 2, 26, tzinfo=UTC).toordinal())
    assert words.next_day(Day(today + 1), today, calendar) == "04:00 tomorrow"
    assert words.next_day(Day(today + 3), today, calendar) == "Thursday 29 February"
