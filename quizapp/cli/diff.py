"""`quizapp diff`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizapp.core.errors import DeckError
from quizapp.core.text import clean
from quizapp.core.words import count

if TYPE_CHECKING:
    from quizapp.author.comparing import ComparedDeck, Comparison
    from quizapp.deck.changes import CardRevision, CardVersion


@click.command("diff", epilog="Example: git show HEAD:csto.yaml | quizapp diff - csto.yaml")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="[NEW]", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the changes as JSON.")
@click.pass_context
def command(context: click.Context, old: str, new: str | None, as_json: bool) -> None:
    """Say which cards have changed from OLD to NEW, and what that does to learners' progress.

    OLD and NEW are two decks (files, or slugs of decks that you have), or two folders or zips of
    decks; OLD may be `-`, which reads it from stdin. With OLD alone, a deck of yours (a slug, a
    file or a folder), it is compared with the version that you last studied.

    The exit code is 0 when no card has changed, 1 when some have, and 2 when a deck cannot be
    compared.
    """
    found = _files(old, new) if new else _studied(old)
    for message in found.unusable:
        click.echo(f"error: {clean(message)}", err=True)
    if as_json:
        click.echo(json.dumps([_as_plain(one) for one in found.decks], indent=2))
    else:
        for one in found.decks:
            for line in _lines(one):
                click.echo(clean(line))
        if found.decks:
            click.echo(_summary(found))
    context.exit(2 if found.unusable else 1 if any(one.differs for one in found.decks) else 0)


def _files(old: str, new: str) -> "Comparison":
    from quizapp.author.comparing import (  # pydantic and yaml: 150 ms
        STDIN,
        Comparison,
        compare_files,
    )
    from quizapp.deck.library import open_library

    def place(name: str) -> Path:
        """Raises: DeckError: there is no such file, folder or deck."""
        if (path := Path(name)).exists() or path == STDIN:
            return path
        if path.name != name or path.suffix:
            raise DeckError(f"{name}: no such file or folder; check the name")
        return open_library(()).deck(name).path

    try:
        return compare_files(place(old), place(new))
    except DeckError as error:
        return Comparison(unusable=[str(error)])


def _studied(name: str) -> "Comparison":
    """What has changed since the learner has studied decks."""
    from quizapp.author.comparing import ComparedDeck, Comparison
    from quizapp.cli.parameters import open_for
    from quizapp.cli.waiting import report
    from quizapp.study.revisions import since_studied

    profile = open_for(name)
    report(profile)
    found = Comparison()
    try:
        decks = profile.library.named(name)
    except DeckError as error:
        return Comparison(unusable=[str(error)])
    for deck in decks:
        changes = since_studied(profile.progress.home, deck)
        if changes is None:
            found.unusable.append(f"{deck.slug}: you have not studied it yet; name two versions")
        else:
            found.decks.append(ComparedDeck(deck.slug, deck.title, changes))
    return found


def _summary(found: "Comparison") -> str:
    changed = [one for one in found.decks if one.differs]
    if not changed:
        return "No card has changed."
    cards = {change.card for one in changed for change in one.changes}
    decks = count(len(found.decks), "deck")
    return f"{count(len(cards), 'card')} changed in {len(changed):,} of {decks}."


def _lines(deck: "ComparedDeck") -> Iterator[str]:
    from quizapp.presentation.deck_changes import groups, lines

    if deck.was:
        yield f"{deck.slug}: was {deck.was}"
        yield f"  progress on all its cards starts anew; `deck: {deck.was}` would keep it\n"
    if not deck.changes:
        return
    yield f"{deck.slug}: {deck.title}"
    for group in groups(deck.changes):
        yield f"  {group.heading}"
        for line in lines(group):
            yield f"    {line}"
    yield ""


def _as_plain(deck: "ComparedDeck") -> dict[str, object]:
    """What scripts rely on."""
    return {
        "deck": deck.slug,
        "was": deck.was or None,
        "changes": [_change_as_plain(one) for one in deck.changes],
    }


def _change_as_plain(change: "CardRevision") -> dict[str, object]:
    from quizapp.presentation.deck_changes import effect

    return {
        "card": change.card,
        "was": change.was or None,
        "kind": change.kind.name.lower(),
        "progress": effect(change),
        "fields": list(change.fields),
        "before": _version_as_plain(change.before),
        "after": _version_as_plain(change.after),
    }


def _version_as_plain(card: "CardVersion | None") -> dict[str, str] | None:
    from quizapp.presentation.deck_changes import asked, right

    if card is None:
        return None
    return {
        "type": card.question.type,
        "status": card.question.status,
        "asked": asked(card),
        "right": right(card),
    }
