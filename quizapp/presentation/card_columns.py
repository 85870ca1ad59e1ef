"""The cells of a table of cards, in words and as data."""

from collections.abc import Mapping, Sequence
from datetime import date

from quizapp.browse.columns import COLUMNS, ColumnName
from quizapp.browse.index import CardIndex, CardRow
from quizapp.browse.progress_columns import is_there
from quizapp.browse.terms import CardStateName
from quizapp.core import words
from quizapp.core.day import Day
from quizapp.memory.fsrs import Memory
from quizapp.presentation.card_history import days_short, percent
from quizapp.presentation.days import label
from quizapp.presentation.styled import Styled, Tone
from quizapp.scheduling.context import StudyContext

_SPOKEN: Mapping[ColumnName, str] = {
    "due": "due",
    "stability": "stability",
    "difficulty": "difficulty",
    "retrievability": "recall",
    "reps": "answers",
    "lapses": "lapses",
    "interval": "interval",
    "answered": "answered",
    "introduced": "introduced",
    "flag": "flag",
    "by": "by",
    "passage": "passage",
    "tags": "tags",
}
USUAL: tuple[ColumnName, ...] = ("question", "state", "due", "retrievability", "deck", "tags")
GAP = 2
"""Cells after each column."""
_LEAST = 33
"""Cells of a question that can be read, with those of the cursor and the mark."""
_STATES: Mapping[CardStateName, tuple[str, Tone]] = {
    "new": ("", Tone.ACCENT),
    "learning": ("", Tone.WARNING),
    "relearning": ("", Tone.WARNING),
    "review": ("", Tone.PLAIN),
    "suspended": ("⊘ ", Tone.FAINT),
    "buried": ("⊖ ", Tone.FAINT),
    "draft": ("", Tone.FAINT),
    "retired": ("", Tone.FAINT),
}
NO_CARD_FOUND = "No card is found."
FLAG = "⚑"


def cell(name: ColumnName, number: int, index: CardIndex, context: StudyContext) -> str:
    """What a table shows of a row; empty where there is nothing. Foreign text, on one line."""
    columns, today = index.columns(context), context.day
    match name:
        case "question":
            return index.row(number).front
        case "deck":
            deck = index.row(number).deck
            return columns.titles.get(deck.slug, deck.title)
        case "id":
            return index.row(number).key.partition("/")[2]
        case "type" | "claim" | "by":
            return str(getattr(index.row(number).facets, name))
        case "tags":
            return ", ".join(tags_of(index.row(number), index, context))
        case "passage":
            return ", ".join(map(str, index.row(number).facets.passages))
        case "state":
            return index.state(number, context)
        case "flag":
            flag = columns.flags[number]
            return str(flag) if flag else ""
        case "reps" | "lapses":
            return f"{getattr(columns, name)[number]:,.0f}"
    value: float = getattr(columns, name)[number]
    if not is_there(value):
        return ""
    match name:
        case "due":
            return _due(value - today)
        case "answered" | "introduced":
            return _day(value, today)
        case "interval":
            return words.short_span(max(0.0, value) * 86400)
        case "stability":
            return days_short(value)
        case "difficulty":
            return f"{value:.1f}"
        case "retrievability":
            return percent(value)


def line(names: Sequence[ColumnName], number: int, index: CardIndex, context: StudyContext) -> str:
    """A row in one line, as it may be read aloud: what there is in some columns, with the names of
    those whose values do not speak for themselves."""
    said = []
    for name in names:
        is_id = name == "id"  # alone, it would not say of which deck
        if shown := index.row(number).key if is_id else cell(name, number, index, context):
            said.append(f"{_SPOKEN[name]} {shown}" if name in _SPOKEN else shown)
    return "; ".join(said)


