"""`quizapp due`."""

import json
from dataclasses import asdict

import click

from quizapp.commands.named import report
from quizapp.insight import more_words
from quizapp.study.learner import Learner
from quizapp.study.today import Due


@click.command("due", epilog="Example: quizapp due --json")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
def command(as_json: bool) -> None:
    """Say how many cards are to be asked today, deck by deck."""
    learner = Learner.open()
    report(learner)
    decks = learner.library.decks
    day = learner.day_of_work()
    work = day.work(decks)
    each = list(zip(decks, work.each, strict=True))
    if as_json:
        listed = [{"deck": deck.slug, **asdict(due)} for deck, due in each]
        total, held = asdict(work.total), asdict(work.held)
        click.echo(json.dumps({"decks": listed, "total": total, "held_back": held}))
        return
    rows = [(deck.slug, deck.title, due) for deck, due in each]
    rows.append(("all", "", work.total))
    slugs = max([4, *(len(slug) for slug, _, _ in rows)]) + 2
    titles = max([5, *(len(title) for _, title, _ in rows)]) + 2
    click.echo(f"{'Deck':<{slugs}}{'Title':<{titles}}{'New':>4}{'Learning':>10}{'Due':>6}")
    for slug, title, due in rows:
        click.echo(f"{slug:<{slugs}}{title:<{titles}}{due.new:>4,}{due.learning:>10,}{due.due:>6,}")
    if day.catch_up and day.catch_up.backlog:
        click.echo(more_words.backlog(day.catch_up))
    if limited := more_words.by_limits(work.held, Due(), learner.settings):
        click.echo(limited)
    if work.held:
        click.echo("`quizapp review --more 10` lets 10 more in.")
