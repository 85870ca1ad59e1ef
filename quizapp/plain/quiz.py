"""A quiz on stdin and stdout, begun or gone on with. Prints `saved` after each durable reply."""

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from quizapp.core import words
from quizapp.core.errors import SettingsError
from quizapp.deck.deck import Deck
from quizapp.plain import feedback, replies
from quizapp.plain.console import Console, EndOfInput
from quizapp.plain.dialogue import INTRODUCTION, Dialogue
from quizapp.plain.replies import UnusableReply, is_number
from quizapp.plain.results import discuss
from quizapp.presentation.actions import QUIZ
from quizapp.presentation.results import worth
from quizapp.study.actions import QuizAction
from quizapp.study.profile import Profile
from quizapp.study.question_pool import QuizOptions
from quizapp.study.quiz import Answering, QuizSession, RatingConfidence, ShowingFeedback, Submitted
from quizapp.study.quiz_service import OpenQuiz, QuizService
from quizapp.study.results import CONFIDENCES

_ABOUT_THE_QUESTION = frozenset(
    (QuizAction.NEXT, QuizAction.MARK, QuizAction.HOW_SURE, QuizAction.CLEAR)
)
"""They do nothing once it is asked whether to hand in."""


_COUNTS = "Should the answers of a quiz count as reviews, so that missed questions come back? y/n"


def take_quiz(
    profile: Profile,
    decks: Sequence[Deck],
    options: QuizOptions,
    new: bool,
    again: str,
    console: Console | None = None,
    flags: Sequence[str] = (),
) -> None:
    """Go on with the quiz on these decks that is open, or else begin one by `options`.

    Where the options leave open whether answers count, the settings say so, or else the learner.
    `new` throws the open quiz away. `again` is what to type to come back to it. `flags` are the
    options as they were typed; an open quiz cannot take them, which is said.

    Raises:
        DeckError: there is nothing to ask.
        NotSaved: something did not reach the disk; all before it did.
    """
    console = console or Console.standard()
    quizzes = QuizService.of(profile)
    found = quizzes.open(decks)
    if found and not new:
        session = quizzes.resume(found.id)
        console.say(_going_on(found, profile))
        if flags:
            console.say(f"Not applied, as it is open already: {', '.join(flags)}.")
    else:
        try:
            if options.counts is None:
                options = replace(options, counts=_counts(profile, console))
        except (EndOfInput, KeyboardInterrupt):
            return
        session = quizzes.begin(decks, options)
        if found:
            quizzes.drop(found.id)
            console.say("The quiz that was open is thrown away.")
        pool = quizzes.pool(decks)
        if pool.left_out(options) and pool.size(options) < (options.number or len(pool.candidates)):
            console.say(pool.drawn_from(options))
    quiz(profile, session, again, console)


def _going_on(found: OpenQuiz, profile: Profile) -> str:
    begun = found.begun.astimezone(profile.calendar.zone)
    return (
        f"Going on with the quiz of {words.date(begun)}, {begun:%H:%M}: {found.answered} of"
        f" {found.questions} answered, as it was begun. (--new begins another)"
    )


def _counts(profile: Profile, console: Console) -> bool:
    """As the learner has settled it; asked once, and only where somebody is there to be asked.

    Raises:
        EndOfInput: nobody is.
    """
    if (settled := profile.settings.quiz_counts) is not None:
        return settled
    if not console.is_terminal:
        console.say("The answers count as reviews. (--no-counts leaves the schedule as it is)")
        return True
    console.say(_COUNTS)
    while (said := console.line().strip().lower()) not in ("y", "yes", "n", "no"):
        console.say("Use y or n.")
    counts = said.startswith("y")
    try:
        profile.configure("quiz_counts", counts)
    except SettingsError as error:
        console.say(f"{error}. You will be asked again.")
    return counts


