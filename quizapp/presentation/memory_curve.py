"""The curve of a card's memory, drawn with block characters: every front end can show it."""

from collections.abc import Iterator, Sequence
from datetime import date

from quizapp.core.day import Day
from quizapp.presentation.days import label
from quizapp.presentation.styled import Line, Styled, Tone
from quizapp.study.card_history import AnswerStep, CardHistory, MemoryCurve
from quizapp.study.card_standing import CardStanding

_BLOCKS = " ▁▂▃▄▅▆▇█"
_AXIS = 6
"""Cells of the shares at the left."""
NARROWEST = 24
"""Cells, below which nothing is drawn."""


def drawn(history: CardHistory, standing: CardStanding, width: int, height: int) -> Iterator[Line]:
    """How likely the card was recalled from its first answer on, and will be until it is due, in
    `width` cells: `height` lines of the curve, and below it the answers and the days.

    What is to come is drawn fainter. Nothing for a card that is new, or where there is no room.
    """
    curve, room = history.curve, width - _AXIS
    if curve is None or width < NARROWEST:
        return
    end = max(curve.first + 1, standing.today, standing.due or 0)
    days = [curve.first + (end - curve.first) * at / (room - 1) for at in range(room)]
    recalls = [curve.recall(day) for day in days]
    low = _lowest(curve, end)
    now = round((standing.today - curve.first) * (room - 1) / (end - curve.first))
    levels = [max(1, round((recall - low) / (1 - low) * 8 * height)) for recall in recalls]
    for row in reversed(range(height)):
        label = "100 %" if row == height - 1 else f"{low:.0%}".replace("%", " %") if not row else ""
        cells = "".join(_BLOCKS[max(0, min(8, level - 8 * row))] for level in levels)
        yield (
            Styled(f"{label:>5} ", Tone.FAINT),
            Styled(cells[: now + 1], Tone.ACCENT),
            Styled(cells[now + 1 :], Tone.FAINT),
        )
    places = [
        (_place(one.answer.day, curve.first, end, room), one)
        for one in history.answers
        if one.answer.day >= curve.first
    ]
    yield (Styled(" " * _AXIS), *_marks(places, room))
    yield (Styled(" " * _AXIS), Styled(_labels(curve.first, end, now, standing, room), Tone.FAINT))


def _lowest(curve: MemoryCurve, end: float) -> float:
    """The share at the bottom: a multiple of 10 % below all of the curve, at most 80 %."""
    tenths = int((curve.least(end) - 0.03) * 10)
    return max(0, min(8, tenths)) / 10


def _place(day: float, first: int, end: int, room: int) -> int:
    return round((day - first) * (room - 1) / (end - first))


def _marks(places: Sequence[tuple[int, AnswerStep]], room: int) -> Iterator[Styled]:
    """A sign below each day with answers; a wrong one goes before a right one."""
    signs: dict[int, Styled] = {}
    for place, one in places:
        if one.is_practice:
            continue
        if one.answer.rating == 1:
            signs[place] = Styled("✗", Tone.BAD)
        else:
            signs.setdefault(place, Styled("✓", Tone.GOOD))
    at = 0
    for place in sorted(signs):
        yield Styled(" " * (place - at))
        yield signs[place]
        at = place + 1
    yield Styled(" " * (room - at))


def _labels(first: Day, end: int, now: int, standing: CardStanding, room: int) -> str:
    """The first day, now, and the due day, each below its place as far as they do not meet."""
    texts = [(now, "now")]
    due = standing.due
    if due is not None and due > standing.today:
        texts.append((_place(due, first, end, room), f"due {_label(due, standing.today)}"))
    texts.append((0, _label(first, standing.today)))
    line = " " * room
    for at, text in texts:
        start = max(0, min(at - len(text) // 2, room - len(text)))
        around = line[max(0, start - 1) : start + len(text) + 1]
        if not around.strip():
            line = line[:start] + text + line[start + len(text) :]
    return line.rstrip()


def _label(day: Day, today: Day) -> str:
    """With the year when it is another one."""
    return label(day, with_year=date.fromordinal(day).year != date.fromordinal(today).year)
