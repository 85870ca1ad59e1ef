"""What is said about an answer, in lines."""

from collections.abc import Iterator

from quizapp.core import markdown
from quizapp.deck.deck import Card, Deck
from quizapp.plain import replies
from quizapp.presentation.feedback import verdict
from quizapp.questions.base import Grade, Question, Verdict
from quizapp.questions.interactions import Interaction, Reply, gives_up


def judged(interaction: Interaction, card: Card, reply: Reply, grade: Grade) -> Iterator[str]:
    """The verdict, what would have been right, and what there is to say about this very reply."""
    unknown = gives_up(interaction, reply)
    yield f"{verdict(grade, unknown)}."
    if grade.verdict is not Verdict.RIGHT:
        yield from [] if unknown else [replies.shown(interaction, "You said", reply)]
        yield solution(interaction, card)
    if grade.remark:
        yield markdown.plain(grade.remark)


def solution(interaction: Interaction, card: Card) -> str:
    return replies.shown(interaction, "The answer", card.question.solution(card.variant))


def explained(question: Question) -> Iterator[str]:
    """Why, the author's correction, and who claims it."""
    note = markdown.plain(question.note)
    note = note and f"Note: {markdown.gap_before(question.note)}{note}"
    texts = (markdown.plain(question.explain), note, question.attribution)
    yield from (text for text in texts if text)


def quotes(question: Question) -> Iterator[str]:
    """The words that it rests on, with the numbers of their passages."""
    for one in question.evidence:
        yield f"{'Source' if one.passage is None else f'Passage {one.passage}'}: “{one.quote}”"


def passages(deck: Deck, question: Question) -> Iterator[str]:
    """The passages that are quoted, each whole, and then the quotes."""
    numbers = {one.passage for one in question.evidence}
    for passage in deck.passages():
        quoted = any(
            one.quote in passage.text
            for one in question.evidence
            if one.passage in (None, passage.number)
        )
        if passage.number is not None and (quoted or passage.number in numbers):
            text = markdown.gap_before(passage.text) + markdown.unfenced(passage.text)
            yield f"{passage.number}  {text}"
    yield from quotes(question)
