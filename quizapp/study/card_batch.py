"""What a learner does to many cards at once: one event for all, which one undo takes back."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from zlib import crc32

from quizapp.core.day import Day
from quizapp.memory.fsrs import Memory
from quizapp.progress.events import (
    BURIED,
    FLAGGED,
    SUSPENDED,
    TAG,
    BatchEventData,
    Forgotten,
    Marked,
    Redated,
    Rescheduled,
)
from quizapp.progress.progress import Progress
from quizapp.progress.state import IN_STEPS
from quizapp.scheduling.context import StudyContext
from quizapp.scheduling.scheduler import LONGEST, fuzzed


class BatchAction(StrEnum):
    SUSPEND = "suspend"
    RESUME = "resume"
    BURY = "bury"
    """Not asked again before tomorrow."""
    UNBURY = "unbury"
    FLAG = "flag"
    """The value is the flag, 1 to 7."""
    UNFLAG = "unflag"
    TAG = "tag"
    """The value is the name, as for `UNTAG`."""
    UNTAG = "untag"
    SET_DUE = "set-due"
    """The value is the day."""
    FORGET = "forget"
    RESCHEDULE = "reschedule"
    """Due days anew from their memory; the value is over how many days to spread those that are due
    by then, 0 for not at all."""


MOST_SPREAD = 365
"""Days."""
FLAGS = range(1, 8)


@dataclass(frozen=True, slots=True)
class CardBatch:
    """An action with the cards that it changes."""

    action: BatchAction
    cards: Sequence[str]
    left_out: int
    """Cards to which it does nothing: they are so already, or it cannot be done to them."""
    value: int | str
    data: BatchEventData
    authors: int = 0
    """Of all these cards, how many have the tag from their author, and keep it."""

    @classmethod
    def of(
        cls,
        action: BatchAction,
        keys: Collection[str],
        context: StudyContext,
        value: int | str = 0,
        authors: int = 0,
    ) -> "CardBatch":
        cards = tuple(filter(_changed(action, context, value), keys))
        data = _data(action, cards, context, value)
        return cls(action, cards, len(keys) - len(cards), value, data, authors)

    def __bool__(self) -> bool:
        return bool(self.cards)


def _changed(action: BatchAction, context: StudyContext, value: int | str) -> Callable[[str], bool]:
    """Tells whether the action makes a difference to a card."""
    progress, day = context.progress, context.day
    suspended, buried, flags = progress.suspended, progress.buried, progress.flags
    due = progress.due_day
    match action:
        case BatchAction.SUSPEND:
            return lambda key: key not in suspended
        case BatchAction.RESUME:
            return lambda key: key in suspended
        case BatchAction.BURY:
            return lambda key: buried.get(key, 0) <= day
        case BatchAction.UNBURY:
            return lambda key: buried.get(key, 0) > day
        case BatchAction.FLAG:
            return lambda key: flags.get(key, 0) != value
        case BatchAction.UNFLAG:
            return lambda key: key in flags
        case BatchAction.TAG | BatchAction.UNTAG:
            tagged = {card for card, tags in progress.tags.items() if value in tags}
            adds = action is BatchAction.TAG
            return lambda key: (key in tagged) is not adds
        case BatchAction.SET_DUE:
            return lambda key: due.get(key, IN_STEPS) not in (IN_STEPS, value)
        case BatchAction.FORGET:
            return lambda key: key in progress.cards
        case BatchAction.RESCHEDULE:
            return lambda key: due.get(key, IN_STEPS) != IN_STEPS


def _data(
    action: BatchAction, cards: tuple[str, ...], context: StudyContext, value: int | str
) -> BatchEventData:
    match action:
        case BatchAction.SUSPEND:
            return Marked(cards, SUSPENDED, 1)
        case BatchAction.RESUME:
            return Marked(cards, SUSPENDED, 0)
        case BatchAction.BURY:
            return Marked(cards, BURIED, context.day + 1)
        case BatchAction.UNBURY:
            return Marked(cards, BURIED, 0)
        case BatchAction.FLAG:
            return Marked(cards, FLAGGED, int(value))
        case BatchAction.UNFLAG:
            return Marked(cards, FLAGGED, 0)
        case BatchAction.TAG:
            return Marked(cards, f"{TAG}{value}", 1)
        case BatchAction.UNTAG:
            return Marked(cards, f"{TAG}{value}", 0)
        case BatchAction.SET_DUE:
            return Rescheduled(cards, Day(int(value)))
        case BatchAction.FORGET:
            return Forgotten(cards)
        case BatchAction.RESCHEDULE:
            return Redated(cards, tuple(due_anew(cards, context, int(value))))


def due_anew(cards: Sequence[str], context: StudyContext, spread: int = 0) -> Iterator[Day]:
    """When cards in review are due by their memory alone, at the retention that is desired.

    With `spread`, those that are due within so many days from today on, or were before, share these
    days evenly, the least likely to be recalled first.
    """
    progress, today, model = context.progress, context.day, context.model
    retention = context.settings.desired_retention
    days: dict[str, int] = {}
    for card in cards:
        state = progress.cards[card]
        exact = model.interval(Memory(state.stability, state.difficulty), retention)
        draw = crc32(f"{card}:{state.reps}".encode()) / 2**32  # as the scheduler draws
        days[card] = state.last + min(LONGEST, fuzzed(exact, draw))
    if spread:
        soon = [card for card in cards if days[card] < today + spread]
        recalls = dict(zip(soon, model.recalls(progress.memories(soon), today), strict=True))
        for place, card in enumerate(sorted(soon, key=lambda one: (recalls[one], one))):
            days[card] = today + place * spread // len(soon)
    for card in cards:
        yield Day(days[card])


@dataclass(slots=True)
class BatchLog:
    """The batches that were done since the app was opened, for undo."""

    progress: Progress
    done: list[tuple[str, CardBatch, int]] = field(default_factory=list)
    """Each with the id of its event and how many answers there were, the last one at the end."""

    @property
    def is_latest(self) -> bool:
        """Whether there is one after which no card was answered."""
        return bool(self.done) and self.progress.reviews <= self.done[-1][2]

    def do(self, batch: CardBatch, now: datetime) -> None:
        """Raises: NotSaved: nothing has changed."""
        event = self.progress.change(batch.data, now)
        self.done.append((event, batch, self.progress.reviews))

    def undo(self, now: datetime) -> CardBatch | None:
        """Take the last one back; None when there is none.

        Raises:
            NotSaved: it still counts.
        """
        if not self.done:
            return None
        event, batch, _ = self.done[-1]
        self.progress.undo(event, now)
        self.done.pop()
        return batch
