"""How a learner's cards can be expected to stand on a day, when they are reviewed until then.

Cards are followed day by day as FSRS sees them. A review succeeds with the probability of recall;
so a card parts into one that was recalled (Good) and one that was not (Again, and then Good in its
relearning steps), each with its share as a weight. Parts that stand alike are put together, so
that the work grows with the days and not with the number of ways that a card can go. Intervals
are those of the desired retention, without fuzz.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import NamedTuple

from quizapp.day import Day
from quizapp.insight.allowance import ALL, Allowance
from quizapp.memory import Memory, Model, Rating
from quizapp.progress.state import deck_of
from quizapp.settings import Settings

FIRST_RIGHT = 0.76
"""The share of new cards that are right at the first answer: as in Anki's statistics, which are
the defaults of the simulator of fsrs-rs (0.24 Again)."""

LATE = 14
"""A card that would be forgotten too soon is repeated at most so many days before the day."""

AS_GOOD = 0.01
"""Days whose expected recall lies within this of the best are as good; the emptiest is taken."""

HARDLY = 0.02
"""Cards; rarer ways for a card to go are put together more roughly."""

_LEAST_GOOD = 2
"""Days; the scheduler never gives less after Good, because Hard and Again come before it."""


class Part(NamedTuple):
    """A card, or those parts of cards that stand alike."""

    deck: str
    """The slug of a deck with limits of its own, else `ALL`: the others need not be told apart."""
    memory: Memory
    last: int
    """The day of the last answer."""
    weight: float = 1.0
    """In cards."""
    key: str = ""
    """Only before the first review: after it, a card is no longer followed by itself."""
    in_steps: bool = False


@dataclass(slots=True)
class Course:
    """From `today` to `day`. Put the cards in, `run` once, and look."""

    settings: Settings
    model: Model
    today: Day
    day: Day
    allowance: Allowance
    reviews: list[float] = field(default_factory=list)
    """Expected on each day from `today` to the eve of `day`."""
    answers: list[float] = field(default_factory=list)
    """The same for all answers: those to new cards, and those in steps after a wrong one."""
    today_keys: list[str] = field(default_factory=list)
    """The cards reviewed today: in steps, and then those most likely to be forgotten first."""
    recalled: float = 0.0
    """Cards that can be expected to be recalled on `day`."""
    put_off: float = 0.0
    """Reviews that the limits leave no room for before `day`."""
    _backlog: list[tuple[float, Part]] = field(default_factory=list)
    """A heap of what is due, by the recall when it fell due; cards in steps first."""
    _waiting: dict[int, list[Part]] = field(default_factory=lambda: defaultdict(list))
    _load: dict[int, float] = field(default_factory=lambda: defaultdict(float))

    def put(self, part: Part, due: int) -> None:
        """Let a card be reviewed on day `due`, or early when it would not last until `day`."""
        part = part._replace(deck=self.allowance.slug(part.deck))
        due = max(due, self.today)
        if due >= self.day:
            due = self._early(part)
        self._waiting[due].append(part)
        self._load[due] += part.weight

    def run(self, new: Sequence[Iterable[str]]) -> None:
        """Go through the days, with the new cards (keys) of each."""
        for at in range(self.today, self.day):
            self._review(at)
            for deck, number in Counter(map(deck_of, new[at - self.today])).items():
                self._learn(deck, at, number)
        late = [part for _, part in self._backlog]
        self.put_off = sum(part.weight for part in late)
        self.recalled = sum(
            part.weight * self._recall(part, self.day) for part in (*late, *self._waiting[self.day])
        )

    def _review(self, at: int) -> None:
        for part in self._waiting.pop(at, ()):
            heappush(self._backlog, (0.0 if part.in_steps else self._recall(part, at), part))
        reviewed = answers = 0.0
        relearning = len(self.settings.relearning_steps)
        after: list[Part] = []
        for part in self._take(at):
            recall = self._recall(part, at)
            reviewed += part.weight
            answers += part.weight * (1 + (1 - recall) * relearning)
            if at == self.today:
                self.today_keys.append(part.key)
            after += self._parts(part, at, recall)
        self.reviews.append(reviewed)
        self.answers.append(answers)
        for part in _together(after):
            self._schedule(part)

    def _take(self, at: int) -> list[Part]:
        """What the limits let in of all that is due, out of the backlog."""
        taken: list[Part] = []
        left = []
        while self._backlog:
            recall, part = heappop(self._backlog)
            if part.in_steps:
                taken.append(part)
            else:
                room = self.allowance.room(part.deck, at)
                now = int(min(room + 1e-6, 1.0)) if part.key else min(room, part.weight)
                if now > 0:
                    self.allowance.take(part.deck, at, now)
                    taken.append(part._replace(weight=now))
                if now < part.weight:
                    left.append((recall, part._replace(weight=part.weight - now)))
                    if self.allowance.room(ALL, at) < (1 if part.key else 1e-6):
                        break
        for entry in left:
            heappush(self._backlog, entry)
        return taken

    def _learn(self, deck: str, at: int, number: int) -> None:
        """New cards: each answered until it leaves its learning steps."""
        slug = self.allowance.slug(deck)
        steps = len(self.settings.learning_steps)
        self.answers[-1] += number * (FIRST_RIGHT * max(1, steps) + (1 - FIRST_RIGHT) * (1 + steps))
        right = self.model.replay(None, [(0, Rating.GOOD)] * max(1, steps))
        wrong = self.model.replay(None, [(0, Rating.AGAIN)] + [(0, Rating.GOOD)] * steps)
        self._schedule(Part(slug, right, at, number * FIRST_RIGHT))
        self._schedule(Part(slug, wrong, at, number * (1 - FIRST_RIGHT)))

    def _parts(self, part: Part, at: int, recall: float) -> list[Part]:
        right, wrong = self._answered(part, at)
        return [
            Part(part.deck, memory, at, part.weight * share)
            for memory, share in ((right, recall), (wrong, 1 - recall))
            if share > 0
        ]

    def _answered(self, part: Part, at: int) -> tuple[Memory, Memory]:
        """The memory after a right and after a wrong answer on day `at`."""
        since = max(0, at - part.last)
        again = [(0, int(Rating.GOOD))] * len(self.settings.relearning_steps)
        return (
            self.model.after(part.memory, since, Rating.GOOD),
            self.model.replay(part.memory, [(since, Rating.AGAIN), *again]),
        )

    def _schedule(self, part: Part) -> None:
        days = round(self.model.interval(part.memory, self.settings.desired_retention))
        self.put(part, part.last + max(_LEAST_GOOD, days))

    def _early(self, part: Part) -> int:
        """The best day for one more review, or `day` itself when none is needed."""
        recall = self._recall(part, self.day)
        first = max(self.today, part.last + 1, self.day - LATE)
        if recall >= self.settings.desired_retention or first >= self.day:
            return self.day
        gain = {at: self._recall_after(part, at) for at in range(first, self.day)}
        best = max(gain.values())
        if best <= recall:
            return self.day
        good = [at for at, found in gain.items() if found >= best - AS_GOOD]
        return min(good, key=lambda at: (self._load[at], -at))

    def _recall_after(self, part: Part, at: int) -> float:
        """Expected recall on `day` when the last review before it is on day `at`."""
        recall = self._recall(part, at)
        right, wrong = (
            self.model.retrievability(memory, self.day - at) for memory in self._answered(part, at)
        )
        return recall * right + (1 - recall) * wrong

    def _recall(self, part: Part, at: int) -> float:
        return self.model.retrievability(part.memory, max(0, at - part.last))


def _together(parts: Iterable[Part]) -> list[Part]:
    """Parts of one day whose memories lie close, as one with the mean.

    Close is an eighth in stability and half a step in difficulty; half in stability, whatever the
    difficulty, for parts that hardly weigh anything.
    """
    found: dict[tuple[str, int, int], list[Part]] = defaultdict(list)
    for part in parts:
        stability, difficulty = part.memory
        if part.weight < HARDLY:
            place = (round(2 * math.log(stability)), -1)
        else:
            place = (round(8 * math.log(stability)), round(2 * difficulty))
        found[part.deck, *place].append(part)
    return [_mean(alike) for alike in found.values()]


def _mean(parts: Sequence[Part]) -> Part:
    if len(parts) == 1:
        return parts[0]
    weight = sum(part.weight for part in parts)
    stability, difficulty = (
        sum(part.weight * part.memory[one] for part in parts) / weight for one in (0, 1)
    )
    return parts[0]._replace(memory=Memory(stability, difficulty), weight=weight)
