"""An article read in a process of its own, and what that process tells: see `article_process`."""

import contextlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

from quizapp.author.article.from_article import UnderstoodArticle
from quizapp.core import processes

if TYPE_CHECKING:
    from subprocess import Popen

    from quizapp.generate.article import Article

WRITE = b"write\n"
"""What the process waits for before it writes."""


@dataclass(frozen=True, slots=True)
class ModelLoaded:
    """From now on articles are read."""


@dataclass(frozen=True, slots=True)
class ReadSoFar:
    """The share of the article that was read, from 0 to 1."""

    share: float


@dataclass(frozen=True, slots=True)
class WritingDecks:
    """The decks are being written, which is not broken off."""


@dataclass(frozen=True, slots=True)
class DecksMade:
    """What is in the folder now, and what is not."""

    folder: Path
    files: tuple[Path, ...]
    """Its decks."""
    kinds: dict[str, int]
    """By type of question: the cards of this run, the most first."""
    cards: int
    added: int
    points: int
    """Stretches of the text in which something was made out."""
    without_card: int
    bare_passages: tuple[int, ...]
    """The numbers of the passages that have no card."""
    rejected: dict[str, int]
    """By gate: the drafts that did not pass it, the most first."""
    remarks: tuple[str, ...] = ()
    """Sentences on what was out of the ordinary."""


@dataclass(frozen=True, slots=True)
class NotMade:
    """Nothing was written. `is_missing`: nothing can be, before something is installed."""

    why: str
    is_missing: bool = False


ReadingStep = ModelLoaded | ReadSoFar | WritingDecks | DecksMade | NotMade

ENDED = (
    "the reader has ended and nothing was written, perhaps for want of memory; try again, or"
    " save the text as a file and see what `quizapp generate FILE -o FOLDER` says"
)


class ArticleReading:
    """Loads the model as soon as it has begun, and then reads the articles that it is given.

    `tell` is called in a thread of its own.
    """

    def __init__(self, tell: Callable[[ReadingStep], None]) -> None:
        self._tell = tell
        self._lock = Lock()
        self._articles: SimpleQueue[UnderstoodArticle | None] = SimpleQueue()
        self._process: Popen[bytes] | None = None
        self._is_writing = False
        self._is_stopped = False
        self.is_over = False
        """Whether it can read no more, for whatever reason."""

    def begin(self) -> None:
        """To be called once."""
        Thread(target=self._run, daemon=True).start()

    def read(self, article: UnderstoodArticle) -> None:
        self._articles.put(article)

    def stop(self) -> bool:
        """End it, and leave nothing behind; False while decks are being written, which goes on."""
        with self._lock:
            self._is_stopped = self.is_over = True
            self._articles.put(None)
            if self._process and not self._is_writing:
                self._process.kill()
            return not self._is_writing

    def _run(self) -> None:
        try:
            if process := self._start():
                with process:
                    self._talk(process)
        except (OSError, ValueError):
            pass  # it has died, or was ended; what there is to say comes next
        finally:
            self.is_over = True
            if not self._is_stopped:
                self._tell(NotMade(ENDED))

    def _start(self) -> "Popen[bytes] | None":
        with self._lock:
            if not self._is_stopped:
                self._process = processes.start("quizapp.author.article.article_process")
        return self._process

    def _talk(self, process: "Popen[bytes]") -> None:
        assert process.stdin
        assert process.stdout
        try:
            for line in process.stdout:
                told = json.loads(line)
                if "ready" in told:
                    with self._lock:
                        if self._is_stopped:
                            return
                        self._is_writing = True
                    process.stdin.write(WRITE)
                    process.stdin.flush()
                step = _step(told)
                is_over = isinstance(step, NotMade) and step.is_missing
                self._is_writing = isinstance(step, WritingDecks)
                self._is_stopped = self._is_stopped or is_over  # there is no more to say
                self._tell(step)
                if isinstance(step, ModelLoaded | DecksMade | NotMade):
                    article = None if is_over else self._articles.get()
                    if article is None:
                        return
                    process.stdin.write(json.dumps(_job(article)).encode() + b"\n")
                    process.stdin.flush()
        finally:
            process.kill()
            with contextlib.suppress(OSError):
                process.stdin.close()


def _step(told: dict[str, Any]) -> ReadingStep:
    match told:
        case {"loaded": _}:
            return ModelLoaded()
        case {"share": share}:
            return ReadSoFar(share)
        case {"ready": _}:
            return WritingDecks()
        case {"made": made}:
            made |= {"folder": Path(made["folder"]), "files": tuple(map(Path, made["files"]))}
            lists = {name: tuple(made[name]) for name in ("bare_passages", "remarks")}
            return DecksMade(**made | lists)
        case {"missing": why}:
            return NotMade(why, is_missing=True)
    return NotMade(told["failed"])


def _job(one: UnderstoodArticle) -> dict[str, Any]:
    article = one.article
    return {
        "folder": str(one.place),
        "name": one.name,
        "source": str(one.source or ""),
        "article": {
            "text": article.text,
            "title": article.title,
            "published": article.published and article.published.isoformat(),
            "updated": article.updated and article.updated.isoformat(),
            "form": article.form,
            "author": article.author,
            "dated_from": article.dated_from,
            "publisher": article.publisher,
        },
    }


def as_article(told: dict[str, Any]) -> "Article":
    from quizapp.generate.article import Article

    days = {
        name: told[name] and date.fromisoformat(told[name]) for name in ("published", "updated")
    }
    return Article(**told | days)
