"""Cards set aside, flagged, or forgotten too often; and the way back for them."""

from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from quizapp.core import words
from quizapp.core.errors import NotSaved
from quizapp.presentation.actions import SET_ASIDE
from quizapp.study.card_actions import SetAsideCard, bring_back, set_aside_cards
from quizapp.study.profile import Profile
from quizapp.study.selection import Practice
from quizapp.ui.content import on_one_line
from quizapp.ui.keymap import bindings
from quizapp.ui.navigation import navigator
from quizapp.ui.screens.lists import ListScreen


class SetAsideScreen(ListScreen[SetAsideCard]):
    NUMBERED = False  # no choice that ends it
    BINDINGS: ClassVar[list[BindingType]] = bindings(SET_ASIDE)

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        rows = self._found()
        super().__init__("Cards set aside", _intro(len(rows)), rows)

    def _found(self) -> list[tuple[Content, SetAsideCard]]:
        profile = self._profile
        lapses = profile.settings.leech_lapses
        found = set_aside_cards(profile.library.decks, profile.progress, profile.day, lapses)
        return [(_row(one), one) for one in found]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        allowed = action not in ("practise", "source") or bool(self.rows)
        return allowed and super().check_action(action, parameters)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        """Bring it back, and stay."""
        event.prevent_default()
        marked = self.rows[event.option_index][1]
        profile = self._profile
        if not marked.is_set_aside and not marked.flagged:
            navigator(self).tell(
                "A leech is asked as any other card; s shows its source.", "information"
            )
            return
        try:
            bring_back(marked, profile.progress, profile.clock(), profile.day)
        except NotSaved as error:
            navigator(self).tell(str(error), "error")
        self.rows = self._found()
        self.draw(event.option_index)
        self.query_one("#intro", Static).update(_intro(len(self.rows)))
        self.refresh_bindings()

    def action_practise(self) -> None:
        keys = tuple(one.card.key for _, one in self.rows)
        app = navigator(self)
        self.dismiss(None)
        app.review(self._profile.library.decks, Practice(keys))

    def action_source(self) -> None:
        if self.value:
            card = self.value.card
            navigator(self).show_source(self.value.deck, card.question.evidence, card.key)


def _intro(cards: int) -> Content:
    if not cards:
        return Content("No card is suspended, buried or flagged, and none is a leech.")
    count = words.count(cards, "card")
    keys = "enter asks a card again, or takes its flag away."
    return Content.assemble((count, "bold"), "   ", (keys, "$faint"))


def _row(one: SetAsideCard) -> Content:
    signs = [
        "⊘ suspended" if one.suspended else "",
        "until tomorrow" if one.buried else "",
        "⚑ flagged" if one.flagged else "",
        f"✗ forgotten {one.lapses} times" if one.lapses else "",
    ]
    marks = "  ·  ".join([one.deck.title, *(sign for sign in signs if sign)])
    front = on_one_line(one.card.question.sides(one.card.variant).front)
    return Content.assemble(front, "\n", (f"  {marks}", "$faint"))
