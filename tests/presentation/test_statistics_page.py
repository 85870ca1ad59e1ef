"""The page of HTML."""

import re
from datetime import date
from html.parser import HTMLParser

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
    Section,
    Series,
    Table,
    Tiles,
)
from quizapp.presentation.statistics_page import page

HOSTILE = '<script>alert("1")</script> & \'"]]> --> <img src=x onerror=alert(1)>'
NEW_YEAR = date(2024, 1, 1).toordinal()


class Elements(HTMLParser):
    VOID = {"meta", "link", "img", "br", "line", "rect", "circle", "polyline", "polygon"}

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in self.VOID or tag in ("rect", "circle"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def tags(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.found if tag == name]


def charts(name: str) -> tuple[Section, ...]:
    found = [
        Tiles((Figure("41", name),)),
        Columns((name, name), (Series(name, (3, 4)), Series(name, (1, 0))), caption=name),
        Curve((Point(0, 1, name), Point(1, 2, name)), name),
        Curve((Point(0, 0.5, name),), name, Measure.SHARE, filled=False),
        Rows((Row(name, 3, name),), caption=name),
        Intervals((Interval(name, 0.9, 0.8, 0.95, 0.9, name),), name, name, name),
        Intervals((Interval(name, 0.9, 0.8, 0.95, 0.9, name),), name, name, is_calibration=True),
        Heatmap(NEW_YEAR, (0, 1, 5, 9), name),
    ]
    table = Table((name, "n"), ((name, name),))
    return tuple(Section(f"s{at}", name, name, (one,), (table,)) for at, one in enumerate(found))


def test_every_chart_is_well_formed_and_says_what_it_is() -> None:
    html = Elements(page("Statistics", "All decks", charts("ok")))
    assert html.open == []
    pictures = html.tags("svg")
    assert len(pictures) == 7
    assert all(one["role"] == "img" and one["aria-label"] for one in pictures)
    assert len(html.tags("details")) == len(html.tags("table")) == 8


def test_what_a_deck_says_is_text_wherever_it_stands() -> None:
    html = Elements(page(HOSTILE, HOSTILE, charts(HOSTILE)))
    assert html.open == []
    assert not html.tags("script")
    assert not html.tags("img")
    assert not [name for _, attributes in html.found for name in attributes if name[:2] == "on"]
    assert HOSTILE in "".join(html.text)


def test_the_page_needs_nothing_besides_itself() -> None:
    text = page("Statistics", "All decks", charts("ok"))
    assert not re.findall(r"https?://|url\(|@import|<script|<link", text)
    assert "default-src 'none'" in text
    assert "prefers-color-scheme: dark" in text


def test_a_long_name_is_shortened_in_a_picture_and_whole_in_its_title() -> None:
    name = "a name " * 20
    text = page("", "", (Section("s", "", "", (Rows((Row(name, 1, "1"),)),)),))
    assert f"<title>{name}</title>" in text
    assert f">{name[:45]}…<" in text


def test_a_day_of_the_calendar_tells_its_date_and_number_under_the_pointer() -> None:
    days = Heatmap(NEW_YEAR, (0, 1, 1200))
    text = page("", "", (Section("s", "", "", (days,)),))
    assert "<title>1 Jan 2024: 0 answers</title>" in text
    assert "<title>2 Jan 2024: 1 answer</title>" in text
    assert "<title>3 Jan 2024: 1,200 answers</title>" in text


def test_a_section_with_nothing_to_draw_says_why() -> None:
    text = page("", "", (Section("quizzes", "Quizzes", "No quiz yet."),))
    assert "No quiz yet." in text
    assert "<figure" not in text
    assert "<details" not in text


def test_a_bar_of_a_column_is_as_high_as_its_number() -> None:
    chart = Columns(("a", "b"), (Series("n", (8, 2)),))
    text = page("", "", (Section("s", "", "", (chart,)),))
    full, quarter = (
        float(re.search(rf'height="([\d.]+)"[^>]*><title>{name}: ', text)[1])  # type: ignore[index]
        for name in "ab"
    )
    assert abs(quarter - full / 4) < 0.1
