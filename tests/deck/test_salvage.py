"""A deck that is not YAML throughout: every mistake in one run, with its cause and its place."""

from pathlib import Path
from random import Random

import pytest

from quizapp.core.codes import Code
from quizapp.deck.check import check_bytes
from quizapp.deck.losses import losses

HEAD = "deck: d\ntitle: t\ncards:\n"
TYPED = "  - id: one\n    type: typed\n"
TOO_FAR = "   - {id: two, type: typed, prompt: q, answer: b}\n"
MOVED = "  - {id: x, type: typed, prompt: q, answer: b}\n   - id: one\n    type: typed\n"
NOTED = "  - id: one   # note: it stays\n"
NO_BREAK = "\N{NO-BREAK SPACE}"


def check(text: str) -> list[tuple[int, Code, str]]:
    found = check_bytes(text.encode(), Path("deck.yaml")).diagnostics
    return [(one.line, one.code, one.message) for one in found]


@pytest.mark.parametrize(
    ("card", "line", "words"),
    [
        ("  - id: one\n    type: cloze\n    text: {{c1::Kura}} is a river\n", 6, "begins with {{"),
        ("  - id: one\n    type: cloze\n    text: {{c1::Kura}}\n", 6, "begins with {{"),
        (f"{TYPED}    prompt: 'Armenia's capital?'\n    answer: a\n", 6, "apostrophe ends it"),
        (f'{TYPED}    prompt: "The "pact" of 1992"\n    answer: a\n', 6, "put \\ before it"),
        (f'{TYPED}    prompt: "Rhine" is from?\n    answer: a\n', 6, "text in single quotes"),
        (f"{TYPED}    prompt: 'Rhine' is from?\n    answer: a\n", 6, "text in double quotes"),
        (f"{TYPED}    prompt: p\n    answer: a\n    evidence: quote: b\n", 8, "braces: {quote: b}"),
        (f"{TYPED}    prompt: [Sic] who wrote it?\n    answer: a\n", 6, "begins with ["),
        (f"{TYPED}    prompt: ? what\n    answer: a\n", 6, "begins with ?"),
        (f"{TYPED}    prompt: a: b\n    answer: a\n", 6, 'a ": " inside a text'),
        (f"{TYPED}    prompt: |\n    what\n    answer: a\n", 7, "further to the right"),
        (f"{TYPED}    prompt: p\n    answer: >\n  text\n", 8, "further to the right"),
        (f"{TYPED}{NO_BREAK * 4}prompt: p\n    answer: a\n", 6, "use spaces"),
        (f"{TYPED}  {NO_BREAK} prompt: p\n    answer: a\n", 6, "use spaces"),
        ("  - {id: one, type: typed, prompt: Note: this?, answer: a}\n", 4, 'a ": " inside a text'),
        ("  - {id: one, type: typed, prompt: Which, if any?, answer: a}\n", 4, "a comma ends"),
        (f"{TYPED}    prompt: p\n    answer: a\n{TOO_FAR}", 8, "give it their indent"),
        (f"{MOVED}    prompt: p\n    answer: a\n", 5, "give it their indent"),
        ("  - id:one\n    type: typed\n    prompt: p\n    answer: a\n", 4, "missing after the"),
        ("  - id one\n    type: typed\n    prompt: p\n    answer: a\n", 4, 'a ":" is missing of'),
        (f"{TYPED}    accept:\n      -one\n      - 'two: three'\n", 7, "missing after the"),
        (f"{TYPED}    evidence:\n      -quote: a\n        passage: 1\n", 7, "missing after the"),
        (f"{NOTED}   type: typed\n    prompt: p\n    answer: a\n", 5, "check its indent"),
        (f"{TYPED}    prompt: p\n    answer: a\n---\n", 8, "another document begins here"),
        (f"{TYPED}    answer: a\n    claim: disputed\n    by: a: b\n", 8, 'a ": " inside a text'),
    ],
)
def test_the_cause_is_told_at_its_line_and_once(card: str, line: int, words: str) -> None:
    [found] = check(HEAD + card)
    assert found[0] == line, found
    assert words in found[2]


@pytest.mark.parametrize(
    ("card", "places"),
    [
        (
            "  - id: one\n    type: choise\n    prompt: p\n    answer: a\n    distractors: [a]\n",
            [5, 8],
        ),
        ("  - id: one\n    front: p\n    back: a\n    explian: e\n", [4, 5, 6, 7]),
        ("  - id: one\n    type: flashcard\n    front: p\n    back: a\n", [6, 7]),
        (
            "  - id: one\n    type: choice\n    question: p\n    correct: a\n    options: [b]\n",
            [6, 7, 8],
        ),
        ("  - id: one\n    type: true_false\n    statement: p\n    answer: yes\n", [6, 7]),
        ("  - id: one\n    type: ordering\n    prompt: p\n    steps: [a, b]\n", [7]),
        ("  - id: one\n    type: matching\n    prompt: p\n    matches: {a: b}\n", [7]),
        ("  - id: one\n    type: typed\n    promt: p\n    answr: a\n", [6, 7]),
        ("  - id: one\n    Type: typed\n    promt: p\n    answer: a\n", [5, 6]),
        ("  - id: one\n    tye: typd\n    prompt: p\n    answer: a\n", [5]),
    ],
)
def test_a_field_under_another_name_is_one_error(card: str, places: list[int]) -> None:
    found = check(HEAD + card)
    assert [line for line, _, _ in found] == places, found


