"""What came of a quiz: points, what guessing would have given, and how sure the learner was."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from quizapp.deck.deck import Card, Deck
from quizapp.progress.events import Response
from quizapp.questions.base import Grade
from quizapp.questions.interactions import Interaction

CONFIDENCES = ("guess", "unsure", "sure")


@dataclass(frozen=True, slots=True)
class ItemResult:
    """One question of a quiz, and what the learner made of it."""

    deck: Deck
    card: Card
    interaction: Interaction
    response: Response
    grade: Grade | None
    """None when it was not answered."""
    points: float
    """What it is worth in this quiz."""

    @property
    def credit(self) -> float:
        """The share of its points that the reply got, 0 to 1."""
        return self.grade.score if self.grade else 0.0

    @property
    def score(self) -> float:
        return self.points * self.credit

    @property
    def guess_credit(self) -> float:
        """The share of its points that a blind guess would get on average."""
        return self.card.question.guess_score(self.card.variant)


@dataclass(frozen=True, slots=True)
class RemovedItem:
    """A question of a past quiz that no deck asks in quizzes any more."""

    card: str
    response: Response
    grade: Grade | None
    """None when it was not answered."""
    points: float

    @property
    def score(self) -> float:
        return self.points * self.grade.score if self.grade else 0.0


@dataclass(frozen=True, slots=True)
class PastDetails:
    """What is known of a quiz that is looked at again, besides its questions of today."""

    at: datetime
    """When it was handed in."""
    guess_score: float
    gone: tuple[RemovedItem, ...]


@dataclass(frozen=True, slots=True)
class ScoreGroup:
    """Questions that have something in common. `score` and `guess_score` are in points."""

    name: str
    questions: int
    points: float
    """What they are worth together."""
    score: float
    guess_score: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How often a learner who said so was right."""

    confidence: str
    answers: int
    right: float
    """Of these answers; one that is right in part counts as its share, whatever it is worth."""


@dataclass(frozen=True, slots=True)
class Results:
    """`event` is the id under which the answers count, and may be overruled; None when another
    window handed it in, or it is too long ago."""

    quiz: str
    items: tuple[ItemResult, ...]
    counts: bool
    event: str | None = None
    then: PastDetails | None = None
    """Of a quiz that is looked at again."""

    @property
    def gone(self) -> tuple[RemovedItem, ...]:
        return self.then.gone if self.then else ()

    @property
    def questions(self) -> int:
        return len(self.items) + len(self.gone)

    @property
    def points(self) -> float:
        """What all questions are worth together."""
        return sum(one.points for one in self._every)

    @property
    def is_weighted(self) -> bool:
        """Whether some questions are worth more or less than one point."""
        return any(one.points != 1 for one in self._every)

    @property
    def score(self) -> float:
        return sum(one.score for one in self._every)

    @property
    def guess_score(self) -> float:
        """The points that blind guessing would give on average."""
        if self.then:
            return self.then.guess_score
        return sum(item.points * item.guess_credit for item in self.items)

    @property
    def missed(self) -> tuple[str, ...]:
        """The cards that did not get all their points."""
        return tuple(item.card.key for item in self.items if item.credit < 1)

    @property
    def by_tag(self) -> Sequence[ScoreGroup]:
        return self._by(lambda item: dict.fromkeys(item.card.question.tags))

    @property
    def by_type(self) -> Sequence[ScoreGroup]:
        """By what a learner calls the type."""
        return self._by(lambda item: (item.card.question.label,))

    @property
    def calibration(self) -> Sequence[Calibration]:
        """From guess to sure; empty when nobody was asked."""
        found = []
        for confidence in CONFIDENCES:
            said = [
                item for item in self.items if item.grade and item.response.confidence == confidence
            ]
            if said:
                right = sum(item.credit for item in said)
                found.append(Calibration(confidence, len(said), right))
        return found

    @property
    def _every(self) -> tuple[ItemResult | RemovedItem, ...]:
        return (*self.gone, *self.items)

    def _by(self, names: Callable[[ItemResult], Iterable[str]]) -> Sequence[ScoreGroup]:
        groups: dict[str, list[ItemResult]] = {}
        for item in self.items:
            for name in names(item):
                groups.setdefault(name, []).append(item)
        return [
            ScoreGroup(
                name,
                len(some),
                sum(item.points for item in some),
                sum(item.score for item in some),
                sum(item.points * item.guess_credit for item in some),
            )
            for name, some in groups.items()
        ]
