"""From what a learner did to the answer that is written: by the schedule, or as practice."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from quizapp.memory import Rating
from quizapp.progress.events import PRACTICE, Answer
from quizapp.progress.progress import Progress
from quizapp.questions.base import Grade, Verdict
from quizapp.study.results import Part
from quizapp.study.schedule import Outcome, Scheduler

LONGEST_THOUGHT = 5 * 60 * 1000
"""Milliseconds counted for one answer at most: beyond that, nobody is at the keyboard."""

_NOTHING = Outcome(PRACTICE, 0, 0, 0.0)


@dataclass(frozen=True, slots=True)
class Recorder:
    """`counts`: whether answers move the schedule of their cards."""

    progress: Progress
    scheduler: Scheduler
    counts: bool = True

    def outcomes(self, key: str, now: datetime) -> dict[Rating, Outcome]:
        """What each rating would do to the card. Practice knows only right and wrong."""
        if not self.counts:
            return {Rating.AGAIN: _NOTHING, Rating.GOOD: _NOTHING}
        return self.scheduler.outcomes(key, self.progress.cards.get(key), now)

    def answer(
        self, key: str, rating: Rating, grade: Grade | None, ms: int, now: datetime, **rest: Any
    ) -> tuple[Answer, Outcome]:
        """The answer to be saved, and what it does. `rest` are further fields of `Answer`."""
        outcomes = self.outcomes(key, now)
        outcome = outcomes.get(rating, outcomes[Rating.GOOD])
        answer = Answer(
            card=key,
            day=self.scheduler.calendar.day(now),
            rating=rating,
            phase=outcome.phase,
            step=outcome.step,
            due=outcome.due,
            verdict=grade.verdict.value if grade else None,
            ms=min(LONGEST_THOUGHT, max(0, ms)),
            **rest,
        )
        return answer, outcome

    def in_quiz(self, part: Part, quiz: str, now: datetime) -> Answer:
        """The answer to a question of a quiz; it has been graded."""
        assert part.grade
        line, key = part.filled, part.card.key
        answer, _ = self.answer(
            key,
            rated(part.grade),
            part.grade,
            line.ms,
            now,
            reply=line.reply,
            confidence=line.confidence,
            quiz=quiz,
            score=part.score if part.grade.verdict is Verdict.PARTLY else 0.0,
        )
        return answer


def rated(grade: Grade, hinted: bool = False) -> Rating:
    """Right is Good, or Hard after a hint; all else is Again, part of it right or not."""
    if grade.verdict is not Verdict.RIGHT:
        return Rating.AGAIN
    return Rating.HARD if hinted or grade.hard else Rating.GOOD
