"""Which cards a learner is asked today, and in what order.

A day's cards are those in their learning steps, those due by today, and new ones, the last two
within the day's limits. Of the cards of one question (its siblings) one is asked a day, because
each would give the others away.
"""

import heapq
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from quizapp.day import Calendar, Day
from quizapp.deck.deck import Deck
from quizapp.progress.progress import Progress
from quizapp.progress.state import IN_STEPS
from quizapp.settings import Settings

LEARN_AHEAD = 20 * 60
"""Seconds by which a card may leave its learning step early when nothing else is left to do."""


@dataclass(frozen=True, slots=True)
class Due:
    """How many cards of each kind are to be asked today."""

    new: int = 0
    learning: int = 0
    due: int = 0

    @property
    def total(self) -> int:
        return self.new + self.learning + self.due


@dataclass(frozen=True, slots=True)
class Today:
    """One learner's day: what may still be asked in it."""

    progress: Progress
    settings: Settings
    day: Day
    ends: int
    """The first millisecond (since the epoch) of the next day."""

    @classmethod
    def at(
        cls, now: datetime, calendar: Calendar, progress: Progress, settings: Settings
    ) -> "Today":
        day = calendar.day(now)
        ends = calendar.start(Day(day + 1)).timestamp()
        return cls(progress, settings, day, round(ends * 1000))

    def counts(self, decks: Sequence[Deck]) -> tuple[list[Due], Due]:
        """What is left today in each deck by itself, and in all of them together."""
        left = self._left()
        each = []
        new = due = 0
        for deck in decks:
            found = self._unlimited(deck)
            own = self._left(deck)
            cut_new, cut_due = min(found.new, own.new), min(found.due, own.reviews)
            new, due = new + cut_new, due + cut_due
            each.append(Due(min(cut_new, left.new), found.learning, min(cut_due, left.reviews)))
        learning = sum(one.learning for one in each)
        return each, Due(min(new, left.new), learning, min(due, left.reviews))

    def cards(self, decks: Iterable[Deck]) -> tuple[list[str], list[str]]:
        """The new and the due cards to ask today, within the limits, each in its order."""
        new: list[str] = []
        due: list[str] = []
        for deck in decks:
            left = self._left(deck)
            held = set(self._held_back(deck))
            days = self.progress.due_day
            open_keys = [
                key for key in deck.keys if key not in held and key not in self.progress.suspended
            ]
            new += [key for key in open_keys if key not in days][: left.new]
            ready = [key for key in open_keys if IN_STEPS < days.get(key, IN_STEPS) <= self.day]
            due += sorted(ready, key=self._endangered)[: left.reviews]
        left = self._left()
        return new[: left.new], sorted(due, key=self._endangered)[: left.reviews]

    def learning(self, decks: Iterable[Deck]) -> list[tuple[int, str]]:
        """The cards in learning steps that come up before the day ends, as (due, key)."""
        steps, suspended = self.progress.in_steps, self.progress.suspended
        if not steps:
            return []
        mine = {key for deck in decks for key in deck.keys if key in steps}
        return sorted(
            (steps[key], key) for key in mine if steps[key] < self.ends and key not in suspended
        )

    def is_open(self, key: str) -> bool:
        """Whether a new or due card is still to be asked: another window may have done it."""
        day = self.progress.due_day.get(key)
        return key not in self.progress.suspended and (day is None or IN_STEPS < day <= self.day)

    def answers_to(self, key: str) -> int:
        """How many right answers finish this card for today."""
        state = self.progress.cards.get(key)
        if state and state.phase == "review":
            return 1
        relearning = state is not None and state.phase == "relearning"
        settings = self.settings
        steps = settings.relearning_steps if relearning else settings.learning_steps
        return max(1, len(steps) - (state.step if state else 0))

    def _unlimited(self, deck: Deck) -> Due:
        days = self.progress.due_day
        found = Counter(map(days.get, deck.keys))
        new = found.pop(None, 0)
        learning = found.pop(IN_STEPS, 0)
        if learning:
            learning = len(self.learning([deck]))
        due = sum(number for day, number in found.items() if day is not None and day <= self.day)
        out = set(self._held_back(deck))
        if self.progress.suspended:
            out.update(self.progress.suspended.intersection(deck.keys))
        for key in out:
            day = days.get(key)
            new -= day is None
            due -= day is not None and IN_STEPS < day <= self.day
        return Due(new, learning, due)

    def _held_back(self, deck: Deck) -> Iterator[str]:
        """New and due cards that wait for another day because a sibling is asked today."""
        cards, days, suspended = self.progress.cards, self.progress.due_day, self.progress.suspended
        for group in deck.siblings:
            waiting = [
                key
                for key in group
                if key not in suspended and IN_STEPS < days.get(key, 0) <= self.day
            ]
            busy = any(
                days.get(key) == IN_STEPS or (key in cards and cards[key].last == self.day)
                for key in group
            )
            if busy:
                yield from waiting
            elif len(waiting) > 1:
                # an old friend before a new face; `get` puts new cards (no day) last
                chosen = min(waiting, key=lambda key: days.get(key, self.day + 1))
                yield from (key for key in waiting if key != chosen)

    def _left(self, deck: Deck | None = None) -> "_Left":
        """What the limits leave for today, of a deck by itself or of all of them."""
        done = self.progress.tally(self.day, deck.slug if deck else None)
        new, reviews = self.settings.new_per_day, self.settings.reviews_per_day
        if deck:
            new = min(new, new if deck.limits.new_per_day is None else deck.limits.new_per_day)
            own = deck.limits.reviews_per_day
            reviews = min(reviews, reviews if own is None else own)
        return _Left(max(0, new - done.new), max(0, reviews - done.reviews))

    def _endangered(self, key: str) -> tuple[int, int]:
        """Longest overdue first; cards of one day in an order that changes from day to day."""
        return self.progress.due_day[key], crc32(f"{key}:{self.day}".encode())


