"""`quizapp stats`: of what, over which days, and in which form."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from quizapp.cli.stats import NO_ANSWERS, command
from quizapp.core.day import Day
from quizapp.core.errors import DeckError
from quizapp.progress.events import Answer
from quizapp.progress.progress import Progress
from tests.browse.shelf import NEWS, SCRIPTS

NOW = datetime(2024, 2, 26, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def decks(home: Path) -> None:
    (home / "decks").mkdir(parents=True)
    (home / "decks" / "news.yaml").write_text(NEWS, "utf-8")
    (home / "decks" / "scripts.yaml").write_text(SCRIPTS, "utf-8")


@pytest.fixture
def answers(home: Path) -> None:
    """Two today and one two months ago, to three cards of two decks."""
    progress = Progress.open(home)
    for card, before in (("scripts/zh", 60), ("news/far", 0), ("news/allies", 0)):
        at = NOW - timedelta(days=before)
        day = Day(at.toordinal())
        progress.record(Answer(card, day, 3, "review", 0, day + 9, ms=6000), at)
    progress.close()


def stats(*args: str) -> Result:
    return CliRunner().invoke(command, args)


def figures(*args: str) -> dict[str, Any]:
    return dict(json.loads(stats(*args, "--json").stdout))


def test_without_answers_it_says_how_to_begin_and_json_counts_from_nothing() -> None:
    assert stats().stdout == f"{NO_ANSWERS}\n"
    found = figures()
    assert (found["reviews"], found["cards"], found["days"], found["streak"]) == (0, 0, 0, 0)
    assert found["coming"]["new"] > 0


@pytest.mark.usefixtures("answers")
def test_json_has_the_totals_on_top_of_all_else() -> None:
    found = figures()
    assert {name: found[name] for name in list(found)[:6]} == {
        **{"reviews": 3, "cards": 3, "days": 2},
        **{"passed": 3, "minutes": 0.3, "streak": 1},
    }
    assert found["knowledge"]["learned"] == 3


@pytest.mark.parametrize(
    ("args", "answers_found"),
    [
        (("--range", "month"), 2),
        (("--range", "year"), 3),
        (("news",), 2),
        (("scripts", "--range", "month"), 0),
        (("--tag", "news"), 1),
        (("scripts", "--tag", "news"), 0),
        (("tag:news",), 1),
        (("ally",), 1),
        (("id:far or deck:scripts",), 2),
    ],
)
@pytest.mark.usefixtures("answers")
def test_they_are_of_a_deck_a_tag_or_a_search_over_some_days(
    args: tuple[str, ...], answers_found: int
) -> None:
    assert figures(*args)["reviews"] == answers_found


@pytest.mark.usefixtures("answers")
def test_as_text_each_line_fits_a_small_terminal() -> None:
    text = stats("--tables").stdout
    assert text.startswith("Statistics: all decks\nAll time: 28 Dec 2023 to 26 Feb 2024\n")
    assert max(map(len, text.splitlines())) <= 60
    assert "2 answers today, 100 % of them right" in " ".join(text.split())


@pytest.mark.usefixtures("answers")
def test_html_is_a_page_of_its_own(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert stats("tag:news", "--html", str(page)).exit_code == 0
    assert page.read_text().startswith("<!doctype html>")
    assert "Statistics: tag:news" in page.read_text()


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("tag:(news",), "tag: has no value"),
        (("tag:news", "--tag", "x"), "in a search write tag:x"),
        (("--json", "--html", "x.html"), "use one or the other"),
        (("--range", "week"), "is not one of 'month', 'year', 'all'"),
    ],
)
def test_wrong_use_says_what_to_write(args: tuple[str, ...], says: str) -> None:
    found = stats(*args)
    assert found.exit_code == 2
    assert says in found.stderr


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("--tag", "nws"), 'no card has the tag "nws"; did you mean news?'),
        (("--html", "."), "is a folder"),
        (("--html", "nowhere/page.html"), "nowhere: no such folder"),
        (("xyzzy",), 'no deck is called "xyzzy"'),
        (("xyzzy",), "and no card has that word"),
        (("deck:news is:leech",), "no card is found by deck:news is:leech"),
        (("tag:nws",), 'no card is found by tag:nws; no tag is called "nws"; did you mean news?'),
    ],
)
@pytest.mark.usefixtures("answers")
def test_what_is_not_there_is_said(args: tuple[str, ...], says: str) -> None:
    found = stats(*args)
    assert isinstance(found.exception, DeckError)
    assert says in str(found.exception)
