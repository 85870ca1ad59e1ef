"""What was answered: answers that count, one by one, and the quizzes that were handed in."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from quizapp.progress.events import (
    NO_CARD,
    AboutQuiz,
    Answer,
    Event,
    EventKey,
    Granted,
    QuizBegan,
    QuizFilled,
    QuizFinished,
    QuizSpec,
    Response,
    Reviewed,
    answers,
)
from quizapp.progress.projection import Projection


def history(events: Iterable[Event], state: Projection) -> Iterator[Reviewed]:
    """Answers in the order of events, without those undone and without duplicates."""
    last = None
    for key, what in sorted(events, key=lambda event: event.key):
        if key == last:
            continue
        last = key
        for given in answers(what):
            if key.id not in state.undone_ids.get(given.card, ()):
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


ABOUT_QUIZZES = b'"quiz'
"""What stands in each line of the journal that says something of a quiz."""


@dataclass(frozen=True, slots=True)
class SubmittedQuiz:
    """A quiz that was handed in. Cards have their names of today."""

    key: EventKey
    """Of the handing in."""
    spec: QuizSpec
    responses: Mapping[str, Response]
    finished: QuizFinished
    """As it was handed in."""
    overruled: Mapping[str, Answer]
    """By card: the answer that the learner put in the place of the one handed in."""

    @property
    def answers(self) -> dict[str, Answer]:
        """By card, as they are now."""
        return {one.card: one for one in self.finished.answers} | dict(self.overruled)


def submitted_quizzes(events: Iterable[Event], state: Projection) -> list[SubmittedQuiz]:
    """Newest first. Of a quiz that two devices handed in, only the first time counts."""
    papers: dict[str, QuizSpec] = {}
    finished: dict[str, tuple[EventKey, QuizFinished]] = {}
    lines: dict[str, dict[str, tuple[EventKey, Response]]] = {}
    overruled: dict[str, dict[str, tuple[EventKey, Answer]]] = {}
    for key, what in events:
        match what:
            case QuizBegan(spec):
                papers[key.id] = spec
            case QuizFilled(quiz, card, response):
                responses = lines.setdefault(quiz, {})
                responses[card] = max(
                    responses.get(card, (key, response)), (key, response), key=_when
                )
            case QuizFinished(quiz):
                past = state.quizzes.past.get(quiz)
                if past and past.key == key:
                    finished[quiz] = (key, what)
            case Answer(card, quiz=quiz) if quiz and key.id not in state.undone_ids.get(card, ()):
                own = overruled.setdefault(quiz, {})
                own[card] = max(own.get(card, (key, what)), (key, what), key=_when)
    found = [
        _submitted(key, papers.get(quiz), lines.get(quiz, {}), what, overruled.get(quiz, {}), state)
        for quiz, (key, what) in finished.items()
    ]
    return sorted(found, key=lambda one: one.key, reverse=True)


def _when(found: tuple[EventKey, object]) -> EventKey:
    return found[0]


def _submitted(
    key: EventKey,
    spec: QuizSpec | None,
    lines: Mapping[str, tuple[EventKey, Response]],
    what: QuizFinished,
    overruled: Mapping[str, tuple[EventKey, Answer]],
    state: Projection,
) -> SubmittedQuiz:
    """A quiz whose beginning was lost consists of what was answered."""
    return SubmittedQuiz(
        key,
        spec or QuizSpec(tuple(one.card for one in what.answers), seed=0),
        {state.name(card): response for card, (_, response) in lines.items()},
        replace(what, answers=tuple(_today(one, state) for one in what.answers)),
        {state.name(card): _today(answer, state) for card, (_, answer) in overruled.items()},
    )


def _today(answer: Answer, state: Projection) -> Answer:
    return replace(answer, card=state.name(answer.card))
