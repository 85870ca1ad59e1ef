"""What `quizapp check --fix` shows, asks and writes."""

import difflib
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from quizapp.author.check.fixing import Mended, mended
from quizapp.core.codes import Problem
from quizapp.core.disk import replace_whole
from quizapp.core.text import clean
from quizapp.core.words import count
from quizapp.deck.files import read_bytes

LINES_AROUND = 2


def mend(decks: Sequence[tuple[Path, str]], yes: bool, to_stderr: bool) -> list[str] | None:
    """Show what would be mended and, with a yes, write it; what could not be written and why.

    None: nobody said yes.

    Args:
        decks: the files, each with the name to show.
        to_stderr: stdout is for something else.
    """
    wanted: list[tuple[Path, str, bytes, Mended]] = []
    for path, shown in decks:
        data = read_bytes(path)
        found = None if isinstance(data, Problem) else mended(data, path)
        if found and not isinstance(data, Problem):
            wanted.append((path, shown, data, found))
            click.echo("\n".join(difference(found, shown)), err=to_stderr)
    if not wanted:
        click.echo("There is nothing that --fix can mend.", err=to_stderr)
        return []
    number = count(sum(found.mends for *_, found in wanted), "change")
    if not yes and not can_ask():
        click.echo(f"{number} not made; add --yes to go on.", err=True)
        return None
    if not yes and not click.confirm(f"{number} in {count(len(wanted), 'deck')}. Apply?"):
        click.echo("Nothing was changed.")
        return None
    return [why for one in wanted if (why := _write(*one))]


def can_ask() -> bool:
    """Whether somebody sees what is asked, and can reply."""
    return bool(sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty())


def difference(found: Mended, name: str) -> Iterator[str]:
    """What changes, as a unified diff."""
    before, after = (one.removeprefix("\ufeff").split("\n") for one in (found.before, found.after))
    name = clean(name).replace("\n", " ")
    for line in difflib.unified_diff(before, after, name, name, n=LINES_AROUND, lineterm=""):
        yield clean(line.rstrip("\r"))


def _write(path: Path, shown: str, before: bytes, found: Mended) -> str:
    """What went wrong, if anything did."""
    after = found.after.encode()
    if read_bytes(path) != before:
        return f"{shown}: has changed in the meantime, and was left as it is; try again"
    if not os.access(path, os.W_OK):
        return f"{shown}: may not be written to, and was left as it is"
    try:
        replace_whole(Path(os.path.realpath(path)), after)  # not the link that leads to it
    except OSError as error:
        state = "it may not last" if read_bytes(path) == after else "it was left as it is"
        return f"{shown}: {error.strerror}; {state}"
    return ""
