"""The learner's own editor, opened on top of the app."""

import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported

from quizapp import editor
from quizapp.errors import EditError, NoEditorHere
from quizapp.text import clean


def edit(app: App[Any], path: Path, line: int) -> None:
    """Open `path` at `line` (from 1) in the learner's editor; returns when it is closed.

    Raises:
        EditError: no editor can be found or opened here, or it ended with an error.
    """
    words = editor.words_to_open(path, line)
    try:
        with app.suspend():  # whatever is raised in here, Textual does not come back from
            _say(editor.waiting(path))
            problem = editor.run(words)
            _say("")
    except SuspendNotSupported:
        raise NoEditorHere(
            f"no editor can be opened from here; the card is in {clean(str(path))}, line {line}"
        ) from None
    if problem:
        raise EditError(problem)


def _say(text: str) -> None:
    """On the terminal below the app."""
    with suppress(OSError, ValueError):  # a terminal that is gone, or has not these letters
        sys.stdout.write(f"\r\x1b[K{text}")
        sys.stdout.flush()
