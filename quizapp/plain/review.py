"""The review on stdin and stdout. Prints `saved` after each durable answer."""

from collections.abc import Sequence
from typing import assert_never

from quizapp import markdown, words
from quizapp.asks import Reveal
from quizapp.deck.deck import Deck
from quizapp.insight.more_words import let_in
from quizapp.memory import Rating
from quizapp.plain import feedback, replies
from quizapp.plain.console import Console, EndOfInput
from quizapp.plain.dialogue import HELP
from quizapp.plain.replies import UnusableReply
from quizapp.plain.review_deeds import PRACTICE, ReviewDeeds
from quizapp.study.learner import Learner
from quizapp.study.selection import DUE_TODAY, More, Selection
from quizapp.study.set_aside import Mark
from quizapp.study.stages import Answered, Asking, Finished, Leech, Revealed, Turn


def review(
    learner: Learner,
    decks: Sequence[Deck],
    selection: Selection = DUE_TODAY,
    console: Console | None = None,
) -> None:
    """Run a review until nothing is left of the selection, or the learner or the input ends it.

    Raises:
        NotSaved: an answer did not reach the disk; all before it did.
    """
    console = console or Console.standard()
    session = learner.review(decks, selection)
    dialogue = ReviewDialogue(console, learner, session)
    if isinstance(selection, More):
        console.say(let_in(selection))
    if session.turn:
        console.say(HELP)
    try:
        dialogue.run()
    except (EndOfInput, KeyboardInterrupt):
        if session.turn:
            console.say("")
    if session.turn:
        console.say(dialogue.summary)


class ReviewDialogue(ReviewDeeds):
    """Stages of the review into lines, and lines into replies."""

    _told_the_time = False

    @property
    def is_over(self) -> bool:
        return isinstance(self.session.stage, Finished) and not self.has_more

    def show(self) -> None:
        stage = self.session.stage
        if stage is self.shown:
            return
        if self.shown and isinstance(stage, Asking | Finished):
            self._say("")
        self.shown = stage
        match stage:
            case Asking(turn):
                self._tell_the_time()
                self._ask(turn)
            case Revealed(turn):
                assert isinstance(turn.ask, Reveal)
                self._say(markdown.plain(turn.ask.answer), *feedback.explained(turn.card.question))
                self._say(f"How was it? {', '.join(self._offered(stage))}:")
            case Leech(turn, lapses):
                question = turn.card.question
                self._say(f"Forgotten {lapses} times.", *map(markdown.plain, question.hint))
                self._say(*feedback.passages(turn.deck, question))
                self._say("keep, rewrite or suspend? (k/r/s)")
            case Answered():
                pass  # it is said when it is given
            case Finished():
                self._say(self.summary, *self.not_asked())
            case _:
                assert_never(stage)

    def reply(self, text: str) -> None:
        stage, now = self.session.stage, self.learner.clock()
        match stage:
            case Asking(turn) if isinstance(turn.ask, Reveal):
                self.session.reveal(now)
            case Asking(turn):
                self._answer(turn, text)
            case Revealed():
                self.session.rate(self._rating(text), now)
                self._say("saved", *([PRACTICE] if self.session.is_practice else []))
            case Leech():
                self._decide(text)
            case Answered():
                pass
            case Finished():
                self.ended = True
            case _:
                assert_never(stage)

    @property
    def summary(self) -> str:
        session = self.session
        right = sum(entry.rating > Rating.AGAIN for entry in session.log)
        if not session.log and not session.turn:
            return "There is nothing to practise." if session.is_practice else self.nothing_asked
        answers = words.count(len(session.log), "answer")
        today = "" if session.is_practice else " today"
        rest = f" {session.left} left{today}." if session.turn else ""
        return f"{answers}, {right} right.{rest}"

    def _ask(self, turn: Turn) -> None:
        notes = [f"{self.session.left} left"]
        notes += ["flagged"] if turn.card.key in self.session.progress.flags else []
        self._say(f"{turn.deck.title} ({', '.join(notes)})", *replies.lines(turn.ask))

    def _tell_the_time(self) -> None:
        if self.session.time_is_over(self.learner.clock()) and not self._told_the_time:
            self._told_the_time = True
            self._say("Your time is over. Go on as you like; /end ends.")

    def _answer(self, turn: Turn, text: str) -> None:
        self.session.answer(replies.read(turn.ask, text), self.learner.clock())
        stage = self.session.stage
        assert isinstance(stage, Answered)
        self._say(*feedback.judged(turn.ask, turn.card, stage.reply, stage.grade))
        if stage.hard_for:
            self._say(words.sentence(words.HARD_FOR[stage.hard_for]))
        self._say(*feedback.explained(turn.card.question))
        self.tell_saved(self.session.log[-1])
        self.session.proceed(self.learner.clock())
        if self.session.may_be_right:
            self._say("If you were right, /right counts it as right.")

    @property
    def _has_two_buttons(self) -> bool:
        return self.learner.settings.buttons == 2 or self.session.is_practice

    def _offered(self, stage: Revealed) -> list[str]:
        """The ratings with their numbers, and the time until the card is back."""
        offered = []
        for rating, outcome in stage.outcomes.items():
            if self._has_two_buttons and rating not in (Rating.AGAIN, Rating.GOOD):
                continue
            number = min(rating.value, 2) if self._has_two_buttons else rating.value
            wait = "" if outcome.is_practice else f" ({words.short_span(outcome.wait)})"
            offered.append(f"{number} {rating.name.lower()}{wait}")
        return offered

    def _rating(self, text: str) -> Rating:
        """With two buttons 3 and 4 are good as well: scripts know no other numbers."""
        if text not in ("1", "2", "3", "4"):
            raise UnusableReply(f"Use 1 {'or 2' if self._has_two_buttons else 'to 4'}")
        number = int(text)
        return Rating.GOOD if self._has_two_buttons and number > 1 else Rating(number)

    def _decide(self, text: str) -> None:
        match text.lower():
            case "k" | "keep":
                self.session.keep(self.learner.clock())
            case "r" | "rewrite":
                if self.edit():
                    self.session.keep(self.learner.clock())
            case "s" | "suspend":
                self.mark(Mark.SUSPENDED)
            case _:
                raise UnusableReply("Use k, r or s")
