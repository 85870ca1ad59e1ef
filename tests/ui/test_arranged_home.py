"""Home as the learner arranges it: groups, hidden decks, titles, saved searches, a filter."""

import re
from pathlib import Path

import pytest
from textual.pilot import Pilot

from quizapp.progress.events import ARCHIVED, HIDDEN, Arranged, SearchSaved
from quizapp.progress.progress import Progress
from quizapp.study.profile import Profile
from quizapp.ui.app import QuizApp
from quizapp.ui.screens.browse import BrowseScreen
from quizapp.ui.screens.home import HomeScreen
from quizapp.ui.screens.review import ReviewScreen
from quizapp.ui.widgets.deck_list import DeckList
from tests.study.decks import choices, deck
from tests.ui.conftest import Clock, MakeProfile
from tests.ui.seen import seen, shows


@pytest.fixture
def folders(home: Path) -> Path:
    """Two folders with two decks each, and a deck beside them."""
    folder = home / "decks"
    places = {"law/three": 1, "law/four": 2, "news/one": 3, "news/two": 4, "five": 5}
    for place, order in places.items():
        path = folder / place
        deck(path.parent, choices(2), path.name, f"order: {order}")
    return folder


def titles(pilot: Pilot[None]) -> list[str]:
    """The rows of Home, without their numbers."""
    rows = pilot.app.screen.query_one(DeckList).options
    said = [re.sub(r" +\d+ +\d+ +\d+( .*)?$", "", str(one.prompt)) for one in rows]
    return said[: said.index("All decks")] if "All decks" in said else said


async def test_groups_open_and_close_by_key_and_mouse_and_stay_so(
    learner_with: MakeProfile, folders: Path
) -> None:
    app = QuizApp(learner_with(folders))
    async with app.run_test() as pilot:
        assert titles(pilot) == [
            *("▾ law", "  The deck three", "  The deck four"),
            *("▾ news", "  The deck one", "  The deck two", "The deck five"),
        ]
        await pilot.press("left")
        assert titles(pilot)[:2] == ["▸ law", "▾ news"]
        await pilot.click(DeckList, offset=(4, 1))
        assert titles(pilot) == ["▸ law", "▸ news", "The deck five"]
        await pilot.press("up", "space")
        assert titles(pilot)[1] == "  The deck three"
        await pilot.press("enter")
    async with QuizApp(learner_with(folders)).run_test() as pilot:
        assert titles(pilot) == ["▸ law", "▸ news", "The deck five"]
        await pilot.press("home", "o", "1")
        assert isinstance(pilot.app.screen, ReviewScreen)
        assert "The deck three" in seen(pilot)
        assert "4 left" in seen(pilot)


async def test_a_deck_is_hidden_and_comes_back_by_undo_or_when_hidden_ones_are_shown(
    learner_with: MakeProfile, folders: Path
) -> None:
    app = QuizApp(learner_with(folders))
    async with app.run_test(notifications=True) as pilot:
        assert "10 due today" in seen(pilot)
        await pilot.press("o", "5")
        assert titles(pilot)[:2] == ["▾ law", "  The deck four"]
        assert await shows(pilot, "“The deck three” is hidden.")
        assert "8 due today" in seen(pilot)
        await pilot.press("u")
        assert titles(pilot)[1] == "  The deck three"
        await pilot.press("o", "6", "o", "7")
        assert titles(pilot)[1] == "  The deck three  archived"
        await pilot.press("home", "down", "enter")
        assert isinstance(app.screen, HomeScreen)
        assert await shows(pilot, "is archived: nothing of it is asked")
        await pilot.press("a")
        assert isinstance(app.screen, ReviewScreen)
        assert "The deck three" not in seen(pilot)


