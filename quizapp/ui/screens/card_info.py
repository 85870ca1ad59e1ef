"""All about one card on a screen of its own: why it is due, its memory, its history."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from quizapp.deck.deck import Card, Deck
from quizapp.presentation.actions import CARD_INFO
from quizapp.questions.interactions import Reply
from quizapp.study.profile import Profile
from quizapp.ui.keymap import bindings
from quizapp.ui.navigation import Step
from quizapp.ui.screens.card_screen import CardScreen
from quizapp.ui.widgets.card_pane import CardPane
from quizapp.ui.widgets.frame import KeyBar, TitleLine


class CardInfoScreen(CardScreen):
    BINDINGS: ClassVar[list[BindingType]] = bindings(CARD_INFO)

    def __init__(self, profile: Profile, deck: Deck, card: Card, step: Step | None = None) -> None:
        super().__init__(profile)
        self._shown = (deck, card)
        self._step = step

    def compose(self) -> ComposeResult:
        yield TitleLine()
        yield CardPane(self._profile)
        yield KeyBar()

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        deck, card = self._shown
        header = self.query_one(TitleLine)
        header.left = Content.styled(deck.title, "bold")
        header.right = Content.styled(card.key.partition("/")[2], "$faint")
        self.query_one(CardPane).show(card)
        self.refresh_bindings()

    @property
    def card(self) -> tuple[Deck, Card]:
        return self._shown

    async def reload(self, deck: Deck) -> None:
        _, card = self._shown
        try:
            self._shown = (deck, deck.card(card.key))
        except KeyError:  # it was taken out, or has another id now
            self.dismiss()
            return
        self._show()

    async def reply(self, reply: Reply) -> None:
        """It is there to be read."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "source":
                return bool(self._shown[1].question.evidence)
            case "step":
                return self._step is not None
        return super().check_action(action, parameters)

    def action_step(self, by: int) -> None:
        if self._step and (found := self._step(by)):
            self._shown = found
            self._show()
