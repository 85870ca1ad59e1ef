"""`quizapp quiz`."""

import shlex
import sys

import click
from click.core import ParameterSource

from quizapp.commands.named import DeckName, Duration, Number, open_for, report
from quizapp.commands.open import goes_by_lines, open_app
from quizapp.study.pool import Wish
from quizapp.text import clean, cut


class QuestionType(click.ParamType):  # type: ignore[type-arg]  # generic since 8.5 only
    name = "type"

    def convert(
        self, value: object, parameter: click.Parameter | None, context: click.Context | None
    ) -> str:
        from quizapp.deck.check import MODELS  # pydantic and yaml: 150 ms

        graded = [name for name in MODELS if name != "flashcard"]
        if value not in graded:
            shown, known = cut(clean(str(value))), ", ".join(graded)
            self.fail(f"{shown!r} is no type; there are {known}.", parameter, context)
        return str(value)


@click.command("quiz", epilog="Example: quizapp quiz csto-membership -n 12 --time-limit 10m")
@click.argument("deck", required=False, type=DeckName())
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
@click.option("--time-limit", metavar="10m", type=Duration(), help="Hand in after so long.")
@click.option(
    "--longer",
    metavar="1.5",
    type=Number(1, 10),
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
    plain: bool,
) -> None:
    """Take a quiz on DECK (a slug, a file or a folder), or on all decks.

    A quiz that was not handed in stays open: the same command goes on with it.
    """
    if longer is not None and time_limit is None:
        raise click.UsageError("--longer needs a --time-limit to multiply")
    wish = Wish(
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
    if not (plain or goes_by_lines()):
        at_once = _has_options(context)
        open_app(deck, everything=deck is None, quiz=wish, begin_quiz=at_once, new_quiz=new)
        return
    if not (sys.stdin and sys.stdout):
        raise click.UsageError("--plain reads replies on stdin and prints on stdout")
    from quizapp.plain.sit_quiz import sit

    learner = open_for(deck)
    report(learner)
    try:
        decks = learner.library.to_review(deck) if deck else learner.library.decks
        again = shlex.join(["quizapp", "quiz", *([clean(deck)] if deck else []), "--plain"])
        sit(learner, decks, wish, new, again)
    finally:
        learner.close()


def _has_options(context: click.Context) -> bool:
    """Whether the learner has said on the command line how the quiz should be."""
    given = (name for name in context.params if name not in ("deck", "plain"))
    return any(context.get_parameter_source(one) is ParameterSource.COMMANDLINE for one in given)
