"""Home: what is due today, deck by deck, and what to press."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from threading import Thread
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static

from quizapp.core import words
from quizapp.core.errors import EditError, NotSaved
from quizapp.deck.deck import Deck
from quizapp.presentation.actions import HOME
from quizapp.presentation.arrangement import (
    ARCHIVED_DECK,
    NO_CARD_NOW,
    NOTHING_FOUND_DUE,
    NOTHING_TO_TAKE_BACK,
    TAKEN_BACK,
    ArrangeStep,
    change_search,
    done,
    event_of,
    find_cards,
    not_of_search,
)
from quizapp.presentation.home import (
    checking_in_words,
    first_start_in_words,
    held_back_in_words,
    today_in_words,
)
from quizapp.progress.events import CLOSED as FOLDED
from quizapp.progress.events import Arranged, SearchSaved
from quizapp.progress.state import deck_of
from quizapp.scheduling.catch_up import CatchUp
from quizapp.scheduling.day_load import DayLoad, first_guess
from quizapp.scheduling.today import Due, HeldBack, Today, Work
from quizapp.statistics.habits import known_by_deck, streak
from quizapp.study.arrangement import DeckRow, GroupRow, HomeRow, SearchRow, group_subject
from quizapp.study.profile import Profile
from quizapp.study.studied_versions import is_as_studied
from quizapp.study.untold_changes import untold_changes
from quizapp.ui.keymap import bindings
from quizapp.ui.navigation import navigator
from quizapp.ui.themes import styled
from quizapp.ui.widgets.answer import is_there
from quizapp.ui.widgets.deck_lines import DeckLines
from quizapp.ui.widgets.deck_list import DeckList, finding_line, sums
from quizapp.ui.widgets.frame import DOWN, KeyBar, Rule, TitleLine
from quizapp.ui.widgets.home_side import HomeSide

if TYPE_CHECKING:
    from textual.widgets import Input

    from quizapp.author.new_card import AddedCard
    from quizapp.browse.saved_searches import SearchedDecks

AT_ONCE = 2_000
"""Cards of which all can be reckoned before there is anything to see."""

ARRIVALS = 0.2
"""Seconds between looks at what has been checked."""
TIDY = 0.5
"""Seconds until the screen that was left is gone, and what it has left can be cleared away."""
WATCH = 2.0
"""Seconds between looks at what another window has answered."""


def _is_new(profile: Profile) -> bool:
    """Whether this learner has decks, and has never answered a card."""
    return bool(profile.library.decks) and not profile.progress.reviews


class HomeScreen(Screen[None]):
    BINDINGS: ClassVar[list[BindingType]] = bindings(HOME)

    def __init__(self, profile: Profile, classes: str = "") -> None:
        super().__init__(classes=f"{classes} -first-start" if _is_new(profile) else classes)
        self._profile = profile
        self._work = Work([], Due(), HeldBack(), [])
        self._day = profile.day
        self._today: Today | None = None
        """As it was when the decks were counted last."""
        self._lines = DeckLines()
        self._arrangement = profile.arrangement
        self._rows: list[HomeRow] = []
        """As they are shown; below them stand the broken decks."""
        self._with_away = False
        """Whether hidden and archived decks are shown."""
        self._is_reckoning = False
        self._steps: list[tuple[Callable[[], None], int]] = []
        """What takes back that was done on Home, as long as nothing was answered, and how often
        something had been done to many cards before."""
        self._answers_then = 0
        self._coming: Sequence[DayLoad] = ()
        """From today on; only a guess of today while it is still reckoned."""

    def compose(self) -> ComposeResult:
        yield TitleLine(Content.styled("quizapp", "bold $primary"), id="top")
        yield Static(classes="rule")
        yield TitleLine(id="today")
        decks = DeckList()
        with Horizontal(id="body"):
            with Vertical(id="decks"):
                yield Static(id="columns")
                yield decks
            yield HomeSide(id="side")
        yield Static(id="first-start")
        yield Rule(decks, DOWN)
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(DeckList).focus()
        self.set_interval(WATCH, self.look)
        if checking := self._profile.checking:
            self.call_after_refresh(checking.begin)  # which would hold up the first picture
            self._arrivals = self.set_interval(ARRIVALS, self._look_for_decks)

    def on_screen_resume(self) -> None:
        """When Home opens, and when the learner comes back to it."""
        self.count()
        self.set_timer(TIDY, self._tidy)

    def _tidy(self) -> None:
        if self.app.screen is self:
            navigator(self).tidy()

    def on_resize(self) -> None:
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """What hangs on the width."""
        self._show_heading()
        if self._coming:
            self._show_today()
            self._show_side()

    def look(self) -> None:
        """Show what another window has done, and a new day when it begins."""
        if self.app.screen is not self:
            return
        if self._profile.progress.refresh() or self._profile.day != self._day:
            self.count()
        else:
            navigator(self).rest()

    def _look_for_decks(self) -> None:
        """Show the decks that have been checked meanwhile, and how far that is."""
        if not self._profile.look_for_decks():
            return
        if not self._profile.checking:
            self._arrivals.stop()
        if self.app.screen is self:
            self.count()

    def count(self) -> None:
        """Count what waits in the decks, and show it; what takes longer to reckon comes later."""
        profile = self._profile
        profile.retitle()
        self._arrangement = profile.arrangement
        today = self._today = profile.today()
        decks = today.library
        work = self._work = today.work(decks)
        shown = [*decks, *(self._arrangement.decks_away if self._with_away else ())]
        waiting = today.work(shown).waiting if self._with_away else work.waiting
        self._lines.waiting = {deck.slug: due for deck, due in zip(shown, waiting, strict=True)}
        self._day = today.day
        self._coming = (first_guess(today, work.total),)
        at_once = sum(len(deck.keys) for deck in decks) <= AT_ONCE
        if at_once:
            self._lines.known = known_by_deck(today)
        self._show_decks()
        self._show_heading()
        date = words.date(profile.calendar.start(today.day))
        self.query_one("#top", TitleLine).right = Content.styled(date, "$faint")
        self._show_today()
        self._show_held_back(today.catch_up, work)
        first_start = Content.styled(first_start_in_words(self.app.size.width), "$faint")
        self.query_one("#first-start", Static).update(first_start)
        self.set_class(_is_new(profile), "-first-start")
        days = streak(profile.progress, today.day)
        in_a_row = f"{words.count(days, 'day')} in a row" if days > 1 else ""
        beside = checking_in_words(profile) or in_a_row
        self.query_one("#today", TitleLine).right = Content.styled(beside, "$faint")
        self.refresh_bindings()
        if decks:
            later = self._show_coming if at_once else self._reckon_aside
            self.call_after_refresh(later, today)

    def _show_decks(self) -> None:
        text, with_away = self._filtered, self._with_away
        if text:
            self._rows = self._arrangement.found(text, with_away=with_away)
            lines = [
                *self._lines.all(self._rows, ()),
                finding_line(find_cards(text, not self._rows)),
            ]
        else:
            self._rows = self._arrangement.rows(with_away=with_away)
            lines = self._lines.all(self._rows, self._profile.library.broken)
        below = [] if text else sums(self._work.waiting, self._work.total)
        self.query_one(DeckList).show(lines, below)
        self.call_after_refresh(self._show_heading)  # a scrollbar may have come or gone

    def _show_today(self) -> None:
        said = today_in_words(self._profile, self._work, self._coming, self.app.size.width)
        self.query_one("#today", TitleLine).left = styled(*said)

    def _show_coming(self, today: Today) -> None:
        """When all else is on the screen."""
        from quizapp.scheduling.forecast import forecast_to_next

        if self._is_shown(today):
            changed = untold_changes(self._profile.decks, self._profile.progress)
            self._take_changed(today, changed)
            self._take_coming(today, forecast_to_next(today))
            self._take_found(today, self._searches(today))

    def _reckon_aside(self, today: Today) -> None:
        """In a thread, which looks at a copy: with 100,000 cards it takes half a second.

        There is one at a time; what has changed meanwhile is reckoned by the next.
        """
        if self._is_reckoning or not self._is_shown(today):
            return
        self._is_reckoning = True
        progress = today.context.progress.copy()
        aside = replace(today, context=replace(today.context, progress=progress))
        decks = today.library

        def reckon() -> None:
            from quizapp.scheduling.forecast import forecast_to_next

            try:
                self.call_later(self._take_known, today, known_by_deck(aside))
                self.call_later(self._take_changed, today, untold_changes(decks, progress))
                if self._is_shown(today):
                    self.call_later(self._take_coming, today, forecast_to_next(aside))
                self.call_later(self._take_found, today, self._searches(aside))
            finally:
                self.call_later(self._reckoned, today)

        Thread(target=reckon, daemon=True).start()

    def _reckoned(self, today: Today) -> None:
        self._is_reckoning = False
        if self._today and self._today is not today:
            self._reckon_aside(self._today)

    def _is_shown(self, today: Today) -> bool:
        return self._today is today and self.app.screen is self

    def _take_known(self, today: Today, known: Mapping[str, float]) -> None:
        if today.day == self._day and self.app.screen is self:
            self._lines.known = known
            self._show_decks()

    def _take_changed(self, today: Today, changed: Mapping[str, int]) -> None:
        if self._is_shown(today) and changed != self._lines.changed:
            self._lines.changed = changed
            self._show_decks()
            self.refresh_bindings()

    def _take_found(self, today: Today, found: Mapping[str, Due | None]) -> None:
        if self._is_shown(today) and found != self._lines.found:
            self._lines.found = found
            self._show_decks()

    def _searches(self, today: Today) -> Mapping[str, Due | None]:
        """By saved search, what waits among its cards."""
        if not today.context.progress.saved_searches:
            return {}
        return self._searched.waiting(self._searchable, today)

    @cached_property
    def _searched(self) -> "SearchedDecks":
        from quizapp.browse.saved_searches import SearchedDecks  # 20 ms, for who has any

        return SearchedDecks()

    @property
    def _searchable(self) -> Sequence[Deck]:
        """All decks that are ever asked."""
        away = self._arrangement.away
        return [deck for deck in self._profile.library.decks if not away(deck).archived]

    def _take_coming(self, today: Today, coming: Sequence[DayLoad]) -> None:
        if self._is_shown(today):
            self._coming = coming
            self._show_today()
            self._show_side()

    def _show_side(self) -> None:
        profile = self._profile
        side = self.query_one(HomeSide)
        side.show(self._coming, profile.progress, self._day, profile.calendar)

    def _show_held_back(self, catch_up: CatchUp | None, work: Work) -> None:
        """When there is something to say; at all other times there is not even an empty line."""
        said = styled(*held_back_in_words(catch_up, work, self._profile.settings))
        shown = self.query("#held-back").results(Static)
        if widget := next(shown, None):
            widget.display = bool(said)
            widget.update(said)
        elif said and is_there(self):
            self.mount(Static(said, id="held-back"), after="#today")

    def _show_heading(self) -> None:
        self.query_one("#columns", Static).update(self.query_one(DeckList).heading())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "minutes":
                return any(due.total for due in self._work.each)
            case "review_all":
                return bool(self._lines.changed) or any(due.total for due in self._work.each)
            case "curate":
                return any(deck.drafts for deck in self._profile.library.decks)
            case "quiz" | "practise" | "ready" | "read":
                return bool(self._decks) or isinstance(self._row, SearchRow)
            case "organise":
                return self._row is not None or bool(self._arrangement.decks_away)
            case "move":
                return self._row is not None and not self._filtered
            case "fold":
                return bool(self._row and (self._row.group or isinstance(self._row, GroupRow)))
        return True

    @property
    def _row(self) -> HomeRow | None:
        """The one at the cursor; None for a broken deck."""
        at = self.query_one(DeckList).highlighted
        return self._rows[at] if at is not None and at < len(self._rows) else None

    @property
    def _decks(self) -> Sequence[Deck]:
        """The one at the cursor, or those of the group there, unless they are archived."""
        away = self._arrangement.away
        return [deck for deck in self._row.decks if not away(deck).archived] if self._row else ()

    @property
    def _deck(self) -> Deck | None:
        return self._row.deck if isinstance(self._row, DeckRow) else None

    def action_quiz(self) -> None:
        if keys := self._found_by_row:
            navigator(self).set_up_quiz(self._searchable, only=frozenset(keys))
        elif self._decks:
            navigator(self).set_up_quiz(self._decks)

    def action_statistics(self) -> None:
        navigator(self).statistics(self._deck)

    def action_browse(self) -> None:
        navigator(self).browse()

    def action_minutes(self) -> None:
        from quizapp.ui.screens import study_prompts  # 4 ms that Home need not wait for

        study_prompts.ask_minutes(self, self._profile.decks)

    def action_more(self) -> None:
        self._ask_more(self._profile.decks)

    def _ask_more(self, decks: Sequence[Deck]) -> None:
        from quizapp.ui.screens import study_prompts

        review = partial(navigator(self).review, decks)
        study_prompts.ask_more(self, self._profile, decks, review)

    def action_practise(self) -> None:
        from quizapp.study.selection import Practice
        from quizapp.ui.screens import study_prompts

        if keys := self._found_by_row:
            navigator(self).review(self._searchable, Practice(keys))
        elif self._decks:
            study_prompts.ask_practice(self, self._profile, self._decks)

    def action_ready(self) -> None:
        from quizapp.ui.screens import study_prompts

        if isinstance(self._row, SearchRow):
            navigator(self).tell(not_of_search(self._row.title), "information")
        elif self._decks:
            study_prompts.ask_day(self, self._profile, self._decks)

    def action_read(self) -> None:
        if isinstance(self._row, SearchRow):
            navigator(self).tell(not_of_search(self._row.title), "information")
        elif self._decks:
            navigator(self).read(self._decks)

    def action_undo(self) -> None:
        app = navigator(self)
        if self._can_take_back and app.batches_done > self._steps[-1][1]:
            app.undo_batch()
        elif self._can_take_back:
            take_back, _ = self._steps.pop()
            take_back()
        elif app.can_undo:
            app.undo()
        else:
            app.tell(NOTHING_TO_TAKE_BACK, "information")
        if self.app.screen is self:
            self.count()

    def action_from_article(self) -> None:
        navigator(self).make_from_article()

    def action_curate(self) -> None:
        """The drafts in the folder of the deck at the cursor; where none is there, all of them."""
        places = {deck.path.parent for deck in self._profile.library.decks if deck.drafts}
        here = self._decks[0].path.parent if self._decks else None
        navigator(self).curate([here] if here in places and here else sorted(places))

    def action_new_card(self) -> None:
        from quizapp.ui.screens.new_card import write_card  # 40 ms, with all types of cards

        write_card(self, self._profile, self._deck, self._take_written)

    def _take_written(self, written: "Sequence[AddedCard]") -> None:
        """Count the cards that were written at once."""
        for one in written:
            self._done(partial(self._take_out, one))
        self._read_again(written[0])
        number = words.count(len(written), "card")
        navigator(self).tell(f"{number} written. n writes another; u takes it out.", "information")

    def _read_again(self, one: "AddedCard") -> None:
        profile = self._profile
        if found := profile.read_anew(one.path):
            navigator(self).show_problems(found)
        self.count()
        paths = [row.deck.path if isinstance(row, DeckRow) else None for row in self._rows]
        if one.path in paths:
            self.query_one(DeckList).highlighted = paths.index(one.path)

    def _done(self, take_back: Callable[[], None]) -> None:
        """Remember how something is taken back that was done just now."""
        if self._answers_then != self._profile.progress.reviews:
            self._steps.clear()
        self._steps.append((take_back, navigator(self).batches_done))
        self._answers_then = self._profile.progress.reviews

    @property
    def _can_take_back(self) -> bool:
        return bool(self._steps) and self._answers_then == self._profile.progress.reviews

    def _take_out(self, one: "AddedCard") -> None:
        """A card that was written, out of its file again."""
        from quizapp.author.new_card import take_out

        try:
            take_out(one)
        except EditError as error:
            navigator(self).tell(str(error), "error")
            return
        self._read_again(one)
        navigator(self).tell("The card was taken out again.", "information")

    def action_set_aside(self) -> None:
        navigator(self).show_set_aside()

    def action_past_quizzes(self) -> None:
        navigator(self).show_past_quizzes()

    def action_cursor(self, by: int) -> None:
        deck_list = self.query_one(DeckList)
        deck_list.action_cursor_down() if by > 0 else deck_list.action_cursor_up()

    def action_fold(self, is_open: bool | None = None) -> None:
        """Open or close the group at the cursor, or that of the deck there."""
        row = self._row
        if isinstance(row, GroupRow):
            wanted = not row.is_open if is_open is None else is_open
            if wanted != row.is_open:
                self._save(Arranged(row.subject, FOLDED, int(not wanted)))
        elif row and row.group and not is_open:
            subject = group_subject(row.group)
            self._save(Arranged(subject, FOLDED, 1))
            self._go_to(subject)

    def action_move(self, by: int) -> None:
        self._arrange(self._row, ArrangeStep.UP if by < 0 else ArrangeStep.DOWN)

    def action_organise(self) -> None:
        from quizapp.ui.screens.organise import ask_step

        row = self._row
        ask_step(self, row, self._arrangement, self._with_away, partial(self._arrange, row))

    def _arrange(self, row: HomeRow | None, step: ArrangeStep, text: str = "") -> None:
        match step:
            case ArrangeStep.WITH_AWAY | ArrangeStep.WITHOUT_AWAY:
                self._with_away = step is ArrangeStep.WITH_AWAY
                self.count()
            case ArrangeStep.CHANGE_SEARCH if isinstance(row, SearchRow):
                navigator(self).browse(row.query)
                navigator(self).tell(change_search(row.name), "news")
            case ArrangeStep.REVIEW if self._decks:
                navigator(self).review(self._decks)
            case _:
                data = row and event_of(step, row, self._rows, self._arrangement, text)
                if row and data and (event := self._save(data)):
                    self._done(partial(self._bring_back, event, row.subject))
                    if said := done(step, text or row.title):
                        navigator(self).tell(said, "information")

    def _bring_back(self, event: str, subject: str) -> None:
        try:
            self._profile.progress.undo(event, self._profile.clock())
        except NotSaved as error:
            navigator(self).tell(str(error), "error")
            return
        navigator(self).tell(TAKEN_BACK, "information")
        self.count()
        self._go_to(subject)

    def _save(self, data: Arranged | SearchSaved) -> str:
        """Keep what the learner says of a row, and show it; gives the event, none where it could
        not be saved, which is told."""
        try:
            event = self._profile.progress.change(data, self._profile.clock())
        except NotSaved as error:
            navigator(self).tell(str(error), "error")
            return ""
        self.count()
        return event

    def _go_to(self, subject: str) -> None:
        subjects = [row.subject for row in self._rows]
        if subject in subjects:
            self.query_one(DeckList).highlighted = subjects.index(subject)

    @property
    def _filter(self) -> "Input | None":
        """The field in which a filter is typed, while there is one."""
        return cast("Input | None", next(iter(self.query("#filter")), None))

    @property
    def _filtered(self) -> str:
        """What the decks that are shown have in their titles; empty for no filter."""
        return self._filter.value.strip() if self._filter else ""

    async def action_filter(self) -> None:
        from quizapp.ui.widgets.deck_filter import DeckFilter  # 10 ms

        if not self._filter:
            await self.mount(DeckFilter(), before="#body")
        self.set_focus(self._filter)  # at once, for what is typed in the same burst

    def on_input_changed(self) -> None:
        self._show_decks()
        self.query_one(DeckList).highlighted = 0

    async def on_deck_filter_left(self) -> None:
        subject = self._row.subject if self._row else ""
        await self.query("#filter").remove()
        self.query_one(DeckList).focus()
        self._show_decks()
        self._go_to(subject)

    def action_review_all(self) -> None:
        navigator(self).review(self._profile.decks)

    def _has_changed(self, deck: Deck) -> bool:
        """Since it was studied: that is told in a review, and may make cards due."""
        return is_as_studied(self._profile.progress.home, deck) is False

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        at, broken = event.option_index, self._profile.library.broken
        if at < len(self._rows):
            self._open_row(self._rows[at])
        elif self._filtered:
            navigator(self).browse(self._filtered, types=False)
        else:
            navigator(self).show_problems(broken[at - len(self._rows)])

    def _open_row(self, row: HomeRow) -> None:
        match row:
            case GroupRow():
                self.action_fold()
            case SearchRow():
                self._review_search(row)
            case DeckRow(deck, _, away):
                if away.archived:
                    navigator(self).tell(f"“{row.title}” {ARCHIVED_DECK}", "information")
                elif self._asks(deck) or self._has_changed(deck):
                    navigator(self).review([deck])
                else:
                    self._ask_more([deck])

    def _asks(self, deck: Deck) -> bool:
        """Whether a review of the deck alone asks anything today."""
        today = self._today or self._profile.today()
        return bool(today.work([deck]).each[0].total)

    def _found_by(self, row: SearchRow) -> tuple[str, ...] | None:
        """The cards that it finds now; None, which is told, where it cannot be read."""
        from quizapp.core.errors import SearchError

        try:
            return self._searched.keys(row.query, self._searchable, self._profile.context)
        except SearchError as error:
            navigator(self).tell(f"{row.query}: {error}", "error")
            return None

    @property
    def _found_by_row(self) -> tuple[str, ...] | None:
        """The cards of the saved search at the cursor; none, which is told, where it has none."""
        row = self._row
        if not isinstance(row, SearchRow):
            return None
        keys = self._found_by(row)
        if keys == ():
            navigator(self).tell(f"“{row.title}” {NO_CARD_NOW}", "information")
        return keys

    def _review_search(self, row: SearchRow) -> None:
        """What is to be asked among the cards that it finds now; else the cards themselves."""
        from quizapp.study.selection import Among

        today, decks = self._profile.today(), self._searchable
        keys = self._found_by(row)
        if keys is None:
            return
        if today.waiting(decks, frozenset(keys)).total:
            slugs = set(map(deck_of, keys))
            holding = [deck for deck in decks if deck.slug in slugs]
            navigator(self).review(holding, Among(row.title, keys))
        else:
            navigator(self).browse(row.query, types=False)
            navigator(self).tell(f"“{row.title}” {NOTHING_FOUND_DUE}", "information")
