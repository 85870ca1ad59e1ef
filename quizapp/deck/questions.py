"""Checked questions to and from JSON, and the cards that they make."""

from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from quizapp.deck.check import Checked
from quizapp.deck.key import card_key
from quizapp.deck.model import Head
from quizapp.questions.union import AnyQuestion, Entry

_QUESTION: TypeAdapter[AnyQuestion] = TypeAdapter(Entry)


@lru_cache(maxsize=512)
def parse(line: bytes) -> AnyQuestion:
    return _QUESTION.validate_json(line)


def lines(checked: Checked) -> list[bytes]:
    """Each question as one line of JSON, without its line break."""
    return [
        question.model_dump_json(exclude_defaults=True).encode() for question in checked.questions
    ]


def index(head: Head, checked: Checked) -> dict[str, Any]:
    """All that a `Deck` knows without its questions, ready for JSON."""
    keys: list[str] = []
    siblings: list[list[str]] = []
    was: dict[str, list[str]] = {}
    for question in checked.questions:
        faces = question.faces
        cards = [card_key(head.deck, question.id, face) for face in faces]
        for card, face in zip(cards, faces, strict=True):
            if question.was:
                was[card] = [card_key(head.deck, earlier, face) for earlier in question.was]
        if question.status == "approved":
            keys += cards
            if len(cards) > 1:
                siblings.append(cards)
    return {
        **head.model_dump(mode="json", exclude={"deck", "source", "defaults", "cards"}),
        "slug": head.deck,
        "language": checked.language,
        "source": head.source and head.source.model_dump(mode="json"),
        "article": checked.article,
        "keys": keys,
        "siblings": siblings,
        "was": was,
        "ids": [question.id for question in checked.questions],
    }
