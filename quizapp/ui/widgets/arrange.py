"""Put items in order."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from quizapp.asks import DONT_KNOW, Arrange, Reply
from quizapp.ui.inline import inline
from quizapp.ui.widgets.rows import RIGHT, Rows


class ArrangeItems(Rows):
    """Space lifts the item at the cursor, arrows carry it, space puts it down; enter answers."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "lift", "Lift, put down"),
        Binding("shift+up,K", "carry(-1)", "Move up", show=False),
        Binding("shift+down,J", "carry(1)", "Move down", show=False),
        Binding("enter", "answer", "Answer"),
    ]

    def __init__(self, ask: Arrange) -> None:
        super().__init__(ask.items)
        self._lifted = False
        self._moved = False

    @property
    def cursor_mark(self) -> str:
        return "↕" if self._lifted else "▸"

    def action_lift(self) -> None:
        self._lifted = not self._lifted
        self.watch_cursor()

    def action_move(self, by: int) -> None:
        if self._lifted:
            self.action_carry(by)
        else:
            super().action_move(by)

    def action_carry(self, by: int) -> None:
        target = self.validate_cursor(self.cursor + by)
        items = list(self.texts)
        items.insert(target, items.pop(self.cursor))
        self._lie(tuple(items))
        self._moved = True
        self.cursor = target

    def pending(self) -> Reply | None:
        return self.texts if self._moved else None

    def _lie(self, items: tuple[str, ...]) -> None:
        self.texts = items
        for row, text in self.rows_with(items):
            row.show_text(inline(text))

    def fill(self, reply: Reply) -> None:
        if sorted(reply) == sorted(self.texts):  # else the author has changed the items
            self._lie(tuple(reply))

    def clicked(self, index: int) -> None:
        self.cursor = index

    def action_answer(self) -> None:
        self.post_message(self.Replied(self, self.texts))

    def disclose(self, reply: Reply, solution: Reply) -> None:
        self.answered = True
        if reply == DONT_KNOW:
            self._lie(tuple(solution))
            return
        right_place = {text: number for number, text in enumerate(solution, 1)}
        for number, (row, text) in enumerate(self.rows_with(tuple(reply)), 1):
            row.show_text(inline(text))
            place = right_place[text]
            moved = Content.styled(f"✗ Belongs at {place}", "bold $error")
            row.show_mark(RIGHT if place == number else moved)
