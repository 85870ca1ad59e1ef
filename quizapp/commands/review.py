"""`quizapp review`."""

import sys

import click

from quizapp.commands.named import DeckName, open_for, report


@click.command("review", epilog="Example: quizapp review csto-membership --plain")
@click.argument("deck", required=False, type=DeckName())
@click.option(
    "--plain", is_flag=True, help="Line by line, for screen readers, pipes and simple terminals."
)
def command(deck: str | None, plain: bool) -> None:
    """Review what is due in DECK (a slug, a file or a folder), or everything that is due."""
    if not plain:
        from quizapp.commands.open import open_app

        open_app(deck, everything=deck is None)
        return
    if not (sys.stdin and sys.stdout):
        raise click.UsageError("--plain reads replies on stdin and prints on stdout")
    from quizapp.plain.review import review

    learner = open_for(deck)
    report(learner)
    try:
        decks = learner.library.to_review(deck) if deck else learner.library.decks
        review(learner, decks)
    finally:
        learner.close()
