"""A learner's progress: record an answer so that it lasts, take it back, look where cards stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from quizapp.day import Day
from quizapp.progress.events import (
    NO_CARD,
    Answer,
    Buried,
    Filled,
    Flagged,
    Granted,
    Paper,
    QuizBegan,
    QuizDropped,
    QuizFilled,
    QuizFinished,
    QuizTurned,
    Renamed,
    Resumed,
    Reviewed,
    Suspended,
    Undone,
)
from quizapp.progress.fold import Before
from quizapp.progress.history import card_of, history
from quizapp.progress.state import CardState
from quizapp.progress.store import Store

if TYPE_CHECKING:
    from quizapp.progress.taken import Taken


@dataclass(frozen=True, slots=True)
class Saved:
    id: str
    state: CardState | None
    """The card after the answer; None when it is still new, as it was only practised."""


class Progress(Store):
    """Each of its verbs has reached the disk when it returns, or raises `NotSaved`."""

    def history(self) -> Iterator[Reviewed]:
        """Every answer that counts, oldest first, cards under their names of today."""
        return history(self._journal.events(), self._state)

    def taken(self) -> list["Taken"]:
        """The quizzes that were handed in, newest first."""
        self.refresh()
        from quizapp.progress.taken import ABOUT_QUIZZES, taken  # 1 ms, for who looks back only

        return taken(self._journal.events(ABOUT_QUIZZES), self._state)

    def record(self, answer: Answer, now: datetime) -> Saved:
        """Save an answer. When this returns, it is on the disk.

        Raises:
            NotSaved: it does not count, and nothing has changed.
        """
        with self._writing():
            card = self._state.name(answer.card)
            state, latest = self._state.cards.get(card), self._state.last(answer)
            key = self._append(answer, now)
            self._undo[key.id, answer.card] = Before(key, answer, state, latest)
            self._recorded[key.id] = answer.card
            return Saved(key.id, self._state.cards.get(card))

    def undo(self, event_id: str, now: datetime, card: str | None = None) -> None:
        """Take back an answer or a grant, of this window or any other. Twice is the same as once.

        `card` says whose answer, of a quiz that was handed in.

        Raises:
            NotSaved: it still counts.
        """
        with self._writing():
            if (event_id, card) not in self._undo:
                card = self._recorded.get(event_id) or card_of(
                    event_id, self._journal.events(), self._state.name, card
                )
            if card and event_id not in self._state.void.get(card, ()):
                self._append(Undone(card, event_id), now)

    def rename(self, old: str, new: str, now: datetime) -> None:
        """Let all that happened to card `old` count for `new`.

        Raises:
            NotSaved: nothing has changed.
        """
        self._save(Renamed(card=new, was=old), now)

    def suspend(self, card: str, now: datetime) -> None:
        self._save(Suspended(card), now)

    def resume(self, card: str, now: datetime) -> None:
        self._save(Resumed(card), now)

    def bury(self, card: str, until: Day, now: datetime) -> None:
        self._save(Buried(card, until), now)

    def flag(self, card: str, flag: int, now: datetime) -> None:
        """Mark a card; flag 0 takes the mark away."""
        self._save(Flagged(card, flag), now)

    def grant(self, granted: Granted, now: datetime) -> str:
        """Raise limits of a day; gives the id of the event, to undo it by."""
        with self._writing():
            key = self._append(granted, now)
            self._recorded[key.id] = NO_CARD
            return key.id

    def begin_quiz(self, paper: Paper, now: datetime) -> str:
        """Open a quiz; gives its id."""
        with self._writing():
            return self._append(QuizBegan(paper), now).id

    def fill(self, quiz: str, card: str, filled: Filled, now: datetime) -> None:
        """Write a line of the sheet of an open quiz, in place of what stood there."""
        self._save(QuizFilled(quiz, card, filled), now)

    def turn_to(self, quiz: str, card: str, now: datetime) -> None:
        """Remember which question of an open quiz is before the learner."""
        self._save(QuizTurned(quiz, card), now)

    def finish_quiz(self, finished: QuizFinished, now: datetime) -> str | None:
        """Hand in a quiz: all its answers count from now on. Gives the id under which they do.

        None when it has been handed in or thrown away already, in another window; nothing changes.
        """
        with self._writing():
            if finished.quiz in self._state.quizzes.past:
                return None
            states, last = self._state.cards, self._state.last
            befores = [
                (one, states.get(self._state.name(one.card)), last(one)) for one in finished.answers
            ]
            key = self._append(finished, now)
            for answer, state, latest in befores:
                self._undo[key.id, answer.card] = Before(key, answer, state, latest)
            return key.id

    def drop_quiz(self, quiz: str, now: datetime) -> None:
        """Throw an open quiz away."""
        self._save(QuizDropped(quiz), now)
