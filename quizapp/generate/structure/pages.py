"""The article in a web page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MOST_TAGS = 30_000
_LONGEST_TAG = 8_000
"""Characters, long values aside; a page that somebody reads has no longer one."""
_LONG_VALUE = re.compile(r"=\s{0,9}(?:\"[^\"]{1000,}\"|'[^']{1000,}')")
_LETTERING = re.compile(
    r"</?(?:b|i|em|strong|u|s|small|mark|big|tt|font|sub|sup|kbd|samp|var)(?:\s[^<>]{0,1000})?>",
    re.I,
)
_UNREAD = re.compile(r"<(?:!--|(script|style|svg|noscript|template)\b[^<>]{0,1000}>)", re.I)


class TooMuchMarkup(ValueError):
    """A page made to be hard to read."""


@dataclass(frozen=True, slots=True)
class Page:
    """Text, title, date of publication and publisher, as far as the page names them."""

    text: str
    title: str = ""
    published: str = ""
    publisher: str = ""


def is_page(text: str, suffix: str) -> bool:
    return suffix.lower() in (".html", ".htm") or (
        re.match(r"\s{0,100}<(!doctype|html)", text, re.I) is not None
    )


def article_of(markup: str) -> Page | None:
    """The article of a page; None when none is found in it.

    Raises:
        ImportError: the library that finds it is not installed.
        TooMuchMarkup: it has more tags than a page that people read.
    """
    import trafilatura

    markup = _LETTERING.sub("", _LONG_VALUE.sub('=""', "".join(_read(markup))))
    if markup.count("<") > MOST_TAGS or re.search(rf"<[^<>]{{{_LONGEST_TAG}}}", markup):
        raise TooMuchMarkup
    page = trafilatura.bare_extraction(
        markup, include_comments=False, include_tables=False, with_metadata=True
    )
    if page is None or isinstance(page, dict) or not page.text:
        return None
    body = "\n\n".join(line for line in page.text.split("\n") if line.strip())
    return Page(body, page.title or "", page.date or "", page.sitename or "")


def _read(markup: str) -> Iterator[str]:
    """The pieces of a page without scripts, styles, pictures and comments.

    What a script says of the page itself stays, since the date of publication may stand there.
    """
    lower = markup.lower()
    at = 0
    while opening := _UNREAD.search(markup, at):
        end = f"</{opening[1].lower()}" if opening[1] else "-->"
        close = lower.find(end, opening.end())
        if "ld+json" in opening[0]:
            yield markup[at : opening.end()]
            at = opening.end()
            continue
        yield markup[at : opening.start()]
        if close < 0:
            return
        at = close if opening[1] is None else max(close, lower.find(">", close))
        at += len(end) if opening[1] is None else 1
    yield markup[at:]
