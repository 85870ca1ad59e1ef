"""`quizapp due`."""

import click

from quizapp.cli import due_figures
from quizapp.cli.parameters import open_for
from quizapp.cli.waiting import report
from quizapp.presentation import limits
from quizapp.presentation.arrangement import decks_away
from quizapp.presentation.days import table
from quizapp.presentation.home import cards_changed
from quizapp.scheduling.forecast import forecast
from quizapp.scheduling.today import Due
from quizapp.study.untold_changes import untold_changes


@click.command("due", epilog="Example: quizapp due --json")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
def command(as_json: bool) -> None:
    """Say how many cards wait in each deck, how many of all are asked today, and what comes then.

    As JSON, "decks" are what a review of each deck alone would ask today, and "total" one of all;
    "waiting" is what there is whatever the limits, "coming" today and the seven days after it, and
    "changed" the decks with cards that their author has changed since you studied them. Of decks
    that you have hidden or archived on Home only the names are told.
    """
    if as_json:
        click.echo(due_figures.as_json())
        return
    profile = open_for(None)
    report(profile)
    decks = profile.decks
    day = profile.today()
    work = day.work(decks)
    waiting = Due.of_all(work.waiting)
    rows = [(deck.slug, deck.title, due) for deck, due in zip(decks, work.waiting, strict=True)]
    rows += [("all", "", waiting), ("today", "", work.total)]
    slugs = max(len(slug) for slug, _, _ in rows) + 2
    titles = max([5, *(len(title) for _, title, _ in rows)]) + 2
    click.echo(f"{'Deck':<{slugs}}{'Title':<{titles}}{'New':>6}{'Learning':>10}{'Due':>6}")
    for slug, title, due in rows:
        click.echo(f"{slug:<{slugs}}{title:<{titles}}{due.new:>6,}{due.learning:>10,}{due.due:>6,}")
    for slug, number in untold_changes(decks, profile.progress).items():
        said = f"{slug}: {cards_changed(number)} since you studied it"
        click.echo(f"{said}; `quizapp review {slug}` tells how")
    if away := decks_away(profile.arrangement):
        click.echo(away)
    if day.catch_up and day.catch_up.backlog:
        click.echo(limits.backlog(day.catch_up))
    if limited := limits.by_limits(work.held, Due(), profile.settings):
        click.echo(limited)
    if work.held:
        click.echo("`quizapp review --more 10` lets more in.")
    click.echo()
    for line in table(forecast(day), profile.day, profile.calendar):
        click.echo(line)
