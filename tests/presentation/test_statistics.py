"""What is said of figures, and what is drawn of them."""

from dataclasses import replace

import pytest

from quizapp.core.day import Day
from quizapp.presentation.charts import Columns, Heatmap, Intervals, Section, Tiles, percent, scale
from quizapp.presentation.statistics import sections
from quizapp.statistics.proportion import Proportion
from quizapp.statistics.report import StatisticsReport
from quizapp.statistics.span import Span, SpanDays
from tests.presentation.reports import TODAY, report_of_a_year, report_of_nothing


def by_id(report: StatisticsReport) -> dict[str, Section]:
    return {one.id: one for one in sections(report)}


@pytest.fixture(scope="module")
def year() -> dict[str, Section]:
    return by_id(report_of_a_year())


def cells(section: Section, table: int = 0) -> dict[str, tuple[str, ...]]:
    return {row[0]: row[1:] for row in section.tables[table].rows}


def test_every_section_has_a_picture_a_sentence_and_the_same_numbers_as_a_table(
    year: dict[str, Section],
) -> None:
    assert list(year) == [
        "today", "calendar", "coming", "known", "retention", "calibration", "stability",
        "difficulty", "retrievability", "buttons", "hours", "minutes", "tags", "claims",
        "confidence", "quizzes",
    ]  # fmt: skip
    for one in year.values():
        assert one.charts, one.id
        assert one.tables, one.id
        assert one.reading.endswith("."), one.id
        for table in one.tables:
            assert {len(row) for row in table.rows} == {len(table.headings)}, one.id


def test_without_an_answer_every_section_says_why_it_is_empty_and_what_to_do() -> None:
    found = by_id(report_of_nothing())
    assert found["today"].reading == "Nothing answered yet today. Nothing is due."
    assert found["quizzes"].reading == "No quiz yet. t on Home begins one."
    for one in found.values():
        assert one.reading, one.id
        assert not one.charts or one.id == "today"


def test_true_retention_is_read_beside_what_was_asked_for(year: dict[str, Section]) -> None:
    found = year["retention"]
    assert found.reading == "You recalled 91 % of 2,240 mature reviews; you asked for 90 %."
    assert cells(found)["Mature"] == ("2,041", "2,240", "91 %", "90–92 %", "90 %")


@pytest.mark.parametrize(
    ("right", "end"),
    [
        (1700, "That is less, by more than chance."),
        (2200, "That is more, by more than chance."),
    ],
)
def test_a_retention_that_chance_does_not_explain_is_told(right: int, end: str) -> None:
    report = report_of_a_year()
    mature = Proportion.of(right, 2240)
    found = by_id(replace(report, retention=replace(report.retention, mature=mature)))
    assert found["retention"].reading.endswith(end)


def test_today_counts_what_was_done_and_what_is_left(year: dict[str, Section]) -> None:
    [tiles] = year["today"].charts
    assert isinstance(tiles, Tiles)
    assert [(one.value, one.label) for one in tiles.figures] == [
        ("41", "answers"),
        ("90 %", "right"),
        ("8", "new"),
        ("6 min", "spent"),
        ("48", "left today"),
        ("23", "days in a row"),
    ]


def test_the_calendar_has_each_day_of_the_span(year: dict[str, Section]) -> None:
    report, [days] = report_of_a_year(), year["calendar"].charts
    assert isinstance(days, Heatmap)
    assert len(days.values) == 365
    assert sum(days.values) == report.totals.reviews
    assert days.values[-1] == report.activity.days[-1].answers


def test_the_weeks_of_a_table_add_up_to_the_span(year: dict[str, Section]) -> None:
    report = report_of_a_year()
    weeks = cells(year["calendar"])
    assert len(weeks) == 53
    assert sum(int(row[1].replace(",", "")) for row in weeks.values()) == report.totals.reviews


