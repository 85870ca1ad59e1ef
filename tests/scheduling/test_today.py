"""What is asked today, and how much there is, beside a plain and slow reading of the rules."""

from collections.abc import Iterable, Sequence
from datetime import UTC
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.core.card_keys import question_of
from quizapp.core.day import Calendar
from quizapp.deck.deck import Deck
from quizapp.memory.fsrs import Memory
from quizapp.progress.progress import Progress
from quizapp.scheduling.context import StudyContext
from quizapp.scheduling.today import Due, Today
from tests.progress.samples import NOON, answer
from tests.scheduling.plans import MODEL, Case, cases
from tests.study.conftest import World
from tests.study.decks import SIBLINGS, choices

CALENDAR = Calendar(4, UTC)


class Slow:
    """The rules of a day, card by card."""

    def __init__(self, today: Today) -> None:
        self.today, self.progress = today, today.context.progress

    def is_new(self, key: str) -> bool:
        return key not in self.progress.cards

    def in_steps(self, key: str) -> bool:
        state = self.progress.cards.get(key)
        return state is not None and state.phase != "review"

    def due(self, key: str) -> bool:
        state = self.progress.cards.get(key)
        return state is not None and state.phase == "review" and state.due <= self.today.day

    def overdue(self, key: str) -> bool:
        return self.due(key) and self.progress.cards[key].due < self.today.day

    def set_aside(self, key: str) -> bool:
        buried = self.progress.buried.get(key, 0)
        return key in self.progress.suspended or buried > self.today.day

    def open(self, deck: Deck) -> list[str]:
        """New and due cards, one of those that give one another away."""
        told: set[str] = set()
        candidates = []
        for key in deck.keys:
            state = self.progress.cards.get(key)
            if self.in_steps(key) or (state and state.last == self.today.day):
                told.update(self.siblings(deck, key))
            elif not self.set_aside(key) and (self.is_new(key) or self.due(key)):
                candidates.append(key)
        candidates.sort(key=lambda key: (self.is_new(key), self.progress.due_day.get(key, 0)))
        found = set()
        for key in candidates:
            if key in deck.siblings:
                if question_of(key) in told:
                    continue
                told.update(self.siblings(deck, key))
            found.add(key)
        for key in deck.keys:  # no sibling but itself was asked
            state = self.progress.cards.get(key)
            if state and state.last == self.today.day and self.due(key) and not self.set_aside(key):
                found.add(key)
        return [key for key in deck.keys if key in found]

    def siblings(self, deck: Deck, key: str) -> Iterable[str]:
        return deck.gives_away(key) if key in deck.siblings else ()

    def learning(self, deck: Deck) -> int:
        steps = self.progress.in_steps
        return sum(
            steps[key] < self.today.ends_ms and not self.set_aside(key)
            for key in deck.keys
            if self.in_steps(key)
        )

    def there(self, deck: Deck) -> Due:
        keys = self.open(deck)
        return Due(sum(map(self.is_new, keys)), self.learning(deck), sum(map(self.due, keys)))

    def order(self, key: str) -> tuple[bool, float, int]:
        state, day = self.progress.cards[key], self.today.day
        memory = Memory(state.stability, state.difficulty)
        recall = MODEL.retrievability(memory, max(0, day - state.last))
        late = self.today.catch_up is not None and not self.overdue(key)
        return late, recall, crc32(f"{key}:{day}".encode())

    def within(self, keys: Iterable[str], deck: Deck | None = None) -> list[str]:
        """As many of the due as the limits of a day let in, over all decks or of one."""
        ordered = sorted(keys, key=self.order)
        room = max(0, self.today.room("reviews", deck))
        share = self.today.catch_up.share if self.today.catch_up else room
        waiting = [key for key in ordered if self.overdue(key)][share:]
        return [key for key in ordered if key not in waiting][:room]

    def cards(self, decks: Sequence[Deck]) -> tuple[list[str], list[str]]:
        new, due = [], []
        for deck in decks:
            keys = self.open(deck)
            own = max(0, self.today.room("new", deck))
            new += [key for key in keys if self.is_new(key)][:own]
            due += self.within(filter(self.due, keys), deck)
        return new[: max(0, self.today.room("new"))], self.within(due)


