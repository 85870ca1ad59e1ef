"""The ways to study besides what is due, and the keys that set cards aside, by keyboard."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from textual.pilot import Pilot

from quizapp.memory.fsrs import Rating
from quizapp.study.profile import Profile
from quizapp.study.review import ReviewSession
from quizapp.study.selection import These
from quizapp.study.stages import Answered, Asking, Finished, Leech
from quizapp.ui.app import QuizApp
from quizapp.ui.screens.home import HomeScreen
from quizapp.ui.screens.overlays import PlanScreen, ProblemsScreen
from quizapp.ui.screens.review import ReviewScreen
from quizapp.ui.start import StartReview
from quizapp.ui.widgets.choices import Choices
from tests.study.decks import CHOICE, FLASHCARD, choices
from tests.ui.conftest import Clock
from tests.ui.seen import option, seen, shows

TAGGED = "\n  - {id: t, type: true_false, prompt: It is so., answer: true, tags: [rare]}\n"


async def test_bury_suspend_and_flag_go_on_and_are_undone(app_on) -> None:  # type: ignore[no-untyped-def]
    app = app_on(*choices(4))
    progress = app.profile.progress
    async with app.run_test() as pilot:
        first = app.screen.session.presented.card.key
        await pilot.press("f")
        assert "⚑ flagged" in seen(pilot)
        await pilot.press("b")
        assert first in progress.buried
        second = app.screen.session.presented.card.key
        assert second != first
        await pilot.press("at")
        assert second in progress.suspended
        await pilot.press("u", "u", "u")
        assert app.screen.session.presented.card.key == first
        assert not progress.suspended
        assert not progress.flags
        assert app.screen.session.left == 4


async def test_cards_set_aside_are_listed_and_brought_back(app_on) -> None:  # type: ignore[no-untyped-def]
    app = app_on(*choices(2))
    async with app.run_test() as pilot:
        await pilot.press("at", "escape", "x")
        assert "⊘ suspended" in seen(pilot)
        await pilot.press("enter")
        assert not app.profile.progress.suspended
        assert "No card is suspended" in seen(pilot)


async def test_practice_leaves_the_schedule_alone_and_asks_a_missed_card_again(app_on) -> None:  # type: ignore[no-untyped-def]
    app = app_on(*choices(2))
    app = QuizApp(app.profile)
    async with app.run_test() as pilot:
        await pilot.press("p", "enter")
        assert "practice" in seen(pilot)
        await pilot.press(await option(pilot, "wrong"))
        assert "saved; practice: the schedule stays as it is" in seen(pilot)
        for _ in range(2):
            await pilot.press("enter")
            await pilot.press(await option(pilot, "right"))
        await pilot.press("enter")
        await pilot.pause()
        assert "Done for now" in seen(pilot)
    assert app.profile.progress.reviews == 3
    assert not app.profile.progress.cards


async def test_only_the_cards_of_a_tag_can_be_practised(app_on) -> None:  # type: ignore[no-untyped-def]
    app = app_on(*choices(3), TAGGED)
    app = QuizApp(app.profile)
    async with app.run_test() as pilot:
        await pilot.press("p", "down", "enter")
        await pilot.pause()
        assert "It is so." in seen(pilot)
        assert app.screen.session.left == 1


async def test_some_minutes_are_counted_down_and_may_be_overrun(app_on, clock: Clock) -> None:  # type: ignore[no-untyped-def]
    app = app_on(*choices(3))
    app = QuizApp(app.profile)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("m", "up", "up", "enter")
        await pilot.pause()
        assert "5 minutes left" in seen(pilot)
        clock.move(minutes=6)
        await pilot.press(await option(pilot, "right"), "enter")
        await pilot.pause()
        await pilot.pause(0.2)
        assert "Your time is over." in seen(pilot)
        assert "time is over" in seen(pilot)


async def test_a_plan_for_a_day_leads_into_its_part_of_today(app_on) -> None:  # type: ignore[no-untyped-def]
    app = app_on(*choices(10))
    app = QuizApp(app.profile)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("d", "enter")
        await pilot.pause()
        assert isinstance(app.screen, PlanScreen)
        assert await shows(pilot, "if you follow the plan")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ReviewScreen)
        assert 0 < app.screen.session.left < 10


async def test_a_plan_that_takes_long_says_how_far_it_is_and_can_be_given_up(
    app_on,
    monkeypatch: pytest.MonkeyPatch,  # type: ignore[no-untyped-def]
) -> None:
    def endless(*_: object) -> Iterator[float]:
        while True:
            yield 0.42

    monkeypatch.setattr("quizapp.ui.screens.overlays.planning", endless)
    app = app_on(*choices(3))
    app = QuizApp(app.profile)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("d", "enter")
        assert await shows(pilot, "Reckoning the plan … 40 %")
        await pilot.press("enter")  # there is no part of today yet
        assert isinstance(app.screen, PlanScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert not [worker for worker in app.workers if not worker.is_finished]


async def test_a_day_that_cannot_be_is_refused_where_it_is_typed(app_on) -> None:  # type: ignore[no-untyped-def]
    app = app_on(*choices(3))
    app = QuizApp(app.profile)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("d", "end", "enter")
        await pilot.press(*"yesterday", "enter")
        assert "is not a day" in seen(pilot)
        await pilot.press(*["backspace"] * 9, *"21d", "enter")
        await pilot.pause()
        assert isinstance(app.screen, PlanScreen)


async def test_undo_on_home_goes_back_into_the_last_review(app_on) -> None:  # type: ignore[no-untyped-def]
    app = app_on(*choices(2))
    app = QuizApp(app.profile)
    async with app.run_test() as pilot:
        await pilot.press("u")
        assert isinstance(app.screen, HomeScreen)  # nothing to undo
        await pilot.press("enter")
        await pilot.press(await option(pilot, "right"), "escape", "enter")
        assert isinstance(app.screen, HomeScreen)
        await pilot.press("u")
        await pilot.pause()
        assert isinstance(app.screen, ReviewScreen)
        assert app.profile.progress.reviews == 0


def lapse(profile: Profile, clock: Clock, times: int) -> None:
    """Learn the only card and forget it so many times; it is due when this is over."""
    decks = profile.library.decks
    key = decks[0].keys[0]
    while True:
        state = profile.progress.cards.get(key)
        lapses = state.lapses if state else 0
        if lapses == times and state.phase == "review":
            break
        review = ReviewSession.begin(decks, profile.today(), These((key,)))
        while not isinstance(review.stage, Finished):
            state = profile.progress.cards.get(key)
            wrong = state is not None and state.phase == "review" and state.lapses < times
            if isinstance(review.stage, Asking):
                review.answer("wrong" if wrong else "right", clock())
            clock.move(minutes=11)
            review.keep(clock()) if isinstance(review.stage, Leech) else review.proceed(clock())
        clock.move(days=3)
    clock.move(days=30)


async def test_a_leech_is_shown_with_its_hints_and_can_be_suspended(app_on, clock: Clock) -> None:  # type: ignore[no-untyped-def]
    app = app_on(CHOICE.format(id="one"), relearning_steps=(timedelta(minutes=10),))
    lapse(app.profile, clock, 7)
    app = QuizApp(app.profile, StartReview(app.profile.library.decks))
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press(await option(pilot, "wrong"))
        assert isinstance(app.screen.session.stage, Answered)
        await pilot.press("enter")
        assert "Forgotten 8 times" in seen(pilot)
        assert "It is not wrong" in seen(pilot)
        assert "@ Suspend" in seen(pilot)
        await pilot.press("at")
        assert app.profile.progress.suspended == {"test-deck/one"}


@pytest.mark.parametrize(("edit", "screen"), [("broken", ProblemsScreen), ("good", ReviewScreen)])
async def test_an_edited_card_is_asked_anew_unless_the_deck_is_broken(
    app_on, monkeypatch: pytest.MonkeyPatch, edit: str, screen: type
) -> None:  # type: ignore[no-untyped-def]
    app = app_on(*choices(1))
    path = app.profile.library.decks[0].path

    def editor(*_: object) -> None:
        text = path.read_text()
        changes = {"broken": ("type: choice", "type: nonsense"), "good": ("Which is", "What is")}
        path.write_text(text.replace(*changes[edit]))

    monkeypatch.setattr("quizapp.ui.screens.card_screen.edit_in_terminal", editor)
    async with app.run_test() as pilot:
        await pilot.press("e")
        await pilot.pause()
        assert isinstance(app.screen, screen)
        if edit == "broken":
            await pilot.press("e")  # still broken
            await pilot.pause()
            assert isinstance(app.screen, ProblemsScreen)
            await pilot.press("escape")
        assert ("What is" if edit == "good" else "Which is") in seen(pilot)
        await pilot.press(await option(pilot, "right"))
        assert "✓ Right" in seen(pilot)


async def test_two_buttons_are_applied_to_the_next_card_at_once(app_on) -> None:  # type: ignore[no-untyped-def]
    app = app_on(FLASHCARD.format(id="a"), FLASHCARD.format(id="b"))
    async with app.run_test() as pilot:
        await pilot.press("space")
        assert "4 Easy" in seen(pilot)
        app.configure("buttons", 2)
        await pilot.press("1", "space")
        assert "2 Good" in seen(pilot)
        assert "Easy" not in seen(pilot)
        await pilot.press("2")
        assert app.screen.session.log[-1].rating is Rating.GOOD


async def test_a_backlog_is_told_honestly_on_home(app_on, clock: Clock) -> None:  # type: ignore[no-untyped-def]
    app = app_on(*choices(40), learning_steps=(), new_per_day=50, catch_up_days=4)
    profile: Profile = app.profile
    review = ReviewSession.begin(profile.library.decks, profile.today())
    while not isinstance(review.stage, Finished):
        review.answer("right", clock())
        review.proceed(clock())
    clock.move(days=60)
    async with QuizApp(profile).run_test(size=(110, 24)) as pilot:
        await check_backlog(pilot)


async def check_backlog(pilot: Pilot[None]) -> None:
    assert "20 due today" in seen(pilot)
    assert "40 cards are overdue after 59 days away: spread over 2 days, 20 today" in seen(pilot)


async def test_digits_choose_from_a_list(app_on) -> None:  # type: ignore[no-untyped-def]
    app = QuizApp(app_on(CHOICE.format(id="one")).profile)
    async with app.run_test() as pilot:
        await pilot.press("m")
        await pilot.pause()
        assert "2  10 minutes" in seen(pilot)
        await pilot.press("9")  # there is no such row
        await pilot.press("2")
        await pilot.pause()
        assert "10 minutes left" in seen(pilot)


async def test_digits_tick_in_a_list_of_names(quiz_on) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(CHOICE.format(id="one") + "    tags: [first]\n", quiz_counts=True)
    async with app.run_test() as pilot:
        await pilot.press("t", "down", "down", "enter")
        await pilot.pause()
        assert "1  ☐ first" in seen(pilot)
        await pilot.press("1")
        await pilot.pause()
        assert "1  ☑ first" in seen(pilot)


async def test_what_is_typed_and_said_stays_while_other_windows_are_watched(quiz_on) -> None:  # type: ignore[no-untyped-def]
    async with quiz_on(*choices(9), quiz_counts=True).run_test() as pilot:
        await pilot.press("t", "down", "7")
        pilot.app.screen.look()
        await pilot.pause()
        assert "7▏" in seen(pilot)
        await pilot.press("backspace", "0", "enter")
        pilot.app.screen.look()
        await pilot.pause()
        assert "from 1, not 0" in seen(pilot)
        await pilot.press("escape")
        choices_shown = pilot.app.screen.query_one(Choices)
        choices_shown.say("Said.")
        pilot.app.screen.look()
        await pilot.pause()
        assert "Said." in seen(pilot)


async def test_the_number_of_questions_and_the_minutes_of_a_quiz_can_be_typed(quiz_on) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(*choices(9), quiz_counts=True)
    async with app.run_test() as pilot:
        await pilot.press("t", "down", "7", "enter")
        await pilot.pause()
        assert "7 questions" in seen(pilot)
        await pilot.press("down", "down", "down", "down", "down", *"8000", "enter")
        await pilot.pause()
        assert "from 0 to 1440, not 8000" in seen(pilot)
        await pilot.press("escape", "8", "enter", "b")
        await pilot.pause()
        assert "Question 1 of 7" in seen(pilot)
        assert "about 8 minutes left" in seen(pilot)
