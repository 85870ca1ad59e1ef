"""A new card, from Home or beside a passage: for which deck, the form, and what becomes of it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from textual.content import Content
from textual.screen import Screen

from quizapp.author.card_context import CardContext, free_id, new_deck
from quizapp.author.new_card import AddedCard, add_card, own_decks
from quizapp.core.errors import DeckError
from quizapp.core.text import clean
from quizapp.deck.deck import Deck
from quizapp.presentation.card_form import CardFields
from quizapp.study.profile import Profile
from quizapp.ui.navigation import navigator
from quizapp.ui.screens.card_form import CardFormScreen
from quizapp.ui.screens.lists import AskTextScreen, ListScreen

TakeWritten = Callable[[Sequence[AddedCard]], None]

FIRST_TYPE = "choice"
NEW_CARD: CardFields = {"type": FIRST_TYPE}


def write_card(home: Screen[Any], profile: Profile, at: Deck | None, added: TakeWritten) -> None:
    """Let the learner write cards for a deck of their own; `added` gets what was written.

    `at` is the deck at the cursor, which is offered first where it is one.
    """
    decks = own_decks(profile.library.decks)

    def chosen(deck: Deck | str | None) -> None:
        if isinstance(deck, Deck):
            _open_deck(home, deck, added)
        elif deck is not None:
            _ask_title(home, profile, added)

    if not decks:
        _ask_title(home, profile, added)
        return
    rows: list[tuple[Content, Deck | str]] = [(_row(deck), deck) for deck in decks]
    rows.append((Content.styled("A new deck", "bold"), ""))
    intro = Content.styled("For which of your decks?", "$faint")
    place = decks.index(at) if at in decks else 0
    home.app.push_screen(ListScreen[Deck | str]("New card", intro, rows, place), chosen)


def write_card_for(
    screen: Screen[Any], decks: Sequence[Deck], begun: CardFields, added: TakeWritten
) -> None:
    """The same for one of `decks`, which can be written to, from a card that has been `begun`."""

    def chosen(deck: Deck | None) -> None:
        if deck:
            _open_deck(screen, deck, added, begun)

    if len(decks) == 1:
        chosen(decks[0])
        return
    intro = Content.styled("For which deck?", "$faint")
    rows = [(_row(deck), deck) for deck in decks]
    screen.app.push_screen(ListScreen[Deck]("New card", intro, rows), chosen)


def _row(deck: Deck) -> Content:
    return Content.assemble(deck.title, (f"  {clean(deck.path.name)}", "$faint"))


def _open_deck(
    home: Screen[Any], deck: Deck, added: TakeWritten, begun: CardFields = NEW_CARD
) -> None:
    try:
        context = CardContext.of_file(deck.path)
    except DeckError as error:
        navigator(home).tell(str(error), "error")
        return
    _open_form(home, context, False, added, begun)


def _ask_title(home: Screen[Any], profile: Profile, added: TakeWritten) -> None:
    taken = {deck.slug for deck in profile.library.decks}

    def titled(title: str | None) -> None:
        if title is not None:
            slug = free_id(title, taken | _names(profile.decks_folder), "my-deck")
            context = new_deck(title, profile.decks_folder / f"{slug}.yaml", slug)
            _open_form(home, context, True, added)

    def check(title: str) -> str:
        return "" if title else "Give it a title; learners see it on Home."

    question = f"What is the new deck called? Its file goes to {clean(str(profile.decks_folder))}."
    home.app.push_screen(AskTextScreen("New deck", question, check), titled)


def _names(folder: Path) -> set[str]:
    """Of the files that are there already, without their endings."""
    try:
        return {path.stem for path in folder.iterdir()}
    except OSError:
        return set()


def _open_form(
    home: Screen[Any],
    context: CardContext,
    is_new_deck: bool,
    added: TakeWritten,
    begun: CardFields = NEW_CARD,
) -> None:
    written: list[AddedCard] = []

    def save(card: dict[str, Any]) -> str:
        try:
            written.append(add_card(context, card, is_new_deck and not written))
        except DeckError as error:
            return str(error)
        return ""

    def left(_card: dict[str, Any] | None) -> None:
        if written:
            added(written)

    form = CardFormScreen(begun, context, save=save, again=True)
    home.app.push_screen(form, left)
