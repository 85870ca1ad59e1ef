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
from quizapp.plain.card_history import history_lines
from quizapp.plain.console import Console, EndOfInput
from quizapp.plain.dialogue import INTRODUCTION, Dialogue
from quizapp.plain.replies import UnusableReply
from quizapp.presentation.actions import PLAIN_REVIEW, REVIEW
from quizapp.presentation.deck_changes import groups, in_a_line, lines
from quizapp.presentation.feedback import (
    PRACTICE,
    TIME_IS_OVER,
    after_all,
    changed,
    comes_back,
    counted,
    taken_back,
)
from quizapp.presentation.limits import coming, held_back, let_in, nothing_asked, still_due
from quizapp.questions.interactions import SelfGraded
from quizapp.scheduling.today import Work
from quizapp.study.actions import ReviewAction
from quizapp.study.card_actions import CardAction
from quizapp.study.more_today import days_of, more_of, number_of
from quizapp.study.profile import Profile
from quizapp.study.review import ReviewSession
from quizapp.study.selection import DUE_TODAY, Ahead, More, Selection
from quizapp.study.stages import (
    Answered,
    Asking,
    Finished,
    Leech,
    PresentedCard,
    Revealed,
    ReviewLogEntry,
    ReviewStage,
)


def review(
    profile: Profile,
    decks: Sequence[Deck],
    selection: Selection | None = None,
    console: Console | None = None,
) -> None:
    """Run a review until nothing is left of the selection, or the learner or the input ends it.

    Raises:
        NotSaved: an answer did not reach the disk; all before it did.
    """
    console = console or Console.standard()
    session = ReviewSession.begin(decks, profile.today(), selection)
    dialogue = ReviewDialogue(console, profile, session)
    if isinstance(selection, More):
        console.say(let_in(selection))
    if session.revision:
        console.say(f"note: {in_a_line(session.revision)} /changes shows them.")
    if session.presented:
        console.say(INTRODUCTION)
    try:
        dialogue.run()
    except (EndOfInput, KeyboardInterrupt):
        if session.presented:
            console.say("")
    if session.presented:
        console.say(dialogue.summary)


