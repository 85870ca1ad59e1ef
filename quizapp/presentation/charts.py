"""What a picture of figures holds: numbers and words. Each front end draws them in its own way.

A chart never says all by its look alone: a section has a sentence that reads it, and a table with
the same numbers.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from math import ceil, floor, log10
from typing import NamedTuple

from quizapp.presentation.styled import Tone


class Measure(Enum):
    COUNT = auto()
    SHARE = auto()
    """From 0 to 1, shown as per cent."""
    MINUTES = auto()

    def say(self, value: float) -> str:
        """`1,200`, `91 %`, `2.5 min`."""
        match self:
            case Measure.SHARE:
                return percent(value)
            case Measure.MINUTES:
                return f"{_number(value)} min"
            case Measure.COUNT:
                return _number(value)


def percent(share: float) -> str:
    """`91 %`; never `100 %` of what is not all, nor `0 %` of something."""
    whole = round(share * 100)
    if 0 < share < 1:
        whole = min(max(whole, 1), 99)
    return f"{whole} %"


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 10 or value == round(value) else f"{value:,.1f}"


class Figure(NamedTuple):
    value: str
    label: str
    tone: Tone = Tone.ACCENT


@dataclass(frozen=True, slots=True)
class Tiles:
    """A few figures, each with what it is."""

    figures: tuple[Figure, ...]


class Series(NamedTuple):
    name: str
    values: tuple[float, ...]
    tone: Tone = Tone.ACCENT


@dataclass(frozen=True, slots=True)
class Columns:
    """Upright bars in an order, such as that of time; several series stand on each other."""

    labels: tuple[str, ...]
    """One below each bar, as far as there is room; may be empty."""
    series: tuple[Series, ...]
    unit: Measure = Measure.COUNT
    caption: str = ""
    """What is counted, where a section has more than one chart."""
    adds_up: bool = True
    """Whether neighbours may be put together by adding them, where there is no room for each;
    otherwise they are averaged."""

    @property
    def tops(self) -> list[float]:
        return [sum(values) for values in zip(*(one.values for one in self.series), strict=True)]


class Point(NamedTuple):
    x: float
    y: float
    label: str = ""
    """Below it on the axis, as far as there is room."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A value that changes, from left to right."""

    points: tuple[Point, ...]
    name: str
    unit: Measure = Measure.COUNT
    caption: str = ""
    filled: bool = True
    """As an area; otherwise as a line, with a mark at each point."""
    ceiling: float | None = None
    """The highest value there can be, for the top of the picture."""


class Row(NamedTuple):
    label: str
    value: float
    said: str
    """The figure in words, at the end of the bar."""
    tone: Tone = Tone.ACCENT


@dataclass(frozen=True, slots=True)
class Rows:
    """Bars that lie below each other, each with its name."""

    rows: tuple[Row, ...]
    most: float | None = None
    """What a full bar stands for; by default the greatest value."""
    caption: str = ""

    @property
    def full(self) -> float:
        return self.most or max((row.value for row in self.rows), default=0.0) or 1.0


class Interval(NamedTuple):
    """A share that was found, and between which it lies with 95 % certainty."""

    label: str
    value: float
    low: float
    high: float
    target: float | None
    """What it stands beside: asked for, or foreseen."""
    said: str
    """How much it rests on, such as `240 answers`."""


@dataclass(frozen=True, slots=True)
class Intervals:
    """Shares with what is not certain about them, on one scale."""

    rows: tuple[Interval, ...]
    found: str
    """What the values are: `recalled`."""
    target: str = ""
    """What the targets are: `asked for`."""
    caption: str = ""
    has_legend: bool = True
    """Not where the next chart has the same."""
    is_calibration: bool = False
    """Targets are what was foreseen, from low to high: where there is room for a square, values
    stand above them, with a diagonal."""

    @property
    def floor(self) -> float:
        """The left end of the scale, in tens of per cent."""
        least = [min(row.low, row.value if row.target is None else row.target) for row in self.rows]
        return max(0.0, min(floor(min(least, default=0.0) * 10) / 10, 0.9))


@dataclass(frozen=True, slots=True)
class Heatmap:
    """A number for each day, in weeks."""

    first: int
    """The first day, as the ordinal of its date; the others follow without a gap."""
    values: tuple[int, ...]
    noun: str = "answer"

    @property
    def bounds(self) -> tuple[int, ...]:
        """The least of each level above none, from 1 on: quarters of the days that have any, or
        fewer levels where those are alike."""
        some = sorted(value for value in self.values if value)
        quarters = {some[len(some) * quarter // 4] for quarter in range(4)} if some else {1}
        return (1, *sorted(quarters)[1:])

    def shades(self) -> list[int]:
        """The level of each day: from 0, for none, to `LEVELS`; where there are fewer, the highest
        are used."""
        bounds = self.bounds
        first = LEVELS - len(bounds)
        return [value and first + bisect_right(bounds, value) for value in self.values]

    def levels(self) -> list[tuple[int, str]]:
        """Those that there are, each with the numbers that it stands for: `13–17`, `24+`."""
        bounds = self.bounds
        ends = [least - 1 for least in bounds[1:]]
        names = [
            f"{least:,}" if least == end else f"{least:,}–{end:,}"
            for least, end in zip(bounds, ends, strict=False)
        ]
        names.append(f"{bounds[-1]:,}+")
        first = LEVELS - len(bounds) + 1
        return [(0, "none"), *enumerate(names, first)]


LEVELS = 4
"""Of a heatmap, above none."""
Chart = Tiles | Columns | Curve | Rows | Intervals | Heatmap


@dataclass(frozen=True, slots=True)
class Table:
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """The first cell of each is a name, the others are figures."""


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    title: str
    reading: str
    """What the charts say, in a sentence; where there is nothing to draw, why, and what to do."""
    charts: tuple[Chart, ...] = ()
    """None where there is nothing to draw."""
    tables: tuple[Table, ...] = ()
    is_wide: bool = False
    """Whether it takes the whole width where sections stand beside each other."""


def scale(greatest: float, unit: Measure = Measure.COUNT) -> float:
    """A round number at or above `greatest`, for the top of an axis; its half is as round."""
    if unit is Measure.SHARE:
        return 1.0
    if greatest <= 2:
        return 2.0
    magnitude: float = 10 ** floor(log10(greatest))
    steps = (1, 1.2, 1.4, 1.6, 1.8, 2, 2.4, 3, 4, 5, 6, 8, 10)
    tops = (round(step * magnitude, 6) for step in steps)
    return next(top for top in tops if top >= greatest and top % 2 == 0)


def grouped(values: Sequence[float], size: int, adds_up: bool) -> list[float]:
    """Neighbours put together, `size` at a time."""
    groups = [values[at : at + size] for at in range(0, len(values), size)]
    return [sum(group) / (1 if adds_up else len(group)) for group in groups]


def group_size(number: int, room: int) -> int:
    """How many neighbours go together, so that `number` of them find room."""
    return max(1, ceil(number / max(1, room)))
