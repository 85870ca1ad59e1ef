"""Home: what is due today, deck by deck, and what to press."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static

from quizapp.core import words
from quizapp.core.errors import EditError
from quizapp.deck.deck import Deck
from quizapp.presentation.actions import HOME
from quizapp.presentation.home import (
    checking_in_words,
    first_start_in_words,
    held_back_in_words,
    today_in_words,
)
from quizapp.scheduling.catch_up import CatchUp
from quizapp.scheduling.day_load import DayLoad, first_guess
from quizapp.scheduling.today import Due, HeldBack, Today, Work
from quizapp.statistics.habits import known_by_deck, streak
from quizapp.study.profile import Profile
from quizapp.study.studied_versions import is_as_studied
from quizapp.study.untold_changes import untold_changes
from quizapp.ui.keymap import bindings
from quizapp.ui.navigation import navigator
from quizapp.ui.themes import styled
from quizapp.ui.widgets.answer import is_there
from quizapp.ui.widgets.deck_list import DeckLine, DeckList, sums
from quizapp.ui.widgets.frame import DOWN, KeyBar, Rule, TitleLine
from quizapp.ui.widgets.home_side import HomeSide

if TYPE_CHECKING:
    from quizapp.author.new_card import AddedCard

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
        self._known: Mapping[str, float] = {}
        """By deck; without those of which it is not known yet."""
        self._changed: Mapping[str, int] = {}
        """By deck, cards that are not as they were when it was studied."""
        self._is_reckoning = False
        self._written: list[AddedCard] = []
        """Cards that were written and can be taken out again, as long as nothing was answered."""
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
        decks = profile.library.decks
        today = self._today = profile.today()
        work = self._work = today.work(decks)
        self._day = today.day
        self._coming = (first_guess(today, work.total),)
        at_once = sum(len(deck.keys) for deck in decks) <= AT_ONCE
        if at_once:
            self._known = known_by_deck(today)
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
        library, work = self._profile.library, self._work
        known, changed = self._known.get, self._changed.get
        lines = [
            DeckLine(
                deck.title,
                deck.path,
                due,
                known(deck.slug),
                deck.slug,
                drafts=deck.drafts,
                changed=changed(deck.slug, 0),
            )
            for deck, due in zip(library.decks, work.waiting, strict=True)
        ]
        lines += [
            DeckLine(broken.path.name, broken.path, Due(), error=broken.short)
            for broken in library.broken
        ]
        self.query_one(DeckList).show(lines, sums(work.waiting, work.total))

    def _show_today(self) -> None:
        said = today_in_words(self._profile, self._work, self._coming, self.app.size.width)
        self.query_one("#today", TitleLine).left = styled(*said)

    def _show_coming(self, today: Today) -> None:
        """When all else is on the screen."""
        from quizapp.scheduling.forecast import forecast_to_next

        if self._is_shown(today):
            changed = untold_changes(self._profile.library.decks, self._profile.progress)
            self._take_changed(today, changed)
            self._take_coming(today, forecast_to_next(today))

    def _reckon_aside(self, today: Today) -> None:
        """In a thread, which looks at a copy: with 100,000 cards it takes half a second.

        There is one at a time; what has changed meanwhile is reckoned by the next.
        """
        if self._is_reckoning or not self._is_shown(today):
            return
        self._is_reckoning = True
        progress = today.context.progress.copy()
        aside = replace(today, context=replace(today.context, progress=progress))
        decks = self._profile.library.decks

        def reckon() -> None:
            from quizapp.scheduling.forecast import forecast_to_next

            try:
                self.call_later(self._take_known, today, known_by_deck(aside))
                self.call_later(self._take_changed, today, untold_changes(decks, progress))
                if self._is_shown(today):
                    self.call_later(self._take_coming, today, forecast_to_next(aside))
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
            self._known = known
            self._show_decks()

    def _take_changed(self, today: Today, changed: Mapping[str, int]) -> None:
        if self._is_shown(today) and changed != self._changed:
            self._changed = changed
            self._show_decks()
            self.refresh_bindings()

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
                return bool(self._changed) or any(due.total for due in self._work.each)
            case "curate":
                return any(deck.drafts for deck in self._profile.library.decks)
            case "undo":
                return self._can_take_out or navigator(self).can_undo
            case "quiz" | "practise" | "ready" | "read":
                return self._deck is not None
        return True

    @property
    def _deck(self) -> Deck | None:
        """The one at the cursor."""
        decks, at = self._profile.library.decks, self.query_one(DeckList).highlighted
        return decks[at] if at is not None and at < len(decks) else None

    def action_quiz(self) -> None:
        if self._deck:
            navigator(self).set_up_quiz([self._deck])

    def action_statistics(self) -> None:
        navigator(self).statistics(self._deck)

    def action_minutes(self) -> None:
        from quizapp.ui.screens import study_prompts  # 4 ms that Home need not wait for

        study_prompts.ask_minutes(self, self._profile.library.decks)

    def action_more(self) -> None:
        self._ask_more(self._profile.library.decks)

    def _ask_more(self, decks: Sequence[Deck]) -> None:
        from quizapp.ui.screens import study_prompts

        review = partial(navigator(self).review, decks)
        study_prompts.ask_more(self, self._profile, decks, review)

    def action_practise(self) -> None:
        from quizapp.ui.screens import study_prompts

        if self._deck:
            study_prompts.ask_practice(self, self._profile, [self._deck])

    def action_ready(self) -> None:
        from quizapp.ui.screens import study_prompts

        if self._deck:
            study_prompts.ask_day(self, self._profile, [self._deck])

    def action_read(self) -> None:
        if self._deck:
            navigator(self).read([self._deck])

    def action_undo(self) -> None:
        if self._can_take_out:
            self._take_out()
        else:
            navigator(self).undo()
        if self.app.screen is self:
            self.count()

    def action_from_article(self) -> None:
        navigator(self).make_from_article()

    def action_curate(self) -> None:
        """The drafts in the folder of the deck at the cursor; where none is there, all of them."""
        places = {deck.path.parent for deck in self._profile.library.decks if deck.drafts}
        here = self._deck.path.parent if self._deck else None
        navigator(self).curate([here] if here in places and here else sorted(places))

    def action_new_card(self) -> None:
        from quizapp.ui.screens.new_card import write_card  # 40 ms, with all types of cards

        write_card(self, self._profile, self._deck, self._take_written)

    def _take_written(self, written: "Sequence[AddedCard]") -> None:
        """Count the cards that were written at once."""
        self._written, self._answers_then = [*written], self._profile.progress.reviews
        self._read_again(written[0])
        number = words.count(len(written), "card")
        navigator(self).tell(f"{number} written. n writes another; u takes it out.", "information")

    def _read_again(self, one: "AddedCard") -> None:
        profile = self._profile
        if found := profile.read_anew(one.path):
            navigator(self).show_problems(found)
        self.count()
        paths = [deck.path for deck in profile.library.decks]
        if one.path in paths:
            self.query_one(DeckList).highlighted = paths.index(one.path)

    @property
    def _can_take_out(self) -> bool:
        return bool(self._written) and self._answers_then == self._profile.progress.reviews

    def _take_out(self) -> None:
        """The card that was written last, out of its file again."""
        from quizapp.author.new_card import take_out

        one = self._written.pop()
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

    def action_review_all(self) -> None:
        navigator(self).review(self._profile.library.decks)

    def _has_changed(self, deck: Deck) -> bool:
        """Since it was studied: that is told in a review, and may make cards due."""
        return is_as_studied(self._profile.progress.home, deck) is False

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        library, at = self._profile.library, event.option_index
        if at >= len(library.decks):
            navigator(self).show_problems(library.broken[at - len(library.decks)])
        elif self._work.each[at].total or self._has_changed(library.decks[at]):
            navigator(self).review([library.decks[at]])
        else:
            self._ask_more([library.decks[at]])
