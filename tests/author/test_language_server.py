"""The schema in the hands of the language server that editors run. It is a program of npm's, so
this is only tried where it is installed."""

import json
import os
import shutil
from collections.abc import Iterator

import pytest

from quizapp.author.schema import schema
from quizapp.core import folders
from quizapp.deck.files import deck_files
from quizapp.questions.union import QUESTION_TYPES
from tests.author.language_server import LanguageServer

COMMAND = os.environ.get("YAML_LANGUAGE_SERVER") or shutil.which("yaml-language-server")

pytestmark = [
    pytest.mark.program,
    pytest.mark.skipif(not COMMAND, reason="npm install -g yaml-language-server"),
]

HEAD = "deck: d\ntitle: T\ncards:\n  - id: one\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    path = tmp_path_factory.mktemp("schema") / "deck.schema.json"
    path.write_text(json.dumps(schema()))
    with LanguageServer(str(COMMAND), path) as one:
        yield one


def test_it_finds_nothing_wrong_with_the_shipped_decks(server: LanguageServer) -> None:
    found = {
        path.name: server.problems(path.name, path.read_text("utf-8"))
        for path in deck_files(folders.shipped_decks())
    }
    assert len(found) == 5
    assert {name: problems for name, problems in found.items() if problems} == {}


def test_it_marks_a_wrong_field_and_a_wrong_type_at_their_lines(server: LanguageServer) -> None:
    card = "    type: choice\n    prompt: p\n    answer: a\n    distractor: [b]\n"
    assert 8 in [line for line, _ in server.problems("field.yaml", HEAD + card)]
    assert [line for line, _ in server.problems("type.yaml", f"{HEAD}    type: essay\n")] == [5]


def test_it_completes_the_types_and_the_fields_of_a_type(server: LanguageServer) -> None:
    offered = server.completions("a.yaml", f"{HEAD}    type: ")
    assert set(QUESTION_TYPES) <= set(offered)
    offered = server.completions("b.yaml", f"{HEAD}    type: numeric\n    prompt: p\n    ")
    assert {"answer", "tolerance", "unit", "explain"} <= set(offered)
    assert "distractors" not in offered
