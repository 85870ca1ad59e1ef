"""The review on stdin and stdout. Prints `saved` after each durable answer."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import assert_never

from quizapp.core import editor, markdown, words
from quizapp.core.errors import EditError
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
from quizapp.questions.interactions import SelfGraded
from quizapp.scheduling.today import Work
from quizapp.study.card_actions import CardAction, CardChange
from quizapp.study.more import days_of, more_of, number_of
from quizapp.study.profile import Profile
from quizapp.study.review import ReviewSession
from quizapp.study.selection import DUE_TODAY, Ahead, More, Selection
from quizapp.study.stages import (
    Answered,
    Asking,
    Finished,
    Leech,
    MoreGranted,
    PresentedCard,
    Revealed,
    ReviewLogEntry,
    ReviewStage,
)


def edit(profile: Profile, console: Console, presented: PresentedCard) -> Deck | None:
    """Open the card, and say what came of it; gives the deck if it has changed."""

    def open_editor(path: Path, line: int) -> None:
        if not console.is_screen:
            raise EditError(
                "no editor can be opened in a pipe; "
                f"the card is in {clean(str(path))}, line {line}",
                keeps_file=True,
            )
        words = editor.words_to_open(path, line)
        console.say(editor.waiting(path))
        if problem := editor.run(words):
            raise EditError(problem)

    try:
        found = profile.edit(presented.deck, presented.card.question.id, open_editor)
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
    def __init__(self, console: Console, profile: Profile, session: ReviewSession) -> None:
        super().__init__(console)
        self.profile = profile
        self.session = session
        self.shown: ReviewStage | None = None
        """The stage that has been said."""

    def own_commands(self) -> Sequence[Command]:
        def has_card() -> bool:
            return self.session.presented is not None

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
    def _answered(self) -> ReviewLogEntry | None:
        """The last answer, unless its card is being asked again already."""
        log, stage = self.session.log, self.session.stage
        if not log or not isinstance(stage, Asking | Revealed):
            return log[-1] if log else None
        return None if stage.presented.card.key == log[-1].presented.card.key else log[-1]

    def _has_hint(self) -> bool:
        return self.session.has_hint

    def _hint(self) -> None:
        if hint := self.session.hint():
            self._say(markdown.plain(hint))
            self.shown = self.session.stage

    def _has_deeds(self) -> bool:
        return bool(self.session.undo_stack)

    def _undo(self) -> None:
        deed = self.session.undo(self.profile.clock())
        if isinstance(deed, CardChange) and not deed.goes_on:
            self._say("The flag is as it was.")
        elif isinstance(deed, MoreGranted):
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
        self.session.overrule(rating, self.profile.clock())
        self._say(words.sentence(said))
        self.tell_saved(self.session.log[-1])

    def tell_saved(self, entry: ReviewLogEntry) -> None:
        """That an answer is on the disk, and what becomes of its card."""
        practice = entry.outcome.is_practice
        self._say("saved", PRACTICE if practice else f"Back in {words.span(entry.outcome.wait)}.")

    def _disclosed(self) -> PresentedCard | None:
        """The card whose answer was said last."""
        stage, last = self.session.stage, self._answered
        if isinstance(stage, Revealed | Leech):
            return stage.presented
        return last.presented if last else None

    def _has_source(self) -> bool:
        presented = self._disclosed()
        return presented is not None and bool(presented.card.question.evidence)

    def _source(self) -> None:
        if presented := self._disclosed():
            self._say(*feedback.passages(presented.deck, presented.card.question))

    def _bury(self) -> None:
        self.mark(CardAction.BURIED)

    def _suspend(self) -> None:
        self.mark(CardAction.SUSPENDED)

    def _flag(self) -> None:
        self.mark(CardAction.FLAGGED)

    def mark(self, mark: CardAction) -> None:
        if marked := self.session.mark(mark, self.profile.clock()):
            self._say(words.SET_ASIDE[mark] if marked.value else words.UNFLAGGED)

    def _edit(self) -> None:
        self.edit()

    def edit(self) -> bool:
        """Whether the card has changed."""
        presented = self.session.presented
        deck = edit(self.profile, self._console, presented) if presented else None
        if deck:
            self.session.reload(deck, self.profile.clock())
        return deck is not None

    @property
    def _work(self) -> Work:
        return self.profile.day_of_work().work(self.session.decks)

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
        self.session.go_on(more, self.profile.clock())
        self._say(let_in(more))

    def _ahead(self, text: str) -> None:
        self.session.go_on(Ahead(_read(days_of, text)), self.profile.clock())
        if not self.session.presented:
            self._say("No card is due by then that was not answered today.")

    def _has_others(self) -> bool:
        """Whether a review of some cards only has left others that are due."""
        finished = isinstance(self.session.stage, Finished) and self._may_go_on()
        return finished and bool(still_due(self._work.total))

    def _continue(self) -> None:
        self.session.go_on(DUE_TODAY, self.profile.clock())

    @property
    def has_more(self) -> bool:
        """Whether there is more to ask than was asked."""
        return bool(self.not_asked())

    def not_asked(self) -> list[str]:
        """What there is besides, and what to type to go on with it."""
        if not self._may_go_on():
            return []
        day, decks = self.profile.day_of_work(), self.session.decks
        work, said = day.work(decks), []
        if still := still_due(work.total):
            said.append(f"{still} /continue goes on.")
        if held := list(held_back(work.held, work.total, self.profile.settings)):
            said.append(f"{' '.join(held)} /more 10 lets more in.")
        if not (said or self.session.log) and (days := day.next_ahead(decks)):
            said.append(f"{coming(days)} /ahead {days} asks it today.")
        return said

    def _left(self) -> None:
        left = f"{words.count(self.session.left, 'card')} left"
        if self.session.ends:
            seconds = (self.session.ends - self.profile.clock()).total_seconds()
            left += f", {words.time_left(seconds) if seconds > 0 else 'your time is over'}"
        self._say(f"{left}.", *self._then())

    def _then(self) -> Iterator[str]:
        """What comes on the next day that has cards."""
        from quizapp.presentation.days import then
        from quizapp.scheduling.day_load import next_coming
        from quizapp.scheduling.forecast import forecast_to_next

        profile = self.profile
        found = next_coming(forecast_to_next(profile.day_of_work(), profile.calendar))
        if found:
            yield f"{then(found, profile.today, profile.calendar)}."

    def _end(self) -> None:
        self.ended = True


def review(
    profile: Profile,
    decks: Sequence[Deck],
    selection: Selection = DUE_TODAY,
    console: Console | None = None,
) -> None:
    """Run a review until nothing is left of the selection, or the learner or the input ends it.

    Raises:
        NotSaved: an answer did not reach the disk; all before it did.
    """
    console = console or Console.standard()
    session = profile.review(decks, selection)
    dialogue = ReviewDialogue(console, profile, session)
    if isinstance(selection, More):
        console.say(let_in(selection))
    if session.presented:
        console.say(HELP)
    try:
        dialogue.run()
    except (EndOfInput, KeyboardInterrupt):
        if session.presented:
            console.say("")
    if session.presented:
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
            case Asking(presented):
                self._tell_the_time()
                self._ask(presented)
            case Revealed(presented):
                assert isinstance(presented.interaction, SelfGraded)
                self._say(
                    markdown.plain(presented.interaction.answer),
                    *feedback.explained(presented.card.question),
                )
                self._say(f"How was it? {', '.join(self._offered(stage))}:")
            case Leech(presented, lapses):
                question = presented.card.question
                self._say(f"Forgotten {lapses} times.", *map(markdown.plain, question.hint))
                self._say(*feedback.passages(presented.deck, question))
                self._say("keep, rewrite or suspend? (k/r/s)")
            case Answered():
                pass  # it is said when it is given
            case Finished():
                self._say(self.summary, *self.not_asked())
            case _:
                assert_never(stage)

    def reply(self, text: str) -> None:
        stage, now = self.session.stage, self.profile.clock()
        match stage:
            case Asking(presented) if isinstance(presented.interaction, SelfGraded):
                self.session.reveal(now)
            case Asking(presented):
                self._answer(presented, text)
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
        if not session.log and not session.presented:
            return "There is nothing to practise." if session.is_practice else self.nothing_asked
        answers = words.count(len(session.log), "answer")
        today = "" if session.is_practice else " today"
        rest = f" {session.left} left{today}." if session.presented else ""
        return f"{answers}, {right} right.{rest}"

    def _ask(self, presented: PresentedCard) -> None:
        notes = [f"{self.session.left} left"]
        notes += ["flagged"] if presented.card.key in self.session.progress.flags else []
        self._say(
            f"{presented.deck.title} ({', '.join(notes)})", *replies.lines(presented.interaction)
        )

    def _tell_the_time(self) -> None:
        if self.session.time_is_over(self.profile.clock()) and not self._told_the_time:
            self._told_the_time = True
            self._say("Your time is over. Go on as you like; /end ends.")

    def _answer(self, presented: PresentedCard, text: str) -> None:
        self.session.answer(replies.read(presented.interaction, text), self.profile.clock())
        stage = self.session.stage
        assert isinstance(stage, Answered)
        self._say(*feedback.judged(presented.interaction, presented.card, stage.reply, stage.grade))
        if stage.hard_for:
            self._say(words.sentence(words.HARD_FOR[stage.hard_for]))
        self._say(*feedback.explained(presented.card.question))
        self.tell_saved(self.session.log[-1])
        self.session.proceed(self.profile.clock())
        if self.session.may_be_right:
            self._say("If you were right, /right counts it as right.")

    @property
    def _has_two_buttons(self) -> bool:
        return self.profile.settings.buttons == 2 or self.session.is_practice

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
                self.session.keep(self.profile.clock())
            case "r" | "rewrite":
                if self.edit():
                    self.session.keep(self.profile.clock())
            case "s" | "suspend":
                self.mark(CardAction.SUSPENDED)
            case _:
                raise UnusableReply("Use k, r or s")
