"""The keys of a review, and when each does something."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.binding import Binding, BindingType

from quizapp.asks import Reveal, is_typed
from quizapp.study.stages import Answered, Asking, Leech, Revealed
from quizapp.ui.screens.card_screen import DONT_KNOW_KEY
from quizapp.ui.screens.paging import MORE, PAGE_UP, SCROLL

if TYPE_CHECKING:
    from quizapp.ui.screens.review import ReviewScreen

BINDINGS: list[BindingType] = [
    MORE,
    Binding("enter,space", "next", "Next", tooltip="Go to the next card"),
    Binding("space,enter", "reveal", "Show the answer"),
    Binding("enter", "type", "Type", tooltip="Go back to the field"),
    Binding("1", "rate(1)", "Again", show=False, tooltip="I did not know it"),
    Binding("2", "rate(2)", "Hard", show=False, tooltip="I knew it, with effort"),
    Binding("3,space,enter", "rate(3)", "Good", show=False, tooltip="I knew it"),
    Binding("4", "rate(4)", "Easy", show=False, tooltip="I knew it at once"),
    Binding("k,enter,space", "keep", "Keep", tooltip="Keep this leech as it is", id="keep"),
    DONT_KNOW_KEY,
    Binding("s", "source", "Source", tooltip="Show the passage it comes from", id="source"),
    Binding("h", "hint", "Hint", tooltip="Show a hint; a right answer is then Hard", id="hint"),
    Binding("f2", "hint", "Hint"),
    Binding(
        "h",
        "harder",
        "Harder",
        tooltip="Harder than it looked: count this right answer as Hard",
        id="harder",
    ),
    Binding(
        "i",
        "overrule",
        "I was right",
        tooltip="Count this answer as right; it is logged as your own judgement",
        id="overrule",
    ),
    Binding("u", "undo", "Undo", tooltip="Take the last step back", id="undo"),
    Binding("ctrl+z", "undo", "Undo"),
    Binding("escape", "leave_field", "Leave the field", tooltip="Stop typing", id="leave"),
    Binding("escape,q", "end", "End", tooltip="End this review; all is saved", id="end"),
    Binding("b", "mark('buried')", "Bury", tooltip="Not again before tomorrow", id="bury"),
    Binding("minus", "mark('buried')", "Bury"),
    Binding("at", "mark('suspended')", "Suspend", tooltip="Not again at all", id="suspend"),
    Binding("f", "mark('flagged')", "Flag", tooltip="Flag it, to find it again", id="flag"),
    Binding("e", "edit", "Edit", tooltip="Open the card in your editor, at its line", id="edit"),
    *SCROLL,
    PAGE_UP,
]


def types(screen: "ReviewScreen") -> bool:
    stage = screen.session.stage
    return isinstance(stage, Asking) and is_typed(stage.turn.ask)


def _has_source(screen: "ReviewScreen") -> bool:
    turn, stage = screen.session.turn, screen.session.stage
    return turn is not None and not isinstance(stage, Asking) and bool(turn.card.question.evidence)


def _reveals(screen: "ReviewScreen") -> bool:
    stage = screen.session.stage
    return isinstance(stage, Asking) and isinstance(stage.turn.ask, Reveal)


ALLOWED: dict[str, Callable[["ReviewScreen"], bool]] = {
    "next": lambda screen: isinstance(screen.session.stage, Answered),
    "reveal": _reveals,
    "dont_know": lambda screen: isinstance(screen.session.stage, Asking) and not _reveals(screen),
    "rate": lambda screen: isinstance(screen.session.stage, Revealed),
    "keep": lambda screen: isinstance(screen.session.stage, Leech),
    "source": _has_source,
    "hint": lambda screen: screen.session.has_hint,
    "harder": lambda screen: screen.session.may_be_harder,
    "overrule": lambda screen: (
        isinstance(screen.session.stage, Answered) and screen.session.may_be_right
    ),
    "undo": lambda screen: bool(screen.session.deeds),
    "leave_field": lambda screen: screen.is_typing,
    "type": lambda screen: types(screen) and not screen.is_typing,
    "end": lambda screen: not screen.is_typing,
}
"""Actions that are not here are always there."""
