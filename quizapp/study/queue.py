"""The cards of one review, in their order."""

import heapq
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from random import Random
from typing import assert_never

from quizapp.deck.deck import Deck
from quizapp.scheduling.minutes import most_good, pace
from quizapp.scheduling.today import Today
from quizapp.study.selection import (
    Ahead,
    DueToday,
    Minutes,
    More,
    Practice,
    Selection,
    These,
)

LEARN_AHEAD = 20 * 60
"""Seconds by which a card may leave its learning step early when nothing else is left to do."""

LATER = 6
"""Cards that come in between when a card is practised again."""


class Queue:
    """`next` takes the clock; the other calls say what happened."""

    def __init__(
        self,
        today: Today,
        main: Iterable[str],
        learning: Iterable[tuple[int, str]] = (),
        asks_all: bool = False,
        practice: bool = False,
        ahead: int = 0,
    ) -> None:
        """`learning` are (due in milliseconds, key). `asks_all`: also cards that are not due.

        `ahead`: also those that fall due in so many days.
        In practice the schedule counts for nothing, neither due days nor learning steps.
        """
        self._today = today
        self._asks_all = asks_all or practice
        self._practice = practice
        self._ahead = ahead
        self._main = deque(main)
        self._learning = list(learning)
        heapq.heapify(self._learning)

    @classmethod
    def of(cls, chosen: Selection, decks: Sequence[Deck], today: Today) -> "Queue":
        match chosen:
            case DueToday() | More():
                return cls(today, mixed(*today.cards(decks)), today.learning(decks))
            case Minutes(minutes):
                learning = {key: due for due, key in today.learning(decks)}
                new, due = today.cards(decks, all_due=True)
                best = most_good(
                    (*learning, *due, *new),
                    today.context.progress.cards,
                    today.context.model,
                    today.day,
                    minutes * 60,
                    pace(today.context.progress, today.day),
                )
                steps = [(learning[key], key) for key in best if key in learning]
                return cls(today, (key for key in best if key not in learning), steps)
            case These(keys):
                steps = [
                    (d, key) for key in keys if (d := today.context.progress.in_steps.get(key))
                ]
                others = [key for key in keys if key not in today.context.progress.in_steps]
                return cls(today, others, steps, asks_all=True)
            case Ahead(days):
                _, due = today.cards(decks)
                coming = sorted(today.ahead(decks, days), key=today.urgency)
                return cls(today, (*due, *coming), today.learning(decks), ahead=days)
            case Practice(keys):
                drawn = list(keys)
                Random(f"{today.day}:{today.context.progress.reviews}").shuffle(drawn)
                return cls(today, drawn, practice=True)
            case _:
                assert_never(chosen)

    def __len__(self) -> int:
        return len(self._main) + len(self._learning)

    def __contains__(self, key: str) -> bool:
        return key in self._main or any(key == one for _, one in self._learning)

    def next(self, now_ms: int, last: str | None = None) -> str | None:
        """Take the next card: due steps first, then the day's cards, then steps a little early.

        Early, the card that was asked last comes only when it is the only one.
        """
        while self._learning and self._learning[0][0] <= now_ms:
            due, key = heapq.heappop(self._learning)
            if self._follow(due, key):
                return key
        while self._main:
            key = self._main.popleft()
            if self._asks_all or self._today.is_open(key, self._ahead):
                return key
        soon = now_ms + LEARN_AHEAD * 1000
        while early := [entry for entry in self._learning if entry[0] <= soon]:
            due, key = min(early, key=lambda entry: (entry[1] == last, entry))
            self.drop(key)
            if self._follow(due, key):
                return key
        return None

    def comes_back(self, key: str, due_ms: int) -> bool:
        """Put a card that went into a learning step back in, if it is to be asked today."""
        today = due_ms < self._today.ends_ms and self._today.is_allowed(key)
        if today:
            heapq.heappush(self._learning, (due_ms, key))
        return today

    def _follow(self, due_ms: int, key: str) -> bool:
        """Whether a card taken out of its step is there still: another window may have had it.

        If it is in another step by now, it is put back into that one.
        """
        step = self._today.context.progress.in_steps.get(key)
        if step is not None and step != due_ms:
            self.comes_back(key, step)
        return step == due_ms and self._today.is_allowed(key)

    def again_later(self, key: str) -> None:
        """Ask a card again that is only practised, when some others have been asked."""
        self._main.insert(LATER, key)

    def put_back(self, key: str) -> None:
        """Put a card back as it stands: into its learning step, or first among the day's cards."""
        self.drop(key)
        due = self._today.context.progress.in_steps.get(key)
        if due is None or self._practice:
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
        if self._practice:
            return len(self)
        return sum(
            map(self._today.answers_needed, (*self._main, *(key for _, key in self._learning)))
        )

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
