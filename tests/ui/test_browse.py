"""All cards on the screen: found while typing, read beside the table, changed many at once."""

import re
from pathlib import Path

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from quizapp.core.day import Day
from quizapp.memory.fsrs import Rating
from quizapp.progress.events import Answer
from quizapp.study.profile import Profile
from quizapp.ui.app import QuizApp
from quizapp.ui.screens.browse import BrowseScreen
from quizapp.ui.screens.card_info import CardInfoScreen
from quizapp.ui.screens.home import HomeScreen
from quizapp.ui.screens.quiz_setup import QuizSetupScreen
from quizapp.ui.screens.review import ReviewScreen
from tests.study.decks import CHOICE, FLASHCARD, TYPED, deck
from tests.ui.conftest import MakeProfile
from tests.ui.seen import seen, shows

CARDS = [
    CHOICE.format(id="one"),
    FLASHCARD.format(id="two"),
    TYPED.format(id="three"),
    """
  - id: wide
    type: flashcard
    prompt: 集团 安全条约 Հայաստան दिल्ली สวัสดี e\u0301
    answer: a
    tags: [hard]
""",
]
NARROW, WIDE = (60, 20), (120, 45)


@pytest.fixture
def learner(learner_with: MakeProfile, tmp_path: Path) -> Profile:
    """Who has answered two of four cards."""
    deck(tmp_path / "decks", CARDS)
    profile = learner_with(tmp_path / "decks")
    for name, days in (("one", 3), ("two", 40)):
        due = Day(profile.day + days)
        answer = Answer(f"test-deck/{name}", profile.day, Rating.GOOD, "review", 0, due, "right",
                        "right", 2000)  # fmt: skip
        profile.progress.record(answer, profile.clock())
    return profile


@pytest.fixture
def app(learner: Profile) -> QuizApp:
    return QuizApp(learner)


async def settle(pilot: Pilot[None]) -> str:
    """What is seen when all is there that comes a little later."""
    for _ in range(100):
        await pilot.pause(0.02)
        session = getattr(pilot.app.screen, "_session", True)
        if session:
            break
    await pilot.pause(0.2)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return seen(pilot)


def rows(screen: str) -> list[str]:
    """The first words of the lines of the table."""
    lines = screen.splitlines()
    start = next(at for at, line in enumerate(lines) if "Question" in line)
    found = [line.split("│")[0].strip(" ▸●") for line in lines[start + 1 :]]
    return [line for line in found if line and not line.startswith(("─", "▏"))][:9]


