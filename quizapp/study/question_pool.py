"""What a quiz may ask, what a learner wishes of it, and the drawing of its questions."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import compress
from random import Random
from typing import NamedTuple

from quizapp.core.card_keys import question_of
from quizapp.core.words import count
from quizapp.deck.cache import CardKind
from quizapp.deck.deck import Deck
from quizapp.progress.events import QuizSpec


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


class Candidate(NamedTuple):
    key: str
    question: str
    type: str
    tags: tuple[str, ...]


@dataclass(frozen=True)
class QuestionPool:
    """The cards that a quiz can grade. No two siblings are in one quiz."""

    keys: Sequence[str]
    kinds: Sequence[CardKind]
    """Of each card."""
    ungraded: int
    """Flashcards, which only the learner can judge."""
    apart: Mapping[str, Sequence[str]]
    """As in `Deck`, of all decks."""

    @classmethod
    def of(
        cls,
        decks: Iterable[Deck],
        suspended: Collection[str],
        only: Collection[str] | None = None,
    ) -> "QuestionPool":
        """Of the cards in `only`, if these are named."""
        keys: list[str] = []
        kinds: list[CardKind] = []
        apart: dict[str, Sequence[str]] = {}
        ungraded = 0
        for deck in decks:
            apart |= deck.apart
            for key, kind in deck.kinds():
                if key in suspended or (only is not None and key not in only):
                    continue
                if not kind.is_graded:
                    ungraded += 1
                    continue
                keys.append(key)
                kinds.append(kind)
        return cls(keys, kinds, ungraded, apart)

    @property
    def candidates(self) -> Sequence[Candidate]:
        return [
            Candidate(key, question, kind.type, kind.tags)
            for key, question, kind in zip(self.keys, self._questions, self.kinds, strict=True)
        ]

    @cached_property
    def tags(self) -> Mapping[str, int]:
        """Each tag with the number of its questions, in the order of the decks."""
        found: Counter[str] = Counter()
        for kind, number in self._kinds_of_questions:
            for tag in dict.fromkeys(kind.tags):
                found[tag] += number
        return found

    @cached_property
    def types(self) -> Mapping[str, int]:
        found: Counter[str] = Counter()
        for kind, number in self._kinds_of_questions:
            found[kind.type] += number
        return found

    @cached_property
    def _kinds_of_questions(self) -> Sequence[tuple[CardKind, int]]:
        """Each kind with the number of its questions; the cards of a deck share few objects."""
        of_question = dict(zip(self._questions, self.kinds, strict=True))
        numbers = Counter(map(id, of_question.values()))
        return [(kind, numbers[place]) for place, kind in self._kinds.items() if numbers[place]]

    @cached_property
    def _kinds(self) -> Mapping[int, CardKind]:
        """By identity: all that there are, in the order of the decks."""
        return dict(zip(map(id, self.kinds), self.kinds, strict=True))

    @cached_property
    def _questions(self) -> Sequence[str]:
        """Of each card."""
        return [question_of(key) if "#" in key else key for key in self.keys]

    def within(self, options: QuizOptions) -> QuizOptions:
        """The options, less the tags and types that none of these questions has."""
        tags, types = options.tags.intersection(self.tags), options.types.intersection(self.types)
        return replace(options, tags=tags, types=types)

    def _matching(self, options: QuizOptions) -> Iterator[tuple[str, str]]:
        """The fitting cards: the question of each, and its key."""
        pairs = zip(self._questions, self.keys, strict=True)
        if not (options.types or options.tags):
            return pairs
        fitting = {
            place
            for place, kind in self._kinds.items()
            if (not options.types or kind.type in options.types)
            and (not options.tags or options.tags.intersection(kind.tags))
        }
        return compress(pairs, [id(kind) in fitting for kind in self.kinds])

    def size(self, options: QuizOptions) -> int:
        """How many questions the quiz will have."""
        _, most = self._numbers(options)
        return most if options.number is None else min(options.number, most)

    def left_out(self, options: QuizOptions) -> int:
        """How many fitting questions even the largest quiz leaves out, as others tell of them."""
        fitting, most = self._numbers(options)
        return fitting - most

    def _numbers(self, options: QuizOptions) -> tuple[int, int]:
        """How many questions fit, and how many of them can be in one quiz."""
        wanted = (options.tags, options.types)
        if wanted not in self._reckoned:
            fitting = dict(self._matching(options))
            self._reckoned[wanted] = len(fitting), len(self._together(fitting))
        return self._reckoned[wanted]

    @cached_property
    def _reckoned(self) -> dict[tuple[frozenset[str], frozenset[str]], tuple[int, int]]:
        return {}

    def drawn_from(self, options: QuizOptions) -> str:
        """How many questions there are to draw from, and what can not be drawn, in words."""
        fitting, most = self._numbers(options)
        said = f"Drawn from {most}."
        if fitting > most:
            said = f"Drawn from {fitting}, {most} at most, as some give others away."
        if self.ungraded:
            said += f" Left out: {count(self.ungraded, 'flashcard')}, which nobody can grade."
        return said

    def draw(self, options: QuizOptions, seed: int) -> QuizSpec:
        """A quiz by these options; the same seed draws the same."""
        random = Random(seed)
        variants: dict[str, list[str]] = {}
        for question, key in self._matching(options):
            variants.setdefault(question, []).append(key)
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

    def _together(self, questions: Collection[str]) -> set[str]:
        """About as many as can be together, taken from those that are apart from fewest on."""
        found = set(questions)
        bound = [one for one in questions if one in self.apart] if self.apart else []
        found.difference_update(bound)
        for one in sorted(bound, key=lambda one: len(self.apart[one])):
            if found.isdisjoint(self.apart[one]):
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
        for one in _in_any_order(questions, random):
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


def _in_any_order(questions: Sequence[str], random: Random) -> Iterator[str]:
    """All questions, as `random.sample` has them; most of them are never asked for."""
    left = list(questions)
    while left:
        place = random.randrange(len(left))
        yield left[place]
        left[place] = left[-1]
        left.pop()
