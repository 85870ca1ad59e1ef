"""`quizapp preview`."""

from pathlib import Path

import click

from quizapp.cli.open import goes_by_lines, open_app


@click.command("preview", epilog="Example: quizapp preview decks/rivers.yaml")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--plain", is_flag=True, help="Line by line: the problems and the card at each save.")
def command(file: Path, plain: bool) -> None:
    """Show the card under work as learners see it, while FILE is open in an editor.

    It is the card whose lines changed last. Each save is shown at once, and while the file is
    broken, its errors are, below the card as it was. Answers are judged, and never count.
    """
    if file.is_dir():
        raise click.UsageError(f"{file} is a folder; name one of its decks")
    if not file.exists():
        raise click.UsageError(f"{file}: no such file; `quizapp new {file}` writes one")
    if plain or goes_by_lines():
        _by_lines(file)
        return
    from quizapp.ui.start import ShowPreview

    open_app(None, lambda _: ShowPreview(file), "preview", wait=False)


def _by_lines(file: Path) -> None:
    from quizapp.author.preview import Preview
    from quizapp.author.watching import changes
    from quizapp.plain.preview import preview_lines

    preview = Preview(file)
    changed = changes(lambda: preview.files)
    shown = ""
    try:
        while True:
            preview = preview.look()
            if (now := "\n".join(preview_lines(preview))) != shown:
                click.echo(f"{now}\n")
            shown = now
            next(changed)
    except (KeyboardInterrupt, StopIteration):
        return
