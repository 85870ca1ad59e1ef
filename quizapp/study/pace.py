"""How quick a learner is, from the answers of late."""

from typing import TYPE_CHECKING

from quizapp.day import Day
from quizapp.progress.progress import Progress

if TYPE_CHECKING:
    from quizapp.study.minutes import Pace

FIRST_GUESS = 15.0
"""Seconds for an answer, until there are answers to go by."""

ENOUGH = 20
"""Answers to go by."""

PACE_DAYS = 30
"""The pace is taken from this many days back."""


def seconds_for_answer(progress: Progress, today: Day) -> float:
    recent = [progress.tally(day) for day in progress.days if day > today - PACE_DAYS]
    answers = sum(tally.answers for tally in recent)
    if answers < ENOUGH:
        return FIRST_GUESS
    return sum(tally.ms for tally in recent) / answers / 1000


def pace(progress: Progress, today: Day) -> "Pace":
    """The usual pace, made as quick or slow as this learner."""
    from quizapp.study.minutes import Pace  # 1 ms, and Home knows the pace without it

    usual, factor = Pace(), seconds_for_answer(progress, today) / FIRST_GUESS
    return Pace(usual.right * factor, usual.wrong * factor, usual.new * factor)
