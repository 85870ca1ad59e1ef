"""Code and other Markdown line by line: read, and never shown as signs."""

from quizapp.plain.quiz import take_quiz
from quizapp.plain.review import review
from quizapp.study.question_pool import QuizOptions
from tests.plain.talks import Paper, console, profile

CHOICE = """
  - id: c
    type: choice
    prompt: "Which `one`?\\n```py\\nfor x in *xs*:\\n    f(x)\\n```"
    answer: "~~~\\na\\n    b\\n~~~"
    distractors: ["*other*"]
    explain: "```\\nwhy()\\n```"
    note: "Mind *this*."
    hint: "Press `q`."
    feedback: {"*other*": "Not `that`."}
"""
TYPED = """
  - {id: t, type: typed, prompt: Type it., answer: "a*b*c"}
"""


def test_a_question_with_code_is_read_line_by_line() -> None:
    with profile([CHOICE]) as one:
        spec = Paper()
        review(one, one.library.decks, console=console(["/hint"], spec))
        text = spec.getvalue()
    assert "Which one?\n  for x in *xs*:\n      f(x)\n" in text
    assert ".   a\n           b\n" in text
    assert ". other\n" in text
    assert "Press q." in text


def test_what_is_said_of_an_answer_is_read_too() -> None:
    with profile([CHOICE, TYPED]) as one:
        other = one.library.decks[0].card("test-deck/c").question
        assert other.grade("", "*other*").remark
        for first in ("1", "2"):
            spec = Paper()
            options = QuizOptions(shuffled=False, counts=True)
            lines = [first, "a*b*", "/back", "", ""]
            take_quiz(one, one.library.decks, options, True, "x", console(lines, spec))
            text = spec.getvalue()
            if "Not that." in text:
                assert "You said: other\nThe answer:\n  a\n      b\nNot that.\n" in text
            assert "\n  why()\nNote: Mind this.\n" in text
            assert "Your reply so far: a*b*\n" in text
            assert "You said: a*b*\nThe answer: a*b*c\n" in text
            assert "`one`" not in text
            assert "~~~" not in text
