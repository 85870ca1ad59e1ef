"""What the app opens on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.deck.deck import Deck
from quizapp.study.selection import DUE_TODAY, Selection

if TYPE_CHECKING:
    from quizapp.study.question_pool import QuizOptions


@dataclass(frozen=True, slots=True)
class Home:
    """The decks, and what is due."""


@dataclass(frozen=True, slots=True)
class StartReview:
    decks: Sequence[Deck]
    selection: Selection = DUE_TODAY


@dataclass(frozen=True, slots=True)
class StartQuiz:
    """The setup of a quiz. `new`: not to go on with one that is open."""

    decks: Sequence[Deck]
    options: "QuizOptions"
    new: bool = False


@dataclass(frozen=True, slots=True)
class ShowPastQuizzes:
    """Those that asked of `decks`; None for all."""

    decks: Sequence[Deck] | None = None


Start = Home | StartReview | StartQuiz | ShowPastQuizzes
