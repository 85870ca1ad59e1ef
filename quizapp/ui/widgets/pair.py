"""Pair up: each row on the left gets one of the texts below."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from quizapp.asks import Pair, Reply
from quizapp.ui.inline import below, inline
from quizapp.ui.widgets.deck_text import DeckText
from quizapp.ui.widgets.rows import RIGHT, WRONG, Rows


class PairUp(Rows):
    """A digit gives the row at the cursor a partner and goes on; enter answers."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", "Previous partner", show=False),
        Binding("right,space", "turn(1)", "Next partner", show=False),
        Binding("enter", "answer", "Answer"),
    ]

    def __init__(self, ask: Pair) -> None:
        super().__init__(ask.lefts)
        self._rights = ask.rights
        self._chosen: list[int | None] = [None] * len(ask.lefts)

    def compose(self) -> ComposeResult:
        yield from super().compose()
        yield DeckText(self._partners(), classes="partners")

    def on_mount(self) -> None:
        super().on_mount()
        self._show()
        for row in self.rows:
            row.show_number(" ")

    @property
    def digits(self) -> int:
        return len(self._rights)

    def pick(self, index: int) -> None:
        self._chosen[self.cursor] = index
        self._show()
        empty = [at for at, chosen in enumerate(self._chosen) if chosen is None]
        if empty:
            self.cursor = next((at for at in empty if at > self.cursor), empty[0])

    def clicked(self, index: int) -> None:
        self.cursor = index

    def action_turn(self, by: int) -> None:
        chosen = self._chosen[self.cursor]
        start = -1 if by > 0 else 0
        turned = (start if chosen is None else chosen) + by
        self._chosen[self.cursor] = turned % len(self._rights)
        self._show()

    def action_answer(self) -> None:
        if reply := self.pending():
            self.post_message(self.Replied(self, reply))
        else:
            self.post_message(self.Incomplete("Give every line a partner: press its number."))

    def pending(self) -> Reply | None:
        chosen = [one for one in self._chosen if one is not None]
        if len(chosen) < len(self._chosen):
            return None
        return tuple(self._rights[one] for one in chosen)

    def entered(self) -> Reply | None:
        if all(one is None for one in self._chosen):
            return None
        return tuple("" if one is None else self._rights[one] for one in self._chosen)

    def fill(self, reply: Reply) -> None:
        places = {text: index for index, text in enumerate(self._rights)}
        self._chosen = [places.get(text) for _, text in zip(self.texts, reply, strict=False)]
        self._chosen += [None] * (len(self.texts) - len(self._chosen))
        self._show()

    def _show(self) -> None:
        for row, left, chosen in zip(self.rows, self.texts, self._chosen, strict=True):
            partner = Content.styled("…", "$faint")
            if chosen is not None:
                number = Content.styled(f"{chosen + 1} ", "$primary")
                partner = below(number, self._rights[chosen])
            row.show_text(Content.assemble(inline(left), ("  →  ", "$faint"), partner))
        self.query_one(".partners", DeckText).update(self._partners())

    def _partners(self) -> Content:
        taken = {one for one in self._chosen if one is not None}
        lines = [
            below(Content.styled(f"{number}  ", "bold $primary"), text).stylize(
                "$faint" if used else "", len(f"{number}  ")
            )
            for number, text in enumerate(self._rights, 1)
            for used in [number - 1 in taken]
        ]
        return Content("\n").join(lines)

    def disclose(self, reply: Reply, solution: Reply) -> None:
        self.answered = True
        self.query_one(".partners").display = False
        for row, left, given, right in zip(self.rows, self.texts, reply, solution, strict=True):
            arrow = Content.assemble(inline(left), ("  →  ", "$faint"))
            if given == right:
                row.show_text(below(arrow, right))
                row.show_mark(RIGHT)
            else:
                given_shown = below(arrow, given).stylize("strike", len(arrow))
                right_shown = below(Content.styled("\nRight:  ", "bold $success"), right)
                row.show_text(given_shown + right_shown)
                row.show_mark(WRONG)