def quiz(profile: Profile, session: QuizSession, again: str, console: Console) -> None:
    """Run a quiz until it is handed in, thrown away, or left open; then say what came of it.

    `again` is what to type to go on with it later.

    Raises:
        NotSaved: something did not reach the disk; all before it did.
    """
    dialogue = QuizDialogue(console, profile, session)
    console.say(INTRODUCTION)
    if session.missing:
        gone = words.count(session.missing, "question is", "questions are")
        console.say(f"{gone} not there any more: taken out of the deck, or not approved.")
    try:
        dialogue.run()
    except KeyboardInterrupt:
        console.say("")
    except EndOfInput:
        dialogue.hand_in_if_complete()
    if isinstance(session.stage, Submitted):
        discuss(profile, session.stage.results, console)
    elif not dialogue.dropped:
        dialogue.leave()
        console.say(f"The quiz stays open: {dialogue.answered}. `{again}` goes on with it.")


class QuizDialogue(Dialogue):
    """Stages of the quiz into lines, and lines into replies."""

    actions = QUIZ

    def __init__(self, console: Console, profile: Profile, session: QuizSession) -> None:
        super().__init__(console)
        self.profile = profile
        self.session = session
        self.said = False
        """Whether what is before the learner has been said."""
        self.at_end = not session.open
        """Whether it is the question whether to hand in."""
        self.dropped = False
        self._asked_back = self._confirms = ""
        """Commands that are to be said twice: said by this line, and by the one before."""

    def can(self, action: str) -> bool:
        if action == "help":
            return True
        here = not self.at_end or action not in _ABOUT_THE_QUESTION
        return here and self.session.can(QuizAction(action))

    @property
    def is_over(self) -> bool:
        return isinstance(self.session.stage, Submitted)

    def show(self) -> None:
        if self._hand_in_when_time_is_up() or self.is_over or self.ended or self.said:
            return
        self.said = True
        if self.at_end:
            self._say(f"{self._all_answered} Enter hands in; a number goes to a question.")
            return
        item = self.session.item
        topic = replies.topic(item.card.question, self._topics)
        self._say("", self._heading(), *topic, *replies.lines(item.interaction))
        if self.session.response.reply is not None:
            interaction, reply = self.session.item.interaction, self.session.response.reply
            self._say(replies.shown(interaction, "Your reply so far", reply))
            if self.session.can(QuizAction.HOW_SURE):
                sure = self.session.response.confidence or "not said (/sure says it)"
                self._say(f"How sure you are: {sure}")
        self._show_stage()

    def take(self, line: str) -> None:
        self._confirms, self._asked_back = self._asked_back, ""
        if self._hand_in_when_time_is_up():
            self._say("Your last line came too late for it.")
        else:
            super().take(line)

    def reply(self, text: str) -> None:
        stage = self.session.stage
        if self.at_end:
            self._leave_the_end(text)
            return
        match stage:
            case Answering():
                self._answer(text)
            case RatingConfidence():
                self._rate_confidence(text)
            case ShowingFeedback():
                if text:
                    raise UnusableReply("This reply stands; enter goes on")
                self.go_on()
            case Submitted():
                pass
            case _:
                assert_never(stage)

    def hand_in_if_complete(self) -> None:
        """At the end of input: a script that answered all has done its part."""
        if not self.session.open:
            self.hand_in()

    def _hand_in_when_time_is_up(self) -> bool:
        if self.is_over or not self.session.tick(self.profile.clock()):
            return False
        self._say("", "The time is up: the quiz is handed in.")
        return True

    def _heading(self) -> str:
        notes = [f"Question {self.session.at + 1} of {len(self.session.items)}"]
        seconds = self.session.seconds_left(self.profile.clock())
        if self.session.is_weighted:
            notes.append(worth(self.session.item.points))
        notes += ["marked"] if self.session.response.marked else []
        notes += [words.time_left(seconds)] if seconds is not None else []
        return "  ".join(notes)

    @property
    def _all_answered(self) -> str:
        marked = len(self.session.marked)
        return f"All {len(self.session.items)} answered, {marked} marked."

    def _show_stage(self) -> None:
        """What there is to say about a question that has been answered before, or just now."""
        match self.session.stage:
            case RatingConfidence():
                how = ", ".join(f"{number} {one}" for number, one in enumerate(CONFIDENCES, 1))
                self._say(f"How sure are you? {how}:")
            case ShowingFeedback(grade):
                item, reply = self.session.item, self.session.response.reply
                assert reply is not None
                self._say(*feedback.judged(item.interaction, item.card, reply, grade))
                self._say(*feedback.explained(item.card.question))
            case _:
                pass

    def _answer(self, text: str) -> None:
        if not text and self.session.response.reply is not None:
            self.go_on()
            return
        self.session.answer(replies.read(self.session.item.interaction, text), self.profile.clock())
        self._say("saved")
        self._after_reply()

    def _rate_confidence(self, text: str) -> None:
        if text not in ("1", "2", "3"):
            raise UnusableReply("Use 1 to 3")
        self.session.rate_confidence(CONFIDENCES[int(text) - 1], self.profile.clock())
        self._after_reply()

    def _after_reply(self) -> None:
        self._show_stage()
        if not isinstance(self.session.stage, RatingConfidence):
            self.go_on()

    def _leave_the_end(self, text: str) -> None:
        if not text:
            self.hand_in()
        elif replies.is_number(text):
            self.do_go(text)
        else:
            raise UnusableReply("Enter hands in; a number goes to a question")

    @property
    def answered(self) -> str:
        total = len(self.session.items)
        return f"{total - len(self.session.open)} of {total} answered"

    def go_on(self) -> None:
        """To the next question without an answer, or to the end when all have one."""
        later = [at for at in self.session.open if at > self.session.at]
        if found := later or self.session.open:
            self._enter(found[0])
        else:
            self._finish()

    def do_go(self, number: str) -> None:
        last = len(self.session.items)
        if not is_number(number) or not 1 <= int(number) <= last:
            raise UnusableReply(f"There are questions 1 to {last}")
        self._enter(int(number) - 1)

    def hand_in(self) -> None:
        self.session.hand_in(self.profile.clock())
        self._say("Handed in.")

    def leave(self) -> None:
        """Keep the time that was spent on the question before the learner."""
        self.session.go(self.session.at, self.profile.clock())

    def _enter(self, at: int) -> None:
        self.session.go(at, self.profile.clock())
        self.said = self.at_end = False

    def _finish(self) -> None:
        self.said, self.at_end = False, True

    def do_next_question(self) -> None:
        if self.session.at + 1 < len(self.session.items):
            self._enter(self.session.at + 1)
        elif self.session.open:
            self._say("That was the last question.")
            self.do_overview()
        else:
            self._finish()

    def do_previous_question(self) -> None:
        if self.at_end:
            self._enter(self.session.at)
        elif self.session.at:
            self._enter(self.session.at - 1)
        else:
            self._say("This is the first question.")

    def do_overview(self) -> None:
        self._say(f"Unanswered: {_numbers(self.session.open)}.")
        self._say(f"Marked: {_numbers(self.session.marked)}.")

    def do_mark(self) -> None:
        self.session.mark(self.profile.clock())
        self._say("Marked." if self.session.response.marked else "The mark is gone.")

    def do_how_sure(self) -> None:
        self.session.ask_confidence(self.profile.clock())
        self.said = False

    def do_clear(self) -> None:
        self.session.clear(self.profile.clock())
        self._say("The reply is gone.")
        self.said = False

    def do_undo(self) -> None:
        if self.session.undo(self.profile.clock()):
            self._say("Taken back.")
            self.said = self.at_end = False

    def do_time(self) -> None:
        if (seconds := self.session.seconds_left(self.profile.clock())) is not None:
            self._say(f"{words.time_left(seconds).capitalize()}.")

    def do_hand_in(self) -> None:
        unanswered = self.session.open
        if unanswered and not self._is_sure("done"):
            self._say(f"Unanswered: {_numbers(unanswered)}. /done again hands in all the same.")
            return
        self.hand_in()

    def do_drop(self) -> None:
        if not self._is_sure("drop"):
            self._say(f"{self.answered}. /drop again throws all of it away.")
            return
        QuizService.of(self.profile).drop(self.session.id)
        self._say("The quiz is thrown away.")
        self.ended = self.dropped = True

    def _is_sure(self, name: str) -> bool:
        """Whether the line before said the same."""
        self._asked_back = name
        return self._confirms == name


def _numbers(items: Sequence[int]) -> str:
    return ", ".join(str(at + 1) for at in items) or "none"
