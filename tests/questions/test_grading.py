"""How replies are judged, by example."""

from random import Random
from typing import Any

import pytest

from quizapp.questions.base import Verdict
from quizapp.questions.interactions import FillGaps, PickOne
from tests.questions.judging import judge
from tests.questions.samples import question

RIGHT, PARTLY, WRONG = Verdict.RIGHT, Verdict.PARTLY, Verdict.WRONG


WHOLE = {
    "multi_choice": ({"answers": ["a", "b"], "distractors": ["c"]}, ("a",)),
    "ordering": ({"items": ["a", "b", "c"]}, ("b", "a", "c")),
    "matching": ({"pairs": {"a": "1", "b": "2"}}, ("1", "1")),
    "cloze": ({"text": "{{c1::Kura}} and {{c1::Aras}}"}, ("Kura", "Terek")),
}
"""Of each type that has part credit: fields, and a reply that is right in part."""


@pytest.mark.parametrize("kind", WHOLE)
def test_a_part_counts_unless_its_author_takes_that_away(kind: str) -> None:
    fields, part = WHOLE[kind]
    asked = {"type": kind, **({} if kind == "cloze" else {"prompt": "?"}), **fields}
    variant = "c1" if kind == "cloze" else ""
    assert question(asked).grade(variant, part).verdict is PARTLY
    whole = question({**asked, "partial": "false"})
    grade = whole.grade(variant, part)
    assert (grade.verdict, grade.score) == (WRONG, 0)
    assert "only the whole counts" in grade.remark
    assert whole.grade(variant, whole.solution(variant)).verdict is RIGHT
    assert whole.grade(variant, ("x", "y", "z")).remark == ""


def typed(answer: str, **more: Any) -> Any:
    return question({"type": "typed", "prompt": "Who?", "answer": answer, **more})


def numeric(answer: str, **more: Any) -> Any:
    return question({"type": "numeric", "prompt": "How many?", "answer": answer, **more})


@pytest.mark.parametrize(
    ("answer", "reply", "verdict"),
    [
        ("Kyrgyzstan", "kyrgyzstan ", RIGHT),
        ("Kyrgyzstan", "Kirgyzstan", RIGHT),
        ("Kyrgyzstan", "Kazakhstan", WRONG),
        ("The Hague", "hague", RIGHT),
        ("Şuşa", "Susa", RIGHT),
        ("2022", "2002", WRONG),
        ("NATO", "NATA", WRONG),
        ("NATO", "", WRONG),
        ("Mnatsakanyan", "Mnatsakanian", RIGHT),
        ("31,000", "31000", RIGHT),
        ("31,000", "31 000", RIGHT),
        ("31,000", "3,100", WRONG),
        ("£900,000", "900000", RIGHT),
        ("£900,000", "€900,000", WRONG),
        ("two", "2", RIGHT),
        ("12", "twelve", RIGHT),
        ("18 per cent", "18%", RIGHT),
        ("No one", "nobody", WRONG),
        ("?!", "?!", RIGHT),
        ("?!", "!", WRONG),
        ("A-", "A+", WRONG),
        ("A-", "A", WRONG),
        ("A", "A-", WRONG),
        ("C", "C#", WRONG),
        ("¬p", "p", WRONG),
        ("p ∧ q", "p ∨ q", WRONG),
        ("F♯", "F#", RIGHT),
        ("F♯", "F", WRONG),
        ("3.14", "3,14", RIGHT),
        ("3.14", "3.140", WRONG),
        ("007", "7", WRONG),
        ("3.5 million people", "3.5 Million People", RIGHT),
        ("3.5 million people", "35 million people", WRONG),
        ("2-3 years", "2–3 years", RIGHT),
        ("2-3 years", "23 years", WRONG),
        ("5 km", "5km", RIGHT),
        ("-5 °C", "-5 C", RIGHT),
        ("-5 °C", "5 °C", WRONG),
        ("n-1", "n+1", WRONG),
        ("x - y", "y - x", WRONG),
        ("vitamin B12", "vitamin B-12", RIGHT),
        ("21st century", "twenty-first century", RIGHT),
        ("R&D", "R and D", RIGHT),
        ("Ph.D.", "PhD", RIGHT),
        ("X-ray", "xray", RIGHT),
        ("A minor", "minor", WRONG),
        ("Battle of the Somme", "Battle of Somme", RIGHT),
        ("prednisone", "prednisolone", WRONG),
        ("NaCl", "NACL", WRONG),
        ("No", "NO", RIGHT),
        ("1992", "nineteen ninety-two", RIGHT),
        ("twenty twenty-four", "2024", RIGHT),
    ],
)
def test_typed_answers_in_english(answer: str, reply: str, verdict: Verdict) -> None:
    assert judge(answer, reply).verdict is verdict


