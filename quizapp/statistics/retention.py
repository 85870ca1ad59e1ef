"""True retention: the share of answers to cards in review that were recalled.

As Anki counts it: every answer to a card in review, with Hard, Good and Easy as recalled; young
below 21 days of interval, mature from then on.
"""

from collections.abc import Callable
from dataclasses import dataclass

from quizapp.progress.review_log import (
    LEARNING,
    MATURE_CARD,
    PHASE_OF,
    RELEARNING,
    YOUNG,
    ReviewLog,
)
from quizapp.statistics.proportion import Proportion


@dataclass(frozen=True, slots=True)
class TrueRetention:
    desired: float
    """The probability of recall that the learner asks for, 0 to 1."""
    young: Proportion
    mature: Proportion
    all: Proportion
    """Young and mature."""
    learning: Proportion
    """For comparison, answers in learning steps, those after a lapse included; first answers, which
    ask for nothing that was learned, are in none of these."""


def true_retention(log: ReviewLog, desired: float) -> TrueRetention:
    return TrueRetention(
        desired,
        proportion(log, lambda phase: phase == YOUNG),
        proportion(log, lambda phase: phase == MATURE_CARD),
        proportion(log, lambda phase: phase in (YOUNG, MATURE_CARD)),
        proportion(log, lambda phase: phase in (LEARNING, RELEARNING)),
    )


def proportion(log: ReviewLog, counts: Callable[[int], bool]) -> Proportion:
    """The share that was right of the answers to cards in some phases."""
    found = [(code, number) for code, number in log.codes.items() if counts(PHASE_OF[code])]
    right = sum(number for code, number in found if code & 3)
    return Proportion.of(right, sum(number for _, number in found))
