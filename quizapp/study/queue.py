"""The cards of one review, in their order."""

import heapq
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from random import Random
from typing import assert_never

from quizapp.deck.deck import Deck
from quizapp.scheduling.minutes import most_good, pace
from quizapp.scheduling.today import Today
from quizapp.study.selection import (
    Ahead,
    Among,
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
    """`next` takes the clock; the other calls say what happened.

    A card is in it once. No call goes through all of it: a session of a thousand cards is no slower
    at each than one of ten.
    """

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
        self._answers: dict[str, int] = {}
        """Of each card in the queue: the right answers that finish it."""
        self._answers_left = 0
        self._main: OrderedDict[str, None] = OrderedDict()
        self._learning: list[tuple[int, str]] = []
        for key in main:
            self._main[key] = None
            self._count(key)
        for due, key in learning:
            self._push(due, key)

    @classmethod
    def of(cls, chosen: Selection, decks: Sequence[Deck], today: Today) -> "Queue":
        match chosen:
            case DueToday() | More():
                return cls(today, mixed(*today.cards(decks)), today.learning(decks))
            case Minutes(minutes):
                learning = {key: due for due, key in today.learning(decks)}
                new, due = today.cards(decks, all_due=True)
                seen = (*learning, *due)
                progress = today.context.progress
                best = most_good(
                    (*seen, *new),
                    dict(zip(seen, progress.memories(seen), strict=True)),
                    today.context.model,
                    today.day,
                    minutes * 60,
                    pace(progress, today.day),
                )
                steps = [(learning[key], key) for key in best if key in learning]
                return cls(today, (key for key in best if key not in learning), steps)
            case These(keys):
                steps = [(d, key) for key in keys if (d := today.step_due(key)) is not None]
                others = [key for key in keys if key not in today.context.progress.in_steps]
                return cls(today, others, steps, asks_all=True)
            case Ahead(days):
                _, due = today.cards(decks)
                coming = today.most_urgent(today.ahead(decks, days))
                return cls(today, (*due, *coming), today.learning(decks), ahead=days)
            case Among(_, keys):
                among = frozenset(keys)
                learning_among = [one for one in today.learning(decks) if one[1] in among]
                return cls(today, mixed(*today.cards(decks, among=among)), learning_among)
            case Practice(keys):
                drawn = list(keys)
                Random(f"{today.day}:{today.context.progress.reviews}").shuffle(drawn)
                return cls(today, drawn, practice=True)
            case _:
                assert_never(chosen)

    def __len__(self) -> int:
        return len(self._answers)

    def __contains__(self, key: str) -> bool:
        return key in self._answers

    def next(self, now_ms: int, last: str | None = None) -> str | None:
        """Take the next card: due steps first, then the day's cards, then steps a little early.

        Early, the card that was asked last comes only when it is the only one.
        """
        while self._learning and self._learning[0][0] <= now_ms:
            due, key = heapq.heappop(self._learning)
            self._uncount(key)
            if self._follow(due, key):
                return key
        while self._main:
            key, _ = self._main.popitem(last=False)
            self._uncount(key)
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
            self._push(due_ms, key)
        return today

    def _follow(self, due_ms: int, key: str) -> bool:
        """Whether a card taken out of its step is there still: another window may have had it.

        If it is in another step by now, it is put back into that one.
        """
        step = self._today.step_due(key)
        if step is not None and step != due_ms:
            self.comes_back(key, step)
        return step == due_ms and self._today.is_allowed(key)

    def again_later(self, key: str) -> None:
        """Ask a card again that is only practised, when some others have been asked."""
        between = list(islice(self._main, LATER))
        for one in (key, *reversed(between)):
            self._put_first(one)

    def put_back(self, key: str) -> None:
        """Put a card back as it stands: into its learning step, or first among the day's cards."""
        self.drop(key)
        due = self._today.step_due(key)
        if due is None or self._practice:
            self._put_first(key)
        else:
            self.comes_back(key, due)

    def drop(self, key: str) -> None:
        """Take a card out, wherever it is."""
        if key not in self._answers:
            return
        self._uncount(key)
        if key in self._main:
            del self._main[key]
        else:
            self._learning = [entry for entry in self._learning if entry[1] != key]
            heapq.heapify(self._learning)

    def answers_left(self) -> int:
        """How many answers it takes to finish the queue if all are right."""
        return self._answers_left

    def _put_first(self, key: str) -> None:
        self._count(key)
        self._main[key] = None
        self._main.move_to_end(key, last=False)

    def _push(self, due_ms: int, key: str) -> None:
        self.drop(key)
        self._count(key)
        heapq.heappush(self._learning, (due_ms, key))

    def _count(self, key: str) -> None:
        """Count the answers to a card that comes into the queue, as it stands now."""
        self._uncount(key)
        self._answers[key] = number = 1 if self._practice else self._today.answers_needed(key)
        self._answers_left += number

    def _uncount(self, key: str) -> None:
        self._answers_left -= self._answers.pop(key, 0)

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
