"""A quiz on stdin and stdout. Prints `saved` after each durable reply."""

from typing import assert_never

from quizapp import words
from quizapp.asks import in_a_line
from quizapp.plain import feedback, replies
from quizapp.plain.console import Console, EndOfInput
from quizapp.plain.dialogue import HELP
from quizapp.plain.quiz_deeds import QuizDeeds
from quizapp.plain.replies import UnusableReply
from quizapp.plain.results import discuss
from quizapp.study.learner import Learner
from quizapp.study.quiz import Quiz
from quizapp.study.quiz_stages import Answering, Confiding, Disclosed, HandedIn
from quizapp.study.results import CONFIDENCES


def quiz(learner: Learner, session: Quiz, again: str, console: Console) -> None:
    """Run a quiz until it is handed in, thrown away, or left open; then say what came of it.

    `again` is what to type to go on with it later.

    Raises:
        NotSaved: something did not reach the disk; all before it did.
    """
    dialogue = QuizDialogue(console, learner, session)
    console.say(HELP)
    if session.missing:
        gone = words.count(session.missing, "question is", "questions are")
        console.say(f"{gone} not there any more: taken out of the deck, or not approved.")
    try:
        dialogue.run()
    except KeyboardInterrupt:
        console.say("")
    except EndOfInput:
        dialogue.hand_in_if_complete()
    if isinstance(session.stage, HandedIn):
        discuss(learner, session.stage.results, console)
    elif not dialogue.dropped:
        dialogue.leave()
        console.say(f"The quiz stays open: {dialogue.answered}. `{again}` goes on with it.")


class QuizDialogue(QuizDeeds):
    """Stages of the quiz into lines, and lines into replies."""

    @property
    def is_over(self) -> bool:
        return isinstance(self.session.stage, HandedIn)

    def show(self) -> None:
        if self._hand_in_when_time_is_up() or self.is_over or self.ended or self.said:
            return
        self.said = True
        if self.at_end:
            self._say(f"{self._all_answered} Enter hands in; a number goes to a question.")
            return
        self._say("", self._heading(), *replies.lines(self.session.place.ask))
        if self.session.line.reply is not None:
            self._say(f"Your reply so far: {in_a_line(self.session.line.reply)}")
        self._show_stage()

    def take(self, line: str) -> None:
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
            case Confiding():
                self._confide(text)
            case Disclosed():
                if text:
                    raise UnusableReply("This reply stands; enter goes on")
                self.go_on()
            case HandedIn():
                pass
            case _:
                assert_never(stage)

    def hand_in_if_complete(self) -> None:
        """At the end of input: a script that answered all has done its part."""
        if not self.session.open:
            self.hand_in()

    def _hand_in_when_time_is_up(self) -> bool:
        if self.is_over or not self.session.tick(self.learner.clock()):
            return False
        self._say("", "The time is up: the quiz is handed in.")
        return True

    def _heading(self) -> str:
        notes = [f"Question {self.session.at + 1} of {len(self.session.places)}"]
        seconds = self.session.seconds_left(self.learner.clock())
        notes += ["marked"] if self.session.line.marked else []
        notes += [words.time_left(seconds)] if seconds is not None else []
        return "  ".join(notes)

    @property
    def _all_answered(self) -> str:
        marked = len(self.session.marked)
        return f"All {len(self.session.places)} answered, {marked} marked."

    def _show_stage(self) -> None:
        """What there is to say about a question that has been answered before, or just now."""
        match self.session.stage:
            case Confiding():
                how = ", ".join(f"{number} {one}" for number, one in enumerate(CONFIDENCES, 1))
                self._say(f"How sure are you? {how}:")
            case Disclosed(grade):
                place, reply = self.session.place, self.session.line.reply
                assert reply is not None
                self._say(*feedback.judged(place.ask, place.card, reply, grade))
                self._say(*feedback.explained(place.card.question))
            case _:
                pass

    def _answer(self, text: str) -> None:
        if not text and self.session.line.reply is not None:
            self.go_on()
            return
        self.session.answer(replies.read(self.session.place.ask, text), self.learner.clock())
        self._say("saved")
        self._after_reply()

    def _confide(self, text: str) -> None:
        if text not in ("1", "2", "3"):
            raise UnusableReply("Use 1 to 3")
        self.session.confide(CONFIDENCES[int(text) - 1], self.learner.clock())
        self._after_reply()

    def _after_reply(self) -> None:
        self._show_stage()
        if not isinstance(self.session.stage, Confiding):
            self.go_on()

    def _leave_the_end(self, text: str) -> None:
        if not text:
            self.hand_in()
        elif replies.is_number(text):
            self.go_to(text)
        else:
            raise UnusableReply("Enter hands in; a number goes to a question")