@pytest.mark.parametrize(
    ("days", "heading", "rows"), [(30, "Day", 30), (365, "Week from", 53), (2000, "Month", 66)]
)
def test_minutes_are_by_day_week_or_month(days: int, heading: str, rows: int) -> None:
    report = replace(report_of_a_year(), days=SpanDays(Day(TODAY - days + 1), TODAY))
    [table] = by_id(report)["minutes"].tables
    assert table.headings[0] == heading
    assert len(table.rows) == rows


def test_the_days_to_come_are_by_week_where_they_are_many_and_add_up() -> None:
    report = report_of_a_year()
    [weeks] = by_id(report)["coming"].charts
    assert isinstance(weeks, Columns)
    assert len(weeks.labels) == 13
    assert sum(weeks.tops) == pytest.approx(
        sum(one.new + one.reviews for one in report.coming.days)
    )
    month = replace(report, coming=replace(report.coming, days=report.coming.days[:31]))
    [by_day] = by_id(month)["coming"].charts
    assert isinstance(by_day, Columns)
    assert by_day.labels[:3] == ("Today", "27 Feb", "28 Feb")


def test_calibration_puts_what_was_foreseen_beside_what_was_recalled(
    year: dict[str, Section],
) -> None:
    [chart] = year["calibration"].charts
    assert isinstance(chart, Intervals)
    assert chart.is_calibration
    assert [row.label for row in chart.rows][-1] == "95–100 %"
    assert all(row.low <= row.value <= row.high for row in chart.rows)
    assert "89.4 %" in year["calibration"].reading
    assert "1.2 points" in year["calibration"].reading


def test_best_and_worst_tags_are_named_only_where_chance_does_not_explain_it() -> None:
    report = report_of_a_year()
    assert "csto best (91 %)" in by_id(report)["tags"].reading
    alike = tuple(replace(one, retention=Proportion.of(9, 10)) for one in report.tags)
    assert "best (" not in by_id(replace(report, tags=alike))["tags"].reading


def test_hours_are_named_only_where_they_have_many_reviews_and_differ(
    year: dict[str, Section],
) -> None:
    assert year["hours"].reading == (
        "You study most from 9:00 to 10:00."
        " How much you recall differs by no more than chance from hour to hour."
    )
    report = report_of_a_year()
    of = {9: Proportion.of(190, 200), 21: Proportion.of(150, 200), 5: Proportion.of(0, 3)}
    hours = tuple(
        replace(one, retention=of.get(one.hour, Proportion.of(0, 0))) for one in report.hours
    )
    assert by_id(replace(report, hours=hours))["hours"].reading.endswith(
        "You recalled most from 9:00 to 10:00 (95 %), least from 21:00 to 22:00 (75 %)."
    )


def test_a_name_of_a_deck_goes_into_a_section_as_it_is() -> None:
    found = by_id(report_of_a_year(tag="[b]<i>Հայ</i>"))
    assert found["tags"].tables[0].rows[0][0] == "[b]<i>Հայ</i>"


def test_quizzes_are_read_beside_guessing(year: dict[str, Section]) -> None:
    assert year["quizzes"].reading == (
        "Your last quiz: 85 %; guessing would give 25 %. The mean of 5 is 66 %."
    )


def test_an_empty_span_is_named() -> None:
    found = by_id(replace(report_of_nothing(), span=Span.YEAR))
    assert found["buttons"].reading.startswith("No answer in the last year.")


@pytest.mark.parametrize(
    ("greatest", "top"), [(0, 2), (1, 2), (3, 4), (7, 8), (11, 12), (25, 30), (812, 1000)]
)
def test_an_axis_ends_at_a_round_number_whose_half_is_whole(greatest: float, top: float) -> None:
    assert scale(greatest) == top


def test_what_is_nearly_all_is_not_called_all() -> None:
    assert [percent(share) for share in (0, 0.001, 0.5, 0.999, 1)] == [
        "0 %", "1 %", "50 %", "99 %", "100 %",
    ]  # fmt: skip