@pytest.mark.parametrize(
    ("kind", "written", "words"),
    [
        ("numeric", "31,000", "write 31000"),
        ("numeric", "1 200 000", "write 1200000"),
        ("numeric", "12 km", "write 12, and `unit: km`"),
        ("numeric", "12%", 'write 12, and `unit: "%"`'),
        ("numeric", "3,5", "as in 3.5"),
        ("numeric", "many", "must be a number such as"),
        ("true_false", "True", "in lower case: true"),
        ("true_false", "yes", "must be true or false"),
    ],
)
def test_a_value_that_does_not_fit_is_told_with_what_to_write(
    kind: str, written: str, words: str
) -> None:
    card = f"  - {{id: one, type: {kind}, prompt: p, answer: '{written}'}}\n"
    [(line, _, message)] = check(HEAD + card)
    assert line == 4
    assert words in message


def test_a_text_that_a_card_cannot_do_without_is_not_to_be_deleted() -> None:
    [(_, _, message)] = check(f"{HEAD}{TYPED}    prompt: ''\n    answer: a\n")
    assert message == "`prompt` is empty; write something"


FAULTS = {
    "    prompt: a: b\n": "prompt",
    "    prompt: 'Armenia's capital?'\n": "prompt",
    "    prompt: [Sic] who?\n": "prompt",
    "    prompt: @who\n": "prompt",
    "    promt: who?\n": "prompt",
    "    explain: {{c1::x}} y\n": "explain",
    "    explain: ''\n": "",
    "    as_of: 2024\n": "as_of",
    "    claim: disputd\n": "claim",
    "    evidence: quote\n": "evidence",
    '    hint: "open" end\n': "hint",
}


def _card(number: int) -> list[str]:
    return [
        f"  - id: c{number}\n",
        "    type: typed\n",
        f"    prompt: Who is number {number} of them?\n",
        f"    answer: somebody{number}\n",
        "    explain: It is so.\n",
    ]


@pytest.mark.parametrize("seed", range(60))
def test_three_faults_in_a_deck_are_all_told_in_one_run(seed: int) -> None:
    random = Random(seed)
    kinds = [fault for fault, field in FAULTS.items() if field]
    cards = [_card(number) for number in range(8)]
    for place in random.sample(range(8), 3):
        fault = random.choice(kinds)
        field = FAULTS[fault]
        card = cards[place]
        at = next((i for i, line in enumerate(card) if line.strip().startswith(field)), len(card))
        card[at : at + 1] = [fault]
    lines = [*HEAD.splitlines(keepends=True), *(line for card in cards for line in card)]
    wrong = {number for number, line in enumerate(lines, 1) if line in FAULTS}
    found = check("".join(lines))
    assert {line for line, _, _ in found} == wrong, found


def test_two_faults_in_one_card_are_both_told() -> None:
    card = f"{TYPED}    prompt: a: b\n    answer: a\n    explian: e\n    as_of: 2024\n"
    assert [line for line, _, _ in check(HEAD + card)] == [6, 8, 9]


def test_a_fault_above_the_cards_hides_none_of_theirs() -> None:
    found = check("deck: D\ntitle: a: b\ncards:\n  - {id: x, type: typed, prompt: p}\n")
    assert [(line, code) for line, code, _ in found] == [(1, "Q013"), (2, "Q002"), (4, "Q010")]


def test_what_a_broken_card_may_have_said_is_not_held_against_others() -> None:
    card = f"{TYPED}    prompt: p\n    answer: a\n    apart: [two]\n"
    broken = "  - {id: two, type: typed, prompt: Note: this?, answer: b}\n"
    assert [line for line, _, _ in check(HEAD + card + broken)] == [9]
    assert [line for line, _, _ in check(HEAD + card + broken.replace("two", "2nd"))] == [8, 9]


def test_what_follows_a_mark_in_the_middle_is_checked_and_another_deck_is_not() -> None:
    card = f"{TYPED}    prompt: p\n    answer: a\n---\n"
    faulty = "  - {id: two, type: typed, prompt: q}\n"
    assert [line for line, _, _ in check(HEAD + card + faulty)] == [8, 9]
    assert [line for line, _, _ in check(HEAD + card + HEAD + faulty)] == [8]
    assert [line for line, _, _ in check((HEAD + card + faulty).replace("\n", "\r\n"))] == [8, 9]


def test_warnings_are_told_in_the_same_run_as_errors() -> None:
    card = f"{TYPED}    prompt: Which is #1?\n    answer: a\n    explian: e\n"
    assert [line for line, _, _ in check(HEAD + card)] == [6, 8]
    head = HEAD.replace("title: t\n", "title: 'a'b'\nlanguage: english\n")
    assert [line for line, _, _ in check(head + card)] == [2, 7, 9]


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("a: Which is #1 of all?", [12]),
        ("a: b #c", [5]),
        ("a: b # a note", []),
        ("a: b#c", []),
        ("a: 'Which is #1?'", []),
        ("a: |\n  Which is #1?", []),
        ("# note\na: b", []),
        (r'a: "what is \theta?"', [12]),
        (r'a: "what is \nu?"', [12]),
        (r'a: "C:\temp"', [6]),
        (r'a: "a\tb"', [5]),
        (r'a: "a \\theta"', []),
        (r"a: 'a \theta'", []),
        (r'a: "one line\nand another"', []),
        (r'a: "name\t value"', []),
        (r'a: "a\nbeautiful day"', []),
        ('a: The "pact"', []),
        ('a: The pact"', [3]),
        ("a: It''s so.'", [3]),
        ("a: the students'", []),
        ('a: 27"', []),
        ("- one\n - two", [7]),
        ("-one\n- two", [0]),
        ("a: one\n  and two", []),
    ],
)
def test_what_yaml_would_take_away_is_told(text: str, lost: list[int]) -> None:
    assert [at for at, _ in losses(text)] == lost
