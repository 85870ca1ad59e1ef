"""What came of a quiz, in lines, and what to do about it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import tzinfo

from quizapp.core import markdown, words
from quizapp.deck.deck import Deck
from quizapp.plain import feedback, replies
from quizapp.plain.console import Console, EndOfInput
from quizapp.plain.dialogue import Command, Dialogue
from quizapp.plain.replies import UnusableReply
from quizapp.plain.review import review
from quizapp.presentation import past_quizzes
from quizapp.presentation.past_quizzes import GONE
from quizapp.study.past_quiz import PastQuiz
from quizapp.study.profile import Learner
from quizapp.study.results import Group, Part, Results
from quizapp.study.selection import These


def discuss(learner: Learner, results: Results, console: Console) -> None:
    """Say all that came of a quiz, and review what was missed if the learner wants to.

    Raises:
        NotSaved: an answer of that review did not reach the disk.
    """
    console.say(*lines(results, learner.calendar.zone))
    if not results.missed:
        return
    console.say("", f"Missed: {len(results.missed)}. Review them with `/missed`; enter ends.")
    offer = _Offer(console)
    try:
        offer.run()
    except (EndOfInput, KeyboardInterrupt):
        return
    if offer.is_taken:
        decks = {part.deck.slug: part.deck for part in results.parts}
        review(learner, list(decks.values()), These(results.missed), console)


def lines(results: Results, zone: tzinfo | None) -> Iterator[str]:
    total = results.questions
    if results.then:
        at = results.then.at.astimezone(zone)
        yield f"Quiz of {words.date(at)} {at:%Y, %H:%M}."
    yield f"Score: {words.points(results.score)} of {total} ({_percent(results.score, total)})." + (
        f" Guessing would give {words.points(results.chance)} ({_percent(results.chance, total)})."
    )
    if results.event is None and not results.then:
        yield "This quiz was handed in or thrown away in another window: nothing counts twice."
    elif not results.counts:
        yield "The answers do not count as reviews: the schedule stays as it is."
    yield from _table("Tag", results.by_tag)
    yield from _table("Type", [replace(one, name=words.TYPES[one.name]) for one in results.by_type])
    if results.calibration:
        yield ""
    for one in results.calibration:
        yield f"{one.confidence.capitalize()}: {words.points(one.score)} of {one.answers} right."
    for number, part in enumerate(results.parts, 1):
        yield ""
        prompt = part.ask.prompt
        yield f"{number}. {markdown.gap_before(prompt)}{markdown.plain(prompt)}"
        yield from _discussed(part)
    for number, gone in enumerate(results.gone, len(results.parts) + 1):
        yield ""
        yield f"{number}. {GONE}"
        yield f"{words.VERDICTS[gone.grade.verdict]}." if gone.grade else "Not answered."
        if gone.filled.reply is not None:
            yield replies.shown(None, "You said", gone.filled.reply)


class _Offer(Dialogue):
    """A review of what was missed, or the end."""

    is_taken = False

    def own_commands(self) -> Sequence[Command]:
        return (
            Command("missed", "review the questions that were missed", self._take),
            Command("end", "end", self._end),
        )

    @property
    def is_over(self) -> bool:
        return self.is_taken

    def show(self) -> None:
        """It has been said with the results."""

    def reply(self, text: str) -> None:
        """Whatever it is."""
        self.ended = True

    def _take(self) -> None:
        self.is_taken = True

    def _end(self) -> None:
        self.ended = True


def _discussed(part: Part) -> Iterator[str]:
    if part.grade is None or part.filled.reply is None:
        yield "Not answered."
        yield feedback.solution(part.ask, part.card)
    else:
        yield from feedback.judged(part.ask, part.card, part.filled.reply, part.grade)
    yield from feedback.explained(part.card.question)
    yield from feedback.quotes(part.card.question)


def _table(heading: str, groups: Sequence[Group]) -> Iterator[str]:
    """Columns that are aligned, and read well aloud: a name, and then three figures."""
    if not groups:
        return
    width = max(len(heading), *(len(one.name) for one in groups)) + 2
    yield ""
    yield f"{heading:<{width}}{'Questions':>9}{'Points':>8}{'Guessing':>10}"
    for one in groups:
        score, chance = words.points(one.score), words.points(one.chance)
        yield f"{one.name:<{width}}{one.questions:>9}{score:>8}{chance:>10}"


def _percent(points: float, total: int) -> str:
    return f"{points / total:.0%}" if total else "0%"


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
        console.say(f"{past_quizzes.NONE_YET} `quizapp quiz --plain` begins one.")
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
        self._say(f"{'':{width + 2}}{past_quizzes.heading()}")
        for number, one in enumerate(self._found, 1):
            columns = past_quizzes.columns(one, zone)
            self._say(f"{number:>{width}}. {columns}", f"{'':{width + 4}}{past_quizzes.decks(one)}")
        self._say("A number shows the results of that quiz again; enter ends.")
        self._said = True

    def _end(self) -> None:
        self.ended = True
