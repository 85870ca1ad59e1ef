"""`quizapp curate`."""

import sys
from pathlib import Path

import click

from quizapp.cli.open import goes_by_lines, open_app
from quizapp.cli.parameters import DeckType, open_for
from quizapp.deck.files import deck_files, is_folder
from quizapp.study.profile import Profile
from quizapp.ui.start import Curate


@click.command("curate", epilog="Example: quizapp curate csto/")
@click.argument("name", metavar="[FOLDER|DECK]", required=False, type=DeckType())
@click.option(
    "--plain", is_flag=True, help="Line by line, for screen readers, pipes and simple terminals."
)
def command(name: str | None, plain: bool) -> None:
    """Read the drafts of a folder or a deck (a slug or a file), and keep or drop each.

    The best come first. All is saved at once, in the deck's own file, and can be taken back.
    Without an argument, the drafts among your own decks.
    """
    if not (plain or goes_by_lines()):
        open_app(name, lambda profile: Curate(_paths(profile, name)), "curate")
        return
    if not (sys.stdin and sys.stdout):
        raise click.UsageError("--plain reads commands on stdin and prints on stdout")
    from quizapp.plain.curate import curate

    profile = open_for(name)
    try:
        curate(_paths(profile, name), profile.clock)
    finally:
        profile.close()


def _paths(profile: Profile, name: str | None) -> list[Path]:
    """The deck files. Raises: DeckError: there is no deck of this name."""
    if name is None:
        folder = profile.decks_folder
        return list(deck_files(folder)) if is_folder(folder) else []
    if is_folder(name):
        return list(deck_files(Path(name)))
    path = Path(name)
    return [path] if path.is_file() else [profile.library.deck(name).path]
