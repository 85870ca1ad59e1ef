"""`quizapp review`."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from quizapp.cli.open import decks_named, goes_by_lines, open_app, review_by_lines
from quizapp.cli.parameters import DaysType, DeckType, NumberType, read_query
from quizapp.core.errors import DeckError
from quizapp.core.text import cut
from quizapp.deck.deck import Deck
from quizapp.study.more_today import more_of
from quizapp.study.profile import Profile
from quizapp.study.selection import (
    DUE_TODAY,
    Ahead,
    Among,
    Minutes,
    Selection,
    These,
    drafts_of,
    practice_of,
)
from quizapp.ui.start import Start, StartReview

if TYPE_CHECKING:
    from quizapp.browse.terms import Query


@click.command("review", epilog="Example: quizapp review csto-membership --plain")
@click.argument("deck", required=False, type=DeckType())
@click.option("--cram", is_flag=True, help="Practise all cards; the schedule stays as it is.")
@click.option(
    "--tag", metavar="T", help="Practise the cards with this tag; the schedule stays as it is."
)
@click.option(
    "--drafts",
    is_flag=True,
    help="Try the drafts, as learners will see them; no schedule.",
)
@click.option(
    "--minutes",
    metavar="M",
    type=NumberType(0, 1440, min_open=True),
    help="Of what is due, the cards that do most good in so many minutes.",
)
@click.option(
    "--more",
    metavar="N",
    type=click.IntRange(1, 9999),
    help="So many more cards than today's limits let in, those that are due before new ones.",
)
@click.option(
    "--ahead",
    metavar="D",
    type=DaysType(),
    help="After what is due today, what falls due in so many days. The answers count.",
)
@click.option(
    "--ready",
    metavar="DATE",
    help="Today's part of the plan for knowing it on a day, as `quizapp ready` tells it.",
)
@click.option(
    "--search",
    metavar="QUERY",
    help="What is due among the cards that `quizapp find` finds so.",
)
@click.option(
    "--plain", is_flag=True, help="Line by line, for screen readers, pipes and simple terminals."
)
def command(
    deck: str | None,
    cram: bool,
    tag: str | None,
    drafts: bool,
    minutes: float | None,
    more: int | None,
    ahead: int | None,
    ready: str | None,
    search: str | None,
    plain: bool,
) -> None:
    """Review what is due in DECK (a slug, a file or a folder), or everything that is due."""
    practises = cram or tag is not None or drafts
    ways = {
        "--tag" if tag is not None else "--cram": cram or tag is not None,
        "--drafts": drafts,
        "--minutes": minutes,
        "--more": more,
        "--ahead": ahead,
        "--ready": ready,
        "--search": search,
    }
    wanted = [name for name, value in ways.items() if value]
    if len(wanted) > 1:
        raise click.UsageError(
            f"{' and '.join(wanted[:2])} choose cards in different ways; use one or the other"
        )
    if tag is not None and not tag.strip():
        raise click.UsageError("--tag needs the name of a tag")

    query = None if search is None else read_query(search)

    def select(profile: Profile, decks: Sequence[Deck]) -> Selection:
        if query is not None:
            return _found(profile, decks, str(search), query)
        if ready is not None:
            return _planned(profile, decks, ready)
        if practises:
            return drafts_of(decks) if drafts else practice_of(decks, profile.progress, tag or "")
        if more:
            return more_of(more, profile.today().work(decks).held)
        if ahead:
            return Ahead(ahead)
        return DUE_TODAY if minutes is None else Minutes(minutes)

    if not (plain or goes_by_lines()):

        def start(profile: Profile) -> Start:
            decks = decks_named(profile, deck, drafts)
            return StartReview(decks, select(profile, decks))

        open_app(deck, start)
        return
    if not (sys.stdin and sys.stdout):
        raise click.UsageError("--plain reads replies on stdin and prints on stdout")
    announced = ""
    if practises:
        which = f'Cards with the tag "{tag}"' if tag else "All drafts" if drafts else "All cards"
        announced = f"{which}, for practice: the schedule stays as it is."
    review_by_lines(deck, select, announced, drafts)


def _found(profile: Profile, decks: Sequence[Deck], search: str, query: "Query") -> Selection:
    """What is due among the cards that a search finds.

    Raises:
        DeckError: it finds none that can be asked.
    """
    from quizapp.browse.index import index_of  # 5 ms, and few reviews need it

    keys = index_of(decks).keys(query, profile.context)
    if not keys:
        raise DeckError(
            f'no card that can be asked is found by "{cut(search)}"; `quizapp find` shows drafts'
            " and retired cards too"
        )
    return Among(search, keys)


def _planned(profile: Profile, decks: Sequence[Deck], date: str) -> Selection:
    """Today's part of the plan for a day.

    Raises:
        click.UsageError: there is no such day.
    """
    from quizapp.cli.ready import reckoned
    from quizapp.scheduling.plan import day_of, planning  # 20 ms

    try:
        day = day_of(date, profile.day)
    except ValueError as wrong:
        raise click.UsageError(str(wrong)) from None
    return These(reckoned(planning(decks, profile.today(), day)).today)
