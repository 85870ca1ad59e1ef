"""`quizapp explain`: every code, and examples that do what they say."""

import json
from pathlib import Path
from textwrap import indent

import pytest
from click.testing import CliRunner, Result

from quizapp.cli.explain import command
from quizapp.core.codes import Code
from quizapp.deck.check import check_file
from quizapp.deck.explanations import explanations

HEAD = "deck: a-deck\ntitle: A deck\nlanguage: en\nsource: {text: article.md}\ncards:\n"
ARTICLE = "[1] The treaty was signed in 1992.\n\n[2] It was renewed in 1999.\n"


def explain(*args: str) -> Result:
    return CliRunner().invoke(command, args)


def codes_of(example: str, folder: Path) -> set[Code]:
    (folder / "article.md").write_text(ARTICLE, "utf-8")
    deck = folder / "deck.yaml"
    whole = example.startswith("deck:")
    deck.write_text(example if whole else HEAD + indent(example, "  "), "utf-8")
    return {one.code for one in check_file(deck).diagnostics}


@pytest.mark.parametrize("code", sorted({*Code} - {Code.DECK_TWICE, Code.RENAMED}))
def test_the_wrong_example_has_the_fault_and_the_right_one_has_none(
    code: Code, tmp_path: Path
) -> None:
    told = explanations()[code]
    assert codes_of(told.wrong, tmp_path) == {code}
    assert codes_of(told.right, tmp_path) == set()


@pytest.mark.parametrize("code", Code)
def test_every_code_is_explained_with_both_examples(code: Code) -> None:
    said = explain(code.lower()).output
    told = explanations()[code]
    assert said.startswith(f"{code} ({code.severity})  {told.title}")
    assert "Wrong:" in said
    assert said.index("Right:") < said.rindex(told.right.splitlines()[-1].strip())
    assert "\x1b" not in said
    assert "\0" not in said
    assert max(map(len, said.splitlines())) <= 100


def test_without_a_code_all_are_listed() -> None:
    assert [line[:4] for line in explain().output.splitlines()] == list(Code)


def test_a_code_may_lack_its_zeros() -> None:
    assert explain("Q12").output == explain("12").output == explain("Q012").output


def test_an_unknown_code_gets_the_nearest() -> None:
    result = explain("QQ012")
    assert result.exit_code == 2
    assert "did you mean Q012?" in result.output
    assert "lists all" in explain("x").output


def test_a_script_gets_it_as_json() -> None:
    told = json.loads(explain("[Q012]", "--json").output)
    assert [one["code"] for one in told] == ["Q012"]
    assert set(told[0]) == {"code", "severity", "title", "why", "wrong", "right", "source"}
    assert len(json.loads(explain("--json").output)) == len(Code)