async def test_what_is_typed_is_found_and_read_beside_the_table(app: QuizApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("b", "enter")
        screen = await settle(pilot)
        assert "4 cards" in screen
        assert [row.split()[0] for row in rows(screen)[:4]] == ["Which", "front", "Type", "集团"]
        assert "Due in 3 days" in screen
        assert "It is" not in screen
        assert "Memory" in screen
        assert re.search(r"26 Feb 24 +✓ Good +3d +→ 2\.3d +rig", screen)
        await pilot.press("slash", *"is:rev")
        screen = await settle(pilot)
        assert "review" in screen.splitlines()[4]
        await pilot.press("tab")
        screen = await settle(pilot)
        assert "is:review" in screen
        assert "2 of 4 cards" in screen
        await pilot.press("space", *"frontx")
        assert "0 of 4 cards" in await settle(pilot)
        await pilot.press("backspace")
        screen = await settle(pilot)
        assert "1 of 4 cards" in screen
        assert "back of two" in screen
        await pilot.press("down", "escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)


async def test_an_error_points_at_its_place_and_leaves_what_was_found(app: QuizApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("b", *"right is:nwe x")
        await settle(pilot)
        lines = seen(pilot).splitlines()
        at = next(number for number, line in enumerate(lines) if "is:nwe" in line)
        assert lines[at + 1].index("▔▔▔") == lines[at].index("nwe")
        assert "did you mean new" in lines[at + 2]
        assert "Which is right in one?" in seen(pilot)
        assert "1 of 4 cards, as before" in seen(pilot)
        await pilot.press("enter")
        assert isinstance(app.screen, BrowseScreen)
        assert app.screen.is_typing
        await pilot.press(*["backspace"] * 20, *"zebra")
        assert "No card is like this." in await settle(pilot)
        await pilot.press(*["backspace"] * 5, *"tag:hrd")
        assert "did you mean hard?" in await settle(pilot)


async def test_escape_leaves_the_field_then_takes_marks_away_and_then_closes(app: QuizApp) -> None:
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await pilot.press("b", "enter")
        await settle(pilot)
        await pilot.press("a", "end", "slash", *"o")
        await pilot.press("escape")
        assert await shows(pilot, "1 mark taken away: ")
        assert "▸● Which is right in one?" in seen(pilot)  # the first, as the last is gone
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        assert not screen.is_typing
        assert "● 3 marked" in await settle(pilot)
        await pilot.press("escape")
        assert "marked" not in await settle(pilot)
        assert app.screen is screen
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


async def test_many_cards_are_changed_by_one_event_and_u_takes_it_back(
    app: QuizApp, learner: Profile
) -> None:
    progress = learner.progress
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await pilot.press("b", "enter")
        await settle(pilot)
        await pilot.press("space", "space", "at")
        assert set(progress.suspended) == {"test-deck/one", "test-deck/two"}
        assert await shows(pilot, "2 cards suspended. u takes it back.")
        assert "⊘ suspended" in seen(pilot)
        await pilot.press("a", "g", *"hard nut", "enter")
        assert {len(tags) for tags in progress.tags.values()} == {1}
        await pilot.press("home", "d", *"+9d", "enter")
        assert progress.due_day["test-deck/one"] == learner.day + 9
        await pilot.press("3")
        assert progress.flags == {"test-deck/one": 3}
        await pilot.press("x", "2")
        assert "test-deck/one" not in progress.cards
        await pilot.press("u", "u", "u", "u")
        assert set(progress.suspended) == {"test-deck/one", "test-deck/two"}
        assert progress.due_day["test-deck/one"] == learner.day + 3
        assert not progress.flags
        assert not any(progress.tags.values())
        await pilot.press("escape", "escape", "b", "enter")  # it can be undone still
        await settle(pilot)
        await pilot.press("escape", "u")  # from Home as well
        assert isinstance(app.screen, HomeScreen)
        assert not progress.suspended
        await pilot.press("u")
        assert await shows(pilot, "Nothing to take back.")


async def test_cards_that_were_found_are_practised_asked_in_a_quiz_and_opened(
    app: QuizApp,
) -> None:
    async with app.run_test(size=NARROW) as pilot:
        for key in ("b", *"type:choice or type:typed", "enter", *"jk", "enter"):  # in one burst
            name = _character_to_key(key) if len(key) == 1 else key
            app.post_message(events.Key(name, key if len(key) == 1 else None))
        await settle(pilot)
        assert isinstance(app.screen, CardInfoScreen)
        assert "Due in 3 days" in await settle(pilot)
        await pilot.press("n")
        assert "New: it has not been asked yet." in await settle(pilot)
        await pilot.press("slash")
        assert isinstance(app.screen, BrowseScreen)
        assert app.screen.is_typing
        assert "2 of 4 cards" in await settle(pilot)
        await pilot.press("escape", "a", "t")
        assert isinstance(app.screen, QuizSetupScreen)
        assert "Quiz  2 cards" in await settle(pilot)
        assert "2 qu" in seen(pilot)
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("p")
        assert isinstance(app.screen, ReviewScreen)
        assert app.screen.session.is_practice
        assert app.screen.session.left == 2


async def test_a_click_sorts_marks_chooses_and_completes(app: QuizApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("b", "enter")
        screen = await settle(pilot)
        heading = next(at for at, line in enumerate(screen.splitlines()) if "Question" in line)
        due = screen.splitlines()[heading].index("Due")
        await pilot.click(offset=(due, heading))
        await pilot.click(offset=(due, heading))
        screen = await settle(pilot)
        assert "Due▾" in screen
        assert rows(screen)[0].startswith("front of two")
        assert "▸  front of two" in screen
        await pilot.click(offset=(4, heading + 2))
        await pilot.click(offset=(10, heading + 3), shift=True)
        assert "● 2 marked" in await settle(pilot)
        assert "of 4 cards" not in seen(pilot)
        await pilot.click("SearchField")
        await pilot.press(*"is:")
        screen = await settle(pilot)
        hint = screen.splitlines()[4]
        await pilot.click(offset=(hint.index("learning"), 4))
        assert "is:learning" in await settle(pilot)


async def test_texts_in_every_script_are_cut_by_cells(app: QuizApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("b", "enter")
        lines = (await settle(pilot)).splitlines()
        strips = app.screen._compositor.render_strips()
        assert {strip.cell_length for strip in strips} == {60}
        wide = next(line for line in lines if "集团" in line)
        assert wide.rstrip().endswith("new")


async def test_columns_are_chosen(app: QuizApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("b", "enter")
        assert "State" in await settle(pilot)
        await pilot.press("c", "down", "down", "space", "down", "down", "space", "enter")
        screen = await settle(pilot)
        assert "State" not in screen
        assert "flashcard" in screen
        await pilot.press("escape", "b", "enter")
        assert await settle(pilot) == screen  # the choice is kept


async def test_the_card_beside_gives_way_to_columns_that_were_chosen(
    app: QuizApp, learner: Profile
) -> None:
    learner.configure("browse_columns", "question type state due retrievability stability deck")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("b", "enter")
        screen = await settle(pilot)
        assert "Deck" in screen
        assert "Memory" not in screen
        assert re.search("Which is right in one[?] +choice", screen)


async def test_the_slash_opens_the_field_from_a_review_and_a_search_is_saved(
    app: QuizApp, learner: Profile
) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("a")
        assert isinstance(app.screen, ReviewScreen)
        await pilot.press("escape", "slash", *"is:new")
        assert isinstance(app.screen, BrowseScreen)
        assert "2 of 4 cards" in await settle(pilot)
        await pilot.press("escape", "w", *"Fresh", "enter")
        assert dict(learner.progress.saved_searches) == {"Fresh": "is:new"}
        await pilot.press("escape")
        assert isinstance(app.screen, ReviewScreen)


async def test_a_card_that_was_edited_is_read_again_and_marks_stay_with_their_cards(
    app: QuizApp, learner: Profile, tmp_path: Path
) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("b", "enter")
        await settle(pilot)
        await pilot.press("down", "space")
        new = CHOICE.format(id="zero").replace("Which is right", "Which is new")
        learner.read_anew(deck(tmp_path / "decks", [new, *CARDS]).path)
        screen = app.screen
        assert isinstance(screen, BrowseScreen)
        screen._look_again()
        shown = await settle(pilot)
        assert "5 cards" in shown
        assert "Which is new in zero?" in shown
        marked = next(line for line in shown.splitlines() if "●" in line and "front" in line)
        assert "front of two" in marked
        assert "▸" in next(line for line in shown.splitlines() if "Type the word" in line)
