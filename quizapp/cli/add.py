"""`quizapp add`."""

from pathlib import Path

import click

from quizapp.core import folders
from quizapp.core.text import slug
from quizapp.core.words import count


@click.command("add", epilog="Example: quizapp add csto.zip")
@click.argument(
    "path", metavar="FILE.zip|FOLDER|DECK", type=click.Path(exists=True, path_type=Path)
)
@click.option("--name", default="", help="What the folder among your decks is called.")
@click.option("--replace", is_flag=True, help="Take newer decks in place of those there are.")
def command(path: Path, name: str, replace: bool) -> None:
    """Take decks into your own: a zip of `quizapp pack`, a folder of decks and texts, or a deck.

    All of it comes in or nothing does: every deck is checked first. What you have answered stays,
    as it hangs on the names of decks and cards.
    """
    from quizapp.author.adding import add
    from quizapp.author.bundle import unpack
    from quizapp.presentation.deck_changes import summary

    folder = slug(name or path.resolve().stem) or "added"
    added = add(unpack(path), folder, folders.home() / "decks", replace)
    told = f"{count(len(added.slugs), 'deck')}, {count(added.cards, 'question')}"
    if not added.is_new:
        click.echo(f"{told}: all of it is in {added.folder} already.")
        return
    click.echo(f"{told}: now in {added.folder}.")
    for one in added.compared:
        told = summary(one.changes)
        if one.was:
            told = f"its name was {one.was}, so progress on it starts anew"
        if told:
            click.echo(f"{one.slug} has changed: {told}.")
    if added.kept:
        click.echo(f"What was there before is kept in {added.kept}.")
    if added.drafts:
        click.echo(f"{count(added.drafts, 'draft')} among them: `quizapp check` names their files.")
    click.echo(f"Next: `quizapp` opens on your decks; `quizapp review {added.slugs[0]}` asks one.")
