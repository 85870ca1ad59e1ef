"""From replies to the answers that are saved, in reviews and quizzes, and overruled ones."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from quizapp.memory.fsrs import Rating
from quizapp.progress.events import PRACTICE, Answer
from quizapp.progress.progress import Progress
from quizapp.questions.base import Grade, Verdict
from quizapp.questions.interactions import may_insist
from quizapp.scheduling.scheduler import Outcome, Scheduler
from quizapp.study.results import ItemResult, Results

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

    def in_quiz(self, item: ItemResult, quiz: str, now: datetime) -> Answer:
        """The answer to a question of a quiz; it has been graded."""
        assert item.grade
        line, key = item.response, item.card.key
        answer, _ = self.answer(
            key,
            rated(item.grade),
            item.grade,
            line.ms,
            now,
            reply=line.reply,
            confidence=line.confidence,
            quiz=quiz,
            score=item.credit if item.grade.verdict is Verdict.PARTLY else 0.0,
        )
        return answer


def rated(grade: Grade, hinted: bool = False) -> Rating:
    """Right is Good, or Hard after a hint; all else is Again, part of it right or not."""
    if grade.verdict is not Verdict.RIGHT:
        return Rating.AGAIN
    return Rating.HARD if hinted or grade.hard else Rating.GOOD


OWN_JUDGEMENT = Grade(Verdict.RIGHT, 1.0, "By your own judgement.")


def may_be_right(item: ItemResult) -> bool:
    """Whether the learner may say so."""
    reply = item.response.reply
    insists = reply is not None and may_insist(item.interaction, reply)
    return insists and item.grade is not None and item.grade.verdict is not Verdict.RIGHT


def overrule(results: Results, item: ItemResult, recorder: Recorder, now: datetime) -> Results:
    """Take the answer back and save it as right, logged as the learner's own judgement.

    Raises:
        NotSaved: the answer stands as it was, or, when only taking it back could be saved, it does
            not count.
    """
    if results.event is None or not may_be_right(item):
        return results
    assert item.grade
    recorder.progress.undo(results.event, now, item.card.key)
    right = replace(item, grade=OWN_JUDGEMENT)
    answer = recorder.in_quiz(right, results.quiz, now)
    verdict = item.grade.verdict.value  # what quizapp thought of it stays known
    recorder.progress.record(answer._replace(verdict=verdict, overridden=True), now)
    items = tuple(right if one is item else one for one in results.items)
    return replace(results, items=items)
