"""Sections of the statistics about memory: what is known, how much was recalled, and of what."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from math import isinf

from quizapp.core import words
from quizapp.presentation import days
from quizapp.presentation.charts import (
    Chart,
    Columns,
    Curve,
    Interval,
    Intervals,
    Point,
    Section,
    Series,
    Table,
    percent,
)
from quizapp.statistics.card_groups import CardGroupFigures
from quizapp.statistics.distributions import CardBin, Distribution
from quizapp.statistics.proportion import Proportion
from quizapp.statistics.report import StatisticsReport

MOST_GROUPS = 12
"""Tags or speakers that are drawn; the table has all."""
NO_REVIEWS = "No card that was in review was asked again yet: come back in a few days."


def sections(report: StatisticsReport) -> tuple[Section, ...]:
    return (known(report), retention(report), calibration(report), *memory(report))


def groups(report: StatisticsReport) -> tuple[Section, ...]:
    return (tags(report), claims(report))


def known(report: StatisticsReport) -> Section:
    found = report.knowledge
    if not any(one.learned for one in found.growth):
        reading = "No card has left its learning steps yet: what you know shows from tomorrow on."
        return Section("known", "Known", reading)
    points, last = found.growth, found.growth[-1]
    change = round(found.known) - round(points[0].known)
    reading = f"You know about {found.known:,.0f} of {words.count(found.cards, 'card')} now"
    if change and len(points) > 1:
        more = "more" if change > 0 else "fewer"
        reading += f", {abs(change):,} {more} than on {days.label(points[0].day, with_year=True)}"
    reading += "."
    if (in_steps := report.memory.stability.cards - found.learned) > 0:
        verb = "is" if in_steps == 1 else "are"
        reading += f" {words.count(in_steps, 'card')} in learning steps {verb} not counted."
    shown = [
        Point(
            float(one.day),
            one.known,
            days.label(one.day) if last.day - points[0].day <= 90 else f"{_at(one.day):%b}",
        )
        for one in points
    ]
    if last.day - points[0].day > 90:  # a month's name once
        shown = [
            one if at == 0 or one.label != shown[at - 1].label else one._replace(label="")
            for at, one in enumerate(shown)
        ]
    table = Table(
        ("Day", "Known", "In review"),
        tuple(
            (days.label(one.day, with_year=True), f"{one.known:,.0f}", f"{one.learned:,}")
            for one in points
        ),
    )
    chart = Curve(tuple(shown), "cards known")
    return Section("known", "Known", reading, (chart,), (table,))


def _at(day: int) -> date:
    return date.fromordinal(day)


def retention(report: StatisticsReport) -> Section:
    found = report.retention
    if not found.all.answers:
        return Section("retention", "True retention", NO_REVIEWS)
    named = [("Young", found.young), ("Mature", found.mature), ("All reviews", found.all)]
    rows = [(name, one) for name, one in named if one.answers]
    name, one = ("mature ", found.mature) if found.mature.answers else ("", found.all)
    chart = Intervals(
        tuple(_interval(name, one, found.desired) for name, one in rows), "recalled", "asked for"
    )
    reading = (
        f"You recalled {_share(one)} of {words.count(one.answers, f'{name}review')};"
        f" you asked for {percent(found.desired)}."
    )
    if one.high < found.desired:
        reading += " That is less, by more than chance."
    elif one.low > found.desired:
        reading += " That is more, by more than chance."
    table = Table(
        ("Cards", "Recalled", "Reviews", "Share", "95 % interval", "Asked"),
        tuple(
            (
                name,
                f"{one.right:,.0f}",
                f"{one.answers:,}",
                _share(one),
                _range(one),
                percent(found.desired) if name != "In steps" else "–",
            )
            for name, one in [*named, ("In steps", found.learning)]
        ),
    )
    return Section("retention", "True retention", reading, (chart,), (table,))


def calibration(report: StatisticsReport) -> Section:
    found = report.calibration
    if found.expected is None or found.recalled is None or found.rmse is None:
        return Section("calibration", "Calibration", NO_REVIEWS)
    rows = tuple(
        Interval(
            f"{one.low * 100:.0f}–{one.high * 100:.0f} %",
            one.recalled.share or 0.0,
            one.recalled.low,
            one.recalled.high,
            one.expected,
            words.count(one.recalled.answers, "answer"),
        )
        for one in found.bins
    )
    caption = "By how likely a recall was foreseen"
    chart = Intervals(rows, "recalled", "foreseen", caption, is_calibration=True)
    reading = (
        f"Of {words.count(found.answers, 'review')} a day or more after the one before,"
        f" {found.expected * 100:.1f} % was foreseen to"
        f" be recalled and {found.recalled * 100:.1f} % was; typically they are"
        f" {found.rmse * 100:.1f} points apart."
    )
    table = Table(
        ("Foreseen", "On average", "Recalled", "95 % interval", "Reviews"),
        tuple(
            (
                row.label,
                f"{one.expected * 100:.1f} %",
                _share(one.recalled),
                _range(one.recalled),
                f"{one.recalled.answers:,}",
            )
            for row, one in zip(rows, found.bins, strict=True)
        ),
    )
    return Section("calibration", "Calibration", reading, (chart,), (table,))


def memory(report: StatisticsReport) -> tuple[Section, ...]:
    found = report.memory
    stable, hard, now = found.stability, found.difficulty, found.retrievability
    if stable.median is None or hard.median is None or now.mean is None:
        nothing = "No card has a memory yet. enter on Home begins a review."
        return (
            Section("stability", "Stability", nothing),
            Section("difficulty", "Difficulty", nothing),
            Section("retrievability", "Retrievability", nothing),
        )
    lasting = words.span(max(1.0, stable.median) * 86400)
    return (
        _distribution(
            "stability",
            "Stability",
            f"Half of {words.count(stable.cards, 'card')} would take {lasting} or longer to fall to"
            " a recall of 90 %.",
            stable,
            [_days(one) for one in stable.bins],
            "How long a card lasts",
        ),
        _distribution(
            "difficulty",
            "Difficulty",
            f"From 1, easy, to 10, hard: half of your cards are at {hard.median:.1f} or above.",
            hard,
            [f"{one.low:g}–{one.high:g}" for one in hard.bins],
            "Difficulty",
        ),
        _distribution(
            "retrievability",
            "Retrievability",
            f"Asked today, a card of yours would be recalled with {percent(now.mean)} on average.",
            now,
            [f"{one.low * 100:.0f}–{one.high * 100:.0f}" for one in now.bins],
            "Per cent recalled today",
        ),
    )


def _distribution(
    id: str, title: str, reading: str, found: Distribution, names: Sequence[str], heading: str
) -> Section:
    """Bins that are empty at either end are left out."""
    some = [at for at, one in enumerate(found.bins) if one.cards]
    part = slice(some[0], some[-1] + 1)
    labels = tuple(names[part])
    counts = tuple(one.cards for one in found.bins[part])
    rows = tuple(
        (name, f"{count:,}", percent(count / found.cards))
        for name, count in zip(labels, counts, strict=True)
    )
    caption = "" if heading == title else heading
    chart = Columns(labels, (Series("cards", tuple(map(float, counts))),), caption=caption)
    return Section(id, title, reading, (chart,), (Table((heading, "Cards", "Share"), rows),))


def _days(one: CardBin) -> str:
    """`2–4 d`, `1–2 mo`; the last has no end."""
    if isinf(one.high):
        return f"from {' '.join(_span(one.low))}"
    (low, unit), (high, last) = _span(one.low), _span(one.high)
    return f"{low}–{high} {last}" if unit == last or not one.low else f"{low} {unit}–{high} {last}"


def _span(length: float) -> tuple[str, str]:
    """Days in a unit that has them whole, near enough."""
    for unit, size in (("y", 365), ("mo", 30)):
        if length >= size:
            return f"{length / size:.0f}", unit
    return f"{length:.0f}", "d"


def tags(report: StatisticsReport) -> Section:
    asked = [one for one in report.tags if one.retention.answers]
    if not asked:
        none = "No card has a tag." if not report.tags else NO_REVIEWS
        return Section("tags", "Tags", none)
    reading = f"{words.count(len(report.tags), 'tag')}. {_best_and_worst(asked)}".rstrip()
    chart = _group_chart(report, asked)
    return Section("tags", "Tags", reading, (chart,), (_group_table("Tag", report.tags),))


def claims(report: StatisticsReport) -> Section:
    asked = [one for one in report.claims if one.retention.answers]
    if not asked:
        return Section("claims", "Claims", NO_REVIEWS)
    names = {"fact": "Facts", "attributed": "Attributed", "disputed": "Disputed"}
    tables = [_group_table("Kind of claim", report.claims, names)]
    if report.speakers:
        tables.append(_group_table("Who claims it", report.speakers))
    kinds = _group_chart(report, asked, "By kind of claim", names)
    charts: tuple[Chart, ...] = (kinds,)
    if speakers := [one for one in report.speakers if one.retention.answers]:
        speaking = _group_chart(report, speakers, "By who claims it")
        charts = (replace(kinds, has_legend=False), speaking)
    reading = ", ".join(
        f"{names.get(one.name, one.name).lower()} {_share(one.retention)}" for one in asked
    )
    reading = f"Recalled: {reading}."
    return Section("claims", "Claims", reading, charts, tuple(tables))


def _group_chart(
    report: StatisticsReport,
    groups: Sequence[CardGroupFigures],
    caption: str = "",
    names: dict[str, str] | None = None,
) -> Intervals:
    desired = report.retention.desired
    rows = tuple(
        _interval((names or {}).get(one.name, one.name), one.retention, desired)
        for one in groups[:MOST_GROUPS]
    )
    return Intervals(rows, "recalled", "asked for", caption)


def _best_and_worst(groups: Sequence[CardGroupFigures]) -> str:
    """Named only where they differ by more than chance."""
    ranked = sorted(groups, key=lambda one: one.retention.share or 0.0)
    worst, best = ranked[0], ranked[-1]
    if worst.retention.high < best.retention.low:
        return (
            f"You recall {best.name} best ({_share(best.retention)}),"
            f" {worst.name} least ({_share(worst.retention)})."
        )
    return "They differ by no more than chance."


def _group_table(
    heading: str, groups: Sequence[CardGroupFigures], names: dict[str, str] | None = None
) -> Table:
    rows = tuple(
        (
            (names or {}).get(one.name, one.name),
            f"{one.cards:,}",
            f"{one.known:,.0f}",
            f"{one.answers:,}",
            _share(one.retention),
            f"{one.minutes:,.0f}",
        )
        for one in groups
    )
    return Table((heading, "Cards", "Known", "Answers", "Recalled", "Minutes"), rows)


_CONFIDENCES = {"guess": "Guessed", "unsure": "Unsure", "sure": "Sure"}


def confidence(report: StatisticsReport) -> Section:
    title = "Confidence against truth"
    found = [one for one in report.confidence if one.right.answers]
    if not found:
        nothing = "No quiz in which you said how sure you are. t on Home sets one up that asks it."
        return Section("confidence", title, nothing)
    rows = tuple(
        _interval(_CONFIDENCES.get(one.confidence, one.confidence), one.right, None)
        for one in found
    )
    said = [f"{_CONFIDENCES[one.confidence].lower()}: {_share(one.right)} right" for one in found]
    reading = f"{words.sentence('; '.join(reversed(said)))}"
    table = Table(
        ("You were", "Right", "Answers", "Share", "95 % interval"),
        tuple(
            (row.label, words.points(one.right.right), f"{one.right.answers:,}",
             _share(one.right), _range(one.right))
            for row, one in zip(rows, found, strict=True)
        ),
    )  # fmt: skip
    return Section("confidence", title, reading, (Intervals(rows, "right"),), (table,))


def _interval(label: str, found: Proportion, target: float | None) -> Interval:
    said = words.count(found.answers, "answer")
    return Interval(label, found.share or 0.0, found.low, found.high, target, said)


def _share(found: Proportion) -> str:
    return "–" if found.share is None else percent(found.share)


def _range(found: Proportion) -> str:
    return f"{found.low * 100:.0f}–{found.high * 100:.0f} %" if found.answers else "–"
