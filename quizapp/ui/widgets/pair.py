"""Pair up: each row on the left gets one of the texts below."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from quizapp.presentation.actions import PAIRS
from quizapp.presentation.feedback import SOME_LEFT_OVER
from quizapp.questions.interactions import DONT_KNOW, Pair, Reply
from quizapp.ui.content import below, beside, inline
from quizapp.ui.keymap import bindings
from quizapp.ui.widgets.rows import RIGHT, WRONG, OptionRows


class PairUp(OptionRows):
    """A digit gives the row at the cursor a partner and goes on; enter answers."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(PAIRS)

    async def ask(self, interaction: Pair) -> None:
        await super().ask(interaction)
        self._rights = interaction.rights
        self._has_distractors = interaction.has_distractors
        self._chosen: list[int | None] = [None] * len(interaction.lefts)
        self._outcome: list[Content] = []
        """What belonged to each row, once it is known."""
        self._begin(interaction.lefts)

    def drawn(self, width: int) -> Iterator[tuple[int | None, Content]]:
        """The rows, and below them the partners, which are counted on."""
        digits = 0 if self.answered else len(f"{len(self._rights)}")
        lefts = [inline(text) for text in self.texts]
        left_width = min(max(left.cell_length for left in lefts), width * 2 // 5)
        for index, left in enumerate(lefts):
            number, partner = self._partner(index)
            arrow = Content.assemble(("→  ", "$faint"), (number.rjust(digits), "$primary"))
            gap = (Content(), 1)
            yield from self.row(
                index, width, (left, left_width), gap, (arrow, 3 + digits), gap, (partner, None)
            )
        if not self.answered:
            yield None, Content()
            if self._has_distractors:
                yield None, Content.styled(f"  {SOME_LEFT_OVER}", "$faint")
            for index, text in enumerate(self._rights):
                name = Content.styled(f"{self.numbered(index):<2} ", "bold $primary")
                right = inline(text)
                if index in self._chosen:
                    right = right.stylize_before("$faint")
                for line in beside(width, (Content(), 2), (name, name.cell_length), (right, None)):
                    yield len(self.texts) + index, line

    def _partner(self, index: int) -> tuple[str, Content]:
        if self._outcome:
            return "", self._outcome[index]
        chosen = self._chosen[index]
        if chosen is None:
            return "", Content.styled("…", "$faint")
        return f"{chosen + 1}", inline(self._rights[chosen])

    @property
    def digits(self) -> int:
        return len(self._rights)

    def pick(self, index: int) -> None:
        self._chosen[self.cursor] = index
        empty = [at for at, chosen in enumerate(self._chosen) if chosen is None]
        if empty:
            self.cursor = next((at for at in empty if at > self.cursor), empty[0])
        else:
            self.draw()

    def clicked(self, index: int) -> None:
        """On a row, go there; on a partner, give it to the row at the cursor."""
        if index < len(self.texts):
            self.cursor = index
        else:
            self.pick(index - len(self.texts))

    def action_turn(self, by: int) -> None:
        chosen = self._chosen[self.cursor]
        start = -1 if by > 0 else 0
        turned = (start if chosen is None else chosen) + by
        self._chosen[self.cursor] = turned % len(self._rights)
        self.draw()

    def action_answer(self) -> None:
        if reply := self.pending():
            self.post_message(self.Replied(self.interaction, reply))
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
        self.draw()

    def disclose(self, reply: Reply, solution: Reply) -> None:
        self.answered = True
        given = (None,) * len(solution) if reply == DONT_KNOW else reply
        for index, (one, right) in enumerate(zip(given, solution, strict=True)):
            shown = inline(right)
            if one is not None:
                self.remarks[index] = RIGHT if one == right else WRONG
            if one not in (None, right):
                right_shown = below(Content.styled("\nRight:  ", "bold $success"), right)
                shown = inline(one).stylize("strike") + right_shown
            self._outcome.append(shown)
        self.draw()
