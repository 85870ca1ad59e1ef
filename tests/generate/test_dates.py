from datetime import date

import pytest

from quizapp.generate.dates import in_words, resolve, stamp

SUNDAY = date(2024, 2, 25)
MONDAY = date(2024, 2, 26)


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("on Thursday", "2024-02-22"),
        ("on Sunday", "2024-02-25"),
        ("last Sunday", "2024-02-18"),
        ("last September", "2023-09"),
        ("in January", "2024-01"),
        ("in February", "2024-02"),
        ("on 22 February 2024", "2024-02-22"),
        ("Feb. 3, 2023", "2023-02-03"),
        ("on December 24", "2023-12-24"),
        ("in September 2023", "2023-09"),
        ("in 1992", "1992"),
        ("yesterday", "2024-02-24"),
        ("last year", "2023"),
    ],
)
def test_a_time_in_words_is_seen_from_the_day_of_the_article(words: str, iso: str) -> None:
    assert resolve(words, [SUNDAY]) == iso


@pytest.mark.parametrize(
    "words",
    [
        "in 2021 and 2022",
        "this Thursday",
        "a week later",
        "in the morning",
        "on 26 February",
        "they may agree",
    ],
)
def test_what_is_not_certain_has_no_date(words: str) -> None:
    assert resolve(words, [SUNDAY]) == ""


def test_a_day_that_dateline_and_update_put_differently_has_no_date() -> None:
    assert resolve("on Monday", [SUNDAY, MONDAY]) == ""
    assert resolve("on Thursday", [SUNDAY, MONDAY]) == "2024-02-22"


def test_what_is_yet_to_come_lies_ahead() -> None:
    assert resolve("on Thursday", [SUNDAY], future=True) == "2024-02-29"
    assert resolve("in January", [SUNDAY], future=True) == "2025-01"


def test_without_a_date_of_the_article_only_full_dates_are_known() -> None:
    assert resolve("on Thursday", []) == ""
    assert resolve("on 22 February 2024", []) == "2024-02-22"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Feb 25 2024", date(2024, 2, 25)),
        ("25 March 2025", date(2025, 3, 25)),
        ("Update 02/26/24, 7 a.m. ET: more", date(2024, 2, 26)),
        ("2024-02-25T10:00", date(2024, 2, 25)),
        ("31 February 2024", None),
        ("no date", None),
    ],
)
def test_a_dateline_is_read(line: str, day: date | None) -> None:
    assert stamp(line) == day


def test_dates_are_said_as_precisely_as_they_are_known() -> None:
    said = [in_words("2024-02-22"), in_words("2023-09"), in_words("1992")]
    assert said == ["22 February 2024", "September 2023", "1992"]
