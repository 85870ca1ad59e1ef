"""The Markdown of a deck's text, as it is read where nothing can be set off."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core import markdown
from quizapp.deck.source_text import passages


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Press `q` to *quit* **now**.", "Press q to quit now."),
        (r"a \* b and snake_case", "a * b and snake_case"),
        ("Say:\n```\na\n\n  b\n```\nDone.", "Say:\n  a\n\n    b\nDone."),
        ("```py\nx = 1\n```", "  x = 1"),
        ("```{.python .numbers}\nx = 1\n```", "  x = 1"),
        ("~~~\n```\n~~~", "  ```"),
        ("````\n```\n````", "  ```"),
        ("```\n*a* `b` # c\n```", "  *a* `b` # c"),
        ("```\n\tx\n```", "      x"),
        ("```\na\n```\n```\nb\n```", "  a\n  b"),
        ("```\nnever closed\n", "  never closed"),
        ("   ```\ncode\n ```   ", "  code"),
        ("the (____) and the (____) and _this_", "the (____) and the (____) and this"),
        ("`____ = x`", "____ = x"),
    ],
)
def test_the_signs_of_markdown_are_read_and_not_shown(text: str, read: str) -> None:
    assert markdown.plain(text) == read


@pytest.mark.parametrize("text", ["~~~ all on one line ~~~", "```py x = 1", "    ```\n    a"])
def test_what_is_no_fence_loses_nothing(text: str) -> None:
    words = markdown.plain(text)
    assert all(word in words for word in text.replace("`", "").split())


@given(st.text("ab1 .,#->|<[]()\n"))
def test_a_text_without_signs_stands_as_it_was_written(text: str) -> None:
    assert markdown.plain(text) == text


@given(st.lists(st.text("ab*_ `#", min_size=1).filter(str.strip), min_size=1))
def test_whatever_stands_between_two_fences_is_shown_to_the_letter(code: list[str]) -> None:
    read = markdown.plain("\n".join(["~~~", *code, "~~~"]))
    assert read.split("\n") == [f"  {line}".rstrip() for line in code]


ARTICLE = "# Title\n\nOne.\n\n```py\n# no heading\n\nx = 1\n\n\ny = 2\n```\n\nLast.\n"


def test_code_in_a_source_is_one_passage_with_its_empty_lines() -> None:
    found = passages(ARTICLE)
    assert [one.number for one in found] == [None, 1, 2, 3]
    assert found[2].text == "```py\n# no heading\n\nx = 1\n\n\ny = 2\n```"
    assert markdown.unfenced(found[2].text) == "  # no heading\n\n  x = 1\n\n\n  y = 2"


def test_a_fence_in_a_source_that_nothing_ends_joins_no_passages() -> None:
    assert [one.text for one in passages("One.\n\n~~~\n\nTwo.\n\nThree.")][-1] == "Three."


def test_lines_that_were_broken_to_fit_a_page_are_joined_and_no_character_moves() -> None:
    broken = "The river rises in the hills far away from any town,\nand ends in the sea.\n"
    assert markdown.unbroken(broken) == broken[:-1].replace("\n", " ") + "\n"
    for kept in (
        "Roses are red,\nviolets are blue",
        "What the committee found in the course of its long work:\n- a mill\n- a river",
        "What the committee found in the course of its long work:\n  a mill",
        "What the committee found in the course of its long work:\n\n```\na\nb\n```",
    ):
        assert markdown.unbroken(kept) == kept
