"""`quizapp quiz`."""

import json
import shlex
import sys
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from quizapp.cli.open import decks_named, goes_by_lines, open_app
from quizapp.cli.parameters import DeckType, DurationType, NumberType, open_for
from quizapp.cli.waiting import report
from quizapp.core.text import clean, cut, nearest
from quizapp.study.profile import Profile
from quizapp.study.question_pool import QuizOptions
from quizapp.study.quiz_service import QuizService
from quizapp.ui.start import ShowPastQuizzes, Start, StartQuiz

if TYPE_CHECKING:
    from quizapp.study.past_quiz import PastQuiz


class QuestionType(click.ParamType):  # type: ignore[type-arg]  # generic since 8.5 only
    name = "type"

    def convert(
        self, value: object, parameter: click.Parameter | None, context: click.Context | None
    ) -> str:
        from quizapp.questions.union import QUESTION_TYPES  # pydantic: 70 ms

        graded = [name for name in QUESTION_TYPES if name != "flashcard"]
        if value not in graded:
            shown, near = cut(clean(str(value))), nearest(str(value), tuple(graded))
            hint = f"did you mean {near}?" if near else f"there are {', '.join(graded)}."
            self.fail(f"{shown!r} is no type; {hint}", parameter, context)
        return str(value)


@click.command("quiz", epilog="Example: quizapp quiz csto-membership -n 12 --time-limit 10m")
@click.argument("deck", required=False, type=DeckType())
@click.option(
    "-n", "number", type=click.IntRange(1), default=10, show_default=True, help="Questions at most."
)
@click.option("--tag", "tags", metavar="T", multiple=True, help="Only this tag; may be repeated.")
@click.option(
    "--type",
    "types",
    metavar="T",
    type=QuestionType(),
    multiple=True,
    help="Only this type of question; may be repeated.",
)
@click.option("--time-limit", metavar="10m", type=DurationType(), help="Hand in after so long.")
@click.option(
    "--longer",
    metavar="1.5",
    type=NumberType(1, 10),
    help="Multiply the time limit, for those who need more.",
)
@click.option(
    "--feedback",
    type=click.Choice(["each", "end"]),
    default="end",
    show_default=True,
    help="Show the answer after each question, or when all is handed in.",
)
@click.option(
    "--order", type=click.Choice(["shuffled", "deck"]), default="shuffled", show_default=True
)
@click.option("--confidence", is_flag=True, help="Say after each reply how sure you are.")
@click.option("--counts/--no-counts", default=None, help="Whether the answers count as reviews do.")
@click.option("--new", is_flag=True, help="Throw an open quiz on these decks away first.")
@click.option(
    "--past", is_flag=True, help="The quizzes that were handed in, and their results again."
)
@click.option("--json", "as_json", is_flag=True, help="With --past: print them as JSON.")
@click.option(
    "--plain", is_flag=True, help="Line by line, for screen readers, pipes and simple terminals."
)
@click.pass_context
def command(
    context: click.Context,
    deck: str | None,
    number: int,
    tags: tuple[str, ...],
    types: tuple[str, ...],
    time_limit: float | None,
    longer: float | None,
    feedback: str,
    order: str,
    confidence: bool,
    counts: bool | None,
    new: bool,
    past: bool,
    as_json: bool,
    plain: bool,
) -> None:
    """Take a quiz on DECK (a slug, a file or a folder), or on all decks.

    In the app the options are what the quiz is set up with, and can still be changed there. A quiz
    that was not handed in stays open: the same command goes on with it. --past shows what came of
    those that were.
    """
    if as_json and not past:
        raise click.UsageError("--json is for the quizzes of --past")
    if longer is not None and time_limit is None:
        raise click.UsageError("--longer needs a --time-limit to multiply")
    options = QuizOptions(
        number=number,
        tags=frozenset(tags),
        types=frozenset(types),
        shuffled=order == "shuffled",
        feedback=feedback,
        minutes=time_limit or 0,
        longer=longer or 1.0,
        confidence=confidence,
        counts=counts,
    )
    if not (plain or as_json or goes_by_lines()):

        def start(profile: Profile) -> Start:
            if past:  # without a deck, also those on decks that are gone
                return ShowPastQuizzes(decks_named(profile, deck) if deck else None)
            return StartQuiz(decks_named(profile, deck), options, new)

        open_app(deck, start, "quiz --past" if past else "quiz")
        return
    if not as_json and not (sys.stdin and sys.stdout):
        raise click.UsageError("--plain reads replies on stdin and prints on stdout")
    if past:
        _look_back(deck, as_json)
        return
    from quizapp.cli.leisure import tended
    from quizapp.plain.quiz import take_quiz

    profile = open_for(deck)
    report(profile)
    with tended(profile):
        decks = decks_named(profile, deck)
        again = shlex.join(["quizapp", "quiz", *([clean(deck)] if deck else []), "--plain"])
        take_quiz(profile, decks, options, new, again, flags=_flags(context))


def _look_back(deck: str | None, as_json: bool) -> None:
    """The quizzes that were handed in, as JSON or to choose from."""
    profile = open_for(deck)
    report(profile)
    try:
        decks = profile.library.to_review(deck) if deck else None
        if as_json:
            listed = [_plain(one) for one in QuizService.of(profile).past(decks)]
            click.echo(json.dumps(listed, indent=2))
        else:
            from quizapp.plain.results import look_back

            look_back(profile, decks)
    finally:
        profile.close()


def _plain(past: "PastQuiz") -> dict[str, object]:
    return {
        "quiz": past.submitted.finished.quiz,
        "at": past.submitted.key.at,
        "decks": list(past.decks),
        "questions": past.questions,
        "points": round(past.score, 4),
        "of": past.points,
        "guessing": round(past.guess_score, 4),
        "seconds": round(past.seconds),
        "counts": past.submitted.spec.counts,
    }


def _flags(context: click.Context) -> list[str]:
    """What was said on the command line about how the quiz should be."""
    return [
        one.opts[0] if context.params[one.name or ""] is not False else one.secondary_opts[0]
        for one in context.command.params
        if isinstance(one, click.Option)
        and one.name not in ("new", "past", "as_json", "plain")
        and context.get_parameter_source(one.name or "") is ParameterSource.COMMANDLINE
    ]
