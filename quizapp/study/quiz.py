"""A quiz: a pure state machine over a sheet that is kept line by line.

The learner moves freely between the questions. Each reply is saved as it is given, and changes
nothing but the sheet; handing in grades them all and lets them count. With feedback after each
question, a reply is graded at once and stands.

The clock of a quiz runs while a question is before the learner and not answered for good: it stands
while feedback is read, and while the quiz is closed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from random import Random

from quizapp.core.card_keys import parts
from quizapp.core.errors import NotSaved
from quizapp.deck.deck import Card, Deck
from quizapp.progress.events import Filled, Paper, QuizFinished
from quizapp.progress.progress import Progress
from quizapp.questions.base import Grade
from quizapp.questions.interactions import Ask, AskAgain, Reply, Reveal, doubt_of, gives_up
from quizapp.scheduling.scheduler import Scheduler
from quizapp.study.recorder import Recorder
from quizapp.study.results import CONFIDENCES, Part, Results


@dataclass(frozen=True, slots=True)
class Place:
    """`name` is the card's name on the sheet: that which it had when the quiz began."""

    name: str
    deck: Deck
    card: Card
    ask: Ask

    def grade(self, line: Filled) -> Grade | None:
        """None without a reply."""
        if line.reply is None:
            return None
        return self.deck.grade(self.card, line.reply)


def lay_out(
    paper: Paper, decks: Sequence[Deck], name_of_today: Callable[[str], str]
) -> Iterator[Place]:
    """The questions that are still there, their options in the order they had at the beginning.

    One that became a flashcard cannot be graded, and of two that became one the first stays.
    """
    by_slug = {deck.slug: deck for deck in decks}
    laid: set[str] = set()
    for name in paper.cards:
        key = name_of_today(name)
        deck = by_slug.get(parts(key)[0])
        try:
            card = deck.card(key) if deck and key not in laid else None
        except KeyError:
            card = None
        if deck and card:
            ask = card.question.ask(card.face, Random(f"{paper.seed}:{name}"))
            if not isinstance(ask, Reveal):
                laid.add(key)
                yield Place(name, deck, card, ask)


@dataclass(frozen=True, slots=True)
class Answering:
    """The question is open: to be answered, or its reply to be changed."""


@dataclass(frozen=True, slots=True)
class Confiding:
    """The reply is saved; how sure is the learner?"""


@dataclass(frozen=True, slots=True)
class Disclosed:
    """With feedback after each: the reply stands, and the right answer is shown."""

    grade: Grade


@dataclass(frozen=True, slots=True)
class HandedIn:
    results: Results


Stage = Answering | Confiding | Disclosed | HandedIn


@dataclass(slots=True)
class Sheet:
    id: str
    """Of the quiz."""
    paper: Paper
    places: Sequence[Place]
    sheet: list[Filled]
    """A line for each place."""
    recorder: Recorder

    @property
    def open(self) -> list[int]:
        """The questions without an answer."""
        return [at for at, line in enumerate(self.sheet) if line.reply is None]

    @property
    def marked(self) -> list[int]:
        return [at for at, line in enumerate(self.sheet) if line.marked]

    @property
    def missing(self) -> int:
        """Questions that no deck has any more."""
        return len(self.paper.cards) - len(self.places)

    @property
    def is_open(self) -> bool:
        """Whether it was ended nowhere, as far as this window has seen."""
        return self.id in self.recorder.progress.open_quizzes


