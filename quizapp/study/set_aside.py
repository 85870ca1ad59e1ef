"""What a learner does to a card besides answering it: bury, suspend, flag; each can be undone."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from quizapp.day import Day
from quizapp.progress.progress import Progress
from quizapp.study.stages import Turn


class Mark(StrEnum):
    BURIED = "buried"
    """Not asked again before tomorrow."""
    SUSPENDED = "suspended"
    """Not asked again until the learner wants it back."""
    FLAGGED = "flagged"
    """To be found again."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark that was set, or, with `value` 0, taken away. `before` is what there was."""

    turn: Turn
    mark: Mark
    value: int
    before: int
    answered: bool = False
    """Whether its card had been answered already, and is not to be asked again after undo."""

    @classmethod
    def of(cls, turn: Turn, mark: Mark, progress: Progress, tomorrow: Day) -> "Marked":
        """What the learner's key does: bury, suspend, or turn the flag over."""
        key = turn.card.key
        match mark:
            case Mark.BURIED:
                return cls(turn, mark, tomorrow, progress.buried.get(key, 0))
            case Mark.SUSPENDED:
                return cls(turn, mark, 1, int(key in progress.suspended))
            case Mark.FLAGGED:
                flag = progress.flags.get(key, 0)
                return cls(turn, mark, int(not flag), flag)

    @property
    def goes_on(self) -> bool:
        """Whether the next card comes."""
        return self.mark is not Mark.FLAGGED

    def save(self, progress: Progress, now: datetime) -> None:
        self._set(progress, self.value, now)

    def take_back(self, progress: Progress, now: datetime) -> None:
        self._set(progress, self.before, now)

    def _set(self, progress: Progress, value: int, now: datetime) -> None:
        key = self.turn.card.key
        match self.mark:
            case Mark.BURIED:
                progress.bury(key, Day(max(1, value)), now)  # the first of days is long past
            case Mark.SUSPENDED:
                (progress.suspend if value else progress.resume)(key, now)
            case Mark.FLAGGED:
                progress.flag(key, value, now)
