"""What a command loads, seen in a fresh process: start-up is part of the product."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.program

FORBIDDEN = {
    "quizapp.cli.main": ["click", "textual", "pydantic", "tinydb", "yaml"],
    "quizapp.study.profile": [
        "textual",
        "rich",
        "click",
        "yaml",
        "filelock",
        "rapidfuzz",
        "tomlkit",
    ],
    "quizapp.plain.review": ["textual", "rich"],
    "quizapp.plain.quiz": ["textual", "rich"],
    "quizapp.core.editor": ["textual", "rich", "click", "pydantic"],
    "quizapp.cli.due": ["textual", "rich"],
    "quizapp.progress.progress": ["textual", "rich", "pydantic", "yaml"],
    "quizapp.deck.library": ["textual", "rich", "pydantic", "yaml", "tinydb"],
    "quizapp.questions.union": ["textual", "rich", "tinydb", "yaml", "rapidfuzz", "markdown_it"],
}


@pytest.mark.parametrize("module", FORBIDDEN)
def test_a_module_loads_no_library_that_it_has_no_use_for(module: str) -> None:
    code = f"import sys, {module}; print(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    assert "quizapp" in loaded
    assert not loaded & set(FORBIDDEN[module])
