"""Change a card in the learner's own editor, in between two lines."""

from pathlib import Path

from quizapp import editor
from quizapp.deck.deck import Deck
from quizapp.deck.library import BrokenDeck
from quizapp.errors import EditError, NoEditorHere
from quizapp.plain.console import Console
from quizapp.study.learner import Learner
from quizapp.study.stages import Turn
from quizapp.text import clean


def edit(learner: Learner, console: Console, turn: Turn) -> Deck | None:
    """Open the card, and say what came of it; gives the deck if it has changed."""

    def open_editor(path: Path, line: int) -> None:
        if not console.is_screen:
            raise NoEditorHere(
                f"no editor can be opened in a pipe; the card is in {clean(str(path))}, line {line}"
            )
        words = editor.words_to_open(path, line)
        console.say(editor.waiting(path))
        if problem := editor.run(words):
            raise EditError(problem)

    try:
        found = learner.edit(turn.deck, turn.card.question.id, open_editor)
    except EditError as error:
        console.say(f"{error}.")
        return None
    if isinstance(found, BrokenDeck):
        console.say(*map(str, found.diagnostics), "Until then, the card stays as it was.")
        return None
    console.say("The card was read again." if found else "Nothing was changed.")
    return found
