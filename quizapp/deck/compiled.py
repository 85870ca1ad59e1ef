"""A checked deck as JSON: an index of its cards, and each question on a line of its own.

It is what the cache of `library` holds, so that a list of decks opens without parsing any question.
"""

from collections.abc import Container, Iterable
from itertools import chain
from typing import Any

from quizapp.core.card_keys import card_key
from quizapp.deck.check import CheckedDeck
from quizapp.deck.header import DeckHeader
from quizapp.questions.union import AnyQuestion


def question_lines(checked: CheckedDeck) -> list[bytes]:
    """Each question as one line of JSON, without its line break."""
    return [
        question.model_dump_json(exclude_defaults=True).encode() for question in checked.questions
    ]


def deck_index(header: DeckHeader, checked: CheckedDeck) -> dict[str, Any]:
    """All that a `Deck` knows without its questions, ready for JSON."""
    asked: dict[str, list[str]] = {}
    was: dict[str, list[str]] = {}
    for question in checked.questions:
        variants = question.variants
        cards = [card_key(header.deck, question.id, variant) for variant in variants]
        for card, variant in zip(cards, variants, strict=True):
            if question.was:
                was[card] = [card_key(header.deck, earlier, variant) for earlier in question.was]
        if question.status == "approved":
            asked[card_key(header.deck, question.id, "")] = cards
    apart = _apart(header.deck, checked.questions, asked)
    return {
        **header.model_dump(mode="json", exclude={"deck", "defaults", "cards"}),
        "slug": header.deck,
        "language": checked.language,
        "article": checked.article,
        "keys": list(chain.from_iterable(asked.values())),
        "siblings": [
            card
            for question, cards in asked.items()
            if len(cards) > 1 or question in apart
            for card in cards
        ],
        "apart": apart,
        "was": was,
        "ids": [question.id for question in checked.questions],
    }


def _apart(
    slug: str, questions: Iterable[AnyQuestion], asked: Container[str]
) -> dict[str, list[str]]:
    """As in `Deck`, among the questions that are `asked`."""
    found: dict[str, dict[str, None]] = {}
    for question in questions:
        one = card_key(slug, question.id, "")
        for name in question.apart:  # said of one of the two, it holds for both
            other = card_key(slug, name, "")
            if one in asked and other in asked:
                found.setdefault(one, {})[other] = None
                found.setdefault(other, {})[one] = None
    return {one: list(others) for one, others in found.items()}
