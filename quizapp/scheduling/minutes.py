"""Which cards do most good when there are only so many minutes.

The good of asking a card is what it adds to the learner's expected recall, averaged over a few
days to come, as FSRS foresees it: with the probability of recall the card is answered right, else
it lapses and passes its relearning step. The time it takes is expected in the same way. Cards are
taken by the good they do per second, the best first, until the time is full.

`python -m tests.bench.minutes` compares this with other orders over simulated learners.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log

from quizapp.core.day import Day
from quizapp.memory.fsrs import ANY_RETENTION, Memory, MemoryModel, Rating
from quizapp.progress.progress import Progress

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


LastMemory = tuple[float, float, int]
"""Stability, difficulty, and the `Day` of the last answer."""

FEW = 2_000
"""Of so many cards, all are looked at closely."""

MARGIN = 0.75
"""Of more cards, those are passed over that do less good than this share of the least that is worth
its time, judged by one card in place of all that stand alike: these differ by an eighth at most."""


def most_good(
    keys: Iterable[str],
    memories: Mapping[str, LastMemory],
    model: MemoryModel,
    day: Day,
    seconds: float,
    pace: Pace,
) -> list[str]:
    """Of the cards `keys`, those that do most good in `seconds`, the most useful first.

    A card without a memory is new. The expected time of what is chosen fits into `seconds`, but for
    one card that is chosen in any case. With less time, the choice is the beginning of what it is
    with more. Among equals, such as new cards, the order of `keys` stays.
    """
    candidates = {key: memories.get(key) for key in keys}
    if len(candidates) > FEW:
        candidates = _worth_a_look(candidates, model, day, seconds, pace)
    time: dict[str, float] = {}
    rate: dict[str, float] = {}
    new = gain(None, model, day) / pace.new
    for key, memory in candidates.items():
        time[key] = expected_seconds(memory, model, day, pace)
        rate[key] = gain(memory, model, day) / time[key] if memory else new
    chosen: list[str] = []
    taken = 0.0
    for key in sorted(rate, key=rate.__getitem__, reverse=True):
        taken += time[key]
        if chosen and taken > seconds:
            break
        chosen.append(key)
    return chosen


def _worth_a_look(
    candidates: Mapping[str, LastMemory | None],
    model: MemoryModel,
    day: Day,
    seconds: float,
    pace: Pace,
) -> dict[str, LastMemory | None]:
    """Without the cards that cannot be chosen, by one card in place of all that stand alike."""
    seen = [memory for memory in candidates.values() if memory]
    recalls = iter(model.recalls(seen, day))
    places = [memory and _place(memory, next(recalls)) for memory in candidates.values()]
    first = dict(zip(places, candidates.values(), strict=True))
    time = {place: expected_seconds(memory, model, day, pace) for place, memory in first.items()}
    rate = {place: gain(memory, model, day) / time[place] for place, memory in first.items()}
    number = Counter(places)
    taken = least = 0.0
    for place in sorted(rate, key=rate.__getitem__, reverse=True):
        least = rate[place]
        taken += number[place] * time[place]
        if taken > seconds:
            break
    wanted = {place for place in rate if rate[place] >= min(MARGIN * least, least / MARGIN)}
    return {
        key: memory
        for place, (key, memory) in zip(places, candidates.items(), strict=True)
        if place in wanted
    }


def _place(memory: LastMemory, recall: float) -> tuple[int, int, int]:
    """The same for cards that stand alike: within a quarter in stability, half a step in difficulty
    and a hundredth in the probability of recall."""
    stability, difficulty, _ = memory
    return int(4 * log(stability) + 100), int(2 * difficulty), int(100 * recall)


def gain(memory: LastMemory | None, model: MemoryModel, day: Day) -> float:
    """What asking a card on `day` adds to its expected recall over the horizons; at most 1.

    A new card (None) is taken not to be known at all until it is asked.
    """
    if memory is None:
        return _known(model, model.after(None, 0, Rating.GOOD))
    before, elapsed = _memory(memory, day)
    recall = model.retrievability(before, elapsed)
    right, wrong, _ = model.after_either(before, elapsed, ANY_RETENTION)
    wrong = model.after(wrong, 0, Rating.GOOD)
    after = recall * _known(model, right) + (1 - recall) * _known(model, wrong)
    return after - _known(model, before, elapsed)


def expected_seconds(memory: LastMemory | None, model: MemoryModel, day: Day, pace: Pace) -> float:
    """How long a card takes on `day`: a lapse costs the right answer of its step as well.

    A card in its learning steps is counted as one that comes back once.
    """
    if memory is None:
        return pace.new
    return pace.right + (1 - model.retrievability(*_memory(memory, day))) * pace.wrong


def _memory(memory: LastMemory, day: Day) -> tuple[Memory, int]:
    """The memory, and the days since it was last called upon: none if the clock went back."""
    stability, difficulty, last = memory
    return Memory(stability, difficulty), max(0, day - last)


def _known(model: MemoryModel, memory: Memory, elapsed: int = 0) -> float:
    return model.mean_recall(memory, [elapsed + days for days in HORIZONS])


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
