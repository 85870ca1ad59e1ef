"""Where the keys and values that problems are about begin and end."""

from pathlib import Path

import pytest

from quizapp.author.check.places import Places
from quizapp.core.codes import Code
from quizapp.deck.check import check_bytes
from quizapp.deck.starter import starter

HEAD = "deck: d\ntitle: T\ncards:\n"
CARD = "  - id: x\n    type: typed\n    prompt: p\n    answer: a\n"
LONG = HEAD + CARD


def about(text: str, code: Code) -> str:
    """What the first problem with this code is about, as it stands in the file."""
    found = check_bytes(text.encode(), Path("d.yaml")).diagnostics
    [problem, *_] = [one for one in found if one.code is code]
    places = Places(text)
    return text[places.of(problem) : places.end_of(problem)]


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        (HEAD + CARD.replace("id: x", "id: X 1  # note"), Code.WRONG_VALUE, "X 1"),
        (HEAD + CARD.replace("id: x", 'id: "X\\n"'), Code.WRONG_VALUE, '"X\\n"'),
        (HEAD + CARD + "    hints: [a]\n", Code.UNKNOWN_FIELD, "hints"),
        (LONG + "    accept: {a: b,\n      c: d}  # e\n", Code.WRONG_VALUE, "{a: b,\n      c: d}"),
        (LONG + "    accept: |\n      a\n      b\n\n", Code.WRONG_VALUE, "|\n      a\n      b"),
        (LONG + "    note:\n      - a\n      - b\n    by: n\n", Code.WRONG_VALUE, "- a\n      - b"),
        (HEAD + CARD.replace("    answer: a\n", ""), Code.MISSING, "id: x"),
        (HEAD + CARD.replace("answer: a", "answer:"), Code.MISSING, "answer"),
        (HEAD + CARD.replace("prompt: p", "prompt: p: q"), Code.SYNTAX, ": q"),
        (HEAD + CARD + CARD, Code.DUPLICATE_ID, "x"),
        (HEAD.replace("title: T", "title: T\ntitel: U"), Code.UNKNOWN_FIELD, "titel"),
        ("{deck: d, titel: [1], cards: []}", Code.UNKNOWN_FIELD, "titel"),
        (HEAD.replace("T\n", "T #1 of all\n") + CARD, Code.LOST, "#1 of all"),
        ('\ufeffdeck: d\r\ntitle: T\r\norder: "x"\r\ncards: []', Code.WRONG_VALUE, '"x"'),
    ],
)  # fmt: skip
def test_a_problem_is_about_a_key_or_a_value(text: str, code: Code, expected: str) -> None:
    text = text.removeprefix("\ufeff")
    assert about(text, code) == expected


def test_a_broken_card_does_not_hide_where_the_next_ones_values_end() -> None:
    text = HEAD + CARD.replace("prompt: p", "prompt: p: q") + CARD.replace("id: x", "id: Y y  ")
    assert about(text, Code.WRONG_VALUE) == "Y y"


def test_every_value_of_every_type_of_card_has_an_end() -> None:
    text = starter("moon")
    places = Places(text)
    at = text.index("id: month-and-moon")
    nodes = places.nodes(places.piece(at))
    found = {".".join(map(str, one.loc)): text[one.start : one.end] for one in nodes}
    assert found["id"] == "month-and-moon"
    assert found["text"].endswith('to the next."')
    assert [place for place in found if "." in place] == []
