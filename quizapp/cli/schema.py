"""`quizapp schema`."""

import json

import click


@click.command("schema", epilog="Example: quizapp schema > deck.schema.json")
def command() -> None:
    """Print the JSON Schema of a deck, for editors that complete and check YAML.

    Save it beside your decks, and begin a deck with the line

    \b
      # yaml-language-server: $schema=deck.schema.json
    """
    from quizapp.author.schema import schema

    click.echo(json.dumps(schema(), indent=2, ensure_ascii=False))
