"""What is offered while a search is typed."""

from pathlib import Path

import pytest

from quizapp.browse.completion import Completion, complete
from quizapp.browse.query import FIELDS, STATES, parse
from quizapp.progress.events import TAG
from tests.browse.shelf import Shelf, shelf


@pytest.fixture
def two(tmp_path: Path) -> Shelf:
    return shelf(tmp_path)


def offered(made: Shelf, typed: str) -> dict[str, str]:
    """By the whole search that would stand there, what is said of it; `|` is the cursor."""
    cursor = typed.index("|")
    text = typed.replace("|", "")
    found = complete(text, cursor, made.index, made.context)
    return {text[: one.start] + one.text + text[one.end :]: one.help for one in found}


def test_a_word_may_become_the_name_of_a_field(two: Shelf) -> None:
    assert list(offered(two, "|")) == [f"{name}:" for name in FIELDS]
    assert list(offered(two, "cat ta|")) == ["cat tag:"]
    assert list(offered(two, "-(TY|) x")) == ["-(type:) x"]
    assert list(offered(two, "-d|")) == ["-deck:", "-due:"]
    assert list(offered(two, "a|b")) == ["answered:"]
    assert list(offered(two, "ta|g:csto")) == ["tag:csto"]
    assert offered(two, "xyz|") == {}
    assert offered(two, '"ta|"') == {}


def test_values_come_with_what_they_are_and_how_many_cards_have_them(two: Shelf) -> None:
    two.mark(f"{TAG}my own", 1, "news/word")
    assert offered(two, "deck:|") == {
        "deck:news": "Չինաստան and the Café, 11 cards",
        "deck:scripts": "Scripts: all of them, 8 cards",
    }
    assert offered(two, "x -tag:cs|") == {
        "x -tag:csto": "3 cards",
        "x -tag:csto::members": "1 card",
    }
    assert offered(two, "deck:caf|") == {'deck:"Չինաստան and the Café"': "news, 11 cards"}
    assert offered(two, 'deck:"Չին|') == {'deck:"Չինաստան and the Café"': "news, 11 cards"}
    assert list(offered(two, "deck:scr|")) == ["deck:scripts"]
    assert offered(two, "tag:wor|") == {'tag:"two words"': "1 card"}
    assert offered(two, 'tag:"my |') == {'tag:"my own"': "1 card"}
    assert offered(two, "tag:ЯЗ|") == {"tag:язык": "1 card", "tag:язык::рус": "1 card"}
    assert list(offered(two, "type:ch|")) == ["type:choice", "type:multi_choice"]
    assert offered(two, "claim:d|") == {"claim:disputed": "1 card"}
    assert offered(two, "by:VART|") == {
        'by:"Olesya Vartanyan, International Crisis Group"': "1 card"
    }
    assert list(offered(two, "passage:|")) == [
        "passage:1",
        "passage:3",
        "passage:4",
        "passage:none",
    ]
    assert offered(two, "is:dr|") == {"is:draft": "waiting for its author's verdict, 1 card"}
    assert list(offered(two, "is:|")) == [f"is:{state}" for state in STATES]
    assert list(offered(two, "prop:st|")) == ["prop:stability>"]
    assert list(offered(two, "id:news/al|")) == ["id:news/allies"]
    assert offered(two, "nofield:|") == {}


def test_a_value_that_is_taken_is_found(two: Shelf) -> None:
    for field in ("deck", "tag", "type", "claim", "by", "passage", "is", "flag", "due", "id"):
        for text, help_text in offered(two, f"{field}:|").items():
            number = len(two.found(text))
            assert parse(text)
            if help_text.endswith(("card", "cards")):
                least = int(help_text.removesuffix("s").split()[-2])
                assert number == least, text


def test_what_stands_behind_the_cursor_is_replaced_with_it(two: Shelf) -> None:
    assert complete("a is:fl|".replace("|", "") + "agged b", 7, two.index, two.context) == [
        Completion("flagged", 5, 12, "with a flag of yours, 0 cards")
    ]
