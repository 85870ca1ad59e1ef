"""The command that adds an extra is one that works where quizapp is installed."""

import json
from pathlib import Path

import pytest

from quizapp.core.installing import Installation, missing

PYTHON = "/srv/env/bin/python"


def origin(folder: Path, **info: object) -> str:
    return json.dumps({"url": folder.as_uri(), "dir_info": info})


def test_pip_adds_it_to_the_environment_that_runs(tmp_path: Path) -> None:
    told = Installation(PYTHON, tmp_path).command("generate")
    assert told == f"{PYTHON} -m pip install 'quizapp[generate]'"


@pytest.mark.parametrize(
    ("trace", "tool"),
    [
        ("pipx_metadata.json", "pipx install --force"),
        ("uv-receipt.toml", "uv tool install --force"),
    ],
)
def test_a_tool_that_made_the_environment_is_asked_to_do_it(
    tmp_path: Path, trace: str, tool: str
) -> None:
    (tmp_path / trace).touch()
    assert Installation(PYTHON, tmp_path).command("llm") == f"{tool} 'quizapp[llm]'"


def test_an_environment_of_uv_without_pip_is_named_to_uv(tmp_path: Path) -> None:
    told = Installation(PYTHON, tmp_path, has_pip=False).command("llm")
    assert told == f"uv pip install --python {PYTHON} 'quizapp[llm]'"


def test_what_was_installed_from_a_folder_is_installed_from_there_again(tmp_path: Path) -> None:
    clone = tmp_path / "a clone"
    clone.mkdir()
    kept, worked_on = origin(clone), origin(clone, editable=True)
    pip = f"{PYTHON} -m pip install"
    assert Installation(PYTHON, tmp_path, kept).command("llm") == f"{pip} '{clone}[llm]'"
    assert Installation(PYTHON, tmp_path, worked_on).command("llm") == f"{pip} -e '{clone}[llm]'"
    assert Installation(PYTHON, tmp_path, clone=clone).command("llm") == f"{pip} -e '{clone}[llm]'"
    (tmp_path / "uv-receipt.toml").touch()
    told = Installation(PYTHON, tmp_path, kept).command("llm")
    assert told == f"uv tool install --force 'quizapp[llm] @ {clone.as_uri()}'"


def test_what_came_from_a_repository_comes_from_there_again(tmp_path: Path) -> None:
    url = "https://example.org/quizapp.git"
    told = json.dumps({"url": url, "vcs_info": {"vcs": "git", "commit_id": "0" * 40}})
    command = Installation(PYTHON, tmp_path, told).command("llm")
    assert command == f"{PYTHON} -m pip install 'quizapp[llm] @ git+{url}'"


@pytest.mark.parametrize(
    "told",
    ["", "{", "[]", '{"url": 3}', '{"dir_info": 3}', '{"url": "file:///gone", "dir_info": {}}'],
)
def test_a_damaged_note_of_where_it_came_from_does_no_harm(tmp_path: Path, told: str) -> None:
    command = Installation(PYTHON, tmp_path, told).command("llm")
    assert command == f"{PYTHON} -m pip install 'quizapp[llm]'"


def test_what_is_missing_says_which_extra_and_how_to_get_it() -> None:
    told = missing("generate", "a web page")
    assert told.startswith("a web page needs the extra `generate`; install it with: ")
    assert "[generate]" in told.partition("with: ")[2]


def test_a_later_version_comes_from_where_this_one_came(tmp_path: Path) -> None:
    pip = "python -m pip install --upgrade quizapp"
    assert Installation(PYTHON, tmp_path).upgrade == pip
    assert Installation(PYTHON, tmp_path, origin=origin(tmp_path)).upgrade == pip
    pull = f"git -C {tmp_path} pull"
    assert Installation(PYTHON, tmp_path, clone=tmp_path).upgrade == pull
    assert Installation(PYTHON, tmp_path, origin=origin(tmp_path, editable=True)).upgrade == pull
    for trace, told in (("pipx_metadata.json", "pipx"), ("uv-receipt.toml", "uv tool")):
        (tmp_path / trace).touch()
        assert Installation(PYTHON, tmp_path).upgrade == f"{told} upgrade quizapp"
