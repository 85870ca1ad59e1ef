"""`quizapp ready`."""

import json
import sys
from collections.abc import Generator
from datetime import date

import click

from quizapp.cli.parameters import DeckType, open_for
from quizapp.cli.waiting import report
from quizapp.core import words
from quizapp.core.day import Day
from quizapp.core.pauses import through
from quizapp.presentation import plans
from quizapp.scheduling import day_load
from quizapp.scheduling.plan import Ready, day_of, planning


@click.command("ready", epilog="Example: quizapp ready csto-membership 14d")
@click.argument("deck", type=DeckType())
@click.argument("date")
@click.option("--json", "as_json", is_flag=True, help="Print the plan as JSON.")
def command(deck: str, date: str, as_json: bool) -> None:
    """Plan for knowing DECK (a slug, a file or a folder) on DATE.

    DATE is a day such as 2026-12-10, or "tomorrow", or a number of days such as 14d.
    """
    profile = open_for(deck)
    report(profile)
    decks = profile.library.to_review(deck)
    try:
        day = day_of(date, profile.day)
    except ValueError as wrong:
        raise click.UsageError(str(wrong)) from None
    found = reckoned(planning(decks, profile.today(), day))
    if as_json:
        click.echo(json.dumps(as_plain(found, [one.slug for one in decks])))
        return
    title = decks[0].title if len(decks) == 1 else words.count(len(decks), "deck")
    click.echo(title)
    for line in plans.lines(found, profile.calendar):
        click.echo(line)
    if found.today:
        click.echo(f"\nBegin with `quizapp review {deck} --ready {date}`.")


def reckoned(work: Generator[float, None, Ready]) -> Ready:
    """The plan; on a terminal, its progress stands on stderr meanwhile."""
    told = ""

    def tell(share: float) -> None:
        nonlocal told
        if (said := plans.reckoning(share)) != told:
            told = said
            click.echo(f"\r{said}", err=True, nl=False)

    if not (sys.stderr and sys.stderr.isatty()):
        return through(work)
    try:
        return through(work, tell)
    finally:
        click.echo(f"\r{' ' * len(told)}\r", err=True, nl=False)


def as_plain(found: Ready, decks: list[str]) -> dict[str, object]:
    """What scripts rely on. Expected figures are in cards, days as 2026-12-10."""
    return {
        "decks": decks,
        "day": _iso(found.day),
        "days_left": found.day - found.begins,
        "cards": found.cards,
        "new": found.new,
        "expected": {
            "nothing": round(found.untouched, 1),
            "plan": round(found.followed, 1),
            "limits_raised": round(found.possible, 1),
        },
        "today": list(found.today),
        "early": found.early,
        "days": [day_load.as_plain(one) for one in found.days],
        "left_out": found.left_out,
        "put_off": round(found.put_off, 1),
        "limits": [
            {
                "limit": f"{one.kind}_per_day",
                "deck": one.deck or None,
                "set": one.limit,
                "needed": one.needed,
            }
            for one in found.shortages
        ],
        "soonest": _iso(found.soonest) if found.soonest else None,
    }


def _iso(day: Day) -> str:
    return date.fromordinal(day).isoformat()
