"""A learner's work in the days to come, by chance: what they would be asked, and what they recall.

A card has two memories: the one that sets its due days, by the parameters in use, and the one that
decides whether it is recalled. Where the two are one, the parameters are taken to be right. All
that is due is asked on its day, whatever the limit of reviews; chance is the same in every run.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from quizapp.core.day import Day
from quizapp.core.settings import Settings
from quizapp.memory.fsrs import Memory, MemoryModel, Rating
from quizapp.scheduling.day_load import FIRST_RIGHT
from quizapp.scheduling.minutes import Pace
from quizapp.scheduling.scheduler import fuzzed

MOST_CARDS = 1_500
"""Of more known cards, or more new ones, these are followed and stand for all."""

CHUNK = 50
"""Cards between two pauses."""


class KnownCard(NamedTuple):
    """A card that was answered before."""

    scheduled: Memory
    """By which its due days are set."""
    true: Memory
    last: int
    """The day of the last answer."""
    due: int


@dataclass(frozen=True, slots=True)
class Learner:
    """Where a learner stands, and how they go on."""

    today: Day
    known: Sequence[KnownCard]
    new: int
    """Cards that were never answered."""
    settings: Settings
    pace: Pace

    @property
    def new_a_day(self) -> int:
        return min(self.new, self.settings.new_per_day)


class SimulatedWork(NamedTuple):
    """What so many days bring. Reviews and minutes are those of a day, on average."""

    reviews: float
    """Without answers in steps, and without those to new cards."""
    minutes: float
    recalled: float
    """The share of reviews in which the card was recalled."""
    known: float
    """The cards that would be recalled after the last day, if all were asked."""


@dataclass(slots=True)
class _Sums:
    reviews: float = 0.0
    recalled: float = 0.0
    seconds: float = 0.0
    known: float = 0.0


@dataclass(frozen=True, slots=True)
class LearnerSimulation:
    learner: Learner
    days: int
    scheduling: MemoryModel
    true: MemoryModel

    def working(self, retention: float) -> Generator[float, None, SimulatedWork]:
        """The work when cards are to come back at this retention. Pauses, at its share of it."""
        learner, sums = self.learner, _Sums()
        known = _some(len(learner.known), MOST_CARDS)
        new = _some(min(learner.new, learner.new_a_day * self.days), MOST_CARDS)
        cards = len(known) + len(new)
        for number, at in enumerate(known):
            card = learner.known[at]
            weight = len(learner.known) / len(known)
            self._follow(card, max(card.due, learner.today), retention, weight, Random(at), sums)
            if number % CHUNK == 0:
                yield number / cards
        for number, at in enumerate(new):
            weight = min(learner.new, learner.new_a_day * self.days) / len(new)
            self._begin(learner.today + at // learner.new_a_day, retention, weight, at, sums)
            if number % CHUNK == 0:
                yield (len(known) + number) / cards
        return SimulatedWork(
            sums.reviews / self.days,
            sums.seconds / self.days / 60,
            sums.recalled / sums.reviews if sums.reviews else retention,
            sums.known,
        )

    def _begin(self, day: int, retention: float, weight: float, at: int, sums: _Sums) -> None:
        """A new card, until it leaves its learning steps, and from then on."""
        random, steps = Random(-1 - at), len(self.learner.settings.learning_steps)
        right = random.random() < FIRST_RIGHT
        rest = max(0, steps - 1 if right else steps)
        answers = [(0, Rating.GOOD if right else Rating.AGAIN), *[(0, Rating.GOOD)] * rest]
        scheduled = self.scheduling.replay(None, answers)
        true = scheduled if self._are_one else self.true.replay(None, answers)
        sums.seconds += weight * self.learner.pace.new
        due = day + self._wait(scheduled, retention, random)
        self._follow(KnownCard(scheduled, true, day, due), due, retention, weight, random, sums)

    def _follow(
        self,
        card: KnownCard,
        due: int,
        retention: float,
        weight: float,
        random: Random,
        sums: _Sums,
    ) -> None:
        """A card that comes up on day `due`, through the days to come."""
        pace, end = self.learner.pace, self.learner.today + self.days
        again = [(0, Rating.GOOD)] * len(self.learner.settings.relearning_steps)
        scheduled, true, last, _ = card
        while due < end:
            elapsed = max(0, due - last)
            recalled = random.random() < self.true.retrievability(true, elapsed)
            answers = [(elapsed, Rating.GOOD)] if recalled else [(elapsed, Rating.AGAIN), *again]
            scheduled = self.scheduling.replay(scheduled, answers)
            true = scheduled if self._are_one else self.true.replay(true, answers)
            sums.reviews += weight
            sums.recalled += weight * recalled
            sums.seconds += weight * (pace.right if recalled else pace.right + pace.wrong)
            last, due = due, due + self._wait(scheduled, retention, random)
        sums.known += weight * self.true.retrievability(true, max(0, end - last))

    def _wait(self, memory: Memory, retention: float, random: Random) -> int:
        return fuzzed(self.scheduling.interval(memory, retention), random.random())

    @property
    def _are_one(self) -> bool:
        return self.true is self.scheduling


def _some(number: int, most: int) -> range | list[int]:
    """Places, spread evenly over so many."""
    if number <= most:
        return range(number)
    return [place * number // most for place in range(most)]
