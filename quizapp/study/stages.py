"""Where a review stands: the card before the learner, and how far they have got with it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from quizapp.deck.deck import Card, Deck
from quizapp.memory.fsrs import Rating
from quizapp.questions.base import Grade
from quizapp.questions.interactions import Interaction, Reply
from quizapp.scheduling.scheduler import Outcome
from quizapp.study.selection import More


@dataclass(frozen=True, slots=True)
class PresentedCard:
    """One card before the learner."""

    deck: Deck
    card: Card
    interaction: Interaction
    started: datetime
    is_new: bool
    hints: int = 0
    """How many of the question's hints have been shown."""


@dataclass(frozen=True, slots=True)
class Asking:
    presented: PresentedCard


@dataclass(frozen=True, slots=True)
class Revealed:
    """The answer is shown; the learner rates. `outcomes` holds what each button would do."""

    presented: PresentedCard
    outcomes: dict[Rating, Outcome]


@dataclass(frozen=True, slots=True)
class Answered:
    """Graded and saved. `outcome` says when the card comes back."""

    presented: PresentedCard
    reply: Reply
    grade: Grade
    rating: Rating
    outcome: Outcome
    overruled: bool = False

    @property
    def hard_for(self) -> Literal["hint", "slip", ""]:
        """Why a right answer counts as hard, where the learner has not said so."""
        if self.rating is not Rating.HARD or self.outcome.is_practice or self.overruled:
            return ""
        return "hint" if self.presented.hints else "slip"


@dataclass(frozen=True, slots=True)
class Leech:
    """A card that was forgotten once too often: keep it, rewrite it, or suspend it?"""

    presented: PresentedCard
    lapses: int


@dataclass(frozen=True, slots=True)
class Finished:
    """Nothing is left now. `next_step` is when (milliseconds) a learning card returns today."""

    next_step: int | None = None


ReviewStage = Asking | Revealed | Answered | Leech | Finished


@dataclass(frozen=True, slots=True)
class MoreGranted:
    """More cards than the limits of the day let in, granted by the event with the id `event`."""

    event: str
    more: More


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """Cards that were made due today by the event with the id `event`."""

    event: str
    cards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewLogEntry:
    """One answer of this review, for undo and for the summary."""

    presented: PresentedCard
    event: str
    rating: Rating
    outcome: Outcome
    ms: int
    reply: Reply | None = None
    grade: Grade | None = None
    lapses: int = 0
    """Of its card, when this answer was the lapse that makes it a leech; else 0."""
