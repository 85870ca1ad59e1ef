"""What a learner does to a card besides answering it, and the cards that this was done to."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from quizapp.core.day import Day
from quizapp.core.errors import DeckError
from quizapp.deck.deck import Card, Deck
from quizapp.progress.progress import Progress
from quizapp.scheduling.scheduler import leeches
from quizapp.study.stages import PresentedCard


class CardAction(StrEnum):
    BURY = "bury"
    """Not asked again before tomorrow."""
    SUSPEND = "suspend"
    """Not asked again until the learner wants it back."""
    FLAG = "flag"
    """To be found again."""


@dataclass(frozen=True, slots=True)
class CardChange:
    """A mark that was set, or, with `value` 0, taken away. `before` is what there was."""

    presented: PresentedCard
    action: CardAction
    value: int
    before: int
    answered: bool
    """Whether its card had been answered already, and is not to be asked again after undo."""

    @classmethod
    def of(
        cls,
        presented: PresentedCard,
        action: CardAction,
        progress: Progress,
        tomorrow: Day,
        answered: bool,
    ) -> "CardChange":
        """What the learner's key does: bury, suspend, or turn the flag over."""
        key = presented.card.key
        match action:
            case CardAction.BURY:
                value, before = int(tomorrow), progress.buried.get(key, 0)
            case CardAction.SUSPEND:
                value, before = 1, int(key in progress.suspended)
            case CardAction.FLAG:
                before = progress.flags.get(key, 0)
                value = int(not before)
        return cls(presented, action, value, before, answered)

    @property
    def goes_on(self) -> bool:
        """Whether the next card comes."""
        return self.action is not CardAction.FLAG

    def save(self, progress: Progress, now: datetime) -> None:
        self._set(progress, self.value, now)

    def take_back(self, progress: Progress, now: datetime) -> None:
        self._set(progress, self.before, now)

    def _set(self, progress: Progress, value: int, now: datetime) -> None:
        key = self.presented.card.key
        match self.action:
            case CardAction.BURY:
                progress.bury(key, Day(max(1, value)), now)  # the first of days is long past
            case CardAction.SUSPEND:
                (progress.suspend if value else progress.resume)(key, now)
            case CardAction.FLAG:
                progress.flag(key, value, now)


@dataclass(frozen=True, slots=True)
class SetAsideCard:
    card: Card
    deck: Deck
    suspended: bool
    buried: bool
    flagged: bool
    lapses: int
    """Of a leech; 0 when it is none."""

    @property
    def is_set_aside(self) -> bool:
        """Whether it is not asked."""
        return self.suspended or self.buried


def set_aside_cards(
    decks: Sequence[Deck], progress: Progress, today: Day, leech_lapses: int
) -> Iterator[SetAsideCard]:
    """In the order of the decks; without those that cannot be read any more."""
    buried = {key for key, until in progress.buried.items() if until > today}
    flags, suspended = progress.flags, progress.suspended
    lapses = leeches(progress, leech_lapses)
    found = buried | suspended | lapses.keys() | flags.keys()
    for deck in decks:
        for key in deck.keys:
            if key not in found:
                continue
            with suppress(KeyError, DeckError):
                card = deck.card(key)
                yield SetAsideCard(
                    card, deck, key in suspended, key in buried, key in flags, lapses.get(key, 0)
                )


def bring_back(marked: SetAsideCard, progress: Progress, now: datetime, today: Day) -> None:
    """Ask a card again that was set aside; else take its flag away.

    Raises:
        NotSaved: it stays as it was, or is brought back in part.
    """
    key = marked.card.key
    if marked.suspended:
        progress.resume(key, now)
    if marked.buried:
        progress.bury(key, today, now)
    if not marked.is_set_aside and marked.flagged:
        progress.flag(key, 0, now)
