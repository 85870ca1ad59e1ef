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
from quizapp.study.profile import Profile
from quizapp.study.results import ItemResult, Results, ScoreGroup
from quizapp.study.selection import These


def discuss(profile: Profile, results: Results, console: Console) -> None:
    """Say all that came of a quiz, and review what was missed if the learner wants to.

    Raises:
        NotSaved: an answer of that review did not reach the disk.
    """
    console.say(*lines(results, profile.calendar.zone))
    if not results.missed:
        return
    console.say("", f"Missed: {len(results.missed)}. Review them with `/missed`; enter ends.")
    offer = _Offer(console)
    try:
        offer.run()
    except (EndOfInput, KeyboardInterrupt):
        return
    if offer.is_taken:
        decks = {item.deck.slug: item.deck for item in results.items}
        review(profile, list(decks.values()), These(results.missed), console)


def lines(results: Results, zone: tzinfo | None) -> Iterator[str]:
    total = results.questions
    if results.then:
        at = results.then.at.astimezone(zone)
        yield f"Quiz of {words.date(at)} {at:%Y, %H:%M}."
    guessing = words.points(results.guess_score)
    yield (
        f"Score: {words.points(results.score)} of {total} ({_percent(results.score, total)})."
        f" Guessing would give {guessing} ({_percent(results.guess_score, total)})."
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
    for number, item in enumerate(results.items, 1):
        yield ""
        prompt = item.interaction.prompt
        yield f"{number}. {markdown.gap_before(prompt)}{markdown.plain(prompt)}"
        yield from _discussed(item)
    for number, gone in enumerate(results.gone, len(results.items) + 1):
        yield ""
        yield f"{number}. {GONE}"
        yield f"{words.VERDICTS[gone.grade.verdict]}." if gone.grade else "Not answered."
        if gone.response.reply is not None:
            yield replies.shown(None, "You said", gone.response.reply)


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


def _discussed(item: ItemResult) -> Iterator[str]:
    if item.grade is None or item.response.reply is None:
        yield "Not answered."
        yield feedback.solution(item.interaction, item.card)
    else:
        yield from feedback.judged(item.interaction, item.card, item.response.reply, item.grade)
    yield from feedback.explained(item.card.question)
    yield from feedback.quotes(item.card.question)


def _table(heading: str, groups: Sequence[ScoreGroup]) -> Iterator[str]:
    """Columns that are aligned, and read well aloud: a name, and then three figures."""
    if not groups:
        return
    width = max(len(heading), *(len(one.name) for one in groups)) + 2
    yield ""
    yield f"{heading:<{width}}{'Questions':>9}{'Points':>8}{'Guessing':>10}"
    for one in groups:
        score, guess_score = words.points(one.score), words.points(one.guess_score)
        yield f"{one.name:<{width}}{one.questions:>9}{score:>8}{guess_score:>10}"


def _percent(points: float, total: int) -> str:
    return f"{points / total:.0%}" if total else "0%"


def look_back(
    profile: Profile, decks: Sequence[Deck] | None, console: Console | None = None
) -> None:
    """List the quizzes on these decks, or all there are; say the results of those chosen.

    Raises:
        NotSaved: an answer of a review of what was missed did not reach the disk.
    """
    console = console or Console.standard()
    found = profile.quizzes.past(decks)
    if not found:
        console.say(f"{past_quizzes.NONE_YET} `quizapp quiz --plain` begins one.")
        return
    dialogue = _Past(console, profile, found)
    while not dialogue.ended:
        try:
            dialogue.run()
        except (EndOfInput, KeyboardInterrupt):
            return
        if chosen := dialogue.chosen:
            discuss(profile, profile.quizzes.results(chosen), console)
            dialogue.chosen = None


class _Past(Dialogue):
    """The list, and a number of it."""

    def __init__(self, console: Console, profile: Profile, found: Sequence[PastQuiz]) -> None:
        super().__init__(console)
        self._profile = profile
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
        zone = self._profile.calendar.zone
        self._say(f"{'':{width + 2}}{past_quizzes.heading()}")
        for number, one in enumerate(self._found, 1):
            columns = past_quizzes.columns(one, zone)
            self._say(f"{number:>{width}}. {columns}", f"{'':{width + 4}}{past_quizzes.decks(one)}")
        self._say("A number shows the results of that quiz again; enter ends.")
        self._said = True

    def _end(self) -> None:
        self.ended = True
