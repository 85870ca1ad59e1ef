"""All cards in a table: find some, see how they stand and why, and change many at once."""

from collections.abc import Callable, Sequence
from functools import partial
from threading import Thread
from time import perf_counter
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import ActiveBinding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static

from quizapp.browse.browse_session import BrowseSession
from quizapp.browse.columns import COLUMNS, ColumnName
from quizapp.browse.index import CardIndex
from quizapp.core.errors import DeckError, NotSaved, SearchError
from quizapp.deck.deck import Card, Deck
from quizapp.presentation import browse as said
from quizapp.presentation import card_batch as told
from quizapp.presentation.actions import BROWSE
from quizapp.presentation.arrangement import NOTHING_TO_TAKE_BACK
from quizapp.presentation.card_columns import GAP, USUAL, columns_of, fitting, room_for, styled_cell
from quizapp.questions.interactions import Reply
from quizapp.study.card_batch import BatchAction, BatchLog, CardBatch
from quizapp.study.profile import Profile
from quizapp.study.selection import Practice
from quizapp.ui.keymap import bindings, in_order
from quizapp.ui.navigation import navigator
from quizapp.ui.screens.card_screen import CardScreen
from quizapp.ui.screens.lists import AskTextScreen, ListScreen, PickScreen
from quizapp.ui.themes import styled
from quizapp.ui.widgets.answer import is_there
from quizapp.ui.widgets.card_pane import CardPane
from quizapp.ui.widgets.frame import DOWN, KeyBar, Rule, TitleLine
from quizapp.ui.widgets.row_table import Cells, RowTable, TableColumn, TableHeading
from quizapp.ui.widgets.search_field import SearchField, SearchHint, SearchOffer

BESIDE = 100
"""Columns of the screen from which a card is shown beside the table."""
EDGES = 6
"""Columns that belong to neither, and the table's scrollbar."""
LEAST_BESIDE, MOST_BESIDE = 44, 80
"""Columns that the card takes there: fewer where the table needs the room, or none."""
FEW = 20_000
"""Cards of which the index is made at once."""
PAUSE = 0.12
"""Seconds that a card is to be at the cursor before it is shown beside."""
WHILE_TYPING = 0.3
"""The same while a search is typed, so that the next letter need not wait for the card."""
AT_ONCE = 0.015
"""Seconds that a search may take to be made at each key; a longer one waits for a pause."""
TIDY = 0.3
"""Seconds until what came is laid aside."""
WATCH = 2.0
"""Seconds between looks at what has come from elsewhere."""
TYPING = 0.06
"""Seconds of such a pause."""
ASK_TWICE = (BatchAction.FORGET,)


