"""What is said of an article on its way to cards: how far it is, and what came of it."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from quizapp.author.article.from_article import UnderstoodArticle
from quizapp.author.article.reading import (
    DecksMade,
    ModelLoaded,
    ReadingStep,
    ReadSoFar,
    WritingDecks,
)
from quizapp.core.text import clean, cut
from quizapp.core.words import count
from quizapp.generate.record import BY_HAND
from quizapp.presentation.styled import Styled, Tone
from quizapp.questions.union import QUESTION_TYPES

MOST_GATES = 4
"""Reasons that are named; the rest are summed up."""
MOST_PASSAGES = 6
GATES = {
    "value": "worth too little",
    "duplicates": "asked by another card",
    "grounding": "not proven by the text",
    "constituents": "cut off in a phrase",
    "deixis": "pointing at something out of sight",
    "leak": "giving the answer away",
    "distractors": "without good wrong options",
    "whole": "with something missing",
    "modality": "without who says so",
    "consistency": "against another passage",
    "form": "badly put",
    "time": "without their time",
    "place": "without their place",
    "picture": "spoken in pictures",
    "check": "not passing the check",
}
"""Why a draft was rejected, by the gate that it did not pass."""
STEPS = ("Load the English model", "Read the article", "Write the decks")


def fields(one: UnderstoodArticle, publisher: str = "") -> dict[str, str]:
    """What can be put right, as it was understood; `publisher` where the text names none."""
    article = one.article
    return {
        "title": article.title,
        "published": article.published.isoformat() if article.published else "",
        "publisher": article.publisher or publisher,
    }


def into(one: UnderstoodArticle) -> str:
    """Where the decks would go."""
    where = one.place.name
    if one.is_known:
        return f"It is in the folder {where} already: its cards stay, new ones come to them."
    return f"The decks go into a new folder among yours: {where}"


def dated(one: UnderstoodArticle, today: date) -> Styled:
    """Where its date is from, what a date is for, and what is strange about it."""
    article = one.article
    if not article.published:
        told = "Without a date, no day in words (“on Thursday”) can be dated."
        return Styled(told, Tone.FAINT)
    day = f"{article.published.day} {article.published:%B %Y}"
    if article.published > today:
        return Styled(f"{day} is still to come; is that right?", Tone.WARNING)
    if article.dated_from == BY_HAND:
        return Styled(f"{day}, as you say.", Tone.FAINT)
    return Styled(f"{day}, from “{cut(clean(article.dated_from))}”.", Tone.FAINT)


def at_step(step: ReadingStep) -> int:
    """Which of `STEPS` is going on after that."""
    match step:
        case ModelLoaded() | ReadSoFar():
            return 1
        case WritingDecks():
            return 2
    return 0


def found(made: DecksMade) -> Iterator[str]:
    """Cards by kind, points of the text without one, drafts that were rejected and why; and below
    them what was out of the ordinary."""
    labels = {QUESTION_TYPES[kind].label: number for kind, number in made.kinds.items()}
    kinds = ", ".join(f"{name} {n}" if len(labels) > 1 else name for name, n in labels.items())
    new = "" if made.added == made.cards else f", {made.added or 'none'} of them new"
    yield f"{count(made.cards, 'card')}{new}: {kinds}."
    yield _uncovered(made)
    if made.rejected:
        yield _rejected(made.rejected)
    yield from made.remarks


def _uncovered(made: DecksMade) -> str:
    if not made.without_card:
        return "Every point that was made out in the text has a card."
    told = f"{made.without_card} of {count(made.points, 'point')} of the text have no card"
    if not made.bare_passages:
        return f"{told}; every passage has one."
    numbers = [str(one) for one in made.bare_passages]
    more = len(numbers) - MOST_PASSAGES
    named = ", ".join(numbers[:MOST_PASSAGES]) + (f" and {more} more" if more > 0 else "")
    return f"{told}; without any: passage{'s' if len(numbers) > 1 else ''} {named}."


def _rejected(gates: dict[str, int]) -> str:
    told = [f"{n} {GATES.get(gate, gate)}" for gate, n in islice(gates.items(), MOST_GATES)]
    rest = sum(islice(gates.values(), MOST_GATES, None))
    told += [f"{rest} for other reasons"] if rest else []
    were = "drafts were" if sum(gates.values()) > 1 else "draft was"
    return f"{sum(gates.values())} {were} rejected: {', '.join(told)}."
