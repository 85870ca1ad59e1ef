"""Which cards are to be asked today.

A day's cards are those in their learning steps, those due by today, and new ones, the last two
within the day's limits and what the learner was granted beyond them. No two siblings (cards of one
question, or of questions that their author keeps apart) are asked on one day, because one would
give the other away. Suspended cards are not asked, buried ones not before their day.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from functools import cached_property
from sys import maxsize
from typing import Literal
from zlib import crc32

from quizapp.core.card_keys import question_of
from quizapp.core.day import Day
from quizapp.deck.deck import Deck
from quizapp.memory.fsrs import Memory
from quizapp.progress.events import LimitRaise
from quizapp.progress.state import IN_STEPS
from quizapp.scheduling.catch_up import CatchUp, returned
from quizapp.scheduling.context import StudyContext


@dataclass(frozen=True, slots=True)
class Due:
    """How many cards of each kind are to be asked today."""

    new: int = 0
    learning: int = 0
    due: int = 0

    @property
    def total(self) -> int:
        return self.new + self.learning + self.due

    @classmethod
    def of_all(cls, some: Iterable["Due"]) -> "Due":
        return cls(*map(sum, zip(*map(astuple, some), strict=True)))


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Cards that only the limits of the day keep from being asked today.

    Cards that are set aside, or that wait for another day because of a sibling, are not among them.
    """

    new: int = 0
    reviews: int = 0
    backlog: int = 0
    """Overdue cards beyond the part of the backlog that is for today."""

    @property
    def due(self) -> int:
        return self.reviews + self.backlog

    def __bool__(self) -> bool:
        return bool(self.new or self.due)


@dataclass(frozen=True, slots=True)
class Work:
    """A day as it stands: what is left in each of some decks by itself, and in all together."""

    each: list[Due]
    total: Due
    held: HeldBack
    """In all together."""
    waiting: list[Due]
    """What is there in each that could be asked today if there were no limits."""


