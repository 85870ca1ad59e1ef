"""Decks that their authors have changed since they were studied last: what the learner is told of
it, and cards with another answer, which are asked again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from quizapp.core.day import Day
from quizapp.core.errors import DeckError, NotSaved
from quizapp.deck.changes import CardRevision, ChangeKind, compare, form_of
from quizapp.deck.deck import Deck
from quizapp.progress.events import Rescheduled
from quizapp.progress.progress import Progress
from quizapp.progress.state import IN_STEPS
from quizapp.study.studied_versions import is_as_studied, remember, studied_version

NEW = frozenset((ChangeKind.ADDED, ChangeKind.APPROVED, ChangeKind.LOOKS_RENAMED))
GONE = frozenset((ChangeKind.RETIRED, ChangeKind.WITHDRAWN, ChangeKind.REMOVED))
"""Kinds of changes after which a card is asked that was not, or is not asked any more."""
_NOT_WORTH_A_LINE = frozenset((ChangeKind.COSMETIC, ChangeKind.RENAMED))


@dataclass(frozen=True, slots=True)
class DeckRevision:
    """What has changed in a deck for one learner."""

    deck: Deck
    changes: Sequence[CardRevision]
    """To cards that they have answered; and cards that are asked now and were not."""


@dataclass(frozen=True, slots=True)
class Revision:
    """What has changed in all decks that are studied now. Never empty."""

    decks: Sequence[DeckRevision]
    event: str = ""
    """The id of what made cards due again; empty where none had to be."""
    again: tuple[str, ...] = ()
    """These cards."""

    @property
    def changes(self) -> Iterator[CardRevision]:
        for one in self.decks:
            yield from one.changes


def since_studied(home: Path, deck: Deck) -> list[CardRevision] | None:
    """All that has changed since a deck was studied last; None where it never was.

    Raises:
        DeckError: it cannot be read any more.
    """
    before = studied_version(home, deck.slug)
    return None if before is None else compare(deck.slug, before, deck.questions.by_id())


def take_up(
    decks: Sequence[Deck], progress: Progress, today: Day, now: datetime
) -> Revision | None:
    """What has changed in decks that are going to be studied, once; None for nothing.

    Cards that have another right answer are due today. What changes from now on is told next time.
    """
    others = [deck for deck in decks if not is_as_studied(progress.home, deck)]
    found = [revision for deck in others if (revision := _revision(deck, progress))]
    again = _to_ask_again(found, progress, today)
    event = ""
    if again:
        try:
            due = Rescheduled(tuple(again), today, tuple(again.values()))
            event = progress.change(due, now)
        except NotSaved:
            return None  # nothing is lost: the next time finds the same
    for deck in others:
        keep_version(deck, progress)
    return Revision(found, event, tuple(again)) if found else None


def cards_to_tell(deck: Deck, progress: Progress) -> int:
    """How many cards have changed in a deck since it was studied so that the learner is told."""
    revision = _revision(deck, progress)
    changes = revision.changes if revision else ()
    return len({one.card for one in changes if one.kind not in _NOT_WORTH_A_LINE})


def keep_version(deck: Deck, progress: Progress) -> None:
    """Take a deck as it is for the version that was studied."""
    try:
        remember(progress.home, deck)
    except DeckError:
        return  # which is told where its cards are wanted


def _revision(deck: Deck, progress: Progress) -> DeckRevision | None:
    try:
        changes = since_studied(progress.home, deck) or ()
    except DeckError:
        return None
    asked = set(deck.keys)
    mine = [
        one
        for one in changes
        if (one.kind in NEW or one.card in progress.cards)
        and (one.kind in GONE or one.card in asked)
    ]
    matters = any(one.kind not in _NOT_WORTH_A_LINE for one in mine)
    return DeckRevision(deck, mine) if matters else None


def _to_ask_again(found: Sequence[DeckRevision], progress: Progress, today: Day) -> dict[str, int]:
    """Cards that would be asked only later, each with the checksum of what is right now.

    Those are left out for which another device has seen to it.
    """
    answers = {
        change.card: form_of(*change.after).checksum
        for one in found
        for change in one.changes
        if change.kind is ChangeKind.ANSWER and change.after
    }
    days = progress.due_day
    later = {card: right for card, right in answers.items() if days.get(card, IN_STEPS) > today}
    if later:
        for earlier in progress.rescheduled():
            for card, right in zip(earlier.cards, earlier.answers, strict=False):
                if later.get(progress.current_name(card)) == right:
                    del later[progress.current_name(card)]
    return later
