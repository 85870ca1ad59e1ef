"""Charts in letters: a pure function from the numbers and a width to lines of text.

Blocks in eighths of a cell, as every terminal font has them, are crisper than dots, and need no
library: plotext has a row for the smallest step and lets escape sequences through, and a canvas of
dots brings no axes. Where there is no colour, the fill tells one series from another.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import assert_never

from textual.content import Content

from quizapp.presentation.charts import (
    Chart,
    Columns,
    Curve,
    Heatmap,
    Interval,
    Intervals,
    Measure,
    Row,
    Rows,
    Table,
    Tiles,
    group_size,
    grouped,
    percent,
    scale,
)
from quizapp.presentation.styled import Tone

HEIGHT = 8
"""Lines of a chart with an upright axis."""
GUTTER = 4
"""Cells before the weeks of a heatmap, for the names of days."""
_UP = " ▁▂▃▄▅▆▇█"
_ACROSS = " ▏▎▍▌▋▊▉█"
_FILLS = "█▒░"
"""By series, where there is no colour."""
_HEAT = "·░▒▓█"
_SQUARE = "■"
_DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
"""Of a Braille letter, by column and row."""
_COLOURS = {
    Tone.PLAIN: "$foreground",
    Tone.STRONG: "$foreground",
    Tone.FAINT: "$faint",
    Tone.ACCENT: "$primary",
    Tone.GOOD: "$success",
    Tone.WARNING: "$warning",
    Tone.ALERT: "$warning",
    Tone.BAD: "$error",
}
_LEVELS = ("$rule", "$primary 35%", "$primary 55%", "$primary 77%", "$primary")
Grid = list[list[tuple[str, str]]]
"""Lines of cells: a letter and its style."""


def draw(chart: Chart, width: int, colour: bool = True) -> Content:
    """A chart in at most `width` cells a line; `width` is at least 44 where names are long."""
    match chart:
        case Tiles():
            return tiles(chart, width)
        case Columns():
            return columns(chart, width, colour)
        case Curve():
            return curve(chart, width, colour)
        case Rows():
            return rows(chart, width)
        case Intervals():
            return intervals(chart, width)
        case Heatmap():
            return heatmap(chart, width, colour)
        case _:
            assert_never(chart)


def tiles(chart: Tiles, width: int) -> Content:
    """As many beside each other as there is room for."""
    figures = chart.figures
    need = max(max(len(one.value), len(one.label)) for one in figures) + 3
    across = max(1, min(len(figures), width // need))
    across = -(-len(figures) // -(-len(figures) // across))  # lines of even length
    room = min(width // across, need + 6)
    lines: list[Content] = []
    for at in range(0, len(figures), across):
        part = figures[at : at + across]
        lines += [Content()] if lines else []
        lines.append(
            _join(
                (one.value.ljust(room), f"bold {_COLOURS[one.tone]}" if one.tone else "")
                for one in part
            )
        )
        lines.append(_join((one.label.ljust(room), "$faint") for one in part))
    return _lines(lines)


def columns(chart: Columns, width: int, colour: bool = True) -> Content:
    top = scale(max(chart.tops, default=0.0), chart.unit)
    gutter = _gutter(top, chart.unit)
    room = width - gutter
    size = group_size(len(chart.labels), room)
    series = [(grouped(one.values, size, chart.adds_up), one.tone) for one in chart.series]
    if size > 1:
        top = scale(max(map(sum, zip(*(values for values, _ in series), strict=True))), chart.unit)
        gutter = _gutter(top, chart.unit)
        room = width - gutter
    labels = chart.labels[::size]
    pitch = max(1, min((room + 1) // len(labels), 7))
    thick = max(1, pitch - 1)
    across = pitch * len(labels) - (pitch > 1)  # no gap behind the last
    grid = _empty(across)
    for at in range(len(labels)):
        values = [(values[at], _COLOURS[tone]) for values, tone in series]
        for row, cell in enumerate(_stack(values, top, colour)):
            for x in range(at * pitch, at * pitch + thick):
                if cell[0] != " ":
                    grid[HEIGHT - 1 - row][x] = cell
    places = [(at * pitch + (thick - 1) // 2, label) for at, label in enumerate(labels) if label]
    lines = [*_framed(grid, top, chart.unit, gutter), _axis(places, across, gutter)]
    if len(chart.series) > 1:
        fills = _FILLS if not colour else "█" * len(chart.series)
        pieces = [
            piece
            for fill, one in zip(fills, chart.series, strict=False)
            for piece in ((f"{fill} ", _COLOURS[one.tone]), (f"{one.name}   ", "$faint"))
        ]
        lines.append(Content(" " * gutter) + _join(pieces))
    return _captioned(chart.caption, lines)


def _stack(values: Sequence[tuple[float, str]], top: float, colour: bool) -> list[tuple[str, str]]:
    """The cells of one bar, from below; parts lie on each other."""
    whole = HEIGHT * 8
    total = sum(value for value, _ in values)
    ends: list[int] = []
    reached = 0.0
    for value, _ in values:
        reached += value
        end = round(reached / top * whole)
        ends.append(end if colour or len(values) == 1 else round(end / 8) * 8)
    if total > 0:
        ends[-1] = max(1, ends[-1])
    cells = []
    for row in range(HEIGHT):
        low, high = row * 8, row * 8 + 8
        parts = [
            (number, min(end, high) - low)
            for number, (start, end) in enumerate(zip([0, *ends], ends, strict=False))
            if end > low and start < high and end > start
        ]
        if not parts:
            cells.append((" ", ""))
            continue
        number, filled = parts[0]
        style = values[number][1]
        if not colour and len(values) > 1:
            cells.append((_FILLS[number] if filled >= 4 or number else _UP[filled], style))
        elif len(parts) > 1 and filled < 8:
            cells.append((_UP[filled], f"{style} on {values[parts[1][0]][1]}"))
        else:
            cells.append((_UP[filled], _full(style, colour) if filled == 8 else style))
    return cells


def _full(style: str, colour: bool) -> str:
    """Of a cell that is filled: painted too, or a hair of the background shows between lines where
    letters are lower than lines are."""
    return f"{style} on {style}" if colour else style


def curve(chart: Curve, width: int, colour: bool = True) -> Content:
    points = chart.points
    greatest = chart.ceiling or max(point.y for point in points)
    top = scale(greatest, chart.unit)
    gutter = _gutter(top, chart.unit)
    room = width - gutter
    first, last = points[0].x, points[-1].x
    span = last - first or 1.0
    grid = _empty(room)
    if chart.filled:
        for x in range(room):
            value = _between(points, first + span * x / max(1, room - 1))
            for row, cell in enumerate(_stack([(value, "$primary")], top, colour)):
                if cell[0] != " ":
                    grid[HEIGHT - 1 - row][x] = cell
    else:
        _draw_line(grid, [((p.x - first) / span, p.y / top) for p in points])
    at = [(round((point.x - first) / span * (room - 1)), point.label) for point in points]
    places = [(x, label) for x, label in at if label]
    lines = [*_framed(grid, top, chart.unit, gutter), _axis(places, room, gutter)]
    return _captioned(chart.caption, lines)


def _between(points: Sequence[tuple[float, float, str]], x: float) -> float:
    """The value at `x`, on the straight line between its neighbours."""
    at = bisect_right(points, x, key=lambda point: point[0])
    if at == 0:
        return points[0][1]
    if at == len(points):
        return points[-1][1]
    (x0, y0, _), (x1, y1, _) = points[at - 1], points[at]
    return y0 + (y1 - y0) * (x - x0) / (x1 - x0)


def _draw_line(grid: Grid, points: Sequence[tuple[float, float]]) -> None:
    """A line of dots through points (from 0 to 1), and a mark at each."""
    across, down = len(grid[0]) * 2 - 1, HEIGHT * 4 - 1
    dots: dict[tuple[int, int], int] = {}

    def place(point: tuple[float, float]) -> tuple[int, int]:
        return round(point[0] * across), round((1 - point[1]) * down)

    for start, end in pairwise(points):
        (x0, y0), (x1, y1) = place(start), place(end)
        steps = max(abs(x1 - x0), abs(y1 - y0), 1)
        for step in range(steps + 1):
            x = x0 + round((x1 - x0) * step / steps)
            y = y0 + round((y1 - y0) * step / steps)
            cell = (x // 2, y // 4)
            dots[cell] = dots.get(cell, 0) | _DOTS[x % 2][y % 4]
    for (x, y), bits in dots.items():
        grid[y][x] = (chr(0x2800 + bits), "$primary")
    for point in points:
        x, y = place(point)
        grid[y // 4][x // 2] = ("●", "$primary")


def rows(chart: Rows, width: int) -> Content:
    names = min(_widest([row.label for row in chart.rows]), width // 3)
    said = max(len(row.said) for row in chart.rows)
    room = max(4, width - names - said - 4)
    return _captioned(
        chart.caption, [_row(row, names, room, chart.full, said) for row in chart.rows]
    )


def _row(row: Row, names: int, room: int, full: float, said: int) -> Content:
    eighths = round(min(1.0, row.value / full) * room * 8)
    eighths = max(1, eighths) if row.value > 0 else 0
    whole, rest = divmod(eighths, 8)
    style = _COLOURS[row.tone]
    return Content.assemble(
        _fitted(row.label, names),
        "  ",
        ("█" * whole, style),
        (_ACROSS[rest] if rest else "", style),
        " " * (room - whole - (rest > 0)),
        "  ",
        (row.said.rjust(said), "$faint"),
    )


def intervals(chart: Intervals, width: int) -> Content:
    said = max(len(row.said) for row in chart.rows)
    names = max(6, min(_widest([row.label for row in chart.rows]), width - said - 23))
    room = max(8, width - names - said - 11)
    lines = [_interval(row, chart.floor, names, room, said) for row in chart.rows]
    middle = (chart.floor + 1) / 2
    ends = [(0, percent(chart.floor)), (room // 2, percent(middle)), (room - 1, percent(1))]
    lines.append(Content(" " * (names + 8)) + _ticks(ends, room))
    legend = [("●", "$primary"), (f" {chart.found}   ", "$faint")]
    legend += [("━", "$primary 60%"), (" 95 % interval", "$faint")]
    if chart.target:
        legend += [("   ◇", "$warning"), (f" {chart.target}", "$faint")]
    lines += _join(legend).wrap(width) if chart.has_legend else []
    return _captioned(chart.caption, lines)


def _interval(row: Interval, floor: float, names: int, room: int, said: int) -> Content:
    def place(share: float) -> int:
        return round(max(0.0, share - floor) / (1 - floor) * (room - 1))

    cells = [("┈", "$rule")] * room
    for x in range(place(row.low), place(row.high) + 1):
        cells[x] = ("━", "$primary 60%")
    if row.target is not None:
        cells[place(row.target)] = ("◇", "$warning")
    at = place(row.value)
    is_met = row.target is not None and place(row.target) == at
    cells[at] = ("◆" if is_met else "●", "bold $primary")
    return Content.assemble(
        _fitted(row.label, names),
        "  ",
        (percent(row.value).rjust(5), "bold"),
        " ",
        _join(_merged(cells)),
        "  ",
        (row.said.rjust(said), "$faint"),
    )


def heatmap(chart: Heatmap, width: int, colour: bool = True) -> Content:
    """Weeks from left to right, as many of the last as there is room for; the day of a week from
    top to bottom."""
    gutter = GUTTER
    monday = chart.first - date.fromordinal(chart.first).weekday()
    last = chart.first + len(chart.values) - 1
    weeks = (last - monday) // 7 + 1
    pitch = 2 if weeks * 2 <= width - gutter else 1
    shown = min(weeks, (width - gutter) // pitch)
    start = monday + 7 * (weeks - shown)
    shades = chart.shades()
    lines = [Content.assemble((" " * gutter + _months(start, shown, pitch), "$faint"))]
    gap = " " * (pitch - 1)
    for weekday in range(7):
        cells: list[tuple[str, str]] = []
        for week in range(shown):
            day = start + 7 * week + weekday
            if chart.first <= day <= last:
                level = shades[day - chart.first]
                letter = _SQUARE if colour and level else _HEAT[level]
                cells.append((letter + gap, _LEVELS[level]))
            else:
                cells.append((" " + gap, ""))
        name = f"{date.fromordinal(start + weekday):%a}" if weekday % 2 == 0 else ""
        lines.append(Content.assemble((name.ljust(gutter), "$faint"), _join(_merged(cells))))
    legend = [
        Content.assemble((_SQUARE if colour and level else _HEAT[level], _LEVELS[level]), " ")
        + Content.styled(name, "$faint")
        for level, name in chart.levels()
    ]
    if shown < weeks:
        legend.append(Content.styled(f"the last {shown} of {weeks} weeks", "$faint"))
    return _lines([*lines, *_packed(legend, width, gutter)])


def _packed(pieces: Sequence[Content], width: int, indent: int) -> list[Content]:
    """As many on a line as there is room for, none of them broken."""
    lines: list[Content] = []
    for piece in pieces:
        if lines and lines[-1].cell_length + 3 + piece.cell_length <= width:
            lines[-1] += Content("   ") + piece
        else:
            lines.append(Content(" " * indent) + piece)
    return lines


def _months(start: int, weeks: int, pitch: int) -> str:
    """Their names, each above the week in which it begins."""
    line = ""
    for week in range(weeks):
        sunday = date.fromordinal(start + 7 * week + 6)
        at = week * pitch
        if (sunday.day <= 7 or (week == 0 and sunday.day <= 14)) and len(line) <= at:
            name = f"{sunday:%b}"
            if at + len(name) <= weeks * pitch:
                line = line.ljust(at) + name + " "
    return line


def table(found: Table, width: int) -> Content:
    """Names at the left, figures at the right of their columns; a name gives way to figures."""
    lines = [found.headings, *found.rows]
    widths = [max(_widest([line[at]]) for line in lines) for at in range(len(found.headings))]
    gaps = len(widths) - 1
    gap = " " * (3 if sum(widths) + 3 * gaps <= width else 2)
    rest = sum(widths[1:]) + len(gap) * gaps
    widths[0] = max(6, min(widths[0], width - rest))
    drawn = [
        Content("").join(
            [_fitted(line[0], widths[0])]
            + [
                Content(gap + text.rjust(room))
                for text, room in zip(line[1:], widths[1:], strict=True)
            ]
        )
        for line in lines
    ]
    return _lines([drawn[0].stylize("$faint"), *drawn[1:]])


# what charts with an upright axis have in common


def _gutter(top: float, unit: Measure) -> int:
    return max(len(unit.say(value)) for value in (top, top / 2, 0)) + 2


def _empty(width: int) -> Grid:
    return [[(" ", "")] * width for _ in range(HEIGHT)]


def _framed(grid: Grid, top: float, unit: Measure, gutter: int) -> Iterator[Content]:
    """With the scale at the left, faint lines at its figures, and a line below."""
    marked = {0: top, HEIGHT // 2: top / 2}
    for at, cells in enumerate(grid):
        label = unit.say(marked[at]) if at in marked else ""
        if at in marked:
            cells = [("┈", "$rule") if cell[0] == " " else cell for cell in cells]
        yield Content.assemble((f"{label:>{gutter - 2}}  ", "$faint"), _join(_merged(cells)))
    zero = f"{unit.say(0):>{gutter - 2}}  "
    yield Content.assemble((zero, "$faint"), ("▔" * len(grid[0]), "$rule"))


def _axis(places: Sequence[tuple[int, str]], width: int, gutter: int) -> Content:
    return Content(" " * gutter) + _ticks(places, width)


def _ticks(places: Sequence[tuple[int, str]], width: int) -> Content:
    """Labels below their places: every second one, every third … until they fit."""
    places = [(x, label[:width]) for x, label in places]
    for step in range(1, len(places) + 1):
        line = ""
        for x, label in places[::step]:
            at = min(max(0, x - len(label) // 2), width - len(label))
            if line and at < len(line) + 2:
                break
            line = line.ljust(at) + label
        else:
            return Content.styled(line, "$faint")
    return Content.styled(places[0][1] if places else "", "$faint")


# text in cells


def _widest(texts: Sequence[str]) -> int:
    return max((Content(text).cell_length for text in texts), default=0)


def _fitted(text: str, width: int) -> Content:
    found = Content(text).truncate(width, ellipsis=True)
    return found.pad_right(width - found.cell_length)


def _merged(cells: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Neighbours of one style together: a line is drawn by styles."""
    text, style = "", None
    for letter, one in cells:
        if one != style and text:
            yield text, style or ""
            text = ""
        text, style = text + letter, one
    if text:
        yield text, style or ""


def _join(pieces: Iterator[tuple[str, str]] | Sequence[tuple[str, str]]) -> Content:
    return Content.assemble(*pieces)


def _lines(lines: Sequence[Content]) -> Content:
    return Content("\n").join(lines)


def _captioned(caption: str, lines: Sequence[Content]) -> Content:
    return _lines([Content.styled(caption, "$faint"), *lines] if caption else lines)
