"""All drafts of a sitting in a table: to find some, to decide on several at once."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import ActiveBinding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from quizapp.author.curate.curation import Curation
from quizapp.author.curate.verdict_store import DraftKey, NotedVerdict
from quizapp.core.errors import EditError
from quizapp.generate.verdicts import DropReason, VerdictKind
from quizapp.presentation import curation as said
from quizapp.presentation.actions import DRAFT_LIST
from quizapp.presentation.styled import Styled
from quizapp.ui.keymap import bindings, in_order
from quizapp.ui.navigation import navigator
from quizapp.ui.screens.draft_prompts import reasons_to_drop
from quizapp.ui.screens.lists import ListScreen
from quizapp.ui.themes import styled
from quizapp.ui.widgets.frame import DOWN, KeyBar, Rule, TitleLine
from quizapp.ui.widgets.row_table import Cells, RowTable, TableColumn, TableHeading
from quizapp.ui.widgets.typing import Field

DECK = TableColumn("deck", "Deck", 30)
COLUMNS = (
    TableColumn("verdict", "Verdict", 11),
    TableColumn("type", "Type", 17),
    TableColumn("passage", "¶", 8),
    TableColumn("question", "Question"),
)
WITH_DECK = 100
"""Columns of the screen from which the deck of each draft is shown."""


class DraftRow(NamedTuple):
    key: DraftKey
    standing: Styled
    deck: str
    type: str
    passage: str
    question: str


FIELDS: Mapping[str, Callable[[DraftRow], str]] = {
    "verdict": lambda row: row.standing.text,
    "deck": lambda row: row.deck,
    "type": lambda row: row.type,
    "passage": lambda row: row.passage,
}
"""What drafts can be chosen by."""


class DraftListScreen(Screen[bool]):
    """Gives whether a draft was opened; the sitting looks at it then."""

    CSS_PATH = ["../card.tcss", "../curate.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = bindings(DRAFT_LIST)

    def __init__(self, curation: Curation) -> None:
        super().__init__()
        self.curation = curation
        self._rows: Sequence[DraftRow] = ()
        self._shown: Mapping[DraftKey, DraftRow] = {}
        self._only: dict[str, str] = {}
        """By field, the one value that is shown."""
        self._text = ""

    def compose(self) -> ComposeResult:
        yield TitleLine()
        yield Static(classes="rule")
        yield Field(compact=True, id="search", placeholder=said.SEARCH, max_length=100)
        table = RowTable(self._cells, COLUMNS)
        yield TableHeading(table, id="columns")
        yield table
        yield Rule(table, DOWN)
        yield KeyBar()

    def on_mount(self) -> None:
        self.table.focus()
        self.look_again(self.curation.current)

    def on_resize(self) -> None:
        verdict, *others = COLUMNS
        has_deck = self.size.width >= WITH_DECK
        self.table.set_columns((verdict, DECK, *others) if has_deck else COLUMNS)
        self.query_one(TableHeading).refresh()

    @property
    def table(self) -> RowTable[DraftKey]:
        return self.query_one(RowTable)

    def _cells(self, key: DraftKey) -> Cells:
        row = self._shown[key]
        known = {"verdict": styled(row.standing)}
        return [known.get(one.name) or getattr(row, one.name) for one in self.table.columns]

    @property
    def is_typing(self) -> bool:
        return isinstance(self.focused, Input)

    # what is shown

    def look_again(self, at: DraftKey | None = None) -> None:
        """Take up what all drafts are now."""
        self._rows = list(self._all_rows())
        self._filter(at)

    def _all_rows(self) -> Iterator[DraftRow]:
        curation = self.curation
        files = curation.store.files
        titles = {path: file.title for path, file in files.items()}
        for key in curation.queue:
            entry = curation.card(key)
            if entry is None:
                continue
            passages = ", ".join(map(str, sorted(entry.passages)))
            yield DraftRow(
                key,
                said.short_standing(curation, key),
                titles[key.path],
                said.type_label(entry.type),
                passages,
                " ".join(entry.question.split()),
            )

    def _filter(self, at: DraftKey | None = None) -> None:
        """Show those that are wanted."""
        wanted = self._text.casefold().split()
        shown = [
            row
            for row in self._rows
            if all(_has(FIELDS[field](row), value) for field, value in self._only.items())
            and all(word in f"{row.question} {row.key.id}".casefold() for word in wanted)
        ]
        self._shown = {row.key: row for row in shown}
        self.table.show(list(self._shown), at or self.table.key)
        self._show_header()
        self.refresh_bindings()

    def _show_header(self) -> None:
        header, shown, count = self.query_one(TitleLine), self.table.keys, len(self._rows)
        header.left = Content.styled(said.list_heading(len(shown), count), "bold")
        header.left += Content.styled(
            "".join(f"  ·  {one}" for one in self._only.values()), "$primary"
        )
        marked = len(self.table.marked)
        header.right = Content.styled(said.marked(marked) if marked else "", "bold $warning")

    # keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "leave_field":
                return self.is_typing
            case "dismiss" | "keep_draft":
                return not self.is_typing
            case "undo":
                return self.curation.can_undo
            case "clear":
                return bool(self._only or self._text)
            case "deck":
                return len({row.deck for row in self._rows}) > 1
        return True

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        return in_order(super().active_bindings, DRAFT_LIST)

    def action_move(self, by: int) -> None:
        self.table.go_to(self.table.cursor + by)

    def action_page(self, by: int) -> None:
        self.action_move(by * max(1, self.table.size.height - 1))

    def action_mark(self) -> None:
        self.table.mark()
        self._show_header()

    @on(RowTable.MarksChanged)
    def _marked(self) -> None:
        self._show_header()

    def action_mark_all(self) -> None:
        self.table.mark_all()
        self._show_header()

    @on(RowTable.RowOpened)
    def action_open(self) -> None:
        if key := self.table.key:
            self.curation.go(key)
            self.dismiss(True)

    # which are shown

    def action_search(self) -> None:
        field = self.query_one("#search", Input)
        field.add_class("-open")
        self.set_focus(field)  # at once: what is typed next is for it

    @on(Input.Changed, "#search")
    def _typed(self, event: Input.Changed) -> None:
        self._text = event.value
        self._filter()

    @on(Input.Submitted, "#search")
    def action_leave_field(self) -> None:
        self.query_one("#search").set_class(bool(self._text), "-open")
        self.table.focus()

    def action_clear(self) -> None:
        self._only.clear()
        self.query_one("#search", Input).value = self._text = ""
        self.query_one("#search").remove_class("-open")
        self._filter()

    def action_verdict(self) -> None:
        self._choose("verdict", said.BY_VERDICT)

    def action_deck(self) -> None:
        self._choose("deck", said.BY_DECK)

    def action_type(self) -> None:
        self._choose("type", said.BY_TYPE)

    def action_passage(self) -> None:
        self._choose("passage", said.BY_PASSAGE)

    def _choose(self, field: str, heading: str) -> None:
        """Ask which value of a field to show, with how many drafts have each."""
        counts = Counter(value for row in self._rows for value in _values(FIELDS[field](row)))
        values = sorted(counts, key=lambda value: (len(value) if value.isdecimal() else 0, value))
        rows = [(Content(said.ANY), "")]
        rows += [
            (Content.assemble(value, (f"  {counts[value]:,}", "$faint")), value)
            for value in values
            if value
        ]

        def choose(value: str | None) -> None:
            if value is None:
                return
            self._only.pop(field, None)
            if value:
                self._only[field] = value
            self._filter()

        self.app.push_screen(ListScreen(heading, Content(), rows), choose)

    # verdicts

    def _chosen(self, can: Callable[[DraftKey], bool]) -> list[DraftKey]:
        """Those that are marked, or the one at the cursor, as far as it can be done to them."""
        return [key for key in self.table.chosen if can(key)]

    def _decide(
        self,
        act: Callable[[Sequence[DraftKey]], None],
        done: Callable[[int], str],
        chosen: Sequence[DraftKey],
    ) -> None:
        if not chosen:
            navigator(self).tell(said.DECIDED_ALREADY, "information")
            return
        if self._do(partial(act, chosen)):
            self.table.marked.clear()
            self._show_header()
            navigator(self).tell(done(len(chosen)), "information")

    def _do(self, act: Callable[[], object]) -> bool:
        """False, and told, where it could not be done."""
        try:
            act()
        except EditError as error:
            navigator(self).tell(str(error), "error")
            self.look_again()
            return False
        self.look_again()
        return True

    def action_keep_draft(self) -> None:
        curation = self.curation
        chosen = self._chosen(lambda key: curation.is_waiting(key) or curation.is_dropped(key))
        self._decide(curation.keep, partial(said.several_decided, VerdictKind.KEPT), chosen)

    def action_put_off(self) -> None:
        self._decide(self.curation.later, said.put_off, self._chosen(self.curation.is_waiting))

    def action_drop_draft(self) -> None:
        chosen = self._chosen(lambda key: self.curation.entry(key) is not None)

        def drop(reason: DropReason | None) -> None:
            if reason:
                done = partial(said.several_decided, VerdictKind.DROPPED, reason=reason)
                self._decide(partial(self.curation.drop, reason), done, chosen)

        if chosen:
            self.app.push_screen(reasons_to_drop(len(chosen)), drop)

    def action_undo(self) -> None:
        noted: list[NotedVerdict] = []
        if self._do(lambda: noted.extend(self.curation.undo())):
            self.look_again(self.curation.current)
            navigator(self).tell(said.taken_back(noted), "information")


def _values(told: str) -> list[str]:
    return told.split(", ")


def _has(told: str, value: str) -> bool:
    return value in _values(told)
