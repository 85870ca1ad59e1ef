"""`quizapp new`."""

import shlex
from pathlib import Path

import click

from quizapp.core.errors import DeckError
from quizapp.core.text import clean

ENDINGS = (".yaml", ".yml")


@click.command("new", epilog="Example: quizapp new decks/rivers.yaml --title 'Rivers of Europe'")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--title", default="", help="What learners see; without it, the file's name.")
def command(file: Path, title: str) -> None:
    """Write a small deck to start from: a card of each type, with notes on every field.

    FILE is a new file; `.yaml` is added where it has no ending. Nothing is written over. The
    schema by which editors complete and check decks goes beside it, as .quizapp.schema.json.
    """
    from quizapp.deck.modeline import BESIDE, put_schema
    from quizapp.deck.starter import starter

    if not file.name:
        raise DeckError(f"{clean(str(file))}: is no name of a file; write one such as rivers.yaml")
    path = file if file.suffix in ENDINGS else file.with_name(f"{file.name}.yaml")
    shown = clean(str(path))
    try:
        with path.open("x", encoding="utf-8") as new:
            new.write(starter(path.stem, " ".join(clean(title).split())))
    except FileExistsError:
        raise DeckError(f"{shown}: is there already; choose another name") from None
    except FileNotFoundError:
        raise DeckError(f"{clean(str(path.parent))}: no such folder; make it first") from None
    except OSError as error:
        raise DeckError(f"{shown}: {error.strerror}; no deck was written") from None
    click.echo(f"{shown}: nine questions, one of each type.")
    try:
        put_schema(path.with_name(BESIDE))
    except OSError as error:
        beside = f"{BESIDE} beside it: {error.strerror}"
        click.echo(f"note: {beside}, so editors will not complete fields", err=True)
    check = f"quizapp check {shlex.quote(shown)}"
    click.echo(f"Next: open it in your editor; `{check}` finds every mistake.")
