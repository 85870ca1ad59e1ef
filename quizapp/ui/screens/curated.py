"""The end of a sitting with drafts: what was decided, what of the text has no card, what to do."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quizapp.author.curate.curation import Curation
from quizapp.author.curate.draft_view import DraftViews
from quizapp.core.errors import EditError
from quizapp.presentation import curation as said
from quizapp.presentation.actions import CURATED
from quizapp.ui.keymap import bindings
from quizapp.ui.navigation import navigator
from quizapp.ui.screens.paging import PagingScreen
from quizapp.ui.themes import styled
from quizapp.ui.widgets.frame import KeyBar, TitleLine, bar, framed


class CuratedScreen(PagingScreen):
    CSS_PATH = ["../card.tcss", "../curate.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = bindings(CURATED)

    def __init__(self, curation: Curation) -> None:
        super().__init__()
        self.curation = curation

    def compose(self) -> ComposeResult:
        yield TitleLine()
        card = Vertical(Static(id="result"), id="card")
        yield from framed(VerticalScroll(card, id="page", can_focus=False))
        yield KeyBar()

    def on_mount(self) -> None:
        self.show()

    def show(self) -> None:
        curation, header = self.curation, self.query_one(TitleLine)
        header.left = Content.styled(said.summary_heading(curation), "bold")
        header.right = bar(said.share_decided(curation), 12) if curation.queue else Content()
        self.query_one("#result", Static).update(Content("\n\n").join(self._paragraphs()))
        self.refresh_bindings()

    def _paragraphs(self) -> Iterator[Content]:
        curation = self.curation
        if not curation.queue:
            yield Content(said.NO_DRAFTS)
        else:
            yield Content("\n").join(styled(*line) for line in said.summary(curation))
            for heading, passages in said.without_card(DraftViews(curation)):
                lines = [Content.styled(heading, "bold"), *map(Content, passages)]
                yield Content("\n").join(lines)
            next_steps = [Content.styled(said.NEXT, "bold")]
            yield Content("\n").join([*next_steps, *map(Content, said.next_steps(curation))])
        for one in said.left_out(curation):
            yield Content.styled(one, "$warning")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "undo":
                return self.curation.can_undo
            case "continue":
                return bool(self.curation.waiting)
            case "all_drafts":
                return bool(self.curation.queue)
        return super().check_action(action, parameters)

    def action_undo(self) -> None:
        app = navigator(self)
        try:
            noted = self.curation.undo()
        except EditError as error:
            app.tell(str(error), "error")
            return
        app.go_on_curating(self.curation)
        app.tell(said.taken_back(noted), "information")

    def action_continue(self) -> None:
        self.curation.go(self.curation.waiting[0])
        navigator(self).go_on_curating(self.curation)

    def action_all_drafts(self) -> None:
        from quizapp.ui.screens.draft_list import DraftListScreen

        def go(opened: bool | None) -> None:
            if opened:
                navigator(self).go_on_curating(self.curation)
            else:
                self.show()

        self.app.push_screen(DraftListScreen(self.curation), go)

    def action_home(self) -> None:
        navigator(self).end_curating(self.curation)
