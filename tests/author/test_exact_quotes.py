"""Retyped quotes found again in their source."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.author.check.exact_quotes import ExactWords, RetypedQuotes

TEXT = (
    "He said “we’ll freeze  it” — for now… and left Yerevan’s “café”.\n\n"
    "## A heading that nobody quotes\n\n"
    "It is frozen. The freeze is on – said the prime minister.\n\n"
    "The freeze is off, said the other."
)
FIRST = "He said “we’ll freeze it” — for now… and left Yerevan’s “café”."
SOURCE = RetypedQuotes(TEXT)
WAYS = {
    " ": [" ", "  ", "\n", "\u00a0", "\u200b "],
    "“": ["“", '"', "'", "„", "«"],
    "”": ["”", '"', "'", "''"],
    "’": ["’", "'", "`"],
    "—": ["—", "-", "--", "–"],
    "…": ["…", "..."],
    "é": ["é", "e\u0301"],
}


@settings(max_examples=50)
@given(st.data())
def test_a_quote_is_found_however_its_signs_and_spaces_were_typed(data: st.DataObject) -> None:
    words = FIRST.split(" ")
    start = data.draw(st.integers(0, len(words) - 2))
    exact = " ".join(words[start : data.draw(st.integers(start + 2, len(words)))])
    typed = "".join(data.draw(st.sampled_from(WAYS.get(char, [char]))) for char in exact)
    typed = data.draw(st.sampled_from([typed, typed[0].swapcase() + typed[1:]]))
    assert SOURCE.find(typed, None) == ExactWords(exact, 1)


@pytest.mark.parametrize(
    ("quote", "passage"),
    [
        ("The freeze is", None),  # in two passages
        ("the freeze is ON", 2),  # other words are other words
        ("reeze is on", None),
        ("heading that nobody quotes", None),
        ("it is frozen the freeze", 2),
        ("“”", 1),
        ("", None),
    ],
)
def test_what_is_not_certain_is_not_found(quote: str, passage: int | None) -> None:
    assert SOURCE.find(quote, passage) is None


def test_a_quote_of_several_passages_is_that_of_its_own() -> None:
    assert SOURCE.find("the  freeze is", 3) == ExactWords("The freeze is", 3)
