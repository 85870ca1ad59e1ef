"""What came of a quiz, in lines, and what to do about it."""

from collections.abc import Iterator, Sequence
from datetime import tzinfo

from quizapp.core import markdown, words
from quizapp.deck.deck import Deck
from quizapp.plain import feedback, replies
from quizapp.plain.console import Console, EndOfInput
from quizapp.plain.dialogue import Dialogue
from quizapp.plain.replies import UnusableReply
from quizapp.plain.review import review
from quizapp.presentation import results as listed
from quizapp.presentation.actions import END, LIST_AGAIN, RESULTS
from quizapp.presentation.feedback import NOT_ANSWERED, verdict
from quizapp.presentation.topics import Topics
from quizapp.study.past_quiz import PastQuiz
from quizapp.study.profile import Profile
from quizapp.study.quiz_service import QuizService
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
    if results.then:
        yield f"Quiz of {listed.day_and_time(results.then.at, zone)}."
    share = listed.percent(results.score, results.points)
    points = words.points(results.points) + (" points" if results.is_weighted else "")
    score = f"{words.points(results.score)} of {points}"
    yield f"Score: {score} ({share}). {listed.guessing(results)}"
    yield listed.how_saved(results)
    yield from _table("Tag", results.by_tag)
    yield from _table("Type", results.by_type)
    if results.calibration:
        yield ""
    for one in results.calibration:
        yield f"{one.confidence.capitalize()}: {words.points(one.right)} of {one.answers} right."
    topics = Topics()
    for number, item in enumerate(results.items, 1):
        yield ""
        yield from replies.topic(item.card.question, topics)
        prompt = item.interaction.prompt
        yield f"{number}. {markdown.gap_before(prompt)}{markdown.plain(prompt)}"
        yield from _discussed(item)
        if points := listed.got_for(item, results):
            yield f"{points}."
    for number, gone in enumerate(results.gone, len(results.items) + 1):
        yield ""
        yield f"{number}. {listed.REMOVED}"
        yield f"{verdict(gone.grade)}." if gone.grade else f"{NOT_ANSWERED}."
        if gone.response.reply is not None:
            yield replies.shown(None, "You said", gone.response.reply)
        if points := listed.got_for(gone, results):
            yield f"{points}."


class _Offer(Dialogue):
    """A review of what was missed, or the end."""

    actions = (*RESULTS, END)
    is_taken = False

    @property
    def is_over(self) -> bool:
        return self.is_taken

    def show(self) -> None:
        """It has been said with the results."""

    def reply(self, text: str) -> None:
        """Whatever it is."""
        self.ended = True

    def do_missed(self) -> None:
        self.is_taken = True


def _discussed(item: ItemResult) -> Iterator[str]:
    if item.grade is None or item.response.reply is None:
        yield f"{NOT_ANSWERED}."
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
    is_weighted = any(one.points != one.questions for one in groups)
    room = 14 if is_weighted else 8
    yield ""
    yield f"{heading:<{width}}{'Questions':>9}{'Points':>{room}}{'Guessing':>10}"
    for one in groups:
        score, guess_score = words.points(one.score), words.points(one.guess_score)
        score += f" of {words.points(one.points)}" if is_weighted else ""
        yield f"{one.name:<{width}}{one.questions:>9}{score:>{room}}{guess_score:>10}"


def look_back(
    profile: Profile, decks: Sequence[Deck] | None, console: Console | None = None
) -> None:
    """List the quizzes on these decks, or all there are; say the results of those chosen.

    Raises:
        NotSaved: an answer of a review of what was missed did not reach the disk.
    """
    console = console or Console.standard()
    found = QuizService.of(profile).past(decks)
    if not found:
        console.say(f"{listed.NONE_YET} `quizapp quiz --plain` begins one.")
        return
    dialogue = _Past(console, profile, found)
    while not dialogue.ended:
        try:
            dialogue.run()
        except (EndOfInput, KeyboardInterrupt):
            return
        if chosen := dialogue.chosen:
            discuss(profile, QuizService.of(profile).results(chosen), console)
            dialogue.chosen = None


class _Past(Dialogue):
    """The list, and a number of it."""

    actions = (LIST_AGAIN, END)

    def __init__(self, console: Console, profile: Profile, found: Sequence[PastQuiz]) -> None:
        super().__init__(console)
        self._profile = profile
        self._found = found
        self._said = False
        self.chosen: PastQuiz | None = None

    @property
    def is_over(self) -> bool:
        return self.chosen is not None

    def show(self) -> None:
        if not self._said:
            self.do_list()

    def reply(self, text: str) -> None:
        if not text:
            self.ended = True
        elif replies.is_number(text) and 1 <= int(text) <= len(self._found):
            self.chosen = self._found[int(text) - 1]
        else:
            raise UnusableReply(f"There are quizzes 1 to {len(self._found)}; enter ends")

    def do_list(self) -> None:
        width = len(str(len(self._found)))
        zone = self._profile.calendar.zone
        self._say(f"{'':{width + 2}}{listed.heading()}")
        for number, one in enumerate(self._found, 1):
            columns = listed.columns(one, zone)
            self._say(f"{number:>{width}}. {columns}", f"{'':{width + 4}}{listed.decks(one)}")
        self._say("A number shows the results of that quiz again; enter ends.")
        self._said = True
