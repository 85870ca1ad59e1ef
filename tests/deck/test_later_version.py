"""Decks that say which quizapp they were written for."""

from pathlib import Path

import pytest

from quizapp.core.codes import Code
from quizapp.core.version import __version__
from quizapp.deck.check import check_file
from quizapp.deck.diagnostics import Diagnostic
from quizapp.deck.library import Library

CARD = "- {id: x, type: flashcard, prompt: p, answer: a}\n"
LATER = """
mood: calm
source: {weather: fine}
cards:
- {id: one, type: choice, prompt: p, answer: a, distractors: [b], picture: x.png, claim: rumour}
- {id: two, type: crossword, rows: 3}
- {id: three, type: flashcard, prompt: p, answer: a, picture: y.png}
"""


def found(folder: Path, text: str) -> tuple[Diagnostic, ...]:
    path = folder / "deck.yaml"
    path.write_text(f"deck: d\ntitle: T\n{text}", "utf-8")
    return check_file(path).diagnostics


def test_what_a_later_version_knows_is_told_in_one_message(tmp_path: Path) -> None:
    (told,) = found(tmp_path, f'requires: "900.1"{LATER}')
    assert (told.line, told.code) == (3, Code.NEWER)
    assert told.message.startswith(
        "this deck was written for quizapp 900.1 and uses `mood` (line 4), `weather` (line 5),"
        f" `picture` (line 7) and 2 more, which {__version__} does not know; upgrade with `"
    )


def test_a_learner_is_told_the_same_on_home(tmp_path: Path) -> None:
    found(tmp_path, f'requires: "900.1"{LATER}')
    library = Library.open([tmp_path])
    (broken,) = library.broken
    assert "this deck was written for quizapp 900.1" in str(broken.diagnostics[0])


def test_other_mistakes_are_told_beside_it(tmp_path: Path) -> None:
    text = (
        f"requires: '900'\ncards:\n{CARD[:-2]}, picture: x}}\n{CARD[:-2]}, points: 0, mood: x}}\n"
    )
    assert [one.code for one in found(tmp_path, text)] == [
        Code.NEWER,
        Code.DUPLICATE_ID,
        Code.WRONG_VALUE,
    ]


@pytest.mark.parametrize("requires", ["0", "0.0.9", "0.1", __version__, "900", "900.10.1"])
def test_a_deck_without_anything_unknown_is_used_whatever_it_requires(
    requires: str, tmp_path: Path
) -> None:
    assert found(tmp_path, f"requires: {requires}\ncards:\n{CARD}") == ()


@pytest.mark.parametrize("requires", ["0", "0.1", "0.1.0", __version__])
def test_a_version_that_is_not_later_changes_nothing(requires: str, tmp_path: Path) -> None:
    with_it = found(tmp_path, f"requires: {requires}{LATER}")
    without = found(tmp_path, f"order: 1{LATER}")
    assert with_it == without
    assert len(with_it) > 4


@pytest.mark.parametrize("requires", ["quizapp 0.9", "'>=0.9'", "0.9.1.2", "v1", "0.9-beta", "[1]"])
def test_what_is_no_version_is_an_error(requires: str, tmp_path: Path) -> None:
    (told,) = found(tmp_path, f"requires: {requires}\ncards:\n{CARD}")
    assert (told.line, told.column, told.code) == (3, 11, Code.WRONG_VALUE)


def test_a_later_version_is_not_read_as_a_number(tmp_path: Path) -> None:
    later = f"{__version__.split('.')[0]}.1000"
    (told,) = found(tmp_path, f"requires: {later}\nmood: x\ncards:\n{CARD}")
    assert told.code is Code.NEWER
