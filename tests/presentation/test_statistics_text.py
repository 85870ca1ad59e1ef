"""Statistics as text: at most 60 columns, in words, with the same numbers as the pictures."""

from quizapp.core.text import cells
from quizapp.presentation.charts import Section, Table
from quizapp.presentation.statistics import sections
from quizapp.presentation.statistics_text import WIDTH, heading, lines, table_lines
from tests.presentation.reports import report_of_a_year


def test_no_line_is_wider_than_a_small_terminal_and_each_section_says_something() -> None:
    found = sections(report_of_a_year(tag="a tag in a language of wide letters 亚美尼亚" * 3))
    text = list(lines(found, whole=True))
    assert max(map(cells, text)) <= WIDTH
    for section in found:
        assert section.title in text
        assert section.reading.split()[0] in " ".join(text).split()
        rows = sum(len(table.rows) for table in section.tables)
        assert len(text) > rows


def test_long_tables_are_only_named_unless_they_are_asked_for() -> None:
    short = Table(("Day", "Answers"), (("26 Feb", "3"),))
    long = Table(("Day", "Answers"), tuple((f"day {at}", "1") for at in range(13)))
    some = [Section("x", "Answers", "You gave 90 % right.", (), (short, long))]
    assert list(lines(some)) == [
        *("", "Answers", "You gave 90 % right."),
        *("", "Day     Answers", "26 Feb        3"),
        "(a table of 13 rows: --tables)",
    ]
    assert list(lines(some, whole=True))[6:9] == ["", "Day     Answers", "day 0         1"]


def test_a_number_is_never_torn_from_its_per_cent() -> None:
    reading = "x" * 56 + " 90 % of them."
    assert list(lines([Section("x", "X", reading)])) == ["", "X", "x" * 56, "90 % of them."]


def test_a_table_without_headings_begins_with_its_figures() -> None:
    table = Table(("Today", ""), (("Answers", "12"), ("Right", "90 %")))
    assert list(table_lines(table)) == ["Answers    12", "Right    90 %"]


def test_the_heading_says_whose_cards_and_which_days() -> None:
    title, about = heading(report_of_a_year())
    assert title == "Statistics: all decks"
    assert about == "The last year: 27 Feb 2023 to 26 Feb 2024"
