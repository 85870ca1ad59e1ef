"""From events to state. The state is a function of the set of events alone.

`Projection.of` folds any set; `Projection.add` folds a few more, or says that it cannot, because
they come before something that is folded already, and then all is folded anew. Cards are
independent of one another, so only the order of one card's own events matters.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from quizapp.memory.fsrs import MemoryModel
from quizapp.progress.card_replay import DeckTally, replay
from quizapp.progress.events import (
    NO_CARD,
    AboutCard,
    AboutQuiz,
    Answer,
    Buried,
    CardEvent,
    EventData,
    EventKey,
    Flagged,
    Granted,
    GrantEvent,
    LimitRaise,
    QuizFinished,
    Renamed,
    Resumed,
    Suspended,
    Undone,
)
from quizapp.progress.quizzes import QuizRecords
from quizapp.progress.scanner import AnswerRow, Batch
from quizapp.progress.state import CardState, deck_of

RaisedLimits = Mapping[tuple[str, str], int]
"""By limit and deck, as in a `LimitRaise`: by how much a limit is raised."""


@dataclass(slots=True)
class LimitGrants:
    days: dict[int, dict[EventKey, tuple[LimitRaise, ...]]] = field(default_factory=dict)
    """By day and event: one that comes again in a copy of the journal counts once."""

    def add(self, event: GrantEvent) -> None:
        self.days.setdefault(event.what.day, {})[event.key] = event.what.raises

    def take_back(self, ref: str) -> None:
        """Drop the event with id `ref`, if it is there."""
        for day, granted in list(self.days.items()):
            kept = {key: raises for key, raises in granted.items() if key.id != ref}
            if kept:
                self.days[day] = kept
            else:
                del self.days[day]

    def on(self, day: int) -> RaisedLimits:
        """All that was granted on a day, added up."""
        more: dict[tuple[str, str], int] = {}
        for raises in self.days.get(day, {}).values():
            for limit, number, deck in raises:
                more[limit, deck] = more.get((limit, deck), 0) + number
        return more


class CardStatus(NamedTuple):
    key: EventKey
    value: int


@dataclass(slots=True)
class CardStatuses:
    latest: dict[tuple[str, str], CardStatus] = field(default_factory=dict)
    """By sort (suspended, buried, flagged) and card."""
    suspended: set[str] = field(default_factory=set)

    def add(self, event: CardEvent, name: Callable[[str], str]) -> None:
        """Take in an event, in whatever order they come. `name` gives a card's name of today."""
        if (found := _value(event.what)) is None:
            return
        sort, value = found
        card = name(event.what.card)
        if (sort, card) not in self.latest or event.key > self.latest[sort, card].key:
            self.put(sort, card, CardStatus(event.key, value))

    def put(self, sort: str, card: str, mark: CardStatus) -> None:
        self.latest[sort, card] = mark
        if sort == "suspended":
            (self.suspended.add if mark.value else self.suspended.discard)(card)

    def last(self, what: AboutCard, name: Callable[[str], str]) -> EventKey | None:
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


_NEVER = EventKey("", "", 0)

RowsByCard = Mapping[str, list[AnswerRow]]


@dataclass(frozen=True, slots=True)
class UndoState:
    """What it takes to take an answer back: the card as it was before it."""

    key: EventKey
    """Of the answer."""
    answer: Answer
    state: CardState | None
    latest: EventKey
    """Of the answer before."""


