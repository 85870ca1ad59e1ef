"""`python -m tests.bench.ready`: whether the plan of `quizapp ready` keeps what it promises.

Simulated learners follow the plan day by day, made anew each day, up to a target day. Answers are
drawn from the learner's true memory, which need not be what the scheduler believes. What they
recall on the day stands beside what was promised on the first one, and beside ordinary reviews.
"""

import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import mean, stdev
from unittest.mock import patch

from quizapp.core.day import Calendar, Day
from quizapp.core.settings import Settings
from quizapp.deck.deck import Deck
from quizapp.memory.fsrs import Memory, MemoryModel, Rating
from quizapp.progress.events import Answer
from quizapp.progress.progress import Progress
from quizapp.scheduling.context import StudyContext
from quizapp.scheduling.plan import Ready, plan
from quizapp.scheduling.scheduler import Scheduler
from quizapp.scheduling.today import Today
from tests.study.decks import choices, deck

BEGIN = datetime(2026, 11, 24, 18, tzinfo=UTC)
CALENDAR = Calendar(4, UTC)
SEEDS = range(6)
PACE = 15
"""Seconds for every answer: what the plan reckons with before there are any."""


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    cards: int
    days: int
    """From the first day of the plan to the target day."""
    settings: Settings = field(default_factory=Settings)
    stability: float = 1.0
    """True first stabilities, as a multiple of what the scheduler believes."""
    first_right: float = 0.76
    before: int = 0
    """Days of ordinary reviews before the plan, and then a break of `pause` days."""
    pause: int = 0


CASES = (
    Case("100 new cards, 14 days", 100, 14),
    Case("100 new cards, 30 days", 100, 30),
    Case("60 new cards, 3 days", 60, 3),
    Case("100 new cards in 7 days, 10 a day", 100, 7, Settings(new_per_day=10)),
    Case("known deck after a break of 30 days, 10 days", 150, 10, before=40, pause=30),
    Case("the same, 20 reviews a day", 150, 10, Settings(reviews_per_day=20), 1, 0.76, 40, 30),
    Case(
        "known deck, 21 days, retention 0.8", 150, 21, Settings(desired_retention=0.8), 1, 0.76, 60
    ),
    Case("weak memory (half), 14 days", 100, 14, stability=0.5),
    Case("strong memory (double), 14 days", 100, 14, stability=2.0),
    Case("knows little at first (40 %), 14 days", 100, 14, first_right=0.4),
)


@dataclass(slots=True)
class Simulated:
    """A learner whose true memory is kept beside what the app believes."""

    case: Case
    deck: Deck
    progress: Progress
    random: Random
    now: datetime = BEGIN
    memories: dict[str, tuple[Memory, int]] = field(default_factory=dict)
    answers: int = 0
    believed: MemoryModel = field(default_factory=MemoryModel)
    true: MemoryModel = field(init=False)
    scheduler: Scheduler = field(init=False)

    def __post_init__(self) -> None:
        first, rest = self.believed.parameters[:4], self.believed.parameters[4:]
        self.true = MemoryModel([*(self.case.stability * one for one in first), *rest])
        self.scheduler = Scheduler(self.case.settings, CALENDAR, self.believed)

    @property
    def today(self) -> Day:
        return CALENDAR.day(self.now)

    def plan(self, day: Day) -> Ready:
        return plan([self.deck], self.work(), day)

    def work(self) -> Today:
        context = StudyContext(self.progress, self.case.settings, CALENDAR, self.believed, self.now)
        return Today(context, [self.deck])

    def ordinary(self) -> list[str]:
        today = self.work()
        new, due = today.cards([self.deck])
        return [*(key for _, key in today.learning([self.deck])), *due, *new]

    def study(self, keys: Sequence[str]) -> None:
        """Answer each card until it is through its steps."""
        for key in keys:
            self.answer(key)
            while self.progress.cards[key].phase != "review":
                self.answer(key)
        self.now = CALENDAR.start(self.today) + timedelta(days=1, hours=14)

    def answer(self, key: str) -> None:
        self.now += timedelta(seconds=PACE)
        today = self.today
        rating = Rating.GOOD if self.recalls(key, today) else Rating.AGAIN
        memory, last = self.memories.get(key, (None, today))
        self.memories[key] = self.true.after(memory, today - last, rating), today
        after = self.scheduler.outcomes(key, self.progress.cards.get(key), self.now)[rating]
        answer = Answer(key, today, rating, after.phase, after.step, after.due, ms=PACE * 1000)
        self.progress.record(answer, self.now)
        self.answers += 1

    def recalls(self, key: str, day: Day) -> bool:
        if key not in self.memories:
            return self.random.random() < self.case.first_right
        memory, last = self.memories[key]
        return self.random.random() < self.true.retrievability(memory, day - last)

    def recalled(self, day: Day) -> int:
        return sum(self.recalls(key, day) for key in self.memories)


@dataclass(frozen=True, slots=True)
class Result:
    promised: float
    recalled: int
    promised_answers: float
    answers: int


def run(case: Case, seed: int, folder: Path, planned: bool) -> Result:
    profile = Simulated(
        case,
        deck(folder, choices(case.cards)),
        Progress.open(folder / "home", MemoryModel()),
        Random(f"{case.name}:{seed}"),
    )
    for _ in range(case.before):
        profile.study(profile.ordinary())
    profile.now += timedelta(days=case.pause)
    profile.answers = 0
    day = Day(profile.today + case.days)
    first = profile.plan(day)
    while profile.today < day:
        profile.study(profile.plan(day).today if planned else profile.ordinary())
    work = sum(portion.minutes * 60 for portion in first.days) / PACE
    return Result(first.followed, profile.recalled(day), work, profile.answers)


def spread(results: Sequence[Result], figure: Callable[[Result], float]) -> str:
    found = [figure(result) for result in results]
    return f"{mean(found):6.1f} ±{stdev(found):4.1f}"


def main() -> None:
    print(f"{'cards recalled on the day':<46}{'promised':^13}{'plan':^13}{'ordinary':^13}", end="")
    print(f"{'answers: promised':>19}{'plan':^13}{'ordinary':^13}")
    for case in CASES:
        arms: dict[bool, list[Result]] = {True: [], False: []}
        for seed in SEEDS:
            for planned, results in arms.items():
                with tempfile.TemporaryDirectory() as name, patch("os.fsync", lambda _: None):
                    results.append(run(case, seed, Path(name), planned))
        plan_, ordinary = arms[True], arms[False]
        columns = (
            spread(plan_, lambda one: one.promised),
            spread(plan_, lambda one: one.recalled),
            spread(ordinary, lambda one: one.recalled),
            "     " + spread(plan_, lambda one: one.promised_answers),
            spread(plan_, lambda one: one.answers),
            spread(ordinary, lambda one: one.answers),
        )
        print(f"{case.name:<46}" + "  ".join(columns))


if __name__ == "__main__":
    begin = time.perf_counter()
    main()
    print(f"{time.perf_counter() - begin:.0f} s")
