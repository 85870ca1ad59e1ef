"""How cards are spread over stability, difficulty and the probability of recall."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf
from statistics import median_low

from quizapp.core.day import Day
from quizapp.memory.fsrs import MemoryModel
from quizapp.progress.progress import Progress

STABILITY_EDGES = (0.0, 1, 2, 4, 7, 14, 21, 30, 60, 90, 180, 365, 730, inf)
"""Days."""
DIFFICULTY_EDGES = tuple(float(edge) for edge in range(1, 11))
RECALL_EDGES = tuple(edge / 20 for edge in range(21))


@dataclass(frozen=True, slots=True)
class CardBin:
    """Cards from `low` up to `high`; of the last bin, `high` included."""

    low: float
    high: float
    """Infinite for the last bin of stability."""
    cards: int


@dataclass(frozen=True, slots=True)
class Distribution:
    bins: tuple[CardBin, ...]
    """All of them, the empty ones too."""
    cards: int
    mean: float | None
    """None without cards, as `median`."""
    median: float | None


@dataclass(frozen=True, slots=True)
class MemoryDistributions:
    """Of the cards in review, which are those that are known to some degree."""

    stability: Distribution
    """Days until recall has fallen to 90 %."""
    difficulty: Distribution
    """1 to 10."""
    retrievability: Distribution
    """The probability of recall today."""


def memory_distributions(
    progress: Progress, keys: Iterable[str], model: MemoryModel, today: Day
) -> MemoryDistributions:
    """Of the cards `keys`, which all are in review."""
    memories = progress.memories(keys)
    recalls = model.recalls(memories, today)
    return MemoryDistributions(
        distribution([stability for stability, _, _ in memories], STABILITY_EDGES),
        distribution([difficulty for _, difficulty, _ in memories], DIFFICULTY_EDGES),
        distribution(recalls, RECALL_EDGES),
    )


def distribution(values: Sequence[float], edges: Sequence[float]) -> Distribution:
    """What lies outside the edges is counted in the first and the last bin."""
    bins = len(edges) - 1
    inner = edges[1:-1]
    counts = Counter([bisect_right(inner, value) for value in values])
    return Distribution(
        tuple(CardBin(edges[at], edges[at + 1], counts[at]) for at in range(bins)),
        len(values),
        sum(values) / len(values) if values else None,
        median_low(values) if values else None,
    )