@dataclass(frozen=True, slots=True)
class _Left:
    new: int
    reviews: int


class Queue:
    """The cards of one sitting. `next` takes the clock; the other calls say what happened."""

    def __init__(self, today: Today, decks: Sequence[Deck]) -> None:
        new, due = today.cards(decks)
        self._today = today
        self._main = deque(mixed(new, due))
        self._learning = today.learning(decks)
        heapq.heapify(self._learning)

    def __len__(self) -> int:
        return len(self._main) + len(self._learning)

    def next(self, now_ms: int, last: str | None = None) -> str | None:
        """Take the next card: due steps first, then the day's cards, then steps a little early.

        Early, the card that was asked last comes only when it is the only one.
        """
        if self._learning and self._learning[0][0] <= now_ms:
            return heapq.heappop(self._learning)[1]
        while self._main:
            key = self._main.popleft()
            if self._today.is_open(key):
                return key
        early = [entry for entry in self._learning if entry[0] <= now_ms + LEARN_AHEAD * 1000]
        if not early:
            return None
        key = min(early, key=lambda entry: (entry[1] == last, entry))[1]
        self.drop(key)
        return key

    def comes_back(self, key: str, due_ms: int) -> bool:
        """Put a card that went into a learning step back in, if the step ends today."""
        today = due_ms < self._today.ends
        if today:
            heapq.heappush(self._learning, (due_ms, key))
        return today

    def put_back(self, key: str) -> None:
        """Put a card back as it stands: into its learning step, or first among the day's cards."""
        self.drop(key)
        due = self._today.progress.in_steps.get(key)
        if due is None:
            self._main.appendleft(key)
        else:
            self.comes_back(key, due)

    def drop(self, key: str) -> None:
        """Take a card out, wherever it is."""
        self._main = deque(one for one in self._main if one != key)
        self._learning = [entry for entry in self._learning if entry[1] != key]
        heapq.heapify(self._learning)

    def answers_left(self) -> int:
        """How many answers it takes to finish the queue if all are right."""
        return sum(map(self._today.answers_to, (*self._main, *(key for _, key in self._learning))))

    @property
    def next_step(self) -> int | None:
        """When (milliseconds) the next card in a learning step comes up, if any does today."""
        return self._learning[0][0] if self._learning else None


def mixed(new: Sequence[str], due: Sequence[str]) -> Iterator[str]:
    """Spread the new cards evenly among the due ones, both keeping their order."""
    total = len(new) + len(due)
    taken = 0
    for position in range(total):
        if taken * total <= position * len(new) and new:
            yield new[taken]
            taken += 1
        else:
            yield due[position - taken]
