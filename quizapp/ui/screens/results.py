"""What came of a quiz: the score, where it was won and lost, and every question again."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from quizapp import words
from quizapp.asks import Reply, gives_up
from quizapp.errors import NotSaved
from quizapp.study.appeal import may_be_right, overrule
from quizapp.study.learner import Learner
from quizapp.study.record import Recorder
from quizapp.study.results import Group, Part, Results
from quizapp.study.selection import These
from quizapp.ui.inline import inline
from quizapp.ui.passages import quoted
from quizapp.ui.screens.paging import MORE, PAGE_UP, PagingScreen
from quizapp.ui.widgets.explanation import explanation, judged, remark
from quizapp.ui.widgets.keybar import KeyBar
from quizapp.ui.widgets.line import Line, bar
from quizapp.ui.widgets.rule import framed

if TYPE_CHECKING:
    from quizapp.ui.app import QuizApp

NAME, POINTS = 26, 12
"""Columns of the tables."""

TOO_SURE = 0.8
"""Below this share of right answers, somebody who said "sure" was too sure."""


class ResultsScreen(PagingScreen):
    """Up and down go through the questions; the page follows."""

    app: "QuizApp"
    CSS_PATH = "../card.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "m",
            "missed",
            "Review what I missed",
            tooltip="Review the questions that you missed",
            id="missed",
        ),
        Binding("down,j", "move(1)", "Next question", show=False, tooltip="The next question"),
        Binding("up,k", "move(-1)", "Previous question", show=False, tooltip="The one before"),
        Binding("s", "source", "Source", tooltip="The passage it comes from", id="source"),
        Binding(
            "i",
            "overrule",
            "I was right",
            tooltip="Count this typed answer as right; it is logged as your own judgement",
            id="overrule",
        ),
        Binding("enter,escape,q", "dismiss", "Home", tooltip="Back to the decks"),
        MORE,
        PAGE_UP,
        Binding("home", "top", "To the top", show=False),
    ]

    at: reactive[int] = reactive(-1, init=False)
    """The question at the cursor; -1 is the score above them."""

    def __init__(self, learner: Learner, results: Results) -> None:
        super().__init__()
        self._learner = learner
        self.results = results

    def compose(self) -> ComposeResult:
        yield Line(Content.styled("Results", "bold"))
        card = Vertical(
            Static(_score(self.results), id="score"),
            Static(_tables(self.results), id="tables"),
            *(
                Static(_question(number, part), classes="part")
                for number, part in enumerate(self.results.parts, 1)
            ),
            id="card",
        )
        yield from framed(VerticalScroll(card, id="page", can_focus=False))
        yield KeyBar()

    @property
    def part(self) -> Part | None:
        """The question at the cursor."""
        return self.results.parts[self.at] if self.at >= 0 else None

    def validate_at(self, at: int) -> int:
        return max(-1, min(at, len(self.results.parts) - 1))

    def watch_at(self) -> None:
        for number, block in enumerate(self.query(".part").results(Static)):
            block.set_class(number == self.at, "-cursor")
            if number == self.at:
                block.scroll_visible(animate=False, top=True)
        if self.at < 0:
            self.page.scroll_home(animate=False)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "missed":
                return bool(self.results.missed)
            case "overrule":
                saved = self.results.event is not None
                return saved and self.part is not None and may_be_right(self.part)
            case "source":
                return self.part is not None and bool(self.part.card.question.evidence)
        return super().check_action(action, parameters)

    def action_move(self, by: int) -> None:
        self.at += by

    def action_top(self) -> None:
        self.at = -1

    def action_source(self) -> None:
        from quizapp.ui.screens.source import SourceScreen

        if self.part:
            self.app.push_screen(SourceScreen(self.part.deck, self.part.card.question.evidence))

    async def action_overrule(self) -> None:
        if self.part is None:
            return
        learner, at = self._learner, self.at
        recorder = Recorder(learner.progress, learner.scheduler, self.results.counts)
        try:
            self.results = overrule(self.results, self.part, recorder, learner.clock())
        except NotSaved as error:
            self.app.tell(str(error), "error")
            return
        self.query_one("#score", Static).update(_score(self.results))
        self.query_one("#tables", Static).update(_tables(self.results))
        block = list(self.query(".part").results(Static))[at]
        block.update(_question(at + 1, self.results.parts[at]))
        self.refresh_bindings()

    def action_missed(self) -> None:
        decks = {part.deck.slug: part.deck for part in self.results.parts}
        self.dismiss()
        self.app.review(list(decks.values()), These(self.results.missed))


def _score(results: Results) -> Content:
    total = len(results.parts)
    share = results.score / total if total else 0.0
    score = f"{words.points(results.score)} of {words.count(total, 'point')}   {share:.0%}   "
    chance = f"Guessing would give {words.points(results.chance)} ({results.chance / total:.0%})."
    if results.event is None:
        saved = "Another window had ended this quiz already: nothing is counted twice."
    elif results.counts:
        saved = "All answers are saved, as reviews: what you missed comes back soon."
    else:
        saved = "All answers are saved, as practice: the schedule of the cards stays as it is."
    lines = [Content.assemble((score, "bold"), bar(share, 20)), Content(chance)]
    if missed := len(results.missed):
        lines.append(
            Content.assemble(f"{missed} missed; ", ("m", "bold $primary"), " reviews them.")
        )
    return Content("\n").join([*lines, Content.styled(saved, "$faint")])


def _tables(results: Results) -> Content:
    tables = []
    if len(results.by_tag) > 1:
        tables.append(_table("By tag", results.by_tag))
    if len(results.by_type) > 1:
        tables.append(_table("By type", results.by_type, words.TYPES))
    if results.calibration:
        tables.append(_calibration(results))
    return Content("\n\n").join(tables)


def _table(name: str, groups: Sequence[Group], names: dict[str, str] | None = None) -> Content:
    head = f"{name.ljust(NAME)}{'Points'.rjust(POINTS)}{'Guessing'.rjust(POINTS)}"
    lines = [Content.styled(head, "$faint")]
    for group in sorted(groups, key=lambda one: one.score / one.questions):
        shown = (names or {}).get(group.name, group.name)
        called = Content(shown).truncate(NAME - 1, ellipsis=True)
        points = f"{words.points(group.score)} of {group.questions}".rjust(POINTS)
        chance = f"{group.chance / group.questions:.0%}".rjust(POINTS)
        gap = " " * (NAME - called.cell_length)
        lines.append(Content.assemble(called, gap, points, (chance, "$faint")))
    return Content("\n").join(lines)


def _calibration(results: Results) -> Content:
    lines = [Content.styled(f"{'You said'.ljust(NAME)}{'Points'.rjust(POINTS)}", "$faint")]
    for one in results.calibration:
        share = f"{one.score / one.answers:.0%}".rjust(POINTS)
        points = f"{words.points(one.score)} of {one.answers}".rjust(POINTS)
        lines.append(
            Content.assemble(one.confidence.capitalize().ljust(NAME), points, (share, "$faint"))
        )
    sure = next((one for one in results.calibration if one.confidence == "sure"), None)
    if sure and sure.score / sure.answers < TOO_SURE:
        note = "You were surer than you were right: look at those you were sure of."
        lines.append(Content.styled(note, "$warning"))
    return Content("\n").join(lines)


def _question(number: int, part: Part) -> Content:
    verdict = Content.styled("○ Not answered", "bold $warning")
    if part.grade and part.filled.reply is not None:
        verdict = judged(part.grade, gives_up(part.ask, part.filled.reply))
    said = f"   you said: {part.filled.confidence}" if part.filled.confidence else ""
    head = Content.assemble((f"{number}  ", "$faint"), verdict, (said, "$faint"))
    return Content("\n").join([head, *_body(part)])


def _body(part: Part) -> Iterator[Content]:
    question, solution = part.card.question, part.card.question.solution(part.card.face)
    yield inline(part.ask.prompt).stylize("bold")
    if part.filled.reply is not None and not gives_up(part.ask, part.filled.reply):
        yield Content.assemble(("You said   ", "$faint"), _listed(part.filled.reply))
    if part.score < 1:
        yield Content.assemble(("Right is   ", "$faint"), _listed(solution))
    if part.grade and part.grade.remark:
        yield remark(part.grade)
    if why := explanation(question):
        yield Content.assemble("\n", why)
    if question.evidence:
        yield Content.assemble("\n", quoted(part.deck, question.evidence))


def _listed(reply: Reply) -> Content:
    """What was said, several things with semicolons between."""
    if isinstance(reply, str):
        return inline(reply)
    return Content("; ").join(map(inline, reply))
