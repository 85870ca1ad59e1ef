"""What has changed from one version of a deck to another, for cards of every type."""

import json
from typing import Any

import pytest

from quizapp.deck.changes import ChangeKind, compare, form_of
from quizapp.questions.union import ENTRY, QUESTION_TYPES

FLASHCARD = {"type": "flashcard", "prompt": "Capital of *Armenia*?", "answer": "Yerevan"}
CLOZE = {"type": "cloze", "text": "{{c1::Yerevan::city}} lies in {{c2::Armenia}}."}
CHOICE = {
    "type": "choice",
    "prompt": "Where is its seat?",
    "answer": "Moscow",
    "distractors": ["Minsk", "Astana"],
}
MULTI = {"type": "multi_choice", "prompt": "Who?", "answers": ["A", "B"], "distractors": ["C", "D"]}
TRUE_FALSE = {"type": "true_false", "prompt": "It has left.", "answer": "false"}
TYPED = {"type": "typed", "prompt": "Who?", "answer": "Pashinyan", "accept": ["Nikol Pashinyan"]}
NUMERIC = {"type": "numeric", "prompt": "How long?", "answer": "31000", "unit": "km"}
ORDERING = {"type": "ordering", "prompt": "In which order?", "items": ["one", "two", "three"]}
MATCHING = {"type": "matching", "prompt": "Match.", "pairs": {"a": "1", "b": "2"}}
ALL = (FLASHCARD, CLOZE, CHOICE, MULTI, TRUE_FALSE, TYPED, NUMERIC, ORDERING, MATCHING)


def deck(**cards: dict[str, Any]) -> dict[str, bytes]:
    questions = {name: ENTRY.validate_python({"id": name, **card}) for name, card in cards.items()}
    return {
        name: question.model_dump_json(exclude_defaults=True).encode()
        for name, question in questions.items()
    }


def changes(old: dict[str, bytes], new: dict[str, bytes]) -> list[str]:
    """`card: kind`, each."""
    return [
        f"{one.card.partition('/')[2]}: {one.kind.name.lower()}"
        for one in compare("deck", old, new)
    ]


def of_one(card: dict[str, Any], **fields: Any) -> list[str]:
    """What a change of fields makes of a card; None takes a field out."""
    changed = {name: value for name, value in (card | fields).items() if value is not None}
    return changes(deck(x=card), deck(x=changed))


def test_there_is_a_card_of_every_type() -> None:
    assert {card["type"] for card in ALL} == set(QUESTION_TYPES)


@pytest.mark.parametrize("card", ALL, ids=lambda card: card["type"])
def test_what_stands_beside_a_question_is_cosmetic_whatever_its_type(card: dict[str, Any]) -> None:
    variants = ENTRY.validate_python({"id": "x", **card}).variants
    cosmetic = [f"x#{one}: cosmetic" if one else "x: cosmetic" for one in variants]
    assert of_one(card) == []
    assert of_one(card, explain="Because.", tags=["t"], hint="h", note="n") == cosmetic
    assert of_one(card, evidence={"quote": "q", "passage": "3"}) == cosmetic
    assert of_one(card, was=["y"]) == []


