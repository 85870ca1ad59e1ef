"""Where each card stands: what a snapshot knew, in columns, and what has changed since.

An object for each of 100,000 cards takes 0.2 s and 60 MB to make; a column of numbers is read in
one step, and a state is made of it when it is asked for.
"""

import sys
from array import array
from binascii import a2b_base64, b2a_base64
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import compress, repeat
from math import isfinite
from typing import Any, NamedTuple, Self

from quizapp.progress.codec import epoch_ms, iso_ms
from quizapp.progress.events import NEVER, EventKey
from quizapp.progress.state import IN_STEPS, CardState

_PHASES = ("learning", "relearning", "review")
_REVIEW = _PHASES.index("review")
_IN_STEPS = bytes(phase != "review" for phase in _PHASES).ljust(256, b"\0")

_LAST_DAY = date.max.toordinal()
_MS = epoch_ms("0001-01-01T00:00:00.000Z"), epoch_ms("9999-12-31T23:59:59.999Z")
_NUMBERS = {
    "due_day": ("i", IN_STEPS, _LAST_DAY),
    "stability": ("d", 1e-9, 1e9),
    "difficulty": ("d", -1e9, 1e9),
    "phase": ("B", 0, len(_PHASES) - 1),
    "step": ("I", 0, 0),
    "reps": ("I", 0, 0),
    "lapses": ("I", 0, 0),
    "first": ("i", 1, _LAST_DAY),
    "last": ("i", 1, _LAST_DAY),
    "at": ("q", *_MS),
    "device": ("I", 0, 0),
    "seq": ("q", 0, 10**15),
    "steps_due": ("q", *_MS),
}
"""By column: the type code of its `array`, and the least and the greatest number in it; 0 for the
greatest that there is."""


class CardColumns(NamedTuple):
    """Cards; and for each of them, at the same place, its state and its latest answer."""

    card: list[str]
    devices: list[str]
    due_day: "array[int]"
    stability: "array[float]"
    difficulty: "array[float]"
    phase: "array[int]"
    """A place in `_PHASES`."""
    step: "array[int]"
    reps: "array[int]"
    lapses: "array[int]"
    first: "array[int]"
    last: "array[int]"
    at: "array[int]"
    """Of the latest answer, in milliseconds since the epoch; so are `device` and `seq`."""
    device: "array[int]"
    """A place in `devices`."""
    seq: "array[int]"
    steps_due: "array[int]"
    """Only for the cards in steps, in their order: when they are due, in milliseconds."""

    @classmethod
    def empty(cls) -> Self:
        numbers: Iterator[array[Any]] = (array(code) for code, _, _ in _NUMBERS.values())
        return cls([], [], *numbers)

    @classmethod
    def of_row(cls, row: Mapping[str, Any]) -> Self:
        """What `as_row` gave, every number of it checked.

        Raises:
            ValueError, KeyError, TypeError: it is something else.
        """
        columns = cls(row["card"], row["devices"], *(_numbers(row, name) for name in _NUMBERS))
        cards, in_steps = columns.card, columns.in_steps
        if (
            {type(cards), type(columns.devices)} != {list}
            or not set(map(type, cards)).union(map(type, columns.devices)) <= {str}
            or {len(getattr(columns, name)) for name in _NUMBERS if name != "steps_due"}
            != {len(cards)}
            or len(columns.steps_due) != sum(in_steps)
            or columns.due_day.count(IN_STEPS) != sum(in_steps)
            or not set(compress(columns.due_day, in_steps)) <= {IN_STEPS}
            or not set(columns.device) <= set(range(len(columns.devices)))
        ):
            raise ValueError("no columns of cards")
        return columns

    @property
    def in_steps(self) -> bytes:
        """For each card, whether it is in its steps."""
        return self.phase.tobytes().translate(_IN_STEPS)

    def as_row(self) -> dict[str, Any]:
        """For JSON; numbers as the Base64 of their bytes, the lowest first."""
        row: dict[str, Any] = {"card": self.card, "devices": self.devices}
        for name in _NUMBERS:
            row[name] = b2a_base64(_lowest_first(getattr(self, name)), newline=False).decode()
        return row

    def only(self, stay: list[bool]) -> Self:
        """A copy with the cards at these places."""
        in_steps = list(compress(stay, self.in_steps))
        numbers = (
            array(code, compress(getattr(self, name), in_steps if name == "steps_due" else stay))
            for name, (code, _, _) in _NUMBERS.items()
        )
        return type(self)(list(compress(self.card, stay)), list(self.devices), *numbers)

    def by_card(self) -> Self:
        """The same in the order of the keys. The cards of a deck lie side by side then, and whoever
        goes through a deck meets them one after the other: twice as quick, with many."""
        order = sorted(range(len(self.card)), key=self.card.__getitem__)
        steps = iter(self.steps_due)
        due = {at: next(steps) for at, one in enumerate(self.in_steps) if one}
        numbers: Iterator[array[Any]] = (
            array(code, [due[at] for at in order if at in due])
            if name == "steps_due"
            else array(code, map(getattr(self, name).__getitem__, order))
            for name, (code, _, _) in _NUMBERS.items()
        )
        return type(self)([self.card[at] for at in order], self.devices, *numbers)

    def append(self, card: str, state: CardState, latest: EventKey) -> None:
        """Raises: OverflowError, ValueError: numbers that no journal leads to."""
        if latest.device not in self.devices:
            self.devices.append(latest.device)
        self.card.append(card)
        self.due_day.append(state.due_day)
        self.stability.append(state.stability)
        self.difficulty.append(state.difficulty)
        self.phase.append(_PHASES.index(state.phase))
        self.step.append(state.step)
        self.reps.append(state.reps)
        self.lapses.append(state.lapses)
        self.first.append(state.first)
        self.last.append(state.last)
        self.at.append(epoch_ms(latest.at))
        self.device.append(self.devices.index(latest.device))
        self.seq.append(latest.seq)
        if state.due_day == IN_STEPS:
            self.steps_due.append(state.due)


