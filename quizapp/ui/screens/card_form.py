"""The form of one card: its fields top to bottom, and what is wrong with each as it is typed."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from quizapp.author.card_context import CardContext
from quizapp.core.text import cut
from quizapp.core.words import count
from quizapp.presentation.actions import CARD_FORM
from quizapp.presentation.card_form import (
    TYPE,
    CardFields,
    Filled,
    as_text,
    as_type,
    filled,
    form_fields,
)
from quizapp.ui.keymap import bindings
from quizapp.ui.screens.lists import ListScreen
from quizapp.ui.widgets.answer import is_there
from quizapp.ui.widgets.card_fields import FieldRow, Stepper
from quizapp.ui.widgets.frame import KeyBar, TitleLine, framed

CHECK_AFTER = 0.03
"""Seconds without a key until what was typed is checked."""
NOT_KEPT = "What you typed is not saved. The same key once more leaves it; ctrl+s saves."


def _keep_nothing(_card: dict[str, Any]) -> str:
    return ""


class CardFormScreen(Screen["dict[str, Any] | None"]):
    """Dismissed with the card as it was saved, or with None."""

    CSS_PATH = "../card_form.tcss"
    AUTO_FOCUS = ""
    opens_with_field: ClassVar[bool] = True
    BINDINGS: ClassVar[list[BindingType]] = bindings(CARD_FORM)

    def __init__(
        self,
        card: CardFields,
        context: CardContext,
        heading: str = "New card",
        save: Callable[[dict[str, Any]], str] = _keep_nothing,
        again: bool = False,
    ) -> None:
        """`save` keeps a card, and gives what went wrong: then the form stays as it is.

        `card` may have nothing but its type. `again`: several cards may be written in a row.
        """
        super().__init__()
        self._begun = self._card = card
        self._deck = context
        self._heading = heading
        self._save = save
        self._again = again
        self._saved: dict[str, Any] | None = None
        """The last of those that were saved while others followed."""
        self._saved_as = ""
        """What is said of it, until the next one is begun."""
        self._left: dict[str, CardFields] = {}
        """By type: the card as it was before another type was chosen."""
        self._first = self._texts_of(card)
        self._is_due = False
        self._is_asked = False
        """Whether it was said that something would be lost."""
        self._wants_all = False
        """Whether fields are told to be missing that nobody has been in yet."""

    # what is shown

    def compose(self) -> ComposeResult:
        title = Content.styled(self._deck.title, "$faint")
        yield TitleLine(Content.styled(self._heading, "bold"), title)
        yield from framed(VerticalScroll(*self._rows(self._card), id="fields", can_focus=False))
        yield Static(id="note")
        yield KeyBar()

    def _rows(self, card: CardFields) -> list[FieldRow]:
        fields = form_fields(card)
        rows = [FieldRow(one, as_text(one, card.get(one.name))) for one in fields]
        return [FieldRow(TYPE, card["type"]), *rows]

    def on_mount(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self.set_focus(list(self.query(FieldRow))[1].editor)
        self._check()

    @on(events.DescendantFocus)
    def _show_help(self) -> None:
        if self._saved_as:
            self._note(self._saved_as, "$success")
        elif self.focused is not None:
            self._note(self._row_of(self.focused).field.help, "$faint")

    def _row_of(self, editor: Widget) -> FieldRow:
        return next(one for one in editor.ancestors if isinstance(one, FieldRow))

    def _note(self, text: str, style: str = "$warning") -> None:
        self.query_one("#note", Static).update(Content.styled(text, style))

    # what is typed

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Stepper.Stepped)
    async def _typed(self, event: Input.Changed | TextArea.Changed | Stepper.Stepped) -> None:
        event.stop()
        row = self._row_of(event.control)
        if row.field is TYPE:
            await self._change_type(row.text)
            return
        if row.is_changed:
            row.is_touched, self._saved_as = True, ""
        if self._is_asked:
            self._is_asked = False
            self._show_help()
        if not self._is_due:
            self._is_due = True
            self.set_timer(CHECK_AFTER, self._check)

    @on(Input.Submitted)
    def _next_field(self, event: Input.Submitted) -> None:
        event.stop()
        self.focus_next()

    @on(Stepper.Opened)
    def _show_all(self, event: Stepper.Opened) -> None:
        event.stop()
        stepper = event.stepper
        at = [value for value, _ in stepper.options]
        rows = [(Content(shown), value) for value, shown in stepper.options]
        row = self._row_of(stepper)

        def take(value: str | None) -> None:
            if value is not None:
                stepper.value = value

        intro = Content.styled(row.field.help, "$faint")
        here = at.index(stepper.value) if stepper.value in at else 0
        self.app.push_screen(ListScreen[str](row.field.label, intro, rows, here), take)

    @property
    def _texts(self) -> dict[str, str]:
        return {row.field.name: row.text for row in self.query(FieldRow) if row.field is not TYPE}

    def _texts_of(self, card: CardFields) -> dict[str, str]:
        fields = form_fields(card)
        return {one.name: as_text(one, card.get(one.name)) for one in fields}

    @property
    def _filled(self) -> Filled:
        return filled(self._card["type"], self._texts, self._card, self._deck)

    @property
    def has_changes(self) -> bool:
        """Whether something would be lost."""
        return any(
            text.strip() != self._first.get(name, "").strip() for name, text in self._texts.items()
        )

    async def _change_type(self, kind: str) -> None:
        """Show the fields of another type; what it has no use for comes back with the first."""
        now = self._filled.card
        if kind == self._card["type"]:
            return
        if "id" not in self._card:
            del now["id"]  # it will be made of the prompt that there is in the end
        self._left[str(self._card["type"])] = now
        card = as_type(now, kind)
        for name, value in self._left.get(kind, {}).items():
            card.setdefault(name, value)
        await self._show(card)

    async def _show(self, card: CardFields) -> None:
        """Put another card into the form."""
        self._card = card
        page = self.query_one("#fields", VerticalScroll)
        with self.app.batch_update():
            for row in list(page.query(FieldRow))[1:]:  # the type stays, with the cursor in it
                await row.remove()
            if is_there(self):
                await page.mount_all(self._rows(card)[1:])
        self._check()

    def _check(self) -> Filled:
        """Show what is wrong with each field."""
        self._is_due = False
        found = self._filled
        rows = list(self.query(FieldRow))
        shown = {row.field.name for row in rows}
        for row in rows:
            its = [one for one in found.problems if one.field == row.field.name]
            if row.field is TYPE:  # where all is told that has no field here
                its = [one for one in found.problems if one.field not in shown]
            elif not (row.is_touched or self._wants_all):
                its = []
            row.say(its)
        return found

    # the end

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self._again if action == "save_and_again" else True

    def action_save(self) -> None:
        if card := self._kept():
            self.dismiss(card)

    async def action_save_and_again(self) -> None:
        card = self._kept()
        if not card:
            return
        self._saved = card
        self._deck = self._deck.with_card(card)
        self._left.clear()
        self._wants_all = False
        new = {"type": card["type"]} | {
            name: known[name]
            for name, known in (("tags", card), ("evidence", self._begun))
            if name in known
        }
        self._first = self._texts_of(new)
        await self._show(new)
        self._saved_as = f"✓ Saved: {cut(str(card.get('prompt', card.get('text'))))}"
        self._begin()

    def _kept(self) -> dict[str, Any] | None:
        """The card after it was saved; None when it was not, which is then said."""
        self._wants_all = True
        found = self._check()
        if found.errors:
            names = [one.field for one in found.errors]
            for row in self.query(FieldRow):
                if row.field.name in names:
                    row.editor.focus()
                    self.call_after_refresh(row.scroll_visible, animate=False)
                    break
            self._note(f"Not saved: {count(len(names), 'problem')} to mend first.")
            return None
        if problem := self._save(found.card):
            self._note(f"✗ Not saved: {problem}", "$error")
            return None
        return found.card

    def stays_once(self) -> bool:
        """Whether to stay, as something would be lost; it is said, and the next time it is no."""
        if not self.has_changes or self._is_asked:
            return False
        self._is_asked = True
        self._note(NOT_KEPT)
        return True

    def action_leave_form(self) -> None:
        if not self.stays_once():
            self.dismiss(self._saved)

    def action_next_field(self) -> None:
        self.focus_next()

    def action_field_before(self) -> None:
        self.focus_previous()

    def action_page(self, by: int) -> None:
        page = self.query_one("#fields")
        page.scroll_relative(y=by * max(1, page.size.height - 2), animate=False)
