import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.text import REPLACEMENT, cells, clean, cut


@pytest.mark.parametrize(
    "char",
    [
        "\x1b",
        "\x00",
        "\x07",
        "\r",
        "\x7f",
        "\x9b",
        "\u202e",
        "\u2066",
        "\u200b",
        "\ufeff",
        "\ud800",
    ],
)
def test_what_could_steer_a_terminal_is_replaced(char: str) -> None:
    assert clean(f"a{char}b") == f"a{REPLACEMENT}b"


@pytest.mark.parametrize("text", ["a\nb\tc", "Şuşa", "می‌خواهم", "👩‍🚀", "日本語", "é", "−5 °C"])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert clean(text) == text


def test_line_breaks_of_windows_become_plain_ones() -> None:
    assert clean("a\r\nb") == "a\nb"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(), st.integers(5, 40))
def test_cut_text_fits_on_one_line(text: str, longest: int) -> None:
    assert len(cut(text, longest)) <= longest
    assert "\n" not in cut(text, longest)


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("首都", 4), ("cafe\u0301", 4), ("Երևան", 5), ("ป่า", 2), ("שָׁלוֹם", 4), ("कि", 2)],
)
def test_a_text_takes_as_many_columns_as_a_terminal_gives_it(text: str, columns: int) -> None:
    assert cells(text) == columns
