"""What a learner can do in a review besides answering."""

from collections.abc import Sequence

from quizapp import words
from quizapp.memory import Rating
from quizapp.plain import feedback
from quizapp.plain.commands import Command
from quizapp.plain.console import Console
from quizapp.plain.dialogue import Dialogue
from quizapp.plain.editing import edit
from quizapp.study.learner import Learner
from quizapp.study.review import Review
from quizapp.study.set_aside import Mark, Marked
from quizapp.study.stages import Asking, Entry, Leech, Revealed, Stage, Turn

PRACTICE = words.sentence(words.PRACTICE)


class ReviewDeeds(Dialogue):
    def __init__(self, console: Console, learner: Learner, session: Review) -> None:
        super().__init__(console)
        self.learner = learner
        self.session = session
        self.shown: Stage | None = None
        """The stage that has been said."""

    def own_commands(self) -> Sequence[Command]:
        def has_card() -> bool:
            return self.session.turn is not None

        return (
            Command("hint", "a hint; a right answer is then Hard", self._hint, self._has_hint),
            Command("undo", "take the last step back", self._undo, self._has_deeds),
            Command(
                "right",
                "I was right: count the last answer as right",
                self._right,
                self._may_be_right,
            ),
            Command(
                "harder",
                "count the last answer, which was right, as Hard",
                self._harder,
                self._may_be_harder,
            ),
            Command("source", "the passage of the last answer", self._source, self._has_source),
            Command("bury", "not this card again before tomorrow", self._bury, has_card),
            Command("suspend", "not this card again at all", self._suspend, has_card),
            Command("flag", "flag this card, to find it again, or unflag it", self._flag, has_card),
            Command("edit", "open this card in your editor, at its line", self._edit, has_card),
            Command("left", "how much is left", self._left),
            Command("end", "end this review; all is saved", self._end),
        )

    @property
    def _answered(self) -> Entry | None:
        """The last answer, unless its card is being asked again already."""
        log, stage = self.session.log, self.session.stage
        if not log or not isinstance(stage, Asking | Revealed):
            return log[-1] if log else None
        return None if stage.turn.card.key == log[-1].turn.card.key else log[-1]

    def _has_hint(self) -> bool:
        return self.session.has_hint

    def _hint(self) -> None:
        if hint := self.session.hint():
            self._say(hint)
            self.shown = self.session.stage

    def _has_deeds(self) -> bool:
        return bool(self.session.deeds)

    def _undo(self) -> None:
        deed = self.session.undo(self.learner.clock())
        if isinstance(deed, Marked) and not deed.goes_on:
            self._say("The flag is as it was.")
        elif deed:
            self._say("Taken back.")

    def _may_be_right(self) -> bool:
        return self.session.may_be_right

    def _right(self) -> None:
        self._overrule(Rating.GOOD, words.RIGHT_AFTER_ALL)

    def _may_be_harder(self) -> bool:
        last = self._answered
        good = last is not None and last.grade is not None and last.rating is Rating.GOOD
        return good and not self.session.is_practice

    def _harder(self) -> None:
        self._overrule(Rating.HARD, words.HARD_AFTER_ALL)

    def _overrule(self, rating: Rating, said: str) -> None:
        self.session.overrule(rating, self.learner.clock())
        self._say(words.sentence(said))
        self.tell_saved(self.session.log[-1])

    def tell_saved(self, entry: Entry) -> None:
        """That an answer is on the disk, and what becomes of its card."""
        practice = entry.outcome.is_practice
        self._say("saved", PRACTICE if practice else f"Back in {words.span(entry.outcome.wait)}.")

    def _disclosed(self) -> Turn | None:
        """The card whose answer was said last."""
        stage, last = self.session.stage, self._answered
        if isinstance(stage, Revealed | Leech):
            return stage.turn
        return last.turn if last else None

    def _has_source(self) -> bool:
        turn = self._disclosed()
        return turn is not None and bool(turn.card.question.evidence)

    def _source(self) -> None:
        if turn := self._disclosed():
            self._say(*feedback.passages(turn.deck, turn.card.question))

    def _bury(self) -> None:
        self.mark(Mark.BURIED)

    def _suspend(self) -> None:
        self.mark(Mark.SUSPENDED)

    def _flag(self) -> None:
        self.mark(Mark.FLAGGED)

    def mark(self, mark: Mark) -> None:
        if marked := self.session.mark(mark, self.learner.clock()):
            self._say(words.SET_ASIDE[mark] if marked.value else words.UNFLAGGED)

    def _edit(self) -> None:
        self.edit()

    def edit(self) -> bool:
        """Whether the card has changed."""
        turn = self.session.turn
        deck = edit(self.learner, self._console, turn) if turn else None
        if deck:
            self.session.reload(deck, self.learner.clock())
        return deck is not None

    def _left(self) -> None:
        left = f"{words.count(self.session.left, 'card')} left"
        if self.session.ends:
            seconds = (self.session.ends - self.learner.clock()).total_seconds()
            left += f", {words.time_left(seconds) if seconds > 0 else 'your time is over'}"
        self._say(f"{left}.")

    def _end(self) -> None:
        self.ended = True
