"""A news article on its way to draft decks among the learner's own: what was pasted or named, what
was understood of it, and the folder that it goes to."""

import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from quizapp.author.article.generating import dated_by_hand, decks_name
from quizapp.core.errors import GenerateError

if TYPE_CHECKING:  # 200 ms, and for whoever wants it
    from quizapp.generate.article import Article

PASTED = Path("the pasted text")
"""What errors call a text that is of no file."""
LONGEST_PATH = 1_000
_ENDINGS = (".txt", ".md", ".html", ".htm")
_AS_A_PATH = re.compile(r"~|\.{0,2}[/\\]|[A-Za-z]:[/\\]")
_ADDRESS = re.compile(r"(?i)(?:https?://|www\.)\S+$")


def file_named(text: str) -> Path | None:
    """The file that a text of one line names, if it does, whether it is there or not.

    Terminals put quotation marks around a file that is dropped on them, or `\\` before its spaces.

    Raises:
        GenerateError: it is an address in the web.
    """
    line = text.strip()
    if not line or "\n" in line or len(line) > LONGEST_PATH:
        return None
    if _ADDRESS.match(line):
        raise GenerateError(
            "quizapp fetches nothing from the web: open the page, copy its text and paste it here,"
            " or save the page and name the file"
        )
    if line[0] in "\"'" and line[-1] == line[0] and len(line) > 1:
        line = line[1:-1]
    elif line.startswith("file://"):
        line = unquote(urlsplit(line).path)
    elif "\\ " in line:
        line = line.replace("\\ ", " ")
    if not (_AS_A_PATH.match(line) or line.lower().endswith(_ENDINGS)):
        return None
    return _expanded(line)


def _expanded(line: str) -> Path:
    with suppress(RuntimeError):  # no such user
        return Path(line).expanduser()
    return Path(line)


def completed(text: str) -> tuple[str, list[str]]:
    """The beginning of a path with as much added as is certain, and the names that it may go on
    with, where there are several. Folders and files that articles may be in."""
    line = text.strip()
    if line == "~":
        return "~/", []
    cut = max(line.rfind("/"), line.rfind("\\")) + 1
    head, name = line[:cut], line[cut:]
    names = sorted(_names(_expanded(head or "."), name))
    if not names:
        return text, []
    common = names[0]
    while not all(one.startswith(common) for one in names):
        common = common[:-1]
    return head + common, names if len(names) > 1 else []


def _names(folder: Path, beginning: str) -> Iterator[str]:
    with suppress(OSError, ValueError):
        for one in folder.iterdir():
            is_hidden = one.name.startswith(".") and not beginning.startswith(".")
            if one.name.startswith(beginning) and not is_hidden:
                if one.is_dir():
                    yield f"{one.name}/"
                elif one.suffix.lower() in _ENDINGS:
                    yield one.name


@dataclass(frozen=True)
class UnderstoodArticle:
    """An article as it was made out, and where its decks would go."""

    text: str
    """All that was pasted, or that is in the file."""
    source: Path | None
    """The file that it is from."""
    article: "Article"
    decks: Path
    """The learner's folder of decks."""
    place: Path
    """The folder of this article in it."""
    name: str
    """What the names of its decks begin with."""
    is_known: bool
    """Whether the folder holds this article already, so that its cards are kept."""
    taken: Collection[str] = ()
    """The names of all decks at hand."""

    def mended(self, title: str, published: date | None, publisher: str) -> "UnderstoodArticle":
        """With what a person has put right.

        Raises:
            GenerateError: as `understood`.
        """
        from quizapp.generate.article import read_text

        article = self.article
        if published is None:
            article = article.undated()
        elif published != article.published:
            again = dated_by_hand(read_text(self.text, self.source or PASTED, published), published)
            is_own_title = again.title != article.title
            article = again.titled(article.title) if is_own_title else again
        if title.strip() and title.strip() != article.title:
            article = article.titled(title)
        article = replace(article, publisher=" ".join(publisher.split()))
        if self.is_known:
            return replace(self, article=article)
        place, name = _free_place(article.title, self.decks, self.taken)
        return replace(self, article=article, place=place, name=name)


