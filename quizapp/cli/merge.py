"""`quizapp merge`."""

import shlex
from pathlib import Path

import click

from quizapp.cli.bringing import bring_in
from quizapp.core.text import clean
from quizapp.progress import restore


@click.command("merge", epilog="Example: quizapp merge /media/laptop/quizapp")
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would be taken in.")
@click.option("--json", "as_json", is_flag=True, help="Print what is missing as JSON.")
def command(folder: Path, dry_run: bool, as_json: bool) -> None:
    """Take in the answers that were given on another device.

    FOLDER is the folder of quizapp there, its folder journal, or a zip of `quizapp backup`. Only
    answers and what belongs to them are taken in: decks and settings are files that can be copied.

    Nothing is written over, neither here nor there, so it may be done again at any time; to keep
    two devices alike, do it on both.
    """
    bring_in(
        lambda: restore.sources_in(folder),
        "merged",
        yes=True,
        dry_run=dry_run,
        as_json=as_json,
        again=shlex.join(["quizapp", "merge", clean(str(folder))]),
    )
