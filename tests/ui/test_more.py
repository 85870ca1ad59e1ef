"""More than the limits of a day let in, and cards ahead of their day, by keyboard."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from textual.pilot import Pilot

from quizapp.core.day import Day
from quizapp.core.errors import NotSaved
from quizapp.progress.events import Answer
from quizapp.progress.progress import Progress
from quizapp.study.profile import Profile
from quizapp.study.review import ReviewSession
from quizapp.ui.app import QuizApp
from quizapp.ui.screens.home import HomeScreen
from quizapp.ui.screens.lists import ListScreen
from quizapp.ui.screens.review import ReviewScreen
from quizapp.ui.screens.summary import SummaryScreen
from quizapp.ui.start import StartReview
from tests.study.decks import choices
from tests.ui.seen import option, seen

MakeApp = Callable[..., QuizApp]
STEPLESS = {"learning_steps": (), "relearning_steps": ()}


async def answer(pilot: Pilot[None], cards: int) -> None:
    for _ in range(cards):
        await pilot.press(await option(pilot, "right"), "enter")
    await pilot.pause()


def in_review(profile: Profile, cards: int, due: int, last: int = -9) -> None:
    """Put the first cards into review; days are counted from today."""
    today = profile.day
    for key in profile.library.decks[0].keys[:cards]:
        given = Answer(key, Day(today + last), 3, "review", 0, today + due)
        profile.progress.record(given, profile.clock() - timedelta(days=-last))


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 45)])
async def test_the_end_of_a_review_says_what_is_held_back_and_plus_lets_it_in(
    app_on: MakeApp, size: tuple[int, int]
) -> None:
    app = app_on(*choices(16), new_per_day=2, **STEPLESS)
    async with app.run_test(size=size) as pilot:
        await answer(pilot, 2)
        assert "14 new cards are held back by today's limits." in " ".join(seen(pilot).split())
        assert "+ More today" in seen(pilot)
        await pilot.press("plus")
        assert isinstance(app.screen, ListScreen)
        assert "10 more new cards" in seen(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ReviewScreen)
        assert "10 left" in seen(pilot)
        await answer(pilot, 10)
        assert "12 cards" in seen(pilot)
        await pilot.press("plus")
        assert "4 more new cards (all)" in seen(pilot)


async def test_undo_takes_back_what_was_granted_in_the_review_and_from_home(
    app_on: MakeApp,
) -> None:
    app = app_on(*choices(5), new_per_day=0)
    app = QuizApp(app.profile)
    granted = app.profile.progress.granted
    async with app.run_test(notifications=True) as pilot:
        for undo_at_home in (False, True):
            await pilot.press("plus", "enter")
            await pilot.pause()
            assert isinstance(app.screen, ReviewScreen)
            assert granted(app.profile.day) == {("new", ""): 5}
            await pilot.press(*["escape"] * undo_at_home, "u")
            await pilot.pause()
            await pilot.pause(0.2)
            assert isinstance(app.screen, HomeScreen if undo_at_home else SummaryScreen)
            assert granted(app.profile.day) == {}
            assert "Taken back: today's limits are as they were." in seen(pilot)
            await pilot.press(*["escape"] * (not undo_at_home))
            assert "5 new cards are held back by today's limits (new_per_day = 0)" in seen(pilot)


async def test_home_never_says_that_nothing_is_due_beside_a_backlog(app_on: MakeApp) -> None:
    app = app_on(*choices(60), catch_up_days=4, new_per_day=0, **STEPLESS)
    in_review(app.profile, 60, -2)
    app = QuizApp(app.profile, StartReview(app.profile.library.decks))
    async with app.run_test(size=(140, 45)) as pilot:
        await answer(pilot, 20)
        assert "40 overdue cards are left for the days to come." in seen(pilot)
        await pilot.press("enter")
        assert isinstance(app.screen, HomeScreen)
        assert "Nothing due" not in seen(pilot)
        assert "Nothing more for today" in seen(pilot)
        assert "40 cards are overdue after 8 days away: today's part is done" in seen(pilot)
        assert "+ lets more in." in seen(pilot)
        await pilot.press("plus")
        assert "20 more overdue cards (the next part)" in seen(pilot)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert "40 left" in seen(pilot)


async def test_overdue_cards_beyond_the_limit_stay_in_sight_when_nothing_is_spread(
    app_on: MakeApp,
) -> None:
    app = app_on(*choices(34), catch_up_days=1, reviews_per_day=3, new_per_day=0, **STEPLESS)
    in_review(app.profile, 34, -2)
    app = QuizApp(app.profile)
    async with app.run_test() as pilot:
        assert "3 due today" in seen(pilot)
        assert "31 reviews are held back by today's limits. + lets more in." in seen(pilot)
        await pilot.press("a")
        await answer(pilot, 3)
        assert "31 reviews are held back by today's limits." in seen(pilot)


async def test_enter_on_a_deck_with_nothing_left_offers_more_of_it(app_on: MakeApp) -> None:
    app = app_on(*choices(3), new_per_day=0)
    app = QuizApp(app.profile)
    async with app.run_test() as pilot:
        await pilot.press("enter")
        assert "More today: The deck test-deck" in seen(pilot)
        assert "3 more new cards (all)" in seen(pilot)


async def test_where_there_is_no_more_it_says_so(app_on: MakeApp) -> None:
    app = app_on(*choices(1), **STEPLESS)
    async with app.run_test(notifications=True) as pilot:
        await answer(pilot, 1)
        for place in (SummaryScreen, HomeScreen):
            assert isinstance(app.screen, place)
            await pilot.press("plus")
            await pilot.pause(0.2)
            assert "There is no more to ask today" in seen(pilot)
            app.clear_notifications()
            await pilot.press("enter")


async def test_any_number_of_cards_can_be_wished_for(app_on: MakeApp) -> None:
    app = app_on(*choices(30), new_per_day=0)
    app = QuizApp(app.profile)
    async with app.run_test() as pilot:
        await pilot.press("plus", "end", "enter", *"many", "enter")
        assert '"many" is no number of cards; write one from 1 to 9999.' in seen(pilot)
        await pilot.press(*["backspace"] * 4, "7", "enter")
        await pilot.pause()
        assert "7 left" in seen(pilot)


async def test_cards_of_the_days_to_come_can_be_asked_today(app_on: MakeApp) -> None:
    app = app_on(*choices(4), **STEPLESS)
    in_review(app.profile, 3, 1)
    in_review(app.profile, 1, 3)
    app = QuizApp(app.profile)
    async with app.run_test() as pilot:
        await pilot.press("plus")
        assert "2 cards of tomorrow, ahead of time" in seen(pilot)
        assert "3 cards of the next 3 days, ahead of time" in seen(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "2 left" in seen(pilot)
        await answer(pilot, 2)
        assert "1 card is still due today. c goes on." in seen(pilot)


@pytest.mark.parametrize("keys", [("m", "home", "enter"), ("d", "enter", "enter")])
async def test_a_review_of_some_cards_goes_on_with_what_else_is_due(
    app_on: MakeApp, keys: tuple[str, ...]
) -> None:
    app = app_on(*choices(40), new_per_day=20, **STEPLESS)
    app = QuizApp(app.profile)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        asked = app.screen.session.left
        assert 0 < asked < 20
        await answer(pilot, asked)
        assert f"{20 - asked} cards are still due today. c goes on." in seen(pilot)
        await pilot.press("c")
        await pilot.pause()
        assert f"{20 - asked} left" in seen(pilot)


async def test_after_practice_there_is_no_talk_of_limits(app_on: MakeApp) -> None:
    app = app_on(*choices(2), new_per_day=0)
    app = QuizApp(app.profile)
    async with app.run_test() as pilot:
        await pilot.press("p", "enter")
        await answer(pilot, 2)
        assert "Done for now" in seen(pilot)
        assert "held back" not in seen(pilot)
        assert "+ More today" not in seen(pilot)


async def test_another_window_sees_that_more_was_granted(app_on: MakeApp) -> None:
    app = app_on(*choices(30), new_per_day=0)
    app = QuizApp(app.profile)
    profile = app.profile
    async with app.run_test() as pilot:
        assert "30 new cards are held back" in seen(pilot)
        there = Profile(
            profile.library,
            Progress.open(profile.progress.home, profile.model),
            profile.settings,
            profile.calendar,
            profile.model,
            profile.clock,
        )
        from quizapp.study.selection import More

        ReviewSession.begin(profile.library.decks, there.today(), More(new=8))
        app.screen.look()
        await pilot.pause()
        assert "8 due today" in seen(pilot)


async def test_more_that_cannot_be_saved_is_said_and_nothing_changes(
    app_on: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = app_on(*choices(5), new_per_day=1, **STEPLESS)

    def full(*_: object) -> None:
        raise NotSaved("The disk is full.")

    monkeypatch.setattr(Progress, "change", full)
    async with app.run_test(notifications=True) as pilot:
        await answer(pilot, 1)
        for place in (SummaryScreen, HomeScreen):
            await pilot.press("plus", "enter")
            await pilot.pause(0.2)
            assert isinstance(app.screen, place)
            assert "The disk is full." in seen(pilot)
            app.clear_notifications()
            await pilot.press("escape")
