"""The form of one card: texts to fields and back, what is wrong with each, other types."""

from pathlib import Path
from typing import Any

import pytest

from quizapp.author.card_context import CardContext, new_deck
from quizapp.presentation.card_form import FieldShape, as_text, as_type, filled, form_fields
from quizapp.questions.union import QUESTION_TYPES

DECK = """\
deck: rivers
title: Rivers
source: {text: article.md}
cards:
  - id: kura
    type: typed
    prompt: Which river?
    answer: Kura
"""


@pytest.fixture
def context(tmp_path: Path) -> CardContext:
    (tmp_path / "article.md").write_text("[1] The Kura is long.\n\n[2] The Aras is wide.\n")
    return CardContext.of_text(DECK, tmp_path / "rivers.yaml")


def texts_of(card: dict[str, Any]) -> dict[str, str]:
    return {one.name: as_text(one, card.get(one.name)) for one in form_fields(card)}


@pytest.mark.parametrize("kind", QUESTION_TYPES)
def test_a_form_that_nobody_touched_gives_the_card_as_it_was(
    kind: str, context: CardContext
) -> None:
    card = {
        "id": "x",
        "type": kind,
        **QUESTION_TYPES[kind].example,
        "hint": "one",
        "evidence": {"quote": "The Kura is long.", "passage": "1"},
        "was": ["y"],
        "status": "draft",
    }
    assert filled(kind, texts_of(card), card, context).card == card


@pytest.mark.parametrize(
    ("kind", "field", "text", "value"),
    [
        ("choice", "distractors", "a\n\n  b \n", ["a", "b"]),
        ("choice", "tags", "one, two ,,", ["one", "two"]),
        ("choice", "prompt", "Two\nlines\n", "Two\nlines"),
        ("choice", "hint", "only", "only"),
        ("choice", "hint", "first\nsecond", ["first", "second"]),
        ("choice", "evidence", "Aras is wide", {"quote": "Aras is wide", "passage": "2"}),
        ("choice", "evidence", "not there", {"quote": "not there"}),
        ("matching", "pairs", "a = 1\nb=2", {"a": "1", "b": "2"}),
        ("matching", "pairs", "a = b = c", {"a": "b = c"}),
        ("cloze", "accept", "c1 = one\nc1 = two", {"c1": ["one", "two"]}),
        ("ordering", "items", "one ⏎ more\ntwo", ["one\nmore", "two"]),
        ("choice", "explain", "", None),
    ],
)
def test_what_is_typed_becomes_what_an_author_writes(
    kind: str, field: str, text: str, value: object, context: CardContext
) -> None:
    card = filled(kind, {field: text}, {"type": kind}, context).card
    assert card.get(field) == value


@pytest.mark.parametrize(
    ("kind", "texts", "field", "said"),
    [
        ("choice", {"prompt": ""}, "prompt", "`prompt` is empty"),
        ("choice", {"distractors": ""}, "distractors", "needs at least 1"),
        ("choice", {"answer": "a", "distractors": "a"}, "distractors", "also a distractor"),
        ("numeric", {"answer": "12 km"}, "answer", "number"),
        ("true_false", {"answer": ""}, "answer", "true or false"),
        ("cloze", {"text": "no gap"}, "text", "no gap"),
        ("matching", {"pairs": "a"}, "pairs", "is no pair"),
        ("matching", {"pairs": "a = 1\na = 2"}, "pairs", "twice"),
        ("choice", {"evidence": "The Kura is short."}, "evidence", "quote"),
    ],
)
def test_a_problem_is_told_at_its_field(
    kind: str, texts: dict[str, str], field: str, said: str, context: CardContext
) -> None:
    found = filled(kind, texts, {"type": kind}, context).problems
    assert any(said in one.message for one in found if one.field == field), found


def test_a_claim_by_default_asks_for_who_makes_it(tmp_path: Path) -> None:
    text = DECK.replace("source: {text: article.md}", "defaults: {claim: attributed}")
    context = CardContext.of_text(text, tmp_path / "rivers.yaml")
    card = {"type": "typed"}
    found = filled("typed", {"prompt": "Who?", "answer": "He"}, card, context)
    assert [one.field for one in found.errors] == ["by"]
    assert not filled(
        "typed", {"prompt": "Who?", "answer": "He", "by": "She"}, card, context
    ).errors


