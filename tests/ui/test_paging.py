"""A text that is longer than the screen says so, and the rest is one key away."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from quizapp.ui.app import QuizApp
from quizapp.ui.screens.results import ResultsScreen
from quizapp.ui.screens.summary import SummaryScreen
from quizapp.ui.start import StartReview
from tests.study.decks import CHOICE, FLASHCARD, choices, deck
from tests.ui.conftest import MakeProfile
from tests.ui.quizzes import begin
from tests.ui.seen import seen

WORDS = " ".join(["First.", *(f"word{number}" for number in range(250)), "Last."])
LONG_CHOICE = f"{CHOICE.format(id='one')}    explain: {WORDS}\n"
LONG_FLASHCARD = f"""
  - {{id: one, type: flashcard, prompt: Front, answer: Back, explain: {WORDS}}}
"""
LONG_PROMPT = f"""
  - {{id: one, type: choice, prompt: "{WORDS}", answer: right, distractors: [wrong]}}
"""


async def read_on(pilot: Pilot[None], key: str) -> int:
    """Press a key until nothing is left to show, and count."""
    pressed = 0
    while "↓ more" in seen(pilot):
        assert " More" in seen(pilot)
        await pilot.press(key)
        await pilot.pause()
        pressed += 1
        assert pressed < 60
    return pressed


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_a_long_explanation_is_read_with_space_which_then_goes_on(app_on, size) -> None:  # type: ignore[no-untyped-def]
    app = app_on(LONG_CHOICE, CHOICE.format(id="two"))
    async with app.run_test(size=size) as pilot:
        await pilot.press("1")
        await pilot.pause()
        assert "First." in seen(pilot)
        assert "saved" in seen(pilot)
        assert "right" in seen(pilot)  # with the options still there
        assert "Last." not in seen(pilot)
        assert await read_on(pilot, "space")
        assert "Last." in seen(pilot)
        assert "↑ more" in seen(pilot)
        assert "two" not in seen(pilot)
        await pilot.press("space")
        await pilot.pause()
        assert "Which is right in two?" in seen(pilot)


async def test_enter_goes_on_whatever_there_is_to_read(app_on) -> None:  # type: ignore[no-untyped-def]
    async with app_on(LONG_CHOICE, CHOICE.format(id="two")).run_test() as pilot:
        await pilot.press("1", "enter")
        await pilot.pause()
        assert "Which is right in two?" in seen(pilot)


async def test_an_explanation_that_fits_is_brought_into_view_whole(app_on) -> None:  # type: ignore[no-untyped-def]
    card = CHOICE.format(id="one").replace("Which is", "Which " + "so " * 300)
    async with app_on(f"{card}    explain: It is so.\n").run_test() as pilot:
        await pilot.press("1")
        await pilot.pause()
        assert "It is so." in seen(pilot)
        assert "↓ more" not in seen(pilot)
        assert "↑ more" in seen(pilot)


async def test_a_text_that_fits_says_nothing(app_on) -> None:  # type: ignore[no-untyped-def]
    async with app_on(CHOICE.format(id="one")).run_test() as pilot:
        await pilot.press("1")
        await pilot.pause()
        assert "↓ more" not in seen(pilot)


async def test_the_buttons_of_a_flashcard_stay_beside_a_long_explanation(app_on) -> None:  # type: ignore[no-untyped-def]
    app = app_on(LONG_FLASHCARD)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        for text in ("▌ Back", "First.", "3 Good", "↓ more"):
            assert text in seen(pilot)
        assert await read_on(pilot, "space")
        assert app.profile.progress.reviews == 0  # reading rates nothing
        assert "Last." in seen(pilot)
        assert "3 Good" in seen(pilot)
        await pilot.press("space")
        assert app.profile.progress.reviews == 1


async def test_a_long_question_is_read_while_its_options_take_space(app_on) -> None:  # type: ignore[no-untyped-def]
    app = app_on(LONG_PROMPT)
    async with app.run_test() as pilot:
        await pilot.press("up")
        await pilot.pause()
        app.screen.query_one("#page").scroll_home(animate=False)
        await pilot.pause()
        assert "page down More" in seen(pilot)
        await read_on(pilot, "pagedown")
        assert "Last." in seen(pilot)


async def test_the_source_the_keys_and_the_summary_say_so_too(
    learner_with: MakeProfile,
) -> None:
    profile = learner_with(quiz_counts=True)
    app = QuizApp(profile, StartReview([profile.library.deck("csto-grievances")]))
    async with app.run_test(size=(80, 18)) as pilot:
        await pilot.press("1", "s")
        await pilot.pause()
        await read_on(pilot, "space")
        assert "↑ more" in seen(pilot)
        await pilot.press("escape", "question_mark")
        await pilot.pause()
        assert await read_on(pilot, "pagedown")
        await pilot.press("escape", "enter", *["0", "enter"] * 5, "escape")
        await pilot.pause()
        assert isinstance(app.screen, SummaryScreen)
        assert await read_on(pilot, "space")
        assert isinstance(app.screen, SummaryScreen)


async def test_the_results_of_a_quiz_say_so_too(quiz_on) -> None:  # type: ignore[no-untyped-def]
    app = quiz_on(*choices(12))
    async with app.run_test(size=(80, 18)) as pilot:
        await begin(pilot)
        await pilot.press("d", "d")
        await pilot.pause()
        assert isinstance(app.screen, ResultsScreen)
        assert await read_on(pilot, "space")


async def test_a_list_that_is_longer_than_the_screen_says_so(
    learner_with: MakeProfile, tmp_path: Path
) -> None:
    for number in range(20):
        deck(tmp_path / "decks", choices(1), f"deck-{number}")
    app = QuizApp(learner_with(tmp_path / "decks"))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert "↓ more" in seen(pilot)
        await pilot.press("end")
        await pilot.pause()
        assert "↓ more" not in seen(pilot)
        await pilot.resize_terminal(60, 16)
        await pilot.press("m")
        await pilot.pause()
        assert "↓ more" in seen(pilot)


async def test_keys_in_a_burst_outrun_what_is_brought_into_view(app_on) -> None:  # type: ignore[no-untyped-def]
    app = app_on(*(FLASHCARD.format(id=f"card-{number}") for number in range(2)))
    async with app.run_test() as pilot:
        await pilot.pause()
        for key in ["space", "4"] * 2:  # as over a slow line
            app.simulate_key(key)
        await pilot.pause()
        assert isinstance(app.screen, SummaryScreen)
        assert app.profile.progress.reviews == 2


async def test_a_screen_that_grows_has_no_more_to_show(app_on) -> None:  # type: ignore[no-untyped-def]
    async with app_on(*choices(1)).run_test(size=(60, 8)) as pilot:
        await pilot.press("1")
        await pilot.resize_terminal(60, 30)
        await pilot.pause()
        assert "↓ more" not in seen(pilot)


async def test_the_back_stands_out_from_what_explains_it(app_on) -> None:  # type: ignore[no-untyped-def]
    async with app_on(FLASHCARD.format(id="one")).run_test() as pilot:
        await pilot.press("space")
        await pilot.pause()
        assert "▌ back of one" in seen(pilot)


async def test_the_button_that_enter_takes_is_marked(app_on) -> None:  # type: ignore[no-untyped-def]
    app = app_on(FLASHCARD.format(id="one"))
    async with app.run_test() as pilot:
        await pilot.press("space")
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
        marked = {
            segment.text.strip()
            for strip in strips
            for segment in strip
            if segment.style and segment.style.reverse
        }
        assert marked == {"Good"}
