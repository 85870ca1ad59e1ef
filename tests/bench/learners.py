"""Simulated learners: what they truly remember, and what the scheduler believes they do.

Each card has two memories, both FSRS: the believed one, which goes by the answers and is all that
an order of cards may look at, and the true one, which decides how the answers turn out. Learning
steps are simplified: a card ends each day with a right answer, so a wrong one is followed by one
that is right, on the same day. A card then comes back when the believed recall is nine in ten.
"""

from dataclasses import dataclass, field, replace
from random import Random
from zlib import crc32

from quizapp.core.day import Day
from quizapp.memory.fsrs import Memory, MemoryModel, Rating
from quizapp.progress.state import CardState
from quizapp.scheduling.minutes import Pace
from quizapp.scheduling.scheduler import fuzzed

PUBLISHED = MemoryModel()


def memory(first: float = 1.0, growth: float = 0.0, decay: float | None = None) -> MemoryModel:
    """The published model, changed.

    Its first stabilities are multiplied by `first`, `growth` is added to the logarithm by which
    stability grows, and `decay` (0.1 to 0.8) is how steeply recall falls.
    """
    parameters = list(PUBLISHED.parameters)
    parameters[:4] = [stability * first for stability in parameters[:4]]
    parameters[8] += growth
    parameters[20] = decay or parameters[20]
    return MemoryModel(parameters)


AVERAGE = Pace()
STEEP = memory(decay=0.5)


@dataclass(frozen=True)
class Learner:
    name: str
    cards: int
    """Cards of all decks, asked or not."""
    begun_a_day: int
    """New cards a day in the past, of `days` with `minutes` each, then a pause of `pause` days."""
    days: int = 60
    minutes: float = 40
    pause: int = 0
    new_a_day: int = 20
    """New cards that the settings allow from now on."""
    true: MemoryModel = PUBLISHED
    believed: MemoryModel = PUBLISHED
    pace: Pace = AVERAGE
    guessed: Pace | None = None
    """The pace that the app believes in, when it is wrong about it."""
    right_at_first: float = 0.5
    """The share of new cards answered right at first."""
    known_before: float = 0.0
    """The share of the cards that the learner knows without having been asked them."""


LEARNERS = (
    Learner("as believed", 900, 12),
    Learner("good memory", 1200, 20, days=50, pause=7, true=memory(2.5, 0.3)),
    Learner("weak memory", 800, 10, true=memory(0.4, -0.3, 0.25)),
    Learner("steep forgetting", 800, 10, pause=3, true=STEEP),
    Learner("steep, as believed", 800, 10, pause=3, true=STEEP, believed=STEEP),
    Learner("fast, many new", 2000, 20, new_a_day=60, pace=Pace(5, 12, 12)),
    Learner("slow", 500, 8, minutes=60, pace=Pace(25, 60, 80)),
    Learner("slow, taken for quick", 500, 8, minutes=60, pace=Pace(25, 60, 80), guessed=AVERAGE),
    Learner("back after 6 weeks", 500, 10, minutes=60, pause=42, new_a_day=0),
    Learner("the same with new", 900, 10, minutes=60, pause=42),
    Learner("weak, after 4 weeks", 500, 10, 50, 60, 28, 0, true=memory(0.5, -0.2, 0.3)),
    Learner("steep, after 8 weeks", 600, 12, 50, 60, 56, 0, true=STEEP),
    Learner("too little time", 900, 10, days=90, minutes=12, new_a_day=10),
    Learner("seldom right at first", 700, 10, 60, 60, 10, 10, right_at_first=0.15),
    Learner("knows half before", 800, 8, pause=3, known_before=0.5),
)


@dataclass
class Studies:
    """How far a learner has come. The same seed gives the same luck for a card on a day."""

    learner: Learner
    seed: int
    cards: dict[str, CardState] = field(default_factory=dict)
    true: dict[str, Memory] = field(default_factory=dict)

    def copy(self) -> "Studies":
        return replace(self, cards=dict(self.cards), true=dict(self.true))

    def candidates(self, day: Day, new: int) -> tuple[list[str], list[str]]:
        """At most `new` new cards in the order of their decks, and all cards that are due."""
        keys = map("deck/{}".format, range(self.learner.cards))
        fresh = [key for key in keys if key not in self.cards]
        return fresh[:new], [key for key, state in self.cards.items() if state.due <= day]

    def answer(self, key: str, day: Day) -> float:
        """Ask a card until it is right; the seconds that it took."""
        learner, state = self.learner, self.cards.get(key)
        luck = Random(f"{self.seed}:{key}:{day}").random()
        if state is None:
            believed, elapsed, guess_score = None, 0, learner.right_at_first
        else:
            believed, elapsed = Memory(state.stability, state.difficulty), day - state.last
            guess_score = learner.true.retrievability(self.true[key], elapsed)
        right = luck < guess_score
        ratings = [(elapsed, Rating.GOOD)] if right else [(elapsed, Rating.AGAIN), (0, Rating.GOOD)]
        self.true[key] = learner.true.replay(self.true.get(key), ratings)
        now = learner.believed.replay(believed, ratings)
        due = day + fuzzed(now.stability, crc32(f"{key}:{day}".encode()) / 2**32)
        first, reps = (state.first, state.reps) if state else (day, 0)
        self.cards[key] = CardState(*now, "review", 0, due, reps + 1, 0, first, day)
        if state is None:
            return learner.pace.new
        return learner.pace.right + (0 if right else learner.pace.wrong)

    def known(self, day: Day) -> float:
        """The cards that the learner would truly recall on `day`, if asked nothing until then."""
        recall = self.learner.true.retrievability
        asked = sum(recall(self.true[key], day - state.last) for key, state in self.cards.items())
        return asked + self.learner.known_before * (self.learner.cards - len(self.cards))
