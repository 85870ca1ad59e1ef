"""Decks come from strangers: whatever is in them, it is shown as text and nothing else."""

import sys
from pathlib import Path

import pytest
from textual.widgets import Input

from quizapp.study.stages import Answered, Asking, Finished, Revealed
from quizapp.ui.app import QuizApp
from quizapp.ui.screens.review import ReviewScreen
from quizapp.ui.start import StartReview
from tests.terminal import Terminal
from tests.ui.conftest import MakeProfile
from tests.ui.seen import seen

EVIL = r"[bold]B [/x] [@click=app.quit]x[/] \e]0;owned\a \e[31mred \u202Eevil\u202C $primary {{x}}"
DECK = f"""
deck: foreign
title: "{EVIL}"
description: "{EVIL}"
source: {{title: "{EVIL}", publisher: "{EVIL}", text: article.md}}
defaults: {{claim: disputed, by: "{EVIL}", tags: ["{EVIL}"]}}
cards:
  - {{id: one, type: flashcard, prompt: "1 {EVIL}", answer: "{EVIL}", explain: "{EVIL}"}}
  - {{id: two, type: choice, prompt: "2 {EVIL}", answer: "a {EVIL}", distractors: ["b {EVIL}"],
     feedback: {{"a {EVIL}": "{EVIL}"}}, hint: "{EVIL}", note: "{EVIL}",
     evidence: {{quote: "the quote"}}}}
  - {{id: three, type: multi_choice, prompt: "3 {EVIL}", answers: ["a {EVIL}"],
     distractors: ["b {EVIL}"]}}
  - {{id: four, type: true_false, prompt: "4 {EVIL}", answer: true, feedback: {{"true": "{EVIL}"}}}}
  - {{id: five, type: typed, prompt: "5 {EVIL}", answer: "{EVIL}"}}
  - {{id: six, type: numeric, prompt: "6 {EVIL}", answer: 6, unit: "{EVIL}"}}
  - {{id: seven, type: ordering, prompt: "7 {EVIL}", items: ["a {EVIL}", "b {EVIL}"]}}
  - {{id: eight, type: matching, prompt: "8 {EVIL}",
     pairs: {{"a {EVIL}": "c {EVIL}", "b {EVIL}": "d {EVIL}"}}}}
"""
CLOZE = r"""
  - {id: nine, type: cloze, text: "9 [/x] {{c1::[@click=app.quit]x[/]::[/hint] \e[31m}} [bold]"}
"""


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    folder = tmp_path / "decks"
    folder.mkdir()
    (folder / "foreign.yaml").write_text(DECK.replace(" {{x}}", "") + CLOZE)
    (folder / "article.md").write_bytes(b"[/x] the quote \x1b]0;owned\x07 [@click=app.quit]x[/]\n")
    (folder / "broken.yaml").write_text(f'deck: "{EVIL}"\ntitle: [/x]\n"{EVIL}": 1\n')
    return folder


async def test_every_screen_shows_markup_as_text(learner_with: MakeProfile, foreign: Path) -> None:
    profile = learner_with(foreign, learning_steps=())
    app = QuizApp(profile)
    kinds = set()
    async with app.run_test(size=(140, 45)) as pilot:
        assert "[bold]B [/x] [@click=app.quit]x[/]" in seen(pilot)
        await pilot.press("end", "enter")  # the broken deck and its errors
        await pilot.press("escape")
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.press(*"Review", "escape", "a")
        for _ in range(60):
            if not isinstance(app.screen, ReviewScreen):
                break
            session = app.screen.session
            match session.stage:
                case Asking(presented=presented):
                    kinds.add(presented.card.question.type)
                    assert "[/x]" in seen(pilot)
                    await pilot.press("f2")
                    right = presented.card.question.solution(presented.card.variant)
                    session.answer(right, profile.clock())
                    session.reveal(profile.clock())
                    await app.screen.show()
                case Revealed():
                    await pilot.press("4")
                case Answered(presented=presented):
                    await pilot.pause()
                    if presented.card.question.evidence:
                        await pilot.press("s")
                        assert "[/x] the quote" in seen(pilot)
                        await pilot.press("escape")
                    await pilot.press("enter")
                case Finished():
                    break
            screen = seen(pilot)
            assert not any(ord(char) < 32 and char != "\n" for char in screen)
            assert "\u202e" not in screen
        assert len(kinds) == 9
        assert app.is_running


async def test_what_is_typed_or_pasted_is_text_too(
    learner_with: MakeProfile, foreign: Path
) -> None:
    profile = learner_with(foreign, new_per_day=99)
    app = QuizApp(profile, StartReview(profile.library.decks))
    async with app.run_test() as pilot:
        while not isinstance(app.focused, Input):
            session = app.screen.session  # type: ignore[attr-defined]
            session.answer("?", profile.clock())
            session.reveal(profile.clock())
            await app.screen.show()  # type: ignore[attr-defined]
            await pilot.press("4" if isinstance(session.stage, Revealed) else "enter")
        app.focused.value = "[/x]\x1b[31m[@click=app.quit]x[/]"
        await pilot.press("enter")
        assert "[/x]" in seen(pilot)
        assert "\x1b" not in seen(pilot)


@pytest.mark.program
def test_no_escape_sequence_of_a_deck_reaches_the_terminal(home: Path, foreign: Path) -> None:
    command = [sys.executable, "-m", "quizapp", "review", str(foreign / "foreign.yaml")]
    with Terminal(command, {"QUIZAPP_HOME": str(home), "PYTHONPATH": str(Path.cwd())}) as terminal:
        terminal.wait_for("app.quit")
        terminal.send(" ")
        terminal.wait_for("Again")
        terminal.send("4")
        terminal.send("\x11")
        assert terminal.wait() == 0
    assert b"owned" in terminal.output
    assert b"\x1b]0;owned" not in terminal.output
    assert b"\x1b[31m" not in terminal.output
    assert "\u202e".encode() not in terminal.output


async def test_a_message_is_text_too(learner_with: MakeProfile) -> None:
    app = QuizApp(learner_with())
    async with app.run_test(notifications=True) as pilot:
        for severity in ("warning", "error", "information"):
            app.tell(f"[/x] [bold]{severity}", severity)
        await pilot.pause()
        for severity in ("warning", "error", "information"):
            assert f"[/x] [bold]{severity}" in seen(pilot)
