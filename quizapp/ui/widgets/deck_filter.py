"""The field on Home in which words are typed that decks have in their titles."""

from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input

from quizapp.presentation.actions import DECK_FILTER
from quizapp.ui.keymap import bindings
from quizapp.ui.widgets.deck_list import DeckList


class DeckFilter(Input):
    """Enter and the arrows are those of the list."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(DECK_FILTER)

    class Left(Message):
        """The learner wants to see all decks again."""

    def __init__(self) -> None:
        super().__init__(placeholder="Filter decks", compact=True, max_length=60, id="filter")

    def on_mount(self) -> None:
        self.focus()

    @property
    def _list(self) -> DeckList:
        return self.screen.query_one(DeckList)

    def action_open(self) -> None:
        self._list.action_select()

    def action_leave_filter(self) -> None:
        self.post_message(self.Left())

    def action_cursor(self, by: int) -> None:
        self._list.action_cursor_down() if by > 0 else self._list.action_cursor_up()
