"""Which cards are to be asked today.

A day's cards are those in their learning steps, those due by today, and new ones, the last two
within the day's limits and what the learner was granted beyond them. No two siblings (cards of one
question, or of questions that their author keeps apart) are asked on one day, because one would
give the other away. Suspended cards are not asked, buried ones not before their day.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from heapq import nsmallest
from itertools import islice, repeat
from operator import itemgetter
from sys import maxsize
from typing import Literal, NamedTuple
from zlib import crc32

from quizapp.core.card_keys import question_of
from quizapp.core.day import Day
from quizapp.deck.deck import Deck
from quizapp.progress.events import LimitRaise
from quizapp.progress.state import IN_STEPS, deck_of
from quizapp.scheduling.catch_up import CatchUp, returned
from quizapp.scheduling.context import StudyContext

_DAY = timedelta(days=1)
_NEW = -2
"""In place of a due day: the card has none."""


class Due(NamedTuple):
    """How many cards of each kind are to be asked today."""

    new: int = 0
    learning: int = 0
    due: int = 0

    @property
    def total(self) -> int:
        return self.new + self.learning + self.due

    @classmethod
    def of_all(cls, some: Iterable["Due"]) -> "Due":
        return cls(*map(sum, zip(*some, strict=True)))


class HeldBack(NamedTuple):
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


class Work(NamedTuple):
    """A day as it stands: what is left in each of some decks by itself, and in all together."""

    each: list[Due]
    total: Due
    held: HeldBack
    """In all together."""
    waiting: list[Due]
    """What is there in each that could be asked today if there were no limits."""


@dataclass(frozen=True)
class Today:
    """One learner's day: what may still be asked in it.

    Cards are counted once, when that is first asked for: make it anew when they may have changed.
    """

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

    def cards(
        self, decks: Iterable[Deck], all_due: bool = False, among: Set[str] | None = None
    ) -> tuple[list[str], list[str]]:
        """The new and the due cards to ask today, within the limits, each in its order.

        `all_due` leaves out the limit on reviews, and `among` all other cards.
        """
        new: list[str] = []
        due: list[str] = []
        days, left = self.context.progress.due_day, self._left()
        for deck in decks:
            own, out, keys = self._left(deck), self._not_today(deck), deck.keys
            if among is not None:
                keys = tuple(key for key in keys if key in among)
            if out:
                keys = tuple(key for key in keys if key not in out)
            on = list(map(days.get, keys))
            fresh = (key for key, day in zip(keys, on, strict=True) if day is None)
            new += islice(fresh, own.new)
            ready = [
                key
                for key, day in zip(keys, on, strict=True)
                if day is not None and IN_STEPS < day <= self.day
            ]
            if len(ready) > own.reviews and not all_due:
                ready = self._cut(ready, own)
            due += ready
        return new[: left.new], self._cut(due, _Left(0, maxsize, maxsize) if all_due else left)

    def waiting(self, decks: Sequence[Deck], among: frozenset[str]) -> Due:
        """What there is among some cards that could be asked today if there were no limits."""
        new = due = 0
        for deck in decks:
            if mine := among.intersection(deck.keys):
                near = self._near(mine - self._not_today(deck))
                new += near.count(_NEW)
                due += len(near) - near.count(_NEW) - near.count(IN_STEPS)
        return Due(new, sum(key in among for _, key in self.learning(decks)), due)

    def ahead(self, decks: Iterable[Deck], days: int) -> list[str]:
        """Cards in review that fall due in the next `days` days, tomorrow first.

        None that was answered today: so soon, an answer says little.
        """
        found = [key for deck in decks for key in self._ahead(deck, self.day + days)]
        return sorted(found, key=self.context.progress.due_day.__getitem__)

    def next_ahead(self, decks: Sequence[Deck]) -> int | None:
        """In how many days the next card in review falls due; None when none ever does."""
        due = self.context.progress.due_day
        days = [due[key] for deck in decks for key in self._ahead(deck, maxsize)]
        return min(days) - self.day if days else None

    def _ahead(self, deck: Deck, until: int) -> list[str]:
        out = self._not_ahead(deck) | self.context.progress.answered_since(self.day).keys()
        days = map(self.context.progress.due_day.get, deck.keys)
        return [
            key
            for key, day in zip(deck.keys, days, strict=True)
            if day is not None and self.day < day <= until and key not in out
        ]

    def learning(self, decks: Iterable[Deck]) -> list[tuple[int, str]]:
        """The cards in learning steps that come up before the day ends, as (due, key)."""
        steps = self.context.progress.in_steps
        if not steps:
            return []
        mine = {key for deck in decks for key in self._in_steps(deck)}
        return sorted((self.step_due(key) or 0, key) for key in mine)

    def _in_steps(self, deck: Deck) -> list[str]:
        """The cards in learning steps that come up before the day ends."""
        steps, out, ends = self.context.progress.in_steps, self._set_aside, self.ends_ms
        return [
            key
            for key in steps.keys() & deck.keys
            if key not in out and (self.step_due(key) or 0) < ends
        ]

    def step_due(self, key: str) -> int | None:
        """When (milliseconds) a card in a learning step is due; None for any other card.

        One that is further away than any step is long was answered while the clock was ahead, and
        would be gone for as long: it is due at once.
        """
        due = self.context.progress.in_steps.get(key)
        return due if due is None or due <= self._steps_end else 0

    @cached_property
    def _steps_end(self) -> int:
        """By when (milliseconds) a card is due that goes into the longest step, at the latest."""
        settings = self.context.settings
        longest = max((_DAY, *settings.learning_steps, *settings.relearning_steps))
        return self.ends_ms + round(longest.total_seconds() * 1000)

    def is_open(self, key: str, ahead: int = 0) -> bool:
        """Whether a new or due card is still to be asked: another window may have done it.

        `ahead`: or falls due in so many days.
        """
        day = self.context.progress.due_day.get(key)
        if day is None or day <= self.day:
            return day != IN_STEPS and self.is_allowed(key)
        if day > self.day + ahead or key in self.context.progress.answered_since(self.day):
            return False
        return self.is_allowed(key)

    def is_allowed(self, key: str) -> bool:
        """Whether a card is neither suspended nor buried, as things stand now."""
        progress = self.context.progress
        return key not in progress.suspended and progress.buried_until(key) <= self.day

    def answers_needed(self, key: str) -> int:
        """How many right answers finish this card for today."""
        progress, settings = self.context.progress, self.context.settings
        day = progress.due_day.get(key)
        if day is None:
            return max(1, len(settings.learning_steps))
        if day != IN_STEPS:
            return 1
        state = progress.cards[key]
        relearning = state.phase == "relearning"
        steps = settings.relearning_steps if relearning else settings.learning_steps
        return max(1, len(steps) - state.step)

    def most_urgent(self, keys: Iterable[str], number: int = maxsize) -> list[str]:
        """So many of some cards in review, those least likely to be recalled first.

        Cards that are equally likely come in an order that changes from day to day.
        """
        keys = list(keys)
        recalls = self.context.model.recalls(self.context.progress.memories(keys), self.day)
        drawn = [crc32(f"{key}:{self.day}".encode()) for key in keys]
        entries = zip(recalls, drawn, range(len(keys)), strict=True)
        return [keys[place] for _, _, place in nsmallest(number, entries)]

    def _cut(self, due: list[str], left: "_Left") -> list[str]:
        """As many as are left for today, in their order.

        While a backlog is spread, its cards come before those that fall due today.
        """
        if self.catch_up is None:
            return self.most_urgent(due, left.reviews)
        days = self.context.progress.due_day
        overdue = [key for key in due if days[key] < self.day]
        first = self.most_urgent(overdue, min(left.overdue, left.reviews))
        others = [key for key in due if days[key] == self.day]
        return first + self.most_urgent(others, left.reviews - len(first))

    @cached_property
    def _set_aside(self) -> set[str]:
        """Suspended and buried cards."""
        buried = {key for key, until in self.context.progress.buried.items() if until > self.day}
        return buried | self.context.progress.suspended

    @cached_property
    def _decks_with_set_aside(self) -> set[str]:
        return set(map(deck_of, self._set_aside))

    def _set_aside_of(self, deck: Deck) -> set[str]:
        if deck.slug not in self._decks_with_set_aside:
            return set()
        return self._set_aside.intersection(deck.keys)

    def _not_today(self, deck: Deck) -> set[str]:
        """Cards of a deck that are not asked today although they are new or due."""
        return self._set_aside_of(deck).union(self._behind_siblings(deck))

    def unlimited(self, deck: Deck) -> "Counts":
        """What could be asked today without limits."""
        counted, counts = self._counted.get(deck.slug, (None, Counts()))
        if counted is not deck:
            counts = self._count(deck)
            self._counted[deck.slug] = deck, counts
        return counts

    @cached_property
    def _counted(self) -> dict[str, tuple[Deck, "Counts"]]:
        return {}

    def _count(self, deck: Deck) -> "Counts":
        near, held = self._near(deck.keys), self._near(self._not_today(deck))
        new = near.count(_NEW) - held.count(_NEW)
        steps = near.count(IN_STEPS) - held.count(IN_STEPS)
        due = len(near) - len(held) - new - steps
        today = near.count(self.day) - held.count(self.day)
        if self.later_steps:
            later = self.later_steps - self._set_aside
            steps -= len(later.intersection(deck.keys))
        return Counts(new, steps, due, due - today)

    def _near(self, keys: Iterable[str]) -> list[int]:
        """The days of those cards that are due, in steps, or new."""
        today, days = self.day, map(self.context.progress.due_day.get, keys, repeat(_NEW))
        return [day for day in days if day <= today]

    @cached_property
    def later_steps(self) -> set[str]:
        """Cards that are in a learning step until after the day."""
        steps, begin, end = self.context.progress.in_steps, self.ends_ms, self._steps_end
        return {key for key, due in steps.items() if begin <= due <= end}

    def _behind_siblings(self, deck: Deck) -> Iterator[str]:
        """New and due cards that wait for another day because a sibling is asked today."""
        progress, out, today = self.context.progress, self._set_aside, self.day
        days = map(progress.due_day.get, deck.siblings)
        near = [
            (day, key)
            for day, key in zip(days, deck.siblings, strict=True)
            if day is None or day <= today
        ]
        answered = progress.answered_since(today)
        asked = {key for key in answered.keys() & deck.siblings if answered[key] == today}
        asked.update(key for day, key in near if day == IN_STEPS)
        given_away = {question for key in asked for question in deck.gives_away(key)}
        waiting = [one for one in near if one[1] not in asked and one[1] not in out]
        seen = [(day, key) for day, key in waiting if day is not None]
        # an old friend before a new face
        keys = [key for _, key in sorted(seen, key=itemgetter(0))]
        keys += [key for day, key in waiting if day is None]
        return _given_away(deck, keys, given_away)

    def _not_ahead(self, deck: Deck) -> set[str]:
        """Cards of a deck that are not asked before they are due: set aside, or a sibling is near.

        A sibling is near that is asked today, or was, or that falls due earlier.
        """
        days = self.context.progress.due_day
        answered = self.context.progress.answered_since(self.day)
        found = self._set_aside_of(deck)
        given_away: set[str] = set()
        coming: list[str] = []
        for key, day in zip(deck.siblings, map(days.get, deck.siblings), strict=True):
            if day is None or key in self._set_aside:
                continue
            if day <= self.day or answered.get(key) == self.day:
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
    apart = deck.apart
    for key in keys:
        question = question_of(key)
        if question in given_away:
            yield key
        else:
            given_away.add(question)
            if question in apart:
                given_away.update(apart[question])


class Counts(NamedTuple):
    """As `Due`, without limits. `overdue` are those of the due that were due before today."""

    new: int = 0
    learning: int = 0
    due: int = 0
    overdue: int = 0


class _Left(NamedTuple):
    new: int
    reviews: int
    overdue: int
    """Of the reviews, those that were due before today."""

    def of(self, ready: Counts) -> Due:
        due = ready.due - max(0, ready.overdue - self.overdue)
        return Due(min(ready.new, self.new), ready.learning, min(due, self.reviews))


def _sum(some: Iterable[Counts]) -> Counts:
    return Counts(*(sum(column) for column in zip(*some, strict=True)))
