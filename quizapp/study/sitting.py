"""A sitting: where a learner stands in a queue of cards, and how it goes from one to the next."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from random import Random
from typing import Self

from quizapp.asks import Ask
from quizapp.day import Calendar
from quizapp.deck.deck import Card, Deck
from quizapp.deck.key import parts
from quizapp.progress.progress import Progress
from quizapp.settings import Settings
from quizapp.study.queue import Queue
from quizapp.study.record import Recorder
from quizapp.study.set_aside import Marked
from quizapp.study.stages import (
    Answered,
    Asking,
    Entry,
    Finished,
    Leech,
    LetIn,
    Revealed,
    Stage,
    Turn,
)
from quizapp.study.today import Today


@dataclass(slots=True)
class Sitting:
    """Begins with the first card of its queue."""

    decks: Sequence[Deck]
    progress: Progress
    recorder: Recorder
    today: Today
    queue: Queue
    stage: Stage = field(default_factory=Finished)
    log: list[Entry] = field(default_factory=list)
    """The answers that count."""
    deeds: list[Entry | Marked | LetIn] = field(default_factory=list)
    """All that can be undone, in its order: the answers of `log`, marks, and what was granted."""
    ends: datetime | None = None
    """When the time that the learner has for it is over."""
    doubted: Ask | None = None
    """What was asked a second time already."""

    @classmethod
    def begin(
        cls,
        decks: Sequence[Deck],
        recorder: Recorder,
        today: Today,
        queue: Queue,
        now: datetime,
        ends: datetime | None = None,
    ) -> Self:
        sitting = cls(decks, recorder.progress, recorder, today, queue, ends=ends)
        sitting._advance(now)
        return sitting

    @property
    def is_practice(self) -> bool:
        """Whether it leaves the schedule alone."""
        return not self.recorder.counts

    @property
    def turn(self) -> Turn | None:
        """The card before the learner."""
        return None if isinstance(self.stage, Finished) else self.stage.turn

    @property
    def left(self) -> int:
        """Cards still to be finished today, the one before the learner included."""
        answering = isinstance(self.stage, Asking | Revealed)
        return len(self.queue) + answering

    @property
    def share(self) -> float:
        """How far this sitting has come, 0 to 1, counted in answers, if all to come are right."""
        left = self.queue.answers_left()
        if isinstance(self.stage, Asking | Revealed):
            left += 1 if self.is_practice else self.today.answers_to(self.stage.turn.card.key)
        total = len(self.log) + left
        return len(self.log) / total if total else 1.0

    def time_is_over(self, now: datetime) -> bool:
        return self.ends is not None and now >= self.ends

    def configure(self, settings: Settings, calendar: Calendar) -> None:
        """Go on by other settings. What is in the queue stays in it."""
        scheduler = replace(self.recorder.scheduler, settings=settings, calendar=calendar)
        self.recorder = replace(self.recorder, scheduler=scheduler)
        self.today = replace(self.today, settings=settings)

    def reload(self, deck: Deck, now: datetime) -> None:
        """Go on with a deck that its author has changed; the card on the screen is its new self."""
        self.decks = [deck if one.slug == deck.slug else one for one in self.decks]
        turn = self.turn
        if turn is None or turn.deck.slug != deck.slug:
            return
        try:
            card = deck.card(turn.card.key)
        except KeyError:
            self._advance(now)
            return
        changed = replace(turn, deck=deck, card=card, ask=self._ask(card), hints=0)
        if isinstance(self.stage, Answered | Leech):
            self.stage = replace(self.stage, turn=changed)
        else:
            self.stage = Asking(replace(changed, started=now))

    def _advance(self, now: datetime) -> None:
        self.progress.refresh()
        last = self.log[-1].turn.card.key if self.log else None
        found = None
        while found is None and (key := self.queue.next(_ms(now), last)):
            found = self._card(key)
        if found is None:
            self.stage = Finished(self.queue.next_step)
            return
        deck, card = found
        is_new = card.key not in self.progress.cards
        self.stage = Asking(Turn(deck, card, self._ask(card), now, is_new))

    def _card(self, key: str) -> tuple[Deck, Card] | None:
        """None when an author has taken the card away."""
        deck = next(deck for deck in self.decks if deck.slug == parts(key)[0])
        try:
            return deck, deck.card(key)
        except KeyError:
            return None

    def _ask(self, card: Card) -> Ask:
        state = self.progress.cards.get(card.key)
        return card.question.ask(
            card.face, Random(f"{card.key}:{state.reps if state else 0}:{self.today.day}")
        )


def _ms(at: datetime) -> int:
    return round(at.timestamp() * 1000)
