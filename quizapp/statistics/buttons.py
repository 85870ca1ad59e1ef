"""Which buttons were pressed, by what the cards were."""

from dataclasses import dataclass

from quizapp.progress.review_log import PHASE_OF, PHASES, RATING_OF, ReviewLog


@dataclass(frozen=True, slots=True)
class ButtonCounts:
    """`name` is one of `PHASES`."""

    name: str
    again: int
    hard: int
    good: int
    easy: int

    @property
    def answers(self) -> int:
        return self.again + self.hard + self.good + self.easy


def button_counts(log: ReviewLog) -> tuple[ButtonCounts, ...]:
    """One of each phase, in the order of `PHASES`."""
    counts = [[0, 0, 0, 0] for _ in PHASES]
    for code, number in log.codes.items():
        counts[PHASE_OF[code]][RATING_OF[code] - 1] += number
    return tuple(ButtonCounts(name, *some) for name, some in zip(PHASES, counts, strict=True))
