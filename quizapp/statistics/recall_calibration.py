"""Whether the model of memory expects what happens: expected recall against recall.

Answers to cards in review count, where at least a day has passed since the answer before: within a
day, no fading is expected at all.
"""

from collections import Counter
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from itertools import compress, repeat
from math import log as ln
from math import sqrt
from operator import ge, mul

from quizapp.progress.review_log import ReviewLog
from quizapp.statistics.proportion import Proportion

BINS = 20
_NEARLY = 1e-6
"""So near to 0 or 1 an expectation is taken to come at most, as its logarithm counts."""


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
    sums, loss = [0.0] * BINS, 0.0
    counts: Counter[int] = Counter()
    rights: Counter[int] = Counter()
    for chunk in log.chunks():
        is_expected = list(map(ge, chunk.expected, repeat(0.0)))
        expected = list(compress(chunk.expected, is_expected))
        recalled = bytes(compress(chunk.recall, is_expected)).translate(_AS_0_OR_1)
        places = bytes(map(int, map(mul, expected, repeat(float(BINS))))).translate(_BIN)
        for place, one in zip(places, expected, strict=True):
            sums[place] += one
        counts.update(places)
        rights.update(compress(places, recalled))
        loss += _loss(expected, recalled)
        yield
    number = counts.total()
    if not number:
        return RecallCalibration((), 0, None, None, None, None)
    bins = tuple(
        CalibrationBin(
            place / BINS, (place + 1) / BINS, sums[place] / some, Proportion.of(rights[place], some)
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


def _loss(expected: Sequence[float], recalled: bytes) -> float:
    """The sum of the negative logarithms of what was expected of what happened."""
    right = list(compress(expected, recalled))
    wrong = [1 - one for one in compress(expected, recalled.translate(_FLIPPED))]
    return -_sum_of_logarithms(right) - _sum_of_logarithms(wrong)


def _sum_of_logarithms(some: Sequence[float]) -> float:
    if min(some, default=1.0) < _NEARLY:
        some = [max(one, _NEARLY) for one in some]
    return sum(map(ln, some))


_BIN = bytes(min(place, BINS - 1) for place in range(256))
_AS_0_OR_1 = bytes.maketrans(b"\1\2", b"\0\1")
_FLIPPED = bytes.maketrans(b"\0\1", b"\1\0")
