"""The answers that count, one by one, for those who want more than where cards stand."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from quizapp.progress.events import NO_CARD, AboutQuiz, Event, Granted, Reviewed, answers
from quizapp.progress.fold import State


def history(events: Iterable[Event], state: State) -> Iterator[Reviewed]:
    """Answers in the order of events, without those undone and without duplicates."""
    last = None
    for key, what in sorted(events, key=lambda event: event.key):
        if key == last:
            continue
        last = key
        for given in answers(what):
            if key.id not in state.void.get(given.card, ()):
                card = state.name(given.card)
                answer = given if card == given.card else replace(given, card=card)
                yield Reviewed(key.id, datetime.fromisoformat(key.at), answer)


def card_of(event_id: str, events: Iterable[Event]) -> str | None:
    """The card that an event is about, under its name of then, or `NO_CARD`.

    None when there is no such event, or when it is about a quiz.
    """
    for key, what in events:
        if key.id == event_id and not isinstance(what, AboutQuiz):
            return NO_CARD if isinstance(what, Granted) else what.card
    return None
