"""The cards that a learner has set aside or flagged, and those that will not stick."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from quizapp.day import Day
from quizapp.deck.deck import Card, Deck
from quizapp.progress.progress import Progress
from quizapp.study.leech import is_leech


@dataclass(frozen=True, slots=True)
class MarkedCard:
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


def marked_cards(
    decks: Sequence[Deck], progress: Progress, today: Day, leech_lapses: int
) -> Iterator[MarkedCard]:
    """In the order of the decks."""
    buried = {key for key, until in progress.buried.items() if until > today}
    flags, suspended = progress.flags, progress.suspended
    leeches = {key for key, state in progress.cards.items() if is_leech(state, leech_lapses)}
    found = buried | suspended | leeches | flags.keys()
    for deck in decks:
        for key in deck.keys:
            if key in found:
                state = progress.cards.get(key)
                yield MarkedCard(
                    deck.card(key),
                    deck,
                    key in suspended,
                    key in buried,
                    key in flags,
                    state.lapses if state and key in leeches else 0,
                )


def bring_back(marked: MarkedCard, progress: Progress, now: datetime, today: Day) -> None:
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