@dataclass(slots=True)
class Quiz(Sheet):
    entered: datetime
    """When the question before the learner came up."""
    at: int = 0
    stage: Stage = field(default_factory=Answering)
    doubted: Ask | None = None
    """What was asked a second time already."""
    _undo: list[tuple[int, Filled]] = field(default_factory=list)

    @classmethod
    def resume(
        cls,
        id: str,
        decks: Iterable[Deck],
        progress: Progress,
        scheduler: Scheduler,
        now: datetime,
    ) -> "Quiz":
        """Go on with an open quiz where it was left.

        Raises:
            KeyError: no quiz of this id is open.
        """
        paper, sheet = progress.open_quizzes[id].paper, progress.sheet(id)
        places = list(lay_out(paper, list(decks), progress.name))
        lines = [sheet.get(place.name, Filled()) for place in places]
        quiz = cls(id, paper, places, lines, Recorder(progress, scheduler, paper.counts), now)
        names = [place.name for place in places]
        last = progress.place_in(id)
        first_open = next(iter(quiz.open), 0)
        quiz._enter(names.index(last) if last in names else first_open, now, asks=True)
        return quiz

    @property
    def place(self) -> Place:
        return self.places[self.at]

    @property
    def line(self) -> Filled:
        return self.sheet[self.at]

    @property
    def can_undo(self) -> bool:
        return bool(self._undo) and not isinstance(self.stage, HandedIn)

    def seconds_left(self, now: datetime) -> float | None:
        """Of the time allowed; None when there is no limit."""
        if not self.paper.seconds:
            return None
        spent = sum(line.ms for line in self.sheet) - self.line.ms + self._ms(now)
        return max(0.0, self.paper.seconds - spent / 1000)

    def time_is_up(self, now: datetime) -> bool:
        """Whether it has to be handed in now."""
        return not isinstance(self.stage, HandedIn) and self.seconds_left(now) == 0

    def answer(self, reply: Reply, now: datetime) -> None:
        """Save the reply to the question before the learner, in place of an earlier one.

        Raises:
            AskAgain: with feedback after each question, and only once for each.
            NotSaved: nothing has changed.
        """
        ask = self.place.ask
        if self._is_each and ask is not self.doubted and (doubt := doubt_of(ask, reply)):
            self.doubted = ask
            raise AskAgain(doubt)
        self.take_in(now)
        if isinstance(self.stage, Answering):
            self._fill(replace(self.line, reply=reply, confidence=""), now, self._is_each)
            self._enter(self.at, now, asks=True)

    def confide(self, confidence: str, now: datetime) -> None:
        """Say how sure the reply is: one of `CONFIDENCES`.

        Raises:
            NotSaved: nothing has changed.
        """
        self.take_in(now)
        if isinstance(self.stage, Confiding) and confidence in CONFIDENCES:
            self._fill(replace(self.line, confidence=confidence), now, self._is_each)
            self._enter(self.at, now)

    @property
    def may_confide(self) -> bool:
        """Whether there is a reply of which the learner can say, or say anew, how sure it is."""
        reply = self.line.reply
        if not self.paper.confidence or not isinstance(self.stage, Answering) or reply is None:
            return False
        return not gives_up(self.place.ask, reply)

    def ask_confidence(self, now: datetime) -> None:
        """Turn back to the question how sure the reply is.

        Raises:
            NotSaved: the time spent was not saved; nothing has changed.
        """
        self._save_time(now)
        if self.may_confide:
            self.stage = Confiding()

    def mark(self, now: datetime) -> None:
        """Mark the question to come back to, or take the mark away.

        Raises:
            NotSaved: nothing has changed.
        """
        self.take_in(now)
        if not isinstance(self.stage, HandedIn):
            self._fill(replace(self.line, marked=not self.line.marked), now)

    def clear(self, now: datetime) -> None:
        """Leave the question unanswered after all.

        Raises:
            NotSaved: nothing has changed.
        """
        self.take_in(now)
        if isinstance(self.stage, Answering | Confiding) and self.line.reply is not None:
            self._fill(replace(self.line, reply=None, confidence=""), now)
            self._enter(self.at, now)

    def go(self, at: int, now: datetime) -> None:
        """Turn to a question. Nothing happens where there is none.

        Raises:
            NotSaved: the time spent was not saved; nothing has changed.
        """
        if not isinstance(self.stage, HandedIn) and 0 <= at < len(self.places):
            self._save_time(now)
            self._enter(at, now)
            with suppress(NotSaved):  # who cannot save must still be able to look around
                self.recorder.progress.turn_to(self.id, self.place.name, now)

    def undo(self, now: datetime) -> bool:
        """Take back the last change to the sheet, and turn to its question; False without one.

        Raises:
            NotSaved: nothing has changed.
        """
        if isinstance(self.stage, HandedIn) or not self._undo:
            return False
        self._save_time(now)
        at, line = self._undo[-1]
        self._write(replace(line, ms=max(line.ms, self.sheet[at].ms)), now, at)
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
        if isinstance(self.stage, HandedIn):
            return
        self.take_in(now)
        graded = tuple(
            Part(place.deck, place.card, place.ask, line, place.grade(line))
            for place, line in zip(self.places, self.sheet, strict=True)
        )
        results = Results(self.id, graded, self.paper.counts)
        answers = tuple(self.recorder.in_quiz(part, self.id, now) for part in graded if part.grade)
        finished = QuizFinished(self.id, answers, results.score, results.chance, len(graded))
        event = self.recorder.progress.finish_quiz(finished, now)
        self.stage = HandedIn(replace(results, event=event))

    @property
    def _is_each(self) -> bool:
        return self.paper.feedback == "each"

    def _enter(self, at: int, now: datetime, asks: bool = False) -> None:
        """`asks`: how sure a reply is, if that was not said; with feedback it always is."""
        self.at, self.entered, self.stage = at, now, Answering()
        if not self.places or self.line.reply is None:
            return
        known = not gives_up(self.place.ask, self.line.reply)
        if self.paper.confidence and known and not self.line.confidence:
            if asks or self._is_each:
                self.stage = Confiding()
        elif self._is_each and (grade := self.place.grade(self.line)):
            self.stage = Disclosed(grade)

    def _fill(self, line: Filled, now: datetime, stands: bool = False) -> None:
        """`stands`: nobody undoes a reply when they have seen the answer."""
        before = self.line
        self._write(replace(line, ms=self._ms(now)), now)
        if stands:
            self._undo.clear()
        else:
            self._undo.append((self.at, before))

    def _write(self, line: Filled, now: datetime, at: int | None = None) -> None:
        at = self.at if at is None else at
        if not self.is_open:
            raise NotSaved("another window has ended this quiz; hand in to see what came of it")
        self.recorder.progress.fill(self.id, self.places[at].name, line, now)
        self.sheet[at] = line

    def take_in(self, now: datetime) -> None:
        """Stop the clock, and look at what another window wrote on the sheet."""
        progress, before = self.recorder.progress, self.line
        self.sheet[self.at], self.entered = replace(before, ms=self._ms(now)), now
        progress.refresh()
        written = progress.sheet(self.id)
        for at, place in enumerate(self.places if self.is_open else ()):  # else there is no sheet
            there = written.get(place.name, Filled())
            self.sheet[at] = replace(there, ms=max(there.ms, self.sheet[at].ms))
        if (self.line.reply, self.line.confidence) != (before.reply, before.confidence):
            self._enter(self.at, now)

    def _save_time(self, now: datetime) -> None:
        """Write down the time spent, once it is a second."""
        self.take_in(now)
        saved = self.recorder.progress.sheet(self.id).get(self.place.name, Filled())
        if self.line.ms >= saved.ms + 1000:
            self._write(self.line, now)

    def _ms(self, now: datetime) -> int:
        """Time spent on the question before the learner, so far."""
        if isinstance(self.stage, Disclosed | HandedIn):
            return self.line.ms
        return self.line.ms + max(0, round((now - self.entered).total_seconds() * 1000))
