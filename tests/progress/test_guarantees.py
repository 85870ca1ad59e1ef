"""The page of guarantees says nothing that no test holds."""

import re
from pathlib import Path

import quizapp.progress

PAGE = Path(quizapp.progress.__file__).with_name("GUARANTEES.md")
ROOT = Path(__file__).parents[2]
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def promises() -> list[str]:
    _, *found = re.split(r"^- ", PAGE.read_text("utf-8"), flags=re.MULTILINE)
    return found


def test_each_guarantee_names_a_test() -> None:
    assert len(promises()) > 30
    assert [one for one in promises() if not TEST.search(one)] == []


def test_each_test_that_is_named_is_there() -> None:
    named = TEST.findall(PAGE.read_text("utf-8"))
    assert [
        f"{path}::{name}"
        for path, name in named
        if not re.search(rf"^def {name}\(", (ROOT / path).read_text("utf-8"), re.MULTILINE)
    ] == []
