"""`quizapp restore`."""

import re
import shlex
from datetime import date
from pathlib import Path

import click

from quizapp.cli.bringing import bring_in
from quizapp.core import folders
from quizapp.core.day import Calendar, Day
from quizapp.core.text import clean
from quizapp.progress import restore
from quizapp.progress.codec import stamp


@click.command("restore", epilog="Example: quizapp restore 2026-11-24 --dry-run")
@click.argument("what", metavar="[DATE|ZIP]", required=False)
@click.option("--yes", is_flag=True, help="Bring it back without asking.")
@click.option("--dry-run", is_flag=True, help="Only say what would be brought back.")
@click.option("--json", "as_json", is_flag=True, help="Print what is missing as JSON.")
def command(what: str | None, yes: bool, dry_run: bool, as_json: bool) -> None:
    """Bring back answers that the backups have and the journal has not.

    DATE, such as 2026-11-24: only what was there by the end of that day. ZIP: from a file that
    `quizapp backup` has made, or from a folder of quizapp, instead of the backups.

    It is said first what that is. Nothing is written over: what is missing goes into new files, so
    it may be done again at any time.
    """
    before, path = "", Path(what) if what else None
    if what and re.fullmatch(r"\d{4}-\d\d-\d\d", what, re.ASCII):
        try:
            day = date.fromisoformat(what)
            before = stamp(Calendar(0).start(Day(day.toordinal() + 1)))
        except (ValueError, OverflowError):
            raise click.UsageError(f"{what} is no day.") from None
        path = None
    elif path and not path.exists():
        raise click.UsageError(
            f"{clean(str(path))}: no such file; write a day such as 2026-11-24, or a file."
        )
    again = shlex.join(["quizapp", "restore", *([clean(what)] if what else []), "--yes"])
    bring_in(
        lambda: restore.sources_in(path) if path else restore.own_backups(folders.home()),
        "restored",
        yes=yes,
        dry_run=dry_run,
        as_json=as_json,
        again=again,
        before=before,
    )
