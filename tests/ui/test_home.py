"""Home, by keyboard."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizapp.cli.group import group
from quizapp.progress.events import Answer
from quizapp.study.review import ReviewSession
from quizapp.ui.app import QuizApp
from quizapp.ui.screens.home import HomeScreen
from quizapp.ui.screens.overlays import ProblemsScreen
from quizapp.ui.screens.review import ReviewScreen
from tests.study.decks import CHOICE, choices, deck
from tests.ui.conftest import Clock, MakeProfile
from tests.ui.seen import option, seen, shows


async def test_home_lists_the_decks_and_what_is_due(learner_with: MakeProfile) -> None:
    async with QuizApp(learner_with()).run_test() as pilot:
        screen = seen(pilot)
        assert "Who belongs to the CSTO?" in screen
        assert "20 due today, about" in screen
        assert "enter Review" in screen
        assert "a All due" in screen


async def test_home_says_where_drafts_wait(learner_with: MakeProfile, tmp_path: Path) -> None:
    path = deck(tmp_path, choices(3)).path
    path.write_text(
        path.read_text().replace("answer: right", "answer: right\n    status: draft", 2)
    )
    async with QuizApp(learner_with(tmp_path)).run_test(size=(60, 20)) as pilot:
        assert "2 drafts wait" in seen(pilot)


async def test_home_and_due_say_which_deck_has_changed_until_a_review_has_told(
    learner_with: MakeProfile, clock: Clock, home: Path
) -> None:
    folder = home / "decks"
    path = deck(folder, choices(3)).path
    profile = learner_with(folder)
    for card in profile.library.decks[0].keys:
        today = profile.day
        profile.progress.record(Answer(card, today, 3, "review", 0, today + 10), clock.now)
    ReviewSession.begin(profile.library.decks, profile.today())
    text = path.read_text()
    path.write_text(text.replace("answer: right", "answer: good", 1).replace("Which", "What", 1))
    profile.reload(path, "test-deck")
    said = "test-deck: 1 card changed since you studied it"
    for size in ((80, 24), (60, 20)):
        app = QuizApp(profile)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            assert "1 card changed" in seen(pilot)
            assert "a All due" in seen(pilot)
    assert said in CliRunner().invoke(group, ["due"]).stdout
    found = json.loads(CliRunner().invoke(group, ["due", "--json"]).stdout)
    assert found["changed"] == [{"deck": "test-deck", "cards": 1}]
    async with QuizApp(profile).run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        assert "1 left" in seen(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert "1 card changed" not in seen(pilot)
    assert said not in CliRunner().invoke(group, ["due"]).stdout


async def test_enter_reviews_the_deck_at_the_cursor(learner_with: MakeProfile) -> None:
    app = QuizApp(learner_with())
    async with app.run_test() as pilot:
        await pilot.press("down", "enter")
        assert isinstance(app.screen, ReviewScreen)
        title = app.profile.library.decks[1].title
        assert title in seen(pilot)
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


async def test_without_decks_home_says_where_they_go(
    learner_with: MakeProfile, tmp_path: Path
) -> None:
    async with QuizApp(learner_with(tmp_path / "none")).run_test(size=(140, 24)) as pilot:
        assert "No decks yet. n writes a first card; or put a deck" in seen(pilot)
        await pilot.press("enter", "a")


async def test_a_broken_deck_is_listed_and_hinders_no_other(
    learner_with: MakeProfile, tmp_path: Path
) -> None:
    folder = tmp_path / "decks"
    deck(folder, choices(2))
    (folder / "broken.yaml").write_text("deck: broken\ntitle: [x\n")
    app = QuizApp(learner_with(folder))
    async with app.run_test() as pilot:
        assert "The deck test-deck" in seen(pilot)
        assert "broken.yaml" in seen(pilot)
        await pilot.press("end", "enter")
        assert isinstance(app.screen, ProblemsScreen)
        assert "cannot be used yet" in seen(pilot)


async def test_when_nothing_is_due_home_says_when_it_will_be(
    learner_with: MakeProfile, tmp_path: Path
) -> None:
    folder = tmp_path / "decks"
    deck(folder, choices(3))
    app = QuizApp(learner_with(folder, learning_steps=()))
    async with app.run_test() as pilot:
        await pilot.press("a")
        for _ in range(3):
            await pilot.press(await option(pilot, "right"), "enter")
        assert "Done for now" in seen(pilot)
        await pilot.press("enter")
        assert "Nothing due until Wednesday 28 February: 3 cards" in seen(pilot)
        assert "held back" not in seen(pilot)


async def test_a_new_day_shows_by_itself(learner_with: MakeProfile, clock) -> None:  # type: ignore[no-untyped-def]
    app = QuizApp(learner_with(new_per_day=3))
    async with app.run_test() as pilot:
        assert "Monday 26 February" in seen(pilot)
        clock.move(days=1)
        app.screen.look()
        await pilot.pause()
        assert "Tuesday 27 February" in seen(pilot)


async def test_a_wide_home_shows_the_week_and_a_narrower_one_gives_the_decks_its_room(
    learner_with: MakeProfile,
) -> None:
    app = QuizApp(learner_with())
    async with app.run_test(size=(140, 45)) as pilot:
        assert await shows(pilot, "Tomorrow     20  ━")
        assert "The week to come" in seen(pilot)
        await pilot.resize_terminal(110, 30)
        assert await shows(pilot, "  20  ━━━━━  11 min")
        assert "What would leaving the CSTO mean?" in seen(pilot)
        await pilot.resize_terminal(80, 24)
        assert await shows(pilot, "20 more from 04:00 tomorrow")
        assert "The week to come" not in seen(pilot)
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert "04:00" not in seen(pilot)
        await pilot.resize_terminal(140, 45)
        assert await shows(pilot, "Tomorrow     20  ━")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 45)])
async def test_the_first_start_says_what_the_columns_are_and_what_to_press(  # type: ignore[no-untyped-def]
    app_on, size: tuple[int, int]
) -> None:
    app = QuizApp(app_on(CHOICE.format(id="one")).profile)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = " ".join(seen(pilot).split())
        for text in ("New: ", "Learning: ", "Due: ", "enter reviews a deck, a all of them"):
            assert text in screen
        assert ("Known: " in screen) is (size[0] > 60)  # as the column itself
        await pilot.press("enter", "1", "escape", "escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert "enter reviews a deck" not in seen(pilot)
        await pilot.press("u", "escape")
        await pilot.pause()
        assert "enter reviews a deck" in seen(pilot)
