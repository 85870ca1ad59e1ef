"""Open the app."""

import gc
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from quizapp.core.errors import QuizError
from quizapp.deck.deck import Deck
from quizapp.deck.library import files_of
from quizapp.study.profile import Profile

if TYPE_CHECKING:
    from quizapp.study.question_pool import QuizOptions
    from quizapp.study.selection import Selection

Select = Callable[[Profile, Sequence[Deck]], "Selection"]
"""Which cards a review is about, once it is known what the decks hold."""


def open_app(
    name: str | None = None,
    everything: bool = False,
    selection: Select | None = None,
    quiz: "QuizOptions | None" = None,
    new_quiz: bool = False,
    past_quizzes: bool = False,
) -> None:
    """Open the app on Home, or on a review or a quiz of what `name` stands for or of everything.

    A quiz is set up from `quiz` on; with `new_quiz` not to go on with one that is open;
    `past_quizzes` lists those that were handed in.

    Raises:
        QuizError: there is no terminal, no such deck, or no usable `config.toml`.
    """
    if not _in_terminal():
        command = "quiz --past" if past_quizzes else "quiz" if quiz else "review"
        raise QuizError(
            f"the app needs a terminal; in a pipe use `quizapp {command} --plain`, or see --help"
        )
    if not (name or everything) and goes_by_lines():
        from quizapp.cli.review import line_by_line

        gc.enable()  # no app comes that would
        line_by_line(None)
        return
    profile = Profile.open(files_of(name))
    try:
        start_with: Sequence[Deck] = ()
        if name:
            start_with = profile.library.to_review(name)
        elif everything:
            start_with = profile.library.decks
        chosen = selection(profile, start_with) if selection else None
        from quizapp.ui.app import QuizApp  # after the errors that need no screen

        app = QuizApp(profile, start_with, chosen, quiz, new_quiz, past_quizzes)
        app.run()
    finally:
        profile.close()
    if app.return_code:
        sys.exit(app.return_code)


def goes_by_lines() -> bool:
    """Whether this terminal can show lines only, as it does in an editor; and says so."""
    if not _in_terminal() or os.environ.get("TERM") not in ("dumb", "unknown"):
        return False
    term = os.environ["TERM"]
    sys.stderr.write(f"note: this terminal (TERM={term}) shows lines only; going on as --plain\n")
    return True


def _in_terminal() -> bool:
    return bool(sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty())
