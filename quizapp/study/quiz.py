"""A quiz: a pure state machine over responses that are saved one by one.

The learner moves freely between the questions. Each reply is saved as it is given, and changes
nothing but the response; handing in grades them all and lets them count. With feedback after each
question, a reply is graded at once and stands.

The clock of a quiz runs while a question is before the learner and not answered for good: it stands
while feedback is read, and while the quiz is closed.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from random import Random
from typing import assert_never

from quizapp.core.card_keys import split_key
from quizapp.core.errors import NotSaved
from quizapp.deck.deck import Card, Deck
from quizapp.progress.events import QuizFinished, QuizSpec, Response
from quizapp.questions.base import Grade
from quizapp.questions.interactions import (
    AskAgain,
    Interaction,
    Reply,
    SelfGraded,
    doubt_of,
    gives_up,
)
from quizapp.scheduling.context import StudyContext
from quizapp.scheduling.scheduler import Scheduler
from quizapp.study.actions import QuizAction
from quizapp.study.recorder import Recorder
from quizapp.study.results import CONFIDENCES, ItemResult, Results


@dataclass(frozen=True, slots=True)
class QuizItem:
    """`name` is the key that its card had when the quiz began; its response is kept under it."""

    name: str
    deck: Deck
    card: Card
    interaction: Interaction

    @property
    def points(self) -> float:
        """What it is worth, as its author says now; settled when the quiz is handed in."""
        return self.card.question.points

    def grade(self, line: Response) -> Grade | None:
        """None without a reply."""
        if line.reply is None:
            return None
        return self.deck.grade(self.card, line.reply)


def lay_out(
    spec: QuizSpec, decks: Sequence[Deck], name_of_today: Callable[[str], str]
) -> Iterator[QuizItem]:
    """The questions that are still there, their options in the order they had at the beginning.

    One that became a flashcard cannot be graded, and of two that became one the first stays.
    """
    by_slug = {deck.slug: deck for deck in decks}
    laid: set[str] = set()
    for name in spec.cards:
        key = name_of_today(name)
        deck = by_slug.get(split_key(key)[0])
        try:
            card = deck.card(key) if deck and key not in laid else None
        except KeyError:
            card = None
        if deck and card:
            interaction = card.question.interaction(card.variant, Random(f"{spec.seed}:{name}"))
            if not isinstance(interaction, SelfGraded):
                laid.add(key)
                yield QuizItem(name, deck, card, interaction)


@dataclass(frozen=True, slots=True)
class Answering:
    """The question is open: to be answered, or its reply to be changed."""


@dataclass(frozen=True, slots=True)
class RatingConfidence:
    """The reply is saved; how sure is the learner?"""


@dataclass(frozen=True, slots=True)
class ShowingFeedback:
    """With feedback after each: the reply stands, and the right answer is shown."""

    grade: Grade


@dataclass(frozen=True, slots=True)
class Submitted:
    results: Results


QuizStage = Answering | RatingConfidence | ShowingFeedback | Submitted


@dataclass(slots=True)
class QuizSession:
    id: str
    """Of the quiz."""
    spec: QuizSpec
    items: Sequence[QuizItem]
    responses: list[Response]
    """One for each item."""
    recorder: Recorder
    entered: datetime
    """When the question before the learner came up."""
    at: int = 0
    stage: QuizStage = field(default_factory=Answering)
    doubted: Interaction | None = None
    """What was asked a second time already."""
    _undo: list[tuple[int, Response]] = field(default_factory=list)

    @classmethod
    def resume(cls, id: str, decks: Sequence[Deck], context: StudyContext) -> "QuizSession":
        """Go on with an open quiz where it was left.

        Raises:
            KeyError: no quiz of this id is open.
        """
        progress, now = context.progress, context.now
        spec, saved = progress.open_quizzes[id].spec, progress.responses(id)
        items = list(lay_out(spec, decks, progress.current_name))
        responses = [saved.get(item.name, Response()) for item in items]
        recorder = Recorder(progress, Scheduler.of(context), spec.counts)
        quiz = cls(id, spec, items, responses, recorder, now)
        names = [item.name for item in items]
        last = progress.current_card(id)
        first_open = next(iter(quiz.open), 0)
        quiz._enter(names.index(last) if last in names else first_open, now, asks=True)
        return quiz

    @property
    def open(self) -> list[int]:
        """The questions without an answer."""
        return [at for at, line in enumerate(self.responses) if line.reply is None]

    @property
    def marked(self) -> list[int]:
        return [at for at, line in enumerate(self.responses) if line.marked]

    @property
    def is_weighted(self) -> bool:
        """Whether some questions are worth more or less than one point."""
        return any(item.points != 1 for item in self.items)

    @property
    def missing(self) -> int:
        """Questions that no deck has any more."""
        return len(self.spec.cards) - len(self.items)

    @property
    def is_open(self) -> bool:
        """Whether it was ended nowhere, as far as this window has seen."""
        return self.id in self.recorder.progress.open_quizzes

    @property
    def item(self) -> QuizItem:
        return self.items[self.at]

    @property
    def response(self) -> Response:
        return self.responses[self.at]

    def can(self, action: QuizAction) -> bool:
        """Whether an action does something now."""
        stage, replied = self.stage, self.response.reply is not None
        match action:
            case QuizAction.ANSWER | QuizAction.DONT_KNOW:
                return isinstance(stage, Answering)
            case QuizAction.NEXT_OPEN:
                return isinstance(stage, ShowingFeedback)
            case QuizAction.GUESS | QuizAction.UNSURE | QuizAction.SURE:
                return isinstance(stage, RatingConfidence)
            case QuizAction.HOW_SURE:
                asks = self.spec.confidence and isinstance(stage, Answering) and replied
                return asks and not self._gave_up
            case QuizAction.CLEAR:
                return isinstance(stage, Answering | RatingConfidence) and replied
            case QuizAction.SOURCE:
                shown = isinstance(stage, ShowingFeedback)
                return shown and bool(self.item.card.question.evidence)
            case QuizAction.UNDO:
                return bool(self._undo) and not isinstance(stage, Submitted)
            case QuizAction.TIME:
                return bool(self.spec.seconds)
            case (
                QuizAction.NEXT
                | QuizAction.PREVIOUS
                | QuizAction.GO
                | QuizAction.OVERVIEW
                | QuizAction.MARK
                | QuizAction.HAND_IN
                | QuizAction.DROP
                | QuizAction.END
            ):
                return not isinstance(stage, Submitted)
        assert_never(action)

    def seconds_left(self, now: datetime) -> float | None:
        """Of the time allowed; None when there is no limit."""
        if not self.spec.seconds:
            return None
        spent = sum(line.ms for line in self.responses) - self.response.ms + self._ms(now)
        return max(0.0, self.spec.seconds - spent / 1000)

    def time_is_up(self, now: datetime) -> bool:
        """Whether it has to be handed in now."""
        return not isinstance(self.stage, Submitted) and self.seconds_left(now) == 0

    def answer(self, reply: Reply, now: datetime) -> None:
        """Save the reply to the question before the learner, in place of an earlier one.

        Raises:
            AskAgain: with feedback after each question, and only once for each.
            NotSaved: nothing has changed.
        """
        interaction = self.item.interaction
        if (
            self._is_each
            and interaction is not self.doubted
            and (doubt := doubt_of(interaction, reply))
        ):
            self.doubted = interaction
            raise AskAgain(doubt)
        self.take_in(now)
        if isinstance(self.stage, Answering):
            self._fill(replace(self.response, reply=reply, confidence=""), now, self._is_each)
            self._enter(self.at, now, asks=True)

    def rate_confidence(self, confidence: str, now: datetime) -> None:
        """Say how sure the reply is: one of `CONFIDENCES`.

        Raises:
            NotSaved: nothing has changed.
        """
        self.take_in(now)
        if isinstance(self.stage, RatingConfidence) and confidence in CONFIDENCES:
            self._fill(replace(self.response, confidence=confidence), now, self._is_each)
            self._enter(self.at, now)

    def ask_confidence(self, now: datetime) -> None:
        """Turn back to the question how sure the reply is.

        Raises:
            NotSaved: the time spent was not saved; nothing has changed.
        """
        self._save_time(now)
        if self.can(QuizAction.HOW_SURE):
            self.stage = RatingConfidence()

    def mark(self, now: datetime) -> None:
        """Mark the question to come back to, or take the mark away.

        Raises:
            NotSaved: nothing has changed.
        """
        self.take_in(now)
        if not isinstance(self.stage, Submitted):
            self._fill(replace(self.response, marked=not self.response.marked), now)

    def clear(self, now: datetime) -> None:
        """Leave the question unanswered after all.

        Raises:
            NotSaved: nothing has changed.
        """
        self.take_in(now)
        if self.can(QuizAction.CLEAR):
            self._fill(replace(self.response, reply=None, confidence=""), now)
            self._enter(self.at, now)

    def go(self, at: int, now: datetime) -> None:
        """Turn to a question. Nothing happens where there is none.

        Raises:
            NotSaved: the time spent was not saved; nothing has changed.
        """
        if not isinstance(self.stage, Submitted) and 0 <= at < len(self.items):
            self._save_time(now)
            self._enter(at, now)
            with suppress(NotSaved):  # who cannot save must still be able to look around
                self.recorder.progress.turn_to(self.id, self.item.name, now)

    def undo(self, now: datetime) -> bool:
        """Take back the last change of a response, and go to its question; False without one.

        Raises:
            NotSaved: nothing has changed.
        """
        if not self.can(QuizAction.UNDO):
            return False
        self._save_time(now)
        at, line = self._undo[-1]
        self._write(replace(line, ms=max(line.ms, self.responses[at].ms)), now, at)
        self._undo.pop()
        self._enter(at, now)
        return True

    def tick(self, now: datetime) -> bool:
        """Hand in when the time is up; whether that happened.

        Raises:
            NotSaved: it is still open.
        """
        if not self.time_is_up(now):
            return False
        self.hand_in(now)
        return True

    def hand_in(self, now: datetime) -> None:
        """Grade all replies and let them count. Questions without one get no points.

        Raises:
            NotSaved: it is still open.
        """
        if isinstance(self.stage, Submitted):
            return
        self.take_in(now)
        graded = tuple(
            ItemResult(item.deck, item.card, item.interaction, line, item.grade(line), item.points)
            for item, line in zip(self.items, self.responses, strict=True)
        )
        results = Results(self.id, graded, self.spec.counts)
        answers = tuple(self.recorder.in_quiz(item, self.id, now) for item in graded if item.grade)
        finished = QuizFinished(
            self.id,
            answers,
            sum(item.credit for item in graded),
            sum(item.guess_credit for item in graded),
            len(graded),
            {item.card.key: item.points for item in graded if item.points != 1},
            results.guess_score if results.is_weighted else None,
        )
        event = self.recorder.progress.finish_quiz(finished, now)
        self.stage = Submitted(replace(results, event=event))

    @property
    def _gave_up(self) -> bool:
        reply = self.response.reply
        return reply is not None and gives_up(self.item.interaction, reply)

    @property
    def _is_each(self) -> bool:
        return self.spec.feedback == "each"

    def _enter(self, at: int, now: datetime, asks: bool = False) -> None:
        """`asks`: how sure a reply is, if that was not said; with feedback it always is."""
        self.at, self.entered, self.stage = at, now, Answering()
        if not self.items or self.response.reply is None:
            return
        if self.spec.confidence and not self.response.confidence and not self._gave_up:
            if asks or self._is_each:
                self.stage = RatingConfidence()
        elif self._is_each and (grade := self.item.grade(self.response)):
            self.stage = ShowingFeedback(grade)

    def _fill(self, line: Response, now: datetime, stands: bool = False) -> None:
        """`stands`: nobody undoes a reply when they have seen the answer."""
        before = self.response
        self._write(replace(line, ms=self._ms(now)), now)
        if stands:
            self._undo.clear()
        else:
            self._undo.append((self.at, before))

    def _write(self, line: Response, now: datetime, at: int | None = None) -> None:
        at = self.at if at is None else at
        if not self.is_open:
            raise NotSaved("another window has ended this quiz; hand in to see what came of it")
        self.recorder.progress.respond(self.id, self.items[at].name, line, now)
        self.responses[at] = line

    def take_in(self, now: datetime) -> None:
        """Stop the clock, and take in the responses of another window."""
        progress, before = self.recorder.progress, self.response
        self.responses[self.at], self.entered = replace(before, ms=self._ms(now)), now
        progress.refresh()
        written = progress.responses(self.id)
        for at, item in enumerate(self.items if self.is_open else ()):  # else there are none
            there = written.get(item.name, Response())
            self.responses[at] = replace(there, ms=max(there.ms, self.responses[at].ms))
        if (self.response.reply, self.response.confidence) != (before.reply, before.confidence):
            self._enter(self.at, now)

    def _save_time(self, now: datetime) -> None:
        """Write down the time spent, once it is a second."""
        self.take_in(now)
        saved = self.recorder.progress.responses(self.id).get(self.item.name, Response())
        if self.response.ms >= saved.ms + 1000:
            self._write(self.response, now)

    def _ms(self, now: datetime) -> int:
        """Time spent on the question before the learner, so far."""
        if isinstance(self.stage, ShowingFeedback | Submitted):
            return self.response.ms
        return self.response.ms + max(0, round((now - self.entered).total_seconds() * 1000))
