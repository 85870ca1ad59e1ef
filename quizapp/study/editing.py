"""A learner changes a card in their own editor."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from quizapp.deck.deck import Deck
from quizapp.deck.editing import line_of
from quizapp.deck.library import BrokenDeck
from quizapp.deck.user_copy import own_file
from quizapp.study.profile import Profile


def edit_card(
    profile: Profile, deck: Deck, question_id: str, open_editor: Callable[[Path, int], None]
) -> Deck | BrokenDeck | None:
    """Have the learner change a question of `deck`; the deck as it then is, None if the same.

    `open_editor` gets the file (of a shipped deck, the learner's copy) and the line (from 1), and
    returns when the editor is closed. The file is read again even when nothing was saved just now,
    as it may have been before.

    Raises:
        EditError: there is no file to write to, or `open_editor` raised it.
    """
    with own_file(deck, profile.decks_folder) as path:
        open_editor(path, line_of(path, question_id))
    if path != deck.path and not path.exists():
        return None  # a copy that was left as it was
    found = profile.reload(path, deck.slug)
    return None if found == replace(deck, path=path) else found
