"""Where one card stands at a moment: when it is due, how likely it is recalled, and what keeps it
from being asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.core.day import Day
from quizapp.memory.fsrs import Memory
from quizapp.progress.state import CardState
from quizapp.scheduling.context import StudyContext
from quizapp.scheduling.scheduler import fuzz


@dataclass(frozen=True, slots=True)
class CardStanding:
    key: str
    today: Day
    state: CardState | None
    """None: it is new."""
    recall: float | None
    """How likely it is to be recalled today, 0 to 1; None while it is new."""
    holds: float | None
    """Days after an answer until recall has fallen to what the learner wants."""
    desired: float
    """The recall that the learner wants."""
    minutes: float
    """Until it is due, in its steps; below 0 when it has been."""
    suspended: bool
    buried: bool
    flag: int
    lapses: int
    """Of a leech; 0 when it is none."""
    tags: Sequence[str] = ()
    """The learner's own."""
    status: str = "approved"
    """What its author says of it."""

    @classmethod
    def of(cls, context: StudyContext, key: str, status: str = "approved") -> "CardStanding":
        """`status` is what the author says of it: draft, approved or retired."""
        progress, today = context.progress, context.day
        state = progress.cards.get(key)
        desired = context.settings.desired_retention
        recall = holds = None
        minutes, leech = 0.0, context.settings.leech_lapses
        if state:
            memory = Memory(state.stability, state.difficulty)
            recall = context.model.retrievability(memory, max(0, today - state.last))
            holds = context.model.interval(memory, desired)
            if state.phase != "review":
                minutes = (state.due / 1000 - context.now.timestamp()) / 60
        return cls(
            key,
            today,
            state,
            recall,
            holds,
            desired,
            minutes,
            key in progress.suspended,
            progress.buried_until(key) > today,
            progress.flags.get(key, 0),
            state.lapses if state and leech and state.lapses >= leech else 0,
            sorted(progress.tags.get(key, ())),
            status,
        )

    @property
    def given(self) -> int:
        """Days from the last answer to the due day, of a card that has one."""
        return self.due - self.state.last if self.state and self.due is not None else 0

    @property
    def is_as_spread(self) -> bool:
        """Whether the spreading of intervals alone may have made `given` of what the memory
        holds; else other settings, parameters or an interval before had a part in it."""
        if self.holds is None:
            return False
        possible = fuzz(self.holds)
        return possible[0] <= self.given <= possible[-1] + 2

    @property
    def due(self) -> Day | None:
        """The day on which it is due, of a card that is out of its steps."""
        return Day(self.state.due) if self.state and self.state.phase == "review" else None
