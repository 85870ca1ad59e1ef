"""A plan for a day, in words."""

from collections.abc import Iterator

from quizapp.core import words
from quizapp.core.day import Calendar
from quizapp.presentation.days import duration, on, table
from quizapp.scheduling.allowance import Shortage
from quizapp.scheduling.day_load import DayLoad
from quizapp.scheduling.plan import Ready

LONGEST_TABLE = 15
"""Days; of a longer plan the first ones are shown, and the eve of the day."""


def reckoning(share: float) -> str:
    """How far the plan is reckoned; in steps, so that it does not flicker."""
    return f"Reckoning the plan … {int(share * 20) * 5} %"


def lines(found: Ready, calendar: Calendar) -> Iterator[str]:
    """The whole plan, line by line."""
    ahead = words.count(found.day - found.begins, "day")
    yield f"Ready by {on(found.day, found.begins, calendar)} (in {ahead})"
    yield ""
    if not found.cards:
        yield "No card is to be learned: there are none, or all are suspended."
        return
    yield f"Expected to be known then, of {words.count(found.cards, 'card')}:"
    yield f"  {_share(found.untouched, found)}  if nothing is done"
    yield f"  {_share(found.followed, found)}  if you follow the plan"
    yield ""
    yield from _short(found, calendar)
    if not any(load.new or load.reviews >= 0.05 for load in found.days):
        if not found.left_out:
            yield "Nothing has to be reviewed before then."
        return
    yield f"Today: {_portion(found)}"
    yield ""
    yield from _table(found, calendar)


def _share(cards: float, found: Ready) -> str:
    width = len(f"{found.cards:,}")
    return f"{cards:>{width},.0f}  {cards / found.cards:>4.0%}"


def _portion(found: Ready) -> str:
    first = found.days[0]
    if not found.today:
        return "nothing."
    parts = []
    if first.new:
        parts.append(words.count(first.new, "new card"))
    if first.reviews:
        early = f" ({found.early:,} ahead of time)" if found.early else ""
        parts.append(words.count(round(first.reviews), "review") + early)
    return f"{' and '.join(parts)}, {duration(first)}."


def _short(found: Ready, calendar: Calendar) -> Iterator[str]:
    """What the limits leave undone, and what would do."""
    if found.left_out:
        yield f"{words.count(found.left_out, 'new card')} will not have come by then."
    elif found.shortages:
        yield f"{words.count(max(1, round(found.put_off)), 'review')} will not be done by then."
    else:
        return
    for one in found.shortages:
        yield f"  {_needed(one)}"
    if found.shortages:
        yield f"  With that, {found.possible:,.0f} cards can be expected to be known."
    if found.left_out and found.soonest and found.soonest > found.day:
        soonest = on(found.soonest, found.begins, calendar)
        yield f"  As it is, all new cards will have come by {soonest}."
    yield ""


def _needed(one: Shortage) -> str:
    noun = "new card" if one.kind == "new" else "review"
    where = f"the deck {one.deck}" if one.deck else "config.toml"
    return (
        f"{words.count(one.needed, noun)} a day would be needed instead of {one.limit:,}"
        f" ({one.kind}_per_day in {where})."
    )


def _table(found: Ready, calendar: Calendar) -> Iterator[str]:
    days: list[DayLoad | None] = list(found.days)
    if len(days) > LONGEST_TABLE:
        days = [*days[: LONGEST_TABLE - 1], None, days[-1]]
    return table(days, found.begins, calendar)
