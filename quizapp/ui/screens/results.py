"""What came of a quiz: the score, where it was won and lost, and every question again."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from quizapp.core import words
from quizapp.core.errors import NotSaved
from quizapp.presentation import results as listed
from quizapp.presentation.actions import RESULTS
from quizapp.presentation.feedback import NOT_ANSWERED
from quizapp.questions.interactions import FillGaps, Reply, gives_up, is_typed
from quizapp.scheduling.scheduler import Scheduler
from quizapp.study.profile import Profile
from quizapp.study.recorder import Recorder, may_be_right, overrule
from quizapp.study.results import ItemResult, RemovedItem, Results, ScoreGroup
from quizapp.study.selection import These
from quizapp.ui.content import gap_text, inline
from quizapp.ui.keymap import bindings
from quizapp.ui.navigation import navigator
from quizapp.ui.screens.paging import PagingScreen
from quizapp.ui.widgets.deck_text import DeckStatic, explanation, judged, quoted, remark
from quizapp.ui.widgets.frame import KeyBar, TitleLine, bar, framed

NAME, POINTS = 26, 12
"""Columns of the tables."""

TOO_SURE = 0.8
"""Below this share of right answers, somebody who said "sure" was too sure."""


class ResultsScreen(PagingScreen):
    """Up and down go through the questions; the page follows."""

    CSS_PATH = "../card.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(RESULTS)

    at: reactive[int] = reactive(-1, init=False)
    """The question at the cursor; -1 is the score above them."""

    def __init__(self, profile: Profile, results: Results) -> None:
        super().__init__()
        self._profile = profile
        self.results = results

    def compose(self) -> ComposeResult:
        yield TitleLine(Content.styled(self._heading, "bold"))
        items, gone = self.results.items, self.results.gone
        card = Vertical(
            Static(_score(self.results), id="score"),
            Static(_tables(self.results), id="tables"),
            *(
                DeckStatic(_question(number, item, self.results), classes="part")
                for number, item in enumerate(items, 1)
            ),
            *(
                DeckStatic(_gone(number, one, self.results), classes="gone")
                for number, one in enumerate(gone, len(items) + 1)
            ),
            id="card",
        )
        yield from framed(VerticalScroll(card, id="page", can_focus=False))
        yield KeyBar()

    @property
    def _heading(self) -> str:
        if not self.results.then:
            return "Results"
        at = listed.day_and_time(self.results.then.at, self._profile.calendar.zone)
        return f"Results of {at}"

    @property
    def item(self) -> ItemResult | None:
        """The question at the cursor."""
        return self.results.items[self.at] if self.at >= 0 else None

    def validate_at(self, at: int) -> int:
        return max(-1, min(at, len(self.results.items) - 1))

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
            case "dismiss" | "back":
                return (action == "back") == (self.results.then is not None)
            case "missed":
                return bool(self.results.missed)
            case "overrule":
                saved = self.results.event is not None
                return saved and self.item is not None and may_be_right(self.item)
            case "source":
                return self.item is not None and bool(self.item.card.question.evidence)
        return super().check_action(action, parameters)

    def action_back(self) -> None:
        self.dismiss()

    def action_move(self, by: int) -> None:
        self.at += by

    def action_top(self) -> None:
        self.at = -1

    def action_source(self) -> None:
        if self.item:
            card = self.item.card
            navigator(self).show_source(self.item.deck, card.question.evidence, card.key)

    async def action_overrule(self) -> None:
        if self.item is None:
            return
        profile, at = self._profile, self.at
        recorder = Recorder(profile.progress, Scheduler.of(profile.context), self.results.counts)
        try:
            self.results = overrule(self.results, self.item, recorder, profile.clock())
        except NotSaved as error:
            navigator(self).tell(str(error), "error")
            return
        self.query_one("#score", Static).update(_score(self.results))
        self.query_one("#tables", Static).update(_tables(self.results))
        block = list(self.query(".part").results(Static))[at]
        block.update(_question(at + 1, self.results.items[at], self.results))
        self.refresh_bindings()

    def action_missed(self) -> None:
        decks = {item.deck.slug: item.deck for item in self.results.items}
        app, go_to = self.app, navigator(self)
        while len(app.screen_stack) > 1:
            app.pop_screen()
        go_to.review(list(decks.values()), These(self.results.missed))


def _score(results: Results) -> Content:
    share = results.score / results.points if results.points else 0.0
    score = f"{listed.got(results.score, results.points)}   {share:.0%}   "
    lines = [Content.assemble((score, "bold"), bar(share, 20)), Content(listed.guessing(results))]
    if missed := len(results.missed):
        lines.append(
            Content.assemble(f"{missed} missed; ", ("m", "bold $primary"), " reviews them.")
        )
    return Content("\n").join([*lines, Content.styled(listed.how_saved(results), "$faint")])


def _tables(results: Results) -> Content:
    tables = []
    if len(results.by_tag) > 1:
        tables.append(_table("By tag", results.by_tag))
    if len(results.by_type) > 1:
        tables.append(_table("By type", results.by_type))
    if results.calibration:
        tables.append(_calibration(results))
    return Content("\n\n").join(tables)


def _table(name: str, groups: Sequence[ScoreGroup]) -> Content:
    head = f"{name.ljust(NAME)}{'Points'.rjust(POINTS)}{'Guessing'.rjust(POINTS)}"
    lines = [Content.styled(head, "$faint")]
    for group in sorted(groups, key=lambda one: one.score / one.points):
        called = Content(group.name).truncate(NAME - 1, ellipsis=True)
        points = f"{words.points(group.score)} of {words.points(group.points)}".rjust(POINTS)
        guess_score = listed.percent(group.guess_score, group.points).rjust(POINTS)
        gap = " " * (NAME - called.cell_length)
        lines.append(Content.assemble(called, gap, points, (guess_score, "$faint")))
    return Content("\n").join(lines)


def _calibration(results: Results) -> Content:
    lines = [Content.styled(f"{'You said'.ljust(NAME)}{'Right'.rjust(POINTS)}", "$faint")]
    for one in results.calibration:
        share = listed.percent(one.right, one.answers).rjust(POINTS)
        right = f"{words.points(one.right)} of {one.answers}".rjust(POINTS)
        lines.append(
            Content.assemble(one.confidence.capitalize().ljust(NAME), right, (share, "$faint"))
        )
    sure = next((one for one in results.calibration if one.confidence == "sure"), None)
    if sure and sure.right / sure.answers < TOO_SURE:
        note = "You were surer than you were right: look at those you were sure of."
        lines.append(Content.styled(note, "$warning"))
    return Content("\n").join(lines)


def _question(number: int, item: ItemResult, results: Results) -> Content:
    unknown = item.response.reply is not None and gives_up(item.interaction, item.response.reply)
    return Content("\n").join([_head(number, item, results, unknown), *_body(item, unknown)])


def _gone(number: int, one: RemovedItem, results: Results) -> Content:
    lines = [_head(number, one, results), Content(listed.REMOVED)]
    if one.response.reply is not None:
        lines.append(_listed("You said   ", one.response.reply, is_literal=True))
    return Content("\n").join(lines)


def _head(
    number: int, one: ItemResult | RemovedItem, results: Results, unknown: bool = False
) -> Content:
    verdict = Content.styled(f"○ {NOT_ANSWERED}", "bold $warning")
    if one.grade:
        verdict = judged(one.grade, unknown)
    said = f"   you said: {one.response.confidence}" if one.response.confidence else ""
    points = listed.got_for(one, results)
    points = points and f"   {points}"
    return Content.assemble((f"{number}  ", "$faint"), verdict, (f"{points}{said}", "$faint"))


def _body(item: ItemResult, unknown: bool) -> Iterator[Content]:
    question, solution = item.card.question, item.card.question.solution(item.card.variant)
    interaction, is_literal = item.interaction, is_typed(item.interaction)
    if question.about:
        yield Content.styled(question.about, "$faint")
    yield (
        gap_text(interaction) if isinstance(interaction, FillGaps) else inline(interaction.prompt)
    ).stylize("bold")
    if item.response.reply is not None and not unknown:
        yield _listed("You said   ", item.response.reply, is_literal)
    if item.credit < 1:
        yield _listed("Right is   ", solution, is_literal)
    if item.grade and item.grade.remark:
        yield remark(item.grade)
    if why := explanation(question):
        yield Content.assemble("\n", why)
    if question.evidence:
        yield Content.assemble("\n", quoted(item.deck, question.evidence))


def _listed(label: str, reply: Reply, is_literal: bool) -> Content:
    """What was said, several things with semicolons between, or a line each where code is in them.

    What was typed is `is_literal`: the signs of Markdown are the learner's own in it.
    """
    texts = (reply,) if isinstance(reply, str) else reply
    shown = [Content(text) if is_literal else inline(text) for text in texts]
    if any("\n" in one.plain for one in shown):
        return Content("\n").join([Content.styled(label.rstrip(), "$faint"), *shown])
    return Content.assemble((label, "$faint"), Content("; ").join(shown))
