"""The questions of a quiz, and what stands on the learner's sheet for each."""

from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.progress.events import Filled, Paper
from quizapp.study.places import Place
from quizapp.study.record import Recorder


@dataclass(slots=True)
class Sheet:
    id: str
    """Of the quiz."""
    paper: Paper
    places: Sequence[Place]
    sheet: list[Filled]
    """A line for each place."""
    recorder: Recorder

    @property
    def open(self) -> list[int]:
        """The questions without an answer."""
        return [at for at, line in enumerate(self.sheet) if line.reply is None]

    @property
    def marked(self) -> list[int]:
        return [at for at, line in enumerate(self.sheet) if line.marked]

    @property
    def missing(self) -> int:
        """Questions that no deck has any more."""
        return len(self.paper.cards) - len(self.places)

    @property
    def is_open(self) -> bool:
        """Whether it was ended nowhere, as far as this window has seen."""
        return self.id in self.recorder.progress.open_quizzes
