"""Which language the answers of a deck are in, where its author does not say."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from quizapp import languages
from quizapp.deck.lexicon import FULL, in_list

_CARDS = 200
"""Looked at, from the first on."""
_ANSWERS = ("answer", "accept")
_TEXTS = ("prompt", "text", "explain", *_ANSWERS)
_ENOUGH = 5
"""Words of answers by which a list can be doubted."""


def of_cards(cards: Sequence[Any]) -> str:
    """The code of the language of the answers, as far as their words and the questions tell.

    "" where they do not: the questions of a deck of vocabulary tell nothing about its answers.
    """
    some = [card for card in islice(cards, _CARDS) if isinstance(card, dict)]
    answers = [text for card in some for text in _texts(card, _ANSWERS)]
    code = languages.of_words(answers)
    if not code:
        code = languages.of_words(text for card in some for text in _texts(card, _TEXTS))
        if code in FULL and _are_foreign(answers, code):
            return ""
    return code


def _are_foreign(answers: Sequence[str], code: str) -> bool:
    """Whether the answers have more words of another language than of this one."""
    words = {word for text in answers for word in languages.words(text) if len(word) > 3}
    if len(words) < _ENOUGH:
        return False
    known = {one: sum(in_list(word, one) for word in words) for one in FULL}
    return max(known.values()) > known[code] + len(words) / 5


def _texts(card: dict[str, Any], fields: Sequence[str]) -> Iterator[str]:
    for name in fields:
        value = card.get(name)
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from (one for one in value if isinstance(one, str))
