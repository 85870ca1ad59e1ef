"""`quizapp due`."""

import json
from collections.abc import Sequence
from dataclasses import asdict

import click

from quizapp import words
from quizapp.commands.named import report
from quizapp.deck.deck import Deck
from quizapp.insight.coming_words import table
from quizapp.insight.forecast import forecast
from quizapp.insight.portion import as_plain
from quizapp.study.learner import Learner
from quizapp.study.today import Due


@click.command("due", epilog="Example: quizapp due --json")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
def command(as_json: bool) -> None:
    """Say how many cards wait in each deck, how many of all are asked today, and what comes then.

    As JSON, "decks" are what a review of each deck alone would ask today, and "total" one of all;
    "waiting" is what there is whatever the limits, and "coming" today and the seven days after it.
    """
    learner = Learner.open()
    report(learner)
    decks = learner.library.decks
    work = learner.day_of_work()
    each, total = work.counts(decks)
    waiting = work.waiting(decks)
    coming = forecast(work, learner.calendar)
    if as_json:
        found = {
            "decks": _listed(decks, each),
            "total": asdict(total),
            "waiting": {"decks": _listed(decks, waiting), "total": asdict(Due.of_all(waiting))},
            "coming": [as_plain(one) | {"cards": one.cards} for one in coming],
        }
        click.echo(json.dumps(found))
        return
    rows = [(deck.slug, deck.title, due) for deck, due in zip(decks, waiting, strict=True)]
    rows.append(("all", "", Due.of_all(waiting)))
    rows.append(("today", "", total))
    slugs = max(len(slug) for slug, _, _ in rows) + 2
    titles = max([5, *(len(title) for _, title, _ in rows)]) + 2
    click.echo(f"{'Deck':<{slugs}}{'Title':<{titles}}{'New':>6}{'Learning':>10}{'Due':>6}")
    for slug, title, due in rows:
        click.echo(f"{slug:<{slugs}}{title:<{titles}}{due.new:>6,}{due.learning:>10,}{due.due:>6,}")
    if catch_up := work.catch_up:
        click.echo(
            f"{catch_up.backlog:,} are overdue after {catch_up.away} days away; "
            f"spread over {words.count(catch_up.days_left, 'day')}, {catch_up.left:,} today."
        )
    if total.new < sum(due.new for due in waiting):
        click.echo(f"New cards are limited to {learner.settings.new_per_day} a day over all decks.")
    click.echo()
    for line in table(coming, learner.today, learner.calendar):
        click.echo(line)


def _listed(decks: Sequence[Deck], counts: Sequence[Due]) -> list[dict[str, object]]:
    return [{"deck": deck.slug, **asdict(due)} for deck, due in zip(decks, counts, strict=True)]
