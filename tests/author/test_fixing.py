"""What `check --fix` mends in a deck file, and that it leaves all else alone."""

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.author.check.fixing import mended
from quizapp.cli.check import command as check
from quizapp.deck.check import check_bytes
from quizapp.deck.starter import starter

HEAD = "deck: d\ntitle: T\nsource: {text: art.md}\ncards:\n"
ARTICLE = "He said “we’ll freeze  it” — for now… and left.\n\nAnother thing is\nthe café."
TYPED = "- {id: x, type: typed, prompt: p, answer: a}\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "art.md").write_text(ARTICLE, "utf-8")
    return tmp_path / "d.yaml"


def fix(text: str, path: Path) -> str:
    found = mended(text.encode(), path)
    assert found is not None
    assert mended(found.after.encode(), path) is None
    return found.after


CARDS = {
    "a missing id is made from the prompt": (
        "- type: typed\n  prompt: Where does the Kura rise?\n  answer: a\n",
        "- id: where-does-the-kura-rise\n  type: typed\n  prompt: Where does the Kura rise?\n"
        "  answer: a\n",
    ),
    "also in braces": (
        "- {type: cloze, text: 'A {{c1::b::hint}} c'}\n",
        "- {id: a-b-c, type: cloze, text: 'A {{c1::b::hint}} c'}\n",
    ),
    "a prompt without Latin letters makes no id": (
        "- {type: typed, prompt: Ուր, answer: a}\n- {type: typed, prompt: Ով, answer: b}\n",
        "- {id: card, type: typed, prompt: Ուր, answer: a}\n"
        "- {id: card-2, type: typed, prompt: Ով, answer: b}\n",
    ),
    "an id that is taken gives way, also to a former one": (
        TYPED + "- {id: x, type: typed, prompt: q, answer: a, was: [q]}  # note\n",
        TYPED + "- {id: q-2, type: typed, prompt: q, answer: a, was: [q]}  # note\n",
    ),
    "an id that is no slug is made one": (
        "- id: 'The Kura'   # note\n  type: typed\n  prompt: p\n  answer: a\n",
        "- id: the-kura   # note\n  type: typed\n  prompt: p\n  answer: a\n",
    ),
    "other programs' names of fields": (
        "- id: x\n  type: flashcard\n  front: p\n  back: a # b\n",
        "- id: x\n  type: flashcard\n  prompt: p\n  answer: a # b\n",
    ),
    "a list of all options is one of the wrong ones": (
        "- id: x\n  type: choice\n  question: p\n  correct: b\n  options: [a, b, c]\n",
        "- id: x\n  type: choice\n  prompt: p\n  answer: b\n  distractors: [a, c]\n",
    ),
    "an answer in other capitals is written as the option": (
        "- id: x\n  type: choice\n  prompt: p\n  answer: washington\n"
        "  options: [Boston, Washington, Buffalo]\n",
        "- id: x\n  type: choice\n  prompt: p\n  answer: Washington\n"
        "  distractors: [Boston, Buffalo]\n",
    ),
    "the letter of an option is that option": (
        "- {id: x, type: multi_choice, prompt: p, correct: [B, c], choices: [one, two, six]}\n",
        "- {id: x, type: multi_choice, prompt: p, answers: [two, six], distractors: [one]}\n",
    ),
    "a number that can only count from one": (
        "- {id: x, type: choice, prompt: p, answer: 3, options: [lion, bear, fox]}\n",
        "- {id: x, type: choice, prompt: p, answer: fox, distractors: [lion, bear]}\n",
    ),
    "capitals of keys, and other programs' names of types": (
        "- id: x\n  Type: typed\n  Prompt: p\n  answer: a\n  Explain: so\n"
        "- {id: y, type: Multiple Choice, prompt: q, correct: b, options: [b, c]}\n"
        "- {id: z, type: numeric, prompt: r, answer: 9, range: 2}\n",
        "- id: x\n  type: typed\n  prompt: p\n  answer: a\n  explain: so\n"
        "- {id: y, type: choice, prompt: q, answer: b, distractors: [c]}\n"
        "- {id: z, type: numeric, prompt: r, answer: 9, tolerance: 2}\n",
    ),
    "words in quotes at the beginning of a text": (
        "- id: x\n  type: typed\n  prompt: \"Rhine\" is from?\n  answer: 'a' and b\n",
        "- id: x\n  type: typed\n  prompt: '\"Rhine\" is from?'\n  answer: \"'a' and b\"\n",
    ),
    "fields of a field, pairs with hyphens, and an option with a colon": (
        "- id: x\n  type: matching\n  prompt: p\n  pairs:\n  - Paris: Seine\n  - Rome: Tiber\n"
        "  evidence: quote: for now\n"
        "- id: y\n  type: choice\n  prompt: q\n  answer: b\n  distractors:\n    - a lake: deep\n"
        "    - c\n",
        "- id: x\n  type: matching\n  prompt: p\n  pairs:\n    Paris: Seine\n    Rome: Tiber\n"
        "  evidence: {quote: for now}\n"
        "- id: y\n  type: choice\n  prompt: q\n  answer: b\n  distractors:\n"
        "    - \"a lake: deep\"\n    - c\n",
    ),
    "in lines as well": (
        "- id: x\n  type: choice\n  prompt: p\n  answer: b\n"
        "  options:\n  - a\n  - b # right\n  - c\n",
        "- id: x\n  type: choice\n  prompt: p\n  answer: b\n  distractors:\n  - a\n  - c\n",
    ),
    "capitals and separators": (
        "- {id: x, type: True-False, prompt: p, answer: True, claim: Fact}\n",
        "- {id: x, type: true_false, prompt: p, answer: true, claim: fact}\n",
    ),
    "a number with its unit": (
        "- id: x\n  type: numeric\n  prompt: p\n  answer: 31,000 km² # yes\n",
        "- id: x\n  type: numeric\n  prompt: p\n  answer: 31000 # yes\n  unit: km²\n",
    ),
    "a unit that is there already": (
        "- {id: x, type: numeric, prompt: p, answer: '12 km', unit: km}\n",
        "- {id: x, type: numeric, prompt: p, answer: '12', unit: km}\n",
    ),
    "a card that is called otherwise now": (
        TYPED + "- {id: z, type: typed, prompt: q, answer: a, was: [y]}\n"
        "- {id: w, type: typed, prompt: r, answer: a, apart: [y]}\n",
        TYPED + "- {id: z, type: typed, prompt: q, answer: a, was: [y]}\n"
        "- {id: w, type: typed, prompt: r, answer: a, apart: [z]}\n",
    ),
    "texts that lack their quotes": (
        "- id: x\n  type: typed\n  prompt: Note: what?\n  answer: '''tis'\n  explain: 'it's so'\n",
        "- id: x\n  type: typed\n  prompt: \"Note: what?\"\n  answer: '''tis'\n"
        "  explain: \"it's so\"\n",
    ),
    "a text in braces that hides what else is wrong with its card": (
        "- id: x\n  type: cloze\n  sentence: {{c1::Kura}} flows\n",
        "- id: x\n  type: cloze\n  text: \"{{c1::Kura}} flows\"\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), CARDS.values(), ids=CARDS)
def test_what_has_one_right_form_is_mended(path: Path, before: str, after: str) -> None:
    assert fix(HEAD + before, path) == HEAD + after
    assert check_bytes((HEAD + after).encode(), path).errors == 0


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "{quote: he said 'we'll  freeze it' -- for now..., passage: 1}",
            "{quote: He said “we’ll freeze it” — for now…, passage: 1}",
        ),
        ("{quote: another  thing is, passage: 2}", "{quote: Another thing is, passage: 2}"),
        ("{quote: the café, passage: 1}", "{quote: the café, passage: 2}"),
        ("{quote: the cafe\u0301., passage: 7}", "{quote: the café., passage: 2}"),
        (
            "\n    - quote: \"he said 'we'll freeze it' - for now\"  # here\n      passage: 1",
            '\n    - quote: "He said “we’ll freeze it” — for now"  # here\n      passage: 1',
        ),
    ],
)
def test_quotes_are_put_into_the_words_of_their_source(path: Path, before: str, after: str) -> None:
    card = "- id: x\n  type: typed\n  prompt: p\n  answer: a\n  evidence: "
    assert fix(HEAD + card + before, path) == HEAD + card + after