class BrowseScreen(CardScreen):
    CSS_PATH = ["../card.tcss", "../browse.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = bindings(BROWSE)

    def __init__(
        self, profile: Profile, log: BatchLog, query: str = "", types: bool = False
    ) -> None:
        """`types`: with the focus in the field."""
        super().__init__(profile)
        self._log = log
        self._session: BrowseSession | None = None
        """None while the index is made."""
        self.field = SearchField(
            query,
            compact=True,
            id="search",
            placeholder=said.PLACEHOLDER,
            max_length=500,
            select_on_focus=False,
        )
        self.table: RowTable[int] = RowTable(self._cells, ())
        self.opens_with_field = types
        self._columns = columns_of(profile.settings.browse_columns)
        self._fitting: tuple[ColumnName, ...] = ()
        """Those for which there is room."""
        self._moment = profile.context
        """As things stood when they were shown last."""
        self._beside: tuple[Card | None, int] | None = None
        """The card beside the table, and the version of progress by which it is shown."""
        self._opens = False
        """Whether enter waits for the cards, to open the first."""
        self._waits: Timer | None = None
        """For a pause in typing."""
        self._took = 0.0
        """Seconds that the last search took."""
        self._completed: tuple[str, int, int, str] | None = None
        """The text and the cursor before they were completed, by which offer, and what came of
        it."""

    def compose(self) -> ComposeResult:
        yield TitleLine()
        yield Static(classes="rule")
        yield self.field
        yield SearchHint()
        with Horizontal(id="sides"):
            with Vertical(id="found"):
                yield TableHeading(self.table, id="columns")
                yield self.table
                yield Static(id="nothing")
            yield CardPane(self._profile)
        yield Rule(self.table, DOWN)
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(TitleLine).left = Content.styled(said.HEADING, "bold")
        self.set_focus(self.field if self.opens_with_field else self.table)
        self.set_interval(WATCH, self._watch)
        decks = self._profile.library.decks
        if sum(len(deck.keys) for deck in decks) <= FEW:
            self.call_after_refresh(self._make_index, decks)
        else:
            self._say(said.PREPARING)
            Thread(target=self._make_index, args=(decks,), daemon=True).start()

    # the cards

    def _make_index(self, decks: Sequence[Deck]) -> None:
        """In a thread, where they are many: the first time it reads files."""
        try:
            index = CardIndex(decks)
            self.call_later(self._take_index, index)
            if len(index) > FEW:
                index.cards.texts  # noqa: B018  (so that the first letter need not wait for them)
                self.call_later(self.set_timer, TIDY, self._tidy)
        except DeckError as error:
            self.call_later(navigator(self).tell, str(error), "error")

    def _tidy(self) -> None:
        """Else what the index consists of is looked through again and again, 50 ms at a time."""
        if self.app.screen is self:
            navigator(self).tidy()

    def _take_index(self, index: CardIndex) -> None:
        if not is_there(self):
            return
        at = None
        if session := self._session:
            table, numbers = self.table, index.cards.numbers
            marked = session.keys(table.marked)
            here = session.keys([] if table.key is None else [table.key])
            session.take(index)
            table.marked = {numbers[key] for key in marked if key in numbers}
            at = next((numbers[key] for key in here if key in numbers), None)
        else:
            session = self._session = BrowseSession(self._profile, index, self._log)
            session.search(self.field.value)
            self.call_later(self._go_on, session)
        self._show_found(at)

    def _go_on(self, session: BrowseSession) -> None:
        """With what was pressed before there were cards."""
        if session.error and not self.is_typing:
            self.action_search()
        elif self._opens and self.app.screen is self:
            self.action_open()

    def _watch(self) -> None:
        """Take in decks that came meanwhile, and what another window has done."""
        session = self._session
        if session is None or self.app.screen is not self:
            return
        decks = tuple(self._profile.library.decks) != session.index.cards.decks
        if self._profile.progress.refresh() or decks:
            self._look_again()

    def on_screen_resume(self) -> None:
        """Back from a card, a review or a quiz: cards stand elsewhere by now."""
        if self._session:
            self._look_again()

    def _look_again(self) -> None:
        session = self._session
        if session is None:
            return
        decks = self._profile.library.decks
        if tuple(decks) == session.index.cards.decks:
            session.look_again()
            self._show_found()
        else:
            self._take_index(CardIndex(decks))

    def on_resize(self) -> None:
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """What hangs on the width."""
        width = self._width_beside
        self.set_class(width > 0, "-beside")
        if width:
            self.query_one(CardPane).styles.width = width
        self._show_hint()
        self._show_card()

    @property
    def is_beside(self) -> bool:
        return self._width_beside > 0

    @property
    def _width_beside(self) -> int:
        width = self.app.size.width
        if width < BESIDE:
            return 0
        names = fitting(self._columns, width - EDGES - LEAST_BESIDE)
        if len(names) < len(self._columns) and self._columns != USUAL:
            return 0
        most = min(MOST_BESIDE, width * 44 // 100)
        return max(LEAST_BESIDE, min(most, width - EDGES - room_for(names)))

    # what is shown

    def _cells(self, number: int) -> Cells:
        session = self._session
        assert session is not None, "rows without an index"
        index, context = session.index, self._moment
        return [styled(styled_cell(name, number, index, context)) for name in self._fitting]

    @on(RowTable.Resized)
    def _show_columns(self) -> None:
        names = self._fitting = fitting(self._columns, self.table.size.width)
        self.table.set_columns(
            [
                TableColumn(one.name, one.title, one.width and one.width + GAP, one.to_right)
                for one in map(COLUMNS.__getitem__, names)
            ]
        )
        self.query_one(TableHeading).refresh()

    def _show_found(self, at: int | None = None) -> None:
        session, table = self._session, self.table
        if session is None:
            return
        self._moment = self._profile.context
        table.show(session.rows, table.key if at is None else at)
        if not self.is_typing and (gone := table.unmark_absent()):
            navigator(self).tell(said.marks_gone(gone), "information")
        heading = self.query_one(TableHeading)
        heading.show_order(session.sorted_by or "", session.descending)
        self._show_header()
        self._show_hint()
        if not len(session.index):
            self._say(said.NO_DECKS)
        else:
            self._say("" if session.rows else said.nothing_found(session.doubts))
        self.refresh_bindings()

    def _say(self, text: str) -> None:
        """In place of the rows."""
        nothing = self.query_one("#nothing", Static)
        if nothing.content != Content(text):  # else all would be laid out anew
            nothing.update(Content(text))
            self.set_class(bool(text), "-nothing")

    def _show_header(self) -> None:
        header, session = self.query_one(TitleLine), self._session
        if session is None:
            return
        is_earlier = session.error is not None
        self.set_class(is_earlier, "-earlier")
        number = said.heading(len(session.rows), len(session.index), is_earlier)
        header.left = Content.assemble((said.HEADING, "bold $primary"), "  ", (number, "bold"))
        header.right = Content.styled(said.marked(len(self.table.marked)), "bold $warning")

    @on(RowTable.CursorMoved)
    def _show_card(self) -> None:
        """Beside the table, where there is room."""
        if not self.is_beside or self._session is None:
            return
        found = self.card
        shown = (found and found[1], self._profile.progress.version)
        if shown == self._beside:
            return
        self._beside = shown
        pane = self.query_one(CardPane)
        if found:
            pane.show(found[1], WHILE_TYPING if self.is_typing else PAUSE)
        else:
            pane.clear()
        self.refresh_bindings()

    @property
    def card(self) -> tuple[Deck, Card] | None:
        number = self.table.key
        if self._session is None or number is None:
            return None
        try:
            return self._session.card(number)
        except (KeyError, DeckError):
            return None

    async def reload(self, deck: Deck) -> None:
        self._look_again()

    async def reply(self, reply: Reply) -> None:
        """Cards are there to be read."""

    # the search

    @on(Input.Changed, "#search")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._waits:
            self._waits.stop()
            self._waits = None
        if self._session and self._session.text == self.field.value:
            return
        if self._took > AT_ONCE:
            self._waits = self.set_timer(TYPING, self._search)
        else:
            self._search()

    def _search(self) -> None:
        """What stands in the field now, so what is shown is never of an earlier text."""
        self._waits = None
        if self._session is None:
            return
        began = perf_counter()
        self._session.search(self.field.value)
        self._took = perf_counter() - began
        self._show_header()
        if self._session.error:
            self._show_hint()
            return
        rows, here = self._session.rows, self.table.key
        self._show_found(here if here in rows else next(iter(rows), None))

    def _show_hint(self) -> None:
        """What the search could go on with, while it is typed, or what is wrong with it."""
        session, hint = self._session, self.query_one(SearchHint)
        if session is None:
            return
        done = self._completed
        if done and done[3] == self.field.value:
            text, cursor, at, _ = done
        else:
            self._completed, at = None, None
            text, cursor = self.field.value, self.field.cursor_position
        error = session.error
        offers = session.completions(text, cursor) if self.is_typing else ()
        if offers and (error is None or error.end >= len(text.rstrip())):
            hint.offer([SearchOffer(one.text, one.help) for one in offers], at)
        elif error:
            self._point_at(error)
        else:
            hint.clear()

    def _point_at(self, error: SearchError) -> None:
        text = self.field.value
        before = Content(text[: error.start]).cell_length - round(self.field.scroll_offset.x)
        width = Content(text[error.start : error.end]).cell_length
        self.query_one(SearchHint).point(max(0, before), width, str(error))

    def action_complete(self) -> None:
        self._complete(None)

    @on(SearchHint.Picked)
    def _picked(self, event: SearchHint.Picked) -> None:
        self._completed = None
        self._complete(event.place)
        self.set_focus(self.field)

    def _complete(self, place: int | None) -> None:
        """By the offer at a place, or by the next after the one that was put in last."""
        session, field = self._session, self.field
        if session is None:
            return
        done = self._completed
        if done and done[3] == field.value:
            text, cursor, at, _ = done
            at += 1
        else:
            text, cursor, at = field.value, field.cursor_position, 0
        offers = session.completions(text, cursor)
        if not offers:
            return
        at = (at if place is None else place) % len(offers)
        one = offers[at]
        whole = f"{text[: one.start]}{one.text}{text[one.end :]}"
        self._completed = (text, cursor, at, whole)
        field.put(whole, one.start + len(one.text))

    def action_take_search(self) -> None:
        """On to the cards, by what stands in the field now."""
        session = self._session
        if session and session.text != self.field.value:
            if self._waits:
                self._waits.stop()
            self._search()
        if session and session.error:
            self._point_at(session.error)
        else:
            self.action_leave_field()

    def action_leave_field(self) -> None:
        self.set_focus(self.table)
        if self._session and not self._session.error:
            self._show_found()
        self._show_hint()
        self.refresh_bindings()

    def action_search(self) -> None:
        self.set_focus(self.field)
        self._show_hint()

    def search_for(self, query: str) -> None:
        """From elsewhere: another search, or the field to type one."""
        if query:
            self.field.put(query, len(query))
        self.action_search()

    # keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        has_cards = bool(self.table.keys)
        match action:
            case "leave_field" | "complete":
                return self.is_typing
            case "unmark":
                return bool(self.table.marked) and not self.is_typing
            case "dismiss":
                return not self.is_typing and not self.table.marked
            case "source":
                card = self.card
                return bool(card and card[1].question.evidence)
            case "save_search":
                return self._session is not None and bool(self.field.value.strip())
            case "open":
                return (has_cards or self._session is None) and not self.is_typing
            case (
                "mark" | "suspend" | "bury" | "flag" | "give_flag" | "tag" | "set_due" | "forget"
                | "reschedule" | "edit" | "practise" | "quiz" | "mark_all" | "mark_on"
            ):  # fmt: skip
                return has_cards
        return True

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        return in_order(super().active_bindings, BROWSE)

    def action_move(self, by: int) -> None:
        self.table.go_to(self.table.cursor + by)
        if self.is_typing and abs(by) == 1:
            self.action_leave_field()

    def action_page_rows(self, by: int) -> None:
        self.action_move(by * max(2, self.table.size.height - 1))

    def action_mark(self) -> None:
        self.table.mark()
        self._marked()

    def action_mark_on(self, by: int) -> None:
        self.table.mark_to(self.table.cursor + by)
        self._marked()

    def action_mark_all(self) -> None:
        self.table.mark_all()
        self._marked()

    def action_unmark(self) -> None:
        self.table.unmark_all()
        self._marked()

    @on(RowTable.MarksChanged)
    def _marked(self) -> None:
        self._show_header()
        self.refresh_bindings()

    @on(RowTable.RowOpened)
    def action_open(self) -> None:
        self._opens = self._session is None
        if self.card:
            navigator(self).show_card(*self.card, self._step)

    def _step(self, by: int) -> tuple[Deck, Card] | None:
        self.table.go_to(self.table.cursor + by)
        return self.card

    @on(TableHeading.Pressed)
    def _heading_pressed(self, event: TableHeading.Pressed) -> None:
        self._sort(event.column)  # type: ignore[arg-type]

    def action_sort(self) -> None:
        names: list[ColumnName | None] = [None, *COLUMNS]
        rows = [
            (Content(said.AS_IN_DECKS if name is None else COLUMNS[name].title), (name,))
            for name in names
        ]
        session = self._session
        at = names.index(session.sorted_by) if session else 0

        def chosen(one: tuple[ColumnName | None] | None) -> None:
            if one:
                self._sort(one[0])

        self.app.push_screen(ListScreen(said.SORT, Content(), rows, at), chosen)

    def _sort(self, column: ColumnName | None) -> None:
        if self._session:
            self._session.sort_by(column)
            first = next(iter(self._session.rows), None)
            self._show_found(first)

    def action_columns(self) -> None:
        names: dict[str, str] = {
            name: f"{one.title:<14}{one.help}" for name, one in COLUMNS.items()
        }

        was_beside = self.is_beside

        def chosen(picked: frozenset[str] | None) -> None:
            if picked:
                kept = [name for name in self._columns if name in picked]
                added = [name for name in COLUMNS if name in picked and name not in kept]
                self._columns = (*kept[:1], *added, *kept[1:])
                navigator(self).configure("browse_columns", " ".join(self._columns))
            elif picked is not None:
                self._columns = USUAL
                navigator(self).configure("browse_columns", None)
            self._fit()
            self._show_columns()
            self.call_after_refresh(say_what_gives_way)

        def say_what_gives_way() -> None:
            if missing := len(self._columns) - len(self._fitting):
                navigator(self).tell(said.no_room(missing), "information")
            elif was_beside and not self.is_beside:
                navigator(self).tell(said.CARD_GIVES_WAY, "information")

        self.app.push_screen(PickScreen(said.COLUMNS, names, frozenset(self._columns)), chosen)

    # what is done to cards

    @property
    def _chosen(self) -> Sequence[int]:
        """Those that are marked, or the one at the cursor."""
        return self.table.chosen

    def action_suspend(self) -> None:
        self._toggle(BatchAction.SUSPEND, BatchAction.RESUME)

    def action_bury(self) -> None:
        self._toggle(BatchAction.BURY, BatchAction.UNBURY)

    def action_flag(self) -> None:
        session = self._session
        if session and not session.prepare(BatchAction.UNFLAG, self._chosen).left_out:
            self._do(BatchAction.UNFLAG)
        else:
            self._do(BatchAction.FLAG, 1)

    def action_give_flag(self, flag: int) -> None:
        self._do(BatchAction.FLAG if flag else BatchAction.UNFLAG, flag)

    def _toggle(self, action: BatchAction, opposite: BatchAction) -> None:
        if self._session:
            self._carry_out(self._session.toggled(action, opposite, self._chosen))

    def _do(self, action: BatchAction, value: int | str = 0) -> None:
        if self._session:
            self._carry_out(self._session.prepare(action, self._chosen, value))

    def _carry_out(self, batch: CardBatch) -> None:
        app, session = navigator(self), self._session
        if session is None:
            return
        if not batch:
            app.tell(told.nothing_done(batch), "information")
            return
        try:
            session.do(batch)
        except NotSaved as error:
            app.tell(str(error), "error")
            return
        self.table.unmark_all()
        self._show_found()
        app.tell(told.done(batch, self._profile.calendar, self._profile.day), "information")

    def action_undo(self) -> None:
        app, session = navigator(self), self._session
        if session is None:
            return
        try:
            batch = session.undo()
        except NotSaved as error:
            app.tell(str(error), "error")
            return
        if batch:
            self._show_found()
            app.tell(told.taken_back(batch), "information")
        else:
            app.tell(NOTHING_TO_TAKE_BACK, "information")

    def action_tag(self) -> None:
        def typed(text: str | None) -> None:
            if text is not None:
                self._do(*told.tag_of(text))

        self._ask(said.TAG, told.TAG_QUESTION, told.tag_of, typed)

    def action_set_due(self) -> None:
        read = partial(told.day_of, today=self._profile.day)

        def typed(text: str | None) -> None:
            if text is not None:
                self._do(BatchAction.SET_DUE, read(text))

        self._ask(said.DUE, told.DAY_QUESTION, read, typed)

    def action_reschedule(self) -> None:
        def chosen(spread: int | None) -> None:
            if spread is None:
                return
            if spread >= 0:
                self._do(BatchAction.RESCHEDULE, spread)
            else:
                self._ask(said.RESCHEDULE, told.SPREAD_QUESTION, told.spread_of, typed)

        def typed(text: str | None) -> None:
            if text is not None:
                self._do(BatchAction.RESCHEDULE, told.spread_of(text))

        rows = [(Content(said.BY_MEMORY), 0)]
        rows += [(Content(said.spread_over(days)), days) for days in said.SPREADS]
        rows.append((Content(said.ANOTHER), -1))
        intro = Content(said.RESCHEDULE_NOTE)
        self.app.push_screen(ListScreen(said.RESCHEDULE, intro, rows), chosen)

    def action_forget(self) -> None:
        session = self._session
        batch = session.prepare(BatchAction.FORGET, self._chosen) if session else None
        if not batch:
            self._do(BatchAction.FORGET)  # which says why not
            return
        number = len(batch.cards)
        rows = [(Content(said.KEEP_MEMORY), False), (Content(said.forget(number)), True)]
        intro = Content(said.forget_note(number))

        def chosen(agreed: bool | None) -> None:
            if agreed:
                self._carry_out(batch)

        self.app.push_screen(ListScreen(said.forget_heading(number), intro, rows), chosen)

    def _ask(
        self,
        heading: str,
        question: str,
        read: Callable[[str], object],
        typed: Callable[[str | None], None],
    ) -> None:
        def wrong(text: str) -> str:
            try:
                read(text)
            except ValueError as error:
                return f"{error}."
            return ""

        number = said.for_cards(len(self._chosen))
        self.app.push_screen(AskTextScreen(f"{heading}: {number}", question, wrong), typed)

    # what is studied

    def action_practise(self) -> None:
        if self._session:
            keys = tuple(self._session.keys(self._chosen))
            navigator(self).review(self._profile.library.decks, Practice(keys))

    def action_quiz(self) -> None:
        if self._session:
            keys = frozenset(self._session.keys(self._chosen))
            navigator(self).set_up_quiz(self._profile.library.decks, only=keys)

    def action_save_search(self) -> None:
        def typed(name: str | None) -> None:
            if name is None or self._session is None:
                return
            try:
                self._session.save_search(name)
            except NotSaved as error:
                navigator(self).tell(str(error), "error")
                return
            navigator(self).tell(said.saved(name), "information")

        self.app.push_screen(AskTextScreen(said.SAVE, said.SAVE_QUESTION, said.wrong_name), typed)
