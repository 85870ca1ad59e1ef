"""Whether what a model told stands in the article, and where."""

import re
from collections.abc import Iterator

from quizapp.generate.article import Article
from quizapp.generate.facts import Span
from quizapp.generate.llm.told import Told

_MARKS = "[\"“”„'‘’`]"
_WORD = re.compile(r"[^\W_]+")


def locate(quote: str, article: Article) -> tuple[Span, int] | None:
    """Where a quote stands, with its passage; spacing and the kind of quotation marks are free."""
    words = quote.strip().strip(".").split()
    if not words:
        return None
    pattern = r"\s+".join(re.sub(_MARKS, lambda _: _MARKS, re.escape(word)) for word in words)
    for passage in article.passages:
        if found := re.compile(pattern).search(article.text, passage.start, passage.end):
            return Span(*found.span()), passage.number
    return None


def faults(told: Told, article: Article) -> Iterator[str]:
    """What is not in the article; the words of a slot must be in the quote, names anywhere."""
    where = locate(told.quote, article)
    if where is None:
        yield f'the quote "{told.quote}" is not in one paragraph of the article, word for word'
        return
    quoted = _words(told.quote)
    everywhere = _words(article.text)
    for name in ("speaker", "person", "group", "what", "subject"):
        if strange := _words(getattr(told, name)) - everywhere:
            yield f'`{name}` has "{min(strange)}", which is not in the article'
    slots = ("role", "name", "object", "rest", "cause", "condition", "time", *told.members)
    for name in slots:
        text = getattr(told, name, name)
        if strange := _words(text) - quoted:
            yield f'`{name}` has "{min(strange)}", which is not in the quote "{told.quote}"'


def _words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text)}