@pytest.mark.parametrize("kind", QUESTION_TYPES)
def test_each_type_asks_for_who_claims_it_and_what_it_is_worth(
    kind: str, context: CardContext
) -> None:
    fields = {one.name: one for one in form_fields({"type": kind})}
    claims = [value for value, _ in fields["claim"].options]
    assert claims == ["", "fact", "attributed", "disputed"]
    assert "by" in fields
    may_be_part_right = "partial" in QUESTION_TYPES[kind].model_fields
    assert ("partial" in fields) == may_be_part_right
    example = {"id": "x", "type": kind, **QUESTION_TYPES[kind].example}
    right = {"claim": "disputed", "by": "She", "points": "1.5", "partial": "false"}
    typed = texts_of(example) | {name: text for name, text in right.items() if name in fields}
    assert not filled(kind, typed, example, context).errors
    wrong = {name: text for name, text in {"by": "", "points": "1.3"}.items() if name in fields}
    found = filled(kind, typed | wrong, example, context).errors
    assert {one.field for one in found} == wrong.keys()
    assert ("points" in fields) == (kind != "flashcard")  # which no quiz asks


def test_the_partners_of_matching_come_before_the_extra_ones() -> None:
    fields = [(one.name, one.label) for one in form_fields({"type": "matching"})]
    assert fields[1:3] == [("pairs", "Pairs"), ("distractors", "Extra partners")]


def test_a_new_card_gets_an_id_of_its_own_from_its_prompt(context: CardContext) -> None:
    assert context.free_id("Kura!") == "kura-2"
    assert context.free_id("Արաքս") == "card"
    asked = "Which of the rivers of the southern Caucasus is the longest of all?"
    assert context.free_id(asked) == "which-of-the-rivers-of-the-southern"
    assert new_deck("A: b", Path("x.yaml"), "a-b").title == "A: b"


def test_a_card_may_name_the_other_cards_of_its_deck(context: CardContext) -> None:
    card = {"id": "x", "type": "typed", "prompt": "Who?", "answer": "He", "apart": ["kura"]}
    assert not context.problems(card)
    assert [one.field for one in context.problems({**card, "apart": ["aras"]})] == ["apart"]
    assert [one.field for one in context.problems({**card, "id": "kura"})] == ["id"]


CHOICE = {
    "id": "x", "type": "choice", "prompt": "Which?", "answer": "Kura", "distractors": ["Aras"],
    "feedback": {"Aras": "No."}, "tags": ["a"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("card", "kind", "expected"),
    [
        (CHOICE, "multi_choice", {"answers": ["Kura"], "distractors": ["Aras"]}),
        (CHOICE, "flashcard", {"prompt": "Which?", "answer": "Kura"}),
        (CHOICE, "cloze", {"text": "Which?"}),
        (
            {"type": "cloze", "text": "The {{c1::Kura}} is long", "accept": {"c1": ["Cyrus"]}},
            "typed",
            {"prompt": "The ____ is long", "answer": "Kura", "accept": ["Cyrus"]},
        ),
        (
            {"type": "multi_choice", "prompt": "?", "answers": ["a", "b"]},
            "typed",
            {"answer": "a", "accept": ["b"]},
        ),
        ({"type": "typed", "prompt": "?", "answer": "1992"}, "numeric", {"answer": "1992"}),
    ],
)
def test_another_type_keeps_what_can_be_kept(
    card: dict[str, Any], kind: str, expected: dict[str, Any]
) -> None:
    made = as_type(card, kind)
    assert made["type"] == kind
    assert expected.items() <= made.items()
    assert made.get("tags") == card.get("tags")
    assert made.keys() <= QUESTION_TYPES[kind].model_fields.keys()


def test_an_answer_that_is_no_number_is_not_taken_for_one() -> None:
    assert "answer" not in as_type(CHOICE, "numeric")
    assert "answer" not in as_type(CHOICE, "true_false")


def test_every_field_of_every_type_has_a_help_and_a_way_to_fill_it_in() -> None:
    for kind in QUESTION_TYPES:
        for one in form_fields({"type": kind, **QUESTION_TYPES[kind].example}):
            assert one.label
            assert one.help
            assert one.options or one.shape is not FieldShape.PICK
