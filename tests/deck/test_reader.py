"""Whatever bytes a file holds, there is a deck or there are diagnostics inside the file."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.core.text import clean
from quizapp.deck import reader
from quizapp.deck.check import CheckedDeck, check_bytes, check_file
from quizapp.deck.diagnostics import MOST_BESIDE, SHOWN_AT_MOST
from tests.deck.hostile import FILES

GOOD = """\
deck: good
title: "A good deck"
defaults: {tags: [all], claim: fact}
cards:
  - id: one
    type: choice
    prompt: >-
      Folded over
      two lines
    answer: no
    distractors:
    - 'yes'
    - "may\\x62e"
    feedback: {yes: 'It is not.'}
    as_of: 2024-02-26
  - {id: two, type: matching, prompt: p, pairs: {a: b, c: d}}
"""

_snippets = st.sampled_from(
    [*"[]{}|>'#%@~\t\n\r\x85\u2028", '"', "*a", "&a ", "!!str ", "<<: ", ": ", "- ", "? ", "---\n"]
)
broken_decks = st.lists(
    st.tuples(st.integers(0, len(GOOD)), st.integers(0, 12), st.one_of(_snippets, st.text())),
    min_size=1,
    max_size=4,
)


def spoil(changes: list[tuple[int, int, str]]) -> str:
    text = GOOD
    for at, length, new in changes:
        text = text[:at] + new + text[at + length :]
    return text


def check(data: bytes) -> CheckedDeck:
    checked = check_bytes(data, Path("deck.yaml"))
    lines = re.split(r"\r\n|\n|\r", data.decode(errors="replace").removeprefix("\ufeff"))
    assert checked.header is not None or checked.diagnostics
    for one in checked.diagnostics:
        assert 1 <= one.line <= len(lines)
        assert 1 <= one.column <= len(lines[one.line - 1]) + 1
        line = lines[one.line - 1]
        assert one.source_line == line or (len(line) > MOST_BESIDE and one.source_line in line)
        assert one.message == clean(one.message)
        assert "\n" not in one.message
    return checked


def test_a_good_deck_has_no_problems() -> None:
    checked = check(GOOD.encode())
    assert checked.diagnostics == ()
    assert [question.id for question in checked.questions] == ["one", "two"]
    assert checked.questions[0].tags == ("all",)


def test_every_scalar_is_a_text() -> None:
    [question, _] = check(GOOD.encode()).questions
    assert (question.options) == ("no", "yes", "maybe")  # type: ignore[union-attr]


def test_windows_line_breaks_and_a_byte_order_mark_are_fine() -> None:
    windows = b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()
    assert check(windows).questions == check(GOOD.encode()).questions


@given(st.binary())
def test_any_bytes_are_judged(data: bytes) -> None:
    check(data)


@given(st.one_of(st.text(), st.lists(_snippets).map("".join)))
def test_any_text_is_judged(text: str) -> None:
    check(text.encode(errors="replace"))


@given(broken_decks)
@settings(max_examples=300)
def test_any_damage_to_a_deck_is_judged(changes: list[tuple[int, int, str]]) -> None:
    check(spoil(changes).encode(errors="replace"))


@given(broken_decks)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_decks_are_read_without_the_c_library_too(
    monkeypatch: pytest.MonkeyPatch, changes: list[tuple[int, int, str]]
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(reader, "Parser", yaml.SafeLoader)
        assert check(GOOD.encode()).diagnostics == ()
        check(spoil(changes).encode(errors="replace"))


@pytest.mark.parametrize("title", FILES)
def test_a_hostile_file_is_refused_with_one_line(title: str, tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    FILES[title](path)
    [diagnostic] = check_file(path).diagnostics
    assert diagnostic.severity == "error"


def test_problems_of_one_file_are_not_endless() -> None:
    cards = "".join(f"- &a{number} x\n" for number in range(5000))
    found = check(f"deck: a\ntitle: b\ncards:\n{cards}".encode()).diagnostics
    assert len(found) == SHOWN_AT_MOST + 1
    assert found[-1].message == "and 9,900 more problems in this file"


def test_a_lonely_error_is_not_hidden_by_warnings() -> None:
    card = '- {{id: c{}, type: typed, prompt: "a\\eb", answer: "b"}}\n'
    cards = "".join(card.format(number) for number in range(300)) + "- oops\n"
    checked = check(f"deck: a\ntitle: b\ncards:\n{cards}".encode())
    assert checked.header is None
    assert any(one.severity == "error" for one in checked.diagnostics)


def test_all_problems_are_found_in_one_run() -> None:
    text = "deck: a\ndeck: b\ntitle: *c\ncards:\n- id: &d x\n  type: typed\n  answer: !e f\n"
    codes = [one.code for one in check(text.encode()).diagnostics]
    assert codes == ["Q005", "Q003", "Q010", "Q003", "Q003"]