def styled_cell(name: ColumnName, number: int, index: CardIndex, context: StudyContext) -> Styled:
    """The same with what stands out, and what is not so important."""
    if name == "retrievability":
        return Styled(_recall(index.row(number).key, context))
    text = cell(name, number, index, context)
    match name:
        case "question":
            return Styled(text)
        case "state":
            sign, tone = _STATES[index.state(number, context)]
            flag = f"{FLAG} " if index.columns(context).flags[number] else ""
            return Styled(f"{flag}{sign}{text}", Tone.WARNING if flag else tone)
        case "due" if text == "today":
            return Styled(text, Tone.STRONG)
        case "due" if text.endswith("late"):
            return Styled(text, Tone.WARNING)
        case "due" | "stability":
            return Styled(text)
        case _:
            return Styled(text, Tone.FAINT)


def _recall(key: str, context: StudyContext) -> str:
    """Of one card alone: a column of it takes 0.1 s for 100,000 cards, and a screen shows 40."""
    state = context.progress.cards.get(key)
    if state is None:
        return ""
    memory = Memory(state.stability, state.difficulty)
    return percent(context.model.retrievability(memory, max(0, context.day - state.last)))


def columns_of(setting: str) -> tuple[ColumnName, ...]:
    """The columns that a learner has chosen; names of none are passed over."""
    chosen = dict.fromkeys(setting.replace(",", " ").split())
    names = {name: name for name in COLUMNS}
    return tuple(names[one] for one in chosen if one in names) or USUAL


def room_for(names: Sequence[ColumnName]) -> int:
    """Cells in which all of some columns fit."""
    others = (COLUMNS[name].width + GAP for name in names if name != "question")
    return _LEAST + sum(others)


def fitting(names: Sequence[ColumnName], width: int) -> tuple[ColumnName, ...]:
    """As many of some columns as leave the question room to be read; those named first have
    precedence."""
    kept: list[ColumnName] = ["question"] if "question" in names else []
    left = width - (_LEAST if kept else 0)
    for name in names:
        room = COLUMNS[name].width + GAP
        if name != "question" and room <= left:
            kept.append(name)
            left -= room
    return tuple(sorted(kept, key=names.index))


def tags_of(row: CardRow, index: CardIndex, context: StudyContext) -> tuple[str, ...]:
    """The author's tags, and then the learner's own."""
    own = index.columns(context).own_tags.get(row.key, ())
    return tuple(dict.fromkeys((*row.facets.tags, *sorted(own))))


def as_data(number: int, index: CardIndex, context: StudyContext) -> Mapping[str, object]:
    """A row for JSON: days as dates, numbers as they are, None where there is nothing."""
    row, columns = index.row(number), index.columns(context)
    return {
        "card": row.key,
        "deck": row.deck.slug,
        "question": row.front,
        "type": row.facets.type,
        "tags": tags_of(row, index, context),
        "state": index.state(number, context),
        "due": _date(columns.due[number]),
        "stability": _number(columns.stability[number]),
        "difficulty": _number(columns.difficulty[number]),
        "retrievability": _number(columns.retrievability[number]),
        "reps": columns.reps[number],
        "lapses": columns.lapses[number],
        "interval": _number(columns.interval[number]),
        "answered": _date(columns.answered[number]),
        "introduced": _date(columns.introduced[number]),
        "flag": columns.flags[number],
        "claim": row.facets.claim,
        "by": row.facets.by or None,
        "passages": row.facets.passages,
        "status": row.facets.status,
    }


def _day(day: float, today: Day) -> str:
    """With the year when it is another one."""
    is_other = date.fromordinal(int(day)).year != date.fromordinal(today).year
    return label(Day(int(day)), with_year=is_other)


def _due(days: float) -> str:
    if days == 0:
        return "today"
    span = words.short_span(abs(days) * 86400)
    return f"in {span}" if days > 0 else f"{span} late"


def _number(value: float) -> float | None:
    return value if is_there(value) else None


def _date(day: float) -> str | None:
    return date.fromordinal(int(day)).isoformat() if is_there(day) else None
