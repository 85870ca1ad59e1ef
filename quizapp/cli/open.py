"""Open the app, or what stands in for it in a terminal that shows lines only."""

import gc
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from quizapp.cli.notes import say_notes
from quizapp.cli.waiting import reading_teller, tell_checking
from quizapp.core.errors import DeckError, QuizError
from quizapp.deck.deck import Deck
from quizapp.deck.library import files_of
from quizapp.presentation.arrangement import TAKE_OUT
from quizapp.study.profile import Profile
from quizapp.ui.start import ON_HOME, Start

if TYPE_CHECKING:
    from quizapp.study.selection import Selection
    from quizapp.ui.app import QuizApp

Select = Callable[[Profile, Sequence[Deck]], "Selection"]
"""Which cards a review is about, once it is known what the decks hold."""


def open_home() -> None:
    """What `quizapp` alone does.

    Raises:
        QuizError: there is no terminal, or no usable `config.toml`.
    """
    if goes_by_lines():
        gc.enable()  # no app comes that would
        review_by_lines(None)
    else:
        open_app(None, lambda _: ON_HOME, wait=False)


def open_app(
    name: str | None,
    start: Callable[[Profile], Start],
    command: str = "review",
    wait: bool = True,
) -> None:
    """Open the app with the decks that `name` (a slug, a file or a folder) stands for in the
    library, on what `start` says; without `wait`, decks that must be checked first come later.

    Raises:
        QuizError: there is no terminal, no such deck, or no usable `config.toml`.
    """
    if not _in_terminal():
        raise QuizError(
            f"the app needs a terminal; in a pipe use `quizapp {command} --plain`, or see --help"
        )
    profile = Profile.open(files_of(name), wait=wait, told=tell_checking, reading=reading_teller())
    app = None
    try:
        app = _app(profile, start(profile))
        app.run()
    finally:
        profile.close()
        if app:  # has given the terminal back
            say_notes(profile.progress.notices[app.told :])
    # all is saved, and to take the program apart takes 0.1 s more, with many cards
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(app.return_code or 0)


def _app(profile: Profile, start: Start) -> "QuizApp":
    from quizapp.ui.app import QuizApp  # after the errors that need no screen

    return QuizApp(profile, start)


def decks_named(profile: Profile, name: str | None, drafts: bool = False) -> Sequence[Deck]:
    """The decks that a command is about; all without a name. For `drafts` none need be approved."""
    if not name:
        return profile.decks
    found = profile.library.named(name) if drafts else profile.library.to_review(name)
    away = profile.arrangement.away
    if asked := [deck for deck in found if not away(deck).archived]:
        return asked
    raise DeckError(f"{name} is archived, so nothing of it is asked; {TAKE_OUT}")


def review_by_lines(
    name: str | None, select: Select | None = None, announced: str = "", drafts: bool = False
) -> None:
    """Review on stdin and stdout, what is due unless `select` says otherwise."""
    import click  # 40 ms, and Home does without

    from quizapp.cli.leisure import tended
    from quizapp.cli.parameters import open_for
    from quizapp.cli.waiting import report
    from quizapp.plain.review import review

    profile = open_for(name)
    report(profile)
    with tended(profile):
        decks = decks_named(profile, name, drafts)
        selection = select(profile, decks) if select else None
        if announced:
            click.echo(announced)
        review(profile, decks, selection)


def goes_by_lines() -> bool:
    """Whether this terminal can show lines only, as it does in an editor; and says so."""
    if not _in_terminal() or os.environ.get("TERM") not in ("dumb", "unknown"):
        return False
    term = os.environ["TERM"]
    sys.stderr.write(f"note: this terminal (TERM={term}) shows lines only; going on as --plain\n")
    return True


def _in_terminal() -> bool:
    return bool(sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty())
