"""The learner's own parameters: trained, judged, and used on a word; and what a retention costs."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from quizapp.core.errors import NotSaved, QuizError
from quizapp.core.pauses import in_between
from quizapp.core.settings import Parameters
from quizapp.presentation import optimiser as said
from quizapp.presentation.actions import OPTIMISER
from quizapp.statistics.optimiser import BetterParameters, redating
from quizapp.statistics.optimiser_run import OptimiserReport, OptimiserRun, OptimiserStep
from quizapp.study.profile import Profile
from quizapp.ui.keymap import bindings
from quizapp.ui.navigation import navigator
from quizapp.ui.screens.paging import PagingScreen
from quizapp.ui.widgets.frame import KeyBar, TitleLine, bar, framed


@dataclass(frozen=True, slots=True)
class _Adopted:
    """What can be taken back."""

    before: Parameters | None
    rescheduling: str | None = None
    """The id of its event."""


class OptimiserScreen(PagingScreen):
    CSS_PATH = "../overlay.tcss"
    PAGE = "#optimiser"
    BINDINGS: ClassVar[list[BindingType]] = bindings(OPTIMISER)

    @dataclass
    class RunTold(Message):
        """A step or a report; or why there is none."""

        told: OptimiserStep | OptimiserReport | str

    @dataclass
    class MemoriesFollowed(Message):
        """All memories were followed by the parameters that are to be used."""

        then: Callable[[], Awaitable[None]]

    def __init__(self, profile: Profile) -> None:
        super().__init__()
        self._profile = profile
        self._run = OptimiserRun()
        self._report: OptimiserReport | None = None
        self._is_taking = False
        self._adopted: _Adopted | None = None
        self._news: list[str] = []
        """What was done, the last at the end."""

    def compose(self) -> ComposeResult:
        yield TitleLine(Content.styled("How your memory works", "bold"))
        yield from framed(
            VerticalScroll(
                Static(said.ABOUT, id="about", markup=False),
                Static(id="found", markup=False),
                id="optimiser",
                can_focus=False,
            )
        )
        yield KeyBar()

    def on_mount(self) -> None:
        self._show(OptimiserStep(0.0, "Reading your answers"))
        self.run_worker(self._listen, thread=True)

    def on_unmount(self) -> None:
        self._run.stop()

    def _listen(self) -> None:
        try:
            for step in self._run.steps():
                self.post_message(self.RunTold(step))
        except QuizError as error:
            self.post_message(self.RunTold(str(error)))

    @on(RunTold)
    def _told(self, event: RunTold) -> None:
        match event.told:
            case OptimiserStep() as step:
                self._show(step)
            case OptimiserReport() as report:
                self._report = report
                self._show_report()
            case why:
                self.query_one("#found", Static).update(Content.styled(why, "$error"))

    def _show(self, step: OptimiserStep) -> None:
        line = Content.assemble(
            f"{step.doing}   ", bar(step.share, 20), f"{step.share:.0%}".rjust(6)
        )
        self.query_one("#found", Static).update(line)

    def on_resize(self) -> None:
        if self._report:
            self._show_report()

    def _show_report(self) -> None:
        self.query_one("#about", Static).display = False
        self.query_one("#found", Static).update(Content("\n").join(self._lines()))
        self.refresh_bindings()

    def _lines(self) -> Iterator[Content]:
        report = self._report
        assert report
        for line in self._news:
            yield Content.styled(line, "$success")
        if self._news:
            yield Content()
        if found := report.optimisation:
            yield from map(_styled, said.lines(found))
            if isinstance(found, BetterParameters):
                yield Content()
                yield Content(said.due_days(found.change))
        yield Content()
        if report.tradeoff is None:
            yield Content(said.NO_CARDS)
            return
        width = self.query_one("#found", Static).size.width or 60
        yield from map(_styled, said.tradeoff_lines(report.tradeoff, min(72, width)))

    # using them

    @property
    def _better(self) -> BetterParameters | None:
        found = self._report and self._report.optimisation
        return found if isinstance(found, BetterParameters) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "adopt" | "adopt_moved":
                return self._better is not None and not (self._adopted or self._is_taking)
            case "undo":
                return self._adopted is not None and not self._is_taking
        return super().check_action(action, parameters)

    def action_adopt(self) -> None:
        self._switch(said.TAKING, self._after, self._adopt)

    def action_adopt_moved(self) -> None:
        self._switch(said.TAKING, self._after, self._adopt_moved)

    def action_undo(self) -> None:
        assert self._adopted
        if event := self._adopted.rescheduling:
            try:  # first, so that the memories that are followed anew know of it
                self._profile.progress.undo(event, self._profile.clock())
            except NotSaved as error:
                navigator(self).tell(str(error))
                return
            self._adopted = replace(self._adopted, rescheduling=None)
        self._switch(said.TAKING_BACK, self._adopted.before, self._take_back)

    @property
    def _after(self) -> Parameters:
        assert self._better
        return self._better.after

    def _switch(
        self, news: str, parameters: Parameters | None, then: Callable[[], Awaitable[None]]
    ) -> None:
        """Follow all memories by other parameters, in a thread, and `then` use these."""
        self._is_taking, self._news = True, [news]
        self._show_report()
        self.page.scroll_home(animate=False)

        def follow() -> None:
            self._profile.prepare(parameters)
            self.post_message(self.MemoriesFollowed(then))

        self.run_worker(follow, thread=True)

    @on(MemoriesFollowed)
    async def _followed(self, event: MemoriesFollowed) -> None:
        async def use() -> None:
            self._news = []
            try:
                await event.then()
            except NotSaved as error:
                navigator(self).tell(str(error))
            self._is_taking = False
            self._show_report()

        self.run_worker(use())

    async def _adopt(self) -> None:
        before = self._profile.settings.fsrs_parameters
        if navigator(self).configure("fsrs_parameters", self._after):
            self._adopted = _Adopted(before)
            self._news = [said.IN_USE]

    async def _adopt_moved(self) -> None:
        await self._adopt()
        if self._adopted:
            moved = await in_between(redating(self._profile), lambda _: None)
            event = self._profile.progress.change(moved, self._profile.clock())
            self._adopted = replace(self._adopted, rescheduling=event)
            self._news.append(said.moved(len(moved.cards)))

    async def _take_back(self) -> None:
        assert self._adopted
        if navigator(self).configure("fsrs_parameters", self._adopted.before):
            self._adopted, self._news = None, [said.TAKEN_BACK]


def _styled(line: str) -> Content:
    if line.startswith(said.HEADINGS):
        return Content.styled(line, "bold")
    if any(one in line for one in said.COLUMNS):
        return Content.styled(line, "$faint")
    if line.startswith(said.BETTER):
        return Content.styled(line, "$success")
    content = Content(line).highlight_regex("━+", style="$primary")
    return content.stylize("bold") if line.startswith("▸") else content
