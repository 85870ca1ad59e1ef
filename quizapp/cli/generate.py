"""`quizapp generate`: from news articles to draft decks."""

import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizapp.core.errors import GenerateError
from quizapp.core.text import clean, cut
from quizapp.core.words import count

if TYPE_CHECKING:
    from quizapp.generate.article import Article
    from quizapp.generate.choose import ChosenDrafts
    from quizapp.generate.facts import Found, Reader
    from quizapp.generate.folder import Folder, Written

SHOWN = 12
"""Rejected cards that are listed without --verbose."""


@dataclass(frozen=True)
class Result:
    """What came of one article."""

    article: "Article"
    folder: Path
    found: "Found"
    chosen: "ChosenDrafts"
    written: "tuple[Written, ...]"


@click.command("generate")
@click.argument(
    "articles", metavar="ARTICLE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "-o",
    "folder",
    metavar="FOLDER",
    required=True,
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
    "--approve", is_flag=True, help="Write approved cards instead of drafts, to review at once."
)
@click.option("--verbose", is_flag=True, help="List every rejected card.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def command(
    articles: tuple[Path, ...],
    folder: Path,
    published: datetime | None,
    name: str | None,
    reader_name: str,
    approve: bool,
    verbose: bool,
    as_json: bool,
) -> None:
    """Make draft decks from a news article in English (.txt, .md or .html).

    FOLDER gets the article with numbered passages, the facts that were found, and decks whose
    cards are drafts: delete the line `status: draft` of each card that you approve. Running it
    again keeps every card that you approved or changed, and cards that you deleted stay away.

    \b
    Example:
      quizapp generate article.txt -o mydecks --published 2024-02-25
    """
    if name is not None and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise click.UsageError(
            f'--name "{clean(name)}": use lower-case letters, digits and hyphens'
        )
    day = published.date() if published else None
    plans = _plans(articles, folder, day, name)
    reads = _reader(reader_name)
    with click.progressbar(plans, label="Reading", file=sys.stderr, hidden=len(plans) < 2) as shown:
        results = [_generate(article, place, reads, approve) for article, place in shown]
    if as_json:
        click.echo(json.dumps([_plain(one) for one in results], indent=2))
        return
    for result in results:
        _tell(result, verbose, approve)
    for line in getattr(reads, "dropped", ()):
        click.echo(f"dropped: {clean(line)}", err=True)


def _plans(
    articles: Sequence[Path], folder: Path, published: date | None, name: str | None
) -> "list[tuple[Article, Folder]]":
    """Every article with its folder, all looked at before anything is read or written."""
    from quizapp.generate.article import read
    from quizapp.generate.folder import Folder

    plans = []
    taken: set[Path] = set()
    for path in articles:
        article = read(path, published)
        place = folder / path.stem if len(articles) > 1 else folder
        if place in taken:
            raise GenerateError(f"{path}: two articles are called {path.stem}; rename one")
        taken.add(place)
        plans.append(
            (article, Folder.open(place, _slug(path, article, name, len(articles)), article))
        )
    return plans


def _slug(path: Path, article: "Article", name: str | None, many: int) -> str:
    stem = _sluggish(path.stem)
    if name:
        return f"{name}-{stem}" if many > 1 else name
    told = (
        stem
        if stem and stem not in ("article", "index", "text", "story", "news")
        else article.title
    )
    return "-".join(_sluggish(told).split("-")[:4])[:40].strip("-") or "article"


def _sluggish(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _reader(name: str) -> "Reader":
    if name == "llm":
        from quizapp.generate.llm.reader import LlmReader

        return LlmReader()
    from quizapp.generate.english.reader import EnglishReader

    return EnglishReader()


def _generate(article: "Article", folder: "Folder", reader: "Reader", approve: bool) -> Result:
    from quizapp.generate.choose import choose

    found = reader.read(article)
    chosen = choose(article, found)
    if not chosen.drafts:
        raise GenerateError(f"{clean(article.title)}: no card could be made; nothing was written")
    return Result(
        article, folder.path, found, chosen, folder.write(article, found, chosen, approve)
    )


def _tell(result: Result, verbose: bool, approve: bool) -> None:
    article, folder = result.article, result.folder
    dated = (
        f", {article.published.day} {article.published:%B %Y}" if article.published else ", no date"
    )
    click.echo(f"{folder}: {clean(article.title)}{dated}")
    kinds = Counter(fact.kind.replace("_", " ") for fact in result.found.facts)
    told = ", ".join(f"{number} {kind}" for kind, number in kinds.most_common())
    facts = count(len(result.found.facts), "fact")
    click.echo(f"  {count(len(article.passages), 'passage')}, {facts}: {told}")
    for deck in result.written:
        click.echo(f"  {deck.path.name:<18}{_done(deck)}")
    rejected = [one for one in result.chosen.rejected if one.gate != "duplicates"]
    doubles = len(result.chosen.rejected) - len(rejected)
    if rejected:
        also = f", and {count(doubles, 'duplicate')}" if doubles else ""
        click.echo(f"  {count(len(rejected), 'card')} rejected{also}:")
    for one in rejected if verbose else rejected[:SHOWN]:
        click.echo(f"    {one.gate}: {clean(one.reason)}: {cut(clean(one.draft.question), 70)}")
    if len(rejected) > SHOWN and not verbose:
        more = f"and {len(rejected) - SHOWN} more"
        click.echo(f"    {more}; --verbose or {folder / 'facts.yaml'} has them all")
    if not article.published:
        click.echo("  No date was found, so no day in words was dated; --published gives it.")
    drafted = [deck.path for deck in result.written if deck.cards > deck.kept]
    if approve or not drafted:
        click.echo(f"Next: quizapp review {folder}")
    else:
        click.echo(
            f"Next: read {drafted[0]} and delete the line `status: draft`"
            " of each card that is good."
        )


def _done(deck: "Written") -> str:
    parts = [count(deck.cards, "card")]
    for number, what in (
        (deck.added, "new"),
        (deck.kept, "kept as you left them"),
        (deck.removed, "old drafts removed"),
        (deck.deleted, "that you deleted left out"),
    ):
        if number:
            parts.append(f"{number} {what}")
    return ", ".join(parts)


def _plain(result: Result) -> dict[str, Any]:
    return {
        "folder": str(result.folder),
        "title": result.article.title,
        "published": result.article.published and result.article.published.isoformat(),
        "facts": len(result.found.facts),
        "decks": [
            {
                "file": str(deck.path),
                "cards": deck.cards,
                "added": deck.added,
                "kept": deck.kept,
                "removed": deck.removed,
            }
            for deck in result.written
        ],
        "rejected": [
            {"gate": one.gate, "reason": one.reason, "card": one.draft.question}
            for one in result.chosen.rejected
        ],
    }
