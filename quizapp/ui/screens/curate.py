"""Drafts one after another, each beside the text that it comes from, and a key for a verdict."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from random import Random
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import ActiveBinding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from quizapp.author.curate.curation import Curation
from quizapp.author.curate.draft_check import WHOLE_AT_MOST
from quizapp.author.curate.draft_file import CardEntry
from quizapp.author.curate.draft_view import DraftView, DraftViews
from quizapp.author.curate.moving import conversions, without_option
from quizapp.author.curate.verdict_store import DraftKey, NotedVerdict
from quizapp.core.errors import DeckError, EditError
from quizapp.core.text import clean
from quizapp.generate.verdicts import DropReason
from quizapp.presentation import curation as said
from quizapp.presentation.actions import CURATE
from quizapp.questions.choice import Choice
from quizapp.questions.interactions import Reply, SelfGraded, gives_up, is_typed
from quizapp.questions.multi_choice import MultiChoice
from quizapp.questions.union import QUESTION_TYPES
from quizapp.ui.content import inline, on_one_line
from quizapp.ui.keymap import bindings, in_order
from quizapp.ui.navigation import navigator
from quizapp.ui.screens.card_screen import edit_in_terminal
from quizapp.ui.screens.draft_prompts import reasons_to_drop
from quizapp.ui.screens.lists import ListScreen
from quizapp.ui.screens.overlays import SourceScreen
from quizapp.ui.screens.paging import PagingScreen
from quizapp.ui.themes import styled
from quizapp.ui.widgets.answer import AnswerWidget, is_there
from quizapp.ui.widgets.card_page import CardPage
from quizapp.ui.widgets.deck_text import DeckStatic, highlighted, judged, remark
from quizapp.ui.widgets.frame import DOWN, UP, KeyBar, Rule, TitleLine, bar, has_more
from quizapp.ui.widgets.labelled import LabelledText, LabelledTexts

WATCH = 1.5
"""Seconds between looks at what others have made of the files."""
AT_ONCE = 30
"""Cards of a deck that is checked before the card is shown, and not right after it."""
NARROW = 72


class CurateScreen(PagingScreen):
    CSS_PATH = ["../card.tcss", "../curate.tcss"]
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings(CURATE)

    def __init__(self, curation: Curation) -> None:
        super().__init__()
        self.curation = curation
        self._views = DraftViews(curation)
        self._view: DraftView | None = None
        self._variant = ""
        self._is_tried = False
        self._told = ""
        """What is wrong with a file that changed, when it was told."""

    def compose(self) -> ComposeResult:
        yield TitleLine()
        page = CardPage(LabelledTexts(id="notes"))
        yield Rule(page, UP)
        with Container(id="sides"):
            yield page
            with VerticalScroll(id="origin", can_focus=False):
                yield DeckStatic(id="passages")
                yield LabelledTexts(id="neighbours")
        yield Rule(page, DOWN)
        yield KeyBar()

    async def on_mount(self) -> None:
        self.set_interval(WATCH, self.look)
        await self.show()

    @property
    def page(self) -> CardPage:
        return self.query_one(CardPage)

    @property
    def is_typing(self) -> bool:
        """Whether letters are letters and no keys."""
        return isinstance(self.focused, Input)

    # what is shown

    async def show(self, problem: str = "") -> None:
        """Draw the draft that is looked at anew; with what was wrong with the last key."""
        key = self.curation.current
        if key is None:
            navigator(self).show_curated(self.curation)
            return
        view = self._view = self._views.of(key)
        variants = view.question.variants if view.question else ("",)
        if self._variant not in variants:
            self._variant = variants[0]
        with self.app.batch_update():
            await self._present(view)
            if not is_there(self.page):
                return
            self._show_origin(view)
            self._show_header()
            if problem:
                self.page.refuse("✗ ", problem)
        self.refresh_bindings()

    async def _present(self, view: DraftView) -> None:
        self._is_tried = False
        question, variant = view.question, self._variant
        if question:
            order = Random(f"{view.key.id} {variant}")  # the same when one comes back to it
            interaction = question.interaction(variant, order)
            await self.page.present(interaction, question.about, types=False)
        else:
            lines = view.entry.lines if view.entry else ""
            what = said.UNREADABLE if lines else said.GONE
            self.page.show_text(Content(what), Content(clean(lines.strip("\n"))))
        is_small = len(view.file.entries) <= AT_ONCE
        self._show_notes(view, with_problems=is_small)
        if not is_small:
            self.call_after_refresh(self._show_notes, view)

    def _show_notes(self, view: DraftView, with_problems: bool = True) -> None:
        """What stands behind the card, and what is wrong with it."""
        if view is self._view and is_there(self.page):
            rows = list(self._behind(view))
            rows[1:1] = _problems(view) if with_problems else ()  # right below the answer
            self.query_one("#notes", LabelledTexts).show(rows)

    def _behind(self, view: DraftView) -> Iterator[LabelledText]:
        if not view.question:
            return
        for label, text in said.behind(view.question, self._variant):
            shown = inline(text)
            is_answer = label == said.ANSWER
            yield LabelledText(
                Content.styled(label, "$faint"), shown if is_answer else shown.stylize("$faint")
            )
        if which := said.variant_of(view.question, self._variant):
            yield LabelledText(Content.styled("Cards", "$faint"), Content.styled(which, "$faint"))

    def _show_origin(self, view: DraftView) -> None:
        """The passages that the card rests on, and what else comes from them."""
        passages = [highlighted(one, view.evidence)[0] for one in said.quoted_passages(view)]
        if not passages:
            passages = [
                *(Content(f"“{one.quote}”") for one in view.evidence),
                Content.styled(said.NO_PASSAGE, "$faint"),
            ]
        self.query_one("#passages", DeckStatic).update(Content("\n\n").join(passages))
        rows = [self._other(key, entry) for key, entry in view.neighbours]
        if view.lookalikes:
            label = Content.styled(said.LOOKALIKES, "bold $warning")
            rows += [LabelledText(Content(), Content()), LabelledText(Content(), label)]
            rows += [self._other(key, entry) for key, entry in view.lookalikes]
        heading = Content.styled(said.neighbours_heading(view), "$faint")
        self.query_one("#neighbours", LabelledTexts).show(rows, heading)
        self.query_one("#origin").scroll_home(animate=False)

    def _other(self, key: DraftKey, entry: CardEntry) -> LabelledText:
        """Another card in a line."""
        standing = styled(said.short_standing(self.curation, key))
        return LabelledText(standing, on_one_line(entry.question).stylize("$faint"), True)

    def _show_header(self) -> None:
        curation, view, header = self.curation, self._view, self.query_one(TitleLine)
        if view:
            standing = said.standing(curation, view)
            name = Content.styled(view.title, "bold")
            header.left = name if standing == said.DRAFT else styled(standing) + "   " + name
        left = said.time_left(curation)
        place = said.place(curation)
        if left and self.size.width >= NARROW:
            place += f" · {left}"
        progress = bar(said.share_decided(curation), 12 if self.size.width >= NARROW else 6)
        header.right = Content.assemble((f"{place}  ", "$faint"), progress)

    def on_resize(self) -> None:
        self._show_header()

    # keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        view, curation = self._view, self.curation
        question = view.question if view else None
        waits = bool(view and curation.is_waiting(view.key))
        may_come_back = bool(view and curation.is_dropped(view.key))
        match action:
            case "keep_draft":
                return (waits or may_come_back) and not self.is_typing
            case "drop_draft" | "edit_lines":
                return bool(view and view.is_there)
            case "edit_draft":
                return bool(view and view.is_there) or may_come_back
            case "leave_field":
                return self.is_typing
            case "end":
                return not self.is_typing
            case "type":
                return question is not None and self._has_field and not self.is_typing
            case "try_again":
                return self._is_tried
            case "reveal":
                is_flashcard = bool(question and not question.is_graded)
                return is_flashcard and not self._is_tried
            case "undo":
                return curation.can_undo
            case "other_side":
                return bool(question and len(question.variants) > 1)
            case "also_true":
                return waits and isinstance(question, Choice | MultiChoice)
            case "change_type":
                return bool(waits and question)
            case "move_draft":
                return waits and bool(curation.targets())
            case "source":
                return bool(view and view.passages)
            case "read_on":
                return self._pane_with_more is not None
            case "put_off":
                return waits
        return True

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        return in_order(super().active_bindings, CURATE)

    @property
    def _has_field(self) -> bool:
        return not self._is_tried and is_typed(self.page.answer.interaction)

    @property
    def _pane_with_more(self) -> Widget | None:
        """The one to scroll: first the card, and then its passage."""
        panes = self.query("#page, #origin").results(Widget)
        return next((pane for pane in panes if has_more(pane)), None)

    def action_read_on(self) -> None:
        if pane := self._pane_with_more:
            pane.scroll_relative(y=max(1, pane.size.height - 2), animate=False)

    def action_page(self, by: int) -> None:
        """Back up, which both do."""
        for pane in self.query("#page, #origin").results(Widget):
            pane.scroll_relative(y=by * max(1, pane.size.height - 2), animate=False)

    # trying the card

    @on(AnswerWidget.Replied)
    def _replied(self, event: AnswerWidget.Replied) -> None:
        if event.interaction is self.page.answer.interaction:
            self._try(event.reply)

    @on(AnswerWidget.Incomplete)
    def _incomplete(self, event: AnswerWidget.Incomplete) -> None:
        navigator(self).tell(event.hint, "information")

    def _try(self, reply: Reply) -> None:
        """Show what a learner would see after this reply. It is saved nowhere."""
        view = self._view
        if view is None or view.question is None:
            return
        interaction, verdict = self.page.answer.interaction, Content()
        if not isinstance(interaction, SelfGraded):
            grade = view.grade(self._variant, reply)
            verdict = judged(grade, gives_up(interaction, reply)) + remark(grade)
        self._is_tried = True
        self.page.disclose(reply, view.question.solution(self._variant), verdict, Content())
        self.refresh_bindings()

    def action_reveal(self) -> None:
        self._try("")

    async def action_try_again(self) -> None:
        await self.show()

    def action_type(self) -> None:
        self.page.answer.take_focus()

    def action_leave_field(self) -> None:
        self.set_focus(None)
        self.refresh_bindings()

    async def action_other_side(self) -> None:
        if self._view and self._view.question:
            variants = self._view.question.variants
            self._variant = variants[(variants.index(self._variant) + 1) % len(variants)]
            await self.show()

    # verdicts

    async def _do(self, act: Callable[[], object]) -> bool:
        """Do something to the draft, and show what comes then; False where it could not be."""
        try:
            act()
        except EditError as error:
            await self.show(str(error))
            return False
        self.app.clear_notifications()  # what they say is about the card before
        await self.show()
        return True

    async def action_keep_draft(self) -> None:
        await self._do(self.curation.keep)

    def action_drop_draft(self) -> None:
        async def drop(reason: DropReason | None) -> None:
            if reason:
                await self._do(partial(self.curation.drop, reason))

        self.app.push_screen(reasons_to_drop(), drop)

    async def action_put_off(self) -> None:
        if await self._do(self.curation.later):
            navigator(self).tell(said.put_off(), "information")

    async def action_undo(self) -> None:
        noted: list[NotedVerdict] = []

        def undo() -> None:
            noted.extend(self.curation.undo())

        if await self._do(undo):
            navigator(self).tell(said.taken_back(noted), "information")

    def action_move_draft(self) -> None:
        files = self.curation.store.files
        rows = [
            (Content.assemble(files[path].title, (f"  {path.name}", "$faint")), path)
            for path in self.curation.targets()
        ]

        async def move(path: object) -> None:
            if path in files and await self._do(partial(self.curation.move, path)):
                navigator(self).tell(said.moved(files[path].title), "information")

        self.app.push_screen(
            ListScreen(said.MOVE, Content.styled(said.MOVE_NOTE, "$faint"), rows), move
        )

    def action_change_type(self) -> None:
        if not (self._view and self._view.question):
            return
        rows = [
            (Content(QUESTION_TYPES[kind].label), fields)
            for kind, fields in conversions(self._view.question).items()
        ]

        async def change(fields: Mapping[str, Any] | None) -> None:
            if fields:
                await self._do(partial(self.curation.edit, fields, "type"))

        now = said.kind_of(self._view)
        if not rows:
            navigator(self).tell(said.no_other_type(self._view.question), "information")
            return
        intro = Content.styled(said.type_now(now), "$faint")
        self.app.push_screen(ListScreen(said.CHANGE_TYPE, intro, rows), change)

    def action_also_true(self) -> None:
        question = self._view.question if self._view else None
        if not isinstance(question, Choice | MultiChoice):
            return

        async def take_out(option: str | None) -> None:
            if option is not None:
                await self._do(lambda: self._without(question, option))

        rows = [(inline(option), option) for option in question.distractors]
        intro = Content.styled(said.ALSO_TRUE_NOTE, "$faint")
        self.app.push_screen(ListScreen(said.ALSO_TRUE, intro, rows), take_out)

    def _without(self, question: Choice | MultiChoice, option: str) -> None:
        self.curation.edit(without_option(question, option), said.ALSO_TRUE_EDIT)

    def action_edit_draft(self) -> None:
        """In a form, of which only the fields that differ are written."""
        from quizapp.author.card_context import CardContext
        from quizapp.ui.screens.card_form import CardFormScreen  # 15 ms, for who edits only

        view = self._view
        if view is None or view.entry is None:
            return
        before = view.entry.fields
        try:
            context = CardContext.of_text(_text_for(view), view.key.path, view.key.id)
        except DeckError as error:
            self.page.refuse("✗ ", str(error))
            return

        def save(fields: Mapping[str, Any]) -> str:
            names = [*before, *(name for name in fields if name not in before)]
            changed = {
                name: fields.get(name) for name in names if fields.get(name) != before.get(name)
            }
            try:
                self.curation.bring_back([view.key])
                self.curation.edit(changed)
            except EditError as error:
                return str(error)
            return ""

        async def come_back(_: object) -> None:
            await self.show()

        form = CardFormScreen(before, context, said.EDIT, save)
        self.app.push_screen(form, come_back)

    async def action_edit_lines(self) -> None:
        """In the learner's editor; and go on with what came of it."""
        if not self._view:
            return
        key = self._view.key
        changed = False

        def edit() -> None:
            nonlocal changed
            line = self.curation.store.files[key.path].line_of(key.id)
            edit_in_terminal(self.app, key.path, line)
            changed = self.curation.take_up()

        if await self._do(edit) and not changed:
            navigator(self).tell("Nothing was changed.", "information")

    # elsewhere

    async def action_step(self, by: int) -> None:
        before = self.curation.current
        self.curation.step(by)
        if self.curation.current != before:
            self.app.clear_notifications()
            await self.show()

    async def look(self) -> None:
        """Take up what others have made of the files, and say so."""
        if self.app.screen is not self or self._view is None:
            return
        before = self._view
        try:
            changed, problem = self.curation.refresh(), ""
        except EditError as error:
            changed, problem = True, str(error)
        if problem == self._told and not (changed and not problem):
            return
        was_told, self._told = self._told, problem
        if problem:
            navigator(self).tell(problem, "error")
            return
        now = self.curation.current
        is_same = now == before.key and self.curation.entry(now) == before.entry
        if is_same:
            self._view = self._views.of(before.key)
            self._show_origin(self._view)
            self._show_header()
        else:
            await self.show()
        self.app.clear_notifications()  # what was told of the file before
        navigator(self).tell(said.READABLE if was_told else said.CHANGED, "information")

    def action_source(self) -> None:
        if view := self._view:
            self.app.push_screen(SourceScreen(view.source, view.passages, view.evidence))

    def action_all_drafts(self) -> None:
        from quizapp.ui.screens.draft_list import DraftListScreen

        async def come_back(_: object) -> None:
            await self.show()

        self.app.push_screen(DraftListScreen(self.curation), come_back)

    def action_end(self) -> None:
        app, curation = navigator(self), self.curation
        if curation.decided or curation.edited:
            app.show_curated(curation)
        else:
            app.end_curating(curation)


def _text_for(view: DraftView) -> str:
    """The deck, or of a large one the card alone, which is checked at once."""
    is_large = len(view.file.entries) > WHOLE_AT_MOST
    lines = view.entry.lines if view.entry else ""
    return (view.file.alone(lines) if is_large else view.file.data).decode()


def _problems(view: DraftView) -> Iterator[LabelledText]:
    lines = [said.problem(one) for one in view.problems]
    for sign, *rest in lines or ([said.NO_PROBLEM] if view.entry else []):
        yield LabelledText(styled(sign).rstrip(), styled(*rest))
