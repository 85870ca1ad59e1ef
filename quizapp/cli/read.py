"""`quizapp read`."""

import json

import click

from quizapp.cli.open import decks_named, goes_by_lines, open_app
from quizapp.cli.parameters import DeckType, open_for
from quizapp.cli.waiting import report
from quizapp.presentation.reading import as_json as text_as_json
from quizapp.study.reading import reading_mark, texts
from quizapp.ui.start import Read


@click.command("read", epilog="Example: quizapp read csto-membership")
@click.argument("deck", required=False, type=DeckType())
@click.option("--json", "as_json", is_flag=True, help="Print passages, cards and figures as JSON.")
@click.option(
    "--plain", is_flag=True, help="Line by line, for screen readers, pipes and simple terminals."
)
def command(deck: str | None, as_json: bool, plain: bool) -> None:
    """Read the text of DECK (a slug, a file or a folder) beside its cards.

    Each passage shows how many cards come from it and how well you know them. Your place in the
    text is kept. As JSON, "known" is the share that you would recall today, from 0 to 1.
    """
    if not (as_json or plain or goes_by_lines()):
        open_app(deck, lambda profile: Read(decks_named(profile, deck, drafts=True)), "read")
        return
    profile = open_for(deck)
    report(profile)
    try:
        found = texts(decks_named(profile, deck, drafts=True), profile.decks)
        if as_json:
            each = [
                text_as_json(one, profile, reading_mark(one, profile.progress)) for one in found
            ]
            click.echo(json.dumps(each, ensure_ascii=False))
            return
        from quizapp.plain.read import read

        read(profile, found)
    finally:
        profile.close()
