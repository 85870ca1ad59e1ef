"""Home: what is due today, deck by deck, and what to press."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static

from quizapp.core import words
from quizapp.deck.deck import Deck
from quizapp.scheduling.catch_up import CatchUp
from quizapp.scheduling.day_load import DayLoad, first_guess
from quizapp.scheduling.today import Due, Held, Work
from quizapp.statistics.habits import known, streak
from quizapp.study.profile import Profile
from quizapp.ui.home_text import first_start_in_words, held_back_in_words, today_in_words
from quizapp.ui.widgets.deck_list import DeckLine, DeckList, sums
from quizapp.ui.widgets.frame import DOWN, KeyBar, Rule, TitleLine
from quizapp.ui.widgets.week import BESIDE, week

if TYPE_CHECKING:
    from quizapp.ui.app import QuizApp

BAR = 14
"""Cells, of a day to come, where there is room."""

WATCH = 2.0
"""Seconds between looks at what another window has answered."""


MORE_TODAY = Binding(
    "plus",
    "more",
    "More today",
    tooltip="More than today's limits let in, or cards of the days to come",
    id="more",
)


class HomeScreen(Screen[None]):
    app: "QuizApp"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "review_all", "All due", tooltip="Review all decks together", id="review-all"),
        Binding("t", "quiz", "Quiz", tooltip="A quiz on the deck at the cursor", id="quiz"),
        Binding(
            "m",
            "minutes",
            "Minutes",
            tooltip="What does most good in so many minutes",
            id="minutes",
        ),
        Binding(
            "p",
            "practise",
            "Practise",
            tooltip="Practise the deck, or a tag of it; the schedule stays as it is",
            id="practise",
        ),
        MORE_TODAY,
        Binding(
            "d", "ready", "Ready by", tooltip="A plan for knowing the deck by a day", id="ready"
        ),
        Binding(
            "x",
            "marked",
            "Set aside",
            tooltip="Suspended, buried and flagged cards, and leeches",
            id="set-aside",
        ),
        Binding(
            "v",
            "app.show_past_quizzes",
            "Past quizzes",
            show=False,
            tooltip="Quizzes that were handed in, and their results",
            id="past-quizzes",
        ),
        Binding("comma", "app.settings", "Settings"),
        Binding("u", "undo", "Undo", show=False, tooltip="Take back what was done last", id="undo"),
        Binding("ctrl+z", "undo", "Undo", show=False),
        Binding("k", "cursor(-1)", "Up", show=False),
        Binding("j", "cursor(1)", "Down", show=False),
        Binding("q", "app.quit", "Quit", tooltip="Quit; everything is saved already"),
    ]

    def __init__(self, profile: Profile) -> None:
        super().__init__()
        self._profile = profile
        self._work = Work([], Due(), Held(), [])
        self._day = profile.today
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
            with Vertical(id="side"):
                yield Static(id="week")
        yield Static(id="first-start")
        yield Rule(decks, DOWN)
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(DeckList).focus()
        self.set_interval(WATCH, self.look)

    def on_screen_resume(self) -> None:
        """When Home opens, and when the learner comes back to it."""
        self._show()

    def on_resize(self) -> None:
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """What hangs on the width."""
        self._show_heading()
        if self._coming:
            self._show_today()
            self._show_week()

    def look(self) -> None:
        """Show what another window has done, and a new day when it begins."""
        if self.app.screen is self:
            self._profile.progress.refresh()
            work = self._profile.day_of_work().work(self._profile.library.decks)
            if (work, self._profile.today) != (self._work, self._day):
                self._show()

    def _show(self) -> None:
        profile = self._profile
        decks = profile.library.decks
        day = profile.day_of_work()
        work = self._work = day.work(decks)
        self._coming = (first_guess(day, work.total),)
        today = self._day = profile.today
        lines = [
            DeckLine(
                deck.title,
                deck.path,
                due,
                known(deck, profile.progress, profile.model, today),
                deck.slug,
            )
            for deck, due in zip(decks, work.waiting, strict=True)
        ]
        lines += [
            DeckLine(broken.path.name, broken.path, Due(), 0.0, error=broken.short)
            for broken in profile.library.broken
        ]
        deck_list = self.query_one(DeckList)
        deck_list.show(lines, sums(work.waiting, work.total))
        self._show_heading()
        date = words.date(profile.calendar.start(today))
        self.query_one("#top", TitleLine).right = Content.styled(date, "$faint")
        self._show_today()
        self._show_held_back(day.catch_up, work)
        self.query_one("#first-start", Static).update(first_start_in_words(self.app.size.width))
        self.set_class(bool(decks) and not profile.progress.reviews, "-first-start")
        days = streak(profile.progress, today)
        in_a_row = f"{words.count(days, 'day')} in a row" if days > 1 else ""
        self.query_one("#today", TitleLine).right = Content.styled(in_a_row, "$faint")
        self.refresh_bindings()
        self.call_after_refresh(self._show_coming)

    def _show_today(self) -> None:
        self.query_one("#today", TitleLine).left = today_in_words(
            self._profile, self._work, self._coming, self.app.size.width
        )

    def _show_coming(self) -> None:
        """When all else is on the screen: with 10,000 cards it takes a tenth of a second."""
        from quizapp.scheduling.forecast import forecast_to_next

        profile = self._profile
        if self.app.screen is self and profile.library.decks:
            self._coming = forecast_to_next(profile.day_of_work(), profile.calendar)
            self._show_today()
            self._show_week()

    def _show_week(self) -> None:
        room = self.query_one("#side").content_size.width - BESIDE
        if room > 0 and len(self._coming) > 1:
            drawn = week(self._coming, self._profile.calendar, min(BAR, room))
            self.query_one("#week", Static).update(drawn)

    def _show_held_back(self, catch_up: CatchUp | None, work: Work) -> None:
        """When there is something to say; at all other times there is not even an empty line."""
        said = held_back_in_words(catch_up, work, self._profile.settings)
        shown = self.query("#held-back").results(Static)
        if widget := next(shown, None):
            widget.display = bool(said)
            widget.update(said)
        elif said:
            self.mount(Static(said, id="held-back"), after="#today")

    def _show_heading(self) -> None:
        self.query_one("#columns", Static).update(self.query_one(DeckList).heading())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "review_all" | "minutes":
                return any(due.total for due in self._work.each)
            case "undo":
                return self.app.can_undo
            case "quiz" | "practise" | "ready":
                return self._deck is not None
        return True

    @property
    def _deck(self) -> Deck | None:
        """The one at the cursor."""
        decks, at = self._profile.library.decks, self.query_one(DeckList).highlighted
        return decks[at] if at is not None and at < len(decks) else None

    def action_quiz(self) -> None:
        if self._deck:
            self.app.quiz([self._deck])

    def action_minutes(self) -> None:
        from quizapp.ui import study_prompts  # 4 ms that Home need not wait for

        study_prompts.ask_minutes(self.app, self._profile.library.decks)

    def action_more(self) -> None:
        from quizapp.ui import study_prompts

        decks = self._profile.library.decks
        study_prompts.ask_more(self.app, self._profile, decks, partial(self.app.review, decks))

    def action_practise(self) -> None:
        from quizapp.ui import study_prompts

        if self._deck:
            study_prompts.ask_practice(self.app, self._profile, [self._deck])

    def action_ready(self) -> None:
        from quizapp.ui import study_prompts

        if self._deck:
            study_prompts.ask_day(self.app, self._profile, [self._deck])

    def action_undo(self) -> None:
        self.app.undo()
        self.look()

    def action_marked(self) -> None:
        from quizapp.ui.screens.set_aside import SetAsideScreen

        self.app.push_screen(SetAsideScreen(self._profile))

    def action_cursor(self, by: int) -> None:
        deck_list = self.query_one(DeckList)
        deck_list.action_cursor_down() if by > 0 else deck_list.action_cursor_up()

    def action_review_all(self) -> None:
        self.app.review(self._profile.library.decks)

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        library = self._profile.library
        if event.option_index >= len(library.decks):
            from quizapp.ui.screens.overlays import ProblemsScreen

            broken = library.broken[event.option_index - len(library.decks)]
            self.app.push_screen(ProblemsScreen(broken))
        elif self._work.each[event.option_index].total:
            self.app.review([library.decks[event.option_index]])
        else:
            from quizapp.ui import study_prompts

            decks = [library.decks[event.option_index]]
            study_prompts.ask_more(self.app, self._profile, decks, partial(self.app.review, decks))
