"""`quizapp stats`."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizapp.cli.parameters import DeckType, open_for, read_query
from quizapp.cli.waiting import reading_teller, report
from quizapp.core.errors import DeckError
from quizapp.core.pauses import through
from quizapp.core.text import clean, nearest
from quizapp.statistics.report import EVERYTHING, Scope, Statistics, StatisticsReport
from quizapp.statistics.span import Span

if TYPE_CHECKING:
    from quizapp.study.profile import Profile

NO_ANSWERS = "No answers yet. `quizapp` opens the app; enter starts a review."


@click.command(
    "stats",
    epilog="Example: quizapp stats csto-membership --range year;"
    " quizapp stats 'tag:news -is:leech' --html news.html",
)
@click.argument("about", required=False, type=DeckType(), metavar="[DECK|SEARCH]")
@click.option(
    "--range",
    "span",
    type=click.Choice([span.value for span in Span]),
    default=Span.ALWAYS.value,
    show_default=True,
    help="The last 30 days, the last 365, or all.",
)
@click.option("--tag", metavar="TAG", help="Only cards with this tag.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option(
    "--html",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write them to a page with charts, which needs nothing besides itself.",
)
@click.option("--tables", is_flag=True, help="Print long tables too, as of each day.")
def command(
    about: str | None, span: str, tag: str | None, as_json: bool, html: Path | None, tables: bool
) -> None:
    """Figures of what you have done and what you know, of all decks, of DECK (a slug or a file), or
    of the cards that a SEARCH such as `tag:news` finds.

    As JSON, "reviews", "cards" and "days" count answers, the cards that were answered and the days
    with an answer, in the range; "knowledge" is how many of the cards in review you would recall
    today, and how that grew (cards in their steps are not known yet); "retention" and "calibration"
    have intervals of 95 %.
    """
    query = about if about and _is_search(about) else None
    if as_json and html:
        raise click.UsageError("--json prints and --html writes; use one or the other")
    if query and tag:
        raise click.UsageError(f"--tag goes with a deck; in a search write tag:{tag}")
    if query is not None:
        read_query(query)
    profile = open_for(None if query else about)
    report(profile)
    statistics = through(
        Statistics.opening(profile.context, profile.library.decks, profile.decks), reading_teller()
    )
    scope = _scope(statistics, profile, None if query else about, query, tag)
    found = statistics.report(scope, Span(span))
    if not (len(statistics.log) or as_json or html):
        click.echo(NO_ANSWERS)
        return
    if as_json:
        click.echo(json.dumps(found.as_json()))
    elif html:
        _write(html, found)
    else:
        _print(found, tables)
    profile.progress.keep_review_log()


def _is_search(about: str) -> bool:
    """A deck is named by its slug or a path; whatever else is written is a search."""
    return not Path(about).exists() and any(sign in about for sign in ': ()"*<>')


def _is_deck(name: str, profile: "Profile") -> bool:
    """Or meant to be one; any other word is looked for in the cards."""
    slugs = {deck.slug for deck in profile.library.decks}
    broken = {one.path.stem for one in profile.library.broken}
    return name in slugs | broken or Path(name).exists()


def _scope(
    statistics: Statistics,
    profile: "Profile",
    deck: str | None,
    query: str | None,
    tag: str | None,
) -> Scope:
    """Raises: DeckError: there is no such deck or tag, or no card is found."""
    from quizapp.presentation.scopes import nothing_found, of_search

    if query:
        found = of_search(query, profile.library.decks, profile.context)
        if not found.keys:
            raise DeckError("; ".join(nothing_found(query, profile.library.decks, profile.context)))
        return found
    if deck and tag is None and not _is_deck(deck, profile):
        found = of_search(f'"{deck}"', profile.library.decks, profile.context, deck)
        if found.keys:
            return found
        try:
            profile.library.deck(deck)
        except DeckError as error:
            raise DeckError(f"{error}, and no card has that word") from None
    scope = statistics.of_deck(profile.library.deck(deck)) if deck else EVERYTHING
    if tag is None:
        return scope
    tagged = statistics.of_tag(tag)
    if not tagged.keys:
        near = nearest(tag, tuple(statistics.tags))
        hint = f"; did you mean {near}?" if near else ""
        raise DeckError(f'no card has the tag "{clean(tag)}"{hint}')
    if scope.keys is None:
        return tagged
    return Scope(f"{scope.name}, {tag}", scope.keys & tagged.keys)


def _print(found: StatisticsReport, tables: bool) -> None:
    from quizapp.presentation.statistics import sections
    from quizapp.presentation.statistics_text import heading, lines

    for line in (*heading(found), *lines(sections(found), tables)):
        click.echo(line)


def _write(path: Path, found: StatisticsReport) -> None:
    """Raises: DeckError: it cannot be written there."""
    from quizapp.core.disk import replace_whole
    from quizapp.presentation.statistics import sections
    from quizapp.presentation.statistics_page import page
    from quizapp.presentation.statistics_text import heading

    shown = clean(str(path))
    if path.is_dir():
        raise DeckError(f"{shown}: is a folder; name a file in it, such as statistics.html")
    if not path.absolute().parent.is_dir():
        raise DeckError(f"{clean(str(path.parent))}: no such folder; make it first")
    title, about = heading(found)
    try:
        replace_whole(path, page(title, about, sections(found)).encode())
    except OSError as error:
        raise DeckError(f"{shown}: {error.strerror}; no page was written") from None
    click.echo(f"{shown} is written; a browser opens it")
