"""Cards in and out of a deck file, every other byte as it was."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizapp.core.errors import DeckError
from quizapp.deck.diagnostics import Report
from quizapp.deck.editing import blocks, changed, dump, dump_card
from quizapp.deck.reader import read

DECK = """\
# My deck, with a comment
deck: d
title:   "Spaced  oddly"   # and one here
cards:
  - {id: one, type: flashcard, prompt: p, answer: a}   # flow style

  # about two
  # in two lines
  - id: two
    type: flashcard
    prompt: >-
      folded
      text
    answer: a

  - type: flashcard
    id: three
    prompt: p
    answer: a
"""
NEW = {"id": "four", "type": "typed", "prompt": "Yes: or no?", "answer": "no"}


def test_cards_are_found_with_their_comments() -> None:
    found = blocks(DECK, "d.yaml")
    assert [one.id for one in found] == ["one", "two", "three"]
    assert DECK[found[1].start : found[1].end].startswith(
        "  # about two\n  # in two lines\n  - id:"
    )


def test_without_a_change_the_file_stays_as_it_is() -> None:
    assert changed(DECK, "d.yaml", (), ()) == DECK


def test_a_card_goes_with_its_comments_and_leaves_the_rest_alone() -> None:
    without = changed(DECK, "d.yaml", {"two"}, ())
    start, end = DECK.index("  # about two"), DECK.index("  - type: flashcard")
    assert without == DECK[:start] + DECK[end:]


def test_a_card_is_added_at_the_end() -> None:
    more = changed(DECK, "d.yaml", (), [NEW])
    assert more.startswith(DECK)
    assert [one.id for one in blocks(more, "d.yaml")] == ["one", "two", "three", "four"]
    assert blocks(more, "d.yaml")[-1].card == NEW


@pytest.mark.parametrize(
    "text",
    [
        "deck: d\ncards: [{id: a}, {id: b}]\n",
        "deck: d\ncards:\n  - id: a\n    prompt: *alias\n",
        "deck: d\ncards: text\n",
        "deck: [\n",
    ],
)
def test_a_file_that_cannot_be_changed_safely_is_refused(text: str) -> None:
    with pytest.raises(DeckError, match=r"d\.yaml"):
        changed(text, "d.yaml", (), [NEW])


TEXT = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30)
SPACED = st.lists(TEXT, min_size=1, max_size=12).map(" ".join)


@given(SPACED, st.lists(SPACED, min_size=1, max_size=4), SPACED)
@example("null", ["~", "Null"], "~")
def test_what_is_written_is_read_back_as_it_was(
    prompt: str, options: list[str], quote: str
) -> None:
    card = {
        "id": "x",
        "prompt": prompt,
        "distractors": options,
        "items": options,
        "pairs": {f"{number} {one}": one for number, one in enumerate(options)},
        "evidence": [{"quote": quote, "passage": "3"}],
    }
    report = Report("d.yaml", f"cards:\n{dump_card(card)}")
    tree = read(report)
    assert report.found == []
    assert tree is not None
    assert tree.value == {"cards": [card]}


def test_words_and_dates_need_no_quotation_marks() -> None:
    assert dump({"answer": "no", "as_of": "2024-02-25"}) == "answer: no\nas_of: 2024-02-25\n"