@dataclass(slots=True)
class Projection:
    cards: dict[str, CardState] = field(default_factory=dict)
    latest: dict[str, EventKey] = field(default_factory=dict)
    """By card: the last answer that counts. Cards that were only practised have no state."""
    due_day: dict[str, int] = field(default_factory=dict)
    in_steps: dict[str, int] = field(default_factory=dict)
    marks: CardStatuses = field(default_factory=CardStatuses)
    quizzes: QuizRecords = field(default_factory=QuizRecords)
    grants: LimitGrants = field(default_factory=LimitGrants)
    days: dict[int, dict[str, list[int]]] = field(default_factory=dict)
    """By day and deck: the members of a `DayTally`."""
    reviews: int = 0
    names: dict[str, str] = field(default_factory=dict)
    """Former names of cards, each to the next."""
    last_rename: EventKey = _NEVER
    undone_ids: dict[str, set[str]] = field(default_factory=dict)
    """By card, under its name of then: ids of what was undone. It may yet arrive, or again."""

    @classmethod
    def of(cls, batch: Batch, model: MemoryModel) -> "Projection":
        state = cls()
        for event in batch.others:
            if isinstance(event.what, Undone):
                state.cross_out(event.what)
        others, rows = state._counting(batch)
        for event in others:
            if isinstance(event.what, Renamed):
                state._name(event.key, event.what)
        for event in others:
            state.marks.add(event, state.name)
        for quiz_event in batch.quizzes:
            state.quizzes.add(quiz_event)
        state._grant(batch.grants)
        for card, some in state._by_name_of_today(rows).items():
            state._fold(card, sorted(some), model)
        return state

    def add(self, batch: Batch, model: MemoryModel) -> bool:
        """Fold what came after. False when only folding everything anew gives the right state."""
        for event in batch.others:
            if isinstance(event.what, Undone):
                self.cross_out(event.what)
                card, ref = event.what.card, event.what.ref
                if card == NO_CARD:
                    self.grants.take_back(ref)
                elif not any(row.key.id == ref for row in batch.rows.get(card, ())):
                    return False
        others, rows = self._counting(batch)
        for event in others:
            if isinstance(event.what, Renamed) and not self._rename(event.key, event.what):
                return False
            self.marks.add(event, self.name)
        for card, some in self._by_name_of_today(rows).items():
            some.sort()
            if some[0].key <= self.latest.get(card, _NEVER):
                return False
            self._fold(card, some, model)
        for quiz_event in batch.quizzes:
            self.quizzes.add(quiz_event)
        self._grant(batch.grants)
        return True

    def name(self, card: str) -> str:
        """What the card is called today."""
        names = self.names
        while card in names:
            card = names[card]
        return card

    def last(self, what: EventData) -> EventKey:
        """The event that `what` has to follow so as to have an effect."""
        match what:
            case Answer():
                return self.latest.get(self.name(what.card), _NEVER)
            case Undone() | Granted():
                return _NEVER
            case Renamed():
                return self.last_rename
            case QuizFinished(answers=answers):
                return max(map(self.last, answers), default=_NEVER)
            case _ if isinstance(what, AboutQuiz):
                return self.quizzes.last(what) or _NEVER
            case _:
                return self.marks.last(what, self.name) or _NEVER

    def cross_out(self, undone: Undone) -> None:
        self.undone_ids.setdefault(undone.card, set()).add(undone.ref)

    def place(self, card: str, state: CardState, latest: EventKey) -> None:
        """Put a card where it stands."""
        self.cards[card] = state
        self.latest[card] = latest
        self.due_day[card] = state.due_day
        if state.phase == "review":
            self.in_steps.pop(card, None)
        else:
            self.in_steps[card] = state.due

    def remove(self, card: str) -> None:
        """Forget a card, as if it had never been answered."""
        del self.latest[card]
        for known in (self.cards, self.due_day, self.in_steps):
            known.pop(card, None)

    def take_back(self, before: UndoState) -> bool:
        """Undo a card's last answer without folding anew. False when it is not the last."""
        answer, state = before.answer, before.state
        card = self.name(answer.card)
        if self.latest.get(card) != before.key:
            return False
        self.cross_out(Undone(answer.card, before.key.id))
        DeckTally(self.days, deck_of(card)).take_back(answer, state)
        self.reviews -= 1
        if state:
            self.place(card, state, before.latest)
        else:
            self.remove(card)
            if before.latest != _NEVER:
                self.latest[card] = before.latest  # it was practised before
        return True

    def _counting(self, batch: Batch) -> tuple[list[CardEvent], RowsByCard]:
        """What was not undone: answers, and all else in the order of events."""
        undone_ids = self.undone_ids
        others = sorted(batch.others, key=lambda event: event.key)
        if not undone_ids:
            return others, batch.rows
        others = [
            event for event in others if event.key.id not in undone_ids.get(event.what.card, ())
        ]
        rows = {
            card: [row for row in some if row.key.id not in undone_ids[card]]
            if card in undone_ids
            else some
            for card, some in batch.rows.items()
        }
        return others, {card: some for card, some in rows.items() if some}

    def _grant(self, events: list[GrantEvent]) -> None:
        undone_ids = self.undone_ids.get(NO_CARD, ())
        for event in events:
            if event.key.id not in undone_ids:
                self.grants.add(event)

    def _by_name_of_today(self, rows: RowsByCard) -> RowsByCard:
        if not self.names:
            return rows
        merged: dict[str, list[AnswerRow]] = {}
        for card, some in rows.items():
            merged.setdefault(self.name(card), []).extend(some)
        return merged

    def _fold(self, card: str, rows: list[AnswerRow], model: MemoryModel) -> None:
        """Fold sorted answers that come after all of the card's others."""
        before = self.cards.get(card)
        after, counted = replay(before, rows, DeckTally(self.days, deck_of(card)), model)
        self.reviews += counted
        self.latest[card] = rows[-1].key
        if after:
            self.place(card, after, rows[-1].key)

    def _name(self, key: EventKey, renamed: Renamed) -> None:
        """A name that is given is a living one again, so chains never close into a ring."""
        if renamed.card != renamed.was:
            self.names.pop(renamed.card, None)
            self.names[renamed.was] = renamed.card
        self.last_rename = max(self.last_rename, key)

    def _rename(self, key: EventKey, renamed: Renamed) -> bool:
        """Rename without folding anew, where nothing has to be merged."""
        was, card = renamed.was, renamed.card
        plain = (
            key > self.last_rename
            and was not in self.names
            and card not in self.names
            and card not in self.latest
            and (was in self.cards or was not in self.latest)
            and deck_of(was) == deck_of(card)
            and not self.marks.about(was, card)
        )
        if plain:
            self._name(key, renamed)
            if was in self.cards and was != card:
                state, latest = self.cards[was], self.latest[was]
                self.remove(was)
                self.place(card, state, latest)
        return plain
