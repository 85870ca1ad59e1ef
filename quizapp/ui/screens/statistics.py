"""How learning goes, as pictures: over all decks, one of them, a tag or a search."""

from collections.abc import Callable, Generator
from threading import Thread
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from quizapp.core import words
from quizapp.core.errors import DeckError, SearchError
from quizapp.core.pauses import in_between
from quizapp.deck.deck import Deck
from quizapp.presentation import days
from quizapp.presentation.actions import STATISTICS
from quizapp.presentation.statistics import at_once, sections
from quizapp.statistics.report import EVERYTHING, Scope, Statistics, StatisticsReport
from quizapp.statistics.span import Span
from quizapp.study.profile import Profile
from quizapp.study.selection import tagged_cards
from quizapp.ui.keymap import bindings
from quizapp.ui.navigation import navigator
from quizapp.ui.screens.lists import AskTextScreen, ListScreen
from quizapp.ui.screens.paging import PagingScreen
from quizapp.ui.widgets.frame import KeyBar, TitleLine, framed
from quizapp.ui.widgets.section_columns import SectionColumns
from quizapp.ui.widgets.spans import SpanBar

ARRIVALS = 1.0
"""Seconds between looks at the decks that are still being checked."""
ALL_DECKS = "All decks"
_Chosen = Scope | Deck | str
"""Cards, a deck of them, or a search for them, which is empty where it is still to be asked."""


