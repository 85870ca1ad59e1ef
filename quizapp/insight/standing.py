"""Where the cards of decks stand before a plan is made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from quizapp.day import Calendar, Day
from quizapp.deck.deck import Deck
from quizapp.deck.key import question_of
from quizapp.insight.course import Part
from quizapp.memory import Memory
from quizapp.progress.progress import Progress
from quizapp.progress.state import CardState, deck_of


@dataclass(frozen=True, slots=True)
class Standing:
    new: tuple[str, ...]
    """Cards that were never answered, those of different decks mixed in proportion."""
    seen: tuple[tuple[Part, int], ...]
    """All others, each with the day on which it is to be asked, or was to be when it is past."""
    told_by: Mapping[str, Sequence[str]]
    """By card, the questions of which it tells, for cards that have siblings."""
    told: frozenset[str]
    """Questions of which today's cards tell, or those that were asked: none of theirs joins."""

    not_before: Mapping[str, int]
    """By card, a day before which the learner does not want to see it."""

    @property
    def cards(self) -> int:
        return len(self.new) + len(self.seen)

    @classmethod
    def of(
        cls,
        decks: Sequence[Deck],
        progress: Progress,
        calendar: Calendar,
        today: Day,
        day: Day,
        all_seen: bool = True,
    ) -> "Standing":
        """Not `all_seen`: without the cards that fall due only on `day` or later."""
        keys = [counted(deck, progress) for deck in decks]
        told_by = {key: deck.told_by(key) for deck in decks for key in deck.siblings}
        cards, buried = progress.cards, progress.buried
        asked = (
            key
            for key in told_by
            if key in cards and (cards[key].last == today or cards[key].phase != "review")
        )
        told = {question for key in asked for question in told_by[key]}
        new = [
            ((place + 0.5) / len(some), key)
            for some in keys
            for place, key in enumerate(some)
            if key not in cards
        ]
        due = {
            key: max(_due(cards[key], calendar), buried.get(key, 0))
            for some in keys
            for key in some
            if key in cards and (all_seen or progress.due_day[key] < day)
        }
        for at, key in sorted((due[key], key) for key in told_by if key in due):
            if at > today or cards[key].phase != "review":
                continue
            if question_of(key) in told:  # a sibling comes first
                due[key] = min(today + 1, day - 1)
            else:
                told.update(told_by[key])
        seen = tuple((_part(key, cards[key]), at) for key, at in due.items())
        mixed = tuple(key for _, key in sorted(new))
        return cls(mixed, seen, told_by, frozenset(told), buried)


def counted(deck: Deck, progress: Progress) -> list[str]:
    """The cards of a deck that are to be known: all but the suspended ones."""
    return [key for key in deck.keys if key not in progress.suspended]


def _due(state: CardState, calendar: Calendar) -> int:
    """A day; a card in its steps may have days that it waits for, too."""
    if state.phase == "review":
        return state.due
    return calendar.day(datetime.fromtimestamp(state.due / 1000, UTC))


def _part(key: str, state: CardState) -> Part:
    memory = Memory(state.stability, state.difficulty)
    return Part(deck_of(key), memory, state.last, key=key, in_steps=state.phase != "review")
