"""Open the app."""

import os
import sys
from collections.abc import Sequence

from quizapp.deck.deck import Deck
from quizapp.deck.library import files_of
from quizapp.errors import QuizError
from quizapp.study.learner import Learner


def open_app(name: str | None = None, everything: bool = False) -> None:
    """Open the app on Home, or on a review of what `name` stands for or of everything due.

    Raises:
        QuizError: there is no terminal, no such deck, or no usable `config.toml`.
    """
    screen = sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()
    if not screen or os.environ.get("TERM") in ("dumb", "unknown"):
        raise QuizError(
            "the app needs a terminal; in a pipe use `quizapp review --plain`, or see --help"
        )
    learner = Learner.open(files_of(name))
    try:
        start_with: Sequence[Deck] = ()
        if name:
            start_with = learner.library.to_review(name)
        elif everything:
            start_with = learner.library.decks
        from quizapp.ui.app import QuizApp  # after the errors that need no screen

        app = QuizApp(learner, start_with)
        app.run()
    finally:
        learner.close()
    if app.return_code:
        sys.exit(app.return_code)
