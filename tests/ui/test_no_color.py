"""NO_COLOR: nothing is painted, and all can be told apart by signs and by reverse."""

from collections.abc import Iterator

import pytest
from rich.segment import Segment
from textual.pilot import Pilot

from quizapp.ui.app import QuizApp
from tests.study.decks import CHOICE, TYPED
from tests.ui.seen import seen


@pytest.fixture(autouse=True)
def _no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")


def segments(pilot: Pilot[None]) -> Iterator[Segment]:
    for strip in pilot.app.screen._compositor.render_strips():
        yield from strip


def reversed_text(pilot: Pilot[None]) -> str:
    return "".join(one.text for one in segments(pilot) if one.style and one.style.reverse).strip()


def is_plain(pilot: Pilot[None]) -> bool:
    styles = [one.style for one in segments(pilot) if one.style]
    colors = [color for style in styles for color in (style.color, style.bgcolor) if color]
    return all(color.is_default for color in colors)


@pytest.mark.parametrize("theme", ["quizapp-dark", "quizapp-light", "nord"])
@pytest.mark.parametrize("keys", [[], ["m"], ["comma"], ["t"], ["ctrl+p"], ["question_mark"]])
async def test_no_screen_has_a_colour(app_on, theme: str, keys: list[str]) -> None:  # type: ignore[no-untyped-def]
    app = QuizApp(app_on(CHOICE.format(id="one"), theme=theme).profile)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press(*keys)
        app.tell("A message.")
        await pilot.pause()
        assert is_plain(pilot)


async def test_the_row_at_the_cursor_is_reversed_and_nothing_else(app_on) -> None:  # type: ignore[no-untyped-def]
    app = QuizApp(app_on(CHOICE.format(id="one")).profile)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert reversed_text(pilot).startswith("The deck test-deck")
        await pilot.press("m", "down")
        await pilot.pause()
        assert "20 minutes" in reversed_text(pilot)
        assert "15 minutes" not in reversed_text(pilot)


async def test_the_cursor_of_a_field_and_what_is_selected_are_reversed(app_on) -> None:  # type: ignore[no-untyped-def]
    async with app_on(TYPED.format(id="one")).run_test() as pilot:
        await pilot.press(*"Yerevan", "shift+left", "shift+left")
        await pilot.pause()
        assert reversed_text(pilot) == "an"
        assert is_plain(pilot)


async def test_the_option_at_the_cursor_and_the_verdict_have_signs(app_on) -> None:  # type: ignore[no-untyped-def]
    async with app_on(CHOICE.format(id="one")).run_test() as pilot:
        await pilot.press("down")
        await pilot.pause()
        assert "▸ 2" in seen(pilot)
        assert is_plain(pilot)
        await pilot.press("0")
        await pilot.pause()
        assert "✗ Not known" in seen(pilot)
        assert is_plain(pilot)
