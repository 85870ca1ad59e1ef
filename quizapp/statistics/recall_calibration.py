"""Whether the model of memory expects what happens: expected recall against recall.

Answers to cards in review count, where at least a day has passed since the answer before: within a
day, no fading is expected at all.
"""

from collections import Counter
from collections.abc import Generator
from dataclasses import dataclass
from itertools import compress
from math import sqrt

from quizapp.progress.review_log import NO_BIN, RECALL_BINS, ReviewLog
from quizapp.statistics.proportion import Proportion


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Answers of which the model expected a recall from `low` up to `high`."""

    low: float
    high: float
    expected: float
    """On average."""
    recalled: Proportion


@dataclass(frozen=True, slots=True)
class RecallCalibration:
    bins: tuple[CalibrationBin, ...]
    """Those with answers, the least expected first."""
    answers: int
    expected: float | None
    """On average; None without answers, as the next three."""
    recalled: float | None
    log_loss: float | None
    rmse: float | None
    """Of the bins: the root of the mean squared distance of expected and recalled, by answers."""


def calibrating(log: ReviewLog) -> Generator[None, None, RecallCalibration]:
    """Pauses after each of its chunks."""
    sums, loss = [0.0] * (NO_BIN + 1), 0.0
    counts: Counter[int] = Counter()
    rights: Counter[int] = Counter()
    for chunk in log.chunks():
        places = chunk.recall_bin
        for place, one in zip(places, chunk.expected, strict=True):
            sums[place] += one
        counts.update(places)
        rights.update(compress(places, chunk.recall.translate(_RECALLED)))
        loss += sum(chunk.loss)
        yield
    del sums[NO_BIN], counts[NO_BIN], rights[NO_BIN]
    number = counts.total()
    if not number:
        return RecallCalibration((), 0, None, None, None, None)
    bins = tuple(
        CalibrationBin(
            place / RECALL_BINS,
            (place + 1) / RECALL_BINS,
            sums[place] / some,
            Proportion.of(rights[place], some),
        )
        for place, some in sorted(counts.items())
    )
    squares = sum(
        one.recalled.answers * (one.expected - one.recalled.right / one.recalled.answers) ** 2
        for one in bins
    )
    return RecallCalibration(
        bins,
        number,
        sum(sums) / number,
        rights.total() / number,
        loss / number,
        sqrt(squares / number),
    )


_RECALLED = bytes.maketrans(b"\1\2", b"\0\1")
