"""What lies over a screen: the keys, the source of a card, a deck's errors, what has changed in
decks, a plan."""

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from quizapp.core import words
from quizapp.core.day import Day
from quizapp.core.pauses import in_between
from quizapp.deck.deck import Deck, Source
from quizapp.deck.library import BrokenDeck
from quizapp.deck.source_text import Passage
from quizapp.presentation import deck_changes, plans
from quizapp.presentation.actions import PLAN, PROBLEMS, SOURCE_TEXT
from quizapp.questions.base import Evidence
from quizapp.scheduling.plan import Ready, planning
from quizapp.study.profile import Profile
from quizapp.study.revisions import Revision
from quizapp.study.selection import These
from quizapp.ui.keymap import bindings
from quizapp.ui.navigation import navigator
from quizapp.ui.screens.paging import Overlay
from quizapp.ui.widgets.deck_text import DeckStatic, highlighted


class HelpScreen(Overlay):
    """Reads the bindings themselves, so that it cannot be out of date.

    Keys that are neither shown nor explained are those that fingers know from everywhere.
    """

    HEADING = "Keys"

    def __init__(self, beneath: Screen[object]) -> None:
        super().__init__()
        self._lines = list(_lines(beneath))

    def body(self) -> Iterator[Widget]:
        width = max((len(keys) for keys, _ in self._lines), default=0) + 3
        for keys, what in self._lines:
            yield Static(Content.assemble((keys.ljust(width), "bold $primary"), what))


def _lines(screen: Screen[object]) -> Iterator[tuple[str, str]]:
    found: dict[str, tuple[list[str], str]] = {}
    for _, binding, enabled, tooltip in screen.active_bindings.values():
        if enabled and (binding.show or tooltip):
            keys, _ = found.setdefault(binding.action, ([], tooltip or binding.description))
            shown = screen.app.get_key_display(binding)
            if shown not in keys:
                keys.append(shown)
    for keys, what in found.values():
        yield ", ".join(keys), what


class SourceScreen(Overlay):
    """The whole source text, scrolled to the first quote."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(SOURCE_TEXT)

    def __init__(
        self,
        source: Source | None,
        passages: Sequence[Passage],
        evidence: Sequence[Evidence],
        read: Callable[[], object] | None = None,
    ) -> None:
        """`read` opens the text at these words, beside the cards that rest on it."""
        super().__init__()
        self._read = read
        self._source = source
        self._passages = passages
        self._evidence = evidence

    @property
    def heading(self) -> str:
        return (self._source.title if self._source else "") or "Source"

    def body(self) -> Iterator[Widget]:
        source, passages = self._source, self._passages
        if source and (source.publisher or source.url):
            published = f"{source.published:%d %B %Y}".lstrip("0") if source.published else ""
            parts = (source.publisher, published, source.url or "")
            line = "  ·  ".join(part for part in parts if part)
            yield Static(Content.styled(line, "$faint"), classes="passage")
        if not passages:
            for evidence in self._evidence:
                yield Static(Content(f"“{evidence.quote}”"), classes="passage -quoted")
        for passage in passages:
            if passage.number is None:
                yield Static(Content.styled(passage.text.lstrip("# "), "bold"), classes="passage")
                continue
            shown, quoted = highlighted(passage, self._evidence)
            yield DeckStatic(shown, classes="passage -quoted" if quoted else "passage")

    def on_mount(self) -> None:
        self.call_after_refresh(self._go_to_quote)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        allowed = action != "read" or self._read is not None
        return allowed and super().check_action(action, parameters)

    def action_read(self) -> None:
        self.dismiss()
        if self._read:
            self.app.call_later(self._read)

    def _go_to_quote(self) -> None:
        for widget in self.query(".-quoted").results(Static):
            widget.scroll_visible(animate=False, top=True)
            break


MEND = "Mend the file and open quizapp again. The other decks are not affected."


class ProblemsScreen(Overlay):
    """One line a problem, and what to do about them."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(PROBLEMS)

    def __init__(
        self,
        broken: BrokenDeck,
        next_step: str = "",
        again: Callable[[], object] | None = None,
    ) -> None:
        """`next_step` is what to do about it; `again` opens the file in the learner's editor."""
        super().__init__()
        self._again = again
        self._broken = broken
        self._next_step = next_step or MEND

    @property
    def heading(self) -> str:
        return f"{self._broken.path.name} cannot be used yet"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        allowed = action != "edit" or self._again is not None
        return allowed and super().check_action(action, parameters)

    def action_edit(self) -> None:
        self.dismiss()
        if self._again:
            self.app.call_later(self._again)

    def body(self) -> Iterator[Widget]:
        problems = self._broken.diagnostics
        yield Static(
            Content.styled(
                f"{words.count(len(problems), 'problem')} in {self._broken.path}\n"
                f"{self._next_step}\n",
                "$faint",
            )
        )
        for one in problems:
            place = f"{one.line}:{one.column}".ljust(9)
            yield Static(
                Content.assemble((place, "bold $primary"), one.message, (f"  {one.code}", "$faint"))
            )


class ChangesScreen(Overlay):
    """Deck by deck; what matters most comes first."""

    HEADING = "Since you last studied"

    def __init__(self, revision: Revision) -> None:
        super().__init__()
        self._revision = revision

    def body(self) -> Iterator[Widget]:
        for one in self._revision.decks:
            yield Static(Content.styled(one.deck.title, "bold"))
            for group in deck_changes.groups(one.changes):
                yield Static(Content.styled(group.heading, "$primary"))
                for line in deck_changes.lines(group):
                    yield Static(Content.styled(line, _TONES.get(line[:4], "")))
            yield Static()


_TONES = {"  - ": "$faint", "  + ": "bold"}
"""By the beginning of a line: what was, and what is."""


class PlanScreen(Overlay):
    """Reckons the plan while it is open; closing it is the way to give up."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(PLAN)

    def __init__(self, profile: Profile, decks: Sequence[Deck], day: Day) -> None:
        super().__init__()
        self._profile = profile
        self._decks = decks
        self._day = day
        self._plan: Ready | None = None
        self._said = ""

    @property
    def heading(self) -> str:
        return self._decks[0].title if len(self._decks) == 1 else "All decks"

    def body(self) -> Iterator[Widget]:
        yield Static(id="said")
        yield Static(id="plan")

    def on_mount(self) -> None:
        self.run_worker(self._reckon())

    async def _reckon(self) -> None:
        work = planning(self._decks, self._profile.today(), self._day)
        self._plan = await in_between(work, self._tell)
        first, *rest = plans.lines(self._plan, self._profile.calendar)
        self._show("#said", Content.styled(first, "bold"))
        self._show("#plan", Content("\n".join(rest)))
        self.refresh_bindings()

    def _show(self, place: str, text: Content) -> None:
        for one in self.query(place).results(Static):  # gone, where the learner has left
            one.update(text)

    def _tell(self, share: float) -> None:
        if (said := plans.reckoning(share)) != self._said:
            self._said = said
            self._show("#said", Content.styled(said, "$faint"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        allowed = action != "review" or bool(self._plan and self._plan.today)
        return allowed and super().check_action(action, parameters)

    def action_review(self) -> None:
        if self._plan:
            self.dismiss()
            navigator(self).review(self._decks, These(self._plan.today))
