"""`quizapp backup`."""

import json
from datetime import date
from pathlib import Path

import click

from quizapp.core import folders, words
from quizapp.core.day import Calendar, system_clock
from quizapp.core.errors import QuizError
from quizapp.progress import archive


@click.command("backup", epilog="Example: quizapp backup /media/stick/quizapp.zip")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the name of the file as JSON.")
def command(file: Path | None, as_json: bool) -> None:
    """Put all that matters into one zip: the journal of all answers, the settings, your own decks.

    Without FILE it is made in the current folder, with today's date in its name. The zip is read
    again before it is there, and no file is written over. `quizapp restore ZIP` brings the answers
    back; settings and decks can be taken out of it by hand.
    """
    home, target = folders.home(), file or _free_name()
    if target.is_dir():
        target /= _free_name(target).name
    try:
        number = archive.pack(home, target)
    except OSError as error:
        where = error.filename or target
        raise QuizError(f"{where}: {error.strerror or error}; no backup was made") from error
    if as_json:
        click.echo(json.dumps({"file": str(target.absolute()), "files": number}))
    else:
        click.echo(f"{target}: {words.count(number, 'file')}, read again and sound.")


def _free_name(folder: Path = Path()) -> Path:
    """With the date; on the second backup of a day, with a number too."""
    today = date.fromordinal(Calendar(0).day(system_clock()))
    number, path = 1, folder / f"quizapp-{today}.zip"
    while path.exists():
        number += 1
        path = folder / f"quizapp-{today}-{number}.zip"
    return path
