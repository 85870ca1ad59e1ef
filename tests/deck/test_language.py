"""By which language the answers of a deck are judged, and what `check` says of it."""

from pathlib import Path

import pytest

from quizapp.deck.library import Library
from quizapp.questions.base import Verdict
from tests.cli.test_main import run
from tests.study.decks import deck

ENGLISH = [
    "\n  - {id: a, type: typed, prompt: What is the name of that force?, answer: effect}\n",
    "\n  - {id: b, type: choice, prompt: Which is it that was?, answer: hue, distractors: [x]}\n",
]
GERMAN = "\n  - {id: d, type: typed, language: de, prompt: the table, answer: der Tisch}\n"
WORDS = {
    "the girl": "Mädchen",
    "the boy who is it": "Junge",
    "beautiful": "schön",
    "to be": "werden",
    "to press": "drücken",
    "always": "immer",
    "the day": "Tag",
}
FOREIGN = [
    f"\n  - {{id: c{number}, type: typed, prompt: What is German for {one}?, answer: {other}}}\n"
    for number, (one, other) in enumerate(WORDS.items())
]


def verdict(path: Path, card: str, reply: str) -> Verdict:
    found = Library.open([], [path]).decks[0]
    return found.grade(found.card(f"{found.slug}/{card}"), reply).verdict


@pytest.mark.program
def test_a_deck_that_says_its_language_is_judged_by_it(tmp_path: Path) -> None:
    path = deck(tmp_path, [GERMAN.replace("language: de, ", "")], head="language: de\n").path
    assert verdict(path, "d", "Tisch") is Verdict.RIGHT
    assert verdict(path, "d", "die Tisch") is Verdict.WRONG
    assert "language" not in run("check", str(path)).stdout


def test_a_card_may_have_a_language_of_its_own(tmp_path: Path) -> None:
    path = deck(tmp_path, [*ENGLISH, GERMAN], head="language: en\n").path
    assert verdict(path, "d", "Tisch") is Verdict.RIGHT
    assert verdict(path, "a", "the effect") is Verdict.RIGHT
    assert verdict(path, "a", "affect") is Verdict.WRONG


@pytest.mark.program
def test_without_one_the_words_of_the_deck_decide_and_check_says_so(tmp_path: Path) -> None:
    path = deck(tmp_path, ENGLISH).path
    assert verdict(path, "a", "the effect") is Verdict.RIGHT
    printed = run("check", str(path)).stdout
    assert "no `language`; its words are English, and answers are judged by that (en)" in printed


@pytest.mark.program
def test_answers_of_another_language_than_the_questions_are_judged_by_none(tmp_path: Path) -> None:
    path = deck(tmp_path, FOREIGN).path
    assert "its words do not tell; answers are judged by none" in run("check", str(path)).stdout
    assert verdict(path, "c0", "Madchen") is Verdict.RIGHT
    assert verdict(path, "c0", "Mädchem") is Verdict.WRONG


@pytest.mark.program
def test_a_language_that_is_no_code_is_said_with_the_code(tmp_path: Path) -> None:
    path = deck(tmp_path, ENGLISH, head="language: German\n").path
    done = run("check", str(path))
    assert 'nothing is known of "German"; write a code such as de' in done.stdout
    assert done.returncode == 0


def test_words_of_the_deck_and_of_its_source_are_no_slips(tmp_path: Path) -> None:
    (tmp_path / "text.md").write_text("1. The Mnatsakanian family moved away.\n")
    card = "\n  - {id: a, type: typed, prompt: Who?, answer: Mnatsakanyan}\n"
    other = (
        "\n  - {id: b, type: choice, prompt: Who else?, answer: x, distractors: [Mnatsakanyen]}\n"
    )
    path = deck(tmp_path, [card, other], head="language: en\nsource: {text: text.md}\n").path
    assert verdict(path, "a", "Mnatsakanyam") is Verdict.RIGHT
    assert verdict(path, "a", "Mnatsakanian") is Verdict.WRONG
    assert verdict(path, "a", "Mnatsakanyen") is Verdict.WRONG


@pytest.mark.parametrize("where", ["defaults", "card"])
def test_accents_and_slips_may_be_set_for_a_deck_or_a_card(tmp_path: Path, where: str) -> None:
    own = "accents: strict, slips: none, " if where == "card" else ""
    card = f"\n  - {{id: a, type: typed, {own}prompt: Where?, answer: São Tomé}}\n"
    choice = "\n  - {id: b, type: choice, prompt: Which?, answer: a, distractors: [b]}\n"
    head = "language: en\n"
    head += "defaults: {accents: strict, slips: none}\n" if where == "defaults" else ""
    path = deck(tmp_path, [card, choice], head=head).path
    assert verdict(path, "a", "São Tomé") is Verdict.RIGHT
    assert verdict(path, "a", "Sao Tome") is Verdict.WRONG
