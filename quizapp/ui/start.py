"""What the app opens on."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from quizapp.deck.deck import Deck

if TYPE_CHECKING:  # which Home does without
    from quizapp.study.question_pool import QuizOptions
    from quizapp.study.selection import Selection


class Home(NamedTuple):
    """The decks, and what is due."""


class StartReview(NamedTuple):
    """Of what is due, unless something else is selected."""

    decks: Sequence[Deck]
    selection: "Selection | None" = None


class StartQuiz(NamedTuple):
    """The setup of a quiz. `new`: not to go on with one that is open."""

    decks: Sequence[Deck]
    options: "QuizOptions"
    new: bool = False


class ShowPastQuizzes(NamedTuple):
    """Those that asked of `decks`; None for all."""

    decks: Sequence[Deck] | None = None


class Curate(NamedTuple):
    """The drafts in these deck files."""

    paths: Sequence[Path]


class Read(NamedTuple):
    """The text of decks, beside their cards."""

    decks: Sequence[Deck]


class ShowPreview(NamedTuple):
    """A deck file that is being written, and nothing else."""

    path: Path


Start = Home | StartReview | StartQuiz | ShowPastQuizzes | ShowPreview | Curate | Read

ON_HOME = Home()
