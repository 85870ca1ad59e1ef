"""The app: all screens and the way between them, themes, and the keys that work everywhere."""

import asyncio
import contextlib
import gc
import signal
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, ClassVar, assert_never, cast

from textual import events, on
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.filter import LineFilter
from textual.screen import Screen
from textual.theme import Theme

from quizapp.core.errors import DeckError, NotSaved, QuizError, SettingsError
from quizapp.core.settings import SettingValue
from quizapp.deck.deck import Deck
from quizapp.presentation.actions import EVERYWHERE, PALETTE
from quizapp.study.profile import Profile
from quizapp.ui.cells import count_as_terminals_do
from quizapp.ui.filter import Colourless, ControlFilter
from quizapp.ui.keymap import bindings, keymap, problems
from quizapp.ui.navigation import Step
from quizapp.ui.screens.home import HomeScreen
from quizapp.ui.start import (
    ON_HOME,
    Curate,
    Home,
    Read,
    ShowPastQuizzes,
    ShowPreview,
    Start,
    StartQuiz,
    StartReview,
)
from quizapp.ui.themes import DARK, THEMES
from quizapp.ui.typing_ahead import Detour, TypingAhead

if TYPE_CHECKING:  # loaded when they are wanted: Home need not wait for them (a review, 200 ms)
    from quizapp.author.curate.curation import Curation
    from quizapp.core.day import Day
    from quizapp.deck.deck import Card
    from quizapp.deck.library import BrokenDeck
    from quizapp.questions.base import Evidence
    from quizapp.study.card_batch import BatchLog
    from quizapp.study.question_pool import QuizOptions
    from quizapp.study.quiz import QuizSession
    from quizapp.study.results import Results
    from quizapp.study.review import ReviewSession
    from quizapp.study.revisions import Revision
    from quizapp.study.selection import Selection

_KEY_NAMES = {
    "enter": "enter",
    "escape": "esc",
    "space": "space",
    "question_mark": "?",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "page up",
    "pagedown": "page down",
}
"""As they are printed on most keyboards."""


def _load_ahead() -> None:
    """Load what the first review needs (200 ms) while the learner looks at Home."""
    import quizapp.questions.union
    import quizapp.ui.screens.review
    import quizapp.ui.screens.summary  # noqa: F401  (to have it loaded)
    from quizapp.progress import disk

    disk.load_lock()


def _load_form() -> None:
    """Load what it takes to edit a draft, while the first one is read."""
    import quizapp.ui.screens.card_form  # noqa: F401


class DeckCommands(Provider):
    """The decks in the command palette: start a review of any of them, from Home.

    Titles are foreign text, so they go in as Content.
    """

    async def discover(self) -> Hits:
        for title, run in self._commands():
            yield DiscoveryHit(Content(title), run, text=title)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for title, run in self._commands():
            if (score := matcher.match(title)) > 0:
                yield Hit(score, Content(title), run, text=title)

    def _commands(self) -> Iterator[tuple[str, Callable[[], None]]]:
        app = cast("QuizApp", self.app)
        if app.is_home:
            for deck in app.profile.decks:
                yield f"Review: {deck.title}", partial(app.review, [deck])


