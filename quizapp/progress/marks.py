"""What a learner sets on a card by hand: suspended, buried, flagged. The latest word counts."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from quizapp.progress.events import (
    AboutCard,
    Answer,
    Buried,
    CardEvent,
    Flagged,
    Key,
    Renamed,
    Resumed,
    Suspended,
    Undone,
)


class Mark(NamedTuple):
    key: Key
    value: int


@dataclass(slots=True)
class Marks:
    latest: dict[tuple[str, str], Mark] = field(default_factory=dict)
    """By sort (suspended, buried, flagged) and card."""
    suspended: set[str] = field(default_factory=set)

    def add(self, event: CardEvent, name: Callable[[str], str]) -> None:
        """Take in an event, in whatever order they come. `name` gives a card's name of today."""
        if (found := _value(event.what)) is None:
            return
        sort, value = found
        card = name(event.what.card)
        if (sort, card) not in self.latest or event.key > self.latest[sort, card].key:
            self.put(sort, card, Mark(event.key, value))

    def put(self, sort: str, card: str, mark: Mark) -> None:
        self.latest[sort, card] = mark
        if sort == "suspended":
            (self.suspended.add if mark.value else self.suspended.discard)(card)

    def last(self, what: AboutCard, name: Callable[[str], str]) -> Key | None:
        """The event that stands where `what` would."""
        found = _value(what)
        mark = self.latest.get((found[0], name(what.card))) if found else None
        return mark.key if mark else None

    def about(self, *cards: str) -> bool:
        return any(card in cards for _, card in self.latest)

    def values(self, sort: str) -> dict[str, int]:
        """By card; what was taken back (0) is left out."""
        return {
            card: mark.value
            for (one, card), mark in self.latest.items()
            if one == sort and mark.value
        }


def _value(what: AboutCard) -> tuple[str, int] | None:
    match what:
        case Suspended():
            return "suspended", 1
        case Resumed():
            return "suspended", 0
        case Buried():
            return "buried", what.until
        case Flagged():
            return "flagged", what.flag
        case Answer() | Undone() | Renamed():
            return None