@pytest.mark.parametrize(
    "card",
    [
        "- {id: x, type: typed, prompt: p, answer: a, evidence: {quote: it is so, passage: 1}}\n",
        "- {id: x, type: typed, prompt: p, answer: a, evidence: {quote: nother thing}}\n",
        "- {id: x, type: typed, prompt: p, front: q, answer: a}\n",
        "- {id: x, type: multi_choice, prompt: p, correct: a, distractors: [b]}\n",
        "- {id: x, type: choice, prompt: p, answer: 2, options: [lion, bear, fox]}\n",
        "- {id: x, type: choice, prompt: p, answer: 4, options: [lion, bear, fox]}\n",
        "- {id: x, type: choice, prompt: p, answer: 2, options: [1990, 1991, 1992]}\n",
        "- {id: x, type: choice, prompt: p, answer: C, options: [A, B, D]}\n",
        "- {id: x, type: choice, prompt: p, answer: wolf, options: [lion, bear, fox]}\n",
        "- {id: x, type: choice, prompt: p, options: [lion, bear, fox]}\n",
        "- {id: x, type: numeric, prompt: p, answer: 12 km, unit: mi}\n",
        "- {id: x, type: numeric, prompt: p, answer: '3,5'}\n",
        "- {id: x, type: true_false, prompt: p, answer: yes}\n",
        "- {id: x, type: typd, prompt: p, answer: a}\n",
    ],
)  # fmt: skip
def test_what_is_not_certain_is_left_to_the_author(path: Path, card: str) -> None:
    assert mended((HEAD + card).encode(), path) is None


