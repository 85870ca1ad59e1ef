"""The form of one card on the screen."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from quizapp.author.card_context import CardContext, new_deck
from quizapp.study.profile import Profile
from quizapp.ui.app import QuizApp
from quizapp.ui.screens.card_form import CardFormScreen
from quizapp.ui.widgets.card_fields import FieldRow
from tests.ui.conftest import MakeProfile
from tests.ui.seen import seen

CARD = {
    "id": "kura", "type": "choice", "prompt": "Which river?", "answer": "Kura",
    "distractors": ["Aras", "Terek"], "feedback": {"Aras": "No."}, "status": "draft",
}  # fmt: skip
NOTHING_YET = object()


class Form:
    """The form on its screen, and what came of it."""

    def __init__(self, profile: Profile, card: dict[str, Any], context: CardContext) -> None:
        self.app = QuizApp(profile)
        self.result: object = NOTHING_YET
        self.saved: list[dict[str, Any]] = []
        self.fails = ""
        self._given = card, context
        self.screen = self.new_screen()

    def new_screen(self) -> CardFormScreen:
        return CardFormScreen(*self._given, save=self._save, again=True)

    def _save(self, card: dict[str, Any]) -> str:
        if not self.fails:
            self.saved.append(card)
        return self.fails

    async def open(self, pilot: Pilot[None]) -> None:
        self.app.push_screen(self.screen, lambda card: setattr(self, "result", card))
        await pilot.pause()
        await pilot.pause()

    def row(self, name: str) -> FieldRow:
        return next(one for one in self.screen.query(FieldRow) if one.field.name == name)

    def said(self, name: str) -> str:
        shown = self.row(name).query_one(".said", Static)
        return str(shown.content) if shown.display else ""

    @property
    def note(self) -> str:
        return str(self.screen.query_one("#note", Static).content)


@pytest.fixture
def form(learner_with: MakeProfile, tmp_path: Path):  # type: ignore[no-untyped-def]
    def make(**card: Any) -> Form:
        (tmp_path / "none").mkdir()
        profile = learner_with(tmp_path / "none")
        return Form(profile, card, new_deck("Rivers", tmp_path / "rivers.yaml", "rivers"))

    return make


async def test_a_card_is_typed_checked_and_saved_by_keys_alone(form) -> None:  # type: ignore[no-untyped-def]
    one: Form = form(type="choice")
    async with one.app.run_test(size=(60, 20)) as pilot:
        await one.open(pilot)
        await pilot.press("W", "tab", "K", "enter", "K", "enter", "A")
        await pilot.pause(0.1)
        assert "also a distractor" in one.said("distractors")
        assert not one.said("explain")
        await pilot.press("ctrl+s")
        assert "1 problem" in one.note
        assert one.result is NOTHING_YET
        assert one.screen.focused is one.row("distractors").editor
        await pilot.press("up", "home", "shift+end", "delete")
        await pilot.pause(0.1)
        assert "also a distractor" not in one.said("distractors")
        await pilot.press("ctrl+s")
        await pilot.pause()
        made = {"type": "choice", "prompt": "W", "answer": "K", "distractors": ["A"]}
        assert one.result == {"id": "w", **made}
        assert one.saved == [one.result]


async def test_what_is_typed_is_lost_only_after_a_warning_also_when_copying_or_quitting(
    form,
) -> None:  # type: ignore[no-untyped-def]
    one: Form = form(**CARD)
    async with one.app.run_test() as pilot:
        await one.open(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert one.result is None  # as nothing would be lost
        one.result = NOTHING_YET
        one.screen = one.new_screen()
        await one.open(pilot)
        await pilot.press("x", "escape")
        assert one.result is NOTHING_YET
        assert "not saved" in one.note
        await pilot.press("y", "escape")
        assert one.result is NOTHING_YET
        await pilot.press("!", "shift+home", "ctrl+c")
        assert one.app.clipboard == "Which river?xy!"
        await pilot.press("ctrl+c")
        assert one.app.return_code is None
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert one.app.return_code == 0


async def test_another_type_shows_its_fields_and_the_first_comes_back(form) -> None:  # type: ignore[no-untyped-def]
    one: Form = form(**CARD)
    async with one.app.run_test() as pilot:
        await one.open(pilot)
        await pilot.press("shift+tab", "right")
        await pilot.pause()
        names = [row.field.name for row in one.screen.query(FieldRow)]
        assert names[:4] == ["type", "prompt", "answers", "distractors"]
        assert one.row("answers").text == "Kura"
        await pilot.press("left")
        await pilot.pause()
        assert one.row("distractors").text == "Aras\nTerek"
        assert one.row("feedback").text == "Aras = No."
        await pilot.press("enter", "1")  # from the list of all types
        await pilot.pause()
        assert one.row("type").text == "flashcard"


async def test_a_card_that_cannot_be_written_stays_and_several_are_written_in_a_row(form) -> None:  # type: ignore[no-untyped-def]
    one: Form = form(**CARD, tags=["a"])
    async with one.app.run_test() as pilot:
        await one.open(pilot)
        one.fails = "rivers.yaml: the disk is full"
        await pilot.press("ctrl+n")
        assert "the disk is full" in one.note
        assert one.row("prompt").text == "Which river?"
        one.fails = ""
        await pilot.press("ctrl+n")
        await pilot.pause(0.1)
        assert "Saved" in one.note
        assert one.row("prompt").text == ""
        assert one.row("tags").text == "a"
        await pilot.press("shift+tab", "right", "left", "tab")
        await pilot.press("N", "tab", "a", "tab", "b")
        assert "Saved" not in one.note
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert [card["id"] for card in one.saved] == ["kura", "n"]


async def test_a_field_is_emptied_by_one_key_and_had_back_by_another(form) -> None:  # type: ignore[no-untyped-def]
    one: Form = form(**CARD, explain="First.\nSecond.", tags=["a", "b"])
    async with one.app.run_test(size=(60, 40)) as pilot:
        await one.open(pilot)
        rows = (("explain", "First.\nSecond.", "First.\nS"), ("tags", "a, b", "a"))
        for name, text, rest in rows:
            one.row(name).editor.focus()
            await pilot.press("!", "ctrl+u")
            assert one.row(name).text == ""
            await pilot.press("ctrl+z")
            assert one.row(name).text == f"{text}!"  # with the cursor at its end, as everywhere
            await pilot.press("home", "right", "ctrl+k")
            assert one.row(name).text == rest
            await pilot.press("ctrl+z")
            assert one.row(name).text == f"{text}!"
        await pilot.press("f1")
        await pilot.pause()
        keys = seen(pilot)
        for key in ("ctrl+u", "ctrl+k", "ctrl+z", "tab", "shift+tab"):
            assert f"{key}  " in keys, keys


async def test_no_letter_leaves_the_form_for_another_screen(form) -> None:  # type: ignore[no-untyped-def]
    one: Form = form(**CARD)
    async with one.app.run_test() as pilot:
        await one.open(pilot)
        await pilot.press("shift+tab", "comma", "question_mark")
        assert one.app.screen is one.screen
        assert one.row("type").text == "choice"
        await pilot.press("l")  # which goes on to the next value
        await pilot.pause()
        assert one.row("type").text == "multi_choice"
