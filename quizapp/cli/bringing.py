"""What `restore` and `merge` share: say first, then do it when that is wanted."""

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from quizapp.core import folders
from quizapp.core.errors import QuizError
from quizapp.core.text import clean
from quizapp.presentation import keeping
from quizapp.progress import restore
from quizapp.progress.restore import JournalSource, Missing


def bring_in(
    find: Callable[[], Sequence[JournalSource]],
    begins: str,
    *,
    yes: bool,
    dry_run: bool,
    as_json: bool,
    again: str,
    before: str = "",
) -> None:
    """Bring into the journal what it lacks, if it is so wanted or the learner agrees.

    `find` gives what it is brought in from. `begins`: how the names of new files begin. `again`:
    the command that does it.
    """
    home, asks = folders.home(), sys.stdin.isatty() and sys.stdout.isatty()
    try:
        sources = find()
    except OSError as error:
        raise QuizError(f"{error.filename}: cannot be read: {error.strerror}") from error
    missing = _union(home, sources, before)
    if not as_json:
        for line in keeping.found(missing):
            click.echo(line)
    if (missing.lines or (missing.undone and yes)) and not dry_run:
        if not yes and asks and not as_json:
            yes = click.confirm("Bring it back? Nothing is written over.")
        if yes:
            missing = _union(home, sources, before, begins)
    if as_json:
        click.echo(json.dumps(keeping.as_plain(missing)))
    elif missing.files:
        click.echo(f"Brought back: {keeping.amount(missing)}.")
        for path in missing.files:
            click.echo(f"  {path}")
    elif missing.lines:
        click.echo(f"Nothing was written. `{again}` brings it back.")
    for problem in missing.unreadable:
        click.echo(f"not usable: {clean(problem)}", err=True)
    if missing.unreadable:
        sys.exit(1)


def _union(home: Path, sources: Sequence[JournalSource], before: str, write: str = "") -> Missing:
    """Raises: QuizError."""

    def tell(place: str) -> None:
        if sys.stderr.isatty():
            click.echo(f"reading {clean(place)}", err=True)

    try:
        return restore.union(home, sources, write=write, before=before, tell=tell)
    except OSError as error:
        raise QuizError(
            f"{error.filename or home / 'journal'}: {error.strerror or error}. "
            "What was there is untouched; do it again"
        ) from error
