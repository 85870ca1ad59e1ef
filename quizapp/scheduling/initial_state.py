"""Where the cards of decks stand before a plan or a forecast is made."""

from collections import Counter
from collections.abc import Generator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import compress, repeat
from math import ceil
from sys import maxsize
from typing import NamedTuple

from quizapp.core.card_keys import question_of
from quizapp.core.day import Day
from quizapp.deck.deck import Deck
from quizapp.progress.progress import Progress
from quizapp.progress.state import IN_STEPS
from quizapp.scheduling.context import StudyContext
from quizapp.scheduling.today import Today

CHUNK = 2_000
"""Cards between two pauses."""

MANY = 20_000
"""Cards; of more, some of those that fall due on a day stand for all of them in a forecast."""

SAMPLE = 250
"""About so many, or more, stand for those of a day."""

_GOLDEN = (5**0.5 - 1) / 2
"""Its multiples are spread evenly between whole numbers, in no order that cards may be in."""

_NEW = maxsize
"""In place of a due day: the card has none."""


class SeenCard(NamedTuple):
    """A card that was answered before, and the day on which it is to be asked, or was to be."""

    key: str
    deck: str
    stability: float
    difficulty: float
    last: int
    """The day of the last answer."""
    due: int
    in_steps: bool = False
    weight: int = 1
    """The cards that it stands for."""

    def is_overdue(self, day: int) -> bool:
        return self.due < day and not self.in_steps


@dataclass(frozen=True, slots=True)
class InitialState:
    new: Sequence[str]
    """Cards that were never answered, those of different decks mixed in proportion."""
    new_in: Mapping[str, int]
    """How many of them are in each deck."""
    seen: Sequence[SeenCard]
    """All others."""
    gives_away: Mapping[str, Sequence[str]]
    """By card, the questions of which it tells, for cards that have siblings."""
    given_away: frozenset[str]
    """Questions of which today's cards tell, or those that were asked: none of theirs joins."""
    not_before: Mapping[str, int]
    """By card, a day before which the learner does not want to see it."""

    @property
    def cards(self) -> int:
        return len(self.new) + sum(card.weight for card in self.seen)

    @classmethod
    def of(
        cls, decks: Sequence[Deck], context: StudyContext, day: Day, all_seen: bool = True
    ) -> Generator[None, None, "InitialState"]:
        """Pauses between some cards and the next. Not `all_seen`: without the cards that fall due
        only on `day` or later, and of very many that fall due on a day with some for all."""
        progress, today = context.progress, context.day
        buried, steps = progress.buried, progress.in_steps
        until = _NEW if all_seen else int(day)
        later = Today(context).later_steps
        cards = sum(len(deck.keys) for deck in decks)
        thins = not all_seen and cards > MANY
        gives_away = {key: deck.gives_away(key) for deck in decks for key in deck.siblings}
        alone = gives_away.keys() | buried.keys() | later
        mixed: list[tuple[float, str]] = []
        new_in: Counter[str] = Counter()
        seen: list[SeenCard] = []
        for deck in decks:
            keys = counted(deck, progress)
            for start in range(0, len(keys), CHUNK):
                chunk = keys[start : start + CHUNK]
                on = list(map(progress.due_day.get, chunk, repeat(_NEW)))
                if new := on.count(_NEW):
                    new_in[deck.slug] += new
                    places = ((place + 0.5) / len(keys) for place in range(start, start + CHUNK))
                    are_new = map(_NEW.__eq__, on)
                    mixed += compress(zip(places, chunk, strict=False), are_new)
                known = list(compress(zip(chunk, on, strict=True), map(until.__gt__, on)))
                weights = [1] * len(known)
                if thins:
                    number = ceil(SAMPLE * len(chunk) / cards)
                    known, weights = _thinned(known, today, alone, number)
                memories = progress.memories([key for key, _ in known])
                for (key, due), memory, weight in zip(known, memories, weights, strict=True):
                    if in_steps := due == IN_STEPS:
                        due = _day(context, steps[key]) if key in later else today
                    if key in buried:
                        due = max(due, buried[key])
                    seen.append(SeenCard(key, deck.slug, *memory, due, in_steps, weight))
                yield
        given_away: set[str] = set()
        if gives_away:
            answered = progress.answered_since(today)
            for key in gives_away.keys() & {*answered, *steps}:
                if key in steps or answered[key] == today:
                    given_away.update(gives_away[key])
            seen = _siblings_wait(seen, gives_away, given_away, today, min(today + 1, day - 1))
            yield
        mixed.sort()
        return cls(
            [key for _, key in mixed], new_in, seen, gives_away, frozenset(given_away), buried
        )


def _thinned(
    known: Sequence[tuple[str, int]], today: Day, alone: Set[str], number: int
) -> tuple[list[tuple[str, int]], list[int]]:
    """Some cards, and how many each of them stands for.

    Those in steps, those overdue and those of each day stay as many together, `number` or more
    standing for them where there are so many; none of the cards `alone` stands for others.
    """
    kept: list[tuple[str, int]] = []
    kinds: dict[int, list[tuple[str, int]]] = {}
    for one in known:
        key, due = one
        if key in alone:
            kept.append(one)
        else:
            kind = due if due >= today or due == IN_STEPS else today - 1
            kinds.setdefault(kind, []).append(one)
    weights = [1] * len(kept)
    for some in kinds.values():
        step = max(1, len(some) // number)
        for place, at in enumerate(range(0, len(some), step), today):
            alike = some[at : at + step]
            kept.append(alike[int(place * _GOLDEN % 1 * len(alike))])  # the same each time
            weights.append(len(alike))
    return kept, weights


def _day(context: StudyContext, ms: int) -> Day:
    return context.calendar.day(datetime.fromtimestamp(ms / 1000, UTC))


def _siblings_wait(
    seen: Sequence[SeenCard],
    gives_away: Mapping[str, Sequence[str]],
    given_away: set[str],
    today: Day,
    tomorrow: int,
) -> list[SeenCard]:
    """Of siblings that are due, one is asked today, and the rest wait; `given_away` grows."""
    due = [
        card for card in seen if card.due <= today and not card.in_steps and card.key in gives_away
    ]
    waiting = set()
    for card in sorted(due, key=lambda card: (card.due, card.key)):
        if question_of(card.key) in given_away:  # a sibling comes first
            waiting.add(card.key)
        else:
            given_away.update(gives_away[card.key])
    return [card._replace(due=tomorrow) if card.key in waiting else card for card in seen]


def counted(deck: Deck, progress: Progress) -> Sequence[str]:
    """The cards of a deck that are to be known: all but the suspended ones."""
    suspended = progress.suspended
    return [key for key in deck.keys if key not in suspended] if suspended else deck.keys
