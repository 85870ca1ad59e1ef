"""A card's lines changed field by field: what is not meant stays, byte for byte."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizapp.core.errors import DeckError
from quizapp.deck.card_lines import edited, with_fields
from quizapp.deck.diagnostics import Report
from quizapp.deck.editing import dump_card
from quizapp.deck.reader import read

CARD = """\
  # the first remark
  - id: one   # its name
    type: choice
    prompt: >-
      Which river
      is it?
    # about the answer
    answer: "Kura"  # in Georgia: Mtkvari
    distractors: [Aras, Debed]
    hint: |
      # no remark, but a text

      of two paragraphs
    tags:
      - rivers
      - maps

    status: draft
  # the last remark

"""


def card_of(lines: str) -> dict[str, Any]:
    report = Report("", f"cards:\n{lines}")
    document = read(report)
    assert document is not None
    assert not report.found
    card: dict[str, Any] = document.value["cards"][0]
    return card


@pytest.mark.parametrize(
    ("fields", "gone", "come"),
    [
        ({"status": None}, "    status: draft\n", ""),
        ({"answer": "Aras"}, '"Kura"', "Aras"),
        ({"distractors": ["Aras"]}, "[Aras, Debed]", "[Aras]"),
        ({"id": None}, "id: one   # its name\n    type", "type"),
        ({"tags": None}, "    tags:\n      - rivers\n      - maps\n", ""),
        ({"hint": "short"}, "|\n      # no remark, but a text\n\n      of two paragraphs", "short"),
        ({"explain": "Why."}, "    hint: |", "    explain: Why.\n    hint: |"),
        ({"by": "Ann"}, "    tags:", "    by: Ann\n    tags:"),
        ({"answer": "a\nb"}, '"Kura"  #', "|-\n      a\n      b\n    #"),
        ({"answer": "Kura", "type": "choice"}, "", ""),
    ],
)
def test_only_the_lines_of_a_changed_field_change(
    fields: Mapping[str, Any], gone: str, come: str
) -> None:
    assert with_fields(CARD, fields) == (CARD.replace(gone, come, 1) if gone else CARD)


def test_windows_line_breaks_stay() -> None:
    lines = CARD.replace("\n", "\r\n")
    changed = with_fields(lines, {"explain": "a\nb", "status": None})
    assert changed.count("\n") == changed.count("\r\n")
    assert card_of(changed)["explain"] == "a\nb"


def test_a_card_on_one_line_is_written_out() -> None:
    lines = "  # remark\n  - {id: a, type: typed, prompt: p, answer: x}\n\n"
    out = with_fields(lines, {"answer": "y"})
    assert out == "  # remark\n  - id: a\n    type: typed\n    prompt: p\n    answer: y\n\n"


def test_a_card_without_fields_is_none() -> None:
    with pytest.raises(DeckError, match="nothing would be left"):
        with_fields("  - id: a\n", {"id": None})


def test_one_card_of_a_file_is_changed() -> None:
    text = f"deck: d\ncards:\n{CARD}  - id: two\n    status: draft\n"
    assert edited(text, "d.yaml", "two", {"status": None}) == text.replace(
        "  - id: two\n    status: draft\n", "  - id: two\n"
    )
    with pytest.raises(DeckError, match=r"d\.yaml: there is no card three"):
        edited(text, "d.yaml", "three", {})


TEXT = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cc", "Cs", "Cn"), include_characters="\n"
    ).filter(lambda sign: sign not in "\x85\u2028\u2029\ufeff\ufffe\uffff"),
    max_size=30,
)
VALUE = st.one_of(
    TEXT, st.lists(TEXT, min_size=1, max_size=3), st.dictionaries(TEXT, TEXT, max_size=2)
)
NAMES = st.sampled_from(["id", "answer", "hint", "explain", "pairs", "tags", "evidence", "mine"])


@example({"id": ""}, {"id": None, "answer": ""})
@example({"answer": "\n"}, {})
@example({"answer": "two\n\n"}, {"hint": " \n"})
@given(
    st.dictionaries(NAMES, VALUE, min_size=1, max_size=5),
    st.dictionaries(NAMES, st.none() | VALUE, max_size=4),
)
def test_what_is_set_is_read_back_and_the_rest_is_as_it_was(
    before: dict[str, Any], fields: dict[str, Any]
) -> None:
    after = {name: value for name, value in (before | fields).items() if value is not None}
    if not after:
        return
    lines = f"# above\n{dump_card(before)}\n"
    assert card_of(with_fields(lines, fields)) == after
