"""What a quiz may ask, what a learner wishes of it, and the drawing of its questions."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random

from quizapp.asks import Reveal
from quizapp.deck.deck import Deck
from quizapp.progress.events import Paper
from quizapp.words import count


@dataclass(frozen=True, slots=True)
class Wish:
    """How a quiz should be. Without tags or types, any will do."""

    number: int | None = 10
    """Questions at most; None is all there are."""
    tags: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    shuffled: bool = True
    """Else in the order of the deck."""
    feedback: str = "end"
    """each or end, as in `Paper`."""
    minutes: float = 0
    """The time allowed; 0 is no limit."""
    longer: float = 1.0
    """What the time is multiplied by, for those who need more."""
    confidence: bool = False
    counts: bool | None = None
    """Whether the answers count as reviews; None leaves it to the learner's settings."""

    @property
    def seconds(self) -> int:
        wanted = self.minutes * 60 * self.longer
        return max(1, round(wanted)) if wanted else 0


@dataclass(frozen=True, slots=True)
class Candidate:
    key: str
    question: str
    """`deck/id`."""
    type: str
    tags: tuple[str, ...]


@dataclass(frozen=True)
class Pool:
    """The cards that a quiz can grade. No two siblings are in one quiz."""

    candidates: tuple[Candidate, ...]
    ungraded: int
    """Flashcards, which only the learner can judge."""
    siblings: Mapping[str, Sequence[str]]
    """As in `Deck`, of all decks."""

    @classmethod
    def of(cls, decks: Iterable[Deck], suspended: Collection[str]) -> "Pool":
        found: list[Candidate] = []
        siblings: dict[str, Sequence[str]] = {}
        ungraded = 0
        for deck in decks:
            siblings |= deck.siblings
            for key in deck.keys:
                if key in suspended:
                    continue
                card = deck.card(key)
                if isinstance(card.question.ask(card.face, Random(0)), Reveal):
                    ungraded += 1
                    continue
                question = f"{deck.slug}/{card.question.id}"
                found.append(Candidate(key, question, card.question.type, card.question.tags))
        return cls(tuple(found), ungraded, siblings)

    @cached_property
    def tags(self) -> Mapping[str, int]:
        """Each tag with the number of its questions, in the order of the decks."""
        questions = self._questions(self.candidates)
        return Counter(tag for one in questions for tag in dict.fromkeys(one.tags))

    @cached_property
    def types(self) -> Mapping[str, int]:
        return Counter(one.type for one in self._questions(self.candidates))

    def matching(self, wish: Wish) -> Sequence[Candidate]:
        return [
            one
            for one in self.candidates
            if (not wish.types or one.type in wish.types)
            and (not wish.tags or wish.tags.intersection(one.tags))
        ]

    def size(self, wish: Wish) -> int:
        """How many questions the quiz will have."""
        there = len(self._together([one.key for one in self._questions(self.matching(wish))]))
        return there if wish.number is None else min(wish.number, there)

    def left_out(self, wish: Wish) -> int:
        """How many fitting questions even the largest quiz leaves out, as others tell of them."""
        most = self.size(replace(wish, number=None))
        return len(self._questions(self.matching(wish))) - most

    def drawn_from(self, wish: Wish) -> str:
        """How many questions there are to draw from, and what can not be drawn, in words."""
        most, telling = self.size(replace(wish, number=None)), self.left_out(wish)
        said = f"Drawn from {most}."
        if telling:
            said = f"Drawn from {most + telling}, {most} at most, as some give others away."
        if self.ungraded:
            said += f" Left out: {count(self.ungraded, 'flashcard')}, which nobody can grade."
        return said

    def draw(self, wish: Wish, seed: int) -> Paper:
        """A quiz as wished; the same seed draws the same."""
        random = Random(seed)
        faces: dict[str, list[Candidate]] = {}
        for one in self.matching(wish):
            faces.setdefault(one.question, []).append(one)
        cards = [random.choice(some).key for some in faces.values()]
        drawn = self._draw(cards, self.size(wish), random)
        if not wish.shuffled:
            drawn.sort(key={key: place for place, key in enumerate(cards)}.__getitem__)
        return Paper(
            cards=tuple(drawn),
            seed=seed,
            feedback=wish.feedback,
            seconds=wish.seconds,
            confidence=wish.confidence,
            counts=wish.counts is not False,
        )

    def _together(self, cards: Sequence[str]) -> set[str]:
        """About as many of the cards as can be without siblings: those that have fewest first."""
        found: set[str] = set()
        for key in sorted(cards, key=lambda key: len(self.siblings.get(key, ()))):
            if found.isdisjoint(self.siblings.get(key, ())):
                found.add(key)
        return found

    def _draw(self, cards: Sequence[str], number: int, random: Random) -> list[str]:
        """So many of the cards, no two of them siblings; at most as many as `_together` finds.

        What can still be drawn, `enough`, holds no siblings and includes what is drawn. A card
        that is not in it takes the place of its siblings there, unless one of them is drawn or too
        few would be left.
        """
        enough = self._together(cards)
        drawn: dict[str, None] = {}
        for key in random.sample(cards, len(cards)):
            if len(drawn) == number:
                break
            if key not in enough:
                rivals = enough.intersection(self.siblings[key])
                if len(enough) - len(rivals) + 1 < number or not drawn.keys().isdisjoint(rivals):
                    continue
                enough -= rivals
                enough.add(key)
            drawn[key] = None
        return list(drawn)

    def _questions(self, candidates: Iterable[Candidate]) -> Collection[Candidate]:
        return {one.question: one for one in candidates}.values()
