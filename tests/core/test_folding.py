import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.folding import fold


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Café  Société", "cafe societe"),
        ("cafe\u0301", "café"),
        ("Straße", "STRASSE"),
        ("ՀԱՅԱՍՏԱՆ և Արցախ", "հայաստան եւ արցախ"),
        ("Երևան", "ԵՐԵՎԱՆ"),
        ("Երևան", "երեւան"),
        ("القاهرة", "القاهره"),
        ("Ещё ёлка", "еще елка"),
        ("مُحَمَّد", "محمد"),
        ("שָׁלוֹם", "שלום"),
        ("ＦＵＬＬ　ｗｉｄｔｈ", "full width"),
        ("Łódź, Ærø, İstanbul", "lodz, aero, istanbul"),
        ("“Don’t” – he said…", '"don\'t" - he said...'),
        ("می\u200cخواهم", "میخواهم"),
        ("the **Treaty** of `Rome`, *é*", "the treaty of rome, e"),
        ("co\u00adoperate", "cooperate"),
    ],
)
def test_what_people_leave_out_when_they_type_makes_no_difference(written: str, typed: str) -> None:
    assert fold(written) == fold(typed)


@pytest.mark.parametrize(
    ("one", "other"), [("कि", "क"), ("ป่า", "ปา"), ("が", "か"), ("a b", "ab"), ("ج", "ح")]
)
def test_signs_that_make_another_word_make_a_difference(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
