"""`check` finds cards that tell each other's answers."""

from pathlib import Path

import pytest

from quizapp.core.codes import Code
from quizapp.deck.check import check_file
from tests.bench.make_decks import write_decks

WHO = "{id: who, type: typed, prompt: Who wrote Hamlet?, answer: William Shakespeare}"
"""A card whose answer has to be recalled."""


def when(prompt: str, more: str = "") -> str:
    return f"{{id: b, type: numeric, answer: 1600, prompt: {prompt}{more}}}"


def who(name: str, prompt: str, answer: str, distractor: str) -> str:
    asked = f"prompt: {prompt}, answer: {answer}, distractors: [{distractor}, Marlowe]"
    return f"{{id: {name}, type: choice, {asked}}}"


def warnings(folder: Path, *cards: str) -> list[str]:
    deck = folder / "deck.yaml"
    deck.write_text("deck: d\ntitle: t\ncards:\n" + "".join(f"- {card}\n" for card in cards))
    found = [one for one in check_file(deck).diagnostics if one.code is not Code.DRAFTS]
    assert all(one.code is Code.CUES for one in found), found
    return [one.message for one in found]


TELLING = {
    "a prompt": when("When did William Shakespeare write Hamlet?"),
    "a statement": "{id: b, type: true_false, answer: true,"
    " prompt: William Shakespeare acted in Hamlet.}",
    "an option": who("b", "Who could have written Hamlet?", "Bacon", "William Shakespeare"),
    "a partner": "{id: b, type: matching, prompt: Match.,"
    " pairs: {Hamlet: William Shakespeare, a: b}}",
    "an item": "{id: b, type: ordering, prompt: What is Hamlet about?,"
    " items: [William Shakespeare is born, x]}",
    "a text beside its gap": "{id: b, type: cloze,"
    " text: 'William Shakespeare wrote Hamlet in {{c1::1600}}.'}",
    "a text beside another gap": "{id: b, type: cloze,"
    " text: '{{c1::William Shakespeare}} wrote Hamlet in {{c2::1600}}.'}",
    "the other side of a flashcard": "{id: b, type: flashcard, prompt: Hamlet,"
    " answer: a play by William Shakespeare, reverse: true}",
    "a prompt whose answer is asked about": "{id: b, type: flashcard,"
    " prompt: Which play made William Shakespeare rich?, answer: Hamlet}",
}


@pytest.mark.parametrize("what", TELLING)
def test_an_answer_to_recall_is_told_by(what: str, tmp_path: Path) -> None:
    [said] = warnings(tmp_path, WHO, TELLING[what])
    assert '"who"' in said
    assert '"b"' in said
    assert "`apart: [" in said


def test_a_long_answer_is_told_by_most_of_its_words(tmp_path: Path) -> None:
    asked = "prompt: Why did the jester Yorick leave?, answer: Old jokes bored all"
    why = f"{{id: why, type: flashcard, {asked}}}"
    tells = "{id: b, type: true_false, answer: true, prompt: Jester Yorick's jokes bored all.}"
    hardly = "{id: c, type: true_false, answer: true, prompt: Yorick's old jokes won.}"
    assert len(warnings(tmp_path, why, tells, hardly)) == 1


SILENT = {
    "about something else": when("When did William Shakespeare die?"),
    "showing a part of the answer": when("When did William see Hamlet?"),
    "a draft": when("When did William Shakespeare write Hamlet?", ", status: draft"),
    "kept apart": when("When did William Shakespeare write Hamlet?", ", apart: [who]"),
}


@pytest.mark.parametrize("what", SILENT)
def test_nothing_is_said_of_a_card_that_is(what: str, tmp_path: Path) -> None:
    assert warnings(tmp_path, WHO, SILENT[what]) == []


def test_an_answer_among_options_is_told_by_prompts_only(tmp_path: Path) -> None:
    choice = who("a", "Who wrote Hamlet?", "Shakespeare", "Bacon")
    other = who("b", "Who read Hamlet?", "Bacon", "Shakespeare")
    states = "{id: c, type: typed, prompt: Who was Hamlet to Shakespeare?, answer: A prince}"
    assert warnings(tmp_path, choice, other) == []
    [said] = warnings(tmp_path, choice, states)
    assert said.startswith('"c" shows')


def test_two_cards_that_tell_each_other_are_named_once(tmp_path: Path) -> None:
    there = "{id: es, type: typed, prompt: What is Spanish for dog?, answer: perro}"
    back = "{id: en, type: typed, prompt: What is perro in English?, answer: dog}"
    assert len(warnings(tmp_path, there, back)) == 1


def test_a_deck_that_has_nothing_but_such_cards_is_reported_up_to_a_hundred(tmp_path: Path) -> None:
    cards = [
        card.replace("perro", f"perro{n}").replace("dog", f"dog{n}").replace("id: ", f"id: n{n}-")
        for n in range(400)
        for card in (
            "{id: es, type: typed, prompt: What is Spanish for dog?, answer: perro}",
            "{id: en, type: typed, prompt: What is perro in English?, answer: dog}",
        )
    ]
    assert len(warnings(tmp_path, *cards)) == 100


def test_cards_of_one_pattern_tell_nothing(tmp_path: Path) -> None:
    [deck] = write_decks(tmp_path, 1, 200)
    assert {one.code for one in check_file(deck).diagnostics} <= {Code.UNCHECKED}
