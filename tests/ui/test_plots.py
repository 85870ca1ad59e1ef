"""Charts in letters."""

from datetime import date

import pytest
from textual.content import Content

from quizapp.presentation.charts import (
    Columns,
    Curve,
    Figure,
    Heatmap,
    Interval,
    Intervals,
    Measure,
    Point,
    Row,
    Rows,
    Series,
    Table,
    Tiles,
)
from quizapp.presentation.statistics import sections
from quizapp.presentation.styled import Tone
from quizapp.ui.widgets.plots import draw, table
from tests.presentation.reports import report_of_a_year


def lines(content: Content) -> list[str]:
    return [line.rstrip() for line in content.plain.split("\n")]


def test_a_column_is_as_high_as_its_number_to_an_eighth_of_a_line() -> None:
    chart = Columns(("a", "b", "c"), (Series("n", (8, 4.5, 0)),))
    assert lines(draw(chart, 40)) == [
        "8  ██████┈┈┈┈┈┈┈┈┈┈┈┈┈┈",
        "   ██████",
        "   ██████",
        "   ██████ ▄▄▄▄▄▄",
        "4  ██████┈██████┈┈┈┈┈┈┈",
        "   ██████ ██████",
        "   ██████ ██████",
        "   ██████ ██████",
        "0  ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔",
        "     a      b      c",
    ]


def test_what_is_little_beside_the_rest_is_still_seen() -> None:
    chart = Columns(("", ""), (Series("n", (1000, 1)),))
    assert lines(draw(chart, 40))[7].endswith(" ▁▁▁▁▁▁")


def test_series_that_stand_on_each_other_are_told_apart_without_colour() -> None:
    chart = Columns(("x",), (Series("old", (4,)), Series("new", (4,), Tone.GOOD)))
    drawn = lines(draw(chart, 40, colour=False))
    assert [line[3:5] for line in drawn[:8]] == ["▒▒"] * 4 + ["██"] * 4
    assert drawn[-1] == "   █ old   ▒ new"


def test_days_without_room_for_each_are_added_up_and_shares_averaged() -> None:
    days = tuple(map(str, range(100)))
    added = draw(Columns(days, (Series("n", (1,) * 100),)), 36)
    assert lines(added)[0].startswith("4  █")  # three or four in each
    shares = Columns(days, (Series("s", (0.5,) * 100),), Measure.SHARE, adds_up=False)
    drawn = lines(draw(shares, 36))
    assert drawn[4].startswith(" 50 %  █")
    assert "█" not in drawn[3]


def test_labels_that_do_not_fit_leave_out_others_at_even_steps() -> None:
    chart = Columns(tuple(str(hour) for hour in range(24)), (Series("n", (1,) * 24),))
    assert lines(draw(chart, 60))[-1].split() == [str(hour) for hour in range(0, 24, 2)]


def test_a_curve_goes_straight_between_its_points() -> None:
    chart = Curve((Point(0, 0, "Jan"), Point(30, 8, "Feb")), "known")
    drawn = lines(draw(chart, 34))
    heights = [sum(line[3:][x : x + 1] == "█" for line in drawn[:8]) for x in range(31)]
    assert heights == sorted(heights)
    assert heights[0] == 0
    assert heights[-1] == 8
    assert drawn[-1] == f"   Jan{'Feb':>28}"


def test_a_line_has_a_mark_at_each_point() -> None:
    points = (Point(0, 0.5), Point(1, 1.0), Point(2, 0.75))
    drawn = lines(draw(Curve(points, "score", Measure.SHARE, filled=False), 40))
    marks = [(line.index("●"), at) for at, line in enumerate(drawn) if "●" in line]
    assert sorted(marks) == [(7, 4), (23, 0), (39, 2)]


def test_bars_below_each_other_keep_their_numbers_aligned_with_wide_letters() -> None:
    chart = Rows((Row("中国", 4, "4"), Row("Հայաստան", 2, "2"), Row("none", 0, "0")))
    assert draw(chart, 40).plain.split("\n") == [
        "中国      " + "█" * 27 + "  4",
        "Հայաստան  " + "█" * 13 + "▌" + " " * 13 + "  2",
        "none      " + " " * 27 + "  0",
    ]
    assert {line.cell_length for line in draw(chart, 40).split()} == {40}


