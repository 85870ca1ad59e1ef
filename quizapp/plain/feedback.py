"""What is said about an answer, in lines."""

from collections.abc import Iterator

from quizapp import words
from quizapp.asks import Ask, Reply, gives_up, in_a_line
from quizapp.deck.deck import Card, Deck
from quizapp.questions.base import Grade, Question, Verdict


def judged(ask: Ask, card: Card, reply: Reply, grade: Grade) -> Iterator[str]:
    """The verdict, what would have been right, and what there is to say about this very reply."""
    unknown = gives_up(ask, reply)
    yield f"{words.NOT_KNOWN if unknown else words.VERDICTS[grade.verdict]}."
    if grade.verdict is not Verdict.RIGHT:
        yield from [] if unknown else [f"You said: {in_a_line(reply)}"]
        yield solution(card)
    if grade.remark:
        yield grade.remark


def solution(card: Card) -> str:
    return f"The answer: {in_a_line(card.question.solution(card.face))}"


def explained(question: Question) -> Iterator[str]:
    """Why, the author's correction, and who claims it."""
    note = f"Note: {question.note}" if question.note else ""
    yield from (text for text in (question.explain, note, question.attribution) if text)


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
            yield f"{passage.number}  {passage.text}"
    yield from quotes(question)