def test_the_name_of_a_language_and_the_list_of_cards_are_mended(path: Path) -> None:
    text = (
        "deck: d\ntitle: T\nlanguage: English\nquestions:\n- {type: typed, prompt: p, answer: a}\n"
    )
    assert fix(text, path) == (
        "deck: d\ntitle: T\nlanguage: en\ncards:\n- {id: p, type: typed, prompt: p, answer: a}\n"
    )


def test_line_endings_and_a_byte_order_mark_stay(path: Path) -> None:
    text = "\ufeff" + HEAD + "# note\n- type: numeric\n  prompt: How far\n  answer: 12 km\n"
    after = fix(text.replace("\n", "\r\n"), path)
    assert after.startswith("\ufeffdeck: d\r\n")
    assert after.count("\n") == after.count("\r\n") == text.count("\n") + 2
    assert "- id: how-far\r\n  type: numeric\r\n" in after


def test_more_problems_than_are_told_at_once_are_mended_in_one_run(path: Path) -> None:
    cards = "".join(f"- {{type: typed, prompt: Number {n}, answer: a}}\n" for n in range(120))
    assert fix(HEAD + cards, path).count("id: number-") == 120


@pytest.mark.parametrize("data", [b"\xff\xfe", b"a\0b", b"", b"- : [", b"\xef\xbb\xbf{"])
def test_what_is_no_deck_is_left_alone(path: Path, data: bytes) -> None:
    assert mended(data, path) is None


def test_a_deck_without_errors_is_left_alone(path: Path) -> None:
    assert mended(starter("moon").encode(), path) is None


@pytest.mark.program
def test_a_card_whose_id_was_changed_since_the_last_commit_names_the_former_one(
    path: Path,
) -> None:
    before = HEAD + "- id: kura\n  type: typed\n  prompt: Which river?\n  answer: a\n" + TYPED
    path.write_text(before)
    who = ["-c", "user.name=a", "-c", "user.email=a@b.invalid"]
    for command in (["init", "-q"], ["add", "."], [*who, "commit", "-qm", "x"]):
        subprocess.run(["git", *command], cwd=path.parent, check=True)
    after = before.replace("id: kura", "id: mouth")
    path.write_text(after)
    said = CliRunner().invoke(check, [str(path)]).stdout
    assert f'{path}:5:7: warning[Q050]: this card was "kura" in git\'s last commit' in said
    assert "1 of these can be mended with --fix" in said
    path.write_text(after.replace("id: mouth", "id: mouth\n  silence: {Q050: another river}"))
    assert "Q050" not in CliRunner().invoke(check, [str(path)]).stdout
    expected = after.replace("answer: a\n", "answer: a\n  was:\n  - kura\n", 1)
    assert fix(after, path) == expected


DAMAGE = st.lists(
    st.tuples(
        st.integers(0, 10_000),
        st.integers(0, 12),
        st.sampled_from(["", " ", "\n", ": ", "'", '"', "{{", "- ", "#", "id: x\n", "é", "1,0"]),
    ),
    max_size=4,
)
MOON = starter("moon")


@settings(max_examples=20)
@given(DAMAGE)
def test_mending_never_makes_a_deck_worse_and_is_done_at_once(
    damage: list[tuple[int, int, str]],
) -> None:
    text = MOON
    for at, length, new in damage:
        at %= len(text)
        text = text[:at] + new + text[at + length :]
    path = Path("/nowhere/moon.yaml")
    before = check_bytes(text.encode(), path)
    found = mended(text.encode(), path)
    if found is None:
        return
    after = check_bytes(found.after.encode(), path)
    assert after.errors < before.errors
    assert mended(found.after.encode(), path) is None
