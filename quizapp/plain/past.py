"""Past quizzes in lines: all of them, and the results of one again."""

from collections.abc import Sequence

from quizapp.deck.deck import Deck
from quizapp.insight import past_words
from quizapp.plain import replies
from quizapp.plain.commands import Command
from quizapp.plain.console import Console, EndOfInput
from quizapp.plain.dialogue import Dialogue
from quizapp.plain.replies import UnusableReply
from quizapp.plain.results import discuss
from quizapp.study.learner import Learner
from quizapp.study.past_quiz import PastQuiz


def look_back(
    learner: Learner, decks: Sequence[Deck] | None, console: Console | None = None
) -> None:
    """List the quizzes on these decks, or all there are; say the results of those chosen.

    Raises:
        NotSaved: an answer of a review of what was missed did not reach the disk.
    """
    console = console or Console.standard()
    found = learner.examiner.past(decks)
    if not found:
        console.say(f"{past_words.NONE_YET} `quizapp quiz --plain` begins one.")
        return
    dialogue = _Past(console, learner, found)
    while not dialogue.ended:
        try:
            dialogue.run()
        except (EndOfInput, KeyboardInterrupt):
            return
        if chosen := dialogue.chosen:
            discuss(learner, learner.examiner.results(chosen), console)
            dialogue.chosen = None


class _Past(Dialogue):
    """The list, and a number of it."""

    def __init__(self, console: Console, learner: Learner, found: Sequence[PastQuiz]) -> None:
        super().__init__(console)
        self._learner = learner
        self._found = found
        self._said = False
        self.chosen: PastQuiz | None = None

    def own_commands(self) -> Sequence[Command]:
        return (
            Command("list", "the list once more", self._list),
            Command("end", "end", self._end),
        )

    @property
    def is_over(self) -> bool:
        return self.chosen is not None

    def show(self) -> None:
        if not self._said:
            self._list()

    def reply(self, text: str) -> None:
        if not text:
            self.ended = True
        elif replies.is_number(text) and 1 <= int(text) <= len(self._found):
            self.chosen = self._found[int(text) - 1]
        else:
            raise UnusableReply(f"There are quizzes 1 to {len(self._found)}; enter ends")

    def _list(self) -> None:
        width = len(str(len(self._found)))
        zone = self._learner.calendar.zone
        self._say(f"{'':{width + 2}}{past_words.heading()}")
        for number, one in enumerate(self._found, 1):
            columns = past_words.columns(one, zone)
            self._say(f"{number:>{width}}. {columns}", f"{'':{width + 4}}{past_words.decks(one)}")
        self._say("A number shows the results of that quiz again; enter ends.")
        self._said = True

    def _end(self) -> None:
        self.ended = True
