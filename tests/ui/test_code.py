"""Code in texts is shown line by line, wherever a text of a deck is shown."""

from itertools import pairwise
from pathlib import Path

import pytest
from textual.pilot import Pilot

from quizapp.study.question_pool import QuizOptions
from quizapp.ui.app import QuizApp
from quizapp.ui.screens.quiz import OverviewScreen
from quizapp.ui.screens.results import ResultsScreen
from quizapp.ui.start import StartReview
from tests.study.decks import deck
from tests.ui.conftest import MakeProfile
from tests.ui.quizzes import begin
from tests.ui.seen import seen

LONG = "total = sum(price * number for price, number in basket if price > 0) + shipping(basket)"


def fenced(code: str) -> str:
    return f'"```py\\n{code}\\n```"'


LOOP = fenced("while x:\\n    x -= 1")
DEEP = fenced("one()\\n    deep()")

CHOICE = f"""
  - id: choice
    type: choice
    prompt: "Which `one`?\\n\\n~~~\\nfor x in *xs*:\\n    f(x)\\n~~~\\nThink."
    answer: {LOOP}
    distractors: ["`x` is code", {fenced(LONG)}]
    explain: {DEEP.replace("one", "why")}
    hint: {DEEP.replace("one", "hint")}
    note: {DEEP.replace("one", "note")}
    evidence: {{quote: "y = 2"}}
"""
ORDERING = f"""
  - id: ordering
    type: ordering
    prompt: In order?
    items: [{DEEP}, two]
"""
MATCHING = f"""
  - id: matching
    type: matching
    prompt: Match.
    pairs: {{"`a*b*`": {DEEP}, c: d}}
"""
CLOZE = """
  - id: cloze
    type: cloze
    text: "Fill:\\n```\\nfor {{c1::i}} in {{c1::xs::a list}}:\\n    f(i)\\n```"
"""
CARD = """
  - id: card
    type: flashcard
    prompt: "```\\nfront()\\n    deep()\\n```"
    answer: "```\\nback()\\n    deeper()\\n```"
"""
TYPED = """
  - {id: typed, type: typed, prompt: Type it., answer: "a*b*c"}
"""


def below_each_other(pilot: Pilot[None], first: str, second: str, indent: int = 4) -> bool:
    """Whether two lines stand below each other, the second so much further in."""
    lines = seen(pilot).splitlines()
    return any(
        above.find(first) >= 0 and below.find(second) == above.find(first) + indent
        for above, below in pairwise(lines)
    )


async def test_code_of_a_choice_is_shown_in_all_its_texts(app_on) -> None:  # type: ignore[no-untyped-def]
    app = app_on(CHOICE)
    async with app.run_test(size=(80, 50)) as pilot:
        await pilot.press("f2")
        await pilot.pause()
        assert "Which one?" in seen(pilot)
        assert "x is code" in seen(pilot)
        assert below_each_other(pilot, "for x in *xs*:", "f(x)")
        assert below_each_other(pilot, "while x:", "x -= 1")
        assert below_each_other(pilot, "hint()", "deep()")
        await pilot.press("1")
        await pilot.pause()
        assert below_each_other(pilot, "while x:", "x -= 1")
        assert below_each_other(pilot, "why()", "deep()")
        assert below_each_other(pilot, "note()", "deep()")
        assert "```" not in seen(pilot)
        assert "~~~" not in seen(pilot)
        assert "py" not in seen(pilot).split()


@pytest.mark.parametrize("width", [40, 60, 80])
async def test_a_line_of_code_that_is_too_long_goes_on_behind_a_sign(app_on, width: int) -> None:  # type: ignore[no-untyped-def]
    app = app_on(CHOICE)
    async with app.run_test(size=(width, 50)) as pilot:
        await pilot.pause()
        shown = [line.rstrip() for line in seen(pilot).splitlines()]
        start = next(at for at, line in enumerate(shown) if "total = sum(" in line)
        whole = shown[start][shown[start].index("total") :]
        for line in shown[start + 1 :]:
            if "↪ " not in line:
                break
            whole += line.split("↪ ")[1]
        assert "".join(whole.split()) == "".join(LONG.split())


async def test_code_of_the_other_types_keeps_its_lines(app_on) -> None:  # type: ignore[no-untyped-def]
    app = app_on(ORDERING, MATCHING, CLOZE, CARD, learning_steps=())
    kinds = set()
    async with app.run_test(size=(80, 40)) as pilot:
        for _ in range(4):
            await pilot.pause()
            presented = app.screen.session.presented
            kinds.add(kind := presented.card.question.type)
            match kind:
                case "ordering" | "matching":
                    assert below_each_other(pilot, "one()", "deep()")
                case "cloze":
                    assert below_each_other(pilot, "for ____ in ____ (a list):", "f(i)")
                case _:
                    assert below_each_other(pilot, "front()", "deep()")
            now = app.profile.clock()
            app.screen.session.answer(presented.card.question.solution(presented.card.variant), now)
            app.screen.session.reveal(now)
            await app.screen.show()
            await pilot.pause()
            if kind == "flashcard":
                assert below_each_other(pilot, "back()", "deeper()")
            elif kind != "cloze":
                assert below_each_other(pilot, "one()", "deep()")
            await pilot.press("4" if kind == "flashcard" else "enter")
    assert kinds == {"ordering", "matching", "cloze", "flashcard"}


async def test_code_in_the_overview_and_the_results_of_a_quiz(quiz_on) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(CHOICE, CLOZE, TYPED, quiz_counts=True)
    async with app.run_test(size=(80, 60)) as pilot:
        await begin(pilot, QuizOptions(shuffled=False))
        quiz = app.screen.quiz
        solution = quiz.item.card.question.solution("")
        quiz.answer(solution, app.profile.clock())
        await app.screen.go(1)
        await pilot.press("tab")
        quiz.answer(("j", "ys"), app.profile.clock())
        await app.screen.go(2)
        await pilot.press(*"a*b*", "enter")
        await pilot.pause()
        assert isinstance(app.screen, OverviewScreen)
        assert "Which one? for x in *xs*: f(x) Think." in seen(pilot)
        assert "while x: x -= 1" in seen(pilot)
        assert "a*b*" in seen(pilot)
        await pilot.press("d")
        await pilot.pause()
        assert isinstance(app.screen, ResultsScreen)
        assert below_each_other(pilot, "for x in *xs*:", "f(x)")
        assert below_each_other(pilot, "while x:", "x -= 1")
        assert below_each_other(pilot, "for ____ in ____ (a list):", "f(i)")
        assert "You said   a*b*" in seen(pilot)
        assert "Right is   a*b*c" in seen(pilot)


async def test_code_of_a_source_keeps_its_lines_and_its_quote(
    learner_with: MakeProfile, tmp_path: Path
) -> None:
    folder = tmp_path / "decks"
    folder.mkdir()
    article = "Prose.\n\n```py\nx = 1\n\n    y = 2\n```\n\nMore.\n"
    (folder / "article.md").write_text(article, "utf-8")
    deck(folder, [CHOICE], head="source: {title: A source, text: article.md}")
    profile = learner_with(folder)
    app = QuizApp(profile, StartReview(profile.library.decks))
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("1", "s")
        await pilot.pause()
        lines = seen(pilot).splitlines()
        at = next(at for at, line in enumerate(lines) if "x = 1" in line)
        assert lines[at + 2].index("y = 2") == lines[at].index("x = 1") + 4
        assert "```" not in seen(pilot)
