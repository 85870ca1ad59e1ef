"""From events to state. The state is a function of the set of events alone.

`Projection.of` folds any set; `Projection.add` folds a few more, or says that it cannot, because
they come before something that is folded already, and then all is folded anew. Cards are
independent of one another, so only the order of one card's own events matters.

Beside answers, due days that were set, and cards that were forgotten, which `replay` folds, there
are marks on cards, the arrangement of decks and saved searches (`Registers`), more today
(`LimitGrants`) and quizzes (`QuizRecords`), each of which takes events in any order.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from quizapp.memory.fsrs import MemoryModel
from quizapp.progress.cards import CardTable
from quizapp.progress.events import (
    NEVER,
    NO_CARD,
    Answer,
    Arranged,
    BatchEventData,
    CardEvent,
    EventData,
    EventKey,
    Forgotten,
    Granted,
    LimitRaise,
    Marked,
    QuizFinished,
    Redated,
    Renamed,
    Rescheduled,
    SearchSaved,
    Undone,
)
from quizapp.progress.quizzes import QuizRecords
from quizapp.progress.registers import Registers
from quizapp.progress.scanner import FORGOTTEN, MOVED, AnswerRow, Batch
from quizapp.progress.state import CardState, DeckTallies, deck_of, replay

RaisedLimits = Mapping[tuple[str, str], int]
"""By limit and deck, as in a `LimitRaise`: by how much a limit is raised."""

RowsByCard = Mapping[str, list[AnswerRow]]

SEARCH = "search"
"""The topic of saved searches; their names are its subjects."""


@dataclass(slots=True)
class LimitGrants:
    days: dict[int, dict[EventKey, tuple[LimitRaise, ...]]] = field(default_factory=dict)
    """By day and event: one that comes again in a copy of the journal counts once."""

    def add(self, key: EventKey, granted: Granted) -> None:
        self.days.setdefault(granted.day, {})[key] = granted.raises

    def remove(self, event_id: str) -> bool:
        """Drop an event; False when it is not there."""
        for day, granted in self.days.items():
            kept = {key: raises for key, raises in granted.items() if key.id != event_id}
            if len(kept) == len(granted):
                continue
            if kept:
                self.days[day] = kept
            else:
                del self.days[day]
            return True
        return False

    def on(self, day: int) -> RaisedLimits:
        """All that was granted on a day, added up."""
        more: dict[tuple[str, str], int] = {}
        for raises in self.days.get(day, {}).values():
            for limit, number, deck in raises:
                more[limit, deck] = more.get((limit, deck), 0) + number
        return more


UndoneIds = dict[str, set[str]]
"""By card, as the event names it: ids of what was undone. It may yet arrive, or again."""


def undone_by(events: Iterable[CardEvent]) -> UndoneIds:
    """What these events undo, without what is undone by those of them that are undone."""
    found: UndoneIds = {}
    # the latest first: what undoes another undoing, which was not saved, comes after it
    for key, data in sorted(events, key=lambda event: event.key, reverse=True):
        if isinstance(data, Undone) and key.id not in found.get(data.card, ()):
            found.setdefault(data.card, set()).add(data.ref)
    return found


class UndoState(NamedTuple):
    """A card as it was before its last row, which can so be undone without a replay."""

    row: AnswerRow
    state: CardState | None
    latest: EventKey
    """The row before, or `NEVER`."""


@dataclass(slots=True)
class Projection:
    cards: CardTable = field(default_factory=CardTable)
    marks: Registers = field(default_factory=Registers)
    """By mark and card."""
    arrangement: Registers = field(default_factory=Registers)
    """By field and deck."""
    searches: Registers = field(default_factory=Registers)
    quizzes: QuizRecords = field(default_factory=QuizRecords)
    grants: LimitGrants = field(default_factory=LimitGrants)
    days: dict[int, dict[str, list[int]]] = field(default_factory=dict)
    """By day and deck: the members of a `DayTally`."""
    reviews: int = 0
    """All answers that count."""
    names: dict[str, str] = field(default_factory=dict)
    """Former names of cards, each to the next."""
    last_rename: EventKey = NEVER
    undone_ids: UndoneIds = field(default_factory=dict)
    undo_states: dict[tuple[str, str], UndoState] = field(default_factory=dict, compare=False)
    """By event and card, for answers and reschedulings of this window."""

    @classmethod
    def of(
        cls, batch: Batch, model: MemoryModel, told: Callable[[float], None] = lambda _: None
    ) -> "Projection":
        """Fold all that there is. `told` hears how much is done, from 0 to 1."""
        state = cls(undone_ids=undone_by(batch.card_events))
        card_events, rows = state._without_undone(batch)
        for event in card_events:
            if isinstance(event.data, Renamed):
                state._set_name(event.key, event.data)
        by_card = state._by_current_name(batch, rows)
        for number, (card, some) in enumerate(by_card.items()):
            state._fold(card, sorted(some), model)
            if number % 4096 == 0:
                told(number / len(by_card))
        state._add_others(batch)
        return state

    def add(self, batch: Batch, model: MemoryModel, *, own: bool = False) -> bool:
        """Fold what came after. False when only folding everything anew gives the right state.

        `own`: the batch is one event that was written just now, so that no other has its id, and
        its answers can be undone without a replay.
        """
        for event in batch.card_events:
            if isinstance(event.data, Undone):
                if self._is_undone(event):
                    return False
                self._mark_undone(event.data)
                if not self._undo(event.data, batch):
                    return False
        card_events, rows = self._without_undone(batch)
        for event in card_events:
            if isinstance(event.data, Renamed) and not self._rename(event.key, event.data):
                return False
        for card, some in self._by_current_name(batch, rows).items():
            some.sort()
            key, latest = some[0].key, self.cards.latest(card)
            if key <= latest:
                return False
            if own and len(some) == 1:
                self.undo_states[key.id, card] = UndoState(some[0], self.cards.get(card), latest)
            self._fold(card, some, model)
        self._add_others(batch, own)
        return True

    def counted_rows(self, batch: Batch) -> RowsByCard:
        """By its current name, what `batch` has of each card, without what was undone. What has
        rating 0 is no answer."""
        return self._by_current_name(batch, self._without_undone(batch)[1])

    def copy(self) -> "Projection":
        """One that stays as it is while this one goes on; without what undoes quickly."""
        return Projection(
            self.cards.copy(),
            self.marks.copy(),
            self.arrangement.copy(),
            self.searches.copy(),
            self.quizzes.copy(),
            LimitGrants({day: granted.copy() for day, granted in self.grants.days.items()}),
            {
                day: {deck: tally.copy() for deck, tally in decks.items()}
                for day, decks in self.days.items()
            },
            self.reviews,
            self.names.copy(),
            self.last_rename,
            {card: ids.copy() for card, ids in self.undone_ids.items()},
        )

    def current_name(self, card: str) -> str:
        """What a card is called now that was called `card` once, or is."""
        names = self.names
        while card in names:
            card = names[card]
        return card

    def last(self, data: EventData) -> EventKey:
        """The event that `data` has to follow so as to have an effect."""
        match data:
            case Answer():
                return self.cards.latest(self.current_name(data.card))
            case Undone() | Granted():
                return NEVER
            case Renamed():
                return self.last_rename
            case QuizFinished(answers=answers):
                return max(map(self.last, answers), default=NEVER)
            case Rescheduled(cards) | Redated(cards) | Forgotten(cards):
                return max(map(self.cards.latest, map(self.current_name, cards)), default=NEVER)
            case Marked(cards, mark):
                return self.marks.last(mark, map(self.current_name, cards))
            case Arranged(deck, field):
                return self.arrangement.last(field, [deck])
            case SearchSaved(name):
                return self.searches.last(SEARCH, [name])
            case _:
                return self.quizzes.last(data)

    def _mark_undone(self, undone: Undone) -> None:
        self.undone_ids.setdefault(undone.card, set()).add(undone.ref)

    def _is_undone(self, event: CardEvent) -> bool:
        return event.key.id in self.undone_ids.get(event.data.card, ())

    def _undo(self, undone: Undone, batch: Batch) -> bool:
        """Undo what comes with `batch`, a grant, or what has the last word; False for others."""
        ref = undone.ref
        if undone.card == NO_CARD:
            if moved := [card for event, card in self.undo_states if event == ref]:
                return all([self._undo_last(ref, card) for card in moved])
            registers = self.marks, self.arrangement, self.searches
            return any(one.undo(ref) for one in registers) or self.grants.remove(ref)
        card = self.current_name(undone.card)
        if self._undo_last(ref, card) or self.marks.undo(ref, card):
            return True
        # an answer that comes with the batch has not been folded, unless it is a copy
        rows, latest = batch.rows.get(undone.card, ()), self.cards.latest(card)
        return any(row.key.id == ref and row.key > latest for row in rows)

    def _undo_last(self, event: str, card: str) -> bool:
        """Undo what an event did to a card; False unless it was the last, and of this window."""
        before = self.undo_states.pop((event, card), None)
        if before is None or before.row.key != self.cards.latest(card):
            return False
        if before.row.rating:
            DeckTallies(self.days, deck_of(card)).subtract(before.row, before.state)
            self.reviews -= 1
        self.cards.remove(card)
        if before.latest != NEVER:
            self.cards.put(card, before.state, before.latest)
        return True

    def _without_undone(self, batch: Batch) -> tuple[list[CardEvent], RowsByCard]:
        """What was not undone: events of cards in their order, and answers."""
        undone_ids = self.undone_ids
        card_events = sorted(batch.card_events, key=lambda event: event.key)
        if not undone_ids:
            return card_events, batch.rows
        card_events = [
            event
            for event in card_events
            if event.key.id not in undone_ids.get(event.data.card, ())
        ]
        rows = {
            card: [row for row in some if row.key.id not in undone_ids[card]]
            if card in undone_ids
            else some
            for card, some in batch.rows.items()
        }
        return card_events, {card: some for card, some in rows.items() if some}

    def _by_current_name(self, batch: Batch, rows: RowsByCard) -> RowsByCard:
        """`rows`, and those of cards whose due days were set or that were forgotten, without what
        of it was undone."""
        merged = dict(rows)
        if self.names:
            merged = {}
            for card, some in rows.items():
                merged.setdefault(self.current_name(card), []).extend(some)
        undone_ids = self.undone_ids
        for key, data in batch.batch_events:
            if key.id in undone_ids.get(NO_CARD, ()):
                continue
            for card, phase, due in _set_by(data):
                if key.id not in undone_ids.get(card, ()):
                    row = AnswerRow(*key, day=0, rating=0, phase=phase, step=0, due=due, ms=0)
                    name = self.current_name(card)
                    merged[name] = [*merged.get(name, ()), row]
        return merged

    def _fold(self, card: str, rows: list[AnswerRow], model: MemoryModel) -> None:
        """Fold sorted answers that come after all of the card's others."""
        before = self.cards.get(card)
        after, counted = replay(before, rows, DeckTallies(self.days, deck_of(card)), model)
        self.reviews += counted
        self.cards.put(card, after, rows[-1].key)

    def _add_others(self, batch: Batch, own: bool = False) -> None:
        """What is not about when a card is due."""
        undone_ids, name = self.undone_ids, self.current_name
        withdrawn = undone_ids.get(NO_CARD, ())
        for quiz_event in batch.quiz_events:
            if quiz_event.key.id not in withdrawn:
                self.quizzes.add(quiz_event)
        for key, data in batch.batch_events:
            if key.id in withdrawn:
                continue
            match data:
                case Granted():
                    self.grants.add(key, data)
                case Marked(cards, mark, value):
                    left = (one for one in cards if key.id not in undone_ids.get(one, ()))
                    self.marks.write(key, mark, map(name, left), value, own=own)
                case Arranged(deck, field, arranged):
                    self.arrangement.write(key, field, [deck], arranged, own=own)
                case SearchSaved(title, query):
                    self.searches.write(key, SEARCH, [title], query, own=own)
                case Rescheduled() | Redated() | Forgotten():
                    pass  # rows of their cards

    def _set_name(self, key: EventKey, renamed: Renamed) -> None:
        """A name that is given is in use again, so chains of names never close into a ring."""
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
            and self.cards.latest(card) == NEVER
            and (was in self.cards or self.cards.latest(was) == NEVER)
            and deck_of(was) == deck_of(card)
            and not self.marks.has(card)
        )
        if plain:
            self._set_name(key, renamed)
            self.undo_states.clear()  # they know the card by its name before
            if was != card:
                self.marks.rename(was, card)
            if was in self.cards and was != card:
                state, latest = self.cards[was], self.cards.latest(was)
                self.cards.remove(was)
                self.cards.put(card, state, latest)
        return plain


def _set_by(data: BatchEventData) -> Iterator[tuple[str, str, int]]:
    """Cards, and what stands in the place of a phase and of a due day in a row of theirs."""
    match data:
        case Rescheduled(cards, due):
            yield from ((card, MOVED, due) for card in dict.fromkeys(cards))
        case Redated(cards, dues):
            yield from ((card, MOVED, due) for card, due in zip(cards, dues, strict=True))
        case Forgotten(cards):
            yield from ((card, FORGOTTEN, 0) for card in dict.fromkeys(cards))
        case _:
            return
