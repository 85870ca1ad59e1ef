"""Two keys of answers and verdicts, written from the policy alone by readers who saw no code."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from quizapp.questions.base import Verdict
from tests.questions.judging import judge

SAID = {
    "": "",
    "accent": "Mind the accent: ",
    "spelling": "Mind the spelling: ",
    "regional": "Here it is spelled: ",
    "plural": "Mind the number: ",
}
SETTINGS = {"accept", "accents", "case_sensitive", "exact", "slips", "tolerance", "type", "unit"}
SETTINGS |= {"units", "words"}

PAIRS: list[dict[str, Any]] = [
    pair
    for path in sorted(Path(__file__).parent.glob("pairs*.yaml"))
    for pair in yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
]


def test_the_keys_ask_as_much_leniency_as_strictness() -> None:
    verdicts = Counter(pair["verdict"] for pair in PAIRS)
    assert verdicts.total() > 700
    assert abs(verdicts["right"] - verdicts["wrong"]) < verdicts.total() / 10
    assert len({pair["lang"] for pair in PAIRS}) >= 20


@pytest.mark.parametrize(
    "pair", PAIRS, ids=lambda pair: f"{pair['lang']}: {pair['expected']}, {pair['typed']}"
)
def test_an_answer_is_judged_as_a_careful_teacher_would(pair: dict[str, Any]) -> None:
    language = "" if pair["lang"] == "zxx" else pair["lang"]
    settings = {name: pair[name] for name in SETTINGS & pair.keys()}
    grade = judge(pair["expected"], pair["typed"], language, **settings)
    assert grade.verdict.value == pair["verdict"], pair.get("why")
    remark = grade.remark if grade.verdict is Verdict.RIGHT else ""
    remark = "" if remark.startswith("Exactly: ") else remark
    assert remark.startswith(SAID[pair.get("remark", "")])
    assert bool(remark) == bool(pair.get("remark"))
