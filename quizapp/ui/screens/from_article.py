"""From an article to draft cards: paste it or name its file, mend what was understood, go."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import HorizontalGroup
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input, Static, TextArea

from quizapp.author.article.from_article import (
    UnderstoodArticle,
    day_told,
    file_named,
    share_passages,
    text_of_file,
    understood,
)
from quizapp.author.article.reading import (
    ArticleReading,
    DecksMade,
    ModelLoaded,
    NotMade,
    ReadingStep,
)
from quizapp.core.errors import DeckError, GenerateError
from quizapp.presentation import from_article as said
from quizapp.presentation.actions import FROM_ARTICLE
from quizapp.study.profile import Profile
from quizapp.study.selection import drafts_of
from quizapp.ui.keymap import bindings
from quizapp.ui.navigation import navigator
from quizapp.ui.screens.lists import ListScreen
from quizapp.ui.screens.reading import ReadingScreen
from quizapp.ui.themes import styled
from quizapp.ui.widgets.answer import is_there
from quizapp.ui.widgets.article_field import ArticleField, MendField
from quizapp.ui.widgets.frame import KeyBar, TitleLine

if TYPE_CHECKING:
    from quizapp.generate.article import Article

PAUSE = 0.4
"""Seconds without a key after which what was typed is looked at."""
MISSING = "That is to be installed first, see above; what you pasted stays."
INTRO = "Paste the text of an article, or name its file (~/news/story.txt, .md or .html)."


class FromArticleScreen(Screen[None]):
    CSS_PATH = "../article.tcss"
    opens_with_field: ClassVar[bool] = True
    BINDINGS: ClassVar[list[BindingType]] = bindings(FROM_ARTICLE)

    class StepTold(Message):
        """Where the process that reads has come to."""

        def __init__(self, step: ReadingStep) -> None:
            super().__init__()
            self.step = step

    def __init__(self, profile: Profile) -> None:
        super().__init__()
        self._profile = profile
        self._article: UnderstoodArticle | None = None
        """As the text in the field was understood; None while it is not, or not yet."""
        self._reading: ArticleReading | None = None
        self._step: ReadingStep | None = None
        self._progress: ReadingScreen | None = None
        self._looked_at = ""
        self._pause: Timer | None = None
        self._publisher = ""
        """That of a page that was pasted."""
        self._seen: Article | None = None
        """What was understood last, and `_filled` what it said in the fields."""
        self._filled: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        yield TitleLine(Content.styled("From an article", "bold $primary"))
        yield Static(classes="rule")
        yield Static(Content.styled(INTRO, "$faint"), id="how")
        yield ArticleField(navigator(self).pasted)
        with HorizontalGroup(id="first-mend", classes="mend"):
            yield Static("Title", classes="label")
            yield MendField("title", "as the article has it")
        with HorizontalGroup(classes="mend"):
            yield Static("Published", classes="label")
            yield MendField("published", "the day, such as 2024-02-25")
        with HorizontalGroup(classes="mend"):
            yield Static("Publisher", classes="label")
            yield MendField("publisher", "may stay empty")
        yield Static(id="into")
        yield Static(id="wrong")
        yield Static(classes="rule")
        yield KeyBar()

    def on_mount(self) -> None:
        self._field.focus()
        self._field.move_cursor(self._field.document.end)
        self.call_after_refresh(self._load_model)
        if self._field.text:
            self._look()

    def on_unmount(self) -> None:
        if self._reading:
            self._reading.stop()

    @property
    def _field(self) -> ArticleField:
        return self.query_one(ArticleField)

    def _input(self, name: str) -> Input:
        return self.query_one(f"#{name}", Input)

    # what was pasted, and what is understood of it

    @on(TextArea.Changed)
    def _typed(self) -> None:
        if self._field.text == self._looked_at:
            return
        self._article = None
        if self._pause:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._look)
        self.refresh_bindings()

    @on(ArticleField.Pasted)
    def _pasted(self) -> None:
        self._publisher = ""  # of another page, it may be
        self._look(then=self._go_on_to_fields)

    @on(ArticleField.FileOpened)
    def _opened(self) -> None:
        self._look(asked=True, then=self._go_on_to_fields)

    @on(ArticleField.PagePasted)
    def _page_pasted(self, event: ArticleField.PagePasted) -> None:
        self._say("Looking for the article in this page …", "$faint")

        def take() -> None:
            from quizapp.generate.article import read_text

            try:
                article = read_text(event.markup, Path("the pasted page"))
            except GenerateError as error:
                self.call_later(self._say, str(error))
            else:
                self.call_later(self._show_page, article.text, article.publisher)

        self.run_worker(take, thread=True, exclusive=True)

    def _show_page(self, text: str, publisher: str) -> None:
        if not is_there(self):
            return
        self._field.text, self._publisher = text, publisher
        self._look(then=self._go_on_to_fields)

    @on(ArticleField.Remark)
    def _remarked(self, event: ArticleField.Remark) -> None:
        self._say(event.text, "$faint")

    def _go_on_to_fields(self) -> None:
        self._input("title").focus()

    def _look(self, asked: bool = False, then: Callable[[], None] = lambda: None) -> None:
        """See in a thread what can be made out. `asked`: a file that is not there is an error, and
        not just a name that is still being typed; `then` is done where it is an article."""
        if self._pause:
            self._pause.stop()
        text = self._looked_at = self._field.text
        taken = tuple(deck.slug for deck in self._profile.library.decks)
        folder = self._profile.decks_folder

        def look() -> None:
            try:
                source = file_named(text)
                if source is None and not text.strip():
                    self.call_later(self._say, INTRO if asked else "")
                    return
                if source and not asked and not source.is_file():
                    hint = "tab completes the path, enter opens the file."
                    self.call_later(self._say, hint, "$faint")
                    return
                whole = text_of_file(source) if source else text
                found = understood(whole, source, folder, taken)
            except GenerateError as error:
                self.call_later(self._not_understood, text, str(error))
            else:
                self.call_later(self._understood, text, found, then)

        self.run_worker(look, thread=True, exclusive=True)

    def _not_understood(self, text: str, why: str) -> None:
        if is_there(self) and text == self._field.text:
            self._article = None
            self._say(why)

    def _understood(self, text: str, found: UnderstoodArticle, then: Callable[[], None]) -> None:
        if not is_there(self) or text != self._field.text:
            return  # it has been changed since, and is looked at again
        before, self._seen = self._seen, found.article
        is_same = before is not None and share_passages(before, found.article)
        self._article = found
        for name, value in said.fields(found, self._publisher).items():
            field = self._input(name)
            if not is_same or field.value == self._filled.get(name):
                # else it is what a person has put right
                field.value, field.cursor_position = value, len(value)
            self._filled[name] = value
        self._mended()
        then()

    # what a person puts right

    @on(Input.Changed)
    def _mended(self) -> UnderstoodArticle | None:
        """What would be made now; None, with the reason below the fields, when nothing can be."""
        if self._article is None:
            return None
        title, published, publisher = (
            self._input(name).value for name in ("title", "published", "publisher")
        )
        try:
            day = day_told(published)
            mended = self._article.mended(title, day, publisher)
        except (GenerateError, ValueError) as error:
            self._say(str(error))
            return None
        self._show("#into", Content.styled(said.into(mended), "$faint"))
        self._show("#wrong", styled(said.dated(mended, self._profile.clock().date())))
        return mended

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_make()

    # reading

    def _load_model(self) -> ArticleReading:
        """Begin to load the model, which takes two seconds, while the learner pastes."""
        if self._reading is None or self._reading.is_over:
            self._step = None
            self._reading = ArticleReading(self._hear)
            self._reading.begin()
        return self._reading

    def _hear(self, step: ReadingStep) -> None:
        self.post_message(self.StepTold(step))

    def action_make(self) -> None:
        if self._article is None or self._looked_at != self._field.text:
            self._look(asked=True, then=self.action_make)
            return
        mended = self._mended()
        if mended is None:
            return
        reading = self._load_model()
        self._progress = ReadingScreen(mended.article.title, self._step)
        self.app.push_screen(self._progress, self._stopped)
        reading.read(mended)

    def _stopped(self, by_learner: bool | None) -> None:
        self._progress = None
        if by_learner and self._reading:
            self._reading.stop()
            self._say("Stopped; nothing was written.", "$faint")

    @on(StepTold)
    def _told(self, event: StepTold) -> None:
        match event.step:
            case ModelLoaded():
                self._step = event.step
            case NotMade(why, is_missing):
                if is_missing:
                    self._show("#how", Content.styled(f"{why[:1].upper()}{why[1:]}", "$warning"))
                    why = MISSING if self._progress else ""
                self._end_progress()
                if why:
                    self._say(why)
                return
            case DecksMade():
                self._end_progress()
                self._show_found(event.step)
                return
        if self._progress:
            self._progress.show(event.step)

    def _end_progress(self) -> None:
        if self._progress:
            self._progress.dismiss(False)

    # what came of it

    def _show_found(self, made: DecksMade) -> None:
        navigator(self).pasted = self._looked_at = ""
        self._profile.take_in(made.files)
        files = {path.absolute() for path in made.files}
        decks = [one for one in self._profile.library.decks if one.path.absolute() in files]
        try:
            drafts = drafts_of(decks)
        except DeckError:  # a person has approved all of them
            drafts = None
        rows = [(Content("Curate: keep, mend or drop each of them"), "curate")] if drafts else []
        rows += [(Content("Learn now: practise them as they are"), "learn")]
        rows += [(Content("Back to the decks"), "home")]
        intro = Content("\n").join(map(Content, said.found(made)))

        def done(chosen: str | None) -> None:
            self.dismiss()
            match chosen:
                case "curate":
                    navigator(self).curate([made.folder])
                case "learn":
                    navigator(self).review(decks, drafts)

        self.app.push_screen(ListScreen(f"What was found: {made.folder.name}", intro, rows), done)

    def _say(self, what: str, style: str = "$error") -> None:
        self._show("#wrong", Content.styled(what, style))
        if what and style == "$error":
            self._show("#into", Content())  # the room is for what is to be done

    def _show(self, place: str, text: Content) -> None:
        for one in self.query(place).results(Static):  # gone, where the learner has left
            one.update(text)

    def action_leave(self) -> None:
        navigator(self).pasted = self._field.text
        self.dismiss()
