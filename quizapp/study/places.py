"""The questions of a quiz, as they lie before the learner."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from quizapp.asks import Ask, Reveal
from quizapp.deck.deck import Card, Deck
from quizapp.deck.key import parts
from quizapp.progress.events import Filled, Paper
from quizapp.questions.base import Grade


@dataclass(frozen=True, slots=True)
class Place:
    """`name` is the card's name on the sheet: that which it had when the quiz began."""

    name: str
    deck: Deck
    card: Card
    ask: Ask

    def grade(self, line: Filled) -> Grade | None:
        """None without a reply."""
        if line.reply is None:
            return None
        return self.deck.grade(self.card, line.reply)


def lay_out(
    paper: Paper, decks: Sequence[Deck], name_of_today: Callable[[str], str]
) -> Iterator[Place]:
    """The questions that are still there, their options in the order they had at the beginning.

    One that became a flashcard cannot be graded, and of two that became one the first stays.
    """
    by_slug = {deck.slug: deck for deck in decks}
    laid: set[str] = set()
    for name in paper.cards:
        key = name_of_today(name)
        deck = by_slug.get(parts(key)[0])
        try:
            card = deck.card(key) if deck and key not in laid else None
        except KeyError:
            card = None
        if deck and card:
            ask = card.question.ask(card.face, Random(f"{paper.seed}:{name}"))
            if not isinstance(ask, Reveal):
                laid.add(key)
                yield Place(name, deck, card, ask)
