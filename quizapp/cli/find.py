"""`quizapp find`."""

import json

import click

from quizapp.browse.columns import COLUMNS, ColumnName
from quizapp.browse.doubts import doubts
from quizapp.browse.index import index_of
from quizapp.cli.parameters import open_for, read_query
from quizapp.cli.waiting import report
from quizapp.core.text import nearest
from quizapp.core.words import count
from quizapp.presentation.card_columns import as_data, line

STANDARD: tuple[ColumnName, ...] = ("id", "question", "deck", "state", "due")


def _columns(_: click.Context, __: click.Parameter, written: str) -> tuple[ColumnName, ...]:
    found = []
    for name in filter(None, (one.strip().lower() for one in written.split(","))):
        column = next((one for one in COLUMNS if one == name), None)
        if column is None:
            near = nearest(name, tuple(COLUMNS))
            hint = f"did you mean {near}?" if near else f"there are {', '.join(COLUMNS)}."
            raise click.BadParameter(f"no column is called {name!r}; {hint}")
        found.append(column)
    return tuple(found)


@click.command(
    "find",
    context_settings={"ignore_unknown_options": True},
    epilog="Examples: quizapp find is:leech; quizapp find 'armenia (tag:news or claim:disputed)'",
)
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@click.option("--json", "as_json", is_flag=True, help="Print the cards as JSON, with all columns.")
@click.option(
    "--sort",
    metavar="COLUMN",
    callback=_columns,
    default="",
    help="Sort by a column, the lowest first; by several with commas.",
)
@click.option("--reverse", is_flag=True, help="The highest first.")
@click.option(
    "--columns",
    metavar="NAMES",
    callback=_columns,
    default=",".join(STANDARD),
    help=f"What to say of each card, with commas between: {', '.join(COLUMNS)}.",
)
@click.option("-n", "number", metavar="N", type=click.IntRange(1), help="At most so many cards.")
def command(
    query: tuple[str, ...],
    as_json: bool,
    sort: tuple[ColumnName, ...],
    reverse: bool,
    columns: tuple[ColumnName, ...],
    number: int | None,
) -> None:
    """Find cards by words and fields, one on each line.

    Words are looked for in all texts of a card, in any case and with or without accents; "several
    words" in quotes as they stand. Fields: deck: tag: type: is: flag: claim: by: passage: id:,
    prop:stability>21, due<7d, answered:7d, introduced:7d. A hyphen leaves out, `or` and parentheses
    combine, * stands for anything. Put the whole search in quotes where the shell would read it,
    and after -- when it begins with a hyphen.

    Exit 0: cards were found; 1: none was; 2: the search cannot be understood.
    """
    text = " ".join(query)
    wanted = read_query(text)
    profile = open_for(None)
    report(profile)
    index, context = index_of(profile.library.decks), profile.context
    rows = index.retired_last(index.search(wanted, context))
    for column in reversed(sort):
        rows = index.sorted(rows, column, context, reverse)
    shown = rows[:number]
    if as_json:
        click.echo(json.dumps([as_data(row, index, context) for row in shown], ensure_ascii=False))
    else:
        for row in shown:
            click.echo(line(columns, row, index, context))
        found = count(len(rows), "card")
        _say(f"{found}, of which these are {len(shown)}" if len(shown) < len(rows) else found)
    if not rows:
        for doubt in doubts(wanted, index, context):
            _say(doubt)
        raise SystemExit(1)


def _say(text: str) -> None:
    """Beside what a script reads."""
    click.echo(text, err=True)
