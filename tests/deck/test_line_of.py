"""The line at which an editor opens a card."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.deck.editing import line_of

HEAD = "deck: a\ntitle: T\ncards:\n"
LAYOUTS = (
    "  - id: {id}\n    type: typed\n    prompt: p\n    answer: a\n",
    "  - type: typed\n    prompt: p\n    answer: a\n    id: {id}\n",
    "  - {{id: {id}, type: typed, prompt: p, answer: a}}\n",
    '  - {{type: typed, prompt: "a\ttab, an ü and a 🎓",\n     answer: a, id: {id}}}\n',
    "  -   prompt: >-\n        Folded\tover\n\n        and - id: c0 is no card\n      id: {id}\n",
    "  - evidence: {{id: c0, quote: x}}\n    id: {id}\n",
)
BETWEEN = ("", "\n", "  # a remark - id: c0\n", "\n\n# ünï\n")


def place(path: Path, text: str, question_id: str) -> int:
    path.write_bytes(text.encode())
    return line_of(path, question_id)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cards=st.lists(st.tuples(st.sampled_from(BETWEEN), st.sampled_from(LAYOUTS)), min_size=1),
    line_break=st.sampled_from(["\n", "\r\n"]),
    mark=st.sampled_from(["", "\ufeff"]),
)
def test_every_card_is_found_where_it_was_written(
    tmp_path: Path, cards: list[tuple[str, str]], line_break: str, mark: str
) -> None:
    text, begins = HEAD, {}
    for number, (between, layout) in enumerate(cards, 1):
        text += between
        begins[f"c{number}"] = text.count("\n") + 1
        text += layout.format(id=f"c{number}")
    whole = mark + text.replace("\n", line_break)
    found = {card: place(tmp_path / "deck.yaml", whole, card) for card in begins}
    assert found == begins


def test_cards_on_one_line_are_found_there(tmp_path: Path) -> None:
    text = "deck: a\ntitle: T\ncards: [{id: one, type: x}, {id: two},\n  {id: three}]\n"
    path = tmp_path / "deck.yaml"
    assert [place(path, text, one) for one in ("one", "two", "three")] == [3, 3, 4]


@pytest.mark.parametrize(
    "text", ["", "- a\n", "deck: a\n", "deck: a\n\ncards: text\n", "deck: a\n\ncards: [a, [b]]\n"]
)
def test_a_card_that_is_not_there_is_at_the_top(tmp_path: Path, text: str) -> None:
    assert place(tmp_path / "deck.yaml", text, "one") == 1


def test_a_file_that_cannot_be_read_is_opened_at_the_top(tmp_path: Path) -> None:
    assert line_of(tmp_path / "none.yaml", "one") == 1
    assert line_of(tmp_path, "one") == 1


def test_a_card_with_errors_is_found_all_the_same(tmp_path: Path) -> None:
    text = HEAD + "  - {id: zero}\n  - id: one\n    type: nonsense\n    prompt:\n"
    assert place(tmp_path / "deck.yaml", text, "one") == 5


def test_a_file_that_is_no_yaml_is_opened_at_its_first_error(tmp_path: Path) -> None:
    text = HEAD + "  - id: one\n    prompt: [\n    answer: }\n"
    assert place(tmp_path / "deck.yaml", text, "one") == 6
