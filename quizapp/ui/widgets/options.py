"""One option, or several."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from quizapp.asks import PickMany, PickOne, Reply
from quizapp.ui.widgets.rows import CHOSEN, MISSED, RIGHT, WRONG, Rows


class OneOption(Rows):
    """A digit, enter, space or a click answers at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "answer", "Answer"),
    ]

    def __init__(self, ask: PickOne) -> None:
        super().__init__(ask.options)

    def action_answer(self) -> None:
        self.post_message(self.Replied(self, self.texts[self.cursor]))

    def pick(self, index: int) -> None:
        super().pick(index)
        self.action_answer()

    def fill(self, reply: Reply) -> None:
        for index, (row, text) in enumerate(self.rows_with(self.texts)):
            row.set_class(text == reply, "-ticked")
            row.show_mark(CHOSEN if text == reply else Content())
            if text == reply:
                self.cursor = index

    def disclose(self, reply: Reply, solution: Reply) -> None:
        self.answered = True
        for row, text in self.rows_with(self.texts):
            row.show_mark(Content())
            row.set_class(text not in (reply, solution), "-aside")
            if text == solution:
                row.show_mark(RIGHT)
            elif text == reply:
                row.show_mark(WRONG)


class ManyOptions(Rows):
    """Space or a digit ticks an option; enter answers."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,x", "tick", "Tick"),
        Binding("enter", "answer", "Answer"),
    ]

    def __init__(self, ask: PickMany) -> None:
        super().__init__(ask.options)
        self._ticked: set[int] = set()

    def on_mount(self) -> None:
        super().on_mount()
        self._show_ticks()

    def action_tick(self) -> None:
        self._ticked ^= {self.cursor}
        self._show_ticks()

    def action_answer(self) -> None:
        if reply := self.pending():
            self.post_message(self.Replied(self, reply))
        else:
            self.post_message(self.Incomplete("Tick at least one option with space or its digit."))

    def pick(self, index: int) -> None:
        super().pick(index)
        self.action_tick()

    def pending(self) -> Reply | None:
        return tuple(self.texts[one] for one in sorted(self._ticked)) or None

    def fill(self, reply: Reply) -> None:
        self._ticked = {index for index, text in enumerate(self.texts) if text in reply}
        self._show_ticks()

    def _show_ticks(self) -> None:
        for index, row in enumerate(self.rows):
            ticked = index in self._ticked
            row.set_class(ticked, "-ticked")
            row.show_number(f"{index + 1} {'☑' if ticked else '☐'}")

    def disclose(self, reply: Reply, solution: Reply) -> None:
        self.answered = True
        for row, text in self.rows_with(self.texts):
            picked, right = text in reply, text in solution
            row.set_class(not picked and not right, "-aside")
            mark = {(True, True): RIGHT, (True, False): WRONG, (False, True): MISSED}
            row.show_mark(mark.get((picked, right), Content()))
