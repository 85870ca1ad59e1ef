"""The statistics as one page of HTML, which needs nothing besides itself: no script, no network.

Light or dark as the reader's system is; each chart has its numbers as a table below it.
"""

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from quizapp.presentation.charts import Section, Table
from quizapp.presentation.svg import legend, svg


def page(heading: str, about: str, sections: Sequence[Section]) -> str:
    """`about` says whose cards and which days they are, below the heading."""
    return "".join(_page(heading, about, sections))


def _page(heading: str, about: str, sections: Sequence[Section]) -> Iterator[str]:
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy"'
        " content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(heading)}</title>\n<style>{_style()}</style>\n</head>\n<body>\n"
        f"<header><h1>{escape(heading)}</h1><p>{escape(about)}</p></header>\n<main>\n"
    )
    for section in sections:
        yield from _section(section)
    yield "</main>\n</body>\n</html>\n"


def _section(section: Section) -> Iterator[str]:
    kind = "wide" if section.is_wide and section.charts else ""
    kind += "" if section.charts else " empty"
    name = escape(section.id, quote=True)
    yield f'<section class="{kind.strip()}" aria-labelledby="{name}">\n'
    yield f'<h2 id="{name}">{escape(section.title)}</h2>\n'
    yield f'<p dir="auto">{escape(section.reading)}</p>\n'
    for chart in section.charts:
        caption = getattr(chart, "caption", "")
        yield f"<figure>{svg(chart, f'{section.title}. {caption or section.reading}')}"
        signs = legend(chart)
        if caption or signs:
            yield f"<figcaption>{_caption(caption)}{signs}</figcaption>"
        yield "</figure>\n"
    if section.tables:
        yield "<details><summary>The numbers</summary>\n"
        for table in section.tables:
            yield _table(table)
        yield "</details>\n"
    yield "</section>\n"


def _caption(text: str) -> str:
    return f"<span>{escape(text)}</span>" if text else ""


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.headings)
    rows = "".join(
        f'<tr><th scope="row" dir="auto">{escape(row[0])}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
        + "</tr>\n"
        for row in table.rows
    )
    return f"<table><thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody></table>\n"


def _style() -> str:
    return Path(__file__).with_name("page.css").read_text(encoding="utf-8")
