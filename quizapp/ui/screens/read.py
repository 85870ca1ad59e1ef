"""A text beside the questions that rest on it, passage by passage."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.app import App, ComposeResult
from textual.binding import ActiveBinding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from quizapp.core import words
from quizapp.core.errors import DeckError, EditError, NotSaved
from quizapp.core.markdown import has_fence, unbroken
from quizapp.deck.deck import Card, Deck
from quizapp.deck.source_text import flat, span_of
from quizapp.presentation import reading as said
from quizapp.presentation.actions import READ
from quizapp.study.profile import Profile
from quizapp.study.reading import (
    PassageKnowledge,
    ReadingText,
    TextCard,
    TextPassage,
    askable,
    keep_mark,
    knowledge,
    reading_mark,
    text_of,
    texts,
    to_ask,
)
from quizapp.study.selection import Practice, These
from quizapp.ui.content import inline, prose_lines, with_code, wrapped
from quizapp.ui.keymap import bindings, in_order
from quizapp.ui.navigation import navigator
from quizapp.ui.screens.card_screen import CardScreen, edit_in_terminal
from quizapp.ui.screens.lists import ListScreen
from quizapp.ui.themes import styled
from quizapp.ui.widgets.block_list import BlockList
from quizapp.ui.widgets.deck_text import explanation
from quizapp.ui.widgets.frame import DOWN, UP, KeyBar, Rule, TitleLine, bar

if TYPE_CHECKING:
    from quizapp.author.new_card import AddedCard

PROSE = 72
"""Columns of a line of prose, at the most."""
WIDE = 110
"""Columns from which there is room beside the text."""
BAR = 9
_MORE_THAN_READING = ("practise", "review_passage", "new_card", "edit", "undo")
HERE = "▌ "
"""Before each line of the passage, or the card, at the cursor."""


def _text(one: TextPassage) -> str:
    """As it is shown: a heading without its signs, prose in lines of our own."""
    text = one.passage.text
    return text.lstrip("# ") if one.passage.is_heading else unbroken(text)


def open_text(app: App[Any], profile: Profile, decks: Sequence[Deck], card: str = "") -> None:
    """Show the text of some decks, or let the learner choose where they have several."""
    go = navigator(app)
    try:
        found = texts(decks, profile.decks)
    except DeckError as error:
        go.tell(str(error), "error")
        return

    def chosen(text: ReadingText | None) -> None:
        if text:
            asks = any(isinstance(one, CardScreen) for one in app.screen_stack)
            app.push_screen(ReadScreen(profile, text, card, only_read=asks))

    if len(found) == 1:
        chosen(found[0])
        return
    rows = [
        (
            Content.assemble(one.title, (f"  {words.count(len(one.stops), 'passage')}", "$faint")),
            one,
        )
        for one in found
    ]
    intro = Content.styled("Which text?", "$faint")
    app.push_screen(ListScreen[ReadingText]("Read", intro, rows), chosen)


class ReadScreen(Screen[None]):
    """The text is at the left, its cards are beside it; where there is no room, below it when the
    learner asks for them."""

    CSS_PATH = "../read.tcss"
    AUTO_FOCUS = "#text"
    BINDINGS: ClassVar[list[BindingType]] = bindings(READ)

    def __init__(
        self, profile: Profile, text: ReadingText, card: str = "", only_read: bool = False
    ) -> None:
        """It opens at a passage of `card`, else at the reader's mark. `only_read`: nothing is asked
        or changed from here, as something is being asked beneath."""
        super().__init__()
        self._only_read = only_read
        self._profile = profile
        self._whole = self._text = text
        self._card = card
        self._mark = reading_mark(text, profile.progress)
        self._number = self._mark
        """Of the passage at the cursor, or the last one that had a number."""
        self._goes_on = False
        """Whether it is the mark that it opened at, and the reader has not moved yet."""
        self._was_left = False
        """Whether another screen has been above it since it was drawn."""
        self._only_gaps = False
        self._shown: Sequence[int] = range(len(text.paragraphs))
        """Places of the paragraphs that are shown."""
        self._known: dict[int, PassageKnowledge] = {}
        self._cards: list[tuple[TextCard, Card]] = []
        """Of the passage at the cursor."""
        self._answered = ""
        """The key of the card whose answer is shown."""
        self._written: list[AddedCard] = []
        self.blocks = BlockList(self._draw_paragraph, "text", self._measure_paragraph)
        self.cards = BlockList(self._draw_card, "cards")

    def compose(self) -> ComposeResult:
        yield TitleLine()
        yield Rule(self.blocks, UP)
        with Vertical(id="reading"):
            yield self.blocks
            with Vertical(id="beside"):
                yield Static(id="about-passage")
                yield self.cards
        yield Rule(self.blocks, DOWN)
        yield KeyBar()

    def on_mount(self) -> None:
        text, at = self._text, None
        if self._card and (stop := text.stop_of(self._card)) is not None:
            at = text.stops[stop]
        elif self._mark is not None:
            stop = text.stop_at(self._mark)
            at = text.stops[stop]
            self._goes_on = stop > 0
        self._show(at)
        if self._card or self._mark is None:
            self._mark = self._number  # who looks something up, or only at the beginning, stays

    @property
    def is_wide(self) -> bool:
        """Whether the cards are beside the text, as `-wide` in the style sheet has it."""
        return self.app.size.width >= WIDE

    @property
    def is_among_cards(self) -> bool:
        return self.focused is self.cards

    # where the reader is

    @property
    def passage(self) -> TextPassage | None:
        """The one at the cursor."""
        at = self.blocks.cursor
        return None if at is None else self._text.paragraphs[self._shown[at]]

    @property
    def card(self) -> tuple[TextCard, Card] | None:
        """The one at the cursor of the cards."""
        at = self.cards.cursor
        return self._cards[at] if at is not None and at < len(self._cards) else None

    def _show(self, at: TextPassage | None = None) -> None:
        """Show the passages that are wanted; the cursor goes to `at`, or the next that is there."""
        paragraphs = self._text.paragraphs
        gaps = self._text.without_cards
        self._only_gaps = self._only_gaps and bool(gaps)  # when the last is filled, all are shown
        if self._only_gaps:
            self._shown = [place for place, one in enumerate(paragraphs) if one in gaps]
        else:
            self._shown = range(len(paragraphs))
        stops = [at for at, place in enumerate(self._shown) if paragraphs[place].is_stop]
        wanted = paragraphs.index(at) if at in paragraphs else 0
        there = next((one for one in stops if self._shown[one] >= wanted), None)
        self._known.clear()
        self.blocks.show(len(self._shown), stops, stops[0] if there is None and stops else there)
        self._show_cards()

    def _knows(self, place: int) -> PassageKnowledge:
        if place not in self._known:
            profile, keys = self._profile, self._text.paragraphs[place].keys
            self._known[place] = knowledge(keys, profile.progress, profile.model, profile.day)
        return self._known[place]

    def _show_header(self) -> None:
        title = Content.styled(self._text.title, "bold")
        if len(self._text.decks) < len(self._whole.decks):
            title += Content.styled(f"  {self._text.decks[0].title}", "$primary")
        header, passage = self.query_one(TitleLine), self.passage
        header.left = title
        where = said.place_in_words(self._text, self._text.stops.index(passage)) if passage else ""
        if self._goes_on:
            where = said.goes_on_at(where)
        elif self.is_wide and where:
            profile, keys = self._profile, self._text.keys
            known = knowledge(keys, profile.progress, profile.model, profile.day)
            where = f"{said.known_in_words(known)}   ·   {where}"
        header.right = Content.styled(where, "$faint")

    def _show_cards(self) -> None:
        """Those of the passage at the cursor."""
        passage, self._answered = self.passage, ""
        if passage and passage.number is not None:
            self._number = passage.number
        self._cards = []
        shown = self.is_wide or self.has_class("-opened")  # or nothing need be parsed
        for one in passage.cards if passage and shown else ():
            try:
                self._cards.append((one, one.deck.card(one.key)))
            except (KeyError, DeckError):  # its file has changed since
                continue
        self.cards.show(len(self._cards))
        self._show_header()
        self._show_about()
        self.refresh_bindings()

    def _show_about(self) -> None:
        """What there is of the passage, or which of its cards is at the cursor."""
        about, passage = Content(), self.passage
        if passage:
            at = self._shown[self.blocks.cursor or 0]
            what = said.known_in_words(self._knows(at), len(passage.drafts))
            if self.is_among_cards and self._cards:
                what = said.card_in_words(self.cards.cursor or 0, len(self._cards))
            about = Content.assemble((said.passage_name(passage), "bold"), "  ", (what, "$faint"))
        self.query_one("#about-passage", Static).update(about, layout=False)

    def on_resize(self) -> None:
        if self.is_wide and not self._cards:
            self._show_cards()

    # what is drawn

    def _columns(self, width: int) -> tuple[int, int, int]:
        """What is left free before a passage, what its number takes, and the room of its prose."""
        numbers = max(2, len(str(self._text.stops[-1].number or ""))) + 2
        room = min(PROSE, max(10, width - len(HERE) - numbers - 1))
        free = 0 if self.is_wide else max(0, (width - len(HERE) - numbers - room) // 2)
        return free, numbers, room

    def _measure_paragraph(self, at: int, width: int) -> int:
        one = self._text.paragraphs[self._shown[at]]
        *_, room = self._columns(width)
        text = _text(one)
        if has_fence(text):
            lines = len(wrapped(with_code(Content(text)), room))
        else:
            lines = len(prose_lines(text, room))
        return lines + 1 + one.is_stop

    def _draw_paragraph(self, at: int, is_here: bool, width: int) -> list[Content]:
        place = self._shown[at]
        one = self._text.paragraphs[place]
        free, numbers, room = self._columns(width)
        if not one.is_stop:
            style = "bold" if one.passage.is_heading else "$faint"
            indent = " " * (free + len(HERE) + numbers)
            lines = self._prose(one, False, room)
            return [*(Content.assemble(indent, line.stylize(style)) for line in lines), Content()]
        mark = Content.styled(HERE, "$primary") if is_here else Content(" " * len(HERE))
        gutter = " " * free + mark
        number = f"{one.number or '·':>{numbers - 2}}  "
        known = self._knows(place)
        note = Content.styled(said.known_in_words(known, len(one.drafts)), "$faint")
        if known.cards:
            note = bar(known.known, BAR) + "  " + note
        first, *rest = self._prose(one, is_here, room)
        first = Content.styled(number, "bold $primary" if is_here else "$faint") + first
        below = (" " * numbers + line for line in (*rest, note))
        return [*(gutter + line for line in (first, *below)), Content()]

    def _prose(self, one: TextPassage, is_here: bool, room: int) -> list[Content]:
        """The lines of a passage. The words that cards rest on are underlined, and those of the
        card at the cursor bold."""
        text = _text(one)
        content = Content(text) if is_here or not one.is_stop else Content.styled(text, "$faint")
        chosen = self.card if is_here and self.is_among_cards else None
        quotes = {quote: "underline" for card in one.cards for quote in card.quotes}
        if chosen:  # above the others
            quotes |= dict.fromkeys(chosen[0].quotes, "bold underline $primary")
        for quote, style in sorted(quotes.items(), key=lambda item: item[1] != "underline"):
            if span := span_of(quote, text):
                content = content.stylize(style, *span)
        if has_fence(text):
            return wrapped(with_code(content), room)
        return [content[start:end] for start, end in prose_lines(text, room)]

    def _draw_card(self, at: int, is_here: bool, width: int) -> list[Content]:
        one, card = self._cards[at]
        question = card.question
        sides = question.sides(card.variant)
        room = max(10, width - len(HERE) - 1)
        is_marked = is_here and self.is_among_cards
        mark = Content.styled(HERE, "$primary") if is_marked else Content(" " * len(HERE))
        front = inline(sides.front)
        lines = wrapped(front.stylize("bold") if is_marked else front, room)
        profile = self._profile
        standing = styled(*said.standing_in_words(one.key, profile.progress, profile.day))
        known = knowledge([one.key], profile.progress, profile.model, profile.day)
        if known.known:
            standing += Content.styled(f", {said.known_now(known)}", "$faint")
        lines.append(standing.truncate(room, ellipsis=True))
        if self._answered == one.key:
            lines += wrapped(Content.assemble(("→ ", "$success"), inline(sides.back)), room)
            if more := explanation(question):
                lines += wrapped(more, room)
        above = []
        if len(self._text.decks) > 1 and (not at or self._cards[at - 1][0].deck is not one.deck):
            title = Content.styled(one.deck.title, "$faint").truncate(room, ellipsis=True)
            above = [" " * len(HERE) + title, Content()]
        return [*above, *(mark + line for line in lines), Content()]

    # keys

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        return in_order(super().active_bindings, READ)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        passage, among = self.passage, self.is_among_cards
        if self._only_read and action in _MORE_THAN_READING:
            return False
        match action:
            case "cards":
                return not among and passage is not None and bool(passage.cards)
            case "answer" | "edit" | "history":
                return among and self.card is not None
            case "back":
                return among
            case "leave":
                return not among
            case "practise":
                return passage is not None and bool(askable(passage.keys, self._profile.progress))
            case "review_passage":
                return passage is not None and bool(self._due)
            case "without_card":
                return self._only_gaps or bool(self._text.without_cards)
            case "one_deck":
                return len(self._whole.decks) > 1
            case "new_card":
                return passage is not None and passage.number is not None
            case "undo":
                return bool(self._written)
        return True

    @on(BlockList.BlockReached, "#text")
    def _moved(self) -> None:
        self._goes_on = False
        self._show_cards()

    @on(BlockList.BlockReached, "#cards")
    def _moved_among_cards(self) -> None:
        self._show_about()
        self.blocks.draw_here()
        self.refresh_bindings()

    @on(BlockList.BlockOpened, "#text")
    def _opened(self) -> None:
        self.action_cards()

    @on(BlockList.BlockOpened, "#cards")
    def _opened_card(self) -> None:
        self.action_answer()

    @on(events.DescendantFocus)
    def _focus_moved(self) -> None:
        """The card at the cursor is marked in the text while the reader is among the cards."""
        self.set_class(self.is_among_cards, "-opened")
        self._show_about()
        self.blocks.draw_here()
        self.cards.draw_here()
        self.refresh_bindings()

    def action_cards(self) -> None:
        if not self.is_wide:
            self.add_class("-opened")  # or it could not have the focus
            self._show_cards()
        if self._cards:
            self.cards.focus()

    def action_back(self) -> None:
        self.blocks.focus()

    def action_answer(self) -> None:
        if self.card:
            key = self.card[1].key
            self._answered = "" if self._answered == key else key
            self.cards.redraw()

    def action_history(self) -> None:
        if self.card:
            one, card = self.card
            navigator(self).show_card(one.deck, card)

    def action_leave(self) -> None:
        self.dismiss()

    @property
    def _due(self) -> tuple[str, ...]:
        profile, passage = self._profile, self.passage
        return to_ask(passage.keys, profile.progress, profile.day) if passage else ()

    def action_practise(self) -> None:
        if self.passage:
            keys = askable(self.passage.keys, self._profile.progress)
            navigator(self).review(self._text.decks, Practice(keys))

    def action_review_passage(self) -> None:
        navigator(self).review(self._text.decks, These(self._due))

    def action_without_card(self) -> None:
        """Only those, and the cursor on the next; else all again, with the cursor where it is."""
        here, self._only_gaps = self.passage, not self._only_gaps
        self._show(here)
        self.blocks.focus()
        message = said.without_cards_in_words(self._text) if self._only_gaps else said.ALL_PASSAGES
        navigator(self).tell(words.sentence(message), "information")

    def action_one_deck(self) -> None:
        decks = self._whole.decks
        rows: list[tuple[Content, str]] = [(Content(deck.title), deck.slug) for deck in decks]
        rows.insert(0, (Content.styled(said.ALL_DECKS, "bold"), ""))
        now = self._text.decks[0].slug if len(self._text.decks) < len(decks) else ""
        at = [slug for _, slug in rows].index(now)
        intro = Content.styled("Whose cards count?", "$faint")

        def chosen(slug: str | None) -> None:
            if slug is not None:
                self._narrow(slug)

        self.app.push_screen(ListScreen[str](self._whole.title, intro, rows, at), chosen)

    def _narrow(self, slug: str) -> None:
        """To the cards of one deck, or of all for no slug."""
        stop = self._text.stops.index(self.passage) if self.passage else 0
        self._text = self._whole.of_deck(slug) if slug else self._whole
        self._show(self._text.stops[stop])

    # cards that are written and changed

    def action_new_card(self) -> None:
        from quizapp.author.new_card import own_decks
        from quizapp.ui.screens.new_card import NEW_CARD, write_card_for

        passage = self.passage
        if passage is None:
            return
        decks = own_decks(self._text.decks)
        if not decks:
            navigator(self).tell(said.no_own_deck(self._text), "warning")
            return
        quote = {"quote": flat(passage.passage.text), "passage": str(passage.number)}
        write_card_for(self, decks, {**NEW_CARD, "evidence": quote}, self._take_written)

    def _take_written(self, written: "Sequence[AddedCard]") -> None:
        self._written += written
        self._read_again(written[0])
        number = words.count(len(written), "card")
        navigator(self).tell(f"{number} written. u takes it out again.", "information")

    def _read_again(self, one: "AddedCard") -> None:
        if found := self._profile.read_anew(one.path):
            navigator(self).show_problems(found)
        self._renew()

    def action_undo(self) -> None:
        from quizapp.author.new_card import take_out

        one = self._written.pop()
        try:
            take_out(one)
        except EditError as error:
            navigator(self).tell(str(error), "error")
            return
        self._read_again(one)
        navigator(self).tell("The card was taken out again.", "information")

    def action_edit(self) -> None:
        from quizapp.study.editing import edit_card

        if not self.card:
            return
        app, (one, card) = navigator(self), self.card
        open_editor = partial(edit_in_terminal, self.app)
        try:
            found = edit_card(self._profile, one.deck, card.question.id, open_editor)
        except EditError as error:
            app.tell(str(error), "error")
            return
        if isinstance(found, Deck):
            self._renew()
            app.tell("The card was read again.", "information")
        elif found:
            kept = "Until it is mended, the card stays as it was."
            app.show_problems(found, kept, self.action_edit)
        else:
            app.tell("Nothing was changed.", "information")

    def _renew(self) -> None:
        """Take up what the library has now."""
        here = self._text.stops.index(self.passage) if self.passage else 0
        card = self.card[1].key if self.card and self.is_among_cards else ""
        slug = self._text.decks[0].slug if len(self._text.decks) < len(self._whole.decks) else ""
        decks = {deck.slug: deck for deck in self._profile.library.decks}
        first = next((decks[one.slug] for one in self._whole.decks if one.slug in decks), None)
        if first is None:
            self.dismiss()
            return
        try:
            self._whole = text_of(first, self._profile.decks)
        except DeckError as error:
            navigator(self).tell(str(error), "error")
            self.dismiss()
            return
        has_deck = slug in {deck.slug for deck in self._whole.decks}
        self._text = self._whole.of_deck(slug) if has_deck else self._whole
        stops = self._text.stops
        self._show(stops[min(here, len(stops) - 1)])
        if card:
            keys = [one.key for one, _ in self._cards]
            if card in keys:
                self.cards.go_to(keys.index(card))

    # coming and going

    def on_screen_resume(self) -> None:
        """What is known may have changed meanwhile."""
        if not self._was_left:
            return
        self._was_left = False
        self._known.clear()
        self.blocks.redraw()
        at = self.cards.cursor
        self._show_cards()
        if at is not None:
            self.cards.go_to(at)

    def on_screen_suspend(self) -> None:
        self._was_left = True
        self._keep_mark()

    def on_unmount(self) -> None:
        self._keep_mark()

    def _keep_mark(self) -> None:
        number, profile = self._number, self._profile
        if number is None or number == self._mark:
            return
        try:
            keep_mark(self._whole, number, profile.progress, profile.clock())
        except NotSaved as error:
            navigator(self).tell(str(error), "error")
        self._mark = number
