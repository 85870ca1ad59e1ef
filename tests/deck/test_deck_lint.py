"""`check` finds what a deck as a whole gives away, and the cards that ask the same."""

from pathlib import Path

import pytest

from quizapp.core.codes import Code
from quizapp.deck.check import check_file
from quizapp.deck.deck_lint import at_least


def codes(folder: Path, *cards: str, language: str = "en") -> set[Code]:
    return {one.code for one in check_file(written(folder, *cards, language=language)).diagnostics}


def written(folder: Path, *cards: str, language: str = "en") -> Path:
    deck = folder / "deck.yaml"
    lines = "".join(f"- {{id: n{number}, {card}}}\n" for number, card in enumerate(cards))
    deck.write_text(f"deck: d\ntitle: t\nlanguage: {language}\ncards:\n{lines}", "utf-8")
    return deck


def choices(*options: str) -> list[str]:
    """Choice cards about different things; the first of the options is the right one."""
    return [
        f"type: choice, prompt: What of thing{number}?, answer: '{answer}',"
        f" distractors: [{', '.join(repr(one) for one in wrong)}]"
        for number, (answer, *wrong) in enumerate(one.split("; ") for one in options)
    ]


def statements(*answers: str) -> list[str]:
    return [
        f"type: true_false, prompt: Thing{number} is so., answer: {answer}, note: n"
        for number, answer in enumerate(answers)
    ]


LONG = "it floats on the sea; it sinks; it burns"
SHORT = "it sinks; it floats on the sea; it burns"
EVEN = "it sinks; it burns; it melts"
DECKS: dict[str, tuple[Code, list[str], bool]] = {
    "right options that are the longest": (Code.LONGEST, choices(*[LONG] * 6), True),
    "two of eight that are not": (Code.LONGEST, choices(*[LONG] * 7, SHORT), True),
    "longest options that are mostly wrong": (
        Code.LONGEST,
        choices(*[LONG] * 4, *[SHORT] * 4),
        False,
    ),
    "too few cards for more than chance": (Code.LONGEST, choices(*[LONG] * 3), False),
    "options of one length": (Code.LONGEST, choices(*[EVEN] * 20), False),
    "right options that are put carefully": (
        Code.LONGEST,
        choices(*["it often sinks; it always burns; it never melts"] * 6),
        True,
    ),
    "careful options that are right and wrong": (
        Code.LONGEST,
        choices(
            *["it often sinks; it always burns"] * 3, *["it always sinks; it often burns; so"] * 5
        ),
        False,
    ),
    "numbers with the right one between": (
        Code.NUMBER_RANK,
        choices(*["20 m; 10 m; 30 m"] * 6),
        True,
    ),
    "numbers with the right one lowest": (
        Code.NUMBER_RANK,
        choices(*["1,000; 2,000; 3,000; 4,000"] * 5),
        True,
    ),
    "numbers of all ranks": (
        Code.NUMBER_RANK,
        choices(*["20; 10; 30"] * 4, *["10; 20; 30"] * 4, *["30; 10; 20"] * 4),
        False,
    ),
    "options not all of which are numbers": (
        Code.NUMBER_RANK,
        choices(*["20; 10; no limit"] * 9),
        False,
    ),
    "nothing but true and false": (Code.GUESSING, statements(*["true"] * 8), True),
    "a few of true and false": (Code.GUESSING, statements(*["true"] * 7), False),
    "true and false beside options": (
        Code.GUESSING,
        [*statements(*["true"] * 5), *choices(*[EVEN] * 5)],
        False,
    ),
    "a draft": (Code.DRAFTS, [*choices(EVEN), f"{choices(EVEN)[0]}, status: draft"], True),
    "retired cards": (Code.DRAFTS, [*choices(EVEN), f"{choices(EVEN)[0]}, status: retired"], False),
    "a card forgotten when all were explained": (
        Code.EXPLANATION,
        [*(f"{one}, explain: because" for one in choices(*[EVEN] * 9)), *choices(EVEN)],
        True,
    ),
    "no card that is explained": (Code.EXPLANATION, choices(*[EVEN] * 9), False),
}


@pytest.mark.parametrize("what", DECKS)
def test_of_a_deck_it_is_told_or_not(what: str, tmp_path: Path) -> None:
    code, cards, is_told = DECKS[what]
    assert (code in codes(tmp_path, *cards)) is is_told


def test_a_habit_is_told_once_with_its_figures(tmp_path: Path) -> None:
    found = check_file(written(tmp_path, *choices(*[LONG] * 7, SHORT))).diagnostics
    [told] = [one for one in found if one.code is Code.LONGEST]
    assert "7 of 8 cards (n0, n1, n2, …)" in told.message
    assert told.source_line == "cards:"