def at_noon(case: Case, progress: Progress) -> Today:
    return Today(StudyContext(progress, case.settings, CALENDAR, MODEL, NOON), case.decks)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(cases())
def test_what_is_asked_and_counted_follows_from_the_rules_card_by_card(case: Case) -> None:
    with case.progress() as progress:
        today, slow = at_noon(case, progress), Slow(at_noon(case, progress))
        assert today.cards(case.decks) == slow.cards(case.decks)
        work = at_noon(case, progress).work(case.decks)
        assert work.waiting == [slow.there(deck) for deck in case.decks]
        new, due = slow.cards(case.decks)
        learning = sum(map(slow.learning, case.decks))
        assert work.total == Due(len(new), learning, len(due))
        for deck, counted in zip(case.decks, work.each, strict=True):
            new, due = slow.cards([deck])
            assert counted == Due(len(new), slow.learning(deck), len(due))
        there = Due.of_all(work.waiting) if work.waiting else Due()
        assert work.held.new == there.new - work.total.new
        assert work.held.due == there.due - work.total.due


def some_day(days: int, today: Today) -> list[str]:
    """The cards that fall due in so many days and may be asked before, slowly."""
    progress = today.context.progress
    found = []
    for deck in today.library:
        for key in deck.keys:
            state = progress.cards.get(key)
            due = state and state.phase == "review" and today.day < state.due <= today.day + days
            if due and state and state.last < today.day and not Slow(today).set_aside(key):
                found.append(key)
    return found


@settings(max_examples=60, deadline=None)
@given(cases(), st.integers(1, 60))
def test_cards_ahead_of_their_day_are_those_that_fall_due_and_were_not_answered_today(
    case: Case, days: int
) -> None:
    with case.progress() as progress:
        today = at_noon(case, progress)
        found, slow = today.ahead(case.decks, days), some_day(days, today)
        assert set(found) <= set(slow)
        alone = [key for deck in case.decks for key in deck.keys if key not in deck.siblings]
        assert {key for key in found if key in alone} == {key for key in slow if key in alone}
        assert [progress.due_day[key] for key in found] == sorted(map(progress.due_day.get, found))
        ahead = today.ahead(case.decks, 10**6)
        soonest = min((progress.due_day[key] for key in ahead), default=None)
        assert today.next_ahead(case.decks) == (soonest and soonest - today.day)


def test_an_answer_of_today_holds_siblings_back_until_it_is_undone(world: World) -> None:
    world.add([SIBLINGS.format(id="story"), *choices(1)])
    assert world.counts()[1].new == 2
    first = world.progress.record(answer("test-deck/story#c2", world.today), world.now)
    assert world.counts()[1].new == 1
    world.progress.undo(first.id, world.now)
    assert world.counts()[1].new == 2
    world.progress.record(answer("test-deck/story#c2", world.today), world.now)
    world.wait(days=1)
    assert world.counts()[1].new == 2


def test_which_cards_were_answered_since_a_day_is_known_after_any_change(world: World) -> None:
    world.add(choices(3))
    one, two, three = world.decks[0].keys
    progress, day = world.progress, world.today
    assert not progress.answered_since(day)
    world.progress.record(answer(one, day - 2), world.now)
    kept = world.progress.record(answer(two, day), world.now)
    gone = world.progress.record(answer(one, day), world.now)
    assert progress.answered_since(day) == {one: day, two: day}
    progress.undo(gone.id, world.now)
    assert progress.answered_since(day) == {two: day}
    progress.rename(two, three, world.now)
    assert progress.answered_since(day) == {three: day}
    progress.undo(kept.id, world.now, three)
    assert not progress.answered_since(day)
    assert progress.answered_since(world.calendar.day(world.now) - 2) == {one: day - 2}