class QuizApp(App[None]):
    """Home, and whatever is opened on top of it. It is the `Navigator` of its screens."""

    TITLE = "quizapp"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    COMMANDS = App.COMMANDS | {DeckCommands}
    HORIZONTAL_BREAKPOINTS = [
        (0, "-narrow"),
        (72, "-normal"),
        (110, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [
        (0, "-low"),
        (16, "-high"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = bindings(EVERYWHERE)

    def __init__(self, profile: Profile, start: Start = ON_HOME) -> None:
        # before the style sheet is made, which would have to be made again for another theme
        count_as_terminals_do()
        wanted = profile.settings.theme
        self.set_reactive(App.theme, wanted)
        super().__init__()
        if wanted not in self.available_themes:
            self.theme = DARK.name
        self.profile = profile
        self.quiz_options: QuizOptions | None = None
        self.pasted = ""
        self._start = start
        self._reviews: list[ReviewSession] = []
        self._leisure: Thread | None = None
        self.told = 0
        """How many of the notices about the learner's progress have been shown."""
        self._controls = ControlFilter()
        self._typing = TypingAhead(self)

    @cached_property  # it is asked for dozens of times in each picture
    def available_themes(self) -> dict[str, Theme]:
        return {**super().available_themes, **THEMES}

    def get_default_screen(self) -> Screen[None]:
        # with the classes that its size will give it, or all is styled twice
        sizes = (
            (self.size.width, self.HORIZONTAL_BREAKPOINTS),
            (
                self.size.height,
                self.VERTICAL_BREAKPOINTS,
            ),
        )
        names = [max(one for one in points if one[0] <= size)[1] for size, points in sizes]
        return HomeScreen(self.profile, " ".join(names))

    def on_mount(self) -> None:
        self._apply_settings()
        self._tell_notices()
        self._end_on_signals()
        self.screen_change_signal.subscribe(self, self._await_field, immediate=True)
        self.call_after_refresh(self._settle)
        match self._start:
            case StartReview(decks, selection):
                if decks:
                    self.review(decks, selection)
            case StartQuiz(decks, options, new):
                self.quiz_options = options
                if decks:
                    self.set_up_quiz(decks, options, new)
            case ShowPastQuizzes(decks):
                self.show_past_quizzes(decks)
            case Curate(paths):
                self.curate(paths)
            case Read(decks):
                self.read(decks)
            case ShowPreview(path):
                self.show_preview(path)
            case Home():
                pass
            case _:
                assert_never(self._start)

    # keys for a field that is not there yet

    async def on_event(self, event: events.Event) -> None:
        if not self._typing.detour(event):
            await self._take(event)

    async def _take(self, event: events.Event) -> None:
        now = self._typing.now(event)
        if now is not None:
            await super().on_event(now)
        elif self._typing.is_stuck:
            await self._give_typed()

    def _await_field(self, screen: Screen[object]) -> None:
        if self._typing.keep_for(screen):
            screen.call_after_refresh(self.call_later, self._give_typed)

    async def _give_typed(self) -> None:
        """One key after another: each may move the focus."""
        event = self._typing.next_for(self.screen)
        if event is not None:
            await super().on_event(event)
            self._typing.await_taken()

    @on(Detour)
    async def _come_back(self, detour: Detour) -> None:
        if detour.key:
            await self._take(detour.key)
        else:
            await self._give_typed()

    def _end_on_signals(self) -> None:
        """When the system ends the app, it must still give the terminal back as it was."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None:
                with contextlib.suppress(NotImplementedError, RuntimeError):  # Windows, threads
                    loop.add_signal_handler(number, self._end_on, number)

    def _end_on(self, number: int) -> None:
        self.exit(return_code=128 + number)

    def _settle(self) -> None:
        """What can wait until something is on the screen."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        Thread(target=_load_ahead, daemon=True).start()

    def tidy(self) -> None:
        """Clear away what a session has left, while Home is looked at, and look no more through
        what stays: such a search takes up to 50 ms, and would come in the midst of keys."""
        if gc.get_freeze_count():
            gc.collect()
            gc.freeze()

    def rest(self) -> None:
        self._tell_notices()
        if self._leisure and self._leisure.is_alive():
            return
        if work := self.profile.progress.leisure_work():
            # a daemon: whoever quits need not wait, as nothing is lost with it
            self._leisure = Thread(target=work, daemon=True)
            self._leisure.start()

    def _tell_notices(self) -> None:
        """Those of the learner's progress that have not been told."""
        notices = self.profile.progress.notices
        while self.told < len(notices):
            self.tell(notices[self.told])
            self.told += 1

    # settings

    def _apply_settings(self) -> None:
        """Take up the theme and the keys that are set, and say what is wrong with them."""
        settings = self.profile.settings
        if settings.theme not in self.available_themes:
            known = ", ".join(self.available_themes)
            self.tell(f"config.toml: there is no theme {settings.theme!r}; there are {known}.")
        if settings.keys:
            self.set_keymap(keymap(settings.keys))
            for problem in problems(settings.keys):
                self.tell(f"config.toml: {problem}")
        self.theme_changed_signal.subscribe(self, self._remember_theme)

    def configure(self, name: str, value: SettingValue) -> bool:
        """Keep a setting and apply it at once. None is the default.

        False, with a message and all as it was, when it cannot be kept.
        """
        try:
            self.profile.configure(name, value)
        except SettingsError as error:
            self.tell(str(error))
            return False
        if name == "theme":
            self.theme = self.profile.settings.theme
        for session in self._reviews:
            session.configure(self.profile.context)
        return True

    def configure_key(self, name: str, key: str | None) -> bool:
        """As `configure`, for the key of the action `name`."""
        try:
            self.profile.configure_key(name, key)
        except SettingsError as error:
            self.tell(str(error))
            return False
        self.set_keymap(keymap(self.profile.settings.keys))
        return True

    def _remember_theme(self, theme: Theme) -> None:
        if theme.name != self.profile.settings.theme:
            self.configure("theme", theme.name)

    def tell(self, message: str, severity: str = "warning") -> None:
        """Show a message that need not be answered. It is text, never markup."""
        match severity:
            case "error":
                self.notify(message, severity="error", timeout=12, markup=False)
            case "information":
                self.clear_notifications()  # one hint at a time is enough
                self.notify(message, severity="information", timeout=3, markup=False)
            case "news":
                self.notify(message, severity="information", timeout=12, markup=False)
            case _:
                self.notify(message, severity="warning", timeout=8, markup=False)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What our style sheet needs and other themes do not have."""
        if "faint" in self.current_theme.variables:
            return {}
        colors = self.current_theme.to_color_system().generate()
        faint = colors["foreground-muted"]
        return {"faint": faint, "rule": colors.get("foreground-disabled", faint)}

    # where to go; each screen is loaded when it is opened

    def review(self, decks: Sequence[Deck], selection: "Selection | None" = None) -> None:
        from quizapp.study.review import ReviewSession
        from quizapp.ui.screens.review import ReviewScreen

        try:
            session = ReviewSession.begin(decks, self.profile.today(), selection)
        except NotSaved as error:
            self.tell(str(error), "error")
            return
        self._reviews.append(session)
        self.push_screen(ReviewScreen(self.profile, session))

    def show_review(self, session: "ReviewSession") -> None:
        from quizapp.ui.screens.review import ReviewScreen

        self.switch_screen(ReviewScreen(self.profile, session))

    def show_summary(self, session: "ReviewSession") -> None:
        from quizapp.ui.screens.summary import SummaryScreen

        self.switch_screen(SummaryScreen(self.profile, session))

    @property
    def can_undo(self) -> bool:
        return bool(self.batches_done) or any(session.undo_stack for session in self._reviews)

    @property
    def batches_done(self) -> int:
        return len(self.batches.done) if "batches" in self.__dict__ else 0

    def undo_batch(self) -> None:
        from quizapp.presentation.card_batch import taken_back

        try:
            batch = self.batches.undo(self.profile.clock())
        except NotSaved as error:
            self.tell(str(error), "error")
            return
        if batch:
            self.tell(taken_back(batch), "information")

    def undo(self) -> None:
        while self._reviews and not self._reviews[-1].undo_stack:
            self._reviews.pop()
        if self.batches_done and (self.batches.is_latest or not self._reviews):
            self.undo_batch()
            return
        if not self._reviews:
            return
        from quizapp.presentation.feedback import taken_back
        from quizapp.study.stages import AskedAgain, MoreGranted
        from quizapp.ui.screens.review import ReviewScreen

        session = self._reviews[-1]
        try:
            undone = session.undo(self.profile.clock())
        except NotSaved as error:
            self.tell(str(error), "error")
            return
        is_about_many = isinstance(undone, MoreGranted | AskedAgain)
        if is_about_many and undone:
            self.tell(taken_back(undone), "information")
        if session.presented or not is_about_many:
            self.push_screen(ReviewScreen(self.profile, session))

    def set_up_quiz(
        self,
        decks: Sequence[Deck],
        options: "QuizOptions | None" = None,
        new: bool = False,
        only: Collection[str] | None = None,
    ) -> None:
        from quizapp.ui.screens.quiz_setup import QuizSetupScreen

        try:
            screen = QuizSetupScreen(self.profile, decks, options, new, only)
        except DeckError as error:
            self.tell(str(error), "error")
            return
        self.push_screen(screen)

    def show_quiz(self, session: "QuizSession") -> None:
        from quizapp.ui.screens.quiz import QuizScreen

        self.switch_screen(QuizScreen(self.profile, session))

    def show_results(self, results: "Results", replacing: bool = False) -> None:
        from quizapp.ui.screens.results import ResultsScreen

        screen = ResultsScreen(self.profile, results)
        if replacing:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def show_past_quizzes(self, decks: Sequence[Deck] | None = None) -> None:
        from quizapp.ui.screens.past_quizzes import PastQuizzesScreen

        self.push_screen(PastQuizzesScreen(self.profile, decks))

    def statistics(self, deck: Deck | None = None) -> None:
        from quizapp.ui.screens.statistics import StatisticsScreen

        self.push_screen(StatisticsScreen(self.profile, deck))

    def show_preview(self, path: Path) -> None:
        from quizapp.ui.screens.preview import PreviewScreen

        self.push_screen(PreviewScreen(self.profile, path))

    def show_set_aside(self) -> None:
        from quizapp.ui.screens.set_aside import SetAsideScreen

        self.push_screen(SetAsideScreen(self.profile))

    def make_from_article(self) -> None:
        from quizapp.ui.screens.from_article import FromArticleScreen

        self.push_screen(FromArticleScreen(self.profile))

    def curate(self, paths: Sequence[Path]) -> None:
        from quizapp.author.curate.curation import Curation
        from quizapp.deck.files import deck_files
        from quizapp.ui.screens.curate import CurateScreen
        from quizapp.ui.screens.curated import CuratedScreen

        each = (deck_files(path) if path.is_dir() else [path] for path in paths)
        try:
            curation = Curation.open(list(chain.from_iterable(each)), self.profile.clock)
        except QuizError as error:
            self.tell(str(error), "error")
            return
        for said in curation.unreadable:
            self.tell(said)
        self.push_screen(CurateScreen(curation) if curation.queue else CuratedScreen(curation))
        Thread(target=_load_form, daemon=True).start()

    def go_on_curating(self, curation: "Curation") -> None:
        from quizapp.ui.screens.curate import CurateScreen

        self.switch_screen(CurateScreen(curation))

    def show_curated(self, curation: "Curation") -> None:
        from quizapp.ui.screens.curated import CuratedScreen

        self.switch_screen(CuratedScreen(curation))

    def end_curating(self, curation: "Curation") -> None:
        self.profile.take_in([path for path in curation.store.files if path.exists()])
        self.pop_screen()

    def read(self, decks: Sequence[Deck], card: str = "") -> None:
        from quizapp.ui.screens.read import open_text

        open_text(self, self.profile, decks, card)

    def show_source(self, deck: Deck, evidence: "Sequence[Evidence]", card: str = "") -> None:
        from quizapp.ui.screens.overlays import SourceScreen

        passages = deck.passages()
        leads_on = card and passages and any(one is deck for one in self.profile.library.decks)
        read = partial(self.read, [deck], card) if leads_on else None
        self.push_screen(SourceScreen(deck.source, passages, evidence, read))

    @cached_property
    def batches(self) -> "BatchLog":
        """What was done to many cards at once since the app was opened."""
        from quizapp.study.card_batch import BatchLog

        return BatchLog(self.profile.progress)

    def browse(self, query: str = "", types: bool = True) -> None:
        from quizapp.ui.screens.browse import BrowseScreen
        from quizapp.ui.screens.card_info import CardInfoScreen

        stack = self.screen_stack
        if isinstance(stack[-1], CardInfoScreen) and isinstance(stack[-2], BrowseScreen):
            self.pop_screen()
        if isinstance(self.screen, BrowseScreen):
            self.screen.search_for(query)
        else:
            self.push_screen(BrowseScreen(self.profile, self.batches, query, types))

    def action_find(self) -> None:
        self.browse()

    def show_card(self, deck: Deck, card: "Card", step: Step | None = None) -> None:
        from quizapp.ui.screens.card_info import CardInfoScreen

        self.push_screen(CardInfoScreen(self.profile, deck, card, step))

    def show_problems(
        self, broken: "BrokenDeck", next_step: str = "", again: Callable[[], object] | None = None
    ) -> None:
        from quizapp.ui.screens.overlays import ProblemsScreen

        self.push_screen(ProblemsScreen(broken, next_step, again))

    def show_changes(self, revision: "Revision") -> None:
        from quizapp.ui.screens.overlays import ChangesScreen

        self.push_screen(ChangesScreen(revision))

    def optimise(self) -> None:
        from quizapp.ui.screens.optimiser import OptimiserScreen

        self.push_screen(OptimiserScreen(self.profile))

    def show_plan(self, decks: Sequence[Deck], day: "Day") -> None:
        from quizapp.ui.screens.overlays import PlanScreen

        self.push_screen(PlanScreen(self.profile, decks, day))

    def action_help(self) -> None:
        from quizapp.ui.screens.overlays import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_settings(self) -> None:
        from quizapp.ui.screens.settings import SettingsScreen

        if not any(isinstance(screen, SettingsScreen) for screen in self.screen_stack):
            self.push_screen(SettingsScreen(self.profile))

    async def action_copy_or_quit(self) -> None:
        """A second press quits: what was copied is not selected any more."""
        field: Any = self.focused
        text = getattr(field, "selected_text", "")
        if text:
            field.selection = type(field.selection).cursor(field.selection.end)
        else:
            text = self.screen.get_selected_text() or ""
            self.screen.clear_selection()
        if text:
            self.copy_to_clipboard(text)
            self.tell("Copied.", "information")
        else:
            await self.action_quit()

    async def action_quit(self) -> None:
        """A screen in which something would be lost asks once."""
        stays = getattr(self.screen, "stays_once", None)
        if stays is None or not stays():
            await super().action_quit()

    def get_key_display(self, binding: Binding) -> str:
        if binding.key.startswith("ctrl+"):
            return binding.key  # as all texts have it
        return _KEY_NAMES.get(binding.key) or super().get_key_display(binding)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        yield SystemCommand("Keys", "Show what every key does here", self.action_help)
        yield SystemCommand("Settings", "Limits, memory, look, keys", self.action_settings)
        yield SystemCommand("Theme", "Choose how quizapp looks", self.action_change_theme)
        yield SystemCommand("Quit", "Everything is saved already", self.action_quit)
        if self.is_home:
            yield from self._beginnings()

    def _beginnings(self) -> Iterator[SystemCommand]:
        """What can be begun from Home, with all decks."""
        from quizapp.ui.screens import study_prompts

        home, profile, decks = self.screen_stack[0], self.profile, self.profile.decks
        review = partial(self.review, decks)
        does: dict[str, Callable[[], None]] = {
            "review-all": review,
            "quiz-all": partial(self.set_up_quiz, decks),
            "past-quizzes": self.show_past_quizzes,
            "minutes": partial(study_prompts.ask_minutes, home, decks),
            "more": partial(study_prompts.ask_more, home, profile, decks, review),
            "practise-all": partial(study_prompts.ask_practice, home, profile, decks),
            "ready-all": partial(study_prompts.ask_day, home, profile, decks),
            "read": partial(self.read, decks),
            "from-article": self.make_from_article,
            "statistics": self.statistics,
            "set-aside": self.show_set_aside,
            "curate": cast("HomeScreen", home).action_curate,
            "new-card": cast("HomeScreen", home).action_new_card,
            "organise": cast("HomeScreen", home).action_organise,
        }
        for action in PALETTE:
            yield SystemCommand(action.label, action.help, does[action.id])

    @property
    def is_home(self) -> bool:
        """Whether Home is what the learner sees, the palette aside."""
        seen = [one for one in self.screen_stack if not isinstance(one, CommandPalette)]
        return bool(seen) and isinstance(seen[-1], HomeScreen)

    def get_line_filters(self) -> Sequence[LineFilter]:
        if self.no_color:  # for which Textual would paint shades of grey
            return [self._controls, Colourless()]
        return [*super().get_line_filters(), self._controls]
