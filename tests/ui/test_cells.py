"""Texts have the widths that terminals give them."""

import pytest
from rich.cells import cell_len, set_cell_size
from textual.content import Content

from quizapp.ui.cells import count_as_terminals_do


@pytest.fixture(autouse=True)
def counted() -> None:
    count_as_terminals_do()


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("नदी पहाड़ियों से", 13),  # as the C library's wcwidth adds up
        ("তীরে", 4),
        ("மலை", 3),
        ("แม่น้ำ", 4),
        ("e\u0301", 1),
        ("山丘", 4),
        ("הנהר", 4),
        ("النهر", 5),
        ("Գետը", 4),
        ("👨\u200d👩\u200d👧", 2),
    ],
)
def test_vowel_signs_beside_their_letters_have_a_cell_and_marks_on_them_have_none(
    text: str, cells: int
) -> None:
    assert cell_len(text) == cells
    assert Content(text).cell_length == cells
    assert cell_len(set_cell_size(text, 20)) == 20


def test_lines_of_hindi_are_wrapped_by_it() -> None:
    lines = Content("नदी पानी की").wrap(7)
    assert [line.plain for line in lines] == ["नदी", "पानी की"]
