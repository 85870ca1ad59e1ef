"""The answers that count, one by one, for those who want more than where cards stand."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from quizapp.progress.events import (
    NO_CARD,
    AboutQuiz,
    Event,
    Granted,
    QuizFinished,
    Reviewed,
    answers,
)
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


def card_of(
    event_id: str, events: Iterable[Event], name: Callable[[str], str], card: str | None
) -> str | None:
    """The card that an event is about, under its name of then, or `NO_CARD`.

    Of the answers in a quiz it is that to `card`, under whatever name. None when there is no such
    event, or when it is about no card.
    """
    for key, what in events:
        if key.id != event_id:
            continue
        if isinstance(what, QuizFinished):
            given = (one.card for one in what.answers if card and name(one.card) == name(card))
            return next(given, None)
        if not isinstance(what, AboutQuiz):
            return NO_CARD if isinstance(what, Granted) else what.card
    return None
