"""One reader for all tests of a process: loading its model takes a second."""

from functools import cache
from pathlib import Path

import pytest

from quizapp.generate.article import Article, read
from quizapp.generate.english import reader as english
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
    )


def article(tmp_path: Path, story: str, date_line: str = "26 February 2025") -> Article:
    """An article that says `story` and little else."""
    path = tmp_path / "story.md"
    path.write_text(f"# A story\n\n{date_line}\n\n{story}\n\n{_filler()}{_filler()}")
    return read(path)


def understood(tmp_path: Path, story: str, date_line: str = "26 February 2025") -> Found:
    return loaded().read(article(tmp_path, story, date_line))


def facts(tmp_path: Path, story: str, kind: str = "") -> list[Fact]:
    """The facts of a kind, or all but the details of whole sentences."""
    found = understood(tmp_path, story).facts
    fits = [one for one in found if (one.kind == kind if kind else one.kind != "detail")]
    return [one for one in fits if "valley" not in one.text]
