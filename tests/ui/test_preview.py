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
KURA = "- {id: kura, type: choice, prompt: Which is long?, answer: Kura, distractors: [Aras]}\n"
TEREK = "- {id: terek, type: typed, prompt: Which is cold?, answer: Terek}\n"


async def until(pilot: Pilot[None], wanted: Callable[[str], bool]) -> str:
    for _ in range(200):
        if wanted(shown := seen(pilot)):
            return shown
        await asyncio.sleep(0.02)
        await pilot.pause()
    raise AssertionError(seen(pilot))


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
        path.write_text(HEAD + KURA + TEREK.replace("answer", "anwser"))
        shown = await until(pilot, lambda text: "line 6" in text)
        assert "✓ Right" in shown  # the card is as it was
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
