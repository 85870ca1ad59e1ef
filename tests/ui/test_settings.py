"""The settings, by keyboard: kept at once, applied at once."""

import tomllib
from datetime import timedelta
from pathlib import Path
from unittest.mock import Mock

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from quizapp.core import settings
from quizapp.core.settings import Settings
from quizapp.ui.app import QuizApp
from quizapp.ui.screens.home import HomeScreen
from quizapp.ui.screens.review import ReviewScreen
from quizapp.ui.screens.settings import SettingsScreen
from quizapp.ui.start import StartReview
from quizapp.ui.widgets.choices import Choices
from tests.study.decks import TYPED, deck
from tests.ui.conftest import MakeProfile
from tests.ui.seen import seen, shows


def kept(home: Path) -> dict[str, object]:
    return tomllib.loads((home / "config.toml").read_text())


async def go_to(pilot: Pilot[None], row: str) -> None:
    """Open the settings if they are not, and put the cursor on a row."""
    if not isinstance(pilot.app.screen, SettingsScreen):
        await pilot.press("comma")
    choices = pilot.app.screen.query_one(Choices)
    rows = [one.id for one in choices.rows]
    there, last = rows.index(row), len(rows) - 1
    here = rows.index(choices.row.id) if choices.row else 0
    way = ["down"] * (there - here) if there > here else ["up"] * (here - there)
    from_the_ends = ["home", *["down"] * there], ["end", *["up"] * (last - there)]
    await pilot.press(*min(way, *from_the_ends, key=len))
    await pilot.pause()


def line(pilot: Pilot[None], label: str) -> str:
    """The row with this label, as it is drawn."""
    return next(
        one.strip("▸ ▆▇█▅▄▃▂▁")
        for one in seen(pilot).splitlines()
        if one.strip("▸ ").startswith(label)
    )


async def test_settings_open_with_a_comma_and_close_with_escape(learner_with: MakeProfile) -> None:
    app = QuizApp(learner_with())
    async with app.run_test() as pilot:
        await pilot.press("comma")
        assert isinstance(app.screen, SettingsScreen)
        assert "▸ The day begins at" in seen(pilot)
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)
        await pilot.press("comma", "comma", "q")
        assert isinstance(app.screen, HomeScreen)


