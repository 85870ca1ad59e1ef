"""The work of a day: what plans and forecasts are made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quizapp.core.day import Day
from quizapp.core.settings import Settings
from quizapp.scheduling.minutes import seconds_for_answer
from quizapp.scheduling.today import Due, Today

FIRST_RIGHT = 0.76
"""The share of new cards that are right at the first answer: as in Anki's statistics, which are
the defaults of the simulator of fsrs-rs (0.24 Again)."""


WEEK = 7
"""Days to come that are foreseen."""


@dataclass(frozen=True, slots=True)
class DayLoad:
    """The work of one day."""

    day: Day
    new: int
    reviews: float
    """Those of cards in steps too. Whole today; later what is expected, as it hangs on answers."""
    minutes: float

    @property
    def cards(self) -> int:
        return self.new + round(self.reviews)

    @property
    def whole_minutes(self) -> int:
        return max(1, round(self.minutes)) if self.cards else 0


def first_guess(today: Today, left: Due) -> DayLoad:
    """What is `left` of today, with no look at the cards: one that is due is taken to be as likely
    recalled as the learner desires."""
    settings = today.context.settings
    lapses = (1 - settings.desired_retention) * len(settings.relearning_steps)
    answers = left.new * answers_to_new(settings) + left.learning + left.due * (1 + lapses)
    minutes = seconds_for_answer(today.context.progress, today.day) * answers / 60
    return DayLoad(today.day, left.new, left.learning + left.due, minutes)


def answers_to_new(settings: Settings) -> float:
    """Expected until a new card has left its learning steps."""
    steps = len(settings.learning_steps)
    return FIRST_RIGHT * max(1, steps) + (1 - FIRST_RIGHT) * (1 + steps)


def as_plain(load: DayLoad) -> dict[str, object]:
    """For JSON: the day as 2026-12-10, expected figures to a tenth."""
    return {
        "day": date.fromordinal(load.day).isoformat(),
        "new": load.new,
        "reviews": round(load.reviews, 1),
        "minutes": round(load.minutes, 1),
    }


def next_coming(coming: Sequence[DayLoad]) -> DayLoad | None:
    """The first day after today on which cards come up; None when none do."""
    return next((one for one in coming[1:] if one.cards), None)
