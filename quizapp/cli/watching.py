"""What `--watch` does on a terminal."""

from collections.abc import Callable, Iterable
from pathlib import Path

import click


def show_at_each_change(look: Callable[[], str], files: Callable[[], Iterable[Path]]) -> None:
    """Show what `look` says, and again whenever files change and it says something else, until
    ctrl+c is pressed."""
    from quizapp.author.watching import changes

    changed = changes(files)
    shown = None
    try:
        while True:
            if (now := look()) != shown:
                click.clear()
                click.echo(now)
                click.echo("Watching; ctrl+c ends it.")
            shown = now
            next(changed)
    except KeyboardInterrupt:
        return
