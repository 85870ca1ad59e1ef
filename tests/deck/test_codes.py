"""One deck for each code, and the place at which it is reported."""

from pathlib import Path

import pytest

from quizapp.core.codes import Code
from quizapp.deck.check import check_file

HEAD = "deck: a-deck\ntitle: A deck\n"
SOURCE = f"{HEAD}source: {{text: article.md}}\n"
CARDS = f"{HEAD}cards:\n"
ARTICLE = "# Heading\n\n[1] The treaty was signed\nin 1992.\n\n[2] It was founded in 2002.\n"
CARD = "- {id: x, type: flashcard, prompt: p, answer: a}\n"


def card(fields: str) -> str:
    return f"{CARDS}- id: x\n  type: choice\n  prompt: p\n{fields}"


def quoting(evidence: str) -> str:
    return (
        f"{SOURCE}cards:\n- id: x\n  type: typed\n  prompt: p\n  answer: a\n  evidence: {evidence}"
    )


def english(*cards: str) -> str:
    """A deck of one line a card, from the type and the other fields of each in turn."""
    lines = [
        f"- {{id: x{n}, type: {kind}, prompt: Prompt {n}, {fields}}}\n"
        for n, (kind, fields) in enumerate(zip(cards[::2], cards[1::2], strict=True), 1)
    ]
    return f"{HEAD}language: en\ncards:\n{''.join(lines)}"


