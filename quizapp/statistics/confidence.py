"""How sure the learner said to be in quizzes, and how often that was true."""

from collections import Counter
from dataclasses import dataclass

from quizapp.progress.review_log import CONFIDENCE_OF, CONFIDENCES, ReviewLog
from quizapp.statistics.proportion import Proportion


@dataclass(frozen=True, slots=True)
class ConfidenceTruth:
    confidence: str
    """guess, unsure or sure."""
    right: Proportion
    """An answer that is right in part counts as its share."""


def confidence_truth(log: ReviewLog) -> tuple[ConfidenceTruth, ...]:
    """From guess to sure."""
    answers: Counter[int] = Counter()
    right: dict[int, float] = dict.fromkeys(range(len(CONFIDENCES)), 0.0)
    for code, number in log.codes.items():
        answers[CONFIDENCE_OF[code]] += number
        if code & 3:
            right[CONFIDENCE_OF[code]] += number
    for place, share in log.credit.items():
        right[log.confidence[place]] += share
    return tuple(
        ConfidenceTruth(name, Proportion.of(right[place], answers[place]))
        for place, name in enumerate(CONFIDENCES)
        if name
    )
