"""Decks with far too much of something: what is done with them stays within bounds.

Nothing here is timed; what is counted is what grew faster than the file once.
"""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.cli.check import WIDTH, lines
from quizapp.core.codes import Code
from quizapp.deck import lint, reader, source_text
from quizapp.deck.check import CheckedDeck, check_bytes, check_file
from quizapp.deck.diagnostics import MOST_BESIDE
from quizapp.deck.source_text import SourceText
from quizapp.questions import gaps

HEAD = "deck: a\ntitle: A\n"
CARD = "- {{id: x{n}, type: typed, prompt: p, answer: a{more}}}\n"


def check(text: str) -> CheckedDeck:
    return check_bytes(text.encode(), Path("deck.yaml"))


@pytest.mark.parametrize(
    "text",
    [
        "\x01" * 300_000,
        "deck: " + "é" * 300_000 + "\x01",
        f'{HEAD}description: "' + "\\e" * 150_000 + '"\ncards: []\n',
        "deck: " + "\u0301" * 200_000 + ": b: c",
        "a" * 5000 + "\x01" + "b" * 300_000,
    ],
)
def test_of_a_line_without_end_only_what_is_around_the_place_is_shown(text: str) -> None:
    checked = check(text)
    assert checked.diagnostics
    for one in checked.diagnostics:
        assert len(one.source_line) <= 2 * MOST_BESIDE
        line = text.split("\n")[one.line - 1]
        assert line[one.column - 1 :].startswith(one.source_line[one.caret :])
        assert line[: one.column - 1].endswith(one.source_line[: one.caret])
        shown = list(lines(one))
        assert all(len(piece) <= 2 * MOST_BESIDE + 4 for piece in shown[1:])


def test_a_place_far_along_a_line_is_shown_with_its_caret() -> None:
    text = "title: T\ndeck: " + "word " * 3000 + "\x01" + " more" * 3000
    [one] = check(text).diagnostics
    _, line, caret = lines(one)
    assert len(line) <= WIDTH
    assert line[caret.index("^")] == "\N{REPLACEMENT CHARACTER}"
    assert line.startswith("  …")
    assert line.endswith("…")


def test_what_each_card_would_hold_is_bounded() -> None:
    tags = ", ".join(f"tag-{n}" for n in range(2000))
    checked = check(f"{HEAD}defaults: {{tags: [{tags}]}}\ncards:\n{CARD.format(n=1, more='')}")
    assert [one.code for one in checked.diagnostics] == [Code.LIMIT]
    checked = check(f"{HEAD}language: {'x' * 100}\ncards:\n{CARD.format(n=1, more='')}")
    assert [one.code for one in checked.diagnostics] == [Code.WRONG_VALUE]


def test_a_text_that_no_screen_can_show_is_refused() -> None:
    for length, wrong in ((100_000, []), (100_001, [Code.WRONG_VALUE])):
        more = f", explain: {'x' * length}"
        checked = check(f"{HEAD}cards:\n{CARD.format(n=1, more=more)}")
        assert [one.code for one in checked.diagnostics] == wrong


def test_more_values_than_the_largest_deck_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_EVENTS", 1000)
    checked = check(f"{HEAD}cards:\n" + "- a\n" * 2000)
    assert [one.code for one in checked.diagnostics] == [Code.LIMIT]


def test_a_file_of_more_than_8_mb_is_a_deck_like_others(tmp_path: Path) -> None:
    comment = "#" + "x" * 99 + "\n"
    path = tmp_path / "deck.yaml"
    path.write_text(f"{HEAD}{comment * 90_000}cards:\n{CARD.format(n=1, more='')}")
    assert path.stat().st_size > 9_000_000
    assert check_file(path).diagnostics == ()


def test_gaps_within_gaps_without_end_are_one_error() -> None:
    for depth, fine in ((gaps.DEEPEST, True), (gaps.DEEPEST + 1, False), (20_000, False)):
        text = "{{c1::a" * depth + "}}" * depth
        checked = check(f"{HEAD}cards:\n- {{id: x, type: cloze, text: '{text}'}}\n")
        assert bool(checked.questions) == fine
        if not fine:
            [one] = [one for one in checked.diagnostics if one.code is Code.CLOZE or depth > 100]
            assert "within more than 8 others" in one.message or "too long" in one.message


def test_a_text_of_gaps_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = []
    real = gaps._parse

    def count(text: str, pairs: bool) -> list[gaps.TextPart]:
        parsed.append(text)
        return real(text, pairs)

    monkeypatch.setattr(gaps, "_parse", count)
    text = " ".join(f"{{{{c{n}::word{n}}}}}" for n in range(1, 100))
    checked = check(f"{HEAD}cards:\n- {{id: x, type: cloze, text: '{text}'}}\n")
    assert len(checked.questions[0].variants) == 99
    assert len(parsed) == 1


@given(st.text("`a \n", max_size=30))
def test_code_between_backticks_is_left_out_as_a_pattern_would(text: str) -> None:
    pattern = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
    assert lint._without_inline_code(text) == pattern.sub("", text)


WORDS = st.lists(st.sampled_from(("a", "ab", "b.", "cc")), min_size=1, max_size=400).map(" ".join)


@given(WORDS, st.integers(0, 300), st.integers(1, 40), st.booleans())
def test_a_quote_is_found_where_it_stands(text: str, at: int, length: int, same: bool) -> None:
    article = SourceText("text.md", (text + " " + "end " * 300).encode())
    quote = text[at : at + length].strip() or "a"
    quote = quote if same else quote + "zz"
    flat = source_text.flat(article.data.decode())
    assert (article.misquoted(quote, None) is None) == (source_text.flat(quote) in flat)


def test_quotes_are_not_looked_up_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_text, "MOST_LOOKED_THROUGH", 100_000)
    article = SourceText("text.md", b"ab ab " * 3000 + b"a word of its own")
    rare = [article.misquoted("a word of its", None) for _ in range(100)]
    assert rare == [None] * 100  # its place is known, so it costs nothing
    common = [article.misquoted("ab ab ab", None) for _ in range(10)]
    assert common[0] is None
    assert "too many quotes" in str(common[-1])


def test_problems_that_are_only_counted_cost_no_message(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(lint, "nearest", lambda value, _: asked.append(value))
    cards = "".join(CARD.format(n=n, more=f", apart: [no{n}]") for n in range(2000))
    checked = check(f"{HEAD}cards:\n{cards}")
    assert "1,900 more problems" in checked.diagnostics[-1].message
    assert len(asked) <= lint.MOST_HINTS
