"""`quizapp due`."""

import json
from dataclasses import asdict

import click

from quizapp.study.learner import Learner


@click.command("due", epilog="Example: quizapp due --json")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
def command(as_json: bool) -> None:
    """Say how many cards are to be asked today, deck by deck."""
    learner = Learner.open()
    decks = learner.library.decks
    each, total = learner.counts()
    if as_json:
        listed = [{"deck": deck.slug, **asdict(due)} for deck, due in zip(decks, each, strict=True)]
        click.echo(json.dumps({"decks": listed, "total": asdict(total)}))
        return
    width = max([len("All")] + [len(deck.title) for deck in decks]) + 2
    click.echo(f"{'Deck'.ljust(width)}{'New':>6}{'Learning':>10}{'Due':>6}")
    titled = [(deck.title, due) for deck, due in zip(decks, each, strict=True)]
    for title, due in [*titled, ("All", total)]:
        click.echo(f"{title.ljust(width)}{due.new:>6,}{due.learning:>10,}{due.due:>6,}")
    for broken in learner.library.broken:
        click.echo(f"not usable: {broken.summary}", err=True)