async def test_a_deck_is_renamed_and_put_into_a_new_group_and_its_file_stays(
    learner_with: MakeProfile, folders: Path
) -> None:
    before = (folders / "five.yaml").read_bytes()
    app = QuizApp(learner_with(folders))
    async with app.run_test() as pilot:
        await pilot.press("end", "o", "1", "ctrl+u", *"Mine", "enter")
        assert titles(pilot)[6] == "Mine"
        await pilot.press("o", "2", "3", *"Best", "enter")
        assert titles(pilot)[6:8] == ["▾ Best", "  Mine"]
        await pilot.press("left", "K", "K")
        assert titles(pilot)[:2] == ["▸ Best", "▾ law"]
        await pilot.press("right", "down", "enter")
        assert "Mine" in seen(pilot)
        await pilot.press("escape", *"uuuu")
        assert titles(pilot)[6] == "The deck five"
    assert (folders / "five.yaml").read_bytes() == before


async def test_words_leave_the_decks_that_have_them_and_escape_brings_all_back(
    learner_with: MakeProfile, folders: Path
) -> None:
    app = QuizApp(learner_with(folders))
    async with app.run_test() as pilot:
        before = titles(pilot)
        await pilot.press("slash", *"TWO deck")
        assert titles(pilot) == ["The deck two  news", "/ Find “TWO deck” in all cards"]
        await pilot.press("space", "x")
        assert titles(pilot) == ["/ No deck is called so: find “TWO deck x” in all cards"]
        await pilot.press("escape")
        assert titles(pilot) == before
        await pilot.press("slash", *"news", "down", "enter")
        assert isinstance(app.screen, ReviewScreen)
        assert "The deck two" in seen(pilot)


async def test_a_saved_search_is_a_deck_that_is_made_anew_whenever_it_is_opened(
    learner_with: MakeProfile, folders: Path, clock: Clock
) -> None:
    profile = learner_with(folders)
    for name, query in (("Law", "deck:three or deck:four"), ("Torn", "deck:(")):
        profile.progress.change(SearchSaved(name, query), clock.now)
    app = QuizApp(profile)
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        assert titles(pilot)[7:] == ["/ Law", "/ Torn  this search cannot be read"]
        await pilot.press("end", "up", "enter")
        assert isinstance(app.screen, ReviewScreen)
        assert "4 left" in seen(pilot)
        await pilot.press("escape", "o")
        assert "Forget this search; its cards stay" in seen(pilot)
        await pilot.press("escape", "r")
        assert await shows(pilot, "“Law” is a saved search")
        await pilot.press("t")
        assert "Quiz  4 cards" in seen(pilot)
        await pilot.press("escape", "p")
        assert isinstance(app.screen, ReviewScreen)
        assert (app.screen.session.is_practice, app.screen.session.left) == (True, 4)
        await pilot.press("escape", "o", "1")
        assert isinstance(app.screen, BrowseScreen)
        assert app.screen.field.value == "deck:three or deck:four"


async def test_what_another_window_arranges_is_seen(
    learner_with: MakeProfile, folders: Path, clock: Clock
) -> None:
    profile = learner_with(folders)
    app = QuizApp(profile)
    async with app.run_test() as pilot:
        other = Progress.open(profile.progress.home)
        other.change(Arranged("five", HIDDEN, 1), clock.now)
        other.change(Arranged("group:law", ARCHIVED, 1), clock.now)
        other.change(Arranged("one", "title", "Mine"), clock.now)
        screen = app.screen
        assert isinstance(screen, HomeScreen)
        screen.look()
        await pilot.pause()
        assert titles(pilot)[:3] == ["▾ news", "  Mine", "  The deck two"]
        assert seen_decks(profile) == ["one", "two"]


def seen_decks(profile: Profile) -> list[str]:
    return [deck.slug for deck in profile.decks]


async def test_the_last_line_of_the_filter_finds_cards_whatever_decks_are_left(
    learner_with: MakeProfile, folders: Path
) -> None:
    app = QuizApp(learner_with(folders))
    async with app.run_test() as pilot:
        await pilot.press("slash", *"card-1 deck:two")
        assert titles(pilot) == ["/ No deck is called so: find “card-1 deck:two” in all cards"]
        await pilot.press("enter")
        assert isinstance(app.screen, BrowseScreen)
        assert await shows(pilot, "1 of 10 cards")
