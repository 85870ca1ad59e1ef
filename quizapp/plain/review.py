"""The review on stdin and stdout. Prints `saved` after each durable answer."""

import sys
from collections.abc import Sequence

from quizapp import words
from quizapp.asks import Reveal
from quizapp.deck.deck import Deck
from quizapp.memory import Rating
from quizapp.plain import replies
from quizapp.questions.base import Question, Verdict
from quizapp.study.learner import Learner
from quizapp.study.review import Review
from quizapp.study.stages import Answered, Asking, Finished, Revealed

_VERDICTS = {
    Verdict.RIGHT: "Right.",
    Verdict.PARTLY: "Partly right.",
    Verdict.WRONG: "Not quite.",
}


class _EndOfInput(Exception):
    pass


def review(learner: Learner, decks: Sequence[Deck]) -> None:
    """Run a review until nothing is due or the input ends.

    Raises:
        NotSaved: an answer did not reach the disk; all before it did.
    """
    session = learner.review(decks)
    try:
        while not isinstance(session.stage, Finished):
            _turn(session, learner)
    except (_EndOfInput, KeyboardInterrupt):
        _say()
    _say(_end(session))


def _turn(session: Review, learner: Learner) -> None:
    stage = session.stage
    assert isinstance(stage, Asking)
    turn = stage.turn
    _say(f"{turn.deck.title} ({session.left} left)")
    _say(*replies.lines(turn.ask))
    if isinstance(turn.ask, Reveal):
        _line()
        session.reveal(learner.clock())
        _say(turn.ask.answer)
        _explain(turn.card.question)
        _rate(session, learner)
    else:
        _answer(session, learner)
    _say()


def _answer(session: Review, learner: Learner) -> None:
    stage = session.stage
    assert isinstance(stage, Asking)
    question, face = stage.turn.card.question, stage.turn.card.face
    while isinstance(session.stage, Asking):
        try:
            reply = replies.read(stage.turn.ask, _line())
        except replies.UnusableReply as error:
            _say(f"{error}.")
            continue
        session.answer(reply, learner.clock())
    assert isinstance(session.stage, Answered)
    _say(_VERDICTS[session.stage.grade.verdict])
    if session.stage.grade.verdict is not Verdict.RIGHT:
        _say(f"You said: {replies.shown(session.stage.reply)}")
        _say(f"The answer: {replies.shown(question.solution(face))}")
    if session.stage.grade.remark:
        _say(session.stage.grade.remark)
    _explain(question)
    _say("saved", f"Back in {words.span(session.stage.outcome.wait)}.")
    session.proceed(learner.clock())


def _rate(session: Review, learner: Learner) -> None:
    stage = session.stage
    assert isinstance(stage, Revealed)
    offered = [
        f"{rating.value} {rating.name.lower()} ({words.short_span(outcome.wait)})"
        for rating, outcome in stage.outcomes.items()
    ]
    _say(f"How was it? {', '.join(offered)}:")
    while session.stage is stage:
        line = _line().strip()
        if line in ("1", "2", "3", "4"):
            session.rate(Rating(int(line)), learner.clock())
            _say("saved")
        else:
            _say("Use 1 to 4.")


def _explain(question: Question) -> None:
    note = f"Note: {question.note}" if question.note else ""
    _say(*(text for text in (question.explain, note, question.attribution) if text))


def _end(session: Review) -> str:
    right = sum(entry.rating > Rating.AGAIN for entry in session.log)
    if not session.log and isinstance(session.stage, Finished):
        return "Nothing is due now."
    answers = words.count(len(session.log), "answer")
    rest = "" if isinstance(session.stage, Finished) else f" {session.left} left today."
    return f"{answers}, {right} right.{rest}"


def _line() -> str:
    line = sys.stdin.readline()
    if not line:
        raise _EndOfInput
    return line


def _say(*texts: str) -> None:
    # flushed at once: what was printed as saved must have been seen
    sys.stdout.write("\n".join(texts) + "\n")
    sys.stdout.flush()
