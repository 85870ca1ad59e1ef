"""Quizzes that were handed in, one after the other."""

from collections.abc import Iterable, Set
from dataclasses import dataclass

from quizapp.core.day import Day
from quizapp.scheduling.context import StudyContext
from quizapp.statistics.span import SpanDays
from quizapp.study.past_quiz import PastQuiz


@dataclass(frozen=True, slots=True)
class QuizScore:
    quiz: str
    """Its id."""
    day: Day
    questions: int
    points: float
    """What all questions were worth together."""
    score: float
    """In points, what was overruled since included."""
    chance: float
    """The points that blind guessing would give."""
    minutes: float


def quiz_scores(
    past: Iterable[PastQuiz], context: StudyContext, days: SpanDays, keys: Set[str] | None
) -> tuple[QuizScore, ...]:
    """Of some days, oldest first; only those that asked one of the cards `keys`, unless None."""
    found = []
    for one in past:
        day = context.calendar.day(one.at)
        asked = map(context.progress.current_name, one.submitted.spec.cards)
        if days.first <= day <= days.last and (keys is None or not keys.isdisjoint(asked)):
            found.append(
                QuizScore(
                    one.submitted.finished.quiz,
                    day,
                    one.questions,
                    one.points,
                    one.score,
                    one.guess_score,
                    one.seconds / 60,
                )
            )
    return tuple(reversed(found))
