"""`quizapp stats`."""

import json

import click

from quizapp.cli.parameters import DeckType, open_for
from quizapp.cli.waiting import report
from quizapp.core import words
from quizapp.statistics.habits import stats


@click.command("stats", epilog="Example: quizapp stats csto-membership --json")
@click.argument("deck", required=False, type=DeckType())
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def command(deck: str | None, as_json: bool) -> None:
    """Figures of what you have done, over all decks or for DECK (a slug or a file)."""
    profile = open_for(deck)
    report(profile)
    slug = profile.library.deck(deck).slug if deck else None
    figures = stats(profile.progress, profile.day, slug)
    if as_json:
        click.echo(json.dumps(figures.as_json()))
        return
    if not figures.reviews:
        click.echo("No answers yet. `quizapp` opens the app; enter starts a review.")
        return
    click.echo(f"{words.count(figures.reviews, 'answer')} to {words.count(figures.cards, 'card')}")
    click.echo(f"{figures.passed / figures.reviews:.0%} right")
    click.echo(f"{words.count(figures.days, 'day')} of practice, {figures.streak} in a row")
    click.echo(f"{words.span(figures.minutes * 60)} in all")