def test_an_interval_shows_what_was_found_what_it_may_be_and_what_was_asked_for() -> None:
    one = Interval("Mature", 0.9, 0.85, 0.95, 0.8, "240 answers")
    first, scale, *legend = lines(draw(Intervals((one,), "recalled", "asked for"), 48))
    assert first == "Mature   90 % ◇┈┈┈┈━━━━━●━━━━┈┈┈┈┈  240 answers"
    assert scale.split() == ["80", "%", "90", "%", "100", "%"]
    assert "".join(legend).startswith("● recalled")


def test_what_was_found_where_it_was_asked_for_has_a_sign_of_its_own() -> None:
    one = Interval("All", 0.9, 0.88, 0.92, 0.9, "9")
    assert "◆" in draw(Intervals((one,), "recalled", "asked for"), 60).plain


WEDNESDAY = date(2024, 2, 28).toordinal()


def test_a_heatmap_has_a_row_for_each_day_of_the_week() -> None:
    drawn = lines(draw(Heatmap(WEDNESDAY, (1, 5, 0, 9, 20, 20)), 60, colour=False))
    assert drawn == [
        "    Mar",
        "Mon   █",
        "",
        "Wed ░",
        "    ▒",
        "Fri ·",
        "    ▓",
        "Sun █",
        "    · none   ░ 1–4   ▒ 5–8   ▓ 9–19   █ 20+",
    ]


def test_a_legend_keeps_each_sign_with_its_number() -> None:
    drawn = lines(draw(Heatmap(WEDNESDAY, (1, 5, 0, 9, 20, 20)), 30))
    assert drawn[-2:] == ["    · none   ■ 1–4   ■ 5–8", "    ■ 9–19   ■ 20+"]


def test_days_that_are_alike_look_alike_and_take_no_level_more() -> None:
    drawn = lines(draw(Heatmap(WEDNESDAY, (20,) * 4), 40, colour=False))
    assert drawn[-1] == "    · none   █ 1+"
    assert drawn[3] == "Wed █"


def test_a_heatmap_without_room_for_a_year_shows_the_last_weeks() -> None:
    year = Heatmap(WEDNESDAY, (1,) * 365 + (2,))
    drawn = lines(draw(year, 40))
    assert all(len(line) <= 40 for line in drawn)
    assert drawn[3].endswith("■")
    assert "the last 36 of 53 weeks" in " ".join(drawn)


def test_every_level_of_a_heatmap_means_more_than_the_one_below() -> None:
    assert Heatmap(0, (3,) * 9).bounds == (1,)
    assert Heatmap(0, (1, 3, 3, 3, 9)).bounds == (1, 3)
    assert Heatmap(0, (0, 0)).bounds == (1,)
    assert Heatmap(0, (0, 1, 2, 3, 4)).shades() == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("width", [44, 56, 76, 132])
def test_no_chart_is_wider_than_its_room(width: int) -> None:
    name = "a name that is longer than any room for it, with ünïcode and 中文"
    charts = [
        Tiles(tuple(Figure("1,234", "days in a row") for _ in range(5))),
        Columns(
            (name,) * 90, (Series("a", (3.5,) * 90), Series("b", (9e5,) * 90)), Measure.MINUTES
        ),
        Curve(tuple(Point(x, x, name[:9]) for x in range(400)), "known"),
        Rows((Row(name, 1, "1,234  100 %"),)),
        Intervals((Interval(name, 0.5, 0.4, 0.6, None, "1,234 answers"),), "recalled"),
        Heatmap(WEDNESDAY, tuple(range(366))),
    ]
    for chart in charts:
        for colour in (True, False):
            drawn = draw(chart, width, colour).split(allow_blank=True)
            assert max(line.cell_length for line in drawn) <= width, type(chart)


def test_a_name_in_a_chart_is_text_and_never_markup() -> None:
    chart = Rows((Row("[@click=app.quit]x[/]", 1, "1"),))
    assert draw(chart, 80).plain.startswith("[@click=app.quit]x[/]")


def test_a_table_keeps_its_figures_and_lets_names_give_way() -> None:
    found = Table(("Tag", "Answers", "Right"), (("a long name of a tag", "1,234", "91 %"),))
    assert lines(table(found, 30)) == [
        "Tag             Answers  Right",
        "a long name o…    1,234   91 %",
    ]


def test_every_table_of_a_report_fits_where_there_are_60_columns() -> None:
    for section in sections(report_of_a_year()):
        for found in section.tables:
            drawn = table(found, 56).split(allow_blank=True)
            assert max(line.cell_length for line in drawn) <= 56, section.id
