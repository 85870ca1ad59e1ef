"""What an author may write into a cloze text."""

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.questions import gaps
from quizapp.questions.base import Verdict
from quizapp.questions.interactions import FillGaps
from tests.questions.samples import question


def cloze(text: str, **more: Any) -> Any:
    return question({"type": "cloze", "text": text, **more})


@pytest.mark.parametrize(
    ("text", "variant", "prompt", "answers"),
    [
        (r"{{c1::\frac{1}{2}}} of it", "c1", "____ of it", (r"\frac{1}{2}",)),
        (r"{{c1::\frac{\sqrt{2}}{2}}}.", "c1", "____.", (r"\frac{\sqrt{2}}{2}",)),
        ("{{c1::{a {{c2::b}}}}}", "c1", "____", ("{a b}",)),
        ("{{c1::{a {{c2::b}}}}}", "c2", "{a ____}", ("b",)),
        ("{{c1::{{ name }}}}", "c1", "____", ("{{ name }}",)),
        ("{{c1::{}} begins a block", "c1", "____ begins a block", ("{",)),
        ("{{c1::}}} ends a block", "c1", "____ ends a block", ("}",)),
        ("a {{c1::set {1, 2}}}", "c1", "a ____", ("set {1, 2}",)),
        ("{{c1::the {{c2::second}} treaty}}.", "c1", "____.", ("the second treaty",)),
        ("{{c1::the {{c2::second}} treaty}}.", "c2", "the ____ treaty.", ("second",)),
        ("{{c1::a {{c2::b}}}} c", "c1", "____ c", ("a b",)),
        ("{{c1::a {{c2::b::B}} d::A}}", "c1", "____ (A)", ("a b d",)),
        ("{{c1::a {{c2::b::B}} d::A}}", "c2", "a ____ (B) d", ("b",)),
        (
            "/users/{{id}}?q={{ q }} is {{c1::a template}}",
            "c1",
            "/users/{{id}}?q={{ q }} is ____",
            ("a template",),
        ),
        ("f(x) { return {{c1::x}}; }", "c1", "f(x) { return ____; }", ("x",)),
        ("{{c1::one}} and {{c1::two::not one}}", "c1", "____ and ____ (not one)", ("one", "two")),
    ],
)
def test_braces_within_and_around_gaps(
    text: str, variant: str, prompt: str, answers: tuple[str, ...]
) -> None:
    asked = cloze(text)
    assert list(asked.problems()) == []
    interaction = asked.interaction(variant, Random(0))
    assert isinstance(interaction, FillGaps)
    assert interaction.prompt == prompt
    assert asked.solution(variant) == answers
    assert asked.grade(variant, answers).verdict is Verdict.RIGHT


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{{c1::Yerevan is the capital.", "gap c1 is not closed; end it with two braces: }}"),
        ("{{c1::a}} and {{c2::b}.", "gap c2 is not closed"),
        ("{{c1:Yerevan}} is it.", '"{{c1:Yerevan…" is no gap; write {{c1::answer}}'),
        ("{{c1::a}} and {{c::b}}", '"{{c::b}}…" is no gap'),
        ("{{1::Yerevan}} is it.", "is no gap"),
        ("{{c0::Yerevan}} is it.", "is no gap"),
        ("No gap at all, {{ neither }} here.", "no gap; write one as {{c1::answer}}"),
        ("{{c1::}} is it.", "gap c1 has no answer"),
        ("{{c1:: ::a hint}} is it.", "gap c1 has no answer"),
    ],
)
def test_a_gap_that_is_none_is_named(text: str, says: str) -> None:
    [problem] = cloze(text).problems()
    assert says in problem.message


def test_a_gap_takes_further_answers() -> None:
    asked = cloze("{{c1::Yerevan}} is in {{c2::Armenia}}.", accept={"c1": ["Erevan"]})
    assert list(asked.problems()) == []
    assert asked.grade("c1", ("erevan",)).verdict is Verdict.RIGHT
    assert asked.grade("c2", ("Erevan",)).verdict is Verdict.WRONG


def test_further_answers_of_a_gap_that_is_not_there_are_a_problem() -> None:
    [problem] = cloze("{{c1::Yerevan}} is it.", accept={"c2": "Erevan"}).problems()
    assert problem.message == "`accept` names c2, which is no gap; the gaps are c1"
    assert problem.loc == ("accept", "c2")


@given(st.text(alphabet="{}c1:a \\", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parts = gaps.parse(text)
    except gaps.Unclosed as unclosed:
        opened = text[unclosed.at :]
    else:
        opened = "{{c1"
        assert set(gaps.flat(parts)) <= set(text)
    assert opened.startswith("{{c1")
