"""`quizapp generate`: from news articles to draft decks."""

import json
import re
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizapp.author.article.generating import (
    NAMELESS,
    Generated,
    decks_name,
    planned,
    read_and_chosen,
    read_article,
)
from quizapp.cli.generated import as_data, tell, tell_outcomes
from quizapp.core.errors import GenerateError
from quizapp.core.text import clean, slug
from quizapp.core.words import count

if TYPE_CHECKING:
    from quizapp.generate.article import Article
    from quizapp.generate.facts import Reader
    from quizapp.generate.folder import Folder


@click.command("generate")
@click.argument(
    "articles", metavar="ARTICLE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "-o",
    "folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Where the decks go; with several articles, a folder for each in it.",
)
@click.option(
    "--published",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="When the article appeared, such as 2024-02-25; else its dateline says.",
)
@click.option(
    "--name",
    metavar="NAME",
    help="What the decks' names begin with; else the article's file or title.",
)
@click.option(
    "--reader",
    "reader_name",
    type=click.Choice(["spacy", "llm"]),
    default="spacy",
    show_default=True,
    help="spacy works offline; llm asks the endpoint in QUIZAPP_LLM_URL.",
)
@click.option(
    "--max",
    "most",
    metavar="N",
    type=click.IntRange(min=1),
    help="The most cards of an article: the N that are worth most.",
)
@click.option(
    "--approve", is_flag=True, help="Write approved cards instead of drafts, to review at once."
)
@click.option(
    "--explain",
    "passage",
    metavar="PASSAGE",
    type=click.IntRange(min=1),
    help="Tell what was understood of a passage, and why there is no more; writes nothing.",
)
@click.option(
    "--report",
    is_flag=True,
    help="Tell by rule how many cards of a FOLDER, named instead of ARTICLE, were kept.",
)
@click.option("--verbose", is_flag=True, help="List every rejected card.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def command(
    articles: tuple[Path, ...],
    folder: Path | None,
    published: datetime | None,
    name: str | None,
    reader_name: str,
    most: int | None,
    approve: bool,
    passage: int | None,
    report: bool,
    verbose: bool,
    as_json: bool,
) -> None:
    """Make draft decks from a news article in English (.txt, .md or .html).

    FOLDER gets the article with numbered passages, the facts that were found, and decks whose
    cards are drafts, for `quizapp curate FOLDER`.

    Run it again whenever the article has changed. Cards that you approved or changed stay as they
    are, and only their evidence follows the article; cards and decks that you deleted stay away.

    \b
    Example:
      quizapp generate article.txt -o mydecks --published 2024-02-25
    """
    if report:
        tell_outcomes(articles, as_json)
        return
    if name is not None and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise click.UsageError(
            f'--name "{clean(name)}": use lower-case letters, digits and hyphens'
        )
    day = published.date() if published else None
    if passage is not None:
        _explain(articles, day, reader_name, passage)
        return
    if folder is None:
        raise click.UsageError("name the folder that the decks go to with -o FOLDER")
    plans = _plans(articles, folder, day, name)
    reads = _reader(reader_name)
    results, failed = [], []
    with click.progressbar(plans, label="Reading", file=sys.stderr, hidden=len(plans) < 2) as shown:
        for article, place in shown:
            try:
                results.append(_generate(article, place, reads, approve, most))
            except GenerateError as error:
                failed.append(error)
    if as_json:
        click.echo(json.dumps([as_data(one) for one in results], indent=2))
    else:
        tell(results, verbose, approve)
        for line in getattr(reads, "dropped", ()):
            click.echo(f"dropped: {clean(line)}", err=True)
    if failed and len(plans) > 1:
        told = "; ".join(map(str, failed))
        raise GenerateError(f"{len(failed)} of {len(plans)} articles gave no decks: {told}")
    if failed:
        raise failed[0]


def _explain(articles: Sequence[Path], day: date | None, reader_name: str, passage: int) -> None:
    from quizapp.generate.choose import choose
    from quizapp.generate.explain import explain

    if len(articles) > 1:
        raise click.UsageError("--explain takes one article")
    article = read_article(articles[0], day)
    found = _reader(reader_name).read(article)
    for line in explain(article, found, choose(article, found), passage):
        click.echo(clean(line))


def _plans(
    articles: Sequence[Path], folder: Path, published: date | None, name: str | None
) -> "list[tuple[Article, Folder]]":
    """Every article with its folder, all looked at before anything is read or written."""
    plans = []
    taken: set[Path] = set()
    for path in articles:
        place = folder / path.stem if len(articles) > 1 else folder
        if place in taken:
            raise GenerateError(f"{path}: two articles are called {path.stem}; rename one")
        taken.add(place)
        plans.append(_plan(path, place, published, name, len(articles)))
    return plans


def _plan(
    path: Path, place: Path, published: date | None, name: str | None, many: int
) -> "tuple[Article, Folder]":
    from quizapp.generate.record import FactsRecord

    article = read_article(path, published or FactsRecord.in_folder(place).published)
    return planned(article, place, _slug(path, article, name, many), path)


def _slug(path: Path, article: "Article", name: str | None, many: int) -> str:
    stem = slug(path.stem)
    if name:
        return f"{name}-{stem}" if many > 1 else name
    return decks_name(stem if stem and stem not in NAMELESS else article.title)


def _reader(name: str) -> "Reader":
    if name == "llm":
        from quizapp.generate.llm.reader import LlmReader

        return LlmReader(_show_progress)
    from quizapp.generate.english.reader import EnglishReader

    return EnglishReader()


def _show_progress(done: int, pieces: int) -> None:
    """How far a model has come in an article, on stderr; a terminal shows it on one line."""
    end = "\r" if sys.stderr.isatty() and done < pieces else "\n"
    click.echo(f"Asked about {done} of {count(pieces, 'piece')}{end}", nl=False, err=True)


def _generate(
    article: "Article", folder: "Folder", reader: "Reader", approve: bool, most: int | None
) -> Generated:
    found, chosen = read_and_chosen(article, reader, most)
    outcome = folder.write(article, found, chosen, approve)
    return Generated(article, folder, found, chosen, outcome)