def test_an_answer_of_one_endless_word_is_judged_too() -> None:
    assert judge("acgt" * 5000, "acgt" * 4999).verdict is WRONG


def test_case_counts_only_when_the_author_says_so() -> None:
    assert typed("Nato", case_sensitive="true").grade("", "NATO").verdict is WRONG
    assert typed("Nato").grade("", "NATO").verdict is RIGHT


@pytest.mark.parametrize(
    ("reply", "verdict"),
    [
        ("1000", RIGHT),
        ("1,000", RIGHT),
        ("1 000 km", RIGHT),
        ("1000KM", RIGHT),
        ("1010", RIGHT),
        ("1010.1", WRONG),
        ("−1000", WRONG),
        ("a thousand", RIGHT),
        ("two", WRONG),
        ("nan", WRONG),
        ("inf", WRONG),
        ("1e99999999999", WRONG),
        ("1e-99999999999", WRONG),
        ("9" * 500, WRONG),
    ],
)
def test_numbers_are_read_as_people_write_them(reply: str, verdict: Verdict) -> None:
    asked = numeric("1000", tolerance="10", unit="km", language="en")
    assert asked.grade("", reply).verdict is verdict


def test_a_number_within_the_tolerance_is_put_right() -> None:
    assert numeric("92", tolerance="1").grade("", "91").remark == "Exactly: 92."


def test_picking_everything_earns_nothing_extra() -> None:
    raw = {"answers": ["a", "b"], "distractors": ["c", "d"]}
    asked = question({"type": "multi_choice", "prompt": "Which?", **raw})
    assert asked.grade("", ("a", "b")).verdict is RIGHT
    assert asked.grade("", ("a",)).score == 0.5
    assert asked.grade("", ("a", "b", "c")).score == 0.5
    assert asked.grade("", ("a", "b", "c", "d")).verdict is WRONG


def test_an_order_no_better_than_chance_is_wrong() -> None:
    asked = question({"type": "ordering", "prompt": "Order?", "items": ["a", "b", "c", "d"]})
    assert asked.grade("", ("a", "b", "d", "c")).verdict is PARTLY
    assert asked.grade("", ("d", "c", "b", "a")).verdict is WRONG


def test_feedback_of_the_option_taken_is_the_remark() -> None:
    raw = {"answer": "this", "distractors": ["that"], "feedback": {"that": "Not that."}}
    asked = question({"type": "choice", "prompt": "Which?", **raw})
    assert asked.grade("", "that").remark == "Not that."
    assert asked.grade("", "this").remark == ""


def test_pinned_options_stay_last() -> None:
    raw = {"answer": "a", "distractors": ["b", "c", "none"], "pin": ["none"]}
    asked = question({"type": "choice", "prompt": "Which?", **raw})
    for seed in range(20):
        interaction = asked.interaction("", Random(seed))
        assert isinstance(interaction, PickOne)
        assert interaction.options[-1] == "none"


def test_a_cloze_shows_the_gaps_of_its_other_cards_filled() -> None:
    asked = question({"type": "cloze", "text": "{{c1::Yerevan::city}} is in {{c2::Armenia}}."})
    first, second = (asked.interaction(variant, Random(0)) for variant in asked.variants)
    assert isinstance(first, FillGaps)
    assert first.prompt == "____ (city) is in Armenia."
    assert isinstance(second, FillGaps)
    assert second.prompt == "Yerevan is in ____."


def test_a_reversed_flashcard_is_asked_both_ways() -> None:
    raw = {"type": "flashcard", "prompt": "front", "answer": "back", "reverse": "true"}
    asked = question(raw)
    assert asked.variants == ("", "reverse")
    assert asked.sides("reverse").front == "back"


@pytest.mark.parametrize("value", ["1708900000", "2024-02-26T00:00", "26.02.2024", "2024-02-30"])
def test_a_date_is_a_calendar_date(value: str) -> None:
    with pytest.raises(ValueError, match="date"):
        typed("x", as_of=value)


def test_a_number_may_be_a_word() -> None:
    assert numeric("12", language="en").grade("", " Twelve").verdict is RIGHT
    assert numeric("12", unit="states", language="en").grade("", "twelve states").verdict is RIGHT
    assert numeric("2", language="en").grade("", "twelve").verdict is WRONG
    assert numeric("12", language="de").grade("", "zwölf").verdict is RIGHT
    assert numeric("12").grade("", "twelve").verdict is WRONG