class ReviewDialogue(Dialogue):
    """Stages of the review into lines, and lines into replies."""

    actions = REVIEW + PLAIN_REVIEW

    def __init__(self, console: Console, profile: Profile, session: ReviewSession) -> None:
        super().__init__(console)
        self.profile = profile
        self.session = session
        self.shown: ReviewStage | None = None
        """The stage that has been said."""
        self._told_the_time = False
        self._told_left_out = 0

    def can(self, action: str) -> bool:
        if action == "help":
            return True
        beyond = action in (ReviewAction.MORE, ReviewAction.CONTINUE)
        return self.session.can(ReviewAction(action), self._work if beyond else None)

    @property
    def is_over(self) -> bool:
        return isinstance(self.session.stage, Finished) and not self.not_asked()

    def show(self) -> None:
        stage = self.session.stage
        if stage is self.shown:
            return
        for said in list(self.session.left_out.values())[self._told_left_out :]:
            self._say(f"note: {clean(said)}")
        self._told_left_out = len(self.session.left_out)
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
                self._say("saved")
                if self.session.is_practice:
                    self._say(words.sentence(PRACTICE))
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
            return (
                "There is nothing to practise."
                if session.is_practice
                else f"{nothing_asked(self._work)}."
            )
        answers = words.count(len(session.log), "answer")
        today = "" if session.is_practice else " today"
        rest = f" {session.left} left{today}." if session.presented else ""
        return f"{answers}, {right} right.{rest}"

    def _ask(self, presented: PresentedCard) -> None:
        notes = [f"{self.session.left} left"]
        notes += ["flagged"] if presented.card.key in self.session.progress.flags else []
        self._say(
            f"{presented.deck.title} ({', '.join(notes)})",
            *replies.topic(presented.card.question, self._topics),
            *replies.lines(presented.interaction),
        )

    def _tell_the_time(self) -> None:
        if self.session.time_is_over(self.profile.clock()) and not self._told_the_time:
            self._told_the_time = True
            self._say(f"{TIME_IS_OVER}; /end ends.")

    def _answer(self, presented: PresentedCard, text: str) -> None:
        self.session.answer(replies.read(presented.interaction, text), self.profile.clock())
        stage = self.session.stage
        assert isinstance(stage, Answered)
        self._say(*feedback.judged(presented.interaction, presented.card, stage.reply, stage.grade))
        if how := counted(stage):
            self._say(words.sentence(how))
        self._say(*feedback.explained(presented.card.question))
        self._tell_saved(self.session.log[-1])
        self.session.proceed(self.profile.clock())
        if self.session.can(ReviewAction.OVERRULE):
            self._say("If you were right, /right counts it as right.")

    def _offered(self, stage: Revealed) -> list[str]:
        """The ratings with their numbers, and the time until the card is back."""
        offered = []
        for number, rating in enumerate(self.session.ratings, 1):
            outcome = stage.outcomes[rating]
            wait = "" if outcome.is_practice else f" ({words.short_span(outcome.wait)})"
            offered.append(f"{number} {rating.name.lower()}{wait}")
        return offered

    def _rating(self, text: str) -> Rating:
        """Where only two are offered, 3 and 4 are good as well: scripts know no other numbers."""
        if text not in ("1", "2", "3", "4"):
            highest = len(self.session.ratings)
            raise UnusableReply(f"Use 1 {'or' if highest == 2 else 'to'} {highest}")
        return Rating(int(text))

    def _decide(self, text: str) -> None:
        match text.lower():
            case "k" | "keep":
                self.session.keep(self.profile.clock())
            case "r" | "rewrite":
                if self._edit():
                    self.session.keep(self.profile.clock())
            case "s" | "suspend":
                self._change_card(CardAction.SUSPEND)
            case _:
                raise UnusableReply("Use k, r or s")

    def do_hint(self) -> None:
        if hint := self.session.hint():
            self._say(markdown.plain(hint))
            self.shown = self.session.stage

    def do_undo(self) -> None:
        if undone := self.session.undo(self.profile.clock()):
            self._say(taken_back(undone))

    def do_overrule(self) -> None:
        self._overrule(Rating.GOOD)

    def do_harder(self) -> None:
        self._overrule(Rating.HARD)

    def _overrule(self, rating: Rating) -> None:
        self.session.overrule(rating, self.profile.clock())
        self._say(words.sentence(after_all(rating)))
        self._tell_saved(self.session.log[-1])

    def do_source(self) -> None:
        if disclosed := self.session.disclosed:
            self._say(*feedback.passages(disclosed.deck, disclosed.card.question))

    def do_history(self) -> None:
        if disclosed := self.session.disclosed:
            self._say(*history_lines(self.profile, disclosed.card))

    def do_changes(self) -> None:
        for one in self.session.revision.decks if self.session.revision else ():
            self._say(one.deck.title)
            for group in groups(one.changes):
                self._say(f"  {group.heading}", *(f"    {line}" for line in lines(group)))

    def do_bury(self) -> None:
        self._change_card(CardAction.BURY)

    def do_suspend(self) -> None:
        self._change_card(CardAction.SUSPEND)

    def do_flag(self) -> None:
        self._change_card(CardAction.FLAG)

    def _change_card(self, action: CardAction) -> None:
        if change := self.session.change_card(action, self.profile.clock()):
            self._say(changed(change))

    def do_edit(self) -> None:
        self._edit()

    def _edit(self) -> bool:
        """Whether the card has changed."""
        presented = self.session.presented
        deck = edit(self.profile, self._console, presented) if presented else None
        if deck:
            self.session.reload(deck, self.profile.clock())
        return deck is not None

    def do_more(self, text: str) -> None:
        more = more_of(_read(number_of, text), self._work.held)
        self.session.switch_to(more, self.profile.clock())
        self._say(let_in(more))

    def do_ahead(self, text: str) -> None:
        self.session.switch_to(Ahead(_read(days_of, text)), self.profile.clock())
        if not self.session.presented:
            self._say("No card is due by then that was not answered today.")

    def do_continue(self) -> None:
        self.session.switch_to(DUE_TODAY, self.profile.clock())

    def do_left(self) -> None:
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

        today = self.profile.today()
        if found := next_coming(forecast_to_next(today)):
            yield f"{then(found, today.day, self.profile.calendar)}."

    @property
    def _work(self) -> Work:
        return self.profile.today().work(self.session.decks)

    def not_asked(self) -> list[str]:
        """What there is besides, and what to type to go on with it."""
        if not self.session.can(ReviewAction.AHEAD):
            return []
        day, decks = self.profile.today(), self.session.decks
        work, said = day.work(decks), []
        if still := still_due(work.total):
            said.append(f"{still} /continue goes on.")
        if held := list(held_back(work.held, work.total, self.profile.settings)):
            said.append(f"{' '.join(held)} /more 10 lets more in.")
        if not (said or self.session.log) and (days := day.next_ahead(decks)):
            said.append(f"{coming(days)} /ahead {days} asks it today.")
        return said

    def _tell_saved(self, entry: ReviewLogEntry) -> None:
        """That an answer is on the disk, and what becomes of its card."""
        self._say("saved", words.sentence(comes_back(entry.outcome)))


def edit(profile: Profile, console: Console, presented: PresentedCard) -> Deck | None:
    """Open the card, and say what came of it; gives the deck if it has changed."""

    def open_editor(path: Path, line: int) -> None:
        if not console.is_screen:
            raise EditError(
                "no editor can be opened in a pipe; "
                f"the card is in {clean(str(path))}, line {line}",
                keeps_file=True,
            )
        command = editor.command_to_open(path, line)
        console.say(editor.waiting(path))
        if problem := editor.run(command):
            raise EditError(problem)

    from quizapp.study.editing import edit_card  # and yaml with it, for who edits only

    try:
        found = edit_card(profile, presented.deck, presented.card.question.id, open_editor)
    except EditError as error:
        console.say(f"{error}.")
        return None
    if isinstance(found, BrokenDeck):
        console.say(*map(str, found.diagnostics), "Until then, the card stays as it was.")
        return None
    console.say("The card was read again." if found else "Nothing was changed.")
    return found


def _read(reader: Callable[[str], int], text: str) -> int:
    try:
        return reader(text)
    except ValueError as error:
        raise UnusableReply(str(error)) from error