async def test_on_leaving_it_is_said_which_settings_were_changed(
    learner_with: MakeProfile,
) -> None:
    app = QuizApp(learner_with())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("comma", "l", "down", "l", "h", "escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert await shows(pilot, "The day begins at: 05:00 now, and not")
        assert "New cards" not in seen(pilot)


async def test_settings_open_from_the_palette(learner_with: MakeProfile) -> None:
    app = QuizApp(learner_with())
    async with app.run_test() as pilot:
        await pilot.press("ctrl+p", *"settings")
        await pilot.pause(0.5)
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert isinstance(app.screen, SettingsScreen)


async def test_a_comma_in_an_answer_is_a_comma(learner_with: MakeProfile, tmp_path: Path) -> None:
    folder = tmp_path / "decks"
    deck(folder, [TYPED.format(id="one")])
    profile = learner_with(folder)
    app = QuizApp(profile, StartReview(profile.library.decks))
    async with app.run_test() as pilot:
        await pilot.press("a", "comma", "b")
        assert isinstance(app.focused, Input)
        assert app.focused.value == "a,b"
        await pilot.press("escape", "comma")
        assert isinstance(app.screen, SettingsScreen)
        await pilot.press("escape")
        assert isinstance(app.screen, ReviewScreen)


async def test_a_limit_is_kept_and_home_follows(learner_with: MakeProfile, home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text("# mine\nbuttons = 2 # two\n")
    app = QuizApp(learner_with(buttons=2))
    async with app.run_test() as pilot:
        await go_to(pilot, "new_per_day")
        await pilot.press("left", "left")
        assert "‹ 10 ›" in line(pilot, "New cards a day")
        assert kept(home) == {"buttons": 2, "new_per_day": 10}
        assert "# mine\nbuttons = 2 # two\n" in (home / "config.toml").read_text()
        await pilot.press("escape")
        assert "10 due today" in seen(pilot)


async def test_a_value_between_the_usual_ones_can_be_come_back_to(
    learner_with: MakeProfile,
) -> None:
    app = QuizApp(learner_with(new_per_day=7, desired_retention=0.875))
    async with app.run_test() as pilot:
        await go_to(pilot, "new_per_day")
        assert "‹ 7 ›" in line(pilot, "New cards")
        assert "87.5%" in line(pilot, "Wanted recall")
        await pilot.press("right", "left")
        assert app.profile.settings.new_per_day == 7


async def test_every_value_that_is_offered_can_be_kept(
    learner_with: MakeProfile, home: Path
) -> None:
    app = QuizApp(learner_with())
    async with app.run_test(notifications=True, size=(80, 60)) as pilot:
        await pilot.press("comma")
        for row in app.screen.query_one(Choices).rows:
            for shown, value in row.options if row.id != "theme" else ():
                assert app.configure(row.id, value), shown  # type: ignore[arg-type]
                assert getattr(settings.load(home / "config.toml"), row.id) == value
        assert not app._notifications


async def test_every_setting_has_a_row(learner_with: MakeProfile) -> None:
    app = QuizApp(learner_with())
    async with app.run_test() as pilot:
        await pilot.press("comma")
        rows = {one.id for one in app.screen.query_one(Choices).rows}
        chosen_elsewhere = {"keys", "browse_columns"}
        assert {*Settings.__dataclass_fields__} - chosen_elsewhere <= rows


async def test_the_hour_moves_the_day_at_once(learner_with: MakeProfile, clock) -> None:  # type: ignore[no-untyped-def]
    clock.move(hours=-9)  # Monday, three in the morning: still Sunday
    app = QuizApp(learner_with())
    async with app.run_test() as pilot:
        assert "Sunday 25 February" in seen(pilot)
        await go_to(pilot, "rollover_hour")
        await pilot.press("left", "h", "escape")
        assert app.profile.calendar.rollover_hour == 2
        assert "Monday 26 February" in seen(pilot)


async def test_enter_goes_round_and_backspace_to_the_default(
    learner_with: MakeProfile, home: Path
) -> None:
    app = QuizApp(learner_with())
    async with app.run_test() as pilot:
        await go_to(pilot, "buttons")
        await pilot.press("enter")
        assert kept(home) == {"buttons": 2}
        await pilot.press("space")
        assert kept(home) == {"buttons": 4}
        await go_to(pilot, "quiz_counts")
        await pilot.press("l", "l")
        assert kept(home)["quiz_counts"] is False
        await pilot.press("backspace")
        assert kept(home) == {"buttons": 4}
        assert app.profile.settings.quiz_counts is None
        await go_to(pilot, "learning_steps")
        await pilot.press("right")
        assert app.profile.settings.learning_steps == (timedelta(minutes=5), timedelta(minutes=30))


@pytest.mark.parametrize(
    ("row", "typed", "value"),
    [
        ("new_per_day", "35", 35),
        ("new_per_day", "0", 0),
        ("reviews_per_day", "9999", 9999),
        ("rollover_hour", "23", 23),
        ("catch_up_days", "4", 4),
        ("leech_lapses", "99", 99),
        ("buttons", "2", 2),
        ("desired_retention", "87.5", 0.875),
        ("desired_retention", ".93", 0.93),
    ],
)
async def test_a_number_can_be_typed(
    learner_with: MakeProfile, home: Path, row: str, typed: str, value: float
) -> None:
    app = QuizApp(learner_with())
    async with app.run_test() as pilot:
        await go_to(pilot, row)
        await pilot.press(*("full_stop" if one == "." else one for one in typed))
        assert f"{typed}▏" in seen(pilot)
        assert not (home / "config.toml").exists()  # not before it is kept
        await pilot.press("enter")
        await pilot.pause()
        assert getattr(app.profile.settings, row) == value
        assert kept(home) == {row: value}
        assert "▏" not in seen(pilot)


@pytest.mark.parametrize(
    ("row", "typed", "reason"),
    [
        ("reviews_per_day", "10000", "from 0 to 9999, not 10000"),
        ("rollover_hour", "24", "from 0 to 23, not 24"),
        ("catch_up_days", "0", "from 1 to 30, not 0"),
        ("buttons", "3", "must be 2 or 4, not 3"),
        ("desired_retention", "50", "from 70 to 99%, not 50"),
        ("new_per_day", "1.5", "must be a whole number"),
    ],
)
async def test_a_typed_number_that_cannot_be_used_is_refused_with_the_reason(
    learner_with: MakeProfile, row: str, typed: str, reason: str
) -> None:
    app = QuizApp(learner_with())
    async with app.run_test() as pilot:
        await go_to(pilot, row)
        await pilot.press(*("full_stop" if one == "." else one for one in typed), "enter")
        assert reason in " ".join(seen(pilot).split())
        await pilot.press("down", "q")  # nothing is thrown away by the way
        assert f"{typed}▏" in seen(pilot)
        await pilot.press("escape")
        assert "▏" not in seen(pilot)
        assert app.profile.settings == Settings()
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


async def test_a_typed_number_is_mended_and_kept_by_going_on(
    learner_with: MakeProfile, home: Path
) -> None:
    app = QuizApp(learner_with())
    async with app.run_test() as pilot:
        await go_to(pilot, "new_per_day")
        await pilot.press("7", "8", "backspace", "down")
        await pilot.pause()
        assert kept(home) == {"new_per_day": 7}
        assert "▸ Reviews a day" in seen(pilot)


async def test_a_digit_takes_the_choice_of_its_place(learner_with: MakeProfile, home: Path) -> None:
    app = QuizApp(learner_with())
    async with app.run_test() as pilot:
        await go_to(pilot, "quiz_counts")
        await pilot.press("3", "9")
        assert kept(home) == {"quiz_counts": False}


async def test_the_cost_of_a_retention_is_said(learner_with: MakeProfile) -> None:
    app = QuizApp(learner_with())
    async with app.run_test() as pilot:
        await go_to(pilot, "desired_retention")
        assert "9 times in 10" in seen(pilot)
        await pilot.press(*["right"] * 3)
        assert "97%" in line(pilot, "Wanted recall")
        assert "times as many answers in a card's first year as at 90%" in seen(pilot)
        await pilot.press(*["left"] * 5)
        assert "% fewer answers in a card's first year than at 90%" in seen(pilot)


async def test_a_theme_is_seen_at_once_and_kept(learner_with: MakeProfile, home: Path) -> None:
    app = QuizApp(learner_with())
    async with app.run_test(notifications=True) as pilot:
        await go_to(pilot, "theme")
        await pilot.press("right")
        assert app.theme == "quizapp-light"
        await pilot.pause()
        assert kept(home) == {"theme": "quizapp-light"}
        assert not app._notifications


async def test_what_cannot_be_written_is_said_once_and_the_old_value_stays(
    learner_with: MakeProfile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "replace", Mock(side_effect=PermissionError(13, "Denied")))
    app = QuizApp(learner_with())
    async with app.run_test(notifications=True, size=(100, 45)) as pilot:
        for row, label, value in [
            ("new_per_day", "New cards", "20"),
            ("theme", "Theme", "quizapp-dark"),
        ]:
            await go_to(pilot, row)
            await pilot.press("right")
            await pilot.pause()
            [notice] = app._notifications
            assert "config.toml: cannot be written" in notice.message
            assert value in line(pilot, label)
            app.clear_notifications()
        assert app.profile.settings == Settings()
        assert app.theme == "quizapp-dark"


async def test_a_session_beneath_hears_of_other_settings(learner_with: MakeProfile) -> None:
    profile = learner_with()
    app = QuizApp(profile, StartReview(profile.library.decks))
    async with app.run_test() as pilot:
        scheduler = app.screen.session.recorder.scheduler  # type: ignore[attr-defined]
        assert scheduler.calendar.rollover_hour == 4
        await go_to(pilot, "rollover_hour")
        await pilot.press("right")
        [review] = [one for one in app.screen_stack if isinstance(one, ReviewScreen)]
        scheduler = review.session.recorder.scheduler
        assert (scheduler.settings, scheduler.calendar) == (profile.settings, profile.calendar)
        assert scheduler.calendar.rollover_hour == 5


@pytest.mark.parametrize("size", [(60, 20), (140, 45)])
async def test_the_row_at_the_cursor_is_always_in_view(
    learner_with: MakeProfile, size: tuple[int, int]
) -> None:
    app = QuizApp(learner_with())
    async with app.run_test(size=size) as pilot:
        await pilot.press("comma")
        for row in app.screen.query_one(Choices).rows:
            await pilot.pause()
            assert f"▸ {row.label}" in seen(pilot)
            assert row.shown in seen(pilot)
            assert row.note[:40] in " ".join(seen(pilot).split())
            await pilot.press("down")
