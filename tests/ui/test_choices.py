"""A list of choices, by keyboard and mouse, in an app of its own."""

from textual.app import App, ComposeResult

from quizapp.presentation.form import Heading, Setting
from quizapp.ui.widgets.choices import Choices
from tests.ui.seen import seen

ITEMS = (
    Heading("[b]How[/x]"),
    Setting(
        "n", "Questions", (("5", 5), ("10", 10), ("all", None)), 10, "How many [/x] are asked."
    ),
    Setting("yes", "Feedback", (("at once", True), ("at the end", 1)), True),
    Heading("More"),
    Setting("deck", "Deck", (), "Who [@click=app.quit]belongs[/]?", "Enter takes another."),
)


class Shown(App[None]):
    CSS_PATH = "../../quizapp/ui/app.tcss"

    def __init__(self) -> None:
        super().__init__()
        self.told: list[object] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {"faint": "#888888", "rule": "#444444"}

    def compose(self) -> ComposeResult:
        yield Choices(ITEMS)

    def on_choices_changed(self, event: Choices.Changed) -> None:
        self.told.append((event.id, event.value))

    def on_choices_activated(self, event: Choices.Activated) -> None:
        self.told.append(event.id)


async def test_values_are_changed_by_arrows_letters_enter_and_space() -> None:
    app = Shown()
    async with app.run_test() as pilot:
        assert "▸ Questions  ‹ 10 ›" in seen(pilot)
        assert "How many [/x] are asked." in seen(pilot)
        assert "[b]How[/x]" in seen(pilot)
        await pilot.press("right", "right", "l", "enter", "h", "j", "space", "k", "up", "left")
        assert app.told == [("n", None), ("n", 5), ("yes", 1)]


async def test_a_row_without_options_opens_something() -> None:
    app = Shown()
    async with app.run_test() as pilot:
        await pilot.press("end", "left", "right", "enter")
        assert app.told == ["deck"]
        assert "Who [@click=app.quit]belongs[/]?" in seen(pilot)
        assert "Enter takes another." in seen(pilot)


async def test_a_click_goes_to_a_row_and_a_second_one_changes_it() -> None:
    app = Shown()
    async with app.run_test() as pilot:
        lines = seen(pilot).splitlines()
        y = next(y for y, line in enumerate(lines) if "Feedback" in line)
        await pilot.click(offset=(10, y))
        assert app.told == []
        await pilot.click(offset=(10, y))
        assert app.told == [("yes", 1)]


async def test_without_rows_nothing_happens() -> None:
    app = Shown()
    async with app.run_test() as pilot:
        app.query_one(Choices).show([])
        await pilot.press("down", "right", "enter", "space", "end")
        assert app.told == []
