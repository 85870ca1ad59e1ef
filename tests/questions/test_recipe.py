"""The recipe of CONTRIBUTING for a question type: one file, and its name in the union."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.program

ROOT = Path(__file__).parents[2]
TRIED = ("tests/questions/test_contract.py", "tests/questions/test_guess_score.py")
DECK = """
deck: odd
title: Odd ones
cards:
  - {id: one, type: odd_one, prompt: Which differs?, answer: "1", distractors: [a, b, c]}
"""


def recipe() -> str:
    page = (ROOT / ".github" / "CONTRIBUTING.md").read_text()
    [code] = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    assert isinstance(code, str)
    return code


def with_one_more_type(folder: Path) -> None:
    """A copy of the program and of what tries question types, with the recipe followed in it."""
    unneeded = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "quizapp", folder / "quizapp", ignore=unneeded)
    shutil.copytree(ROOT / "tests" / "questions", folder / "tests" / "questions", ignore=unneeded)
    for name in ("tests/__init__.py", "tests/conftest.py", "pyproject.toml"):
        shutil.copy(ROOT / name, folder / name)
    (folder / "decks").mkdir()

    (folder / "quizapp" / "questions" / "odd_one.py").write_text(recipe())
    union = folder / "quizapp" / "questions" / "union.py"
    text = union.read_text()
    before = "from quizapp.questions.ordering"
    text = text.replace(before, f"from quizapp.questions.odd_one import OddOne\n{before}", 1)
    union.write_text(text.replace("AnyQuestion = (\n", "AnyQuestion = (\n    OddOne |\n", 1))


def run(folder: Path, *words: str, lines: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        input=lines,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.program
def test_every_path_on_the_page_is_there() -> None:
    page = (ROOT / ".github" / "CONTRIBUTING.md").read_text()
    named = set(re.findall(r"`((?:quizapp|tests|\w+)/[\w/]*(?:\.\w+)?)`", page))
    assert len(named) > 30
    roots = (ROOT, ROOT / "quizapp")
    missing = {name for name in named if not any((root / name).exists() for root in roots)}
    assert missing == {"exchange/", "quizapp/questions/odd_one.py"}  # are to be added


def test_a_question_type_is_one_file_and_its_name(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    with_one_more_type(copy)
    run(copy, "pytest", "-q", "-n0", "-p", "no:cacheprovider", *TRIED)

    deck = copy / "odd.yaml"
    deck.write_text(DECK)
    run(copy, "quizapp", "check", str(deck))
    said = run(copy, "quizapp", "review", str(deck), "--plain", lines="?\n/end\n")
    assert "Which differs?" in said
    assert "The answer: 1" in said
    said = run(copy, "quizapp", "quiz", str(deck), "--plain", "--no-counts", lines="1\n\n")
    assert "odd one out" in said
