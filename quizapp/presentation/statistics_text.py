"""Statistics as lines of text, for who reads no pictures: what sections say, and their tables."""

from collections.abc import Iterator, Sequence

from quizapp.core import words
from quizapp.core.text import cells
from quizapp.presentation import days
from quizapp.presentation.charts import Section, Table
from quizapp.presentation.statistics import SPANS
from quizapp.statistics.report import StatisticsReport

WIDTH = 60
"""Columns that no line exceeds."""
_TIE = "\N{NO-BREAK SPACE}"
MOST_ROWS = 12
"""Rows of a table that is printed unasked."""
_LEAST_NAME = 8
"""Columns that a name keeps, however many figures there are."""


def heading(report: StatisticsReport) -> tuple[str, str]:
    """Whose cards, and which days."""
    first, last = (days.label(day, with_year=True) for day in (report.days.first, report.days.last))
    about = f"{words.sentence(SPANS[report.span])[:-1]}: {first} to {last}"
    return f"Statistics: {report.scope or 'all decks'}", about


def lines(sections: Sequence[Section], whole: bool = False) -> Iterator[str]:
    """`whole`: longer tables too, which are only named otherwise."""
    for section in sections:
        yield ""
        yield section.title
        yield from _wrapped(section.reading)
        for table in section.tables:
            if whole or len(table.rows) <= MOST_ROWS:
                yield ""
                yield from table_lines(table)
            else:
                yield f"(a table of {words.count(len(table.rows), 'row')}: --tables)"


def table_lines(table: Table) -> Iterator[str]:
    """Names at the left, figures at the right of their columns; a long name is cut."""
    rows = (table.headings, *table.rows)
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    least = min(widths[0], _LEAST_NAME) + sum(widths[1:])
    gap = 2 if least + 2 * (len(widths) - 1) <= WIDTH else 1
    widths[0] = max(least - sum(widths[1:]), WIDTH - sum(widths[1:]) - gap * (len(widths) - 1))
    widths[0] = min(widths[0], max(cells(row[0]) for row in rows))
    for row in rows if any(table.headings[1:]) else table.rows:
        name = _clipped(row[0], widths[0])
        line = name + " " * (widths[0] - cells(name))
        for text, width in zip(row[1:], widths[1:], strict=True):
            line += " " * (gap + width - cells(text)) + text
        yield line.rstrip()


def _wrapped(text: str) -> Iterator[str]:
    """By columns, not by letters, some of which take two; a number stays on the line of its `%`."""
    line = ""
    for word in text.replace(" %", f"{_TIE}%").split(" "):
        if line and cells(line) + 1 + cells(word) > WIDTH:
            yield line.replace(_TIE, " ")
            line = ""
        line = f"{line} {word}" if line else word
        while cells(line) > WIDTH:
            begin = line
            while cells(begin) > WIDTH:
                begin = begin[:-1]
            yield begin.replace(_TIE, " ")
            line = line[len(begin) :]
    yield line.replace(_TIE, " ")


def _clipped(text: str, width: int) -> str:
    if cells(text) <= width:
        return text
    while cells(text) >= width:
        text = text[:-1]
    return f"{text.rstrip()}…"
