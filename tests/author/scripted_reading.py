"""What reads articles for the app, without a process and without a model."""

import os
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from threading import Event, Thread

import pytest

from quizapp.author.article.article_process import serve
from quizapp.author.article.from_article import UnderstoodArticle
from quizapp.author.article.reading import ArticleReading, DecksMade, NotMade, ReadingStep
from quizapp.core import processes
from quizapp.core.errors import GenerateError
from quizapp.generate.article import Article
from quizapp.generate.facts import Found
from tests.cli import scripted

STORY = """The ferry of Tarnby

12 February 2024

Tarnby council closed the old ferry because the pier was rotten. The council raised the toll because
repairs cost 900,000 crowns.

The harbour master stopped the night boat because nobody took it any longer.

Skippers founded a common fund because diesel had become dear in the north. They say that it is for
all of the boats and for those who own them.
"""


class ScriptedProcess:
    """Serves in a thread, as the process does; `kill` cuts it off."""

    def __init__(self, make: Callable[[Callable[[float], None]], object]) -> None:
        jobs, to_jobs = os.pipe()
        from_out, out = os.pipe()
        self.stdin, self.stdout = os.fdopen(to_jobs, "wb"), os.fdopen(from_out, "rb")

        def run() -> None:
            with os.fdopen(jobs, "rb") as lines, os.fdopen(out, "wb") as answers, suppress(OSError):
                serve(lines, answers, make)  # type: ignore[arg-type]

        self.thread = Thread(target=run, daemon=True)
        self.thread.start()

    def kill(self) -> None:
        with suppress(OSError):
            self.stdin.close()

    def __enter__(self) -> "ScriptedProcess":
        return self

    def __exit__(self, *_: object) -> None:
        self.stdout.close()
        self.thread.join(10)


STARTED: list[ScriptedProcess] = []


class PatientReader(scripted.ScriptedReader):
    """Reads on when `goes_on` is set."""

    def __init__(self, tell: Callable[[float], None], goes_on: Event) -> None:
        self._tell, self._goes_on = tell, goes_on

    def read(self, article: Article) -> Found:
        self._tell(0.5)
        assert self._goes_on.wait(10)
        return super().read(article)


def install(patch: pytest.MonkeyPatch) -> Event:
    """Clear what it gives, and an article is read when it is set again."""
    goes_on = Event()
    goes_on.set()
    scripted.install(patch)

    def start(_: str) -> ScriptedProcess:
        STARTED.append(ScriptedProcess(lambda tell: PatientReader(tell, goes_on)))
        return STARTED[-1]

    patch.setattr(processes, "start", start)
    return goes_on


def wait_for_end() -> None:
    """Until all processes that were cut off have come to their end."""
    while STARTED:
        STARTED.pop().thread.join(10)


def install_nothing(patch: pytest.MonkeyPatch) -> None:
    """As where the extra is missing."""

    def make(_: Callable[[float], None]) -> object:
        raise GenerateError("it needs the extra `generate`; install it with: pip install it")

    patch.setattr(processes, "start", lambda _: ScriptedProcess(make))


def made(patch: pytest.MonkeyPatch, one: UnderstoodArticle) -> DecksMade:
    """What comes of an article in the end."""
    install(patch)
    told: SimpleQueue[ReadingStep] = SimpleQueue()
    reading = ArticleReading(told.put)
    reading.begin()
    reading.read(one)
    while not isinstance(step := told.get(timeout=10), DecksMade | NotMade):
        pass
    reading.stop()
    assert isinstance(step, DecksMade), step
    return step
