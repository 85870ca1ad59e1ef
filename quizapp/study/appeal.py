"""After a quiz: "I was right", said of what was typed and not accepted."""

from dataclasses import replace
from datetime import datetime

from quizapp.asks import may_insist
from quizapp.questions.base import Grade, Verdict
from quizapp.study.record import Recorder
from quizapp.study.results import Part, Results

OWN_JUDGEMENT = Grade(Verdict.RIGHT, 1.0, "By your own judgement.")


def may_be_right(part: Part) -> bool:
    """Whether the learner may say so."""
    reply = part.filled.reply
    insists = reply is not None and may_insist(part.ask, reply)
    return insists and part.grade is not None and part.grade.verdict is not Verdict.RIGHT


def overrule(results: Results, part: Part, recorder: Recorder, now: datetime) -> Results:
    """Take the answer back and save it as right, logged as the learner's own judgement.

    Raises:
        NotSaved: the answer stands as it was, or, when only taking it back could be saved, it does
            not count.
    """
    if results.event is None or not may_be_right(part):
        return results
    assert part.grade
    recorder.progress.undo(results.event, now, part.card.key)
    right = replace(part, grade=OWN_JUDGEMENT)
    answer = recorder.in_quiz(right, results.quiz, now)
    verdict = part.grade.verdict.value  # what quizapp thought of it stays known
    recorder.progress.record(replace(answer, verdict=verdict, overridden=True), now)
    parts = tuple(right if one is part else one for one in results.parts)
    return replace(results, parts=parts)
