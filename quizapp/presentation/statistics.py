"""The figures of a learner as sections: what is drawn, what it says, and the same as a table."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from quizapp.core import words
from quizapp.core.day import Day
from quizapp.presentation import days, memory_sections
from quizapp.presentation.charts import (
    Columns,
    Curve,
    Figure,
    Heatmap,
    Measure,
    Point,
    Row,
    Rows,
    Section,
    Series,
    Table,
    Tiles,
    grouped,
    percent,
)
from quizapp.presentation.styled import Tone
from quizapp.progress.progress import Progress
from quizapp.statistics.activity import Activity, DayActivity, TodayActivity
from quizapp.statistics.habits import streak
from quizapp.statistics.hours import HourAnswers
from quizapp.statistics.report import StatisticsReport
from quizapp.statistics.span import Span, SpanDays

SPANS: Mapping[Span, str] = {
    Span.MONTH: "the last 30 days",
    Span.YEAR: "the last year",
    Span.ALWAYS: "all time",
}
BEGIN = "enter on Home begins a review."
FEW = 30
"""Answers below which an hour says too little to be named."""
_EACH_AHEAD = 31
"""Days to come of which each has a column of its own; of more, weeks have."""
_DAILY = 62
"""Days of which each has a column of its own; above, weeks have, and then months."""
_WEEKLY = 2 * 366
_BUTTONS = (
    ("Again", Tone.BAD),
    ("Hard", Tone.WARNING),
    ("Good", Tone.ACCENT),
    ("Easy", Tone.GOOD),
)


def sections(report: StatisticsReport) -> tuple[Section, ...]:
    left = report.coming.days[0].cards if report.coming.days else 0
    return (
        _today(report.today, report.activity.streak, left),
        _calendar(report.activity, report.days, report.span),
        coming(report),
        *memory_sections.sections(report),
        buttons(report),
        hours(report),
        minutes(report),
        *memory_sections.groups(report),
        memory_sections.confidence(report),
        quizzes(report),
    )


def at_once(progress: Progress, today: Day, span: Span, deck: str | None) -> tuple[Section, ...]:
    """What is at hand before the answers are read: of all decks, or of the one with that slug."""
    tallies = [(day, progress.tally(day, deck)) for day in sorted(progress.days) if day <= today]
    done = [
        DayActivity(day, one.answers, one.passed, one.new, one.ms / 60_000)
        for day, one in tallies
        if one.answers
    ]
    days_in_a_row = streak(progress, today, deck)
    now = next((one for one in done[-1:] if one.day == today), DayActivity(today, 0, 0, 0, 0.0))
    shown = span.days(done[0].day if done else None, today)
    some = Activity(tuple(one for one in done if one.day >= shown.first), days_in_a_row, 0)
    return (
        _today(TodayActivity(now.answers, now.right, now.new, now.minutes, ()), days_in_a_row),
        _calendar(some, shown, span),
    )


def _today(one: TodayActivity, streak: int, left: int | None = None) -> Section:
    """`left`: cards that wait; None where that is not known yet."""
    time = "<1 min" if 0 < one.minutes < 0.5 else f"{round(one.minutes)} min"
    figures = [
        Figure(f"{one.answers:,}", "answer" if one.answers == 1 else "answers"),
        Figure(percent(one.right / one.answers) if one.answers else "–", "right", Tone.GOOD),
        Figure(f"{one.new:,}", "new"),
        Figure(time, "spent"),
        Figure(
            "…" if left is None else f"{left:,}", "left today", Tone.WARNING if left else Tone.GOOD
        ),
        Figure(f"{streak:,}", "day in a row" if streak == 1 else "days in a row"),
    ]
    if one.answers:
        reading = (
            f"{words.count(one.answers, 'answer')} today, {percent(one.right / one.answers)}"
            f" of them right, in {words.span(one.minutes * 60)}."
        )
    else:
        reading = "Nothing answered yet today."
    if left:
        reading += f" {words.count(left, 'card')} {'waits' if left == 1 else 'wait'}."
    elif left == 0:
        reading += " Nothing is due."
    table = Table(
        ("What cards were", "Answers", "Right"),
        tuple((_capital(k.name), f"{k.answers:,}", f"{k.right:,}") for k in one.kinds),
    )
    figured = Table(("Today", ""), tuple((_capital(one.label), one.value) for one in figures))
    tables = (figured, table) if one.kinds else (figured,)
    return Section("today", "Today", reading, (Tiles(tuple(figures)),), tables, is_wide=True)


def _capital(name: str) -> str:
    return name[0].upper() + name[1:]


def _calendar(found: Activity, shown: SpanDays, span: Span) -> Section:
    if not found.days:
        return _empty("calendar", "Calendar", f"No answer in {SPANS[span]}. {BEGIN}")
    by_day = {one.day: one.answers for one in found.days}
    values = tuple(by_day.get(Day(day), 0) for day in range(shown.first, shown.last + 1))
    best = max(found.days, key=lambda one: one.answers)
    longest = f", {found.longest:,} at most" if found.longest else ""
    reading = (
        f"You studied on {len(found.days):,} of {words.count(shown.number, 'day')};"
        f" {words.count(found.streak, 'day')} in a row now{longest}."
        f" Most was on {days.label(best.day, with_year=True)}:"
        f" {words.count(best.answers, 'answer')}."
    )
    periods = list(_periods(found.days, shown))
    table = Table(
        (_unit(shown), "Days", "Answers", "Right"),
        tuple(
            (name, f"{len(some):,}", f"{answers:,}", percent(right / answers) if answers else "–")
            for name, some in periods
            for answers, right in [(sum(d.answers for d in some), sum(d.right for d in some))]
        ),
    )
    chart = Heatmap(shown.first, values)
    return Section("calendar", "Calendar", reading, (chart,), (table,), is_wide=True)


def coming(report: StatisticsReport) -> Section:
    found = report.coming
    ahead = found.days[1:]
    number = words.count(len(ahead), "day")
    if not any(one.cards for one in found.days):
        return _empty("coming", "Days to come", f"No card comes up in the next {number}.")
    first = report.days.last
    size = 1 if len(ahead) <= _EACH_AHEAD else 7
    starts = found.days[::size]
    chart = Columns(
        ("Today", *(days.label(one.day) for one in starts[1:])),
        (
            Series("reviews", _sums([one.reviews for one in found.days], size)),
            Series("new cards", _sums([float(one.new) for one in found.days], size), Tone.GOOD),
        ),
        caption="" if size == 1 else "By week, from the day below it",
    )
    each = sum(one.minutes for one in ahead) / max(1, len(ahead))
    tomorrow = ahead[0].cards if ahead else 0
    new = f" and {words.count(found.new, 'new card')}" if found.new else ""
    reading = (
        f"{words.count(tomorrow, 'card')} tomorrow; {words.count(round(found.reviews), 'review')}"
        f"{new} in {number}, about {words.span(max(1, each) * 60)} a day."
    )
    if found.backlog:
        reading += f" {words.count(found.backlog, 'card is', 'cards are')} overdue."
    rows = tuple(
        (
            "Today" if one.day == first else days.label(one.day),
            f"{one.new:,}",
            f"{one.reviews:,.0f}",
            f"{one.whole_minutes:,}",
        )
        for one in found.days
    )
    sums = ("Together", f"{found.new:,}", f"{found.reviews:,.0f}", f"{found.minutes:,.0f}")
    table = Table(("Day", "New", "Reviews", "Minutes"), (*rows, sums))
    return Section("coming", "Days to come", reading, (chart,), (table,))


def _sums(values: Sequence[float], size: int) -> tuple[float, ...]:
    return tuple(grouped(values, size, adds_up=True))


def buttons(report: StatisticsReport) -> Section:
    found = [one for one in report.buttons if one.answers]
    if not found:
        return _empty("buttons", "Buttons", f"No answer in {SPANS[report.span]}. {BEGIN}")
    counts = [
        sum(some)
        for some in zip(*((one.again, one.hard, one.good, one.easy) for one in found), strict=True)
    ]
    total = sum(counts)
    rows = tuple(
        Row(name, count, f"{count:,}  {percent(count / total):>5}", tone)
        for (name, tone), count in zip(_BUTTONS, counts, strict=True)
    )
    most = max(range(4), key=counts.__getitem__)
    reading = (
        f"{_BUTTONS[most][0]} is your usual answer, {percent(counts[most] / total)} of"
        f" {words.count(total, 'answer')}; Again is {percent(counts[0] / total)}."
    )
    table = Table(
        ("What cards were", *(name for name, _ in _BUTTONS), "Right"),
        tuple(
            (
                _capital(one.name),
                *(f"{count:,}" for count in (one.again, one.hard, one.good, one.easy)),
                percent(1 - one.again / one.answers),
            )
            for one in found
        ),
    )
    return Section("buttons", "Buttons", reading, (Rows(rows),), (table,))


def hours(report: StatisticsReport) -> Section:
    found = report.hours
    if not any(one.answers for one in found):
        return _empty("hours", "Hours", f"No answer in {SPANS[report.span]}. {BEGIN}")
    labels = tuple(str(one.hour) for one in found)
    answers = Columns(
        labels,
        (Series("answers", tuple(float(one.answers) for one in found)),),
        caption="Answers by the hour of the day",
    )
    recalled = Columns(
        labels,
        (Series("recalled", tuple(one.retention.share or 0.0 for one in found), Tone.GOOD),),
        Measure.SHARE,
        caption="Share of reviews that were recalled",
        adds_up=False,
    )
    most = max(found, key=lambda one: one.answers)
    reading = f"You study most from {_hour(most)}."
    well = [one for one in found if one.retention.answers >= FEW]
    ranked = sorted(well, key=lambda one: one.retention.share or 0.0)
    if ranked and ranked[0].retention.high < ranked[-1].retention.low:
        worst, best = ranked[0], ranked[-1]
        reading += (
            f" You recalled most from {_hour(best)} ({percent(best.retention.share or 0.0)}),"
            f" least from {_hour(worst)} ({percent(worst.retention.share or 0.0)})."
        )
    elif len(ranked) > 1:
        reading += " How much you recall differs by no more than chance from hour to hour."
    table = Table(
        ("Hour", "Answers", "Reviews", "Recalled"),
        tuple(
            (
                _hour(one),
                f"{one.answers:,}",
                f"{one.retention.answers:,}",
                "–" if one.retention.share is None else percent(one.retention.share),
            )
            for one in found
            if one.answers
        ),
    )
    charts = (answers, recalled) if any(one.retention.answers for one in found) else (answers,)
    return Section("hours", "Hours", reading, charts, (table,))


def _hour(one: HourAnswers) -> str:
    return f"{one.hour}:00 to {one.hour + 1}:00"


def minutes(report: StatisticsReport) -> Section:
    found = report.activity.days
    total = sum(one.minutes for one in found)
    if not total:
        return _empty("minutes", "Minutes", f"No time spent in {SPANS[report.span]}. {BEGIN}")
    periods = list(_periods(report.activity.days, report.days))
    values = tuple(sum(one.minutes for one in some) for _, some in periods)
    chart = Columns(
        tuple(name for name, _ in periods),
        (Series("minutes", values),),
        Measure.MINUTES,
        caption=f"By {_unit(report.days).split()[0].lower()}",
    )
    answers = sum(one.answers for one in found)
    reading = (
        f"{_hours(total)} in all:"
        f" {words.span(total * 60 / len(found))} on a day with answers,"
        f" {words.span(total * 60 / answers)} an answer."
    )
    table = Table(
        (_unit(report.days), "Minutes", "Answers", "Seconds each"),
        tuple(
            (
                name,
                f"{sum(one.minutes for one in some):,.0f}",
                f"{sum(one.answers for one in some):,}",
                f"{60 * sum(one.minutes for one in some) / sum(one.answers for one in some):.1f}"
                if some
                else "–",
            )
            for name, some in periods
        ),
    )
    return Section("minutes", "Minutes", reading, (chart,), (table,))


def _hours(minutes: float) -> str:
    if minutes < 120:
        return words.count(round(minutes), "minute")
    return f"{minutes / 60:,.0f} hours"


def quizzes(report: StatisticsReport) -> Section:
    found = report.quizzes
    if not found:
        return _empty("quizzes", "Quizzes", "No quiz yet. t on Home begins one.")
    with_year = report.span is not Span.MONTH
    shares = [one.score / one.points if one.points else 0.0 for one in found]
    chart = Curve(
        tuple(
            Point(float(at), share, days.label(one.day))
            for at, (one, share) in enumerate(zip(found, shares, strict=True))
        ),
        "score",
        Measure.SHARE,
        filled=False,
    )
    last = found[-1]
    chance = percent(last.chance / last.points) if last.points else "0 %"
    reading = f"Your last quiz: {percent(shares[-1])}; guessing would give {chance}."
    if len(found) > 1:
        mean = sum(shares) / len(shares)
        reading += f" The mean of {len(found):,} is {percent(mean)}."
    table = Table(
        ("Handed in", "Questions", "Score", "Guessing", "Minutes"),
        tuple(
            (
                days.label(one.day, with_year),
                f"{one.questions:,}",
                percent(share),
                percent(one.chance / one.points) if one.points else "–",
                f"{one.minutes:,.0f}",
            )
            for one, share in zip(found, shares, strict=True)
        ),
    )
    return Section("quizzes", "Quizzes", reading, (chart,), (table,))


def _empty(id: str, title: str, reading: str) -> Section:
    return Section(id, title, reading)


# the days of a span, by day, week or month


def _unit(shown: SpanDays) -> str:
    return "Day" if shown.number <= _DAILY else "Week from" if shown.number <= _WEEKLY else "Month"


def _periods(
    done: Sequence[DayActivity], shown: SpanDays
) -> Iterator[tuple[str, list[DayActivity]]]:
    """Without a gap, oldest first, each with those of its days that have answers."""
    by_day = {one.day: one for one in done}
    size = {"Day": 1, "Week from": 7}.get(_unit(shown))
    starts: list[int] = []
    day = shown.first
    if size == 7:
        day = Day(day - date.fromordinal(day).weekday())
    while day <= shown.last:
        starts.append(day)
        day = Day(day + size) if size else _next_month(day)
    for start, end in pairwise([*starts, shown.last + 1]):
        name = days.label(Day(start)) if size else f"{date.fromordinal(start):%b %Y}"
        yield name, [by_day[one] for one in map(Day, range(start, end)) if one in by_day]


def _next_month(day: Day) -> Day:
    at = date.fromordinal(day)
    return Day(date(at.year + at.month // 12, at.month % 12 + 1, 1).toordinal())
