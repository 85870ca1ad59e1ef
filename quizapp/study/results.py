"""What came of a quiz: points, what guessing would have given, and how sure the learner was."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from quizapp.deck.deck import Card, Deck
from quizapp.progress.events import Filled
from quizapp.questions.base import Grade
from quizapp.questions.interactions import Ask

CONFIDENCES = ("guess", "unsure", "sure")


@dataclass(frozen=True, slots=True)
class Part:
    """One question of a quiz, and what the learner made of it."""

    deck: Deck
    card: Card
    ask: Ask
    filled: Filled
    grade: Grade | None
    """None when it was not answered."""

    @property
    def score(self) -> float:
        return self.grade.score if self.grade else 0.0

    @property
    def chance(self) -> float:
        return self.card.question.chance(self.card.face)


@dataclass(frozen=True, slots=True)
class Gone:
    """A question of a past quiz that no deck asks in quizzes any more."""

    card: str
    filled: Filled
    grade: Grade | None
    """None when it was not answered."""


@dataclass(frozen=True, slots=True)
class Then:
    """What is known of a quiz that is looked at again, besides its questions of today."""

    at: datetime
    """When it was handed in."""
    chance: float
    gone: tuple[Gone, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that have something in common. `score` and `chance` are in points."""

    name: str
    questions: int
    score: float
    chance: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How often a learner who said so was right."""

    confidence: str
    answers: int
    score: float
    """Points for these answers."""


@dataclass(frozen=True, slots=True)
class Results:
    """`event` is the id under which the answers count, and may be overruled; None when another
    window handed it in, or it is too long ago."""

    quiz: str
    parts: tuple[Part, ...]
    counts: bool
    event: str | None = None
    then: Then | None = None
    """Of a quiz that is looked at again."""

    @property
    def gone(self) -> tuple[Gone, ...]:
        return self.then.gone if self.then else ()

    @property
    def questions(self) -> int:
        return len(self.parts) + len(self.gone)

    @property
    def score(self) -> float:
        gone = sum(one.grade.score for one in self.gone if one.grade)
        return gone + sum(part.score for part in self.parts)

    @property
    def chance(self) -> float:
        """The points that blind guessing would give on average."""
        return self.then.chance if self.then else sum(part.chance for part in self.parts)

    @property
    def missed(self) -> tuple[str, ...]:
        """The cards that did not get all their points."""
        return tuple(part.card.key for part in self.parts if part.score < 1)

    @property
    def by_tag(self) -> Sequence[Group]:
        return self._by(lambda part: dict.fromkeys(part.card.question.tags))

    @property
    def by_type(self) -> Sequence[Group]:
        return self._by(lambda part: (part.card.question.type,))

    @property
    def calibration(self) -> Sequence[Calibration]:
        """From guess to sure; empty when nobody was asked."""
        found = []
        for confidence in CONFIDENCES:
            said = [
                part for part in self.parts if part.grade and part.filled.confidence == confidence
            ]
            if said:
                points = sum(part.score for part in said)
                found.append(Calibration(confidence, len(said), points))
        return found

    def _by(self, names: Callable[[Part], Iterable[str]]) -> Sequence[Group]:
        groups: dict[str, list[Part]] = {}
        for part in self.parts:
            for name in names(part):
                groups.setdefault(name, []).append(part)
        return [
            Group(
                name,
                len(some),
                sum(part.score for part in some),
                sum(part.chance for part in some),
            )
            for name, some in groups.items()
        ]
