"""A news article as it was read: a title, its dates, and numbered passages."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from quizapp.core.errors import GenerateError
from quizapp.core.outside import FileTooLarge, read_file
from quizapp.core.text import clean, cut
from quizapp.deck.source_text import passages as split
from quizapp.generate.dates import stamp

LARGEST = 1024 * 1024
"""Bytes of a text, or of a page with all its markup."""
FEWEST_WORDS = 40
MOST_WORDS = 20_000
_ENGLISH = frozenset(
    (
        "the of and to in a is was for on that with by as at he she it from his her has had be"
        " have are were not this they who will said but an which their or its"
    ).split()
)
_LEAST_ENGLISH = 0.2
"""Share of the words above in running text: about 0.4 in English, below 0.1 elsewhere."""
_NUMBERED = re.compile(r"^\[(\d{1,6})\]\s+", re.MULTILINE)
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s*$")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)|<(?:https?://)[^>]*>")


@dataclass(frozen=True, slots=True)
class NumberedPassage:
    """A numbered paragraph; the offsets leave out its number."""

    number: int
    start: int
    end: int


@dataclass(frozen=True)
class Article:
    """`text` is what `article.md` holds, character for character; all offsets count in it."""

    text: str
    title: str
    published: date | None = None
    updated: date | None = None

    @cached_property
    def passages(self) -> tuple[NumberedPassage, ...]:
        marks = list(_NUMBERED.finditer(self.text))
        found = []
        for mark in marks:
            blank = self.text.find("\n\n", mark.end())
            end = len(self.text.rstrip()) if blank < 0 else blank
            found.append(NumberedPassage(int(mark[1]), mark.end(), end))
        return tuple(found)

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which the article may have been written, the first one first."""
        return tuple(day for day in (self.published, self.updated) if day is not None)


def read(path: Path, published: date | None = None) -> Article:
    """Read a .txt, .md or .html file.

    Raises:
        GenerateError: it is no news article in English, or cannot be read.
    """
    text, title, found = _plain(path, _text(path))
    if published is None and found:
        published = stamp(found)
    return _article(path, clean(text), title, published)


def _text(path: Path) -> str:
    try:
        if path.is_dir():
            raise GenerateError(f"{path}: a folder; name one article, a .txt, .md or .html file")
        data = read_file(path, LARGEST)
    except FileTooLarge:
        raise GenerateError(f"{path}: is too long; 1 MB is the most") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a usable name"
        raise GenerateError(f"{path}: cannot be read: {reason}") from None
    if not data.strip():
        raise GenerateError(f"{path}: the file is empty; put the article's text into it")
    if b"\0" in data:
        raise GenerateError(f"{path}: binary data, not text; save the article as .txt or .html")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise GenerateError(f"{path}:{line}: not UTF-8 text; save the file as UTF-8") from None


def _plain(path: Path, text: str) -> tuple[str, str, str]:
    """Text, title and date of publication, as far as the file names them."""
    if path.suffix.lower() not in (".html", ".htm") and not re.match(
        r"\s*<(!doctype|html)", text, re.I
    ):
        return text, "", ""
    try:
        import trafilatura
    except ImportError:
        raise GenerateError(missing("generate", "a web page")) from None
    page = trafilatura.bare_extraction(
        text, include_comments=False, include_tables=False, with_metadata=True
    )
    if page is None or isinstance(page, dict) or not page.text:
        raise GenerateError(f"{path}: no article was found in this page; save its text as .txt")
    body = "\n\n".join(line for line in page.text.split("\n") if line.strip())
    return body, page.title or "", page.date or ""


def missing(extra: str, what: str) -> str:
    return (
        f"{what} needs the extra `{extra}`; install it with:"
        f" python -m pip install 'quizapp[{extra}]' (in a clone: '.[{extra}]')"
    )


def _article(path: Path, text: str, title: str, published: date | None) -> Article:
    numbered = _NUMBERED.search(text) is not None
    kept: list[str] = []
    dates: list[date] = []
    updated = None
    for one in split(text):
        body = _LINK.sub(r"\1", " ".join(one.text.split()))
        if one.is_heading:
            title = title or body.lstrip("# ")
            continue
        day = stamp(body) if len(body) < 120 else None
        if day and re.match(r"(last |article )?update", body, re.I):
            updated = day
            continue
        if day and len(body.split()) <= 8:
            dates.append(day)
            _, _, later = body.partition("updated ")
            updated = stamp(later) or updated
            continue
        if not title and not kept and not _SENTENCE_END.search(body):
            title = body
            continue
        if not numbered or one.number is not None:
            kept.append(body)
    prose = [body for body in kept if _SENTENCE_END.search(body) or len(body.split()) > 12]
    _judge(path, prose)
    published = published or next(iter(dates), None)
    if not numbered:
        lines = [f"[{number}] {body}" for number, body in enumerate(prose, 1)]
        head = [f"# {title or path.stem}", *_dateline(published, updated)]
        text = "\n\n".join([*head, *lines]) + "\n"
    return Article(text, cut(title or path.stem, 120), published, updated)


def _dateline(published: date | None, updated: date | None) -> list[str]:
    if published is None:
        return []
    line = f"{published.day} {published:%B %Y}"
    return [f"{line}, updated {updated.day} {updated:%B %Y}" if updated else line]


def _judge(path: Path, prose: list[str]) -> None:
    words = re.findall(r"[^\W\d_]+", " ".join(prose).lower())
    if len(words) < FEWEST_WORDS:
        message = (
            f"{path}: {len(words)} words of running text; an article has {FEWEST_WORDS} or more"
        )
        raise GenerateError(message)
    if len(words) > MOST_WORDS:
        message = f"{path}: {len(words):,} words; {MOST_WORDS:,} are the most, so split the text"
        raise GenerateError(message)
    if sum(word in _ENGLISH for word in words) < _LEAST_ENGLISH * len(words):
        raise GenerateError(f"{path}: this does not look like English; only English can be read")
