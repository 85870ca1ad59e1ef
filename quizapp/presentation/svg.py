"""Charts as SVG inside a page whose style sheet has their colours.

Names come from decks, so all text is escaped. What a figure is in full stands in a `title`, which
browsers show under the pointer.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from itertools import pairwise
from typing import assert_never

from quizapp.presentation.charts import (
    Chart,
    Columns,
    Curve,
    Heatmap,
    Interval,
    Intervals,
    Measure,
    Rows,
    Tiles,
    percent,
    scale,
)
from quizapp.presentation.styled import Tone

WIDTH, HEIGHT = 440, 190
"""In the units of a picture, which grows with its place; letters are 12 of them high."""
_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 8, 12, 26
_CELL, _GAP = 11, 3
LONGEST = 46
"""Letters of a name; the rest stands in its title."""
_CLASSES = {
    Tone.PLAIN: "plain",
    Tone.STRONG: "plain",
    Tone.FAINT: "faint",
    Tone.ACCENT: "accent",
    Tone.GOOD: "good",
    Tone.WARNING: "warning",
    Tone.ALERT: "warning",
    Tone.BAD: "bad",
}


def svg(chart: Chart, label: str) -> str:
    """`label` is what somebody hears who does not see it."""
    match chart:
        case Tiles():
            return _tiles(chart)
        case Columns():
            return _picture(label, HEIGHT, _columns(chart))
        case Curve():
            return _picture(label, HEIGHT, _curve(chart))
        case Rows():
            return _picture(label, 34 * len(chart.rows) + 4, _rows(chart))
        case Intervals(is_calibration=True):
            return _picture(label, 330, _calibration(chart))
        case Intervals():
            return _picture(label, 38 * len(chart.rows) + 26, _intervals(chart))
        case Heatmap():
            return _heatmap(chart, label)
        case _:
            assert_never(chart)


def legend(chart: Chart) -> str:
    """The signs of a chart and what they mean; empty where it has none."""
    match chart:
        case Columns(series=series) if len(series) > 1:
            signs = [("block", _CLASSES[one.tone], one.name) for one in series]
        case Intervals():
            signs = [("dot", "accent", chart.found), ("bar", "accent", "95 % interval")]
            if chart.is_calibration:
                signs.append(("dash", "warning", "just as foreseen"))
            elif chart.target:
                signs.append(("tick", "warning", chart.target))
        case Heatmap():
            return _levels(chart)
        case _:
            return ""
    return "".join(
        f'<span class="sign"><i class="{shape} {colour}"></i>{escape(name)}</span>'
        for shape, colour, name in signs
    )


def _tiles(chart: Tiles) -> str:
    tiles = "".join(
        f'<div><b class="{_CLASSES[one.tone]}">{escape(one.value)}</b>'
        f"<span>{escape(one.label)}</span></div>"
        for one in chart.figures
    )
    return f'<div class="tiles">{tiles}</div>'


def _picture(label: str, height: float, inside: Iterator[str], width: float = WIDTH) -> str:
    return (
        f'<svg role="img" aria-label="{escape(label)}" viewBox="0 0 {width:g} {height:g}">'
        f"{''.join(inside)}</svg>"
    )


def _text(x: float, y: float, text: str, anchor: str = "start", kind: str = "") -> str:
    shown = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    whole = f"<title>{escape(text)}</title>" if shown != text else ""
    is_foreign = ' unicode-bidi="plaintext"' if not text.isascii() else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" class="{kind}"{is_foreign}>'
        f"{whole}{escape(shown)}</text>"
    )


def _box(x: float, y: float, width: float, height: float, kind: str, title: str) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(0, width):.1f}" height="{max(0, height):.1f}"'
        f' rx="1.5" class="{kind}"><title>{escape(title)}</title></rect>'
    )


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"/>'


def _upright(top: float, measure: Measure) -> Iterator[str]:
    """The scale at the left, with a line for each of its figures."""
    for value in (top, top / 2, 0):
        y = _y(value, top)
        yield _line(_LEFT, y, WIDTH - _RIGHT, y, "axis" if not value else "grid")
        yield _text(_LEFT - 6, y + 4, measure.say(value), "end")


def _y(value: float, top: float) -> float:
    return HEIGHT - _BOTTOM - value / top * (HEIGHT - _TOP - _BOTTOM)


def _below(places: Sequence[tuple[float, str]], y: float) -> Iterator[str]:
    """Labels at even steps, as many as there is room for."""
    named = [(x, text) for x, text in places if text]
    need = max((len(text) for _, text in named), default=1) * 7 + 10
    for step in range(1, len(named) + 1):
        some = named[::step]
        if all(b[0] - a[0] >= need for a, b in pairwise(some)):
            for x, text in some:
                half = len(text) * 3.4
                at = min(max(x, half), WIDTH - half)
                yield _text(at, y, text, "middle")
            return


def _columns(chart: Columns) -> Iterator[str]:
    top = scale(max(chart.tops, default=0.0), chart.unit)
    yield from _upright(top, chart.unit)
    pitch = (WIDTH - _LEFT - _RIGHT) / max(1, len(chart.labels))
    thick = pitch * 0.78 if pitch > 4 else pitch - 0.5
    for at, label in enumerate(chart.labels):
        base = 0.0
        for one in chart.series:
            value = one.values[at]
            y = _y(base + value, top)
            name = f"{label}: {chart.unit.say(value)}"
            if chart.unit is Measure.COUNT or len(chart.series) > 1:
                name += f" {one.name}"
            x = _LEFT + at * pitch + (pitch - thick) / 2
            if value:
                yield _box(x, y, thick, _y(base, top) - y, _CLASSES[one.tone], name)
            base += value
    middles = [(_LEFT + (at + 0.5) * pitch, label) for at, label in enumerate(chart.labels)]
    yield from _below(middles, HEIGHT - 8)


def _curve(chart: Curve) -> Iterator[str]:
    points = chart.points
    top = scale(chart.ceiling or max(one.y for one in points), chart.unit)
    yield from _upright(top, chart.unit)
    first, last = points[0].x, points[-1].x
    room = WIDTH - _LEFT - _RIGHT - (0 if chart.filled else 16)
    start = _LEFT + (0 if chart.filled else 8)

    def place(x: float) -> float:
        return start + (x - first) / ((last - first) or 1.0) * room

    line = " ".join(f"{place(one.x):.1f},{_y(one.y, top):.1f}" for one in points)
    if chart.filled:
        ends = f"{place(last):.1f},{_y(0, top):.1f} {place(first):.1f},{_y(0, top):.1f}"
        yield f'<polygon points="{line} {ends}" class="area"/>'
    yield f'<polyline points="{line}" class="curve"/>'
    for one in points:
        name = f"{one.label + ': ' if one.label else ''}{chart.unit.say(one.y)} {chart.name}"
        kind = "ghost" if chart.filled else "accent"
        yield (
            f'<circle cx="{place(one.x):.1f}" cy="{_y(one.y, top):.1f}" r="4" class="{kind}">'
            f"<title>{escape(name)}</title></circle>"
        )
    yield from _below([(place(one.x), one.label) for one in points], HEIGHT - 8)


def _rows(chart: Rows) -> Iterator[str]:
    for at, row in enumerate(chart.rows):
        y = at * 34.0
        yield _text(0, y + 13, row.label, kind="name")
        yield _text(WIDTH, y + 13, row.said, "end")
        length = max(2.0 if row.value else 0.0, WIDTH * min(1.0, row.value / chart.full))
        yield _box(0, y + 18, WIDTH, 9, "track", row.said)
        yield _box(0, y + 18, length, 9, _CLASSES[row.tone], f"{row.label}: {row.said}")


def _intervals(chart: Intervals) -> Iterator[str]:
    def place(share: float) -> float:
        return 6 + max(0.0, share - chart.floor) / (1 - chart.floor) * (WIDTH - 12)

    for at, row in enumerate(chart.rows):
        y = at * 38.0
        yield _text(0, y + 13, row.label, kind="name")
        yield _text(WIDTH, y + 13, f"{percent(row.value)} of {row.said}", "end")
        yield _line(place(chart.floor), y + 24, place(1), y + 24, "grid")
        yield _line(place(row.low), y + 24, place(row.high), y + 24, "span")
        if row.target is not None:
            yield _line(place(row.target), y + 17, place(row.target), y + 31, "target")
        yield _dot(place(row.value), y + 24, row, chart)
    for share in (chart.floor, (1 + chart.floor) / 2, 1.0):
        anchor = "start" if share == chart.floor else "end" if share == 1 else "middle"
        x = {"start": 0.0, "middle": place(share), "end": float(WIDTH)}[anchor]
        yield _text(x, len(chart.rows) * 38 + 18, percent(share), anchor)


def _dot(x: float, y: float, row: Interval, chart: Intervals) -> str:
    target = "" if row.target is None else f"; {chart.target} {percent(row.target)}"
    title = (
        f"{row.label}: {percent(row.value)} {chart.found}, 95 % interval"
        f" {row.low * 100:.0f}–{row.high * 100:.0f} %{target}"
    )
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" class="accent">'
        f"<title>{escape(title)}</title></circle>"
    )


def _calibration(chart: Intervals) -> Iterator[str]:
    """A square: foreseen from left to right, recalled upwards; equal on the diagonal."""
    side, left, top = 270.0, 96.0, 10.0

    def place(share: float) -> float:
        return max(0.0, share - chart.floor) / (1 - chart.floor) * side

    for step in range(5):
        share = chart.floor + (1 - chart.floor) * step / 4
        x, y = left + place(share), top + side - place(share)
        yield _line(left, y, left + side, y, "axis" if not step else "grid")
        yield _line(x, top, x, top + side, "axis" if not step else "grid")
        yield _text(left - 6, y + 4, percent(share), "end")
        yield _text(x, top + side + 18, percent(share), "middle")
    yield _line(left, top + side, left + side, top, "diagonal")
    yield _text(left + side / 2, top + side + 38, chart.target, "middle")
    y = top + side / 2
    yield (
        f'<text x="22" y="{y}" text-anchor="middle" transform="rotate(-90 22 {y})">'
        f"{escape(chart.found)}</text>"
    )
    for row in chart.rows:
        x = left + place(row.value if row.target is None else row.target)
        yield _line(x, top + side - place(row.low), x, top + side - place(row.high), "span thin")
        yield _dot(x, top + side - place(row.value), row, chart)


def _heatmap(chart: Heatmap, label: str) -> str:
    monday = chart.first - date.fromordinal(chart.first).weekday()
    weeks = (chart.first + len(chart.values) - 1 - monday) // 7 + 1
    pitch, left, top = _CELL + _GAP, 34, 20
    width, height = left + weeks * pitch, top + 7 * pitch
    inside = [
        _text(0, top + day * pitch + 10, name)
        for day, name in ((0, "Mon"), (2, "Wed"), (4, "Fri"), (6, "Sun"))
    ]
    last_name = -99.0
    for week in range(weeks):
        sunday = date.fromordinal(monday + week * 7 + 6)
        x = left + week * pitch
        if (
            (sunday.day <= 7 or (not week and sunday.day <= 14))
            and x - last_name >= 34
            and x + 24 <= width
        ):
            name = f"{sunday:%b %Y}" if sunday.month == 1 and weeks > 54 else f"{sunday:%b}"
            inside.append(_text(x, 12, name))
            last_name = x + (34 if " " in name else 0)
    for at, (value, shade) in enumerate(zip(chart.values, chart.shades(), strict=True)):
        week, day = divmod(chart.first + at - monday, 7)
        on = date.fromordinal(chart.first + at)
        noun = chart.noun if value == 1 else f"{chart.noun}s"
        title = f"{on.day} {on:%b %Y}: {value:,} {noun}"
        x, y = left + week * pitch, top + day * pitch
        inside.append(_box(x, y, _CELL, _CELL, f"l{shade}", title))
    drawn = _picture(label, height, iter(inside), width)
    style = f"width:{width}px" if weeks > 53 else f"min-width:{min(width, 620)}px"
    if weeks < 27:
        style = f"max-width:{2 * width}px"
    return f'<div class="scroll">{drawn.replace("<svg ", f"""<svg style="{style}" """, 1)}</div>'


def _levels(chart: Heatmap) -> str:
    return "".join(
        f'<span class="sign"><i class="block l{level}"></i>{name}</span>'
        for level, name in chart.levels()
    )