def test_drafts_are_told_once(tmp_path: Path) -> None:
    drafts = [f"{one}, status: draft" for one in choices(EVEN, EVEN, EVEN)]
    found = check_file(written(tmp_path, *choices(EVEN), *drafts)).diagnostics
    [told] = [one for one in found if one.code is Code.DRAFTS]
    assert "3 drafts, the first of them n1" in told.message


@pytest.mark.parametrize(
    ("hits", "cards", "expected", "chance"),
    [(5, 5, 5 / 3, 1 / 243), (2, 3, 0.75, 10 / 64), (1, 9, 3.0, 1.0), (30, 30, 7.5, 4.0**-30)],
)
def test_chance_is_that_of_a_binomial(
    hits: int, cards: int, expected: float, chance: float
) -> None:
    assert at_least(hits, cards, expected) == pytest.approx(chance)


def typed(prompt: str, answer: str = "Kura") -> str:
    return f"type: typed, prompt: '{prompt}', answer: {answer}"


ALIKE: dict[str, tuple[str, str, bool]] = {
    "the same words": (typed("Which river is it?"), typed("Which river is it?"), True),
    "the same words in another order": (
        typed("Which river flows through Tbilisi?"),
        typed("Through Tbilisi flows which river?"),
        True,
    ),
    "another form of a word": (
        typed("Which river crosses the organisation in Tbilisi?"),
        typed("Which river crosses the organization in Tbilisi?"),
        True,
    ),
    "another answer": (typed("Which river is it?"), typed("Which river is it?", "Aras"), False),
    "another verb": (
        typed("When was the treaty signed by Iran?", "'1992'"),
        typed("When was the treaty ratified by Iran?", "'1992'"),
        False,
    ),
    "another number": (
        typed("Which river is on page 12 of the atlas?"),
        typed("Which river is on page 13 of the atlas?"),
        False,
    ),
    "another type": (
        typed("Which river is it?"),
        "type: choice, prompt: Which river is it?, answer: Kura, distractors: [Aras, Terek]",
        False,
    ),
    "cards kept apart": (
        typed("Which river is it?"),
        f"{typed('Which river is it?')}, apart: [n0]",
        False,
    ),
    "one statement": (statements("true")[0], statements("true")[0], True),
    "a statement the other way round": (
        "type: true_false, prompt: Iran borders Iraq., answer: true",
        "type: true_false, prompt: Iraq borders Iran., answer: true",
        False,
    ),
}


@pytest.mark.parametrize("what", ALIKE)
def test_two_cards_ask_the_same_or_not(what: str, tmp_path: Path) -> None:
    one, other, are_alike = ALIKE[what]
    assert (Code.ALIKE in codes(tmp_path, one, other)) is are_alike


def test_of_many_cards_with_one_answer_those_with_the_same_words_are_found(tmp_path: Path) -> None:
    cards = [typed(f"Which river is on page {number}?") for number in range(40)]
    assert Code.ALIKE not in codes(tmp_path, *cards)
    assert Code.ALIKE in codes(tmp_path, *cards, typed("On page 7 is which river?"))


def says(statement: str, answer: str) -> str:
    return f'type: true_false, prompt: "{statement}", answer: {answer}, note: n'


CLASH: dict[str, tuple[str, str, bool]] = {
    "one statement, two answers": (says("It is so.", "true"), says("It is so!", "false"), True),
    "a denial that is true as well": (
        says("Iran is a member.", "true"),
        says("Iran is not a member.", "true"),
        True,
    ),
    "a denial in short": (says("Iran is in.", "false"), says("Iran isn't in.", "false"), True),
    "a denial with a helping verb": (
        says("Iran joined the pact.", "true"),
        says("Iran did not join the pact.", "true"),
        True,
    ),
    "a denial with the other answer": (
        says("Iran is a member.", "true"),
        says("Iran is not a member.", "false"),
        False,
    ),
    "something else": (says("Iran is in.", "true"), says("Iraq is not in.", "true"), False),
}


@pytest.mark.parametrize("what", CLASH)
def test_two_statements_contradict_each_other_or_not(what: str, tmp_path: Path) -> None:
    one, other, clash = CLASH[what]
    assert (Code.CONTRADICTION in codes(tmp_path, one, other)) is clash


def test_denials_are_read_in_english_only(tmp_path: Path) -> None:
    one, other, _ = CLASH["a denial that is true as well"]
    assert Code.CONTRADICTION not in codes(tmp_path, one, other, language="fr")
    same, different, _ = CLASH["one statement, two answers"]
    assert Code.CONTRADICTION in codes(tmp_path, same, different, language="fr")
