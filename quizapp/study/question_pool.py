"""What a quiz may ask, what a learner wishes of it, and the drawing of its questions."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random

from quizapp.core.card_keys import question_of
from quizapp.core.words import count
from quizapp.deck.deck import Deck
from quizapp.progress.events import QuizSpec
from quizapp.questions.interactions import SelfGraded


@dataclass(frozen=True, slots=True)
class QuizOptions:
    """How a quiz should be. Without tags or types, any will do."""

    number: int | None = 10
    """Questions at most; None is all there are."""
    tags: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    shuffled: bool = True
    """Else in the order of the deck."""
    feedback: str = "end"
    """each or end, as in `QuizSpec`."""
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
    type: str
    tags: tuple[str, ...]

    @property
    def question(self) -> str:
        return question_of(self.key)


@dataclass(frozen=True)
class QuestionPool:
    """The cards that a quiz can grade. No two siblings are in one quiz."""

    candidates: tuple[Candidate, ...]
    ungraded: int
    """Flashcards, which only the learner can judge."""
    apart: Mapping[str, Sequence[str]]
    """As in `Deck`, of all decks."""

    @classmethod
    def of(cls, decks: Iterable[Deck], suspended: Collection[str]) -> "QuestionPool":
        found: list[Candidate] = []
        apart: dict[str, Sequence[str]] = {}
        ungraded = 0
        for deck in decks:
            apart |= deck.apart
            for key in deck.keys:
                if key in suspended:
                    continue
                card = deck.card(key)
                if isinstance(card.question.interaction(card.variant, Random(0)), SelfGraded):
                    ungraded += 1
                    continue
                found.append(Candidate(key, card.question.type, card.question.tags))
        return cls(tuple(found), ungraded, apart)

    @cached_property
    def tags(self) -> Mapping[str, int]:
        """Each tag with the number of its questions, in the order of the decks."""
        questions = self._questions(self.candidates)
        return Counter(tag for one in questions for tag in dict.fromkeys(one.tags))

    @cached_property
    def types(self) -> Mapping[str, int]:
        return Counter(one.type for one in self._questions(self.candidates))

    def within(self, options: QuizOptions) -> QuizOptions:
        """The options, less the tags and types that none of these questions has."""
        tags, types = options.tags & self.tags.keys(), options.types & self.types.keys()
        return replace(options, tags=tags, types=types)

    def matching(self, options: QuizOptions) -> Sequence[Candidate]:
        return [
            one
            for one in self.candidates
            if (not options.types or one.type in options.types)
            and (not options.tags or options.tags.intersection(one.tags))
        ]

    def size(self, options: QuizOptions) -> int:
        """How many questions the quiz will have."""
        there = len(self._together({one.question: None for one in self.matching(options)}))
        return there if options.number is None else min(options.number, there)

    def left_out(self, options: QuizOptions) -> int:
        """How many fitting questions even the largest quiz leaves out, as others tell of them."""
        most = self.size(replace(options, number=None))
        return len(self._questions(self.matching(options))) - most

    def drawn_from(self, options: QuizOptions) -> str:
        """How many questions there are to draw from, and what can not be drawn, in words."""
        most, telling = self.size(replace(options, number=None)), self.left_out(options)
        said = f"Drawn from {most}."
        if telling:
            said = f"Drawn from {most + telling}, {most} at most, as some give others away."
        if self.ungraded:
            said += f" Left out: {count(self.ungraded, 'flashcard')}, which nobody can grade."
        return said

    def draw(self, options: QuizOptions, seed: int) -> QuizSpec:
        """A quiz by these options; the same seed draws the same."""
        random = Random(seed)
        variants: dict[str, list[str]] = {}
        for one in self.matching(options):
            variants.setdefault(one.question, []).append(one.key)
        drawn = self._draw(list(variants), self.size(options), random)
        if not options.shuffled:
            chosen = set(drawn)
            drawn = [question for question in variants if question in chosen]
        return QuizSpec(
            cards=tuple(random.choice(variants[question]) for question in drawn),
            seed=seed,
            feedback=options.feedback,
            seconds=options.seconds,
            confidence=options.confidence,
            counts=options.counts is not False,
        )

    def _together(self, questions: Iterable[str]) -> set[str]:
        """About as many as can be together, taken from those that are apart from fewest on."""
        found: set[str] = set()
        for one in sorted(questions, key=lambda one: len(self.apart.get(one, ()))):
            if found.isdisjoint(self.apart.get(one, ())):
                found.add(one)
        return found

    def _draw(self, questions: Sequence[str], number: int, random: Random) -> list[str]:
        """So many questions that can be together, at most as many as `_together` finds.

        What can still be drawn, `enough`, can be together and includes what is drawn. A question
        that is not in it takes the place of those there that it is apart from, unless one of them
        is drawn or too few would be left.
        """
        enough = self._together(questions)
        drawn: dict[str, None] = {}
        for one in random.sample(questions, len(questions)):
            if len(drawn) == number:
                break
            if one not in enough:
                rivals = enough.intersection(self.apart[one])
                if len(enough) - len(rivals) + 1 < number or not drawn.keys().isdisjoint(rivals):
                    continue
                enough -= rivals
                enough.add(one)
            drawn[one] = None
        return list(drawn)

    def _questions(self, candidates: Iterable[Candidate]) -> Collection[Candidate]:
        return {one.question: one for one in candidates}.values()
