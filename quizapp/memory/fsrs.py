"""How memory grows and fades: FSRS-6, from the engine that Anki uses.

The one home of `fsrs_rs_python`. Time is in whole calendar days; 0 is the same day.
"""

from collections.abc import Iterable, Sequence
from enum import IntEnum
from operator import attrgetter
from typing import NamedTuple

from fsrs_rs_python import DEFAULT_PARAMETERS, FSRS, MemoryState, check_and_fill_parameters

EngineMemory = MemoryState
"""Stability and difficulty as the engine has them, in single precision."""

ANY_RETENTION = 0.9
"""`next_states` wants a desired retention even where only the memory is looked at."""


class Rating(IntEnum):
    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Memory(NamedTuple):
    stability: float
    """Days until the probability of recall has fallen to 90 %."""
    difficulty: float
    """1 to 10."""


_MEMORY_AFTER = tuple(
    attrgetter(f"{name}.memory") for name in ("again", "again", "hard", "good", "easy")
)
"""Indexed by rating; there is no rating 0."""


class MemoryModel:
    """FSRS-6 with its 21 parameters, the published defaults unless given.

    Sets of 17 and 19 (FSRS-4.5 and FSRS-5) are filled up.

    Raises:
        ValueError: the parameters are not a set that FSRS can use.
    """

    def __init__(self, parameters: Sequence[float] | None = None) -> None:
        given = DEFAULT_PARAMETERS if parameters is None else parameters
        self.parameters = tuple(check_and_fill_parameters(list(given)))
        self._fsrs = FSRS(list(self.parameters))
        self._decay = -self.parameters[20]
        self._factor = 0.9 ** (1 / self._decay) - 1

    def after(self, memory: Memory | None, elapsed_days: int, rating: Rating) -> Memory:
        """The memory after an answer; `memory` is None before the first."""
        return self.replay(memory, [(elapsed_days, rating)])

    def replay(self, memory: Memory | None, answers: Iterable[tuple[int, int]]) -> Memory:
        """The memory after one or more answers, each as (days since the one before, rating)."""
        state = MemoryState(*memory) if memory else None
        next_states = self._fsrs.next_states
        for elapsed, rating in answers:
            state = _MEMORY_AFTER[rating](next_states(state, ANY_RETENTION, elapsed))
        assert state is not None, "replay of no answers from no memory"
        return Memory(state.stability, state.difficulty)

    def step(self, before: EngineMemory | None, elapsed_days: int, rating: int) -> EngineMemory:
        """As `replay` of one answer, in the engine's own shape: for who goes through very many."""
        return _MEMORY_AFTER[rating](self._fsrs.next_states(before, ANY_RETENTION, elapsed_days))  # type: ignore[no-any-return]

    @staticmethod
    def engine_memory(memory: Memory) -> EngineMemory:
        return MemoryState(*memory)

    @property
    def curve(self) -> tuple[float, float]:
        """Factor and decay of `retrievability`: (1 + factor * days / stability) ** decay."""
        return self._factor, self._decay

    def after_either(
        self, memory: Memory, elapsed_days: int, retention: float
    ) -> tuple[Memory, Memory, float]:
        """The memory after Good and after Again, and the days that Hard gives (`intervals`)."""
        after = self._fsrs.next_states(MemoryState(*memory), retention, elapsed_days)
        good, again = after.good.memory, after.again.memory
        return (
            Memory(good.stability, good.difficulty),
            Memory(again.stability, again.difficulty),
            after.hard.interval,
        )

    def intervals(
        self, memory: Memory | None, elapsed_days: int, retention: float
    ) -> dict[Rating, float]:
        """Days, unrounded, until recall falls to `retention` after each of the ratings."""
        state = MemoryState(*memory) if memory else None
        after = self._fsrs.next_states(state, retention, elapsed_days)
        return {
            Rating.AGAIN: after.again.interval,
            Rating.HARD: after.hard.interval,
            Rating.GOOD: after.good.interval,
            Rating.EASY: after.easy.interval,
        }

    def retrievability(self, memory: Memory, elapsed_days: float) -> float:
        """The probability of recall (0 to 1) so many days after the last answer."""
        return float((1 + self._factor * elapsed_days / memory.stability) ** self._decay)

    def mean_recall(self, memory: Memory, days: Sequence[int]) -> float:
        """The mean of `retrievability` so many days after the last answer."""
        step, decay = self._factor / memory.stability, self._decay
        return float(sum([(1 + step * day) ** decay for day in days]) / len(days))

    def recalls(self, memories: Iterable[tuple[float, float, int]], day: int) -> list[float]:
        """`retrievability` on a day of many, each by its stability, difficulty and last day."""
        factor, decay = self._factor, self._decay
        return [
            (1 + factor * (day - last if day > last else 0) / stability) ** decay
            for stability, _, last in memories
        ]

    def interval(self, memory: Memory, retention: float) -> float:
        """Days, unrounded, after the last answer until recall falls to `retention`."""
        return float(memory.stability * (retention ** (1 / self._decay) - 1) / self._factor)
