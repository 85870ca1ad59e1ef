"""Deck text as Content: emphasis, strong and code of Markdown, and nothing that can run."""

from functools import cache
from typing import TYPE_CHECKING

from textual.content import Content

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_STYLES = {"em_open": "italic", "strong_open": "bold"}


def inline(text: str) -> Content:
    """Read inline Markdown; everything else stands as it was written."""
    if not any(mark in text for mark in "*_`\\"):
        return Content(text)
    content = Content()
    styles: list[str] = []
    for token in _parser().parseInline(text)[0].children or []:
        if token.type in _STYLES:
            styles.append(_STYLES[token.type])
        elif token.type.endswith("_close"):
            styles.pop()
        elif token.type == "code_inline":
            content += Content.styled(token.content, " ".join([*styles, "bold $primary"]))
        else:
            shown = "\n" if token.type in ("softbreak", "hardbreak") else token.content
            content += Content.styled(shown, " ".join(styles))
    return content


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # 12 ms, and few cards need it

    return MarkdownIt("zero").enable(["emphasis", "backticks", "escape", "newline"])
