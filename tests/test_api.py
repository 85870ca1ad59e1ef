"""The few names that scripts and notebooks rely on."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import quizapp
from quizapp.core.folders import shipped_decks
from tests.generate.conftest import ARTICLES

CHECKOUT = Path(__file__).parents[1]
WRONG = "deck: d\ntitle: T\ncards:\n  - {id: a, type: typed, prompt: p}\n  - {id: B, type: x}\n"


@pytest.mark.program
def test_the_readmes_example_runs_as_it_stands(home: Path) -> None:
    text = (CHECKOUT / "README.md").read_text("utf-8")
    [example] = re.findall(r"^```python\n(import quizapp\n.*?)^```", text, re.DOTALL | re.MULTILINE)
    assert len(example.splitlines()) <= 15
    run = subprocess.run(
        [sys.executable, "-c", example], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    cards = quizapp.load_deck(CHECKOUT / "decks/csto/membership.yaml").keys
    *states, graded = run.stdout.splitlines()
    assert [line.split() for line in states] == [[key, "new"] for key in cards]
    assert graded.endswith(" 0.17")
    assert not home.exists()


@pytest.mark.program
def test_to_import_quizapp_loads_nothing_else_of_it() -> None:
    code = "import sys, quizapp; print(*[name for name in sys.modules if 'quizapp.' in name])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []


def test_every_name_is_listed_and_there() -> None:
    assert dir(quizapp) == sorted(quizapp.__all__)
    assert all(getattr(quizapp, name) for name in quizapp.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'load'"):
        quizapp.load  # type: ignore[attr-defined]  # noqa: B018


def test_a_wrong_deck_is_one_error_with_all_that_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(WRONG)
    found = quizapp.check(str(path))
    assert [(one.line, one.code) for one in found] == [(4, "Q010"), (5, "Q013")]
    with pytest.raises(quizapp.QuizError) as caught:
        quizapp.load_deck(str(path))
    assert str(caught.value).splitlines() == [str(one) for one in found]


def test_a_deck_that_is_right_has_nothing_to_say() -> None:
    assert quizapp.check(shipped_decks() / "csto" / "membership.yaml") == ()


@pytest.mark.generator
def test_draft_cards_are_entries_of_a_deck_and_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "article.md"
    path.write_bytes((ARTICLES / "library.md").read_bytes())
    cards = quizapp.draft_cards(path)
    assert cards
    assert all({"id", "type", "evidence"} < card.keys() for card in cards)
    assert {card["status"] for card in cards} == {"draft"}
    assert [*tmp_path.iterdir()] == [path]


def test_without_the_extra_the_error_gives_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(quizapp.QuizError, match=r"install it with: .*\[generate\]"):
        quizapp.draft_cards(ARTICLES / "library.md")
