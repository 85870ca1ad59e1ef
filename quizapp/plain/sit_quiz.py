"""Go on with the open quiz, or begin one."""

from collections.abc import Sequence
from dataclasses import replace

from quizapp import words
from quizapp.deck.deck import Deck
from quizapp.errors import SettingsError
from quizapp.plain.console import Console, EndOfInput
from quizapp.plain.quiz import quiz
from quizapp.study.examiner import OpenQuiz
from quizapp.study.learner import Learner
from quizapp.study.pool import Wish

_COUNTS = "Should the answers of a quiz count as reviews, so that missed questions come back? y/n"


def sit(
    learner: Learner,
    decks: Sequence[Deck],
    wish: Wish,
    new: bool,
    again: str,
    console: Console | None = None,
    flags: Sequence[str] = (),
) -> None:
    """Go on with the quiz on these decks that is open, or else begin one as wished.

    What the wish leaves open, whether answers count, is left to the learner's settings, or to the
    learner. `new` throws the open quiz away. `again` is what to type to come back to it. `flags`
    are the options that were given for the wish; an open quiz cannot take them, which is said.

    Raises:
        DeckError: there is nothing to ask.
        NotSaved: something did not reach the disk; all before it did.
    """
    console = console or Console.standard()
    examiner = learner.examiner
    found = examiner.open(decks)
    if found and not new:
        session = examiner.resume(found.id)
        console.say(_going_on(found, learner))
        if flags:
            console.say(f"Not applied, as it is open already: {', '.join(flags)}.")
    else:
        try:
            if wish.counts is None:
                wish = replace(wish, counts=_counts(learner, console))
        except (EndOfInput, KeyboardInterrupt):
            return
        session = examiner.begin(decks, wish)
        if found:
            examiner.drop(found.id)
            console.say("The quiz that was open is thrown away.")
        pool = examiner.pool(decks)
        if pool.left_out(wish) and pool.size(wish) < (wish.number or len(pool.candidates)):
            console.say(pool.drawn_from(wish))
    quiz(learner, session, again, console)


def _going_on(found: OpenQuiz, learner: Learner) -> str:
    begun = found.begun.astimezone(learner.calendar.zone)
    return (
        f"Going on with the quiz of {words.date(begun)}, {begun:%H:%M}: {found.answered} of"
        f" {found.questions} answered, as it was begun. (--new begins another)"
    )


def _counts(learner: Learner, console: Console) -> bool:
    """As the learner has settled it; asked once, and only where somebody is there to be asked.

    Raises:
        EndOfInput: nobody is.
    """
    if (settled := learner.settings.quiz_counts) is not None:
        return settled
    if not console.is_terminal:
        console.say("The answers count as reviews. (--no-counts leaves the schedule as it is)")
        return True
    console.say(_COUNTS)
    while (said := console.line().strip().lower()) not in ("y", "yes", "n", "no"):
        console.say("Use y or n.")
    counts = said.startswith("y")
    try:
        learner.configure("quiz_counts", counts)
    except SettingsError as error:
        console.say(f"{error}. You will be asked again.")
    return counts
