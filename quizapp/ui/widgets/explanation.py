"""What is said after an answer: the verdict, why, who claims it, and since when."""

from textual.content import Content

from quizapp import words
from quizapp.memory import Rating
from quizapp.questions.base import Question, Verdict
from quizapp.study.stages import Answered
from quizapp.ui.inline import inline

_VERDICTS = {
    Verdict.RIGHT: ("✓ Right", "bold $success"),
    Verdict.PARTLY: ("≈ Partly", "bold $warning"),
    Verdict.WRONG: ("✗ Not quite", "bold $error"),
}


def verdict(answered: Answered) -> Content:
    """A word and a symbol, when the card comes back, and what there is to say about the reply."""
    name, style = _VERDICTS[answered.grade.verdict]
    share = ""
    if answered.grade.verdict is Verdict.PARTLY:
        share = f" {answered.grade.score:.0%}"
    back = f"   saved, back in {words.span(answered.outcome.wait)}"
    line = Content.assemble((name + share, style), (back, "$faint"))
    if answered.overruled:
        judged = "your judgement: right" if answered.rating is Rating.GOOD else "counted as hard"
        line += Content.styled(f", {judged}", "$faint")
    if answered.grade.remark:
        line += Content.assemble("\n", inline(answered.grade.remark))
    return line


def explanation(question: Question) -> Content:
    """The explanation, the correction, and the attribution, each in a paragraph of its own."""
    paragraphs = []
    if question.explain:
        paragraphs.append(inline(question.explain))
    if question.note:
        paragraphs.append(Content.assemble(("Note  ", "bold $warning"), inline(question.note)))
    if question.attribution:
        paragraphs.append(Content.styled(question.attribution, "$faint"))
    return Content("\n\n").join(paragraphs)
