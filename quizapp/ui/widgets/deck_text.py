"""Texts of a deck: its passages, and what is said after an answer."""

from collections.abc import Sequence

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Static

from quizapp.core import markdown
from quizapp.deck.deck import Deck
from quizapp.deck.source_text import Passage, span_of
from quizapp.presentation import feedback
from quizapp.questions.base import Evidence, Grade, Question
from quizapp.questions.interactions import gives_up
from quizapp.study.stages import Answered
from quizapp.ui.content import below, hung, inline, with_code
from quizapp.ui.themes import styled


def highlighted(passage: Passage, evidence: Sequence[Evidence]) -> tuple[Content, bool]:
    """The passage with its number, and whether a quote was found in it."""
    text, quoted = Content(passage.text), False
    for one in evidence:
        span = span_of(one.quote, passage.text)
        if one.passage in (None, passage.number) and span:
            quoted = True
            text = text.stylize("bold underline $primary", *span)
    text = markdown.gap_before(passage.text) + with_code(text)
    number = Content.styled(f"{passage.number:>2}  ", "bold $primary" if quoted else "$faint")
    return Content.assemble(number, text if quoted else text.stylize("$faint")), quoted


def quoted(deck: Deck, evidence: Sequence[Evidence]) -> Content:
    """Only the passages that are quoted, or the quotes alone where there is no text to read."""
    shown = [highlighted(one, evidence) for one in deck.passages() if one.number is not None]
    passages = [content for content, found in shown if found]
    return Content("\n").join(passages or [Content(f"“{one.quote}”") for one in evidence])


class DeckStatic(Static):
    """Prose wraps; a line of code that is too long goes on below, behind a sign."""

    virtual_size = Reactive(
        Size(0, 0), repaint=False
    )  # nothing scrolls in it, so its size needs no second layout

    def render(self) -> RenderResult:
        return self._hung(self.size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        # not by what `render` gives: it asks for the size, and that lays out all once more
        return self._hung(width).get_height({}, width)

    def _hung(self, width: int) -> Content:
        content = self.content
        return hung(content, width) if isinstance(content, Content) else Content(str(content))


def verdict(answered: Answered) -> Content:
    """How right the reply was, when the card comes back, and what there is to say about it."""
    unknown = gives_up(answered.presented.interaction, answered.reply)
    comma = ";" if answered.outcome.is_practice else ","
    saved = f"   saved{comma} {feedback.comes_back(answered.outcome)}"
    counted = feedback.counted(answered)
    rest = Content.styled(f"{saved}, {counted}" if counted else saved, "$faint")
    return judged(answered.grade, unknown) + rest + remark(answered.grade)


def judged(grade: Grade, unknown: bool = False) -> Content:
    """A symbol and a word. `unknown`: the learner said that they do not know."""
    return styled(feedback.signed_verdict(grade, unknown))


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
