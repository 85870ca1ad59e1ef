"""The review on stdin and stdout. Prints `saved` after each durable answer."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import assert_never

from quizapp.core import editor, markdown, words
from quizapp.core.errors import EditError, NoEditorHere
from quizapp.core.text import clean
from quizapp.deck.deck import Deck
from quizapp.deck.library import BrokenDeck
from quizapp.memory.fsrs import Rating
from quizapp.plain import feedback, replies
from quizapp.plain.console import Console, EndOfInput
from quizapp.plain.dialogue import HELP, Command, Dialogue
from quizapp.plain.replies import UnusableReply
from quizapp.presentation.limits import (
    TAKEN_BACK,
    coming,
    held_back,
    let_in,
    nothing_asked,
    still_due,
)
from quizapp.questions.interactions import Reveal
from quizapp.scheduling.today import Work
from quizapp.study.card_actions import Mark, Marked
from quizapp.study.more import days_of, more_of, number_of
from quizapp.study.profile import Learner
from quizapp.study.review import Review
from quizapp.study.selection import DUE_TODAY, Ahead, More, Selection
from quizapp.study.stages import (
    Answered,
    Asking,
    Entry,
    Finished,
    Leech,
    LetIn,
    Revealed,
    Stage,
    Turn,
)


def edit(learner: Learner, console: Console, turn: Turn) -> Deck | None:
    """Open the card, and say what came of it; gives the deck if it has changed."""

    def open_editor(path: Path, line: int) -> None:
        if not console.is_screen:
            raise NoEditorHere(
                f"no editor can be opened in a pipe; the card is in {clean(str(path))}, line {line}"
            )
        words = editor.words_to_open(path, line)
        console.say(editor.waiting(path))
        if problem := editor.run(words):
            raise EditError(problem)

    try:
        found = learner.edit(turn.deck, turn.card.question.id, open_editor)
    except EditError as error:
        console.say(f"{error}.")
        return None
    if isinstance(found, BrokenDeck):
        console.say(*map(str, found.diagnostics), "Until then, the card stays as it was.")
        return None
    console.say("The card was read again." if found else "Nothing was changed.")
    return found


PRACTICE = words.sentence(words.PRACTICE)


def _read(reader: Callable[[str], int], text: str) -> int:
    try:
        return reader(text)
    except ValueError as error:
        raise UnusableReply(str(error)) from error


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
            Command(
                "more",
                "so many more cards than today's limits let in, those that are due first",
                self._more,
                self._has_held_back,
                takes="N",
            ),
            Command(
                "ahead",
                "after what is due today, what falls due in so many days; the answers count",
                self._ahead,
                self._may_go_on,
                takes="DAYS",
            ),
            Command(
                "continue", "go on with all that is due today", self._continue, self._has_others
            ),
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
            self._say(markdown.plain(hint))
            self.shown = self.session.stage

    def _has_deeds(self) -> bool:
        return bool(self.session.deeds)

    def _undo(self) -> None:
        deed = self.session.undo(self.learner.clock())
        if isinstance(deed, Marked) and not deed.goes_on:
            self._say("The flag is as it was.")
        elif isinstance(deed, LetIn):
            self._say(TAKEN_BACK)
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

    @property
    def _work(self) -> Work:
        return self.learner.day_of_work().work(self.session.decks)

    @property
    def nothing_asked(self) -> str:
        return f"{nothing_asked(self._work)}."

    def _may_go_on(self) -> bool:
        """Whether other cards may follow: practice keeps to its own."""
        return not self.session.is_practice

    def _has_held_back(self) -> bool:
        return self._may_go_on() and bool(self._work.held)

    def _more(self, text: str) -> None:
        more = more_of(_read(number_of, text), self._work.held)
        self.session.go_on(more, self.learner.clock())
        self._say(let_in(more))

    def _ahead(self, text: str) -> None:
        self.session.go_on(Ahead(_read(days_of, text)), self.learner.clock())
        if not self.session.turn:
            self._say("No card is due by then that was not answered today.")

    def _has_others(self) -> bool:
        """Whether a review of some cards only has left others that are due."""
        finished = isinstance(self.session.stage, Finished) and self._may_go_on()
        return finished and bool(still_due(self._work.total))

    def _continue(self) -> None:
        self.session.go_on(DUE_TODAY, self.learner.clock())

    @property
    def has_more(self) -> bool:
        """Whether there is more to ask than was asked."""
        return bool(self.not_asked())

    def not_asked(self) -> list[str]:
        """What there is besides, and what to type to go on with it."""
        if not self._may_go_on():
            return []
        day, decks = self.learner.day_of_work(), self.session.decks
        work, said = day.work(decks), []
        if still := still_due(work.total):
            said.append(f"{still} /continue goes on.")
        if held := list(held_back(work.held, work.total, self.learner.settings)):
            said.append(f"{' '.join(held)} /more 10 lets more in.")
        if not (said or self.session.log) and (days := day.next_ahead(decks)):
            said.append(f"{coming(days)} /ahead {days} asks it today.")
        return said

    def _left(self) -> None:
        left = f"{words.count(self.session.left, 'card')} left"
        if self.session.ends:
            seconds = (self.session.ends - self.learner.clock()).total_seconds()
            left += f", {words.time_left(seconds) if seconds > 0 else 'your time is over'}"
        self._say(f"{left}.", *self._then())

    def _then(self) -> Iterator[str]:
        """What comes on the next day that has cards."""
        from quizapp.presentation.days import then
        from quizapp.scheduling.day_load import next_coming
        from quizapp.scheduling.forecast import forecast_to_next

        learner = self.learner
        found = next_coming(forecast_to_next(learner.day_of_work(), learner.calendar))
        if found:
            yield f"{then(found, learner.today, learner.calendar)}."

    def _end(self) -> None:
        self.ended = True


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
