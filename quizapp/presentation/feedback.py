"""What is said of an answer: how right it is, what becomes of its card, and what was taken back."""

from quizapp.core import words
from quizapp.memory.fsrs import Rating
from quizapp.presentation.limits import LIMITS_AS_THEY_WERE
from quizapp.presentation.styled import Styled, Tone
from quizapp.questions.base import Grade, Verdict
from quizapp.scheduling.scheduler import Outcome
from quizapp.study.card_actions import CardAction, CardChange
from quizapp.study.review import Undoable
from quizapp.study.stages import Answered, AskedAgain, MoreGranted

VERDICTS = {
    Verdict.RIGHT: ("✓", "Right", Tone.GOOD),
    Verdict.PARTLY: ("≈", "Partly right", Tone.ALERT),
    Verdict.WRONG: ("✗", "Not quite", Tone.BAD),
}
"""By verdict: a sign, a word, and its tone."""
NOT_KNOWN = "Not known"
"""In place of a verdict, where the learner said so."""
NOT_ANSWERED = "Not answered"
SOME_LEFT_OVER = "Some of these belong to nobody."
"""Of partners to choose from."""

PRACTICE = "practice: the schedule stays as it is"
_AFTER_ALL = {Rating.GOOD: "counted as right", Rating.HARD: "counted as hard"}
_HARD_FOR = {
    "hint": "counted as hard, as you saw a hint",
    "slip": "counted as hard, as it was a slip",
}
_CHANGED = {
    CardAction.BURY: "Buried until tomorrow.",
    CardAction.SUSPEND: "Suspended; “Cards set aside” on Home brings it back.",
    CardAction.FLAG: "Flagged.",
}
TIME_IS_OVER = "Your time is over. Go on as you like"
SURE = {"guess": "I guess", "unsure": "I am unsure", "sure": "I am sure"}
"""What a learner says of a reply before they see the answer."""


def verdict(grade: Grade, unknown: bool = False) -> str:
    """In a word or two. `unknown`: the learner said that they do not know."""
    return NOT_KNOWN if unknown else VERDICTS[grade.verdict][1]


def signed_verdict(grade: Grade, unknown: bool = False) -> Styled:
    """The same with its sign, and with the share of the credit where that is a part."""
    sign, _, tone = VERDICTS[grade.verdict]
    share = f" {grade.score:.0%}" if grade.verdict is Verdict.PARTLY else ""
    return Styled(f"{sign} {verdict(grade, unknown)}{share}", tone)


def comes_back(outcome: Outcome) -> str:
    """`back in 6 days`"""
    return PRACTICE if outcome.is_practice else f"back in {words.span(outcome.wait)}"


def counted(answered: Answered) -> str:
    """How an answer counts, where that is not as its verdict says; else empty."""
    if answered.overruled:
        return after_all(answered.rating)
    return _HARD_FOR[answered.hard_for] if answered.hard_for else ""


def after_all(rating: Rating) -> str:
    """Of an answer that the learner has judged otherwise."""
    return _AFTER_ALL[rating]


def changed(change: CardChange) -> str:
    """That a card was buried, suspended, flagged or unflagged."""
    return _CHANGED[change.action] if change.value else "Unflagged."


def taken_back(undone: Undoable) -> str:
    match undone:
        case AskedAgain():
            return "Cards with another answer come when they were due."
        case MoreGranted():
            return LIMITS_AS_THEY_WERE
        case CardChange(goes_on=False):
            return "The flag is as it was."
        case _:
            return "Taken back."
