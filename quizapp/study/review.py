"""A review: a pure state machine that takes events and a clock and gives the next thing to show.

A turn goes Asking → Answered (graded by the app) or Asking → Revealed → (rated by the learner), and
then to the next card's Asking or to Finished. The journal is written on `answer` and on `rate`;
when that fails the stage stays as it was and nothing counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from random import Random

from quizapp.asks import Reply, Reveal
from quizapp.day import Calendar
from quizapp.deck.deck import Deck
from quizapp.memory import Model, Rating
from quizapp.progress.events import Answer
from quizapp.progress.progress import Progress
from quizapp.questions.base import Grade, Verdict
from quizapp.settings import Settings
from quizapp.study.queue import Queue, Today
from quizapp.study.schedule import Outcome, Scheduler
from quizapp.study.stages import Answered, Asking, Entry, Finished, Revealed, Stage, Turn

LONGEST_THOUGHT = 5 * 60 * 1000
"""Milliseconds counted for one answer at most: beyond that, nobody is at the keyboard."""


@dataclass(slots=True)
class Review:
    """One sitting over `decks`, which begins with the first card of today's queue."""

    decks: Sequence[Deck]
    progress: Progress
    scheduler: Scheduler
    today: Today
    queue: Queue
    stage: Stage
    log: list[Entry] = field(default_factory=list)

    @classmethod
    def begin(
        cls,
        decks: Sequence[Deck],
        progress: Progress,
        settings: Settings,
        calendar: Calendar,
        model: Model,
        now: datetime,
    ) -> "Review":
        today = Today.at(now, calendar, progress, settings)
        scheduler = Scheduler(settings, calendar, model)
        queue = Queue(today, decks)
        review = cls(decks, progress, scheduler, today, queue, Finished())
        review._advance(now)
        return review

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
            left += self.today.answers_to(self.stage.turn.card.key)
        total = len(self.log) + left
        return len(self.log) / total if total else 1.0

    def hint(self) -> str | None:
        """Show one more hint; None when there are no more. A right answer after one is Hard."""
        if not isinstance(self.stage, Asking):
            return None
        turn = self.stage.turn
        hints = turn.card.question.hint
        if turn.hints >= len(hints):
            return None
        self.stage = Asking(replace(turn, hints=turn.hints + 1))
        return hints[turn.hints]

    def reveal(self, now: datetime) -> None:
        """Show the answer of a card that the learner judges."""
        if isinstance(self.stage, Asking) and isinstance(self.stage.turn.ask, Reveal):
            turn = self.stage.turn
            self.stage = Revealed(turn, self._outcomes(turn, now))

    def rate(self, rating: Rating, now: datetime) -> None:
        """Save the learner's own rating and go on.

        Raises:
            NotSaved: nothing has changed.
        """
        if isinstance(self.stage, Revealed):
            # the outcome is worked out anew: the learner may have looked at the buttons for long
            self._save(self.stage.turn, rating, None, None, now)
            self._advance(now)

    def answer(self, reply: Reply, now: datetime) -> None:
        """Grade and save a reply: right is Good, or Hard after a hint; all else is Again.

        Raises:
            NotSaved: nothing has changed.
        """
        if not isinstance(self.stage, Asking) or isinstance(self.stage.turn.ask, Reveal):
            return
        turn = self.stage.turn
        grade = turn.card.question.grade(turn.card.face, reply)
        rating = Rating.AGAIN
        if grade.verdict is Verdict.RIGHT:
            rating = Rating.HARD if turn.hints else Rating.GOOD
        outcome = self._save(turn, rating, reply, grade, now)
        self.stage = Answered(turn, reply, grade, rating, outcome)

    def overrule(self, rating: Rating, now: datetime) -> None:
        """Replace the rating of the answer on the screen: "I was right", "harder than it looked".

        Raises:
            NotSaved: the answer stands as it was, or, when only taking it back could be saved, it
                does not count and the card is asked again.
        """
        if not isinstance(self.stage, Answered) or self.stage.rating is rating:
            return
        stage = self.stage
        ms = self._take_back(now).ms  # looking at the verdict is not thinking about the answer
        try:
            outcome = self._save(stage.turn, rating, stage.reply, stage.grade, now, overruled_ms=ms)
        except Exception:  # whatever it was, the answer has been taken back already
            self.stage = Asking(stage.turn)
            raise
        self.stage = replace(stage, rating=rating, outcome=outcome, overruled=True)

    def proceed(self, now: datetime) -> None:
        """Go on from an answer to the next card, or look again whether a learning card is due."""
        if isinstance(self.stage, Answered | Finished):
            self._advance(now)

    def undo(self, now: datetime) -> bool:
        """Take the last answer back and ask its card again; False when there is none.

        Raises:
            NotSaved: nothing has changed.
        """
        if not self.log:
            return False
        stage = self.stage
        entry = self._take_back(now)
        if isinstance(stage, Asking | Revealed):
            self.queue.put_back(stage.turn.card.key)
        self.queue.drop(entry.turn.card.key)
        self.stage = Asking(replace(entry.turn, started=now))
        return True

    def _take_back(self, now: datetime) -> Entry:
        self.progress.undo(self.log[-1].event, now)
        entry = self.log.pop()
        self.queue.drop(entry.turn.card.key)
        return entry

    def _save(
        self,
        turn: Turn,
        rating: Rating,
        reply: Reply | None,
        grade: Grade | None,
        now: datetime,
        overruled_ms: int | None = None,
    ) -> Outcome:
        key = turn.card.key
        outcome = self._outcomes(turn, now)[rating]
        ms = overruled_ms
        if ms is None:
            ms = min(LONGEST_THOUGHT, max(0, round((now - turn.started).total_seconds() * 1000)))
        saved = self.progress.record(
            Answer(
                card=key,
                day=self.scheduler.calendar.day(now),
                rating=rating,
                phase=outcome.phase,
                step=outcome.step,
                due=outcome.due,
                reply=reply,
                verdict=grade.verdict.value if grade else None,
                ms=ms,
                hint=turn.hints,
                overridden=overruled_ms is not None,
            ),
            now,
        )
        self.log.append(Entry(turn, saved.id, rating, outcome, ms))
        if outcome.phase != "review":
            self.queue.comes_back(key, outcome.due)
        return outcome

    def _advance(self, now: datetime) -> None:
        self.progress.refresh()
        key = self.queue.next(_ms(now), self.log[-1].turn.card.key if self.log else None)
        if key is None:
            self.stage = Finished(self.queue.next_step)
            return
        deck = next(deck for deck in self.decks if key.startswith(f"{deck.slug}/"))
        card = deck.card(key)
        state = self.progress.cards.get(key)
        random = Random(f"{key}:{state.reps if state else 0}:{self.today.day}")
        ask = card.question.ask(card.face, random)
        self.stage = Asking(Turn(deck, card, ask, now, is_new=state is None))

    def _outcomes(self, turn: Turn, now: datetime) -> dict[Rating, Outcome]:
        key = turn.card.key
        return self.scheduler.outcomes(key, self.progress.cards.get(key), now)


def _ms(at: datetime) -> int:
    return round(at.timestamp() * 1000)
