"""A deck as the app uses it. What a card holds is parsed when the card is asked for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.core.card_keys import card_key, question_of, split_key
from quizapp.core.errors import DeckError

if TYPE_CHECKING:  # pydantic takes 60 ms, and a list of decks needs none of it
    from pydantic import NonNegativeInt

    from quizapp.deck.cache import CardKind, Questions
    from quizapp.deck.source_text import Passage
    from quizapp.questions.base import Date, DeckText, FileBeside, Grade, Lexicon, WebAddress
    from quizapp.questions.interactions import Reply
    from quizapp.questions.union import AnyQuestion


@dataclass(frozen=True, slots=True)
class Card:
    """What is asked, and what progress hangs on: a question in one of its variants.

    `key` is `deck/id`, with `#variant` where a question makes several cards: `deck/id#c1`.
    """

    key: str
    variant: str
    question: "AnyQuestion"


_STRICT = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Source:
    """Where the questions come from. `deck.header` reads it, by the types of its fields."""

    __pydantic_config__ = _STRICT
    title: "DeckText" = ""
    publisher: "DeckText" = ""
    published: "Date | None" = None
    url: "WebAddress" = ""
    text: "FileBeside" = ""
    """The file that evidence quotes, relative to the deck's folder."""


@dataclass(frozen=True, slots=True)
class Limits:
    """For a day; None leaves the learner's own. `deck.header` reads it too."""

    __pydantic_config__ = _STRICT
    new_per_day: "NonNegativeInt | None" = None
    reviews_per_day: "NonNegativeInt | None" = None


@dataclass(frozen=True)
class Deck:
    path: Path
    slug: str
    title: str
    language: str
    about: str
    """The topic, which each question has as well, unless its author gives it another or none."""
    description: str
    source: Source | None
    limits: Limits
    order: int | None
    drafts: int
    """Questions that wait for their author's verdict."""
    keys: tuple[str, ...]
    """The cards of approved questions, in the author's order."""
    siblings: tuple[str, ...]
    """Cards that are not alone: their question has others, or is kept apart from another."""
    apart: Mapping[str, Sequence[str]]
    """By question (`deck/id`), those that the author keeps apart from it."""
    was: Mapping[str, tuple[str, ...]]
    """A card's earlier keys, for questions that were renamed."""
    questions: "Questions" = field(repr=False)
    """As JSON, drafts and retired ones included."""
    authors_title: str = ""
    """Where the learner calls it otherwise."""

    def called(self, title: str) -> "Deck":
        """The deck under a title of the learner's; under its author's where that is empty."""
        authors = self.authors_title or self.title
        wanted = title or authors
        if wanted == self.title:
            return self
        return replace(self, title=wanted, authors_title="" if wanted == authors else authors)

    def card(self, key: str) -> Card:
        """The card with this key; drafts and retired ones can be had too.

        Raises:
            KeyError: this deck has no such card.
            DeckError: the cache has lost it, and the deck's file has errors by now.
        """
        slug, name, variant = split_key(key)
        if slug != self.slug:
            raise KeyError(key)
        from quizapp.questions.union import parse_question

        question = parse_question(self.questions.one(name))
        if variant not in question.variants or key != card_key(slug, name, variant):
            raise KeyError(key)
        return Card(key, variant, question)

    def kinds(self) -> "Iterator[tuple[str, CardKind]]":
        """The key of each card, and what kind it is; no question is parsed for that."""
        kinds, each = self.questions.kinds
        return zip(self.keys, map(kinds.__getitem__, each), strict=True)

    def grade(self, card: Card, reply: "Reply") -> "Grade":
        """Judge a reply to one of this deck's cards, by the words of the deck and its language."""
        question = card.question
        return question.grade(card.variant, reply, self._lexicon(question.language))

    def gives_away(self, key: str) -> tuple[str, ...]:
        """The questions of which this card tells: its own, and those kept apart from it.

        Siblings are the cards of such questions; no two are asked on one day or in one quiz.
        """
        question = question_of(key)
        return (question, *self.apart.get(question, ()))

    def passages(self) -> "tuple[Passage, ...]":
        """The source text as it is now; empty when there is none or it cannot be read."""
        if self.source is None or not self.source.text:
            return ()
        from quizapp.deck.files import SourceTextError, read_article
        from quizapp.deck.source_text import passages

        try:
            return passages(read_article(self.path, self.source.text).decode())
        except SourceTextError:
            return ()

    def _lexicon(self, code: str) -> "Lexicon":
        from quizapp.deck.lexicon import DeckLexicon  # for who answers only

        if code not in self._lexicons:
            self._lexicons[code] = DeckLexicon(code, self._lines, self._source_text)
        return self._lexicons[code]

    def _lines(self) -> Sequence[bytes]:
        """All questions; none when they are lost, as a reply can be judged without them."""
        try:
            return self.questions.all()
        except DeckError:
            return ()

    def _source_text(self) -> str:
        return "\n".join(passage.text for passage in self.passages())

    @cached_property
    def _lexicons(self) -> dict[str, "Lexicon"]:
        return {}
