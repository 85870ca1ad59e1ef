"""`quizapp due`."""

import json
from dataclasses import asdict

import click

from quizapp import words
from quizapp.commands.named import report
from quizapp.study.learner import Learner


@click.command("due", epilog="Example: quizapp due --json")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
def command(as_json: bool) -> None:
    """Say how many cards are to be asked today, deck by deck."""
    learner = Learner.open()
    report(learner)
    decks = learner.library.decks
    each, total = learner.counts()
    if as_json:
        listed = [{"deck": deck.slug, **asdict(due)} for deck, due in zip(decks, each, strict=True)]
        click.echo(json.dumps({"decks": listed, "total": asdict(total)}))
        return
    rows = [(deck.slug, deck.title, due) for deck, due in zip(decks, each, strict=True)]
    rows.append(("all", "", total))
    slugs = max([4, *(len(slug) for slug, _, _ in rows)]) + 2
    titles = max([5, *(len(title) for _, title, _ in rows)]) + 2
    click.echo(f"{'Deck':<{slugs}}{'Title':<{titles}}{'New':>4}{'Learning':>10}{'Due':>6}")
    for slug, title, due in rows:
        click.echo(f"{slug:<{slugs}}{title:<{titles}}{due.new:>4,}{due.learning:>10,}{due.due:>6,}")
    if catch_up := learner.day_of_work().catch_up:
        click.echo(
            f"{catch_up.backlog:,} are overdue after {catch_up.away} days away; "
            f"spread over {words.count(catch_up.days_left, 'day')}, {catch_up.left:,} today."
        )
    if total.new < sum(due.new for due in each):
        click.echo(f"New cards are limited to {learner.settings.new_per_day} a day over all decks.")
