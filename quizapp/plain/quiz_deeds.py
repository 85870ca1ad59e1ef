"""What a learner can do in a quiz besides replying."""

from collections.abc import Sequence

from quizapp import words
from quizapp.plain.commands import Command
from quizapp.plain.console import Console
from quizapp.plain.dialogue import Dialogue
from quizapp.plain.replies import UnusableReply, is_number
from quizapp.study.learner import Learner
from quizapp.study.quiz import Quiz
from quizapp.study.quiz_stages import Answering, Confiding


class QuizDeeds(Dialogue):
    def __init__(self, console: Console, learner: Learner, session: Quiz) -> None:
        super().__init__(console)
        self.learner = learner
        self.session = session
        self.said = False
        """Whether what is before the learner has been said."""
        self.at_end = not session.open
        """Whether it is the question whether to hand in."""
        self.dropped = False
        self._asked_back = self._confirms = ""
        """Commands that are to be said twice: said by this line, and by the one before."""

    def own_commands(self) -> Sequence[Command]:
        def has_limit() -> bool:
            return bool(self.session.paper.seconds)

        def is_here() -> bool:
            return not self.at_end

        return (
            Command("next", "go to the next question", self._next, is_here),
            Command("back", "go to the question before", self._back),
            Command("go", "go to question N", self.go_to, takes="N"),
            Command("open", "the questions that are unanswered or marked", self._list),
            Command(
                "mark", "mark this question to come back to, or unmark it", self._mark, is_here
            ),
            Command("sure", "say how sure you are of your reply", self._sure, self._may_be_sure),
            Command("clear", "take the reply to this question away", self._clear, self._may_clear),
            Command("undo", "take the last change back", self._undo, lambda: self.session.can_undo),
            Command("time", "the time that is left", self._time, has_limit),
            Command("done", "hand in", self._done),
            Command("drop", "throw this quiz away: nothing of it counts", self._drop),
            Command("end", "stop, and keep the quiz open", self._end),
        )

    def take(self, line: str) -> None:
        self._confirms, self._asked_back = self._asked_back, ""
        super().take(line)

    @property
    def answered(self) -> str:
        total = len(self.session.places)
        return f"{total - len(self.session.open)} of {total} answered"

    def go_on(self) -> None:
        """To the next question without an answer, or to the end when all have one."""
        later = [at for at in self.session.open if at > self.session.at]
        if found := later or self.session.open:
            self._enter(found[0])
        else:
            self._finish()

    def go_to(self, number: str) -> None:
        last = len(self.session.places)
        if not is_number(number) or not 1 <= int(number) <= last:
            raise UnusableReply(f"There are questions 1 to {last}")
        self._enter(int(number) - 1)

    def hand_in(self) -> None:
        self.session.hand_in(self.learner.clock())
        self._say("Handed in.")

    def leave(self) -> None:
        """Keep the time that was spent on the question before the learner."""
        self.session.go(self.session.at, self.learner.clock())

    def _enter(self, at: int) -> None:
        self.session.go(at, self.learner.clock())
        self.said = self.at_end = False

    def _finish(self) -> None:
        self.said, self.at_end = False, True

    def _next(self) -> None:
        if self.session.at + 1 < len(self.session.places):
            self._enter(self.session.at + 1)
        elif self.session.open:
            self._say("That was the last question.")
            self._list()
        else:
            self._finish()

    def _back(self) -> None:
        if self.at_end:
            self._enter(self.session.at)
        elif self.session.at:
            self._enter(self.session.at - 1)
        else:
            self._say("This is the first question.")

    def _list(self) -> None:
        self._say(f"Unanswered: {_numbers(self.session.open)}.")
        self._say(f"Marked: {_numbers(self.session.marked)}.")

    def _mark(self) -> None:
        self.session.mark(self.learner.clock())
        self._say("Marked." if self.session.line.marked else "The mark is gone.")

    def _may_be_sure(self) -> bool:
        return self.session.may_confide and not self.at_end

    def _sure(self) -> None:
        self.session.ask_confidence(self.learner.clock())
        self.said = False

    def _may_clear(self) -> bool:
        open_to_change = isinstance(self.session.stage, Answering | Confiding)
        return open_to_change and not self.at_end and self.session.line.reply is not None

    def _clear(self) -> None:
        self.session.clear(self.learner.clock())
        self._say("The reply is gone.")
        self.said = False

    def _undo(self) -> None:
        if self.session.undo(self.learner.clock()):
            self._say("Taken back.")
            self.said = self.at_end = False
        else:
            self._say("There is nothing to take back.")

    def _time(self) -> None:
        if (seconds := self.session.seconds_left(self.learner.clock())) is not None:
            self._say(f"{words.time_left(seconds).capitalize()}.")

    def _done(self) -> None:
        unanswered = self.session.open
        if unanswered and not self._is_sure("done"):
            self._say(f"Unanswered: {_numbers(unanswered)}. /done again hands in all the same.")
            return
        self.hand_in()

    def _drop(self) -> None:
        if not self._is_sure("drop"):
            self._say(f"{self.answered}. /drop again throws all of it away.")
            return
        self.learner.examiner.drop(self.session.id)
        self._say("The quiz is thrown away.")
        self.ended = self.dropped = True

    def _end(self) -> None:
        self.ended = True

    def _is_sure(self, name: str) -> bool:
        """Whether the line before said the same."""
        self._asked_back = name
        return self._confirms == name


def _numbers(places: Sequence[int]) -> str:
    return ", ".join(str(at + 1) for at in places) or "none"
