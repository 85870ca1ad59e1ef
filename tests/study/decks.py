"""Small decks for tests, read through the library as a learner's are."""

from collections.abc import Iterable
from pathlib import Path

from quizapp.deck.deck import Deck
from quizapp.deck.library import Library

CHOICE = """
  - id: {id}
    type: choice
    prompt: Which is right in {id}?
    answer: right
    distractors: [wrong, worse, worst]
    hint: [It is not wrong, It begins with r]
"""

FLASHCARD = """
  - {{id: {id}, type: flashcard, prompt: front of {id}, answer: back of {id}}}
"""

TYPED = """
  - {{id: {id}, type: typed, language: en, prompt: Type the word of {id}., answer: Kyrgyzstan}}
"""

SIBLINGS = """
  - id: {id}
    type: cloze
    text: "The {{{{c1::first}}}} and the {{{{c2::second}}}} and the {{{{c3::third}}}}"
"""

DISTANCE = """
  - {{id: {id}, type: numeric, prompt: How far is {id}?, answer: 5, unit: km}}
"""

MULTI = """
  - {{id: {id}, type: multi_choice, prompt: Which?, answers: [a, b], distractors: [c, d]}}
"""

TRUE_FALSE = """
  - {{id: {id}, type: true_false, prompt: It is so., answer: true}}
"""

NUMERIC = """
  - {{id: {id}, type: numeric, prompt: When?, answer: 1992}}
"""

ORDERING = """
  - {{id: {id}, type: ordering, prompt: In order?, items: [one, two, three]}}
"""

MATCHING = """
  - {{id: {id}, type: matching, prompt: Match., pairs: {{a: x, b: y, c: z}}}}
"""

GRADED = (CHOICE, MULTI, TRUE_FALSE, TYPED, NUMERIC, ORDERING, MATCHING, SIBLINGS)
"""A template of every type that a quiz can grade."""


def deck(folder: Path, cards: Iterable[str], slug: str = "test-deck", head: str = "") -> Deck:
    """A deck of `cards`, each one of the templates above with its id filled in."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{slug}.yaml"
    path.write_text(f"deck: {slug}\ntitle: The deck {slug}\n{head}\ncards:\n{''.join(cards)}")
    library = Library.open([], [path])
    assert not library.broken, library.broken
    return library.deck(slug)


def graded() -> list[str]:
    return [one.format(id=f"q{at}") for at, one in enumerate(GRADED, 1)]


def choices(number: int) -> list[str]:
    return [CHOICE.format(id=f"card-{one}") for one in range(1, number + 1)]
