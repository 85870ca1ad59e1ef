"""Which cards do most good when there are only so many minutes.

The good of asking a card is what it adds to the learner's expected recall, averaged over a few
days to come, as FSRS foresees it: with the probability of recall the card is answered right, else
it lapses and passes its relearning step. The time it takes is expected in the same way. Cards are
taken by the good they do per second, the best first, until the time is full.

`python -m tests.bench.minutes` compares this with other orders over simulated learners.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from quizapp.core.day import Day
from quizapp.memory.fsrs import Memory, MemoryModel, Rating
from quizapp.progress.progress import Progress
from quizapp.progress.state import CardState

HORIZONS = (1, 7, 30, 90)
"""Days from now over which recall is averaged. The near ones save what is fading, the far ones
favour what will last; of several sets simulated, this was the steadiest."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How many seconds things take. The defaults come to 15 an answer at five right in six."""

    right: float = 13.0
    wrong: float = 25.0
    """A wrong answer and its explanation, without the answer in the relearning step."""
    new: float = 30.0
    """A new card with all its learning steps."""


def most_good(
    keys: Iterable[str],
    cards: Mapping[str, CardState],
    model: MemoryModel,
    day: Day,
    seconds: float,
    pace: Pace,
) -> list[str]:
    """Of the cards `keys`, those that do most good in `seconds`, the most useful first.

    A card without a state in `cards` is new. The expected time of what is chosen fits into
    `seconds`, but for one card that is chosen in any case. With less time, the choice is the
    beginning of what it is with more. Among equals, such as new cards, the order of `keys` stays.
    """
    time: dict[str, float] = {}
    rate: dict[str, float] = {}
    for key in keys:
        state = cards.get(key)
        time[key] = expected_seconds(state, model, day, pace)
        rate[key] = gain(state, model, day) / time[key]
    chosen: list[str] = []
    taken = 0.0
    for key in sorted(rate, key=rate.__getitem__, reverse=True):
        taken += time[key]
        if chosen and taken > seconds:
            break
        chosen.append(key)
    return chosen


def gain(state: CardState | None, model: MemoryModel, day: Day) -> float:
    """What asking a card on `day` adds to its expected recall over the horizons; at most 1.

    A new card (None) is taken not to be known at all until it is asked.
    """
    if state is None:
        return _known(model, model.after(None, 0, Rating.GOOD))
    memory, elapsed = _memory(state, day)
    recall = model.retrievability(memory, elapsed)
    right = model.after(memory, elapsed, Rating.GOOD)
    wrong = model.replay(memory, [(elapsed, Rating.AGAIN), (0, Rating.GOOD)])
    after = recall * _known(model, right) + (1 - recall) * _known(model, wrong)
    return after - _known(model, memory, elapsed)


def expected_seconds(state: CardState | None, model: MemoryModel, day: Day, pace: Pace) -> float:
    """How long a card takes on `day`: a lapse costs the right answer of its step as well.

    A card in its learning steps is counted as one that comes back once.
    """
    if state is None:
        return pace.new
    return pace.right + (1 - model.retrievability(*_memory(state, day))) * pace.wrong


def _memory(state: CardState, day: Day) -> tuple[Memory, int]:
    """The memory, and the days since it was last called upon: none if the clock went back."""
    return Memory(state.stability, state.difficulty), max(0, day - state.last)


def _known(model: MemoryModel, memory: Memory, elapsed: int = 0) -> float:
    return sum(model.retrievability(memory, elapsed + days) for days in HORIZONS) / len(HORIZONS)


FIRST_GUESS = 15.0
"""Seconds for an answer, until there are answers to go by."""

ENOUGH = 20
"""Answers to go by."""

PACE_DAYS = 30
"""The pace is taken from this many days back."""


def seconds_for_answer(progress: Progress, today: Day) -> float:
    recent = [progress.tally(day) for day in progress.days if day > today - PACE_DAYS]
    answers = sum(tally.answers for tally in recent)
    if answers < ENOUGH:
        return FIRST_GUESS
    return sum(tally.ms for tally in recent) / answers / 1000


def pace(progress: Progress, today: Day) -> Pace:
    """The usual pace, made as quick or slow as this learner; no answer takes less than a second."""
    usual, factor = Pace(), max(1.0, seconds_for_answer(progress, today)) / FIRST_GUESS
    return Pace(usual.right * factor, usual.wrong * factor, usual.new * factor)
