"""A review: a pure state machine that takes events and a clock and gives the next thing to show.

A card goes Asking → Answered (graded by the app) or Asking → Revealed → (rated by the learner), and
then to the next card's Asking or to Finished; after the lapse that makes a card a leech, Leech
comes in between. The journal is written on `answer`, `rate`, `change_card`, and on `switch_to` with
more than the limits let in; when that fails the stage stays as it was and nothing counts. `begin`
writes to it where decks have changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from typing import assert_never

from quizapp.core.day import Day
from quizapp.core.errors import DeckError
from quizapp.deck.deck import Card, Deck
from quizapp.memory.fsrs import Rating
from quizapp.progress.progress import Progress
from quizapp.progress.state import deck_of
from quizapp.questions.base import Grade
from quizapp.questions.interactions import (
    AskAgain,
    Interaction,
    Reply,
    SelfGraded,
    doubt_of,
    may_insist,
)
from quizapp.scheduling.context import StudyContext
from quizapp.scheduling.scheduler import Outcome, Scheduler, new_leech_lapses
from quizapp.scheduling.today import Today, Work
from quizapp.study.actions import ReviewAction
from quizapp.study.card_actions import CardAction, CardChange
from quizapp.study.more_today import granting
from quizapp.study.queue import Queue
from quizapp.study.recorder import Recorder, rated
from quizapp.study.revisions import Revision, keep_version, take_up
from quizapp.study.selection import DUE_TODAY, Ahead, DueToday, Minutes, More, Practice, Selection
from quizapp.study.stages import (
    Answered,
    AskedAgain,
    Asking,
    Finished,
    Leech,
    MoreGranted,
    PresentedCard,
    Revealed,
    ReviewLogEntry,
    ReviewStage,
)

Undoable = ReviewLogEntry | CardChange | MoreGranted | AskedAgain


@dataclass(slots=True)
class ReviewSession:
    """Begins with the first card of its queue."""

    decks: Sequence[Deck]
    recorder: Recorder
    today: Today
    queue: Queue
    stage: ReviewStage = field(default_factory=Finished)
    log: list[ReviewLogEntry] = field(default_factory=list)
    """The answers that count."""
    undo_stack: list[Undoable] = field(default_factory=list)
    """All that can be undone, in its order: the answers of `log`, marks, what was granted, and that
    cards are asked again because they have changed."""
    revision: Revision | None = None
    """What has changed in its decks since they were studied last."""
    ends: datetime | None = None
    """When the time that the learner has for it is over."""
    doubted: Interaction | None = None
    """What was asked a second time already."""
    left_out: dict[str, str] = field(default_factory=dict)
    """By deck whose cards could not be read, why. They stay as they are, and due."""

    @classmethod
    def begin(
        cls, decks: Sequence[Deck], today: Today, selection: Selection | None = None
    ) -> "ReviewSession":
        """Of what is due today, unless something else is selected.

        Raises:
            NotSaved: more than the limits let in was selected, and is not granted.
        """
        context, selection = today.context, selection or DUE_TODAY
        counts = not isinstance(selection, Practice)
        recorder = Recorder(context.progress, Scheduler.of(context), counts)
        revision = take_up(decks, context.progress, today.day, context.now) if counts else None
        if revision and revision.event:
            today = Today(context, today.library)  # more is due than was counted
        review = cls(decks, recorder, today, Queue.of(selection, decks, today), revision=revision)
        if revision and revision.event:
            review.undo_stack.append(AskedAgain(revision.event, revision.again))
        if isinstance(selection, Minutes):
            review.ends = context.now + timedelta(minutes=selection.minutes)
        review._advance(context.now)
        if isinstance(selection, More):
            review.switch_to(selection, context.now)
        return review

    @property
    def progress(self) -> Progress:
        return self.recorder.progress

    @property
    def is_practice(self) -> bool:
        """Whether it leaves the schedule alone."""
        return not self.recorder.counts

    @property
    def presented(self) -> PresentedCard | None:
        """The card before the learner."""
        return None if isinstance(self.stage, Finished) else self.stage.presented

    @property
    def left(self) -> int:
        """Cards still to be finished today, the one before the learner included."""
        answering = isinstance(self.stage, Asking | Revealed)
        return len(self.queue) + answering

    @property
    def share(self) -> float:
        """How far it has come, 0 to 1, counted in answers, if all to come are right."""
        left = self.queue.answers_left()
        if isinstance(self.stage, Asking | Revealed):
            left += (
                1 if self.is_practice else self.today.answers_needed(self.stage.presented.card.key)
            )
        total = len(self.log) + left
        return len(self.log) / total if total else 1.0

    def time_is_over(self, now: datetime) -> bool:
        return self.ends is not None and now >= self.ends

    def configure(self, context: StudyContext) -> None:
        """Go on by other settings. What is in the queue stays in it."""
        self.recorder = replace(self.recorder, scheduler=Scheduler.of(context))
        self.today = replace(self.today, context=replace(context, now=self.today.context.now))

    def reload(self, deck: Deck, now: datetime) -> None:
        """Go on with a deck that its author has changed; the card on the screen is its new self."""
        self.decks = [deck if one.slug == deck.slug else one for one in self.decks]
        if not self.is_practice:
            keep_version(deck, self.progress)  # the learner has seen it
        presented = self.presented
        if presented is None or presented.deck.slug != deck.slug:
            return
        try:
            card = deck.card(presented.card.key)
        except KeyError:
            self._advance(now)
            return
        changed = replace(presented, deck=deck, card=card, interaction=self._ask(card), hints=0)
        if isinstance(self.stage, Answered | Leech):
            self.stage = replace(self.stage, presented=changed)
        else:
            self.stage = Asking(replace(changed, started=now))

    @property
    def last_answer(self) -> ReviewLogEntry | None:
        """The last answer, unless its card is being asked again already."""
        entry = self.log[-1] if self.log else None
        asked = self.presented if isinstance(self.stage, Asking | Revealed) else None
        again = entry and asked and asked.card.key == entry.presented.card.key
        return None if again else entry

    @property
    def disclosed(self) -> PresentedCard | None:
        """The card whose answer was shown last; another one may be before the learner by now."""
        if isinstance(self.stage, Revealed | Leech):
            return self.stage.presented
        return self.last_answer.presented if self.last_answer else None

    @property
    def ratings(self) -> tuple[Rating, ...]:
        """Those that are offered for a card that the learner judges."""
        two = self.is_practice or self.recorder.scheduler.settings.buttons == 2
        return (Rating.AGAIN, Rating.GOOD) if two else tuple(Rating)

    def can(self, action: ReviewAction, work: Work | None = None) -> bool:
        """Whether an action does something now. `work` is that of the day, as it stands; without
        it, no more cards can be had."""
        stage, last = self.stage, self.last_answer
        match action:
            case ReviewAction.ANSWER | ReviewAction.DONT_KNOW:
                return isinstance(stage, Asking) and not self._is_self_graded
            case ReviewAction.REVEAL:
                return isinstance(stage, Asking) and self._is_self_graded
            case ReviewAction.AGAIN | ReviewAction.HARD | ReviewAction.GOOD:
                return isinstance(stage, Revealed)
            case ReviewAction.EASY:
                offered = self.recorder.scheduler.settings.buttons == 4
                return isinstance(stage, Revealed) and offered
            case ReviewAction.NEXT:
                return isinstance(stage, Answered)
            case ReviewAction.KEEP:
                return isinstance(stage, Leech)
            case ReviewAction.HINT:
                return isinstance(stage, Asking) and self._next_hint(stage.presented) is not None
            case ReviewAction.SOURCE:
                return self.disclosed is not None and bool(self.disclosed.card.question.evidence)
            case ReviewAction.HISTORY:
                return self.disclosed is not None  # not before: past answers give it away
            case ReviewAction.OVERRULE:
                if last is None or last.grade is None or last.reply is None:
                    return False
                insists = may_insist(last.presented.interaction, last.reply)
                return insists and last.rating is Rating.AGAIN
            case ReviewAction.HARDER:
                if last is None or last.grade is None:
                    return False
                return last.rating is Rating.GOOD and not self.is_practice
            case ReviewAction.BURY | ReviewAction.FLAG:
                return self.presented is not None and not isinstance(stage, Leech)
            case ReviewAction.SUSPEND | ReviewAction.EDIT:
                return self.presented is not None
            case ReviewAction.CHANGES:
                return self.revision is not None
            case ReviewAction.UNDO:
                return bool(self.undo_stack)
            case ReviewAction.AHEAD:
                return not self.is_practice  # which keeps to its own cards
            case ReviewAction.MORE:
                return not self.is_practice and work is not None and bool(work.held)
            case ReviewAction.CONTINUE:
                others = work is not None and bool(work.total.new + work.total.due)
                return isinstance(stage, Finished) and not self.is_practice and others
            case ReviewAction.LEFT | ReviewAction.END:
                return True
        assert_never(action)

    def hint(self) -> str | None:
        """Show one more hint; None when there are no more. A right answer after one is Hard."""
        if not isinstance(self.stage, Asking):
            return None
        presented = self.stage.presented
        hint = self._next_hint(presented)
        if hint is not None:
            self.stage = Asking(replace(presented, hints=presented.hints + 1))
        return hint

    def reveal(self, now: datetime) -> None:
        """Show the answer of a card that the learner judges."""
        if isinstance(self.stage, Asking) and self._is_self_graded:
            presented = self.stage.presented
            self.stage = Revealed(presented, self.recorder.outcomes(presented.card.key, now))

    def rate(self, rating: Rating, now: datetime) -> None:
        """Save the learner's own rating and go on. Where only two are offered, all that is not
        Again is Good.

        Raises:
            NotSaved: nothing has changed.
        """
        if isinstance(self.stage, Revealed):
            if rating not in self.ratings:
                rating = Rating.GOOD
            # the outcome is worked out anew: the learner may have looked at the buttons for long
            self._save(self.stage.presented, rating, None, None, now)
            self._leave_answer(now)

    def answer(self, reply: Reply, now: datetime) -> None:
        """Grade and save a reply.

        Raises:
            AskAgain: only once for a card; nothing has changed.
            NotSaved: nothing has changed.
        """
        if not isinstance(self.stage, Asking) or self._is_self_graded:
            return
        presented = self.stage.presented
        if presented.interaction is not self.doubted and (
            doubt := doubt_of(presented.interaction, reply)
        ):
            self.doubted = presented.interaction
            raise AskAgain(doubt)
        grade = presented.deck.grade(presented.card, reply)
        rating = rated(grade, hinted=presented.hints > 0)
        outcome = self._save(presented, rating, reply, grade, now)
        self.stage = Answered(presented, reply, grade, rating, outcome)

    def overrule(self, rating: Rating, now: datetime) -> None:
        """Replace the rating of the last answer: "I was right", "harder than it looked".

        It may be on the screen still, or its card may have given way to the next one.

        Raises:
            NotSaved: the answer stands as it was, or, when only taking it back could be saved, it
                does not count and the card is asked again.
        """
        entry, stage = self.last_answer, self.stage
        if entry is None or entry.grade is None or entry.rating is rating:
            return
        self._take_back(entry, now)
        try:
            # looking at the verdict is not thinking about the answer, so the time stays
            outcome = self._save(
                entry.presented, rating, entry.reply, entry.grade, now, overruled=True, ms=entry.ms
            )
        except Exception:  # whatever it was, the answer has been taken back already
            if isinstance(stage, Answered | Leech):
                self.stage = Asking(entry.presented)
            else:
                self.queue.put_back(entry.presented.card.key)
            raise
        if isinstance(stage, Answered):
            self.stage = replace(stage, rating=rating, outcome=outcome, overruled=True)
        elif isinstance(stage, Leech):
            self._leave_answer(now)
        elif isinstance(stage, Finished):
            self.stage = Finished(self.queue.next_step)

    def change_card(self, action: CardAction, now: datetime) -> CardChange | None:
        """Bury or suspend the card before the learner, or turn its flag over.

        Raises:
            NotSaved: nothing has changed.
        """
        presented = self.presented
        if presented is None:
            return None
        tomorrow = Day(self.recorder.scheduler.calendar.day(now) + 1)
        answered = isinstance(self.stage, Answered | Leech)
        change = CardChange.of(presented, action, self.progress, tomorrow, answered)
        change.save(self.progress, now)
        self.undo_stack.append(change)
        if change.goes_on:
            self.queue.drop(presented.card.key)
            self._advance(now)
        return change

    def keep(self, now: datetime) -> None:
        """Leave a leech as it is and go on."""
        if isinstance(self.stage, Leech):
            self._advance(now)

    def proceed(self, now: datetime) -> None:
        """Go on from an answer to the next card, or look again whether a learning card is due."""
        if isinstance(self.stage, Answered):
            self._leave_answer(now)
        elif isinstance(self.stage, Finished):
            self._advance(now)

    def switch_to(self, chosen: DueToday | More | Ahead, now: datetime) -> None:
        """Ask what is chosen from now on, in place of what was left.

        Raises:
            NotSaved: more was not granted, and nothing has changed.
        """
        self.progress.refresh()
        if isinstance(chosen, More) and (granted := granting(self._day(now), self.decks, chosen)):
            self.undo_stack.append(MoreGranted(self.progress.change(granted, now), chosen))
        self._replace_queue(chosen, now)

    def undo(self, now: datetime) -> Undoable | None:
        """Take back what was done last and ask its card again; gives what that was.

        With what was granted, the cards go that it let in; so do those that were to be asked again
        because they have changed. The card is not asked again for a flag,
        nor when it had been answered before it was set aside: then it comes back when its answer
        says so.

        Raises:
            NotSaved: nothing has changed.
        """
        if not self.undo_stack:
            return None
        last = self.undo_stack[-1]
        if isinstance(last, MoreGranted):
            self.progress.undo(last.event, now)
            self.undo_stack.pop()
            self._replace_queue(DUE_TODAY, now)
            return last
        if isinstance(last, AskedAgain):
            self._leave_for_later(last, now)
            return last
        here = self.presented if isinstance(self.stage, Asking | Revealed) else None
        if isinstance(last, ReviewLogEntry):
            self._take_back(last, now)
        else:
            last.take_back(self.progress, now)
            self.undo_stack.pop()
            if last.answered and last.goes_on:
                self._take_up(last.presented.card.key)
            if last.answered or not last.goes_on:
                return last
        if here:
            self.queue.put_back(here.card.key)
        self.queue.drop(last.presented.card.key)
        self.stage = Asking(replace(last.presented, started=now))
        return last

    def _leave_for_later(self, asked: AskedAgain, now: datetime) -> None:
        self.progress.undo(asked.event, now)
        self.undo_stack.pop()
        self.today = self._day(now)
        for key in asked.cards:
            if not self.today.is_open(key):
                self.queue.drop(key)
        if isinstance(self.stage, Asking | Revealed):
            if self.stage.presented.card.key in asked.cards:
                self._advance(now)
        elif isinstance(self.stage, Finished):
            self.stage = Finished(self.queue.next_step)

    @property
    def _is_self_graded(self) -> bool:
        presented = self.presented
        return presented is not None and isinstance(presented.interaction, SelfGraded)

    def _next_hint(self, presented: PresentedCard) -> str | None:
        hints = presented.card.question.hint
        return hints[presented.hints] if presented.hints < len(hints) else None

    def _replace_queue(self, chosen: DueToday | More | Ahead, now: datetime) -> None:
        """The card on the screen stays there if it is among those to be asked."""
        self.today, self.ends = self._day(now), None
        self.queue = Queue.of(chosen, self.decks, self.today)
        match self.stage:
            case Asking(presented) | Revealed(presented) if presented.card.key in self.queue:
                self.queue.drop(presented.card.key)
            case Answered():
                self._leave_answer(now)
            case Leech():
                pass
            case Asking() | Revealed() | Finished():
                self._advance(now)

    def _day(self, now: datetime) -> Today:
        return Today(replace(self.today.context, now=now), self.today.library)

    def _take_back(self, entry: ReviewLogEntry, now: datetime) -> None:
        self.progress.undo(entry.event, now, entry.presented.card.key)
        self.log.remove(entry)
        self.undo_stack.remove(entry)
        self.queue.drop(entry.presented.card.key)

    def _save(
        self,
        presented: PresentedCard,
        rating: Rating,
        reply: Reply | None,
        grade: Grade | None,
        now: datetime,
        overruled: bool = False,
        ms: int | None = None,
    ) -> Outcome:
        key = presented.card.key
        if ms is None:
            ms = round((now - presented.started).total_seconds() * 1000)
        answer, outcome = self.recorder.answer(
            key, rating, grade, ms, now, reply=reply, hint=presented.hints, overridden=overruled
        )
        before = self.progress.cards.get(key)
        saved = self.progress.record(answer, now)
        most = self.recorder.scheduler.settings.leech_lapses
        lapses = new_leech_lapses(before, saved.state, most)
        entry = ReviewLogEntry(
            presented, saved.id, rating, outcome, answer.ms, reply, grade, lapses
        )
        self.log.append(entry)
        self.undo_stack.append(entry)
        if self.is_practice:
            if rating is Rating.AGAIN:
                self.queue.again_later(key)
        elif outcome.phase != "review":
            self.queue.comes_back(key, outcome.due)
        return outcome

    def _take_up(self, key: str) -> None:
        """Put an answered card that is not set aside any more back to where its answer puts it."""
        on_screen = self.presented if isinstance(self.stage, Asking | Revealed) else None
        if on_screen and on_screen.card.key == key:
            return
        last = next(
            (one.rating for one in reversed(self.log) if one.presented.card.key == key), None
        )
        if self.is_practice and last is Rating.AGAIN:
            self.queue.again_later(key)
        elif not self.is_practice and key in self.progress.in_steps:
            self.queue.put_back(key)
        if isinstance(self.stage, Finished):
            self.stage = Finished(self.queue.next_step)

    def _leave_answer(self, now: datetime) -> None:
        entry = self.log[-1]
        if entry.lapses and entry.rating is Rating.AGAIN:
            self.stage = Leech(entry.presented, entry.lapses)
        else:
            self._advance(now)

    def _advance(self, now: datetime) -> None:
        self.progress.refresh(quick=True)
        last = self.log[-1].presented.card.key if self.log else None
        found = None
        while found is None and (key := self.queue.next(_ms(now), last)):
            found = self._card(key)
        if found is None:
            self.stage = Finished(self.queue.next_step)
            return
        deck, card = found
        is_new = card.key not in self.progress.cards
        self.stage = Asking(PresentedCard(deck, card, self._ask(card), now, is_new))

    def _card(self, key: str) -> tuple[Deck, Card] | None:
        """None when an author has taken the card away, or it cannot be read any more."""
        slug = deck_of(key)
        deck = next(deck for deck in self.decks if deck.slug == slug)
        try:
            return deck, deck.card(key)
        except KeyError:
            return None
        except DeckError as error:
            self.left_out[slug] = f"{error}. Its cards are left out, and come another time."
            return None

    def _ask(self, card: Card) -> Interaction:
        state = self.progress.cards.get(card.key)
        return card.question.interaction(
            card.variant, Random(f"{card.key}:{state.reps if state else 0}:{self.today.day}")
        )


def _ms(at: datetime) -> int:
    return round(at.timestamp() * 1000)