def understood(
    text: str, source: Path | None, decks: Path, taken: Collection[str] = ()
) -> UnderstoodArticle:
    """What can be made out in a text without a model.

    Args:
        source: the file that it is from; None where it was pasted.
        decks: the learner's folder of decks.
        taken: the names of the decks at hand, which new ones must not have.

    Raises:
        GenerateError: it is no news article in English, or its folder holds what is damaged.
    """
    from quizapp.generate.article import read_text
    from quizapp.generate.record import FactsRecord

    article = read_text(text, source or PASTED)
    if (place := _place_known(article, source, decks)) is None:
        place, name = _free_place(article.title, decks, taken)
        return UnderstoodArticle(text, source, article, decks, place, name, False, taken)
    known = FactsRecord.in_folder(place)
    if known.published and known.published != article.published:
        article = read_text(text, source or PASTED, known.published)
    article = dated_by_hand(article, known.published)
    article = _titled_as(article, _article_there(place))
    article = replace(article, publisher=known.publisher or article.publisher)
    return UnderstoodArticle(
        text, source, article, decks, place, decks_name(place.name), True, taken
    )


def text_of_file(path: Path) -> str:
    """Raises: GenerateError: it cannot be read, or is no text."""
    from quizapp.generate.article import text_in

    return text_in(path)


def day_told(text: str) -> date | None:
    """The day that a person has typed; None for an empty field.

    Raises:
        ValueError: it is none; the message is a sentence.
    """
    from quizapp.generate.dates import stamp

    if not text.strip():
        return None
    day = stamp(text)
    if day is None:
        raise ValueError("Write the day such as 2024-02-25 or 25 February 2024, or leave it empty.")
    return day


def _place_known(article: "Article", source: Path | None, decks: Path) -> Path | None:
    """The folder that holds this article already."""
    from quizapp.generate.folder import ARTICLE_FILE
    from quizapp.generate.versions import Versions

    if (
        source
        and source.name == ARTICLE_FILE
        and source.absolute().parent.parent == decks.absolute()
    ):
        return source.absolute().parent
    for folder in _folders(decks):
        there = _article_there(folder)
        if there is None or not share_passages(article, there):
            continue  # which is soon told
        if Versions(there.text, article.text).are_one_article:
            return folder
    return None


def share_passages(one: "Article", other: "Article") -> bool:
    """Whether a passage of the one stands in the other, word for word."""
    return any(one.text[place.start : place.end] in other.text for place in one.passages)


def _folders(decks: Path) -> list[Path]:
    with suppress(OSError):
        return sorted(one for one in decks.iterdir() if one.is_dir())
    return []


def _article_there(folder: Path) -> "Article | None":
    """The article of a folder; None where it has none, or none that can be read."""
    from quizapp.generate.article import read_text
    from quizapp.generate.folder import ARTICLE_FILE, article_in

    with suppress(GenerateError):
        text = article_in(folder)
        return read_text(text, folder / ARTICLE_FILE) if text else None
    return None


def _titled_as(article: "Article", there: "Article | None") -> "Article":
    """Under the title that a person gave it earlier: where only that is another."""
    if there is None or not there.has_headline or there.title == article.title:
        return article
    mine, theirs = (
        [one.text[passage.start : passage.end] for passage in one.passages]
        for one in (article, there)
    )
    return article.titled(there.title) if mine == theirs else article


def _free_place(title: str, decks: Path, taken: Collection[str]) -> tuple[Path, str]:
    """A folder that is not there, and what its decks are called: as no other deck is."""
    name = first = decks_name(title)
    number = 1
    while (decks / name).exists() or any(one.startswith(f"{name}-") for one in taken):
        number += 1
        name = f"{first}-{number}"
    return decks / name, name
