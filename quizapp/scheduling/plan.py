"""Ready by a day: what to review so as to know decks then, and what can be expected of it.

New cards are spread evenly over the days that are left, with the last one or two free for
repetition where the limits let them be; cards in review are asked when they fall due; and a card
whose recall on the day would lie below the desired retention is asked once more before it, on the
day that lets it be recalled best (days that are as good share the work). All within the daily
limits, as if nothing else was learned; a backlog is spread as it is anyway, but no further than to
the day. Worked out anew each day, the plan takes up what happened.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil

from quizapp.core.day import Day
from quizapp.core.errors import QuizError
from quizapp.deck.deck import Deck
from quizapp.scheduling.allowance import (
    ALL,
    Allowance,
    Shortage,
    days_for,
    of_new,
    of_reviews,
    shortages,
)
from quizapp.scheduling.catch_up import CatchUp
from quizapp.scheduling.context import StudyContext
from quizapp.scheduling.day_load import DayLoad
from quizapp.scheduling.minutes import seconds_for_answer
from quizapp.scheduling.new_cards import even_schedule
from quizapp.scheduling.simulation import InitialState, Simulation
from quizapp.scheduling.today import Today

TOLERATED = 0.005
"""Reviews that may be late on the day, as a share of the cards, before limits are called low."""


@dataclass(frozen=True, slots=True)
class PlanRun:
    simulation: Simulation
    loads: list[list[str]]
    """The new cards of each day."""
    left_out: int
    """New cards that the limits did not let in."""
    entry: Allowance
    """Of new cards."""
    asked: Allowance
    """Of reviews."""

    def keeps_up(self, cards: int) -> bool:
        return self.simulation.put_off < max(0.5, TOLERATED * cards)

    def shortages(self, enough: "PlanRun") -> list[Shortage]:
        """The limits that were too low, by what was asked when there was enough."""
        days = range(self.simulation.context.day, self.simulation.day)
        entry = shortages("new", self.entry, enough.entry, days) if self.left_out else []
        return entry + shortages("reviews", self.asked, enough.asked, days)


@dataclass(frozen=True, slots=True)
class PlanRunner:
    """What stays the same, whatever the limits."""

    initial: InitialState
    context: StudyContext
    day: Day
    catch_up: CatchUp | None

    def follow(self, entry: Allowance, asked: Allowance) -> PlanRun:
        initial = self.initial
        simulation = Simulation(self.context, self.day, asked, self.catch_up)
        for part, due in initial.seen:
            simulation.put(part, due)
        loads = even_schedule(initial, self.context.day, self.day, entry)
        simulation.run(loads)
        left_out = len(initial.new) - sum(map(len, loads))
        return PlanRun(simulation, loads, left_out, entry, asked)

    def enough(self, found: PlanRun) -> PlanRun:
        """The same with limits that leave nothing out: the least for reviews, within a 20th."""
        entry: Mapping[str, int] | None = {} if found.left_out else None

        def attempt(limits: Mapping[str, int] | None) -> PlanRun:
            return self.follow(found.entry.fresh(entry), found.asked.fresh(limits))

        best = attempt(None)
        if best.keeps_up(self.initial.cards):
            return best
        best = attempt({})
        days = range(self.context.day, self.day)
        low, high = found.asked.limits[ALL], ceil(max(best.asked.taken(ALL, day) for day in days))
        while high - low > max(1, high // 20):
            middle = (low + high) // 2
            tried = attempt({ALL: middle})
            if tried.keeps_up(self.initial.cards):
                best, high = tried, middle
            else:
                low = middle
        return best


FURTHEST = 3 * 365
"""Days; nobody plans further."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A plan for `day`. Expectations are in cards."""

    begins: Day
    day: Day
    cards: int
    """All that count: those of the decks that are not suspended."""
    new: int
    """Of these, never answered so far."""
    untouched: float
    """Expected to be recalled on `day` when nothing is done; new cards are not known."""
    followed: float
    """Expected to be recalled on `day` when the plan is followed."""
    days: tuple[DayLoad, ...]
    """From `begins` to the eve of `day`."""
    today: tuple[str, ...]
    """Today's part: cards in steps, then those most likely to be forgotten, then new ones."""
    early: int
    """How many of `today` are asked before they fall due."""
    left_out: int
    """New cards that the limits do not let in before `day`."""
    put_off: float
    """Reviews that the limits leave no room for before `day`."""
    shortages: tuple[Shortage, ...]
    """The limits that are too low, each with what would do; empty when all can be done."""
    possible: float
    """Expected to be recalled on `day` with the limits raised to that."""
    soonest: Day | None
    """With the limits as they are, the first day by which every new card has come."""


def day_of(text: str, today: Day) -> Day:
    """The day that a learner names: `2026-12-10`, `tomorrow`, or `14d` for in 14 days.

    Raises:
        ValueError: it is no day, or none to plan for; the message is for the user.
    """
    if text == "tomorrow":
        return Day(today + 1)
    if ahead := re.fullmatch(r"(\d{1,5})d", text, re.ASCII):
        day = Day(today + int(ahead[1]))
    else:
        try:
            day = Day(date.fromisoformat(text).toordinal())
        except ValueError:
            raise ValueError(
                f'"{text}" is not a day; write 2026-12-10, "tomorrow", or 14d for in 14 days'
            ) from None
    if wrong := problem_with(day, today):
        raise ValueError(f'"{text}": {wrong}')
    return day


def problem_with(day: Day, today: Day) -> str | None:
    """What is wrong with planning for a day, for the user."""
    if day <= today:
        return "choose a day from tomorrow on"
    if day - today > FURTHEST:
        return "choose a day within three years"
    return None


def plan(decks: Sequence[Deck], now: Today, day: Day) -> Ready:
    """Plan for knowing `decks` on `day`, as things stand `now`.

    Raises:
        QuizError: the day is not after today, or too far away.
    """
    context, progress, today = now.context, now.context.progress, now.day
    if wrong := problem_with(day, today):
        raise QuizError(wrong)
    initial = InitialState.of(decks, context, day)
    entry = of_new(decks, now)
    asked = of_reviews(decks, now)
    soonest = days_for(initial.new, entry, today)
    catch_up = now.catch_up
    if catch_up:
        catch_up = replace(catch_up, days_left=min(catch_up.days_left, day - today))
    follower = PlanRunner(initial, context, day, catch_up)
    found = follower.follow(entry, asked)
    simulation = found.simulation
    lacking: list[Shortage] = []
    possible = simulation.recalled
    if found.left_out or not found.keeps_up(initial.cards):
        enough = follower.enough(found)
        lacking = found.shortages(enough)
        possible = max(possible, enough.simulation.recalled)
    return Ready(
        begins=today,
        day=day,
        cards=initial.cards,
        new=len(initial.new),
        untouched=sum(
            context.model.retrievability(part.memory, max(0, day - part.last))
            for part, _ in initial.seen
        ),
        followed=simulation.recalled,
        days=simulation.loads(seconds_for_answer(progress, today)),
        today=(*simulation.today_keys, *found.loads[0]),
        early=sum(progress.due_day[key] > today for key in simulation.today_keys),
        left_out=found.left_out,
        put_off=simulation.put_off,
        shortages=tuple(lacking),
        possible=possible,
        soonest=Day(today + soonest) if soonest is not None else None,
    )
