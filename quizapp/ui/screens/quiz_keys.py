"""The keys of a quiz, and when each does something."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.binding import Binding, BindingType

from quizapp.asks import is_typed
from quizapp.study.quiz_stages import Answering, Confiding, Disclosed
from quizapp.ui.screens.card_screen import DONT_KNOW_KEY
from quizapp.ui.screens.paging import MORE, PAGE_UP, SCROLL

if TYPE_CHECKING:
    from quizapp.ui.screens.quiz import QuizScreen

BINDINGS: list[BindingType] = [
    MORE,
    Binding("enter,space", "next_open", "Next", tooltip="Go to the next open question"),
    Binding("1", "confide('guess')", "Guess", show=False, tooltip="I guessed"),
    Binding("2", "confide('unsure')", "Unsure", show=False, tooltip="I am unsure"),
    Binding("3", "confide('sure')", "Sure", show=False, tooltip="I am sure"),
    Binding("enter", "type", "Type", tooltip="Go back to the field"),
    DONT_KNOW_KEY,
    Binding("d", "hand_in", "Hand in", tooltip="Hand in", id="hand-in"),
    Binding("f10", "hand_in", "Hand in"),
    Binding("h", "ask_confidence", "How sure", tooltip="Say how sure your reply is", id="how-sure"),
    Binding("f7", "ask_confidence", "How sure"),
    Binding("n", "step(1)", "Next", tooltip="The next question", id="next-question"),
    Binding("ctrl+n", "step(1)", "Next"),
    Binding("p", "step(-1)", "Previous", tooltip="The one before", id="previous-question"),
    Binding("ctrl+b", "step(-1)", "Previous"),
    Binding("m", "mark", "Mark", tooltip="Mark it to come back to", id="mark"),
    Binding("f6", "mark", "Mark"),
    Binding("o", "overview", "All", tooltip="All questions; what is open", id="overview"),
    Binding("d", "overview", "Hand in", show=False, tooltip="Hand in", id="hand-in"),
    Binding("f10", "overview", "Hand in", show=False),
    Binding("s", "source", "Source", tooltip="Show the passage it comes from", id="source"),
    Binding("c", "clear", "Clear", tooltip="Leave it unanswered after all", id="clear"),
    Binding("u", "undo", "Undo", tooltip="Take the last step back", id="undo"),
    Binding("ctrl+z", "undo", "Undo"),
    Binding("escape", "leave_field", "Leave the field", tooltip="Stop typing", id="leave"),
    Binding("escape,q", "leave", "Leave", tooltip="Leave; the quiz stays open", id="end"),
    *SCROLL,
    PAGE_UP,
]


def _has_source(screen: "QuizScreen") -> bool:
    disclosed = isinstance(screen.quiz.stage, Disclosed)
    return disclosed and bool(screen.quiz.place.card.question.evidence)


def _clears(screen: "QuizScreen") -> bool:
    return isinstance(screen.quiz.stage, Answering) and screen.quiz.line.reply is not None


def _is_at_end(screen: "QuizScreen") -> bool:
    quiz = screen.quiz
    return not quiz.open or quiz.at == len(quiz.places) - 1


def _types(screen: "QuizScreen") -> bool:
    return is_typed(screen.quiz.place.ask) and isinstance(screen.quiz.stage, Answering)


ALLOWED: dict[str, Callable[["QuizScreen"], bool]] = {
    "next_open": lambda screen: isinstance(screen.quiz.stage, Disclosed),
    "dont_know": lambda screen: isinstance(screen.quiz.stage, Answering),
    "confide": lambda screen: isinstance(screen.quiz.stage, Confiding),
    "ask_confidence": lambda screen: screen.quiz.may_confide,
    "hand_in": _is_at_end,
    "source": _has_source,
    "clear": _clears,
    "undo": lambda screen: screen.quiz.can_undo,
    "leave_field": lambda screen: screen.is_typing,
    "leave": lambda screen: not screen.is_typing,
    "type": lambda screen: _types(screen) and not screen.is_typing,
}
"""Actions that are not here are always there."""
