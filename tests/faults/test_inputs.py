import os
import sys

import pytest

from tests.faults import inputs
from tests.faults.inputs import KINDS, HostileCase, campaign, load_ahead, run

pytestmark = pytest.mark.fault


def test_no_hostile_file_hangs_a_command_or_breaks_it() -> None:
    found = {
        f"{one.case.name}: {said}"
        for one in campaign(len(KINDS), seed=7)
        for said in one.complaints
    }
    assert found == set()


def deck(*cards: str, head: str = "") -> dict[str, bytes]:
    return {inputs.DECK: f"{head}{inputs.HEAD}{''.join(cards)}".encode()}


def typed(number: int, more: str = "") -> list[str]:
    return [f"- {{id: c{n}, type: typed, prompt: p, answer: a{more}}}\n" for n in range(number)]


QUOTE = ", evidence: {quote: a a a b}"
KNOWN = {
    "a line of control characters": {inputs.DECK: b"\x01" * 1_000_000},
    "gaps within gaps": deck(
        f"- {{id: c, type: cloze, text: '{'{{c1::a' * 9_000}{'}}' * 9_000}'}}\n"
    ),
    "defaults of each card": deck(*typed(18_000), head=f"defaults: {{by: {'x' * 90_000}}}\n"),
    "quotes in a text of one word": {
        **deck(*typed(9_500, QUOTE), head="source: {text: article.md}\n"),
        inputs.TEXT: b"a " * 490_000 + b"b",
    },
    "names without end": {**deck(*typed(1)), "config.toml": b"a." * 400_000 + b"b = 1\n"},
}
"""What took minutes once, or gigabytes."""


@pytest.mark.parametrize("name", KNOWN)
def test_what_took_minutes_once_is_done_at_once(name: str) -> None:
    load_ahead()
    assert run(HostileCase(name, KNOWN[name])).complaints == []


def test_what_is_wrong_with_a_command_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: what the campaign looks for, it finds."""
    load_ahead()
    case = HostileCase("none", {"decks/story.yaml": b"deck: ["})
    check = [("check", "decks")]
    assert run(case, check).complaints == []
    with monkeypatch.context() as patch:
        patch.setattr(inputs, "MOST_SECONDS", -1)
        patch.setattr(inputs, "MOST_MEMORY", -(2**40))
        time, memory = run(case, check).complaints
        assert time.startswith("check decks: ")
        assert memory.endswith(" MB")
    with monkeypatch.context() as patch:
        patch.setattr("quizapp.cli.check.verdict", None)
        [crash] = run(case, check).complaints
        assert "TypeError" in crash
    with monkeypatch.context() as patch:
        patch.setattr("quizapp.cli.check.verdict", lambda *_: sys.exit(3))
        assert run(case, check).complaints == ["check decks: exit code 3"]
        patch.setattr("quizapp.cli.check.verdict", lambda *_: os._exit(7))
        [ended] = run(case, check).complaints
        assert "ended by" in ended
