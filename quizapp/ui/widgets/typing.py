"""Type a text, a number, or the words that fill gaps."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import HorizontalGroup, VerticalGroup
from textual.content import Content
from textual.widgets import Input, Static

from quizapp.core import words
from quizapp.presentation.actions import FIELD
from quizapp.questions.interactions import FillGaps, Reply, TypeText
from quizapp.ui.keymap import bindings
from quizapp.ui.widgets.answer import AnswerWidget, is_there
from quizapp.ui.widgets.deck_text import DeckStatic


class Field(Input):
    """A line to type in, whose enter key is shown."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(FIELD)


class TextFields(AnswerWidget):
    """One input a line; enter goes to the next empty one, and answers after the last."""

    def compose(self) -> ComposeResult:
        yield VerticalGroup(classes="fields")
        yield DeckStatic(Content(), classes="outcome")

    async def _begin(self, placeholders: Sequence[str], unit: str = "") -> None:
        """An empty field for each placeholder; those that are there are used again."""
        group, count = self.query_one(".fields", VerticalGroup), len(placeholders)
        if len(self.inputs) != count:
            await group.remove_children()
            numbers = map(str, range(1, count + 1)) if count > 1 else "▸"
            if is_there(self):
                await group.mount_all(map(_field, numbers))
        if not is_there(self):
            return
        for field, placeholder in zip(self.inputs, placeholders, strict=True):
            field.value, field.placeholder = "", placeholder
        for shown in self.query(".unit").results(Static):
            shown.update(Content(unit))
            shown.display = bool(unit)
        self._show_outcome(Content())

    def _show_outcome(self, outcome: Content) -> None:
        """In place of the fields, when there is one."""
        self.query_one(".fields").display = not outcome
        for field in self.inputs:
            field.can_focus = not outcome  # or one would take it when the screen comes back
        self.query_one(".outcome", DeckStatic).update(outcome)

    @property
    def inputs(self) -> list[Input]:
        return list(self.query(Input))

    def take_focus(self) -> None:
        self.screen.set_focus(self.inputs[0])

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        # the text as it was when enter was pressed: more may have been typed since
        texts = {field: field.value for field in self.inputs} | {event.input: event.value}
        for field, text in texts.items():
            if wanting := self.wanting(text):
                if field is event.input:
                    self.post_message(self.Incomplete(words.sentence(wanting)))
                field.focus()
                return
        self.post_message(
            self.Replied(self.interaction, self.reply(*(one.strip() for one in texts.values())))
        )

    def wanting(self, text: str) -> str:
        """What to say when a text is no reply yet; empty when it is one."""
        return TypeText("").wanting(text)

    def reply(self, *texts: str) -> Reply:
        return texts

    def pending(self) -> Reply | None:
        texts = [field.value for field in self.inputs]
        if any(self.wanting(text) or text.strip() == "?" for text in texts):
            return None  # nobody turns a page to say that they do not know
        return self.reply(*(one.strip() for one in texts))

    def entered(self) -> Reply | None:
        texts = tuple(field.value for field in self.inputs)
        return texts if any(texts) else None

    def fill(self, reply: Reply) -> None:
        given = (reply,) if isinstance(reply, str) else reply
        for field, text in zip(self.inputs, given, strict=False):
            field.value, field.cursor_position = text, len(text)

    def disclose(self, reply: Reply, solution: Reply) -> None:
        right = (solution,) if isinstance(solution, str) else solution
        given = (reply,) if isinstance(reply, str) else reply or ("",) * len(right)
        lines = [difference(one, other) for one, other in zip(given, right, strict=True)]
        self._show_outcome(Content("\n").join(lines))

    def solve(self, solution: Reply) -> None:
        right = (solution,) if isinstance(solution, str) else solution
        lines = [Content.assemble(("Answer  ", "$faint"), (one, "bold")) for one in right]
        self._show_outcome(Content("\n").join(lines))


def _field(number: str) -> HorizontalGroup:
    return HorizontalGroup(
        Static(Content(number), classes="number"),
        Field(compact=True, max_length=500, select_on_focus=False),
        Static(classes="unit"),
        classes="field",
    )


class TypeAnswer(TextFields):
    """One line to type."""

    async def ask(self, interaction: TypeText) -> None:
        await super().ask(interaction)
        is_number = interaction.kind == "number"
        await self._begin(["a number" if is_number else ""], interaction.unit)

    def wanting(self, text: str) -> str:
        return str(self.interaction.wanting(text))

    def reply(self, *texts: str) -> Reply:
        return texts[0]


class GapAnswers(TextFields):
    """An input for each gap of a text, with the author's hint in it."""

    async def ask(self, interaction: FillGaps) -> None:
        await super().ask(interaction)
        await self._begin([gap.hint for gap in interaction.gaps])


NEAR = 0.6
"""The share of letters in common from which it helps to see which ones differ."""


def difference(given: str, right: str) -> Content:
    """What was typed above what was expected; where they are near, with the letters that differ.

    Letters too many are struck out, letters missing are underlined, so no colour is needed. To
    somebody who did not know it, only what was expected is shown.
    """
    if given == right:
        return Content.assemble(("You typed  ", "$faint"), given)
    if given in ("", "?"):
        return Content.assemble(("Expected   ", "$faint"), (right, "bold"))
    typed, expected = Content(), Content()
    matcher = SequenceMatcher(None, given.casefold(), right.casefold(), autojunk=False)
    if matcher.ratio() >= NEAR:
        for kind, start, end, from_, to in matcher.get_opcodes():
            same = kind == "equal"
            typed += Content.styled(given[start:end], "" if same else "strike $error")
            expected += Content.styled(right[from_:to], "" if same else "underline bold $success")
    else:
        typed, expected = Content(given), Content(right)
    return Content.assemble(
        ("You typed  ", "$faint"), typed, "\n", ("Expected   ", "$faint"), expected
    )
