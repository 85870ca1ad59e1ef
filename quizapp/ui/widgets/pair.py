"""Pair up: each row on the left gets one of the texts below."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import HorizontalGroup, VerticalGroup
from textual.content import Content
from textual.widgets import Static

from quizapp.presentation.actions import PAIRS
from quizapp.questions.interactions import DONT_KNOW, Pair, Reply
from quizapp.ui.content import below, inline
from quizapp.ui.keymap import bindings
from quizapp.ui.widgets.deck_text import DeckStatic
from quizapp.ui.widgets.rows import RIGHT, WRONG, OptionRows, Row


class PairRow(Row):
    """Left text and partner, each in a column of its own, so that wrapped lines hang."""

    def __init__(self, number: int, text: str, width: int) -> None:
        """`width` of the left column in cells, the same in all rows."""
        super().__init__(number, text)
        self._width = width

    def compose(self) -> ComposeResult:
        yield Static(Content(" "), classes="cursor")
        left = DeckStatic(inline(self._text), classes="left")
        left.styles.width = self._width
        yield left
        yield Static(Content("→"), classes="arrow")
        yield DeckStatic(Content(), classes="text")
        yield Static(Content(), classes="mark")

    def show_partner(self, number: str, partner: Content) -> None:
        arrow = Content.assemble(("→  ", "$faint"), (number, "$primary"))
        self.query_one(".arrow", Static).update(arrow)
        self.show_text(partner)


class Partner(HorizontalGroup):
    """A text on the right with the number that picks it."""

    def __init__(self, number: int, text: str) -> None:
        super().__init__()
        self.index = number - 1
        self._text = text

    def compose(self) -> ComposeResult:
        yield Static(Content(f"{self.index + 1}"), classes="number")
        yield DeckStatic(inline(self._text), classes="text")


class PairUp(OptionRows):
    """A digit gives the row at the cursor a partner and goes on; enter answers."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(PAIRS)

    def __init__(self, interaction: Pair) -> None:
        super().__init__(interaction.lefts)
        self._rights = interaction.rights
        self._chosen: list[int | None] = [None] * len(interaction.lefts)

    def compose(self) -> ComposeResult:
        width = max(inline(text).cell_length for text in self.texts)
        for number, text in enumerate(self.texts, 1):
            yield PairRow(number, text, width)
        with VerticalGroup(classes="partners"):
            for number, text in enumerate(self._rights, 1):
                yield Partner(number, text)

    def on_mount(self) -> None:
        super().on_mount()
        self._show()

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

    def on_click(self, event: events.Click) -> None:
        """On a row, go there; on a partner, give it to the row at the cursor."""
        super().on_click(event)
        if event.widget and not self.answered:
            for node in event.widget.ancestors_with_self:
                if isinstance(node, Partner):
                    self.pick(node.index)

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
        digits = len(f"{len(self._rights)}")
        for row, chosen in zip(self.query(PairRow), self._chosen, strict=True):
            if chosen is None:
                row.show_partner(" " * digits, Content.styled("…", "$faint"))
            else:
                row.show_partner(f"{chosen + 1:>{digits}}", inline(self._rights[chosen]))
        for partner in self.query(Partner):
            partner.set_class(partner.index in self._chosen, "-aside")

    def disclose(self, reply: Reply, solution: Reply) -> None:
        self.answered = True
        self.query_one(".partners").display = False
        given = (None,) * len(solution) if reply == DONT_KNOW else reply
        for row, one, right in zip(self.query(PairRow), given, solution, strict=True):
            if one is None or one == right:
                row.show_partner("", inline(right))
                row.show_mark(RIGHT if one else Content())
            else:
                right_shown = below(Content.styled("\nRight:  ", "bold $success"), right)
                row.show_partner("", inline(one).stylize("strike") + right_shown)
                row.show_mark(WRONG)
