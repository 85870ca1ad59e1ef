"""The tables in the guide for authors say how answers are judged; they are tried one by one."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from quizapp.core.folders import shipped_decks
from tests.questions.judging import judge


def rows() -> Iterator[dict[str, str]]:
    names: list[str] = []
    for line in (shipped_decks() / "README.md").read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|"):
            names = []
        elif not names:
            names = cells if "verdict" in cells else []
        elif len(cells) == len(names) and not set(line) <= set("|-"):
            yield dict(zip(names, cells, strict=True))


ROWS = list(rows())


def test_the_guide_has_tables() -> None:
    assert len(ROWS) > 50
    assert {row["verdict"] for row in ROWS} == {"right", "wrong"}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['answer']}, {row['typed']}")
def test_the_guide_is_right(row: dict[str, str]) -> None:
    answer = re.sub(r"^`(.*)`$", r"\1", row["answer"])
    more: dict[str, Any] = {"type": "numeric", "unit": row["unit"]} if "unit" in row else {}
    grade = judge(answer, row["typed"], row["language"], **more)
    assert (grade.verdict.value, grade.remark) == (row["verdict"], row["remark"])
