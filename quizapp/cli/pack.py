"""`quizapp pack`."""

from pathlib import Path

import click

from quizapp.core.errors import DeckError
from quizapp.core.words import count


@click.command("pack", epilog="Example: quizapp pack decks/csto -o csto.zip")
@click.argument("path", metavar="FOLDER|DECK", type=click.Path(exists=True, path_type=Path))
@click.option(
    "-o", "target", metavar="FILE.zip", type=click.Path(path_type=Path), help="The file to write."
)
@click.option("--replace", is_flag=True, help="Write over FILE.zip.")
def command(path: Path, target: Path | None, replace: bool) -> None:
    """Put decks and the texts that they quote into one file to hand out.

    It is only packed when `quizapp check` finds no errors. Without -o the file is called like the
    folder or the deck. Learners take it in with `quizapp add`.
    """
    from quizapp.author.bundle import gather, write

    target = target or Path(f"{path.resolve().stem}.zip")
    if target.exists() and not (replace and target.is_file()):
        raise DeckError(f"{target}: is there already; `--replace` writes over it")
    bundle = gather(path)
    write(bundle, target)
    parts = [count(bundle.decks, "deck"), count(bundle.cards, "question")]
    parts += [count(bundle.texts, "text")] if bundle.texts else []
    click.echo(f"{target}: {', '.join(parts)}.")
    if bundle.drafts:
        click.echo(f"{count(bundle.drafts, 'draft')} went along, which learners are not asked.")
    click.echo(f"Learners take it in with `quizapp add {target.name}`.")
