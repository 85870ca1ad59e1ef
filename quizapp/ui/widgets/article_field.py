"""Where an article is pasted, or its file is named; and the fields below it."""

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input, TextArea

from quizapp.author.article.from_article import completed, file_named
from quizapp.core.errors import GenerateError
from quizapp.core.text import clean
from quizapp.core.words import count
from quizapp.presentation.actions import ARTICLE_FIELD
from quizapp.ui.keymap import bindings

MOST_SHOWN = 200_000
"""Characters; an article has a quarter of them at the most."""

LONGEST_LINE = 300
"""Characters of a title; what is longer is a text."""


class ArticleField(TextArea):
    """A line that names a file is one: tab completes it, enter opens it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(ARTICLE_FIELD)

    class Pasted(Message):
        """Something came at once: it can be looked at at once."""

    class PagePasted(Message):
        """The markup of a web page, which is not shown."""

        def __init__(self, markup: str) -> None:
            super().__init__()
            self.markup = markup

    class FileOpened(Message):
        """Enter, on the name of a file."""

    class Remark(Message):
        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, text: str = "") -> None:
        super().__init__(text, compact=True, highlight_cursor_line=False)

    @property
    def names_file(self) -> bool:
        if self.document.line_count > 1:
            return False
        try:
            return file_named(self.text) is not None
        except GenerateError:
            return False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.names_file if action in ("complete", "open_file") else True

    def action_complete(self) -> None:
        text, names = completed(self.text)
        self.text = text
        self.move_cursor(self.document.end)
        more = count(len(names) - 4, "other") if len(names) > 4 else ""
        self.post_message(self.Remark("  ".join([*names[:4], *([f"and {more}"] if more else [])])))

    def action_open_file(self) -> None:
        self.post_message(self.FileOpened())

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter" and self.names_file:
            event.stop()
            event.prevent_default()
            self.action_open_file()

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.take(event.text)

    def take(self, pasted: str) -> None:
        """What was pasted, here or in a field where it has no place."""
        from quizapp.generate.structure.pages import is_page

        text = clean(pasted.replace("\r\n", "\n").replace("\r", "\n"))
        if is_page(text, ""):
            self.post_message(self.PagePasted(text))
            return
        if len(text) > MOST_SHOWN:
            kb = len(text) // 1000
            self.post_message(self.Remark(f"{kb} kB were pasted, which is no article: left out."))
            return
        if self.text.strip() and "\n" in text and self.names_file:
            self.text = ""  # a whole text in place of a name
        end = self._replace_via_keyboard(text, *self.selection)
        if end:
            self.move_cursor(end.end_location)
        self.focus()
        self.post_message(self.Pasted())


class MendField(Input):
    """A line of what was understood; an article that is pasted into it goes where articles go."""

    def __init__(self, id: str, placeholder: str) -> None:
        super().__init__(id=id, placeholder=placeholder, compact=True, select_on_focus=False)

    def _on_paste(self, event: events.Paste) -> None:
        text = event.text.strip()
        if "\n" in text or len(text) > LONGEST_LINE or text.startswith("<"):
            event.stop()
            event.prevent_default()
            self.screen.query_one(ArticleField).take(event.text)
