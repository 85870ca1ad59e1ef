"""`quizapp find`: lines that can be read aloud, JSON, and mistakes with their place."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizapp.browse.columns import COLUMNS
from quizapp.cli.find import command
from quizapp.cli.review import command as review
from quizapp.core.errors import DeckError
from quizapp.progress.events import FLAGGED, Marked
from quizapp.progress.progress import Progress
from tests.browse.shelf import NEWS, NOW, SCRIPTS


@pytest.fixture(autouse=True)
def decks(home: Path) -> None:
    (home / "decks").mkdir(parents=True)
    (home / "decks" / "news.yaml").write_text(NEWS, "utf-8")
    (home / "decks" / "scripts.yaml").write_text(SCRIPTS, "utf-8")


def find(*args: str) -> Result:
    return CliRunner().invoke(command, args)


def test_a_line_says_what_is_asked_and_where_the_card_stands() -> None:
    found = find("ally", "tag:news", "deck:news")
    assert found.exit_code == 0
    assert found.stdout == (
        "news/allies; Which of these is an ally of Armenia?; Չինաստան and the Café; new\n"
    )
    assert found.stderr == "1 card\n"


def test_columns_and_order_are_chosen() -> None:
    found = find("deck:scripts", "--columns", "question, reps,tags", "--sort", "id", "-n", "2")
    assert found.stdout == "مَا هِيَ العاصمة؟; answers 0; tags لغة\nמָה הבירה?; answers 0\n"
    assert found.stderr == "8 cards, of which these are 2\n"
    assert find("deck:scripts", "--sort", "id", "--reverse").stdout.startswith("scripts/zh; ")


def test_json_has_all_columns(home: Path) -> None:
    progress = Progress.open(home)
    progress.change(Marked(("news/far",), FLAGGED, 2), NOW)
    progress.close()
    (card,) = json.loads(find("flag:2", "--json").stdout)
    assert {*COLUMNS} - {"id", "passage"} <= card.keys()
    assert (card["card"], card["flag"], card["state"], card["due"], card["by"]) == (
        *("news/far", 2, "new"),
        *(None, "Someone"),
    )


def test_nothing_found_is_exit_1_as_with_grep_and_says_what_names_nothing() -> None:
    found = find("tag:nws", "zebra")
    assert (found.exit_code, found.stdout) == (1, "")
    assert found.stderr == '0 cards\nNo tag is called "nws"; did you mean news?\n'
    assert json.loads(find("zebra", "--json").stdout) == []


@pytest.mark.parametrize(
    ("query", "shown", "mark"),
    [
        ("a is:leach b", "  a is:leach b", "       ^^^^^"),
        ("首都 is:leach", "  首都 is:leach", "          ^^^^^"),
        ("cafe\u0301 (x", "  cafe\u0301 (x", "       ^"),
        ("x" * 200 + " is:leach", "  " + "x" * 67 + " is:leach", " " * 73 + "^^^^^"),
    ],
)
def test_a_mistake_is_exit_2_with_a_mark_below_its_place(query: str, shown: str, mark: str) -> None:
    found = find(query)
    assert found.exit_code == 2
    lines = found.stderr.splitlines()
    assert shown in lines
    assert lines[lines.index(shown) + 1] == mark
    assert lines[-1]


def test_a_search_may_begin_with_a_hyphen() -> None:
    assert find("-is:draft", "deck:news").stderr == "10 cards\n"
    assert find("--", "-news", "deck:scripts").stderr == "8 cards\n"


def test_a_column_that_is_none_is_told() -> None:
    found = find("a", "--columns", "question,lapse")
    assert found.exit_code == 2
    assert "no column is called 'lapse'; did you mean lapses?" in found.stderr


def test_a_review_keeps_to_what_a_search_finds() -> None:
    found = CliRunner().invoke(review, ["--plain", "--search", "km or id:word"], input="1500\n")
    assert found.exit_code == 0
    assert "How far?" in found.stdout
    assert "Type it." in found.stdout
    assert "Match." not in found.stdout
    assert "(2 left)" in found.stdout


def test_a_review_of_nothing_says_so() -> None:
    found = CliRunner().invoke(review, ["--plain", "--search", "is:draft"])
    assert isinstance(found.exception, DeckError)
    assert 'found by "is:draft"' in str(found.exception)
    assert CliRunner().invoke(review, ["--plain", "--search", "is:dft"]).exit_code == 2