def _numbers(row: Mapping[str, Any], name: str) -> "array[Any]":
    code, least, greatest = _NUMBERS[name]
    numbers, content = array(code), a2b_base64(row[name], strict_mode=True)
    numbers.frombytes(content)
    if sys.byteorder == "big":
        numbers.byteswap()
    if numbers and greatest and not _surely_within(content, code, least, greatest):
        some = numbers if code in "dq" else set(numbers)  # of these, there are few different ones
        if not (least <= min(some) and max(some) <= greatest and isfinite(sum(some))):
            raise ValueError(name)
    return numbers


def _surely_within(content: bytes, code: str, least: float, greatest: float) -> bool:
    """Whether the highest bytes of numbers, which stand last, tell by themselves that all are
    within bounds and none is negative; that is far quicker than to look at each number."""
    low, high = (_lowest_first(array(code, [one]))[::-1] for one in (max(least, 0), greatest))
    for at, (lowest, highest) in enumerate(zip(low, high, strict=True)):
        column = content[len(low) - 1 - at :: len(low)]
        if lowest < highest:
            within = range(lowest + any(low[at + 1 :]), highest)
            return not column.strip(bytes(within))
        if column.strip(low[at : at + 1]):
            return False
    return True


def _lowest_first(numbers: "array[Any]") -> bytes:
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers.tobytes()


