"""Ready by a day: what to review so as to know decks then, and what can be expected of it.

New cards are spread evenly over the days that are left, with the last one or two free for
repetition where the limits let them be; cards in review are asked when they fall due; and a card
whose recall on the day would lie below the desired retention is asked once more before it, on the
day that lets it be recalled best (days that are as good share the work). All within the daily
limits, as if nothing else was learned; a backlog is spread as it is anyway, but no further than to
the day. Worked out anew each day, the plan takes up what happened.
"""

import re
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil

from quizapp.core.day import Day
from quizapp.core.errors import QuizError
from quizapp.core.pauses import all_kept, part, through
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
from quizapp.scheduling.day_load import DayLoad
from quizapp.scheduling.initial_state import CHUNK, InitialState
from quizapp.scheduling.minutes import seconds_for_answer
from quizapp.scheduling.new_cards import NewCards, even_schedule
from quizapp.scheduling.simulation import Outlook, Placement, Simulation
from quizapp.scheduling.today import Today

TOLERATED = 0.005
"""Reviews that may be late on the day, as a share of the cards, before limits are called low."""


@dataclass(frozen=True, slots=True)
class PlanRun:
    simulation: Simulation
    loads: list[NewCards]
    """The new cards of each day."""
    left_out: int
    """New cards that the limits did not let in."""
    entry: Allowance
    """Of new cards."""
    asked: Allowance
    """Of reviews."""

    def keeps_up(self, cards: int) -> bool:
        return self.simulation.put_off < _tolerated(cards)

    def shortages(self, enough: "PlanRun") -> list[Shortage]:
        """The limits that were too low, by what was asked when there was enough."""
        days = range(self.simulation.context.day, self.simulation.outlook.day)
        entry = shortages("new", self.entry, enough.entry, days) if self.left_out else []
        return entry + shortages("reviews", self.asked, enough.asked, days)


def _tolerated(cards: int) -> float:
    return max(0.5, TOLERATED * cards)


@dataclass(frozen=True, slots=True)
class PlanRunner:
    """What stays the same, whatever the limits."""

    initial: InitialState
    placement: Placement
    catch_up: CatchUp | None

    def enter(self, entry: Allowance) -> list[NewCards]:
        outlook = self.placement.outlook
        return even_schedule(self.initial, outlook.context.day, outlook.day, entry)

    def follow(
        self, loads: list[NewCards], entry: Allowance, asked: Allowance, by_card: bool = False
    ) -> Generator[None, None, PlanRun]:
        simulation = Simulation(self.placement.outlook, asked, self.catch_up)
        yield from simulation.run(self.placement, [load.by_deck for load in loads], by_card)
        left_out = len(self.initial.new) - sum(len(load.keys) for load in loads)
        return PlanRun(simulation, loads, left_out, entry, asked)

    def enough(self, found: PlanRun) -> Generator[None, None, PlanRun]:
        """The same with limits that leave nothing out: the least for reviews, within a 20th."""
        entry, loads, cards = found.entry, found.loads, self.initial.cards

        def attempt(limits: Mapping[str, int] | None) -> Generator[None, None, PlanRun]:
            return self.follow(loads, entry, found.asked.fresh(limits))

        best = found
        if found.left_out:
            entry = found.entry.fresh({})
            loads = self.enter(entry)
            yield
            best = yield from attempt(None)
        if best.keeps_up(cards):
            return best
        best = yield from attempt({})
        days = range(self.placement.outlook.context.day, self.placement.outlook.day)
        wanted = [best.asked.taken(ALL, day) for day in days]
        low, high = found.asked.limits[ALL], ceil(max(wanted))
        middle = _least(wanted, low, high, _tolerated(cards))
        while high - low > max(1, high // 20):
            tried = yield from attempt({ALL: middle})
            if tried.keeps_up(cards):
                best, high = tried, middle
                middle = max((low + high) // 2, high - max(1, high // 20))
            else:
                low = middle
                middle = min((low + high + 1) // 2, low + max(1, low // 20))
        return best


def _least(wanted: Sequence[float], low: int, high: int, tolerated: float) -> int:
    """A first guess of a limit: as if what waits were asked all the same, but later."""
    while high - low > 1:
        middle, waiting = (low + high) // 2, 0.0
        for cards in wanted:
            waiting = max(0.0, waiting + cards - middle)
        low, high = (low, middle) if waiting < tolerated else (middle, high)
    return low


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
    return through(planning(decks, now, day))


def planning(decks: Sequence[Deck], now: Today, day: Day) -> Generator[float, None, Ready]:
    """As `plan`, with pauses, so that a screen can do something else in between."""
    return all_kept(_planning(decks, now, day))


def _planning(decks: Sequence[Deck], now: Today, day: Day) -> Generator[float, None, Ready]:
    context, progress, today = now.context, now.context.progress, now.day
    if wrong := problem_with(day, today):
        raise QuizError(wrong)
    chunks = sum(len(deck.keys) for deck in decks) // CHUNK + len(decks)
    initial = yield from part(InitialState.of(decks, context, day), 0.0, 0.2, chunks)
    entry = of_new(decks, now)
    asked = of_reviews(decks, now)
    soonest = days_for(initial, entry, today)
    catch_up = now.catch_up
    if catch_up:
        catch_up = replace(catch_up, days_left=min(catch_up.days_left, day - today))
    outlook = Outlook(context, day, initial.cards)
    slugs = {deck.slug: asked.slug(deck.slug) for deck in decks}
    placement = yield from part(Placement.of(outlook, initial.seen, slugs), 0.2, 0.4, chunks)
    runner = PlanRunner(initial, placement, catch_up)
    loads = runner.enter(entry)
    found = yield from part(
        runner.follow(loads, entry, asked, by_card=True), 0.4, 0.55, day - today
    )
    simulation = found.simulation
    lacking: list[Shortage] = []
    possible = simulation.recalled
    if found.left_out or not found.keeps_up(initial.cards):
        enough = yield from part(runner.enough(found), 0.55, 1.0, 3 * (day - today))
        lacking = found.shortages(enough)
        possible = max(possible, enough.simulation.recalled)
    return Ready(
        begins=today,
        day=day,
        cards=initial.cards,
        new=len(initial.new),
        untouched=placement.untouched,
        followed=simulation.recalled,
        days=simulation.loads(seconds_for_answer(progress, today)),
        today=(*simulation.today_keys, *loads[0].keys),
        early=sum(progress.due_day[key] > today for key in simulation.today_keys),
        left_out=found.left_out,
        put_off=simulation.put_off,
        shortages=tuple(lacking),
        possible=possible,
        soonest=Day(today + soonest) if soonest is not None else None,
    )
