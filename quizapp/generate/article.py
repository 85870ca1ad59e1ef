"""A news article as it was read: a title, its dates, and numbered passages."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from quizapp.core.errors import GenerateError
from quizapp.core.installing import missing
from quizapp.core.outside import FileTooLarge, read_file
from quizapp.core.text import clean
from quizapp.core.words import count
from quizapp.generate.dates import stamp
from quizapp.generate.structure.forms import Form
from quizapp.generate.structure.furniture import AGENCY, FUNCTION_WORDS
from quizapp.generate.structure.headlines import shortened, stand_in
from quizapp.generate.structure.pages import Page, TooMuchMarkup, article_of, is_page
from quizapp.generate.structure.paragraphs import paragraphs
from quizapp.generate.structure.parts import LeftOut, head, take_apart
from quizapp.generate.structure.speakers import spoken

LARGEST = 1024 * 1024
"""Bytes of a text, or of a page with all its markup."""
FEWEST_WORDS = 40
MOST_CHARACTERS = 50_000
"""Of a text, some 8,000 words, as many as are read in 10 s; a page's markup does not count."""
MOST_IN_WRITTEN = 20_000
"""Characters of a passage that an earlier run or an author numbered."""
_LEAST_ENGLISH = 0.2
"""Share of function words in running text: about 0.4 in English, below 0.1 elsewhere."""
MOST_BEFORE_STORY = 3_000
"""Characters in which a pasted page comes to its first sentence."""
_IN_DATELINE = re.compile(rf"\(({AGENCY.pattern})\)\s*[-–—]", re.I)
_NUMBERED = re.compile(r"^\[(\d{1,6})\]\s+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class NumberedPassage:
    """A numbered paragraph; the offsets leave out its number, and in an interview its label."""

    number: int
    start: int
    end: int
    speaker: str = ""
    """Who says all of it, in an interview; empty for the narrator."""
    is_question: bool = False
    """Whether the interviewer asks it, so that nothing in it is a claim."""


@dataclass(frozen=True)
class Article:
    """`text` is what `article.md` holds, character for character; all offsets count in it."""

    text: str
    title: str
    published: date | None = None
    updated: date | None = None
    form: Form = "news"
    author: str = ""
    """Who signed an opinion, and so claims what it says; empty where nobody did."""
    dated_from: str = field(default="", compare=False)
    """The line of text that `published` was taken from, or `--published`."""
    dropped: tuple[LeftOut, ...] = field(default=(), compare=False)
    publisher: str = field(default="", compare=False)

    @cached_property
    def passages(self) -> tuple[NumberedPassage, ...]:
        spans = _spans(self.text)
        if self.form != "interview":
            return tuple(NumberedPassage(*span) for span in spans)
        told = spoken([self.text[start:end] for _, start, end in spans])
        return tuple(
            NumberedPassage(number, start + one.label, end, one.speaker, one.is_question)
            for (number, start, end), one in zip(spans, told, strict=True)
        )

    @property
    def has_headline(self) -> bool:
        """Whether `title` is the text's own, and not the beginning of its first sentence."""
        return self.text.startswith("# ")

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which the article may have been written, the first one first."""
        return tuple(day for day in (self.published, self.updated) if day is not None)

    def titled(self, title: str) -> "Article":
        """The same article under the headline that a person gives it."""
        headline = " ".join(clean(title).split()).lstrip("# ")
        below = self.text.partition("\n\n")[2] if self.has_headline else self.text
        return replace(self, text=f"# {headline}\n\n{below}", title=shortened(headline))

    def undated(self) -> "Article":
        """The same article where nobody knows when it appeared."""
        text = self.text
        for line in _dateline(self.published, self.updated):
            text = text.replace(f"{line}\n\n", "", 1)
        return replace(self, text=text, published=None, updated=None, dated_from="")


def _spans(text: str) -> list[tuple[int, int, int]]:
    """Number, start and end of each numbered passage."""
    marks = list(_NUMBERED.finditer(text))
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    found = []
    for mark, after in zip(marks, ends, strict=True):
        blank = text.find("\n\n", mark.end(), after)
        end = mark.end() + len(text[mark.end() : after].rstrip())
        found.append((int(mark[1]), mark.end(), end if blank < 0 else blank))
    return found


def read(path: Path, published: date | None = None) -> Article:
    """Read a .txt, .md or .html file.

    Raises:
        GenerateError: it is no news article in English, or cannot be read.
    """
    return read_text(text_in(path), path, published)


def read_text(text: str, path: Path, published: date | None = None) -> Article:
    """As `read`, of a text that is at hand. `path` is what errors call it, and with the ending
    .html or .htm it is a page.

    Raises:
        GenerateError: it is no news article in English.
    """
    page = _page(path, text)
    if page is None and len(text) > MOST_CHARACTERS:
        raise GenerateError(_too_long(path, len(text)))
    if page is None and _is_numbered(text):
        return _numbered(path, clean(text), published)
    return _pasted(path, page or Page(text), published)


def text_in(path: Path) -> str:
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


def _page(path: Path, text: str) -> Page | None:
    """The article of a web page; None when the file is none."""
    if not is_page(text, path.suffix):
        return None
    try:
        page = article_of(text)
    except ImportError:
        raise GenerateError(missing("generate", "a web page")) from None
    except TooMuchMarkup:
        raise GenerateError(
            f"{path}: has more markup than a page of news; save its text as .txt"
        ) from None
    if page is None:
        raise GenerateError(f"{path}: no article was found in this page; save its text as .txt")
    return page


def _is_numbered(text: str) -> bool:
    """Whether an earlier run, or its author, numbered the passages: 1, 2, 3 and so on."""
    numbers = [int(match[1]) for match in _NUMBERED.finditer(text)]
    return numbers[:1] == [1] and all(b > a for a, b in pairwise(numbers))


def _numbered(path: Path, text: str, published: date | None) -> Article:
    """The article as it was written; nothing in its passages is touched."""
    spans = _spans(text)
    for number, start, end in spans:
        if end - start > MOST_IN_WRITTEN:
            line = text.count("\n", 0, start) + 1
            raise GenerateError(
                f"{path}:{line}: passage {number} has more than {MOST_IN_WRITTEN:,} characters;"
                " split it, and number the passages anew"
            )
    _judge(path, [text[start:end] for _, start, end in spans])
    above = text[: text.index(f"[{spans[0][0]}]")]
    found = head(paragraphs(above))
    headings = [line.strip("# ") for line in above.split("\n") if line.startswith("#")]
    title = next(filter(None, headings), found.headline)
    title = title or stand_in(text[spans[0][1] : spans[0][2]])
    return Article(
        text,
        shortened(title),
        published or found.dated.published,
        found.dated.updated,
        found.form,
        found.author,
        "--published" if published else found.dated.dated_from,
    )


def _pasted(path: Path, page: Page, published: date | None) -> Article:
    found = take_apart(paragraphs(page.text), page.title, stamp(page.published))
    _judge(path, found.passages, found.dropped)
    day, updated = published or found.dated.published, found.dated.updated
    lines = [
        *([f"# {found.headline}"] if found.headline else []),
        *_form_line(found.form, found.author),
        *_dateline(day, updated),
        *(f"[{number}] {passage}" for number, passage in enumerate(found.passages, 1)),
    ]
    return Article(
        "\n\n".join(lines) + "\n",
        shortened(found.headline or stand_in(found.passages[0])),
        day,
        updated,
        found.form,
        found.author,
        "--published" if published else found.dated.dated_from,
        tuple(sorted(found.dropped, key=lambda one: one.line)),
        clean(page.publisher) or _agency(page.text),
    )


def _agency(text: str) -> str:
    """The news agency in the dateline: `LISBON (Reuters) -`."""
    found = _IN_DATELINE.search(text[:MOST_BEFORE_STORY])
    return found[1] if found else ""


def _form_line(form: Form, author: str) -> list[str]:
    """How article.md says what the article is, so that it is read back as that."""
    said = {"news": "", "opinion": "Opinion", "interview": "Interview"}.get(form, "Press release")
    return [f"{said} by {author}" if author else said] if said else []


def _dateline(published: date | None, updated: date | None) -> list[str]:
    if published is None:
        return []
    line = f"{published.day} {published:%B %Y}"
    return [f"{line}, updated {updated.day} {updated:%B %Y}" if updated else line]


def _judge(path: Path, prose: Sequence[str], dropped: Sequence[LeftOut] = ()) -> None:
    whole = " ".join(prose)
    words = re.findall(r"[^\W\d_]+", whole.lower())
    if len(words) < FEWEST_WORDS:
        reasons = Counter(one.reason for one in dropped).most_common(2)
        left = ", ".join(f"{count(number, 'line')} as {reason}" for reason, number in reasons)
        raise GenerateError(
            f"{path}: {count(len(words), 'word')} of running text; an article has {FEWEST_WORDS} or"
            " more" + (f"; left out: {left}" if left else "")
        )
    if len(whole) > MOST_CHARACTERS:
        raise GenerateError(_too_long(path, len(whole)))
    if sum(letter.isupper() for letter in whole) > 0.6 * sum(map(str.isalpha, whole)):
        raise GenerateError(
            f"{path}: all in capitals, so that names cannot be told from other words; save the text"
            " in ordinary letters"
        )
    if sum(word in FUNCTION_WORDS for word in words) < _LEAST_ENGLISH * len(words):
        raise GenerateError(f"{path}: this does not look like English; only English can be read")


def _too_long(path: Path, characters: int) -> str:
    most = MOST_CHARACTERS // 1000
    return f"{path}: {characters // 1000} kB of text; {most} kB is the most, so split the text"
