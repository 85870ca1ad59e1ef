"""Looking back: the answers that count, one by one, and the quizzes that were submitted.

This reads the whole journal, which the state has no need of.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, TypeVar

from quizapp.core.day import Day
from quizapp.progress.events import (
    NO_CARD,
    Answer,
    Event,
    EventKey,
    Forgotten,
    QuizBegan,
    QuizFinished,
    QuizResponded,
    QuizSpec,
    Redated,
    Rescheduled,
    Response,
    answers,
)
from quizapp.progress.journal import Journal
from quizapp.progress.projection import Projection

T = TypeVar("T")

ABOUT_QUIZZES = b'"quiz'
"""What stands in each line of the journal that says something of a quiz."""


class PastAnswer(NamedTuple):
    """`answer.card` is the card's current name."""

    id: str
    """Of the event."""
    at: datetime
    answer: Answer


class PastDue(NamedTuple):
    """When a card in review is due was settled otherwise than by an answer."""

    id: str
    at: datetime
    due: Day
    by_memory: bool
    """Whether it was settled from the card's memory, not chosen."""


class PastForgotten(NamedTuple):
    """The card was made new again."""

    id: str
    at: datetime


CardPast = PastAnswer | PastDue | PastForgotten


@dataclass(frozen=True, slots=True)
class SubmittedQuiz:
    """Cards have their current names."""

    key: EventKey
    """Of the submission."""
    spec: QuizSpec
    responses: Mapping[str, Response]
    finished: QuizFinished
    """As it was submitted."""
    overruled: Mapping[str, Answer]
    """By card: the answer that the learner put in the place of the one submitted."""

    @property
    def answers(self) -> dict[str, Answer]:
        """By card, as they are now."""
        return {one.card: one for one in self.finished.answers} | dict(self.overruled)


def past_answers(events: Iterable[Event], state: Projection) -> Iterator[PastAnswer]:
    """In the order of events, without those undone and without duplicates."""
    last = None
    for key, data in sorted(events, key=lambda event: event.key):
        if key == last:
            continue
        last = key
        for given in counted(Event(key, data), state).values():
            yield PastAnswer(key.id, datetime.fromisoformat(key.at), given)


def counted(event: Event, state: Projection) -> dict[str, Answer]:
    """The answers in an event that count, by current name, which they have too.

    Of two cards in a quiz that have become one, one answer counts.
    """
    key, data = event
    found: dict[str, Answer] = {}
    for given in answers(data):  # in the order of the quiz
        if key.id not in state.undone_ids.get(given.card, ()):
            answer = _renamed(given, state)
            found[answer.card] = min(found.get(answer.card, answer), answer, key=_as_folded)
    return found


def _as_folded(given: Answer) -> tuple[int, int, str, int, int, int]:
    """In the order in which `replay` takes them."""
    return given.day, given.rating, given.phase, given.step, given.due, given.ms


def past_of_card(journal: Journal, state: Projection, card: str) -> list[CardPast]:
    """All that counts of what happened to a card, under any of its names, oldest first.

    Only the lines that name it are taken apart: of a million answers, half a second.
    """
    names = {card, *(was for was in list(state.names) if state.current_name(was) == card)}
    events = {
        event.key: event.data
        for name in names
        for event in journal.events(json.dumps(name).encode())
    }
    withdrawn, found = state.undone_ids, list[CardPast]()
    for key, data in sorted(events.items(), key=lambda one: one[0]):
        at = datetime.fromisoformat(key.at)
        if given := counted(Event(key, data), state).get(state.current_name(card)):
            found.append(PastAnswer(key.id, at, given))
        if isinstance(data, Rescheduled | Redated | Forgotten):
            kept = {
                one
                for one in names.intersection(data.cards)
                if not any(key.id in withdrawn.get(each, ()) for each in (NO_CARD, one))
            }
            if kept:
                found.append(_as_past(key.id, at, data, kept))
    return found


def _as_past(
    id: str, at: datetime, data: Rescheduled | Redated | Forgotten, names: Collection[str]
) -> CardPast:
    match data:
        case Rescheduled(due=due):
            return PastDue(id, at, due, by_memory=False)
        case Redated(cards, dues):
            days = (due for card, due in zip(cards, dues, strict=True) if card in names)
            return PastDue(id, at, list(days)[-1], by_memory=True)
        case Forgotten():
            return PastForgotten(id, at)


def submitted_quizzes(events: Iterable[Event], state: Projection) -> list[SubmittedQuiz]:
    """Newest first. Of a quiz that two devices submitted, only the first time counts."""
    specs: dict[str, QuizSpec] = {}
    responses: dict[str, dict[str, tuple[EventKey, Response]]] = {}
    finished: dict[str, tuple[EventKey, QuizFinished]] = {}
    overruled: dict[str, dict[str, tuple[EventKey, Answer]]] = {}
    withdrawn = state.undone_ids.get(NO_CARD, ())
    for key, data in events:
        if key.id in withdrawn:
            continue
        match data:
            case QuizBegan(spec):
                specs[key.id] = spec
            case QuizResponded(quiz, card, response):
                _keep_later(responses.setdefault(quiz, {}), card, key, response)
            case QuizFinished(quiz):
                past = state.quizzes.past.get(quiz)
                if past and past.key == key:
                    finished[quiz] = (key, data)
            case Answer(card, quiz=quiz) if quiz and key.id not in state.undone_ids.get(card, ()):
                _keep_later(overruled.setdefault(quiz, {}), card, key, data)
    name = state.current_name
    found = [
        SubmittedQuiz(
            key,
            # a quiz whose beginning was lost consists of what was answered
            specs.get(quiz) or QuizSpec(tuple(one.card for one in data.answers), seed=0),
            {name(card): response for card, (_, response) in responses.get(quiz, {}).items()},
            data._replace(
                answers=tuple(_renamed(one, state) for one in data.answers),
                points={name(card): worth for card, worth in data.points.items()},
            ),
            {
                name(card): _renamed(answer, state)
                for card, (_, answer) in overruled.get(quiz, {}).items()
            },
        )
        for quiz, (key, data) in finished.items()
    ]
    return sorted(found, key=lambda one: one.key, reverse=True)


def _keep_later(found: dict[str, tuple[EventKey, T]], card: str, key: EventKey, value: T) -> None:
    """Put a value in the place of one from an earlier event."""
    if card not in found or key > found[card][0]:
        found[card] = (key, value)


def _renamed(answer: Answer, state: Projection) -> Answer:
    card = state.current_name(answer.card)
    return answer if card == answer.card else answer._replace(card=card)
