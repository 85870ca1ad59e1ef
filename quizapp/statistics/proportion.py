"""A share of some answers, and how sure it is."""

from dataclasses import dataclass
from math import sqrt

_Z = 1.959964
"""Standard deviations, for an interval that holds the true share in 95 of 100 cases."""


@dataclass(frozen=True, slots=True)
class Proportion:
    """So many of so many, with a 95 % interval by Wilson's formula."""

    right: float
    """Whole, but where an answer that is right in part counts as its share."""
    answers: int
    share: float | None
    """0 to 1; None of no answers."""
    low: float
    high: float

    @classmethod
    def of(cls, right: float, answers: int) -> "Proportion":
        if not answers:
            return cls(0, 0, None, 0.0, 1.0)
        share = right / answers
        squared = _Z * _Z / answers
        middle = (share + squared / 2) / (1 + squared)
        half = _Z * sqrt((share * (1 - share) + squared / 4) / answers) / (1 + squared)
        return cls(right, answers, share, max(0.0, middle - half), min(1.0, middle + half))
