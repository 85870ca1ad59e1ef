"""What is said after an answer: the verdict, why, who claims it, and since when."""

from textual.content import Content

from quizapp import words
from quizapp.asks import gives_up
from quizapp.memory import Rating
from quizapp.questions.base import Grade, Question, Verdict
from quizapp.study.stages import Answered
from quizapp.ui.inline import below, inline

_SIGNS = {
    Verdict.RIGHT: ("✓", "bold $success"),
    Verdict.PARTLY: ("≈", "bold $warning"),
    Verdict.WRONG: ("✗", "bold $error"),
}


def verdict(answered: Answered) -> Content:
    """How right the reply was, when the card comes back, and what there is to say about it."""
    back = f"   saved, back in {words.span(answered.outcome.wait)}"
    if answered.outcome.is_practice:
        back = f"   saved; {words.PRACTICE}"
    unknown = gives_up(answered.turn.ask, answered.reply)
    line = Content.assemble(judged(answered.grade, unknown), (back, "$faint"))
    if answered.overruled:
        right = answered.rating is Rating.GOOD
        after_all = words.RIGHT_AFTER_ALL if right else words.HARD_AFTER_ALL
        line += Content.styled(f", {after_all}", "$faint")
    elif answered.hard_for:
        line += Content.styled(f", {words.HARD_FOR[answered.hard_for]}", "$faint")
    return line + remark(answered.grade)


def judged(grade: Grade, unknown: bool = False) -> Content:
    """A symbol and a word. `unknown`: the learner said that they do not know."""
    sign, style = _SIGNS[grade.verdict]
    name = f"{sign} {words.NOT_KNOWN if unknown else words.VERDICTS[grade.verdict]}"
    share = f" {grade.score:.0%}" if grade.verdict is Verdict.PARTLY else ""
    return Content.styled(name + share, style)


def remark(grade: Grade) -> Content:
    """What there is to say about this very reply, on a line of its own."""
    return Content.assemble("\n", inline(grade.remark)) if grade.remark else Content()


def explanation(question: Question) -> Content:
    """The explanation, the correction, and the attribution, each in a paragraph of its own."""
    paragraphs = []
    if question.explain:
        paragraphs.append(inline(question.explain))
    if question.note:
        paragraphs.append(below(Content.styled("Note  ", "bold $warning"), question.note))
    if question.attribution:
        paragraphs.append(Content.styled(question.attribution, "$faint"))
    return Content("\n\n").join(paragraphs)
