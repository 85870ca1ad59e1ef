"""The quizzes that are open, with what stands on their sheets, and what came of those handed in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from quizapp.progress.events import (
    AboutQuiz,
    Filled,
    Key,
    Paper,
    QuizBegan,
    QuizDropped,
    QuizEvent,
    QuizFilled,
    QuizFinished,
    QuizTurned,
)


class Line(NamedTuple):
    """A question's line on a sheet, and the event that wrote it."""

    key: Key
    filled: Filled


class Turned(NamedTuple):
    """The question that was last before the learner."""

    key: Key
    card: str


class Begun(NamedTuple):
    at: str
    paper: Paper


class Past(NamedTuple):
    """What came of a quiz. One that was thrown away has no questions."""

    key: Key
    score: float = 0.0
    chance: float = 0.0
    questions: int = 0


@dataclass(slots=True)
class Quizzes:
    """By quiz. Whatever comes in after its end is dropped, so the order of events is all one."""

    begun: dict[str, Begun] = field(default_factory=dict)
    sheets: dict[str, dict[str, Line]] = field(default_factory=dict)
    """Lines by card, under the name that it had when the quiz began."""
    turned: dict[str, Turned] = field(default_factory=dict)
    past: dict[str, Past] = field(default_factory=dict)

    def add(self, event: QuizEvent) -> None:
        key, what = event
        match what:
            case QuizBegan(paper):
                if key.id not in self.past:
                    self.begun[key.id] = Begun(key.at, paper)
            case QuizFilled(quiz, card, filled):
                if quiz not in self.past:
                    sheet = self.sheets.setdefault(quiz, {})
                    if card not in sheet or key > sheet[card].key:
                        sheet[card] = Line(key, filled)
            case QuizTurned(quiz, card):
                if quiz not in self.past:
                    turned = Turned(key, card)
                    self.turned[quiz] = max(turned, self.turned.get(quiz, turned))
            case QuizFinished(quiz, _, score, chance, questions):
                self._end(quiz, Past(key, score, chance, questions))
            case QuizDropped(quiz):
                self._end(quiz, Past(key))

    def last(self, what: AboutQuiz) -> Key | None:
        """The event that `what` has to follow so as to have an effect."""
        if isinstance(what, QuizFilled):
            line = self.sheets.get(what.quiz, {}).get(what.card)
            return line.key if line else None
        turned = self.turned.get(what.quiz) if isinstance(what, QuizTurned) else None
        return turned.key if turned else None

    def sheet(self, quiz: str) -> Mapping[str, Filled]:
        """What stands on the sheet of an open quiz."""
        return {card: line.filled for card, line in self.sheets.get(quiz, {}).items()}

    def _end(self, quiz: str, past: Past) -> None:
        self.begun.pop(quiz, None)
        self.sheets.pop(quiz, None)
        self.turned.pop(quiz, None)
        self.past[quiz] = min(past, self.past.get(quiz, past))
