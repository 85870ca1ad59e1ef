"""The quizzes that are open, with what stands on their sheets, and what came of those handed in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from quizapp.progress.events import (
    AboutQuiz,
    EventKey,
    QuizBegan,
    QuizDropped,
    QuizEvent,
    QuizFilled,
    QuizFinished,
    QuizSpec,
    QuizTurned,
    Response,
)


class ResponseEntry(NamedTuple):
    """A question's line on a sheet, and the event that wrote it."""

    key: EventKey
    response: Response


class LastVisited(NamedTuple):
    """The question that was last before the learner."""

    key: EventKey
    card: str


class QuizStart(NamedTuple):
    at: str
    spec: QuizSpec


class QuizEnd(NamedTuple):
    """What came of a quiz. One that was thrown away has no questions."""

    key: EventKey
    score: float = 0.0
    guess_score: float = 0.0
    questions: int = 0


@dataclass(slots=True)
class QuizRecords:
    """By quiz. Whatever comes in after its end is dropped, so the order of events is all one."""

    begun: dict[str, QuizStart] = field(default_factory=dict)
    entries: dict[str, dict[str, ResponseEntry]] = field(default_factory=dict)
    """Lines by card, under the name that it had when the quiz began."""
    turned: dict[str, LastVisited] = field(default_factory=dict)
    past: dict[str, QuizEnd] = field(default_factory=dict)

    def add(self, event: QuizEvent) -> None:
        key, what = event
        match what:
            case QuizBegan(spec):
                if key.id not in self.past:
                    self.begun[key.id] = QuizStart(key.at, spec)
            case QuizFilled(quiz, card, response):
                if quiz not in self.past:
                    responses = self.entries.setdefault(quiz, {})
                    if card not in responses or key > responses[card].key:
                        responses[card] = ResponseEntry(key, response)
            case QuizTurned(quiz, card):
                if quiz not in self.past:
                    turned = LastVisited(key, card)
                    self.turned[quiz] = max(turned, self.turned.get(quiz, turned))
            case QuizFinished(quiz, _, score, guess_score, questions):
                self._end(quiz, QuizEnd(key, score, guess_score, questions))
            case QuizDropped(quiz):
                self._end(quiz, QuizEnd(key))

    def last(self, what: AboutQuiz) -> EventKey | None:
        """The event that `what` has to follow so as to have an effect."""
        if isinstance(what, QuizFilled):
            line = self.entries.get(what.quiz, {}).get(what.card)
            return line.key if line else None
        turned = self.turned.get(what.quiz) if isinstance(what, QuizTurned) else None
        return turned.key if turned else None

    def responses(self, quiz: str) -> Mapping[str, Response]:
        """What stands on the sheet of an open quiz."""
        return {card: line.response for card, line in self.entries.get(quiz, {}).items()}

    def _end(self, quiz: str, past: QuizEnd) -> None:
        self.begun.pop(quiz, None)
        self.entries.pop(quiz, None)
        self.turned.pop(quiz, None)
        self.past[quiz] = min(past, self.past.get(quiz, past))
