"""What a desired retention costs, and what it brings: minutes a day against cards known."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import NamedTuple

from quizapp.core.pauses import scaled
from quizapp.memory.fsrs import MemoryModel
from quizapp.statistics.learner_simulation import Learner, LearnerSimulation, SimulatedWork

DAYS = 365
RETENTIONS = (0.7, 0.75, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97)


class RetentionPoint(NamedTuple):
    retention: float
    work: SimulatedWork

    def cards_a_minute(self, other: "RetentionPoint") -> float:
        """How many more cards are known for each minute a day that `other` takes more."""
        minutes = other.work.minutes - self.work.minutes
        cards = other.work.known - self.work.known
        return cards / minutes if minutes > 0 else float("inf")


@dataclass(frozen=True, slots=True)
class RetentionTradeoff:
    """In the order of retention; the desired one is among them."""

    desired: float
    points: tuple[RetentionPoint, ...]
    new_a_day: int
    cards: int
    """All that were answered, or will be."""
    days: int = DAYS

    @property
    def now(self) -> RetentionPoint:
        return next(one for one in self.points if one.retention == self.desired)

    @property
    def bend(self) -> RetentionPoint:
        """Where the curve of known cards over minutes bends most: until there, a minute more brings
        many cards more, and from there on few.

        It is the point farthest above the line between both ends. What costs least for each known
        card would be the lowest retention nearly always, as what is hardly asked is cheap.
        """
        first, last = self.points[0].work, self.points[-1].work
        minutes, known = last.minutes - first.minutes, last.known - first.known

        def above(point: RetentionPoint) -> float:
            gained = (point.work.known - first.known) / known if known > 0 else 0.0
            spent = (point.work.minutes - first.minutes) / minutes if minutes > 0 else 0.0
            return gained - spent

        return max(self.points, key=above)

    def as_json(self) -> dict[str, object]:
        return {
            "days": self.days,
            "cards": self.cards,
            "new_per_day": self.new_a_day,
            "desired_retention": self.desired,
            "recommended": self.bend.retention,
            "points": [
                {
                    "retention": one.retention,
                    "minutes_per_day": round(one.work.minutes, 2),
                    "reviews_per_day": round(one.work.reviews, 2),
                    "known": round(one.work.known, 1),
                }
                for one in self.points
            ],
        }


def trading_off(
    learner: Learner, model: MemoryModel
) -> Generator[float, None, RetentionTradeoff | None]:
    """Over a year. Pauses, at its share of the work. None without a card to learn or to keep."""
    desired = learner.settings.desired_retention
    simulation = LearnerSimulation(learner, DAYS, model, model)
    cards = len(learner.known) + min(learner.new, learner.new_a_day * DAYS)
    if not cards:
        return None
    points = []
    retentions = sorted({*RETENTIONS, desired})
    for number, retention in enumerate(retentions):
        work = yield from scaled(
            simulation.working(retention), number / len(retentions), (number + 1) / len(retentions)
        )
        points.append(RetentionPoint(retention, work))
    return RetentionTradeoff(desired, tuple(points), learner.new_a_day, cards)