@dataclass(frozen=True)
class Today:
    """One learner's day: what may still be asked in it."""

    context: StudyContext
    library: Sequence[Deck] = ()
    """All decks: after a break, the backlog in them is spread over several days."""
    extra: tuple[LimitRaise, ...] = ()
    """As if this had been granted as well."""

    @cached_property
    def day(self) -> Day:
        return self.context.day

    @cached_property
    def ends_ms(self) -> int:
        """The first millisecond (since the epoch) of the next day."""
        return round(self.context.calendar.start(Day(self.day + 1)).timestamp() * 1000)

    @cached_property
    def catch_up(self) -> CatchUp | None:
        """The backlog after a break, as it stands when it is first asked for; None without one."""
        found = returned(self.context.progress.days, self.day, self.context.settings.catch_up_days)
        if found is None:
            return None
        ready = [self.unlimited(deck) for deck in self.library]
        return found.with_cards(
            backlog=sum(one.overdue for one in ready),
            due_today=sum(one.due - one.overdue for one in ready),
            done=self.context.progress.tally(self.day).reviews,
            granted=self._granted("backlog"),
        )

    def work(self, decks: Sequence[Deck]) -> Work:
        """What is left of the day in these decks, and what its limits hold back."""
        left = self._left()
        all_found, ready = [], []
        for deck in decks:
            found, own = self.unlimited(deck), self._left(deck)
            overdue = min(found.overdue, left.overdue)
            due = min(found.due - found.overdue + overdue, own.reviews)
            all_found.append(found)
            ready.append(Counts(min(found.new, own.new), found.learning, due, min(overdue, due)))
        total, found = left.of(_sum(ready)), _sum(all_found)
        waiting = found.due - total.due
        backlog = min(waiting, max(0, found.overdue - left.overdue)) if self.catch_up else 0
        held = HeldBack(found.new - total.new, waiting - backlog, backlog)
        there = [Due(one.new, one.learning, one.due) for one in all_found]
        return Work([left.of(one) for one in ready], total, held, there)

    def cards(self, decks: Iterable[Deck], all_due: bool = False) -> tuple[list[str], list[str]]:
        """The new and the due cards to ask today, within the limits, each in its order.

        `all_due` leaves out the limit on reviews.
        """
        new: list[str] = []
        due: list[str] = []
        days, left = self.context.progress.due_day, self._left()
        for deck in decks:
            own, out = self._left(deck), self._not_today(deck)
            open_keys = [key for key in deck.keys if key not in out]
            new += [key for key in open_keys if key not in days][: own.new]
            ready = [key for key in open_keys if IN_STEPS < days.get(key, IN_STEPS) <= self.day]
            due += ready if all_due else self._cut(ready, own)
        return new[: left.new], sorted(due, key=self._order) if all_due else self._cut(due, left)

    def ahead(self, decks: Iterable[Deck], days: int) -> list[str]:
        """Cards in review that fall due in the next `days` days, tomorrow first.

        None that was answered today: so soon, an answer says little.
        """
        due, until = self.context.progress.due_day, self.day + days
        found: list[str] = []
        for deck in decks:
            out = self._not_ahead(deck)
            coming = (key for key in deck.keys if self.day < due.get(key, IN_STEPS) <= until)
            found += [key for key in coming if key not in out and self._waits(key)]
        return sorted(found, key=due.__getitem__)

    def next_ahead(self, decks: Sequence[Deck]) -> int | None:
        """In how many days the next card in review falls due; None when none ever does."""
        keys = self.ahead(decks, maxsize)
        return self.context.progress.due_day[keys[0]] - self.day if keys else None

    def learning(self, decks: Iterable[Deck]) -> list[tuple[int, str]]:
        """The cards in learning steps that come up before the day ends, as (due, key)."""
        steps = self.context.progress.in_steps
        if not steps:
            return []
        mine = {key for deck in decks for key in deck.keys if key in steps} - self._set_aside
        return sorted((steps[key], key) for key in mine if steps[key] < self.ends_ms)

    def is_open(self, key: str, ahead: int = 0) -> bool:
        """Whether a new or due card is still to be asked: another window may have done it.

        `ahead`: or falls due in so many days.
        """
        day = self.context.progress.due_day.get(key)
        if day is None or day <= self.day:
            return day != IN_STEPS and self.is_allowed(key)
        return day <= self.day + ahead and self._waits(key) and self.is_allowed(key)

    def _waits(self, key: str) -> bool:
        """Whether a card that is not new has not been answered today."""
        return self.context.progress.cards[key].last < self.day

    def is_allowed(self, key: str) -> bool:
        """Whether a card is neither suspended nor buried, as things stand now."""
        progress = self.context.progress
        return key not in progress.suspended and progress.buried.get(key, 0) <= self.day

    def answers_needed(self, key: str) -> int:
        """How many right answers finish this card for today."""
        state = self.context.progress.cards.get(key)
        if state and state.phase == "review":
            return 1
        relearning = state is not None and state.phase == "relearning"
        settings = self.context.settings
        steps = settings.relearning_steps if relearning else settings.learning_steps
        return max(1, len(steps) - (state.step if state else 0))

    def urgency(self, key: str) -> tuple[float, int]:
        """For sorting cards in review: those least likely to be recalled come first.

        Cards that are equally likely come in an order that changes from day to day.
        """
        state = self.context.progress.cards[key]
        memory = Memory(state.stability, state.difficulty)
        recall = self.context.model.retrievability(memory, max(0, self.day - state.last))
        return recall, crc32(f"{key}:{self.day}".encode())

    def _order(self, key: str) -> tuple[bool, float, int]:
        """The least likely to be recalled first; while a backlog is spread, its cards come before
        those that fall due today."""
        falls_due = self.catch_up is not None and self.context.progress.due_day[key] == self.day
        return falls_due, *self.urgency(key)

    def _cut(self, due: Iterable[str], left: "_Left") -> list[str]:
        """In their order, as many as are left for today."""
        ordered = sorted(due, key=self._order)
        overdue = [key for key in ordered if self.context.progress.due_day[key] < self.day]
        waiting = set(overdue[left.overdue :])
        return [key for key in ordered if key not in waiting][: left.reviews]

    @cached_property
    def _set_aside(self) -> set[str]:
        """Suspended and buried cards."""
        buried = {key for key, until in self.context.progress.buried.items() if until > self.day}
        return buried | self.context.progress.suspended

    def _not_today(self, deck: Deck) -> set[str]:
        """Cards of a deck that are not asked today although they are new or due."""
        held = set(self._behind_siblings(deck))
        return held | self._set_aside.intersection(deck.keys) if self._set_aside else held

    def unlimited(self, deck: Deck) -> "Counts":
        """What could be asked today without limits."""
        days = self.context.progress.due_day
        found = Counter(map(days.get, deck.keys))
        new = found.pop(None, 0)
        learning = found.pop(IN_STEPS, 0)
        if learning:
            learning = len(self.learning([deck]))
        due = sum(number for day, number in found.items() if day is not None and day <= self.day)
        overdue = due - found[self.day]
        for key in self._not_today(deck):
            day = days.get(key)
            new -= day is None
            due -= day is not None and IN_STEPS < day <= self.day
            overdue -= day is not None and IN_STEPS < day < self.day
        return Counts(new, learning, due, overdue)

    def _behind_siblings(self, deck: Deck) -> Iterator[str]:
        """New and due cards that wait for another day because a sibling is asked today."""
        cards, days, out = (
            self.context.progress.cards,
            self.context.progress.due_day,
            self._set_aside,
        )
        given_away: set[str] = set()
        waiting: list[str] = []
        for key in deck.siblings:
            day = days.get(key, 0)
            if day == IN_STEPS or (key in cards and cards[key].last == self.day):
                given_away.update(deck.gives_away(key))
            elif day <= self.day and key not in out:
                waiting.append(key)
        # an old friend before a new face; `get` puts new cards (no day) last
        waiting.sort(key=lambda key: days.get(key, self.day + 1))
        return _given_away(deck, waiting, given_away)

    def _not_ahead(self, deck: Deck) -> set[str]:
        """Cards of a deck that are not asked before they are due: set aside, or a sibling is near.

        A sibling is near that is asked today, or was, or that falls due earlier.
        """
        cards, days, out = (
            self.context.progress.cards,
            self.context.progress.due_day,
            self._set_aside,
        )
        found = out.intersection(deck.keys)
        given_away: set[str] = set()
        coming: list[str] = []
        for key in deck.siblings:
            if key in out or key not in days:
                continue
            if days[key] <= self.day or cards[key].last == self.day:
                given_away.update(deck.gives_away(key))
            else:
                coming.append(key)
        coming.sort(key=days.__getitem__)
        return found.union(_given_away(deck, coming, given_away))

    def room(self, limit: Literal["new", "reviews"], deck: Deck | None = None) -> int:
        """What a limit leaves for today: that over all decks, or the own one of a deck.

        Less than nothing when more was done than it lets in.
        """
        own = deck.limits if deck else self.context.settings
        most = own.new_per_day if limit == "new" else own.reviews_per_day
        if most is None:
            return maxsize
        tally = self.context.progress.tally(self.day, deck.slug if deck else None)
        done = tally.new if limit == "new" else tally.reviews
        return most + self._granted(limit, deck.slug if deck else "") - done

    def _granted(self, limit: str, deck: str = "") -> int:
        extra = sum(one.number for one in self.extra if (one.limit, one.deck) == (limit, deck))
        return self.context.progress.granted(self.day).get((limit, deck), 0) + extra

    def _left(self, deck: Deck | None = None) -> "_Left":
        """What the limits leave for today, of a deck by itself or of all of them."""
        reviews = max(0, self.room("reviews", deck))
        overdue = self.catch_up.share if self.catch_up else reviews
        return _Left(max(0, self.room("new", deck)), reviews, overdue)


def _given_away(deck: Deck, keys: Iterable[str], given_away: set[str]) -> Iterator[str]:
    """Cards that wait because one before them among `keys`, or outside, gives them away.

    `given_away` are the questions that others give away already; it grows.
    """
    for key in keys:
        if question_of(key) in given_away:
            yield key
        else:
            given_away.update(deck.gives_away(key))


@dataclass(frozen=True, slots=True)
class Counts:
    """As `Due`, without limits. `overdue` are those of the due that were due before today."""

    new: int = 0
    learning: int = 0
    due: int = 0
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class _Left:
    new: int
    reviews: int
    overdue: int
    """Of the reviews, those that were due before today."""

    def of(self, ready: Counts) -> Due:
        due = ready.due - max(0, ready.overdue - self.overdue)
        return Due(min(ready.new, self.new), ready.learning, min(due, self.reviews))


def _sum(some: Iterable[Counts]) -> Counts:
    return Counts(*(sum(column) for column in zip(*map(astuple, some), strict=True)))
