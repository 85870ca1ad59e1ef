"""The new cards of each day: spread evenly before one that counts, or as the limits let them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from quizapp.core.card_keys import question_of
from quizapp.core.day import Day
from quizapp.progress.state import deck_of
from quizapp.scheduling.allowance import ALL, Allowance
from quizapp.scheduling.initial_state import InitialState


@dataclass(frozen=True, slots=True)
class NewCards:
    """Those of one day."""

    keys: Sequence[str]
    by_deck: Mapping[str, int]


def even_schedule(
    initial: InitialState, today: Day, day: Day, allowance: Allowance
) -> list[NewCards]:
    """The new cards of each day from `today` to the eve of `day`.

    The last one or two days are left for repetition, unless the limits need them too. Siblings
    come on different days; only on the eve, when there is no later day, they come together.
    """
    days = day - today
    main = days - min(2, (days - 1) // 2)
    waiting = _Waiting(initial, allowance)
    loads = []
    for ahead in range(days):
        at = today + ahead
        fair = -(-len(waiting.keys) // max(1, main - ahead))
        given_away = set(initial.given_away) if ahead == 0 else set()
        load = waiting.pick(fair, at, given_away)
        if ahead == days - 1:
            load += waiting.pick(fair - len(load), at, None)
        loads.append(_of_day(load))
    return loads


def limited_schedule(
    initial: InitialState, today: Day, day: Day, allowance: Allowance
) -> list[NewCards]:
    """The same when each day has as many as the limits let in beside the reviews of that day."""
    waiting = _Waiting(initial, allowance)
    given_away_on: dict[int, set[str]] = {today: set(initial.given_away)}
    if initial.gives_away:
        for card in initial.seen:
            if card.due > today and card.key in initial.gives_away:
                given_away_on.setdefault(card.due, set()).update(initial.gives_away[card.key])
    return [
        _of_day(waiting.pick(len(waiting.keys), at, given_away_on.get(at, set())))
        for at in range(today, day)
    ]


def _of_day(keys: Sequence[str]) -> NewCards:
    return NewCards(keys, Counter(map(deck_of, keys)))


@dataclass(slots=True)
class _Waiting:
    """New cards that have no day yet."""

    initial: InitialState
    allowance: Allowance
    keys: dict[str, None] = field(init=False)
    _in_decks: Counter[str] = field(init=False)

    def __post_init__(self) -> None:
        self.keys = dict.fromkeys(self.initial.new)
        self._in_decks = Counter(self.initial.new_in)

    def pick(self, wanted: int, at: int, given_away: set[str] | None) -> list[str]:
        """Take out the first cards that may come on day `at`, no more than the limits let in.

        Cards of that day tell of the questions in `given_away`; None lets siblings come together.
        """
        room = {deck: self.allowance.room(deck, at) for deck in self._in_decks}
        most = sum(min(room[deck], number) for deck, number in self._in_decks.items())
        wanted = int(min(wanted, most, self.allowance.room(ALL, at)))
        siblings, buried = self.initial.gives_away, self.initial.not_before
        own = {deck for deck in self._in_decks if self.allowance.slug(deck) != ALL}
        if siblings or buried or own:
            picked: list[str] = []
            for key in self.keys:
                if len(picked) == wanted:
                    break
                if given_away is not None and key in siblings and question_of(key) in given_away:
                    continue
                deck = deck_of(key)
                if buried.get(key, 0) > at or room[deck] < 1:
                    continue
                picked.append(key)
                if deck in own:
                    room[deck] -= 1
                if given_away is not None and key in siblings:
                    given_away.update(siblings[key])
        else:
            picked = list(islice(self.keys, max(0, wanted)))
        for deck, number in Counter(map(deck_of, picked)).items():
            self.allowance.take(deck, at, number)
            self._in_decks[deck] -= number
        for key in picked:
            del self.keys[key]
        return picked
