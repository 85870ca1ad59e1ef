"""One reader for all tests of a process: loading its model takes a second."""

from functools import cache
from pathlib import Path

import pytest

from quizapp.generate.article import Article, read
from quizapp.generate.english import reader as english
from quizapp.generate.english.names import Names
from quizapp.generate.english.recognition import recognise
from quizapp.generate.facts import Fact, Found

ARTICLES = Path(__file__).parent / "articles"
_build = english.EnglishReader


@cache
def loaded() -> english.EnglishReader:
    return _build()


@pytest.fixture(autouse=True)
def one_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(english, "EnglishReader", loaded)


@cache
def _filler() -> str:
    return (
        "The people of the valley have talked of little else for many weeks, and there is no sign"
        " that the talk will end before the snow comes to the hills and to the roads.\n\n"
        "Those of the next valley have heard of it as well, and they say that it was much the same"
        " with them when the first of the snow fell, and for as long as it lay.\n\n"
    )


def article(tmp_path: Path, story: str, date_line: str = "26 February 2025") -> Article:
    """An article that says `story` and little else."""
    path = tmp_path / "story.md"
    path.write_text(f"# A story\n\n{date_line}\n\n{story}\n\n{_filler()}")
    return read(path)


def understood(tmp_path: Path, story: str, date_line: str = "26 February 2025") -> Found:
    return loaded().read(article(tmp_path, story, date_line))


def facts(tmp_path: Path, story: str, kind: str = "") -> list[Fact]:
    """The facts of a kind, or all but the claims that are given as a whole as well."""
    found = understood(tmp_path, story).facts
    fits = [one for one in found if (one.kind == kind if kind else one.kind != "claim")]
    return [one for one in fits if "valley" not in one.text]


def named(tmp_path: Path, story: str) -> Names:
    """The names of an article that says `story`."""
    read_in = article(tmp_path, story)
    texts = [read_in.text[one.start : one.end] for one in read_in.passages]
    return recognise(read_in, list(loaded()._nlp.pipe(texts)))
