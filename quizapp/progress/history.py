"""The answers that count, one by one, for those who want more than where cards stand."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from quizapp.progress.events import Answer, Event, Reviewed
from quizapp.progress.fold import State


def history(events: Iterable[Event], state: State) -> Iterator[Reviewed]:
    """Answers in the order of events, without those undone and without duplicates."""
    last = None
    for key, what in sorted(events, key=lambda event: event.key):
        if key == last or not isinstance(what, Answer) or key.id in state.void.get(what.card, ()):
            continue
        last = key
        card = state.name(what.card)
        answer = what if card == what.card else replace(what, card=card)
        yield Reviewed(key.id, datetime.fromisoformat(key.at), answer)


def card_of(event_id: str, events: Iterable[Event]) -> str | None:
    """The card that an event is about, under its name of then; None when there is no such event."""
    return next((event.what.card for event in events if event.key.id == event_id), None)
