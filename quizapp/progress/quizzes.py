"""Where quizzes stand: those that are open, with the responses so far, and how others ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from quizapp.progress.events import (
    NEVER,
    EventKey,
    QuizBegan,
    QuizDropped,
    QuizEvent,
    QuizEventData,
    QuizFinished,
    QuizResponded,
    QuizSpec,
    QuizTurned,
    Response,
)


class QuizStart(NamedTuple):
    at: str
    spec: QuizSpec


class ResponseEntry(NamedTuple):
    """A response, and the event that gave it."""

    key: EventKey
    response: Response


class CurrentQuestion(NamedTuple):
    """The card of the question that the learner was at, and the event that says so."""

    key: EventKey
    card: str


class QuizEnd(NamedTuple):
    """What came of a quiz. One that was discarded has no questions."""

    key: EventKey
    score: float = 0.0
    guess_score: float = 0.0
    questions: int = 0


@dataclass(slots=True)
class QuizRecords:
    """By quiz. Whatever arrives after its end is dropped, so the order of events is no matter.

    Cards are called as they were when the quiz began.
    """

    open: dict[str, QuizStart] = field(default_factory=dict)
    entries: dict[str, dict[str, ResponseEntry]] = field(default_factory=dict)
    """Of open quizzes, by card."""
    current: dict[str, CurrentQuestion] = field(default_factory=dict)
    past: dict[str, QuizEnd] = field(default_factory=dict)

    def add(self, event: QuizEvent) -> None:
        key, data = event
        match data:
            case QuizBegan(spec):
                if key.id not in self.past:
                    self.open[key.id] = QuizStart(key.at, spec)
            case QuizResponded(quiz, card, response):
                if quiz not in self.past:
                    entries = self.entries.setdefault(quiz, {})
                    if card not in entries or key > entries[card].key:
                        entries[card] = ResponseEntry(key, response)
            case QuizTurned(quiz, card):
                if quiz not in self.past:
                    current = CurrentQuestion(key, card)
                    self.current[quiz] = max(current, self.current.get(quiz, current))
            case QuizFinished(quiz, _, score, guess_score, questions):
                self._end(quiz, QuizEnd(key, score, guess_score, questions))
            case QuizDropped(quiz):
                self._end(quiz, QuizEnd(key))

    def last(self, data: QuizEventData) -> EventKey:
        """The event that `data` has to follow so as to have an effect."""
        found: ResponseEntry | CurrentQuestion | None = None
        if isinstance(data, QuizResponded):
            found = self.entries.get(data.quiz, {}).get(data.card)
        elif isinstance(data, QuizTurned):
            found = self.current.get(data.quiz)
        return found.key if found else NEVER

    def copy(self) -> "QuizRecords":
        entries = {quiz: by_card.copy() for quiz, by_card in self.entries.items()}
        return QuizRecords(self.open.copy(), entries, self.current.copy(), self.past.copy())

    def responses(self, quiz: str) -> Mapping[str, Response]:
        """Of an open quiz, by card."""
        return {card: entry.response for card, entry in self.entries.get(quiz, {}).items()}

    def _end(self, quiz: str, end: QuizEnd) -> None:
        self.open.pop(quiz, None)
        self.entries.pop(quiz, None)
        self.current.pop(quiz, None)
        self.past[quiz] = min(end, self.past.get(quiz, end))