FAULTS = {
    "binary data": ("deck: a\0b", ["1:8: Q001"]),
    "a quote that is never closed": ('deck: a\ntitle: "b\n', ["2:8: Q002"]),
    "a colon in a text": ("deck: a\ntitle: b: c\n", ["2:9: Q002"]),
    "a tab as indentation": ("deck: a\ncards:\n\t- x\n", ["3:1: Q002"]),
    "a text that begins with @": ("deck: a\ntitle: @b\n", ["2:8: Q002"]),
    "a control character": ("deck: a\ntitle: Ä\x1b[31m\n", ["2:9: Q002"]),
    "an anchor": (f"{HEAD}cards:\n- &a{CARD[1:]}", ["4:3: Q003"]),
    "an alias": ("deck: &a x\ntitle: *a\n", ["2:8: Q003"]),
    "a text that begins with *": (card("  answer: *a\n  distractors: [b]\n"), ["7:11: Q003"]),
    "a tag": (f"deck: a-deck\ntitle: !!str b\ncards:\n{CARD}", ["2:8: Q003"]),
    "a merge key": (f"{HEAD}<<: {{language: de}}\ncards:\n{CARD}", ["3:1: Q003"]),
    "a key that is a list": (f"{HEAD}[a]: b\ncards:\n{CARD}", ["3:1: Q003"]),
    "a second document": (f"{HEAD}cards:\n{CARD}---\n", ["5:1: Q003"]),
    "nesting without end": ("a: " + "[" * 50, ["1:15: Q004"]),
    "a key twice": (f"{HEAD}title: B\ncards:\n{CARD}", ["3:1: Q005"]),
    "an empty file": ("", ["1:1: Q010"]),
    "no title": (f"deck: a-deck\ncards:\n{CARD}", ["1:1: Q010"]),
    "no cards": (f"{HEAD}cards: []\n", ["3:8: Q013"]),
    "a card without an answer": (card("  distractors: [b]\n"), ["4:3: Q010"]),
    "a field without a value": (card("  answer:\n  distractors: [b]\n"), ["7:3: Q010"]),
    "an item without a value": (card("  answer: a\n  distractors: [b, ~]\n"), ["8:20: Q010"]),
    "an unknown field": (f"{HEAD}tilte: b\ncards:\n{CARD}", ["3:1: Q011"]),
    "a field of another type": (f"{CARDS}{CARD[:-2]}, items: [a]}}\n", ["4:50: Q011"]),
    "an answer as distractor": (card("  answer: a\n  distractors: [b, a]\n"), ["8:20: Q012"]),
    "a name with capitals": (f"deck: A\ntitle: b\ncards:\n{CARD}", ["1:7: Q013"]),
    "an unknown type": (f"{CARDS}- id: x\n  type: quizz\n", ["5:9: Q013"]),
    "a card that is a text": (f"{CARDS}- hello\n", ["4:3: Q013"]),
    "a wrong default": (
        f"{HEAD}defaults: {{claim: so}}\ncards:\n{CARD}{CARD}",
        ["3:19: Q013", "6:8: Q014"],
    ),
    "an empty tag beside default ones": (
        f"{HEAD}defaults: {{tags: [all]}}\ncards:\n{CARD[:-2]}, tags: [a, '']}}\n",
        ["5:60: Q013"],
    ),
    "a date that is none": (f"{CARDS}{CARD[:-2]}, as_of: 2024}}\n", ["4:57: Q013"]),
    "a web address that runs": (
        f"{HEAD}source: {{url: 'javascript:alert(1)'}}\ncards:\n{CARD}",
        ["3:15: Q013"],
    ),
    "a source text elsewhere": (
        f"{HEAD}source: {{text: ../secret.md}}\ncards:\n{CARD}",
        ["3:16: Q013"],
    ),
    "an id twice": (f"{CARDS}{CARD}{CARD}", ["5:8: Q014"]),
    "an earlier id of another card": (
        f"{CARDS}{CARD[:-2]}, was: [y]}}\n{CARD.replace('x', 'y')}",
        ["5:8: Q014"],
    ),
    "a card apart from itself and from none": (
        f"{CARDS}{CARD[:-2]}, apart: [y, x, z]}}\n{CARD.replace('x', 'y')}",
        ["4:61: Q019", "4:64: Q019"],
    ),
    "an option twice": (card("  answer: a\n  distractors: [b, c, b]\n"), ["8:23: Q015"]),
    "a partner that belongs to somebody": (
        f"{CARDS}- {{id: x, type: matching, prompt: p, pairs: {{a: b, c: d}}, distractors: [d]}}\n",
        ["4:73: Q012"],
    ),
    "points for what nobody grades": (f"{CARDS}{CARD[:-2]}, points: 2}}\n", ["4:50: Q011"]),
    "points that are none": (
        CARDS
        + "".join(
            f"- {{id: y{at}, type: typed, prompt: p, answer: a, points: {one}}}\n"
            for at, one in enumerate(("0", "0.3", "100.5", "two", "nan", "-1", "1e999"))
        ),
        [f"{line}:55: Q013" for line in range(4, 11)],
    ),
    "part credit where there is none": (
        card("  answer: a\n  distractors: [b]\n  partial: false\n"),
        ["9:3: Q011"],
    ),
    "a pin that is no option": (
        card("  answer: a\n  distractors: [b]\n  pin: [c]\n"),
        ["9:9: Q016"],
    ),
    "feedback for no option": (
        card("  answer: a\n  distractors: [b]\n  feedback: {b: no, c: no}\n"),
        ["9:21: Q016"],
    ),
    "a cloze without a gap": (f"{CARDS}- {{id: x, type: cloze, text: no gap}}\n", ["4:30: Q017"]),
    "a gap in single braces beside a right one": (
        f"{CARDS}- id: x\n  type: cloze\n  text: The {{{{c1::Elbe}}}} rises in {{c2::Bohemia}}.\n"
        "- id: y\n  type: cloze\n  text: '{{{c1::Elbe}}} rises in {C} and {{c3::{d}}}.'\n",
        ["6:9: Q017"],
    ),
    "a claim of nobody": (f"{CARDS}{CARD[:-2]}, claim: disputed}}\n", ["4:57: Q018"]),
    "a quote that is not there": (quoting("{quote: The treaty was sealed}"), ["9:21: Q020"]),
    "a quote from elsewhere": (
        quoting("{quote: founded in 2002, passage: 1}"),
        ["9:21: Q020"],
    ),
    "a passage that is not there": (
        quoting("[{quote: founded, passage: 2}, {quote: founded, passage: 3}]"),
        ["9:70: Q020"],
    ),
    "a source text that is missing": (
        f"{HEAD}source: {{text: none.md}}\ncards:\n{CARD}",
        ["3:16: Q021"],
    ),
    "an escape that steers a terminal": (
        card('  answer: "a\\e[2J"\n  distractors: [b, c]\n'),
        ["7:11: Q023"],
    ),
    "a text that changes direction": (
        card("  answer: a\u202eb\n  distractors: [b, c]\n"),
        ["7:11: Q023"],
    ),
    "a text with a sign that begins a note": (
        f"{CARDS}- id: x\n  type: typed\n  prompt: Which is #1 of all?\n  answer: a\n",
        ["6:20: Q024"],
    ),
    "an option that a comma has split": (
        CARDS
        + "- {id: x, type: typed, prompt: p, answer: b, accept: [Rome, Washington, D.C., Bonn]}\n"
        "- id: y\n  type: typed\n  prompt: p in [Washington, D.C.]\n  answer: '1'\n"
        '  accept: [31,000, 100,200]\n  note: "So: [King, Jr.]"\n'
        "- {id: z, type: typed, prompt: q, answer: b, accept: ['King, Jr.', U.S., NATO]}\n",
        ["4:73: Q024", "9:15: Q024"],
    ),
    "quotes of no text": (f"{CARDS}{CARD[:-2]}, evidence: {{quote: q}}}}\n", ["4:60: Q025"]),
    "a language that is no code": (f"{HEAD}language: xx\ncards:\n{CARD}", ["3:11: Q026"]),
    "a version that is none": (
        f"{HEAD}requires: quizapp 0.9\ncards:\n{CARD}",
        ["3:11: Q013"],
    ),
    "a field of a later version": (
        f'{HEAD}requires: "900"\ncards:\n{CARD[:-2]}, picture: x}}\n',
        ["3:11: Q027"],
    ),
    "a prompt that lists its options": (
        card("  answer: lion\n  distractors: [bear, fox]\n").replace(
            "prompt: p", "prompt: Lion, bear or fox?"
        ),
        [],
    ),
    "a heading in a prompt": (
        f"{CARDS}- {{id: x, type: typed, prompt: '# Members', answer: yerevan}}\n",
        ["4:32: Q032"],
    ),
    "a prompt that holds its answer": (
        f"{CARDS}- {{id: x, type: typed, prompt: Is it Yerevan?, answer: yerevan}}\n",
        ["4:32: Q030"],
    ),
    "a card that tells the answer of another": (
        f"{CARDS}- {{id: x, type: typed, prompt: Who wrote Hamlet?, answer: Shakespeare}}\n"
        "- {id: y, type: numeric, prompt: When did Shakespeare write Hamlet?, answer: 1600}\n",
        ["5:34: Q031"],
    ),
    "an option that is all of the others": (
        english("choice", "answer: Iron, distractors: [Tin, All of the above]"),
        ["5:77: Q034"],
    ),
    "right options that are the longest": (
        english(*["choice", "answer: a long text it is, distractors: [b, c]"] * 5),
        ["4:1: Q035"],
    ),
    "a choice of two": (english("choice", "answer: a, distractors: [b]"), ["5:68: Q036"]),
    "options that differ in capitals": (
        english("choice", "answer: lion, distractors: [bear, Lion]"),
        ["5:78: Q037"],
    ),
    "an answer with a word of the prompt": (
        english("choice", "answer: a grand prompt, distractors: [a lion, a bear]"),
        ["5:34: Q038"],
    ),
    "a question for what is not so": (
        english("choice", "answer: a, distractors: [b, c]").replace("Prompt 1", "Who is not a b?"),
        ["5:34: Q039"],
    ),
    "distractors that go too far": (
        english("choice", "answer: lion, distractors: [always b, never c]"),
        ["5:71: Q040"],
    ),
    "numbers of which the middle one is right": (
        english(*["choice", "answer: '50', distractors: ['40', '60']"] * 6),
        ["4:1: Q041"],
    ),
    "a question that is asked twice": (
        english(*["typed", "answer: a"] * 2).replace("Prompt 2", "Prompt 1"),
        ["6:33: Q042"],
    ),
    "statements that clash": (
        english("true_false", "answer: true", "true_false", "answer: false, note: n").replace(
            "Prompt 2", "Prompt 1"
        ),
        ["6:56: Q043"],
    ),
    "a claim without its speaker": (
        english("typed", "answer: a, claim: attributed, by: Ann Lee"),
        ["5:33: Q044"],
    ),
    "an explanation that says nothing": (
        english("typed", "answer: a, explain: Prompt 1 is a."),
        ["5:63: Q045"],
    ),
    "drafts": (english("typed", "answer: a, status: draft"), ["4:1: Q046"]),
    "nothing but true and false": (english(*["true_false", "answer: true"] * 8), ["4:1: Q047"]),
    "a silence without a cause": (
        english("typed", "answer: a, silence: {Q030: none}"),
        ["5:64: Q048"],
    ),
    "a silence without a reason": (
        english("typed", "answer: a, silence: {Q030: ''}"),
        ["5:70: Q013"],
    ),
    "a silence of what is no warning": (
        english("typed", "answer: a, silence: {Q012: so, Q999: so}"),
        ["5:64: Q013", "5:74: Q013"],
    ),
    "an answer that is the place of an option": (
        card("  answer: B\n  distractors: [lion, bear, fox]\n"),
        ["7:11: Q049"],
    ),
    "answers that only look like places": (
        CARDS
        + "".join(
            f"- {{id: y{at}, type: choice, prompt: p{at}, {one}}}\n"
            for at, one in enumerate(
                (
                    "answer: 2, distractors: [many, one, none]",
                    "answer: 7, distractors: [lion, bear, fox]",
                    "answer: C, distractors: [A, B, none]",
                    "answer: C, distractors: [Java, Perl]",
                )
            )
        ),
        [],
    ),
    "an answer by its place beside all options": (
        card("  answer: 2\n  options: [lion, bear, fox]\n"),
        ["7:3: Q016", "8:3: Q011"],
    ),
    "a topic that tells an answer": (
        f"{CARDS}- {{id: x, type: typed, prompt: Who?, answer: Ann Lee, about: On Ann Lee}}\n",
        ["4:62: Q033"],
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_reported_where_it_stands(fault: str, tmp_path: Path) -> None:
    text, expected = FAULTS[fault]
    (tmp_path / "article.md").write_text(ARTICLE, "utf-8")
    deck = tmp_path / "deck.yaml"
    deck.write_bytes(text.encode())
    found = check_file(deck).diagnostics
    assert [f"{one.line}:{one.column}: {one.code}" for one in found] == expected, found


def test_every_code_has_a_deck_that_shows_it() -> None:
    shown = {place.split(": ")[1] for _, places in FAULTS.values() for place in places}
    assert shown | {Code.DECK_TWICE, Code.RENAMED} == set(Code)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (card("  answer: a\n  distractor: [b]\n"), "did you mean `distractors`?"),
        (card("  answer: 2\n  options: [lion, bear, fox]\n"), "write bear, if it counts from 1"),
        (card("  answer: b\n  options: [lion, bear, fox]\n"), "b is no option; write bear"),
        (card("  answer: 9\n  options: [lion, bear, fox]\n"), "write the right one out"),
        (
            f"{CARDS}- {{id: x, type: numeric, prompt: p, answer: 9, unit: km, tolerance: 5%}}\n",
            "`tolerance` must be a number in the answer's unit; work out how much 5 % of it is",
        ),
        (card("  answer: a\n  distractors:\n  - a lake: deep\n"), "put it in quotes, because of"),
        (
            card("  answer: a\n  distractors: [b]\n  feedback:\n  - b: no\n"),
            "take the hyphens away",
        ),
        (f"{HEAD}tags: [a]\ncards:\n{CARD}", "for all cards write `defaults: {tags: …}`"),
        (f"{HEAD}hint: a\ncards:\n{CARD}", "`hint` is a field of a card, not of a deck"),
        (f"{HEAD}language: English\ncards:\n{CARD}", "write a code such as en"),
        (
            card("  options: [a, b]\n  answer: b\n").replace("choice", "multiple_choice"),
            "with one right answer it is `choice`",
        ),
        (f"{HEAD}questions:\n- {{id: x, type: typed, prompt: p}}\n", "needs `answer`"),
        (
            "deck: d\ntitle: U: x\ncards:\n- id: x\n  type: numeric\n  prompt: p\n  answer: 5\n"
            "  unit: km\n  unit: m\n",
            "`unit` stands here a second time (first in line 8)",
        ),
        (f"{CARDS}- id: x\n  type: chioce\n", "did you mean `choice`?"),
        (f"deck: My Deck\ntitle: b\ncards:\n{CARD}", "such as my-deck"),
        (quoting("{quote: founded in 2002, passage: 1}"), "stands in passage 2, not in 1"),
        (quoting("{quote: founded, passage: 3}"), "they go from 1 to 2"),
        (
            quoting("{quote: The treaty was sealed in 1992}"),
            '"was sealed in" is "was signed in" there',
        ),
        (
            f"{CARDS}{CARD[:-2]}, apart: [one-cart]}}\n{CARD.replace('x', 'one-card')}",
            '"one-card"?',
        ),
        (
            f"{CARDS}{CARD[:-2]}, apart: [old]}}\n{CARD[:-2].replace('x', 'new')}, was: [old]}}\n",
            '"old" is called "new" now',
        ),
        (f"{CARDS}{CARD[:-2]}, apart: [x]}}\n", "this is the card itself"),
        (f"{CARDS}{CARD[:-2]}, items: [a]}}\n", "`items` is a field of an ordering card"),
        (f"{CARDS}{CARD[:-2]}, claim: disputd}}\n", "did you mean disputed?"),
    ],
)
def test_a_message_says_what_to_do(text: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "article.md").write_text(ARTICLE, "utf-8")
    deck = tmp_path / "deck.yaml"
    deck.write_text(text, "utf-8")
    assert any(words in one.message for one in check_file(deck).diagnostics), check_file(deck)


def test_a_card_with_a_wrong_field_is_checked_in_its_other_fields_too(tmp_path: Path) -> None:
    (tmp_path / "article.md").write_text("[1] The treaty was signed in 1992.\n", "utf-8")
    path = tmp_path / "deck.yaml"
    path.write_text(
        """\
deck: d
title: t
source: {text: article.md}
cards:
  - id: a
    type: choice
    promt: Which?
    answer: one
    distractors: [two, one, two]
    feedback: {three: no}
    evidence: {quote: was broken, passage: 1}
    claim: attributed
  - {id: b, type: numeric, prompt: p, answer: many, evidence: {quote: never}}
  - {id: c, type: choice, prompt: p, answer: a, feedback: {b: c}}
""",
        "utf-8",
    )
    found = [f"{one.line}:{one.column} {one.code}" for one in check_file(path).diagnostics]
    assert found == [
        "7:5 Q011",
        "9:24 Q012",
        "9:29 Q015",
        "10:16 Q016",
        "11:23 Q020",
        "12:12 Q018",
        "13:47 Q013",
        "13:71 Q020",
        "14:5 Q010",
    ]