class CardTable(Mapping[str, CardState]):
    """By card, every card that has been answered."""

    def __init__(self, stored: CardColumns | None = None) -> None:
        self._stored = stored or CardColumns.empty()
        """Never changed, so a thread can read it."""
        self._states: dict[str, CardState] = {}
        """Those that are not as they are stored."""
        self._latest: dict[str, EventKey] = {}
        """Of the same cards, and of those that have no state: only practised, or forgotten."""
        self.due_day = dict(zip(self._stored.card, self._stored.due_day, strict=True))
        """Of all cards that have a state: a `Day`, or `IN_STEPS`."""
        if len(self.due_day) != len(self._stored.card):
            raise ValueError("a card that is there twice")
        in_steps = compress(self._stored.card, self._stored.in_steps)
        self.in_steps = dict(zip(in_steps, self._stored.steps_due, strict=True))
        """When those are due that are in steps, in milliseconds since the epoch."""
        self._located: tuple[Mapping[str, int] | None, list[int]] = (None, [])
        """What `column` was last asked for, and where each of it is stored."""
        self._recent: tuple[int, dict[str, int]] = (_LAST_DAY + 1, {})
        """A day, and what `answered_since` gives for it."""

    def __getitem__(self, card: str) -> CardState:
        state: CardState | None = self.get(card)
        if state is None:
            raise KeyError(card)
        return state

    def get(self, card: str, default: Any = None) -> Any:
        if card in self._states:
            return self._states[card]
        if card not in self.due_day:
            return default
        stored, at = self._stored, self._places[card]
        phase = stored.phase[at]
        return CardState(
            stored.stability[at],
            stored.difficulty[at],
            _PHASES[phase],
            stored.step[at],
            stored.due_day[at] if phase == _REVIEW else self.in_steps[card],
            stored.reps[at],
            stored.lapses[at],
            stored.first[at],
            stored.last[at],
        )

    def __contains__(self, card: object) -> bool:
        return card in self.due_day

    def __iter__(self) -> Iterator[str]:
        return iter(self.due_day)

    def __len__(self) -> int:
        return len(self.due_day)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, CardTable):
            return super().__eq__(other)
        return (
            self.due_day == other.due_day
            and self.practised == other.practised
            and all(
                (self[card], self.latest(card)) == (other[card], other.latest(card))
                for card in self
            )
        )

    __hash__ = None  # type: ignore[assignment]  # it changes

    @property
    def practised(self) -> dict[str, EventKey]:
        """The latest answers to cards that are new all the same. A copy."""
        return {card: key for card, key in self._latest.items() if card not in self.due_day}

    def latest(self, card: str) -> EventKey:
        """The last answer that counts, of cards without a state too; or `NEVER`."""
        if card in self._latest:
            return self._latest[card]
        if card not in self.due_day:
            return NEVER
        stored, at = self._stored, self._places[card]
        return EventKey(iso_ms(stored.at[at]), stored.devices[stored.device[at]], stored.seq[at])

    def memories(self, cards: Iterable[str]) -> list[tuple[float, float, int]]:
        """Stability, difficulty, and the `Day` of the last answer; all have been answered."""
        states, stored, places = self._states, self._stored, self._places
        found = []
        for card in cards:
            if card in states:
                state = states[card]
                found.append((state.stability, state.difficulty, state.last))
            else:
                at = places[card]
                found.append((stored.stability[at], stored.difficulty[at], stored.last[at]))
        return found

    def column(self, name: str, numbers: Mapping[str, int], nothing: float) -> list[float]:
        """One of stability, difficulty, reps, lapses, first and last of each of some cards, which
        are numbered in their order from 0; `nothing` for those that have no state."""
        if self._located[0] is not numbers:
            self._located = numbers, list(map(self._places.get, numbers, repeat(-1)))
        values: list[float] = [*getattr(self._stored, name), nothing]
        found = list(map(values.__getitem__, self._located[1]))
        known, stored, places = self.due_day, self._stored.card, self._places
        for card, state in self._states.items():
            if card in numbers:
                found[numbers[card]] = getattr(state, name)
        more = sum(card not in places for card in self._states)
        if len(known) - more < len(stored):  # some were forgotten, or undone
            for card in stored:
                if card not in known and card in numbers:
                    found[numbers[card]] = nothing
        return found

    def answered_since(self, day: int) -> Mapping[str, int]:
        """By card, the day of the last answer, of those whose last came on `day` or later."""
        if self._recent[0] != day:
            days = zip(self._stored.card, self._stored.last, strict=True)
            found = {card: last for card, last in days if last >= day and card in self.due_day}
            for card, state in self._states.items():
                found.pop(card, None)
                if state.last >= day:
                    found[card] = state.last
            self._recent = day, found
        return self._recent[1]

    def lapsed(self, least: int) -> dict[str, int]:
        """By card, how often it was forgotten, of those that were at least so often."""
        stored = zip(self._stored.card, self._stored.lapses, strict=True)
        found = {
            card: lapses
            for card, lapses in stored
            if lapses >= least and card in self.due_day and card not in self._states
        }
        changed = {card: state.lapses for card, state in self._states.items()}
        return found | {card: lapses for card, lapses in changed.items() if lapses >= least}

    def put(self, card: str, state: CardState | None, latest: EventKey) -> None:
        """Without a state it is new: only practised, or forgotten."""
        if state is None:
            self.remove(card)
            self._latest[card] = latest
            return
        self._latest[card] = latest
        self._states[card] = state
        self.due_day[card] = state.due_day
        if state.due_day == IN_STEPS:
            self.in_steps[card] = state.due
        else:
            self.in_steps.pop(card, None)
        since, recent = self._recent
        if state.last >= since:
            recent[card] = state.last
        else:
            recent.pop(card, None)

    def remove(self, card: str) -> None:
        """Forget a card, as if it had never been answered."""
        for known in (
            self._states,
            self._latest,
            self.due_day,
            self.in_steps,
            self._recent[1],
        ):
            known.pop(card, None)

    def copy(self) -> "CardTable":
        copy = CardTable()
        copy._stored = self._stored
        copy._states, copy._latest = self._states.copy(), self._latest.copy()
        copy.due_day, copy.in_steps = self.due_day.copy(), self.in_steps.copy()
        return copy

    def columns(self) -> CardColumns:
        """All cards that have a state.

        Raises:
            OverflowError, ValueError: there are numbers that no journal leads to.
        """
        cards, changed = self.due_day, self._states
        columns = self._stored.only(
            [card in cards and card not in changed for card in self._stored.card]
        )
        for card, state in changed.items():
            columns.append(card, state, self._latest[card])
        return columns.by_card()

    @cached_property
    def _places(self) -> dict[str, int]:
        return dict(zip(self._stored.card, range(len(self._stored.card)), strict=True))
