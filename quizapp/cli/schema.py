"""`quizapp schema`."""

from pathlib import Path

import click

from quizapp.core.errors import DeckError
from quizapp.core.text import clean


@click.command("schema", epilog="Example: quizapp schema -o rivers/.quizapp.schema.json")
@click.option(
    "-o", "output", type=click.Path(path_type=Path), help="Write it to this file instead."
)
def command(output: Path | None) -> None:
    """Print the JSON Schema of a deck, for editors that complete and check YAML.

    An editor finds it by the first line of a deck, which `quizapp new` and `quizapp generate`
    write, as they put the schema beside it:

    \b
      # yaml-language-server: $schema=.quizapp.schema.json
    """
    from quizapp.deck.modeline import put_schema, schema_text

    if output is None:
        click.echo(schema_text(), nl=False)
        return
    shown = clean(str(output))
    if output.is_dir():
        raise DeckError(f"{shown}: is a folder; name a file in it, such as .quizapp.schema.json")
    if not output.absolute().parent.is_dir():
        raise DeckError(f"{clean(str(output.parent))}: no such folder; make it first")
    try:
        if not put_schema(output):
            raise DeckError(f"{shown}: is there, and no schema of ours; choose another name")
    except OSError as error:
        raise DeckError(f"{shown}: {error.strerror}; no schema was written") from None
