"""What a screen with a card on it can do: a review, or a quiz."""

import sys
from contextlib import suppress
from functools import partial
from pathlib import Path, PurePath
from typing import Any, ClassVar

from textual import on
from textual.app import App, ComposeResult, SuspendNotSupported
from textual.reactive import Reactive
from textual.widgets import Input

from quizapp.core import editor
from quizapp.core.errors import EditError
from quizapp.core.text import clean
from quizapp.deck.deck import Card, Deck
from quizapp.questions.interactions import DONT_KNOW, Reply
from quizapp.study.profile import Profile
from quizapp.ui.navigation import navigator
from quizapp.ui.screens.paging import PagingScreen
from quizapp.ui.widgets.answer import AnswerWidget
from quizapp.ui.widgets.card_page import CardPage
from quizapp.ui.widgets.frame import KeyBar, TitleLine, framed


def edit_in_terminal(app: App[Any], path: Path, line: int) -> None:
    """Open `path` at `line` (from 1) in the learner's editor; returns when it is closed.

    Raises:
        EditError: no editor can be found or opened here, or it ended with an error.
    """
    command = editor.command_to_open(path, line)
    try:
        with app.suspend():  # whatever is raised in here, Textual does not come back from
            _say(editor.waiting(path))
            problem = editor.run(command)
            _say("")
    except SuspendNotSupported:
        raise EditError(
            f"no editor can be opened from here; the card is in {clean(str(path))}, line {line}",
            keeps_file=True,
        ) from None
    if problem:
        raise EditError(problem)


def _say(text: str) -> None:
    """On the terminal below the app."""
    with suppress(OSError, ValueError):  # a terminal that is gone, or has not these letters
        sys.stdout.write(f"\r\x1b[K{text}")
        sys.stdout.flush()


class CardScreen(PagingScreen):
    """A header, the card, and the keys."""

    CSS_PATH: ClassVar[str | list[str | PurePath]] = "../card.tcss"
    AUTO_FOCUS = ""
    focused = Reactive(None, repaint=False)  # what has the focus shows it, and nothing else
    leads_on: ClassVar[bool] = True
    """Whether the text of a card leads on to all the cards that rest on it."""

    def __init__(self, profile: Profile) -> None:
        super().__init__()
        self._profile = profile

    def compose(self) -> ComposeResult:
        yield TitleLine()
        yield from framed(CardPage())
        yield KeyBar()

    @property
    def page(self) -> CardPage:
        return self.query_one(CardPage)

    @property
    def is_typing(self) -> bool:
        """Whether letters are letters and no keys."""
        return isinstance(self.focused, Input)

    @property
    def card(self) -> tuple[Deck, Card] | None:
        """The one before the learner."""
        raise NotImplementedError

    async def reload(self, deck: Deck) -> None:
        """Go on with a deck that was changed."""
        raise NotImplementedError

    async def reply(self, reply: Reply) -> None:
        """Take a reply to the card before the learner."""
        raise NotImplementedError

    async def action_dont_know(self) -> None:
        await self.reply(DONT_KNOW)

    @on(AnswerWidget.Incomplete)
    def _incomplete(self, event: AnswerWidget.Incomplete) -> None:
        navigator(self).tell(event.hint, "information")

    def action_source(self) -> None:
        if self.card:
            deck, card = self.card
            key = card.key if self.leads_on else ""
            navigator(self).show_source(deck, card.question.evidence, key)

    async def action_edit(self) -> None:
        """Let the learner change the card in their editor, and go on with what came of it."""
        from quizapp.study.editing import edit_card  # and yaml with it, for who edits only

        if not self.card:
            return
        app, (deck, card) = navigator(self), self.card
        open_editor = partial(edit_in_terminal, self.app)
        try:
            found = edit_card(self._profile, deck, card.question.id, open_editor)
        except EditError as error:
            app.tell(str(error), "error")
            return
        if isinstance(found, Deck):
            await self.reload(found)
            app.tell("The card was read again.", "information")
        elif found:
            kept = "Until it is mended, the card stays as it was."
            app.show_problems(found, kept, self.action_edit)
        else:
            app.tell("Nothing was changed.", "information")

    def action_type(self) -> None:
        self.page.answer.take_focus()

    def action_leave_field(self) -> None:
        self.set_focus(None)
        self.refresh_bindings()
