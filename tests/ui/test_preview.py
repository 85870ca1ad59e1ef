"""`quizapp preview`: the card under work beside the editor."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot

from quizapp.ui.app import QuizApp
from quizapp.ui.start import ShowPreview
from tests.ui.conftest import MakeProfile
from tests.ui.seen import seen

HEAD = "deck: rivers\ntitle: Rivers\nlanguage: en\ncards:\n"
KURA = """\
- {id: kura, type: choice, prompt: Which is long?, answer: Kura, distractors: [Aras, Rioni, Samur]}
"""
TEREK = "- {id: terek, type: typed, prompt: Which is cold?, answer: Terek}\n"


async def until(pilot: Pilot[None], wanted: Callable[[str], bool]) -> str:
    for _ in range(200):
        if wanted(shown := seen(pilot)):
            return shown
        await asyncio.sleep(0.02)
        await pilot.pause()
    raise AssertionError(seen(pilot))


async def test_each_gap_of_a_text_is_stepped_through_and_asked_again_by_itself(
    learner_with: MakeProfile, tmp_path: Path
) -> None:
    path = tmp_path / "rivers.yaml"
    cloze = "- {id: gaps, type: cloze, text: 'The {{c1::Kura}}, the {{c2::Aras}}.'}\n"
    path.write_text(HEAD + cloze + KURA)
    (tmp_path / "none").mkdir()
    app = QuizApp(learner_with(tmp_path / "none"), ShowPreview(path))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda text: "1 of 3 · gaps · gap 1 of 2" in text and "Aras" in text)
        await pilot.press("n")
        shown = await until(pilot, lambda text: "2 of 3 · gaps · gap 2 of 2" in text)
        assert "The Kura, the" in shown
        await pilot.press("r", "a")
        assert "gap 2 of 2" in seen(pilot)
        await pilot.press("n")
        await until(pilot, lambda text: "3 of 3 · kura" in text)


async def test_in_a_long_deck_the_card_that_changed_is_shown_and_then_what_is_wrong(
    learner_with: MakeProfile, tmp_path: Path
) -> None:
    path = tmp_path / "rivers.yaml"
    others = "".join(
        TEREK.replace("terek", f"terek-{n}").replace("cold", f"nr {n}") for n in range(101)
    )
    path.write_text(HEAD + others + KURA)
    (tmp_path / "none").mkdir()
    app = QuizApp(learner_with(tmp_path / "none"), ShowPreview(path))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda text: "Which is nr 0?" in text)
        path.write_text(HEAD + others + KURA.replace("long", "deep"))
        await until(pilot, lambda text: "Which is deep?" in text and "no problems" in text)
        path.write_text(HEAD + others + KURA.replace("answer", "anwser"))
        await until(pilot, lambda text: "line 106" in text and "Which is deep?" in text)


async def test_a_save_is_shown_answered_and_kept_nowhere(
    learner_with: MakeProfile, tmp_path: Path
) -> None:
    path = tmp_path / "rivers.yaml"
    path.write_text(HEAD + KURA)
    (tmp_path / "none").mkdir()
    profile = learner_with(tmp_path / "none")
    app = QuizApp(profile, ShowPreview(path))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda text: "Which is long?" in text)
        path.write_text(HEAD + KURA + TEREK)
        await until(pilot, lambda text: "Which is cold?" in text and "2 of 2" in text)
        await pilot.press("enter", *"Terek", "enter")
        assert "✓ Right" in seen(pilot)
        await pilot.press("a", "r")
        assert "Answer  Terek" in seen(pilot)
        assert "You typed" not in seen(pilot)
        path.write_text(HEAD + KURA + TEREK.replace("answer", "anwser"))
        shown = await until(pilot, lambda text: "line 6" in text)
        assert "Answer  Terek" in shown  # the card is as it was
        await pilot.press("p")
        assert "Which is long?" in seen(pilot)
        path.unlink()
        await until(pilot, lambda text: "no such file" in text)
        path.write_text(HEAD + KURA)
        await until(pilot, lambda text: "no problems" in text)
        await pilot.press("r")
        assert "✓" in seen(pilot).replace("✓ no problems", "")
        await pilot.press("a")
        assert "✓" not in seen(pilot).replace("✓ no problems", "")
        await pilot.press("q")
    assert not profile.progress.reviews
