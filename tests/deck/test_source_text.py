from hypothesis import given
from hypothesis import strategies as st

from quizapp.deck.source_text import Passage, passages


def test_numbers_in_brackets_number_the_passages() -> None:
    text = "# Title\n\nForeword.\n\n[1] One\ngoes on.\n\n\n[7] Seven.\n"
    assert passages(text) == (
        Passage(None, "# Title"),
        Passage(None, "Foreword."),
        Passage(1, "One\ngoes on."),
        Passage(7, "Seven."),
    )


def test_paragraphs_without_numbers_are_counted_and_headings_are_not() -> None:
    text = "# Title\nFirst.\n \t\nSecond.\n\n## Part\n\nThird."
    assert [(one.number, one.text) for one in passages(text)] == [
        (None, "# Title"),
        (1, "First."),
        (2, "Second."),
        (None, "## Part"),
        (3, "Third."),
    ]


def test_windows_line_breaks_make_the_same_passages() -> None:
    assert passages("\ufeffOne.\r\n\r\nTwo.") == passages("One.\n\nTwo.")


def test_a_text_cannot_steer_the_terminal() -> None:
    assert passages("a\x1b[2J")[0].text == "a\ufffd[2J"


@given(st.text())
def test_no_passage_is_empty(text: str) -> None:
    assert all(one.text.strip() for one in passages(text))
