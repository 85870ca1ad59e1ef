"""ctrl+c copies what is selected, and ends the app where nothing is."""

from textual.pilot import Pilot
from textual.selection import SELECT_ALL
from textual.widgets import Static

from quizapp.ui.app import QuizApp
from tests.study.decks import CHOICE, TYPED
from tests.ui.seen import seen


async def test_a_selection_is_copied_and_the_next_press_quits(app_on) -> None:  # type: ignore[no-untyped-def]
    app: QuizApp = app_on(CHOICE.format(id="one"))
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        prompt = app.screen.query_one("#prompt", Static)
        await pilot.mouse_down(prompt, offset=(0, 0))
        await pilot.hover(prompt, offset=(8, 0))
        await pilot.mouse_up(prompt, offset=(8, 0))
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert app.clipboard == "Which is "
        assert "Copied." in seen(pilot)
        assert app.is_running
        await pilot.press("ctrl+c")
        assert not _is_open(pilot)


async def test_what_is_selected_in_a_field_is_copied(app_on) -> None:  # type: ignore[no-untyped-def]
    app: QuizApp = app_on(TYPED.format(id="one"))
    async with app.run_test() as pilot:
        await pilot.press(*"Yerevan", *["shift+left"] * 3, "ctrl+c")
        await pilot.pause()
        assert app.clipboard == "van"
        await pilot.press("ctrl+c")
        assert not _is_open(pilot)


async def test_where_nothing_is_selected_it_quits(app_on) -> None:  # type: ignore[no-untyped-def]
    app: QuizApp = app_on(CHOICE.format(id="one"))
    async with app.run_test() as pilot:
        app.screen.selections = {}
        await pilot.press("ctrl+c")
        assert not _is_open(pilot)
        assert not app.clipboard


async def test_what_lies_over_a_screen_can_be_copied_from(app_on) -> None:  # type: ignore[no-untyped-def]
    app: QuizApp = app_on(CHOICE.format(id="one"))
    async with app.run_test() as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        line = next(iter(app.screen.query(Static)))
        app.screen.selections = {line: SELECT_ALL}
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert "Up" in app.clipboard


def _is_open(pilot: Pilot[None]) -> bool:
    return not pilot.app._exit
