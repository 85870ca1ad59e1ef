"""What is said of one card: where it stands and why, and what happened to it."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from quizapp.core import words
from quizapp.core.day import Calendar, Day
from quizapp.core.markdown import plain as as_plain
from quizapp.memory.fsrs import Rating
from quizapp.presentation.days import on
from quizapp.presentation.feedback import NOT_KNOWN, VERDICTS
from quizapp.presentation.styled import Line, Styled, Tone
from quizapp.questions.base import Verdict
from quizapp.questions.interactions import DONT_KNOW, Reply
from quizapp.study.card_history import AnswerStep, CardHistory, DueStep, ForgetStep
from quizapp.study.card_standing import CardStanding

CURVE = "Memory: chance of recall"
HISTORY = "History"
_NOT_ASKED = {
    "draft": "A draft: its author has not approved it, so it is not asked.",
    "retired": "Retired by its author: it is not asked any more.",
}
OTHERWISE = "by the settings and the interval of then"
READING = "Reading its history …"


def standing_in_words(
    standing: CardStanding, history: CardHistory | None, calendar: Calendar
) -> Iterator[Line]:
    """A sentence or two in each: what keeps it from being asked, when it is due, how well it is
    known, and why it is due then. `history` is None while it is still read."""
    yield from ((one,) for one in _set_aside(standing))
    if standing.state is None:
        if standing.status == "approved":
            yield _new(standing, history, calendar)
        return
    if standing.due is None:
        steps = f": it is in its {standing.state.phase} steps, before its next interval in days."
        yield (Styled(_due(standing), Tone.STRONG), Styled(steps))
    else:
        yield (Styled(_due(standing), Tone.STRONG), Styled(f"; {_recall(standing)}."))
    if why := _why(standing, history, calendar):
        yield (Styled(why, Tone.FAINT),)
    yield (Styled(_memory(standing), Tone.FAINT),)


def _new(standing: CardStanding, history: CardHistory | None, calendar: Calendar) -> Line:
    if history is None:
        return (Styled("New", Tone.STRONG), Styled("."))
    if step := history.forgotten:
        then = on(calendar.day(step.at), standing.today, calendar)
        return (Styled(f"Forgotten on {then}", Tone.STRONG), Styled(", so it is new again."))
    why = "it has only been practised" if history.steps else "it has not been asked yet"
    return (Styled("New", Tone.STRONG), Styled(f": {why}."))


def _set_aside(standing: CardStanding) -> Iterator[Styled]:
    if standing.status in _NOT_ASKED:
        yield Styled(_NOT_ASKED[standing.status], Tone.WARNING)
    if standing.suspended:
        yield Styled("⊘ Suspended: it is not asked until you resume it.", Tone.WARNING)
    if standing.buried:
        yield Styled("⊖ Buried: it is not asked today.", Tone.WARNING)
    if standing.flag:
        number = f" {standing.flag}" if standing.flag > 1 else ""
        yield Styled(f"⚑ Flagged{number}.", Tone.WARNING)
    if standing.lapses:
        yield Styled(f"✗ A leech: forgotten {standing.lapses} times.", Tone.WARNING)
    if standing.tags:
        yield Styled(f"Your tags: {', '.join(standing.tags)}.")


def _due(standing: CardStanding) -> str:
    due = standing.due
    if due is None:
        minutes = standing.minutes
        return f"Due in {words.span(60 * minutes)}" if minutes > 0 else "Due now"
    days = due - standing.today
    if days == 0:
        return "Due today"
    if days < 0:
        return f"Overdue by {words.count(-days, 'day')}"
    return f"Due in {words.count(days, 'day')}"


def _recall(standing: CardStanding) -> str:
    return f"{percent(standing.recall or 0.0)} likely to be recalled now"


def _why(standing: CardStanding, history: CardHistory | None, calendar: Calendar) -> str:
    state, due = standing.state, standing.due
    if state is None or due is None:
        return ""
    if history and (moved := history.due_was_set):
        then = on(calendar.day(moved.at), standing.today, calendar)
        if moved.by_memory:
            wanted = percent(standing.desired)
            return (
                f"Its due day was set anew on {then} from its memory: about when recall has fallen "
                f"to the {wanted} that you want."
            )
        return f"Its due day was set on {then}; the answers before would not give it."
    days = words.count(standing.given, "day")
    last = on(Day(state.last), standing.today, calendar)
    rated = f", {_rated(history)}," if history and history.answers else ""
    holds = words.count(max(1, round(standing.holds or 0)), "day")
    wanted = percent(standing.desired)
    by_chance = ""
    if holds != days:
        reason = "as chance spreads cards" if standing.is_as_spread else OTHERWISE
        by_chance = f" ({days}, {reason})"
    return (
        f"Why then: after the last answer{rated} on {last}, it takes {holds}{by_chance} until "
        f"recall has fallen to the {wanted} that you want."
    )


def _rated(history: CardHistory) -> str:
    last = next(one for one in reversed(history.answers))
    return Rating(last.answer.rating).name.capitalize()


def _memory(standing: CardStanding) -> str:
    state = standing.state
    assert state is not None
    forgotten = f", forgotten {times(state.lapses)}" if state.lapses else ""
    return (
        f"Stability {days_long(state.stability)}, difficulty {state.difficulty:.1f} of 10; "
        f"answered {times(state.reps)}{forgotten}."
    )


class HistoryLine(NamedTuple):
    """A step of a history, in cells."""

    day: str
    verdict: Styled
    """With its sign, and how it was rated."""
    wait: str
    """The interval that was given."""
    recall: str
    """That was expected then."""
    stability: str
    """Before and after."""
    reply: str
    """On one line, and what else is to be said."""


HEADINGS = HistoryLine("Day", Styled("Rated"), "Then", "Recall", "Stability", "Reply")
WIDTHS = (11, 9, 6, 8, 15)
"""Of all cells but the last, in columns, with the gaps after them."""
_RECALL = 3
_WITH_RECALL = 60
"""Cells in all, from which there is room for what recall was expected."""


def history_lines(history: CardHistory, calendar: Calendar) -> Iterator[HistoryLine]:
    """The latest first."""
    for one in reversed(history.steps):
        match one:
            case DueStep(at, due, by_memory):
                wait = words.short_span(max(0, due - calendar.day(at)) * 86400.0)
                from_memory = "from its memory " if by_memory else ""
                set_to = f"due day set {from_memory}to {_date(calendar.start(due))}"
                yield HistoryLine(_day(at, calendar), Styled("→ Set", Tone.ACCENT), wait, "", "",
                                  set_to)  # fmt: skip
            case ForgetStep(at):
                what = Styled("→ New", Tone.ACCENT)
                yield HistoryLine(_day(at, calendar), what, "", "", "", "forgotten: new again")
            case AnswerStep():
                yield _answered(one, calendar)


def as_line(line: HistoryLine, width: int = 80) -> Line:
    """The cells beside each other; the reply is last, and what is cut where room is short. What
    recall was expected is left out there."""
    texts = (
        *(Styled(line.day, Tone.FAINT), line.verdict, Styled(line.wait)),
        *(Styled(line.recall), Styled(line.stability)),
    )
    cells = [
        Styled(text.ljust(room), tone) for (text, tone), room in zip(texts, WIDTHS, strict=True)
    ]
    if width < _WITH_RECALL:
        del cells[_RECALL]
    return (*cells, Styled(line.reply))


def _answered(one: AnswerStep, calendar: Calendar) -> HistoryLine:
    answer = one.answer
    sign, tone = "·", Tone.PLAIN
    if answer.verdict:
        sign, _, tone = VERDICTS[Verdict(answer.verdict)]
    elif answer.rating == Rating.AGAIN:
        sign, tone = "✗", Tone.BAD
    rated = Rating(answer.rating).name.capitalize()
    notes = [
        "practice" if one.is_practice else "",
        "in a quiz" if answer.quiz else "",
        "after a hint" if answer.hint else "",
        "judged by you" if answer.overridden else "",
        answer.confidence,
    ]
    noted = ", ".join(note for note in notes if note)
    reply = _reply(answer.reply)
    wait = one.wait
    return HistoryLine(
        _day(one.at, calendar),
        Styled(f"{sign} {rated}", tone),
        "" if wait is None else words.short_span(wait),
        "" if one.recall is None else percent(one.recall),
        _stability(one),
        f"{reply}  ({noted})" if reply and noted else reply or noted,
    )


def _stability(one: AnswerStep) -> str:
    if one.is_practice or one.after is None:
        return ""
    before = f"{days_short(one.before.stability)} → " if one.before else "→ "
    return f"{before}{days_short(one.after.stability)}"


def _reply(reply: Reply | None) -> str:
    if reply is None or reply == "":
        return ""
    if reply == DONT_KNOW:
        return NOT_KNOWN.lower()
    texts = (reply,) if isinstance(reply, str) else reply
    return " ".join("; ".join(map(as_plain, texts)).split())


def percent(share: float) -> str:
    """`92 %`; neither all nor nothing before it is."""
    whole = round(100 * share)
    if 0 < share < 1:
        whole = min(99, max(1, whole))
    return f"{whole} %"


def times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")


def days_long(days: float) -> str:
    """`12 days`, `2.5 months`; below ten days with a decimal."""
    return f"{days:.1f} days" if days < 9.95 else words.span(days * 86400)


def days_short(days: float) -> str:
    """`3.4d`, `12d`, `2.5mo`."""
    return f"{days:.1f}d" if days < 9.95 else words.short_span(days * 86400)


def _day(at: datetime, calendar: Calendar) -> str:
    """Of the learner, to whom a late evening is one day."""
    return _date(calendar.start(calendar.day(at)))


def _date(at: datetime) -> str:
    return f"{at.day:>2} {at:%b %y}"
