"""Simulated learners of whom it is known how their memory works.

A card comes back when the model that is believed in says so; whether it is recalled, the true one
decides. What was forgotten is answered once more on the day, and then well.
"""

import math
from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from quizapp.core.settings import FSRS_RANGES
from quizapp.memory.fsrs import Memory, MemoryModel, Rating
from quizapp.memory.training import ReviewRow

AS_PUBLISHED = MemoryModel()
NEW_A_DAY = 10


def _within(parameters: list[float]) -> list[float]:
    bounds = zip(parameters, FSRS_RANGES, strict=True)
    return [min(max(one, low), high) for one, (low, high) in bounds]


def changed(
    first: float = 1.0, growth: float = 0.0, lapse: float = 1.0, decay: float = 1.0
) -> MemoryModel:
    """The published model with other first stabilities, growth of stability (an addend of its
    logarithm), stability after a lapse, and steepness of forgetting."""
    parameters = list(AS_PUBLISHED.parameters)
    parameters[:4] = [stability * first for stability in parameters[:4]]
    parameters[8] += growth
    parameters[11] *= lapse
    parameters[20] *= decay
    return MemoryModel(_within(parameters))


STEADY = changed(first=3.0, growth=0.4)
FORGETFUL = changed(first=0.3, growth=-0.5, lapse=0.6)


def somebody(random: Random, unlike: float) -> MemoryModel:
    """Anybody whose parameters differ from the published ones; `unlike` is by how much, as a
    standard deviation of the logarithm of the first stabilities."""
    parameters = list(AS_PUBLISHED.parameters)
    first = math.exp(random.gauss(0, unlike))
    parameters[:4] = sorted(
        stability * first * math.exp(random.gauss(0, unlike / 3)) for stability in parameters[:4]
    )
    parameters[8] += random.gauss(0, unlike / 3)
    parameters[20] *= math.exp(random.gauss(0, unlike / 2))
    for number in (4, 5, 6, 10, 11, 15, 16):
        parameters[number] *= math.exp(random.gauss(0, unlike / 4))
    return MemoryModel(_within(parameters))


class Studied(NamedTuple):
    row: ReviewRow
    chance: float | None
    """How likely it was right; None on the day of the answer before."""
    due: int
    """The day on which the card is asked again."""


def answers(
    true: MemoryModel,
    number: int,
    seed: int = 0,
    believed: MemoryModel = AS_PUBLISHED,
    recall: float | None = None,
    new_a_day: int = NEW_A_DAY,
) -> list[ReviewRow]:
    """Answers until `number` of them came on a later day than the one before.

    With `recall`, that is how likely an answer is right, whatever the memory.
    """
    return [one.row for one in studied(true, number, seed, believed, recall, new_a_day)]


def studied(
    true: MemoryModel,
    number: int,
    seed: int = 0,
    believed: MemoryModel = AS_PUBLISHED,
    recall: float | None = None,
    new_a_day: int = NEW_A_DAY,
) -> Iterator[Studied]:
    """As `answers`, from day 0 on, with what is known of each."""
    random = Random(seed)
    cards: list[tuple[Memory, Memory, int]] = []
    due: dict[int, list[int]] = {}
    day = later = 0
    while later < number:
        today = due.pop(day, [])
        random.shuffle(today)
        for card in [*today, *range(len(cards), len(cards) + new_a_day)]:
            if card == len(cards):
                truth = belief = None
                elapsed, chance = 0, None
                rating = random.choices(list(Rating), (25, 10, 50, 15))[0]
            else:
                truth, belief, last = cards[card]
                elapsed = day - last
                chance = true.retrievability(truth, elapsed) if recall is None else recall
                rating = Rating.AGAIN
                if random.random() < chance:
                    rating = random.choices(list(Rating)[1:], (12, 75, 13))[0]
                later += 1
            given = [(elapsed, rating)]
            if rating is Rating.AGAIN:
                given.append((0, Rating.GOOD))
            after = true.replay(truth, given), believed.replay(belief, given), day
            cards[card : card + 1] = [after]
            wait = max(1, round(believed.interval(after[1], 0.9) * random.uniform(0.9, 1.1)))
            due.setdefault(day + wait, []).append(card)
            yield Studied(ReviewRow(card, day, rating), chance, day + wait)
            if rating is Rating.AGAIN:
                yield Studied(ReviewRow(card, day, Rating.GOOD), None, day + wait)
        day += 1
