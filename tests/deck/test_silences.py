"""Warnings that an author does not want are silenced by their code, with a reason."""

from pathlib import Path

import pytest

from quizapp.core.codes import Code
from quizapp.deck.check import check_file

GIVEAWAY = "{id: x, type: typed, prompt: Is it Yerevan?, answer: Yerevan%s}"
DRAFT = "{id: y, type: typed, prompt: Which city?, answer: Gyumri, status: draft%s}"
FALSE = "{id: %s, type: true_false, prompt: %s is deep., answer: false%s}"


def found(folder: Path, *cards: str, top: str = "") -> list[tuple[int, Code]]:
    deck = folder / "deck.yaml"
    lines = "".join(f"- {card}\n" for card in cards)
    deck.write_text(f"deck: d\ntitle: t\n{top}\nlanguage: en\ncards:\n{lines}", "utf-8")
    return [(one.line, one.code) for one in check_file(deck).diagnostics]


def silence(*codes: str) -> str:
    return "silence: {" + ", ".join(f"{code}: a reason" for code in codes) + "}"


def test_a_card_silences_what_is_said_of_it(tmp_path: Path) -> None:
    loud, still = GIVEAWAY % "", GIVEAWAY.replace("x", "z") % f", {silence('Q030')}"
    assert found(tmp_path, loud, still) == [(6, Code.GIVEAWAY), (7, Code.ALIKE)]


def test_a_deck_silences_what_is_said_of_it_and_of_its_cards(tmp_path: Path) -> None:
    cards = (GIVEAWAY % "", DRAFT % "")
    assert found(tmp_path, *cards) == [(5, Code.DRAFTS), (6, Code.GIVEAWAY)]
    assert found(tmp_path, *cards, top=silence("Q030", "Q046")) == []


def test_what_is_told_of_several_cards_at_once_leaves_out_a_silenced_one(tmp_path: Path) -> None:
    one, other = FALSE % ("a", "The Kura", ""), FALSE % ("b", "The Aras", "")
    quiet = FALSE % ("b", "The Aras", f", {silence('Q045')}")
    assert found(tmp_path, quiet, one) == [(7, Code.EXPLANATION)]
    assert found(tmp_path, quiet) == []
    assert found(tmp_path, other) == [(6, Code.EXPLANATION)]


def test_what_yaml_leaves_out_is_silenced_on_its_card(tmp_path: Path) -> None:
    lost = "id: x\n  type: typed\n  prompt: Which is #1?\n  answer: a"
    assert found(tmp_path, lost) == [(8, Code.LOST)]
    assert found(tmp_path, f"{lost}\n  {silence('Q024')}") == []
    other = f"{{id: z, type: typed, prompt: Who?, answer: b, {silence('Q024')}}}"
    assert found(tmp_path, lost, other) == [(8, Code.LOST), (10, Code.SILENCES_NOTHING)]


@pytest.mark.parametrize(
    ("card", "top", "line"),
    [
        (f", {silence('Q030')}", silence("Q031"), 3),
        (f", {silence('Q031', 'Q030')}", "", 6),
        (f", {silence('Q030')}", silence("Q030"), 3),
        (f", {silence('Q030', 'Q046')}", "", 6),
    ],
)
def test_a_silence_without_a_cause_is_a_warning(
    card: str, top: str, line: int, tmp_path: Path
) -> None:
    assert found(tmp_path, GIVEAWAY % card, top=top) == [(line, Code.SILENCES_NOTHING)]


def test_cards_of_several_decks_may_be_the_cause_of_a_silence(tmp_path: Path) -> None:
    card = f"{{id: x, type: typed, prompt: Which city?, answer: Yerevan, {silence('Q042')}}}"
    assert found(tmp_path, card) == []


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("{Q030: ''}", "`Q030` has no reason"),
        ("Q030", "needs a reason for each code"),
        ("[Q030]", "needs a reason for each code"),
        ("{Q999: so}", '"Q999", which is no code'),
        ("{q030: so}", "did you mean Q030?"),
        ("{Q012: so}", "Q012, which is an error"),
    ],
)
def test_a_silence_that_is_none_is_an_error_that_says_what_to_do(
    written: str, words: str, tmp_path: Path
) -> None:
    for card, top in ((f", silence: {written}", ""), ("", f"silence: {written}")):
        assert Code.WRONG_VALUE in dict(map(reversed, found(tmp_path, GIVEAWAY % card, top=top)))
        messages = [one.message for one in check_file(tmp_path / "deck.yaml").diagnostics]
        assert any(words in one for one in messages), messages