class StatisticsScreen(PagingScreen):
    """The figures are reckoned while the screen is open; what is at hand is there at once."""

    CSS_PATH = "../statistics.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(STATISTICS)

    def __init__(self, profile: Profile, deck: Deck | None = None) -> None:
        """`deck` is what is offered first in place of all decks."""
        super().__init__()
        self._profile = profile
        self._deck = deck
        self._scope = EVERYTHING
        self._scope_deck: str | None = None
        self._as_tables = False
        self._begin_anew()

    def _begin_anew(self) -> None:
        """With the answers as they are now."""
        self._library = self._profile.library
        self._answers, self._model = self._profile.progress.reviews, self._profile.model
        self._opening: Generator[float, None, Statistics] = Statistics.opening(
            self._profile.context, self._profile.library.decks, self._profile.decks
        )
        self._statistics: Statistics | None = None
        self._reports: dict[tuple[Scope, Span], StatisticsReport] = {}

    def compose(self) -> ComposeResult:
        yield TitleLine(Content.styled("Statistics", "bold"), id="top")
        yield SpanBar()
        page = SectionColumns()
        yield from framed(page)
        yield KeyBar()

    @property
    def _bar(self) -> SpanBar:
        return self.query_one(SpanBar)

    @property
    def columns(self) -> SectionColumns:
        return self.query_one(SectionColumns)

    def on_mount(self) -> None:
        self.call_after_refresh(self._show)
        if self._profile.checking:
            self._arrivals = self.set_interval(ARRIVALS, self._look_for_decks)

    def _look_for_decks(self) -> None:
        """Take in the decks that have been checked meanwhile; Home looks for them."""
        if not self._profile.checking:
            self._arrivals.stop()
        if self._profile.library is not self._library:
            self._begin_anew()
            self._show()

    def on_screen_resume(self) -> None:
        """After a look at past quizzes, in which an answer may have been overruled, or at the
        optimiser, which may have found other parameters."""
        profile = self._profile
        if profile.progress.reviews != self._answers or profile.model is not self._model:
            self._begin_anew()
            self._show()

    def on_resize(self) -> None:
        self.call_after_refresh(self.columns.draw)

    def _show(self) -> None:
        """What is known of the scope and the span; the rest is reckoned."""
        self.query_one("#top", TitleLine).right = Content.styled(
            self._scope.name or ALL_DECKS, "$faint"
        )
        self.workers.cancel_group(self, "reckoning")
        if report := self._reports.get((self._scope, self._bar.chosen)):
            self._draw(report)
            return
        if self._scope is EVERYTHING or self._scope_deck:
            progress, day = self._profile.progress, self._profile.day
            at_hand = at_once(progress, day, self._bar.chosen, self._scope_deck)
            self.columns.show(at_hand, self._as_tables)
        self.call_after_refresh(self._begin_reckoning)  # when that is seen

    def _begin_reckoning(self) -> None:
        self.run_worker(self._reckon(), group="reckoning", exclusive=True)

    async def _reckon(self) -> None:
        scope, span = self._scope, self._bar.chosen
        if self._statistics is None:
            self._statistics = await in_between(self._opening, self._tell)
        report = await self._reported(self._statistics, scope, span, self._tell)
        self._draw(report)
        Thread(target=self._profile.progress.keep_review_log, daemon=True).start()
        for other in Span:  # so that they are there as soon as they are asked for
            await self._reported(self._statistics, scope, other, lambda _: None)

    async def _reported(
        self, statistics: Statistics, scope: Scope, span: Span, tell: Callable[[float], None]
    ) -> StatisticsReport:
        if (scope, span) not in self._reports:
            work = statistics.reporting(scope, span)
            self._reports[scope, span] = await in_between(work, tell)
        return self._reports[scope, span]

    def _tell(self, share: float) -> None:
        self._bar.said = f"reckoning, {round(share * 10) * 10} %"  # not to be drawn at every pause

    def _draw(self, report: StatisticsReport) -> None:
        first, last = (
            days.label(day, with_year=True) for day in (report.days.first, report.days.last)
        )
        self._bar.said = f"{first} – {last}"
        self.columns.show(sections(report), self._as_tables)

    def action_span(self, name: str) -> None:
        self._bar.chosen = Span(name)
        self._show()

    @on(SpanBar.SpanChosen)
    def _chosen(self, event: SpanBar.SpanChosen) -> None:
        self.action_span(event.span.value)

    def action_as_table(self) -> None:
        self._as_tables = not self._as_tables
        self._show()

    def action_scope(self) -> None:
        """Which cards: of all decks, of one, with a tag, or found by a search."""
        profile, statistics = self._profile, self._statistics
        if statistics is None:
            return  # in a moment
        decks = profile.library.decks
        rows: list[tuple[Content, _Chosen]] = [
            (Content(ALL_DECKS), EVERYTHING),
            (Content("A search …"), ""),
        ]
        rows += [(Content(f"Search {one}"), query) for one, query in _saved(profile)]
        rows += [(Content(deck.title), deck) for deck in decks]
        try:
            tags = tagged_cards(decks, profile.progress)
        except DeckError:
            tags = {}
        for tag in sorted(tags, key=lambda tag: (-len(tags[tag]), tag)):
            number = words.count(len(tags[tag]), "card")
            rows.append((Content(f"Tag {tag} ({number})"), statistics.of_tag(tag)))
        at = next((at for at, (_, one) in enumerate(rows) if one is self._deck), 0)
        intro = Content("Figures of all decks, of one, or of some of the cards.")
        self.app.push_screen(ListScreen("Of which cards?", intro, rows, at), self._take_choice)

    def _take_choice(self, chosen: _Chosen | None) -> None:
        if chosen is None or self._statistics is None:
            return
        if isinstance(chosen, Deck):
            self._deck = chosen
            self._take_scope(self._statistics.of_deck(chosen), chosen.slug)
        elif isinstance(chosen, Scope):
            self._take_scope(chosen)
        elif chosen:
            self._search(chosen)
        else:
            from quizapp.presentation import scopes  # 30 ms, with all that a search knows

            question = "Which cards? Such as tag:history, is:leech or prop:lapses>=3."
            ask = AskTextScreen("Of which cards?", question, scopes.wrong_with)
            self.app.push_screen(ask, self._search)

    def _search(self, query: str | None) -> None:
        if query:
            from quizapp.presentation import scopes  # as above

            profile = self._profile
            try:
                found = scopes.of_search(query, profile.library.decks, profile.context)
            except SearchError as error:  # a saved one, of a later version
                navigator(self).tell(f"{query}: {error}.", "error")
                return
            if found.keys:
                self._take_scope(found)
            else:
                navigator(self).tell(f"No card is found by {query}.", "information")

    def _take_scope(self, scope: Scope, deck: str | None = None) -> None:
        self._scope, self._scope_deck = scope, deck
        self.columns.scroll_to(y=0, animate=False)
        self._show()

    def action_step(self, by: int) -> None:
        self.columns.step(by)

    def action_optimise(self) -> None:
        navigator(self).optimise()

    def action_past_quizzes(self) -> None:
        decks = [one for one in self._profile.library.decks if one.slug == self._scope_deck]
        navigator(self).show_past_quizzes(decks or None)


def _saved(profile: Profile) -> list[tuple[str, str]]:
    return sorted(profile.progress.saved_searches.items())
