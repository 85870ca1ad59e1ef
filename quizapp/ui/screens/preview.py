"""A deck beside its editor: the card under work as learners see it, at each save."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from threading import Event, Thread
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quizapp.author.preview import Preview
from quizapp.core.errors import EditError
from quizapp.deck.deck import Card, Deck
from quizapp.deck.editing import line_of
from quizapp.presentation.actions import PREVIEW
from quizapp.presentation.previews import heading, missing_card, problems_in_words, state_in_words
from quizapp.questions.interactions import AskAgain, Reply, SelfGraded, gives_up, is_typed
from quizapp.study.profile import Profile
from quizapp.ui.keymap import bindings
from quizapp.ui.navigation import navigator
from quizapp.ui.screens.card_screen import CardScreen, edit_in_terminal
from quizapp.ui.themes import styled
from quizapp.ui.widgets.answer import AnswerWidget, is_there
from quizapp.ui.widgets.card_page import CardPage
from quizapp.ui.widgets.deck_text import explanation, judged, remark
from quizapp.ui.widgets.frame import KeyBar, TitleLine, framed

LONGEST_WAIT = 0.5
"""Seconds that the rest of a deck waits until the card that changed is seen."""


class PreviewScreen(CardScreen):
    """Nothing that is done here is kept anywhere."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(PREVIEW)

    def __init__(self, profile: Profile, path: Path) -> None:
        super().__init__(profile)
        self._preview = Preview(path)
        self._hints = 0
        self._is_answered = False
        self._stop = Event()

    def compose(self) -> ComposeResult:
        yield TitleLine()
        with Vertical(id="preview"):
            with Vertical(classes="shown"):
                yield Static(id="none")
                yield from framed(CardPage())
            with VerticalScroll(id="wrong-now", can_focus=False):
                yield Static()
        yield KeyBar()

    async def on_mount(self) -> None:
        from quizapp.author.watching import changes

        changed = changes(lambda: self._preview.files, self._stop)
        await self._take(self._preview.look())

        def watch() -> None:
            for _ in changed:
                before = self._preview
                if quick := before.glance():
                    shown = Event()
                    self.call_later(self._take, quick, shown.set)
                    shown.wait(LONGEST_WAIT)  # or both would go on at half the speed
                self.call_later(self._take, (quick or before).look())

        Thread(target=watch, daemon=True).start()

    def on_unmount(self) -> None:
        self._stop.set()

    async def _take(self, found: Preview, shown: Callable[[], object] | None = None) -> None:
        """Show the file as it is now, and call `shown` then. A card that is as it was stays as it
        is, answered or not."""
        before, self._preview = self._preview, found
        place = (found.at, found.variant)
        is_same = place == (before.at, before.variant) and before.cards == found.cards
        if before.deck is None or not is_same:
            await self._ask()
        self._show_state()
        if shown:
            self.call_after_refresh(shown)

    def _show_state(self) -> None:
        if not is_there(self):
            return
        header = self.query_one(TitleLine)
        header.left = Content.styled(heading(self._preview), "bold")
        header.right = styled(*state_in_words(self._preview))
        wrong = problems_in_words(self._preview)
        pane = self.query_one("#wrong-now")
        pane.display = bool(wrong)
        pane.query_one(Static).update(styled(*wrong))
        self.refresh_bindings()

    @property
    def card(self) -> tuple[Deck, Card] | None:
        cards, deck = self._preview.cards, self._preview.deck
        if deck is None or not cards:
            return None
        return deck, cards[self._preview.variant]

    async def _ask(self) -> None:
        """Put the card under work before the author anew."""
        self._is_answered, self._hints = False, 0
        none = self.query_one("#none", Static)
        self.set_class(self.card is None, "-none")
        none.update(Content(missing_card(self._preview)))
        if self.card:
            _, card = self.card
            interaction = card.question.interaction(card.variant, Random(card.key))
            with self.app.batch_update():
                await self.page.present(interaction, card.question.about, types=False)
        self.refresh_bindings()

    # keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        card = self.card[1] if self.card else None
        open_card = card is not None and not self._is_answered
        match action:
            case "leave_field":
                return self.is_typing
            case "end":
                return not self.is_typing
            case "type":
                return open_card and is_typed(self.page.answer.interaction) and not self.is_typing
            case "reveal":
                return open_card and not self.is_typing
            case "hint":
                return open_card and card is not None and self._hints < len(card.question.hint)
            case "ask_again":
                return self._is_answered
            case "dont_know":
                asks = not isinstance(self.page.answer.interaction, SelfGraded) if card else False
                return open_card and asks
            case "source":
                return card is not None and bool(card.question.evidence)
        return super().check_action(action, parameters)

    @on(AnswerWidget.Replied)
    async def _answer(self, event: AnswerWidget.Replied) -> None:
        if event.interaction is self.page.answer.interaction:
            await self.reply(event.reply)

    async def reply(self, reply: Reply) -> None:
        if not self.card or self._is_answered:
            return
        deck, card = self.card
        try:
            grade = deck.grade(card, reply)
        except AskAgain as doubt:
            navigator(self).tell(f"{doubt}.", "information")
            return
        verdict = judged(grade, gives_up(self.page.answer.interaction, reply)) + remark(grade)
        self._disclose(reply, verdict)

    def _disclose(self, reply: Reply | None, verdict: Content) -> None:
        if self.card:
            _, card = self.card
            self._is_answered = True
            solution = card.question.solution(card.variant)
            self.page.disclose(reply, solution, verdict, explanation(card.question))
            self.refresh_bindings()

    def action_reveal(self) -> None:
        if self.card:
            self._disclose(None, Content())

    def action_hint(self) -> None:
        if self.card:
            self._hints += 1
            self.page.show_hints(self.card[1].question.hint[: self._hints])
            self.refresh_bindings()

    async def action_ask_again(self) -> None:
        await self._ask()

    async def action_step(self, by: int) -> None:
        self._preview = self._preview.step(by)
        await self._ask()
        self._show_state()

    async def action_edit(self) -> None:
        path = self._preview.path
        try:
            edit_in_terminal(self.app, path, line_of(path, self._preview.at))
        except EditError as error:
            navigator(self).tell(str(error), "error")
            return
        await self._take(self._preview.look())

    def action_end(self) -> None:
        self.app.exit()
