"""Which Markdown a card does not take, and what is no Markdown at all."""

import json
from pathlib import Path

import pytest

from quizapp.core.codes import Code
from quizapp.core.folders import shipped_decks
from quizapp.deck.check import check_file


def warnings(path: Path, **fields: object) -> list[str]:
    """What is said of a card with these fields."""
    card = {"id": "x", "type": "choice", "prompt": "p", "answer": "a", "distractors": ["b", "c"]}
    deck = {"deck": "d", "title": "t", "cards": [{**card, **fields}]}
    (path / "deck.yaml").write_text(json.dumps(deck), "utf-8")
    found = check_file(path / "deck.yaml").diagnostics
    assert all(one.code is Code.MARKDOWN and one.severity == "warning" for one in found), found
    return [one.message for one in found]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("# Members", "a heading"),
        ("Who?\n### The members", "a heading"),
        ("The members\n===========\nWho?", "a heading"),
        ("Who?\n\n---\n\nSay it.", "a rule"),
        ("See ![the map](map.png).", "an image"),
        ("See [the report](https://example.org/report).", "a link"),
        ("See [the report](report.md).", "a link"),
        ("See <https://example.org>.", "a link"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a table"),
        ("a | b\n--- | ---\n1 | 2", "a table"),
        ("This is <b>bold</b>.", "HTML"),
        ("One<br>two", "HTML"),
        ('<span class="x">One</span>', "HTML"),
        ("H<sub>2</sub>O", "HTML"),
        ("Fish &amp; chips", "HTML"),
        ("<!-- a remark -->Who?", "HTML"),
        ("It is ~~not~~ so.", "a text struck out"),
        ("They are:\n* one\n* two", "a list"),
    ],
)
def test_markdown_that_is_not_taken_is_warned_of(tmp_path: Path, text: str, kind: str) -> None:
    (message,) = warnings(tmp_path, prompt=text)
    assert f"is {kind} in Markdown, which a card does not take" in message


@pytest.mark.parametrize(
    "text",
    [
        "Which is #1?",
        "Where # of members is meant",
        "#hashtag",
        "C# or F#?",
        r"\# not meant",
        "Is 5 < 6 and 7 > 6, and a<b?",
        "A List<String> and a <T>",
        "x[0](1) and [a] (b)",
        "a || b | c",
        "either | or",
        "Say it - or not - now",
        "They are:\n- one\n- two\n1. three",
        "* one note",
        "_ _ _ _ is a word of four letters",
        "AT&T &c; R&D",
        "around ~5 and ~6, ~~",
        "> 100 members",
        "2 * 3 * 4\n5 * 6",
        "Use `<br>` or `# heading` or `[a](b.c)`.",
        "Use ``a `# b` <b>c</b>``.",
        "Read:\n```html\n<b>x</b>\n# no heading\n| a |\n|---|\n```\nWhat is it?",
        "Say *this* and **that** and `code`.",
        "A gap ____ and ____ here",
    ],
)
def test_what_is_meant_as_it_stands_is_not_warned_of(tmp_path: Path, text: str) -> None:
    assert warnings(tmp_path, prompt=text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Read:\n```\nx = 1", "is not ended"),
        ("Read:\n```", "a fence without code"),
        ("Read: ```py x = 1 ```", "begin the text with |"),
    ],
)
def test_a_fence_that_does_not_do_what_it_should_is_warned_of(
    tmp_path: Path, text: str, words: str
) -> None:
    (message,) = warnings(tmp_path, prompt=text)
    assert words in message


@pytest.mark.parametrize(
    "fields",
    [
        {"explain": "# x"},
        {"note": "# x"},
        {"hint": ["fine", "# x"]},
        {"answer": "# x"},
        {"distractors": ["b", "# x"]},
        {"feedback": {"b": "# x"}},
        {"type": "cloze", "text": "# {{c1::x}}"},
        {"type": "ordering", "items": ["a", "# x"]},
        {"type": "matching", "pairs": {"# x": "y", "z": "w"}},
        {"type": "matching", "pairs": {"y": "# x", "z": "w"}},
    ],
)
def test_all_texts_of_a_card_are_looked_at(tmp_path: Path, fields: dict[str, object]) -> None:
    own = {"prompt", "answer", "distractors"}
    kind = fields.get("type", "choice")
    keeps = {"choice": own, "cloze": set(), "ordering": {"prompt"}, "matching": {"prompt"}}
    card = {"id": "x", "type": "choice", "prompt": "p", "answer": "a", "distractors": ["b", "c"]}
    kept = {name: value for name, value in card.items() if name not in own - keeps[str(kind)]}
    deck = {"deck": "d", "title": "t", "cards": [{**kept, **fields}]}
    (tmp_path / "deck.yaml").write_text(json.dumps(deck), "utf-8")
    (one,) = check_file(tmp_path / "deck.yaml").diagnostics
    assert one.code is Code.MARKDOWN
    assert one.source_line[one.column - 1 :].startswith('"# ')


def test_an_answer_to_be_typed_is_taken_as_it_stands(tmp_path: Path) -> None:
    deck = {"deck": "d", "title": "t", "cards": []}
    card = {"id": "x", "type": "typed", "prompt": "Type the tag.", "answer": "<b>x</b>"}
    (tmp_path / "deck.yaml").write_text(json.dumps({**deck, "cards": [card]}), "utf-8")
    assert check_file(tmp_path / "deck.yaml").diagnostics == ()


def test_the_shipped_decks_hold_nothing_that_is_not_taken() -> None:
    for path in shipped_decks().rglob("*.yaml"):
        assert not [one for one in check_file(path).diagnostics if one.code is Code.MARKDOWN]