@pytest.mark.parametrize(
    ("card", "fields", "kind"),
    [
        (FLASHCARD, {"prompt": "capital of  Armenia"}, "cosmetic"),
        (FLASHCARD, {"answer": "**Yerevan.**"}, "cosmetic"),
        (FLASHCARD, {"prompt": "Which city is the capital?"}, "clarified"),
        (FLASHCARD, {"answer": "Gyumri"}, "answer"),
        (CHOICE, {"prompt": "Where’s its seat?"}, "clarified"),
        (CHOICE, {"distractors": ["Astana", "minsk"]}, "cosmetic"),
        (CHOICE, {"pin": ["Minsk"], "feedback": {"Minsk": "No."}}, "cosmetic"),
        (CHOICE, {"distractors": ["Minsk", "Dushanbe"]}, "clarified"),
        (CHOICE, {"answer": "Minsk", "distractors": ["Moscow", "Astana"]}, "answer"),
        (MULTI, {"answers": ["B", "a"], "distractors": ["D", "C"]}, "cosmetic"),
        (MULTI, {"distractors": ["C"]}, "clarified"),
        (MULTI, {"answers": ["A", "B", "C"], "distractors": ["D"]}, "answer"),
        (TRUE_FALSE, {"prompt": "It is leaving."}, "clarified"),
        (TRUE_FALSE, {"answer": "true"}, "answer"),
        (TYPED, {"answer": "Nikol Pashinyan", "accept": ["Pashinyan"]}, "cosmetic"),
        (TYPED, {"answer": "pashinyan"}, "cosmetic"),
        (TYPED, {"accept": ["Nikol Pashinyan", "N. Pashinyan"]}, "clarified"),
        (TYPED, {"slips": "none"}, "clarified"),
        (TYPED, {"accept": None}, "answer"),
        (TYPED, {"answer": "Sargsyan"}, "answer"),
        (TYPED | {"case_sensitive": "true"}, {"answer": "pashinyan"}, "answer"),
        (NUMERIC, {"answer": "31000.0"}, ""),
        (NUMERIC, {"tolerance": "500"}, "clarified"),
        (NUMERIC, {"answer": "31500"}, "answer"),
        (NUMERIC, {"unit": "miles"}, "answer"),
        (ORDERING, {"items": ["One", "two", "three"]}, "cosmetic"),
        (ORDERING, {"prompt": "Sort."}, "clarified"),
        (ORDERING, {"items": ["two", "one", "three"]}, "answer"),
        (ORDERING, {"items": ["one", "two", "three", "four"]}, "answer"),
        (MATCHING, {"pairs": {"b": "2", "a": "1"}}, ""),
        (MATCHING, {"prompt": "What belongs to what?"}, "clarified"),
        (MATCHING, {"pairs": {"a": "2", "b": "1"}}, "answer"),
        (MATCHING, {"distractors": ["3"]}, "clarified"),
        (MATCHING, {"points": "2", "partial": "false"}, "cosmetic"),
    ],
)
def test_how_much_a_change_matters(card: dict[str, Any], fields: dict[str, Any], kind: str) -> None:
    assert of_one(card, **fields) == ([f"x: {kind}"] if kind else [])


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"text": "{{c1::Yerevan::city}} lies in {{c2::Georgia}}."}, ["clarified", "answer"]),
        ({"text": "{{c1::Yerevan::city}} is in {{c2::Armenia}}."}, ["clarified", "clarified"]),
        ({"text": "{{c1::Yerevan::town}} lies in {{c2::Armenia}}."}, ["clarified", None]),
        ({"accept": {"c2": ["Hayastan"]}}, ["cosmetic", "clarified"]),
    ],
)
def test_each_gap_is_looked_at_by_itself(fields: dict[str, Any], expected: list[str]) -> None:
    found = dict(one.split(": ") for one in of_one(CLOZE, **fields))
    # whatever else the other card is, its own answer is the same
    assert found.get("x#c1", "cosmetic") == expected[0]
    assert found["x#c2"] == (expected[1] or "cosmetic")


def test_gaps_and_backward_cards_come_and_go() -> None:
    assert of_one(CLOZE, text="{{c1::Yerevan::city}} lies in Armenia.") == [
        "x#c1: cosmetic",
        "x#c2: removed",
    ]
    assert of_one(FLASHCARD, reverse="true") == ["x: cosmetic", "x#reverse: added"]


def test_a_card_asked_in_another_way_changes_its_type_unless_its_answer_does() -> None:
    typed = {"type": "typed", "prompt": "Where is its seat?", "answer": "Moscow"}
    assert changes(deck(x=CHOICE), deck(x=typed)) == ["x: type"]
    assert changes(deck(x=CHOICE), deck(x=typed | {"answer": "Minsk"})) == ["x: answer"]


def test_what_becomes_of_a_card_by_its_status() -> None:
    draft, retired = {"status": "draft"}, {"status": "retired"}
    assert of_one(CHOICE | draft, status="approved", prompt="New?") == ["x: approved"]
    assert of_one(CHOICE, **retired) == ["x: retired"]
    assert of_one(CHOICE, **draft) == ["x: withdrawn"]
    assert of_one(CHOICE | retired, status="approved", answer="Kyiv") == [
        "x: approved",
        "x: answer",
    ]
    assert changes({}, deck(x=CHOICE)) == ["x: added"]
    assert changes(deck(x=CHOICE), {}) == ["x: removed"]


def test_a_rename_is_followed_by_what_its_author_says_and_else_guessed() -> None:
    old = deck(seat=CHOICE, other=FLASHCARD)
    said = deck(place=CHOICE | {"was": ["seat"], "answer": "Kyiv"}, other=FLASHCARD)
    assert changes(old, said) == ["place: renamed", "place: answer"]
    found = compare("deck", old, deck(place=CHOICE | {"hint": "h"}, other=FLASHCARD))
    assert [(one.kind, one.card, one.was) for one in found] == [
        (ChangeKind.LOOKS_RENAMED, "deck/place", "deck/seat")
    ]
    assert changes(old, deck(place=CHOICE | {"answer": "Kyiv"}, other=FLASHCARD)) == [
        "place: added",
        "seat: removed",
    ]


def test_a_question_that_only_another_version_can_read_is_passed_over() -> None:
    later = {"x": json.dumps({"id": "x", "type": "of-later"}).encode()}
    assert changes(later, deck(x=CHOICE, y=MULTI)) == ["y: added"]


def test_the_checksum_of_the_right_answers_stays_with_them() -> None:
    def checksum(card: dict[str, Any]) -> int:
        return form_of(ENTRY.validate_python({"id": "x", **card}), "").checksum

    assert checksum(TYPED) == checksum(TYPED | {"prompt": "Who else?", "explain": "e"})
    assert checksum(TYPED) != checksum(TYPED | {"answer": "Sargsyan"})
