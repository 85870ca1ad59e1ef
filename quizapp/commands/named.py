"""How a command names decks: by slug, file or folder."""

import click

from quizapp.deck.library import files_of, open_library
from quizapp.study.learner import Learner
from quizapp.text import clean


class DeckName(click.ParamType):  # type: ignore[type-arg]  # generic since 8.5 only
    """A slug or a file; completes the slugs that there are, and files."""

    name = "deck"

    def shell_complete(
        self, context: click.Context, parameter: click.Parameter, incomplete: str
    ) -> list["click.shell_completion.CompletionItem"]:
        from click.shell_completion import CompletionItem

        slugs = [deck for deck in open_library().decks if deck.slug.startswith(incomplete)]
        items = [CompletionItem(deck.slug, help=deck.title) for deck in slugs]
        return items or [CompletionItem(incomplete, type="file")]


def report(learner: Learner) -> None:
    """Say on stderr what was repaired or set aside, and which decks cannot be used."""
    for notice in learner.progress.notices:
        click.echo(f"note: {clean(notice)}", err=True)
    for broken in learner.library.broken:
        click.echo(f"not usable: {broken.summary}", err=True)


def open_for(name: str | None) -> Learner:
    """The learner, with the decks' files in the library when `name` is a file or a folder."""
    return Learner.open(files_of(name))
