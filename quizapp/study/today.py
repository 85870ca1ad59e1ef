"""Which cards are to be asked today.

A day's cards are those in their learning steps, those due by today, and new ones, the last two
within the day's limits. No two siblings (cards of one question, or of questions that their author
keeps apart) are asked on one day, because one would give the other away. Suspended cards are not
asked, buried ones not before their day.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from functools import cached_property
from zlib import crc32

from quizapp.day import Calendar, Day
from quizapp.deck.deck import Deck
from quizapp.deck.key import question_of
from quizapp.memory import Memory, Model
from quizapp.progress.progress import Progress
from quizapp.progress.state import IN_STEPS
from quizapp.settings import Settings
from quizapp.study.catch_up import CatchUp, returned


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


@dataclass(frozen=True)
class Today:
    """One learner's day: what may still be asked in it."""

    progress: Progress
    settings: Settings
    model: Model
    day: Day
    ends: int
    """The first millisecond (since the epoch) of the next day."""
    library: Sequence[Deck] = ()
    """All decks: after a break, the backlog in them is spread over several days."""

    @classmethod
    def at(
        cls,
        now: datetime,
        calendar: Calendar,
        progress: Progress,
        settings: Settings,
        model: Model,
        library: Sequence[Deck] = (),
    ) -> "Today":
        day = calendar.day(now)
        ends = calendar.start(Day(day + 1)).timestamp()
        return cls(progress, settings, model, day, round(ends * 1000), library)

    @cached_property
    def catch_up(self) -> CatchUp | None:
        """The backlog after a break, as it stands when it is first asked for; None without one."""
        found = returned(self.progress.days, self.day, self.settings.catch_up_days)
        if found is None:
            return None
        ready = [self._unlimited(deck) for deck in self.library]
        return found.with_cards(
            backlog=sum(one.overdue for one in ready),
            due_today=sum(one.due - one.overdue for one in ready),
            done=self.progress.tally(self.day).reviews,
        )

    def counts(self, decks: Sequence[Deck]) -> tuple[list[Due], Due]:
        """What is left today in each deck by itself, and in all of them together."""
        left = self._left()
        ready = []
        for deck in decks:
            found, own = self._unlimited(deck), self._left(deck)
            overdue = min(found.overdue, left.overdue)
            due = min(found.due - found.overdue + overdue, own.reviews)
            ready.append(_Ready(min(found.new, own.new), found.learning, due, min(overdue, due)))
        sums = [sum(column) for column in zip(*map(astuple, ready), strict=True)]
        return [left.of(one) for one in ready], left.of(_Ready(*sums) if sums else _Ready())

    def waiting(self, decks: Sequence[Deck]) -> list[Due]:
        """What is there in each deck that could be asked today if there were no limits."""
        ready = map(self._unlimited, decks)
        return [Due(one.new, one.learning, one.due) for one in ready]

    def cards(self, decks: Iterable[Deck], all_due: bool = False) -> tuple[list[str], list[str]]:
        """The new and the due cards to ask today, within the limits, each in its order.

        `all_due` leaves out the limit on reviews.
        """
        new: list[str] = []
        due: list[str] = []
        days, left = self.progress.due_day, self._left()
        for deck in decks:
            own, out = self._left(deck), self._out(deck)
            open_keys = [key for key in deck.keys if key not in out]
            new += [key for key in open_keys if key not in days][: own.new]
            ready = [key for key in open_keys if IN_STEPS < days.get(key, IN_STEPS) <= self.day]
            due += ready if all_due else self._cut(ready, own)
        return new[: left.new], sorted(due, key=self._order) if all_due else self._cut(due, left)

    def learning(self, decks: Iterable[Deck]) -> list[tuple[int, str]]:
        """The cards in learning steps that come up before the day ends, as (due, key)."""
        steps = self.progress.in_steps
        if not steps:
            return []
        mine = {key for deck in decks for key in deck.keys if key in steps} - self._set_aside
        return sorted((steps[key], key) for key in mine if steps[key] < self.ends)

    def is_open(self, key: str) -> bool:
        """Whether a new or due card is still to be asked: another window may have done it."""
        day = self.progress.due_day.get(key)
        return self.is_allowed(key) and (day is None or IN_STEPS < day <= self.day)

    def is_allowed(self, key: str) -> bool:
        """Whether a card is neither suspended nor buried, as things stand now."""
        progress = self.progress
        return key not in progress.suspended and progress.buried.get(key, 0) <= self.day

    def answers_to(self, key: str) -> int:
        """How many right answers finish this card for today."""
        state = self.progress.cards.get(key)
        if state and state.phase == "review":
            return 1
        relearning = state is not None and state.phase == "relearning"
        settings = self.settings
        steps = settings.relearning_steps if relearning else settings.learning_steps
        return max(1, len(steps) - (state.step if state else 0))

    def endangered(self, key: str) -> tuple[float, int]:
        """For sorting cards in review: those least likely to be recalled come first.

        Cards that are equally likely come in an order that changes from day to day.
        """
        state = self.progress.cards[key]
        memory = Memory(state.stability, state.difficulty)
        recall = self.model.retrievability(memory, max(0, self.day - state.last))
        return recall, crc32(f"{key}:{self.day}".encode())

    def _order(self, key: str) -> tuple[bool, float, int]:
        """The most endangered first; but while a backlog is spread, its part of today is."""
        falls_due = self.catch_up is not None and self.progress.due_day[key] == self.day
        return falls_due, *self.endangered(key)

    def _cut(self, due: Iterable[str], left: "_Left") -> list[str]:
        """In their order, as many as are left for today."""
        ordered = sorted(due, key=self._order)
        overdue = [key for key in ordered if self.progress.due_day[key] < self.day]
        waiting = set(overdue[left.overdue :])
        return [key for key in ordered if key not in waiting][: left.reviews]

    @cached_property
    def _set_aside(self) -> set[str]:
        """Suspended and buried cards."""
        buried = {key for key, until in self.progress.buried.items() if until > self.day}
        return buried | self.progress.suspended

    def _out(self, deck: Deck) -> set[str]:
        """Cards of a deck that are not asked today although they are new or due."""
        held = set(self._held_back(deck))
        return held | self._set_aside.intersection(deck.keys) if self._set_aside else held

    def _unlimited(self, deck: Deck) -> "_Ready":
        days = self.progress.due_day
        found = Counter(map(days.get, deck.keys))
        new = found.pop(None, 0)
        learning = found.pop(IN_STEPS, 0)
        if learning:
            learning = len(self.learning([deck]))
        due = sum(number for day, number in found.items() if day is not None and day <= self.day)
        overdue = due - found[self.day]
        for key in self._out(deck):
            day = days.get(key)
            new -= day is None
            due -= day is not None and IN_STEPS < day <= self.day
            overdue -= day is not None and IN_STEPS < day < self.day
        return _Ready(new, learning, due, overdue)

    def _held_back(self, deck: Deck) -> Iterator[str]:
        """New and due cards that wait for another day because a sibling is asked today."""
        cards, days, out = self.progress.cards, self.progress.due_day, self._set_aside
        told: set[str] = set()
        waiting: list[str] = []
        for key in deck.siblings:
            day = days.get(key, 0)
            if day == IN_STEPS or (key in cards and cards[key].last == self.day):
                told.update(deck.told_by(key))
            elif day <= self.day and key not in out:
                waiting.append(key)
        # an old friend before a new face; `get` puts new cards (no day) last
        waiting.sort(key=lambda key: days.get(key, self.day + 1))
        for key in waiting:
            if question_of(key) in told:
                yield key
            else:
                told.update(deck.told_by(key))

    def _left(self, deck: Deck | None = None) -> "_Left":
        """What the limits leave for today, of a deck by itself or of all of them."""
        done = self.progress.tally(self.day, deck.slug if deck else None)
        new, reviews = self.settings.new_per_day, self.settings.reviews_per_day
        if deck:
            new = min(new, new if deck.limits.new_per_day is None else deck.limits.new_per_day)
            own = deck.limits.reviews_per_day
            reviews = min(reviews, reviews if own is None else own)
        reviews = max(0, reviews - done.reviews)
        overdue = self.catch_up.share if self.catch_up else reviews
        return _Left(max(0, new - done.new), reviews, overdue)


@dataclass(frozen=True, slots=True)
class _Ready:
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

    def of(self, ready: _Ready) -> Due:
        due = ready.due - max(0, ready.overdue - self.overdue)
        return Due(min(ready.new, self.new), ready.learning, min(due, self.reviews))
