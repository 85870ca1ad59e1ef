"""What the daily limits leave for each of the days to come."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, inf
from typing import Literal

from quizapp.core.day import Day
from quizapp.deck.deck import Deck
from quizapp.scheduling.initial_state import InitialState
from quizapp.scheduling.today import Today

ALL = ""
"""In place of a deck's slug: all decks together."""


class Allowance:
    """Cards of one kind, new ones or reviews, that may be asked on each day.

    A limit holds for all decks together, or for one deck that narrows its own. What was done
    today (`done`, by slug and day, for each that has a limit) is taken already; less what was
    granted beyond the limits, so it may be less than nothing.
    """

    def __init__(self, limits: Mapping[str, int], done: Mapping[tuple[str, int], float]) -> None:
        self.limits = limits
        self._done = done
        self._taken = dict(done)
        self._own = {slug for slug, _ in done}

    def fresh(self, limits: Mapping[str, int] | None = None) -> "Allowance":
        """As it was at first; with other limits, if any are given."""
        return Allowance(self.limits if limits is None else limits, self._done)

    def slug(self, deck: str) -> str:
        """`deck` when it has a limit of its own, else `ALL`."""
        return deck if deck in self._own else ALL

    def room(self, slug: str, day: int) -> float:
        """How many more of a deck, or of `ALL`, fit into a day."""
        return min(
            max(0.0, self.limits.get(one, inf) - self.taken(one, day)) for one in (ALL, slug)
        )

    def taken(self, slug: str, day: int) -> float:
        return self._taken.get((slug, day), 0.0)

    def take(self, slug: str, day: int, number: float = 1) -> None:
        """Count cards of a deck; from tomorrow on they may be fractions, by probability."""
        for one in {ALL, slug}:
            self._taken[one, day] = self.taken(one, day) + number


def of_new(decks: Sequence[Deck], today: Today) -> Allowance:
    return _of("new", decks, today)


def of_reviews(decks: Sequence[Deck], today: Today) -> Allowance:
    return _of("reviews", decks, today)


def _of(kind: Literal["new", "reviews"], decks: Sequence[Deck], today: Today) -> Allowance:
    field = f"{kind}_per_day"
    limits: dict[str, int] = {ALL: getattr(today.context.settings, field)}
    done: dict[tuple[str, int], float] = {(ALL, today.day): limits[ALL] - today.room(kind)}
    for deck in decks:
        limit = getattr(deck.limits, field)
        if limit is not None:
            limits[deck.slug] = limit
            done[deck.slug, today.day] = limit - today.room(kind, deck)
    return Allowance(limits, done)


@dataclass(frozen=True, slots=True)
class Shortage:
    """A daily limit that is too low for a plan."""

    kind: Literal["new", "reviews"]
    deck: str
    """The slug of the deck that narrows its own limit, or `ALL` for the learner's."""
    limit: int
    needed: int


def shortages(
    kind: Literal["new", "reviews"], limited: Allowance, free: Allowance, days: Iterable[int]
) -> list[Shortage]:
    """The limits that are below what is asked on the busiest of `days` without them."""
    most = {
        slug: ceil(max(free.taken(slug, day) for day in days) - 1e-6) for slug in limited.limits
    }
    return [
        Shortage(kind, slug, limit, most[slug])
        for slug, limit in limited.limits.items()
        if most[slug] > limit
    ]


def days_for(initial: InitialState, entry: Allowance, today: Day) -> int | None:
    """The days that it takes to let all new cards in; None when a limit lets none in."""
    longest = 0
    for slug, number in {**initial.new_in, ALL: len(initial.new)}.items():
        later = entry.limits.get(slug, number)
        left = number - int(entry.room(slug, today))
        if left > 0 and not later:
            return None
        longest = max(longest, 1 + (ceil(left / later) if left > 0 else 0))
    return longest
