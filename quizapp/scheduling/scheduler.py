"""When a card comes back: learning steps in minutes, then intervals in days from FSRS.

Steps follow Anki's meaning: a card sits at a step; Again goes to the first, Good to the next, Hard
stays, Easy leaves. A card that leaves its last step graduates to an interval in whole days.
One that lapses again and again is a leech.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from quizapp.core.day import Calendar, Day
from quizapp.core.settings import Settings, Steps
from quizapp.memory.fsrs import Memory, MemoryModel, Rating
from quizapp.progress.events import PRACTICE
from quizapp.progress.progress import Progress
from quizapp.progress.state import CardState
from quizapp.scheduling.context import StudyContext

LONGEST = 36_500
"""Days; no interval is longer."""

_FUZZ_RANGES = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, math.inf, 0.05))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one rating would do: the phase and step after it, and when the card is due then."""

    phase: str
    step: int
    due: int
    """A `Day` in phase review, else milliseconds since the epoch."""
    wait: float
    """Seconds until then, counted in whole days in phase review."""

    @property
    def is_practice(self) -> bool:
        """Whether the card stays where it is."""
        return self.phase == PRACTICE


@dataclass(frozen=True, slots=True)
class Scheduler:
    """The rules of one learner. Everything else is an argument, and nothing is random."""

    settings: Settings
    calendar: Calendar
    model: MemoryModel

    @classmethod
    def of(cls, context: StudyContext) -> "Scheduler":
        return cls(context.settings, context.calendar, context.model)

    def outcomes(self, key: str, state: CardState | None, now: datetime) -> dict[Rating, Outcome]:
        """The outcome of each rating for card `key`; `state` is None when it is new."""
        today = self.calendar.day(now)
        days = self._intervals(key, state, today)
        phase = state.phase if state else "learning"
        step = state.step if state else 0

        def review(rating: Rating) -> Outcome:
            return Outcome("review", 0, today + days[rating], days[rating] * 86400.0)

        def wait(phase: str, step: int, seconds: float) -> Outcome:
            return Outcome(phase, step, round((now.timestamp() + seconds) * 1000), seconds)

        if phase == "review":
            steps = _seconds(self.settings.relearning_steps)
            again = wait("relearning", 0, steps[0]) if steps else review(Rating.AGAIN)
            return {Rating.AGAIN: again} | {
                rating: review(rating) for rating in (Rating.HARD, Rating.GOOD, Rating.EASY)
            }
        in_learning = phase == "learning"
        steps = _seconds(
            self.settings.learning_steps if in_learning else self.settings.relearning_steps
        )
        if not steps:
            return {rating: review(rating) for rating in Rating}
        last = step >= len(steps) - 1
        past_the_end = step >= len(steps)  # the settings had more steps when it was last seen
        return {
            Rating.AGAIN: wait(phase, 0, steps[0]),
            Rating.HARD: review(Rating.HARD)
            if past_the_end
            else wait(phase, step, _hard_wait(steps, step)),
            Rating.GOOD: review(Rating.GOOD) if last else wait(phase, step + 1, steps[step + 1]),
            Rating.EASY: review(Rating.EASY),
        }

    def _intervals(self, key: str, state: CardState | None, today: Day) -> dict[Rating, int]:
        memory = Memory(state.stability, state.difficulty) if state else None
        elapsed = max(0, today - state.last) if state else 0
        exact = self.model.intervals(memory, elapsed, self.settings.desired_retention)
        draw = crc32(f"{key}:{state.reps if state else 0}".encode()) / 2**32
        last = state.due - state.last if state and state.phase == "review" else 0
        return whole_days(exact, draw, last)


def whole_days(exact: Mapping[Rating, float], draw: float, last: int = 0) -> dict[Rating, int]:
    """The days after each rating: `exact` ones are spread, and none is less than that before it.

    Good and Easy each earn a day more than the rating before them. What is passed does not come
    sooner than after the `last` interval (0 without one), which chance or that extra day may have
    made longer than it was meant to be. Neither rule takes an interval more than two days beyond
    the range of its fuzz: a last interval that is longer has another reason, such as a desired
    retention that was raised since.
    """
    possible = {rating: fuzz(exact[rating]) for rating in Rating}
    kept = last if last <= possible[Rating.HARD][-1] + 2 else 0
    days: dict[Rating, int] = {}
    least = 1
    for rating, some in possible.items():
        if rating > Rating.HARD:
            most = some[-1] + rating - Rating.HARD
            least = max(least, min(least + 1, most))
        if rating > Rating.AGAIN:
            least = max(least, kept)
        days[rating] = least = min(LONGEST, max(least, _drawn(some, draw)))
    return days


def days_after_good(hard: float, good: float) -> list[int]:
    """The days that chance may give after Good, all as likely, but for what the last interval does.

    `hard` and `good` are the exact intervals after these ratings.
    """
    possible, after_hard = fuzz(good), fuzz(hard)
    most, number = possible[-1] + 1, len(possible)
    return [
        max(days, min(most, _drawn(after_hard, (place + 0.5) / number) + 1))
        for place, days in enumerate(possible)
    ]


def fuzzed(days: float, draw: float) -> int:
    """Spread an interval so that cards learned together part. `draw` is in [0, 1)."""
    return _drawn(fuzz(days), draw)


def _drawn(possible: range, draw: float) -> int:
    return possible[min(len(possible) - 1, int(draw * len(possible)))]


def fuzz(days: float) -> range:
    """The whole days that an interval may become, all as likely.

    Anki's ranges: none below 2.5 days; then one day and 15 % of the part up to 7 days, 10 % of
    the part up to 20, 5 % of the rest, either way.
    """
    if days < 2.5:
        whole = max(1, round(days))
        return range(whole, whole + 1)
    delta = 1.0
    for start, end, factor in _FUZZ_RANGES:
        if days > start:
            delta += factor * (min(days, end) - start)
    return range(max(2, round(days - delta)), round(days + delta) + 1)


def _seconds(steps: Steps) -> tuple[float, ...]:
    return tuple(step.total_seconds() for step in steps)


def _hard_wait(steps: tuple[float, ...], step: int) -> float:
    if step > 0:
        return steps[step]
    return (steps[0] + steps[1]) / 2 if len(steps) > 1 else steps[0] * 1.5


def leeches(progress: Progress, most: int) -> Mapping[str, int]:
    """By card, how often it was forgotten, of those that so take more time than they are worth."""
    return progress.lapsed(most) if most else {}


def new_leech_lapses(before: CardState | None, after: CardState | None, most: int) -> int:
    """How often a card has lapsed, when the last answer made it a leech; else 0.

    That is the lapse number `most`, and then every so many as half of that, rounded up (as Anki
    does). With `most` 0 there are no leeches.
    """
    had, has = before.lapses if before else 0, after.lapses if after else 0
    if not most or has <= had or has < most:
        return 0
    return has if (has - most) % max(1, (most + 1) // 2) == 0 else 0
